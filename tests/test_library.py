"""One open folder: what the facade adds to the rooms below it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop_app.errors import FolderUnavailable, IndexMissing, InvalidRequest, ModelProblem
from desktop_app.index.location import Place
from desktop_app.library import Library
from tests.support.toy_embedder import ToyEmbedder
from tests.support.toy_library import ToyLibrary

LEASE = "The tenant pays the rent on the first day of the month."
KNEE = "Bend the knee slowly and hold it for ten seconds."


@pytest.fixture
def toy(tmp_path: Path) -> ToyLibrary:
    toy = ToyLibrary(tmp_path / "papers")
    toy.write("lease.txt", LEASE)
    toy.write("knee.txt", KNEE)
    return toy


@pytest.fixture
def indexed(toy: ToyLibrary) -> ToyLibrary:
    toy.update()
    return toy


def _contents(folder: Path) -> dict[str, tuple[bytes, int]]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def test_library_when_the_folder_is_missing_then_told(tmp_path: Path) -> None:
    with pytest.raises(FolderUnavailable):
        Library(tmp_path / "nowhere")


def test_library_when_only_opened_then_nothing_is_written(tmp_path: Path) -> None:
    toy = ToyLibrary(tmp_path / "papers")
    with toy.open() as library, pytest.raises(IndexMissing):
        library.status()
    assert [path.name for path in tmp_path.iterdir()] == ["papers"]


def test_library_when_used_in_every_way_then_the_documents_stay_as_they_were(
    indexed: ToyLibrary, tmp_path: Path
) -> None:
    before = _contents(indexed.path)
    with indexed.open() as library:
        library.update()
        library.search("rent")
        library.similar("lease.txt")
        library.duplicates()
        library.export(tmp_path / "out")
        library.compact()
        library.rebuild()
    assert _contents(indexed.path) == before


def test_update_when_the_place_is_the_profile_then_nothing_lies_beside_the_folder(
    toy: ToyLibrary, tmp_path: Path
) -> None:
    with Library(toy.path, place=Place.APP_DATA, open_embedder=toy._open_embedder) as library:
        library.update()
        status = library.status()
    assert (status.place, status.why) == (Place.APP_DATA, "as you chose")
    assert [path.name for path in tmp_path.iterdir()] == ["papers"]
    assert toy.found("rent")[0] == "lease.txt"  # found there again without being told


def test_search_when_the_index_changes_between_then_the_new_text_is_found(
    indexed: ToyLibrary,
) -> None:
    with indexed.open() as asking, indexed.open() as writing:
        assert asking.search("tenant rent").hits[0].path == "lease.txt"
        indexed.write("new.txt", "An invoice for green paint.")
        writing.update()
        assert asking.search("green paint").hits[0].path == "new.txt"
        writing.rebuild()
        assert asking.search("green paint").hits[0].path == "new.txt"


def test_search_when_the_model_changes_between_then_the_new_one_is_asked(
    indexed: ToyLibrary,
) -> None:
    with indexed.open() as asking, indexed.open() as writing:
        asking.search("rent")
        first = indexed.embedders[-1]
        writing.update("other")
        assert asking.search("tenant rent").hits[0].path == "lease.txt"
        assert first.closed
        assert indexed.embedders[-1].info.model_id == "other"


def test_search_when_the_model_is_no_longer_the_same_then_told(indexed: ToyLibrary) -> None:
    indexed.next_embedder = changed = ToyEmbedder(revision="2")
    with indexed.open() as library, pytest.raises(ModelProblem, match="not the one"):
        library.search("rent")
    assert changed.closed


def test_update_when_the_model_is_no_longer_the_same_then_a_new_generation(
    indexed: ToyLibrary,
) -> None:
    indexed.next_embedder = ToyEmbedder(revision="2")
    assert indexed.update().summary.embedded == 2


def test_search_when_the_index_goes_then_told(indexed: ToyLibrary, tmp_path: Path) -> None:
    with indexed.open() as library:
        library.search("rent")
        indexed.location.directory.rename(tmp_path / "away")
        with pytest.raises(IndexMissing):
            library.search("rent")


def test_close_when_called_twice_then_the_model_is_released_once(indexed: ToyLibrary) -> None:
    library = indexed.open()
    library.search("rent")
    library.close()
    library.close()
    assert indexed.embedders[-1].closed


def test_rebuild_when_sound_then_vectors_are_taken_over_and_the_old_one_is_gone(
    indexed: ToyLibrary,
) -> None:
    with indexed.open() as library:
        result = library.rebuild()
        assert library.verify() == []
    assert (result.salvaged, result.summary.indexed, result.summary.embedded) == (2, 2, 0)
    assert not list(indexed.location.directory.glob("index.before-rebuild*"))


def test_rebuild_when_the_model_is_away_then_the_index_stays(indexed: ToyLibrary) -> None:
    def refuse(_: str) -> ToyEmbedder:
        raise ModelProblem("The model is not on this computer.")

    with Library(indexed.path, open_embedder=refuse) as library, pytest.raises(ModelProblem):
        library.rebuild()
    assert indexed.found("tenant rent")[0] == "lease.txt"


def test_rebuild_when_documents_are_gone_then_they_are_not_in_it(indexed: ToyLibrary) -> None:
    (indexed.path / "lease.txt").unlink()
    with indexed.open() as library:
        library.rebuild()
        assert [state.path for state in library.files()] == ["knee.txt"]


def test_similar_to_text_when_pasted_then_the_nearest_document(indexed: ToyLibrary) -> None:
    with indexed.open() as library:
        result = library.similar_to_text("the tenant pays rent each month", threshold=0.2)
    assert result.hits[0].path == "lease.txt"


def test_similar_when_the_outside_file_gives_no_text_then_told_why(
    indexed: ToyLibrary, tmp_path: Path
) -> None:
    outside = tmp_path / "broken.pdf"
    outside.write_bytes(b"%PDF-1.7 and then nothing of the kind")
    with indexed.open() as library, pytest.raises(InvalidRequest, match=r"broken\.pdf"):
        library.similar(str(outside))


@pytest.mark.parametrize(
    ("given", "relative"),
    [
        ("a/b.txt", "a/b.txt"),
        ("{folder}/a/b.txt", "a/b.txt"),
        ("{link}/a/b.txt", "a/b.txt"),
        ("{folder}.likewise/b.txt", None),
        ("/elsewhere/b.txt", None),
    ],
)
def test_relative_when_a_path_is_given_then_seen_from_the_folder(
    toy: ToyLibrary, tmp_path: Path, given: str, relative: str | None
) -> None:
    link = tmp_path / "link"
    link.symlink_to(toy.path)
    with toy.open() as library:
        found = library.relative(given.format(folder=toy.path, link=link))
    assert found == relative


@pytest.mark.skipif(os.name == "nt", reason="other permissions there")
def test_index_when_made_then_it_is_private(indexed: ToyLibrary) -> None:
    directory = indexed.location.directory
    assert directory.stat().st_mode & 0o777 == 0o700
    for path in directory.rglob("*"):
        assert path.stat().st_mode & 0o077 == 0, path


def test_text_when_a_document_was_read_then_what_was_read(indexed: ToyLibrary) -> None:
    with indexed.open() as library:
        assert (library.text("knee.txt").text, library.text("knee.txt").kind) == (KNEE, "text")
        with pytest.raises(InvalidRequest, match="nowhere"):
            library.text("nowhere.txt")


def test_places_to_watch_when_there_are_many_then_upper_folders_and_latest_files_first(
    toy: ToyLibrary,
) -> None:
    for name in ("a/b/c/deep.txt", "a/x.txt"):
        toy.write(name, "text")
    os.utime(toy.path / "knee.txt", ns=(0, 4_000_000_000_000_000_000))
    root = str(toy.path)
    with toy.open() as library:
        whole = library.places_to_watch(100)
        assert whole[:4] == (root, f"{root}/a", f"{root}/a/b", f"{root}/a/b/c")
        assert sorted(whole[4:]) == sorted(
            f"{root}/{name}" for name in ("lease.txt", "knee.txt", "a/b/c/deep.txt", "a/x.txt")
        )
        assert library.places_to_watch(2) == (root, f"{root}/a")
        assert library.places_to_watch(5)[4:] == (f"{root}/knee.txt",)
