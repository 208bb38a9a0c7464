"""What a person left out is not read, is told, and comes back when it is wanted again."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.documents.model import Reason
from desktop_app.errors import IndexMissing, IndexUnwritable
from desktop_app.index.exclusions import exclusions, is_excluded, keep_exclusions
from desktop_app.index.location import beside
from tests.support.toy_library import ToyLibrary

LEASE = "The tenant pays the rent on the first day of the month."


@pytest.fixture
def toy(tmp_path: Path) -> ToyLibrary:
    toy = ToyLibrary(tmp_path / "papers")
    for number in range(12):
        toy.write(f"private/{number}.txt", f"Diary, day {number}.")
    toy.write("lease.txt", LEASE)
    toy.update()
    return toy


def test_folder_when_excluded_then_forgotten_told_and_taken_in_again(toy: ToyLibrary) -> None:
    with toy.open() as library:
        library.exclude("private")
        # Most of the folder goes; nobody needs to be asked, for they have said so.
        assert library.update().summary.removed == 12
        assert library.excluded() == ("private",)
        assert library.status().coverage.not_read == {Reason.EXCLUDED: 1}
    assert toy.found("diary day") == ["lease.txt"]
    with toy.open() as library:
        library.include("private")
        assert library.update().summary.indexed == 12
        assert library.excluded() == ()


def test_exclusions_when_the_index_is_made_anew_then_kept(toy: ToyLibrary) -> None:
    with toy.open() as library:
        library.exclude("lease.txt")
        library.rebuild()
        assert "lease.txt" in library.excluded()
        assert library.status().documents == 12


def test_exclude_when_nothing_was_indexed_then_told(tmp_path: Path) -> None:
    with ToyLibrary(tmp_path / "new").open() as library:
        assert library.excluded() == ()
        with pytest.raises(IndexMissing):
            library.exclude("a.txt")


def test_exclusions_when_a_name_is_no_text_then_kept_as_it_is(toy: ToyLibrary) -> None:
    names = {"a\udcff.txt", "ä/ö.txt"}
    keep_exclusions(toy.location, names)
    assert exclusions(toy.location) == names


@pytest.mark.parametrize("content", ['{"paths": 3}', '{"paths": [1, null]}', "nonsense", "{}"])
def test_exclusions_when_the_file_makes_no_sense_then_none(toy: ToyLibrary, content: str) -> None:
    (toy.location.directory / "excluded.json").write_text(content)
    assert exclusions(toy.location) == frozenset()


def test_exclusions_when_they_cannot_be_stored_then_told(toy: ToyLibrary, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.touch()
    location = beside(blocked / "papers")
    with pytest.raises(IndexUnwritable):
        keep_exclusions(location, {"a.txt"})


@pytest.mark.parametrize(
    ("path", "expected"),
    [("a/b", True), ("a/b/c.txt", True), ("a/bc.txt", False), ("a", False), ("x.txt", True)],
)
def test_path_when_it_or_a_folder_above_is_excluded_then_excluded(
    path: str, *, expected: bool
) -> None:
    assert is_excluded(path, {"a/b", "x.txt"}) is expected
    assert not is_excluded(path, ())
