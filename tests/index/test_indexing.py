"""Indexing runs on real folders with real reader processes and a toy model."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from desktop_app.documents import limits
from desktop_app.documents.model import Reason
from desktop_app.documents.pool import ReaderPool
from desktop_app.documents.reader import FileReading
from desktop_app.embedding.embedder import FloatArray
from desktop_app.errors import Cancelled, FolderLooksEmptied, ModelProblem
from desktop_app.index import batches, indexing
from desktop_app.progress import CancelToken, Progress, Stage
from tests.support import make
from tests.support.toy_embedder import ToyEmbedder
from tests.support.toy_library import ToyLibrary, paragraph

LEASE = "The tenant pays the rent on the first day of the month."
KNEE = "Bend the knee slowly and hold it for ten seconds."
BREAD = "Knead the dough and let it rise in a warm place."


@pytest.fixture(autouse=True)
def children(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Every child process started; none may be left at the end."""
    started: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    yield started
    assert [child.poll() for child in started].count(None) == 0


@pytest.fixture(autouse=True)
def _clock_without_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files written just now count as settled: tests do not wait for the clock to move on."""
    monkeypatch.setattr(indexing, "_CLOCK_STEP_NS", 0)
    monkeypatch.setattr(indexing, "_COARSE_CLOCK_STEP_NS", 0)


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "BATCH_PASSAGES", 4)


@pytest.fixture
def toy(tmp_path: Path) -> ToyLibrary:
    return ToyLibrary(tmp_path / "papers")


@pytest.fixture
def indexed(toy: ToyLibrary) -> ToyLibrary:
    """A lease, exercises and a recipe, indexed."""
    toy.write("lease.txt", LEASE)
    toy.write("health/knee.txt", KNEE)
    toy.write("health/bread.md", BREAD)
    toy.update()
    return toy


def _numbers(summary: indexing.UpdateSummary) -> dict[str, int]:
    """Return what is not zero."""
    names = ("indexed", "unchanged", "removed", "moved", "unreachable", "embedded")
    return {name: value for name in names if (value := getattr(summary, name))}


def _assert_sound(toy: ToyLibrary) -> None:
    with toy.open() as library:
        assert library.verify() == []


# -- what changed ------------------------------------------------------------------


def test_update_when_the_folder_is_new_then_all_is_found(toy: ToyLibrary) -> None:
    toy.write("lease.pdf", make.pdf([LEASE, BREAD]))
    toy.write("knee.docx", make.docx([KNEE]))
    result = toy.update()
    assert _numbers(result.summary) == {"indexed": 2, "embedded": 2}
    assert result.problems == ()
    assert toy.found("rent tenant")[0] == "lease.pdf"
    assert toy.found("bend knee seconds")[0] == "knee.docx"
    _assert_sound(toy)


def test_update_when_the_folder_is_empty_then_an_empty_index(toy: ToyLibrary) -> None:
    assert _numbers(toy.update().summary) == {}
    assert toy.found("rent") == []


def test_update_when_nothing_changed_then_nothing_is_done(
    indexed: ToyLibrary, children: list[object]
) -> None:
    children.clear()
    before = indexed.changes
    result = indexed.update()
    assert _numbers(result.summary) == {"unchanged": 3}
    assert children == []
    assert indexed.embedders[-1].texts == 0
    assert indexed.changes == before


def test_update_when_a_file_was_added_then_only_it_is_embedded(indexed: ToyLibrary) -> None:
    indexed.write("new.txt", "A wholly new invoice for paint.")
    assert _numbers(indexed.update().summary) == {"indexed": 1, "unchanged": 3, "embedded": 1}
    assert indexed.found("invoice paint")[0] == "new.txt"


def test_update_when_a_file_was_changed_then_the_old_text_is_gone(indexed: ToyLibrary) -> None:
    indexed.write("lease.txt", "The landlord repairs the roof.")
    assert _numbers(indexed.update().summary) == {"indexed": 1, "unchanged": 2, "embedded": 1}
    assert indexed.found('"landlord repairs"') == ["lease.txt"]
    assert indexed.found('"pays the rent"') == []
    _assert_sound(indexed)


def test_update_when_a_file_was_removed_then_it_is_not_found(indexed: ToyLibrary) -> None:
    (indexed.path / "lease.txt").unlink()
    assert _numbers(indexed.update().summary) == {"unchanged": 2, "removed": 1}
    assert "lease.txt" not in indexed.found("rent tenant")
    _assert_sound(indexed)


@pytest.mark.parametrize("new", ["rent.txt", "home/rent.txt"])
def test_update_when_a_file_was_moved_then_nothing_is_read(
    indexed: ToyLibrary, children: list[object], new: str
) -> None:
    (indexed.path / "home").mkdir()
    children.clear()
    (indexed.path / "lease.txt").rename(indexed.path / new)
    assert _numbers(indexed.update().summary) == {"unchanged": 2, "moved": 1}
    assert children == []
    assert indexed.found("rent tenant")[0] == new


def test_update_when_a_folder_was_renamed_then_nothing_is_read(
    indexed: ToyLibrary, children: list[object]
) -> None:
    children.clear()
    (indexed.path / "health").rename(indexed.path / "body")
    assert _numbers(indexed.update().summary) == {"unchanged": 1, "moved": 2}
    assert children == []
    assert sorted(indexed.found("knee dough rent")) == [
        "body/bread.md",
        "body/knee.txt",
        "lease.txt",
    ]


def test_update_when_the_indexed_folder_was_renamed_then_its_index_goes_along(
    indexed: ToyLibrary, children: list[object]
) -> None:
    children.clear()
    indexed.path = indexed.path.rename(indexed.path.with_name("renamed"))
    assert _numbers(indexed.update().summary) == {"unchanged": 3}
    assert children == []
    assert indexed.location.directory.name == "renamed.likewise"


def test_update_when_a_file_was_copied_then_both_are_there_and_nothing_is_embedded(
    indexed: ToyLibrary,
) -> None:
    shutil.copy(indexed.path / "lease.txt", indexed.path / "copy.txt")
    assert _numbers(indexed.update().summary) == {"indexed": 1, "unchanged": 3}
    assert indexed.found("rent tenant")[:2] == ["copy.txt", "lease.txt"]


def test_update_when_two_new_files_are_copies_then_one_text_is_embedded(toy: ToyLibrary) -> None:
    toy.write("a.txt", LEASE)
    toy.write("b/a.txt", LEASE)
    assert _numbers(toy.update().summary) == {"indexed": 2, "embedded": 1}
    assert sorted(toy.found("rent")) == ["a.txt", "b/a.txt"]
    _assert_sound(toy)


def test_update_when_one_of_two_copies_was_removed_then_the_other_is_found(
    toy: ToyLibrary,
) -> None:
    toy.write("a.txt", LEASE)
    toy.write("b.txt", LEASE)
    toy.update()
    (toy.path / "a.txt").unlink()
    assert _numbers(toy.update().summary) == {"unchanged": 1, "removed": 1}
    assert toy.found("rent") == ["b.txt"]


def test_update_when_two_names_were_swapped_then_each_has_its_text(indexed: ToyLibrary) -> None:
    one, other = indexed.path / "lease.txt", indexed.path / "health/knee.txt"
    aside = one.rename(indexed.path / "aside")
    other.rename(one)
    aside.rename(other)
    assert _numbers(indexed.update().summary) == {"indexed": 2, "unchanged": 1}
    assert indexed.found('"bend the knee"') == ["lease.txt"]
    assert indexed.found('"pays the rent"') == ["health/knee.txt"]
    _assert_sound(indexed)


def test_update_when_names_went_round_in_a_chain_then_each_has_its_text(
    indexed: ToyLibrary,
) -> None:
    (indexed.path / "lease.txt").rename(indexed.path / "last.txt")
    (indexed.path / "health/knee.txt").rename(indexed.path / "lease.txt")
    result = indexed.update()
    assert result.summary.embedded == 0
    assert indexed.found('"bend the knee"') == ["lease.txt"]
    assert indexed.found('"pays the rent"') == ["last.txt"]
    assert sorted(indexed.found("knee rent dough")) == ["health/bread.md", "last.txt", "lease.txt"]


def test_update_when_one_paragraph_was_edited_then_only_its_passages_are_embedded(
    toy: ToyLibrary,
) -> None:
    paragraphs = [paragraph(seed, 5) for seed in range(20)]
    toy.write("long.txt", "\n\n".join(paragraphs))
    assert toy.update().summary.embedded >= 20
    paragraphs[10] = paragraph(99, 5)
    toy.write("long.txt", "\n\n".join(paragraphs))
    # The passage of the paragraph, and the next one, which begins with its end.
    assert 1 <= toy.update().summary.embedded <= 2
    _assert_sound(toy)


def test_update_when_only_the_times_changed_then_nothing_is_embedded(indexed: ToyLibrary) -> None:
    (indexed.path / "lease.txt").touch()
    assert _numbers(indexed.update().summary) == {"unchanged": 3}
    assert _numbers(indexed.update().summary) == {"unchanged": 3}


def test_update_when_a_file_was_written_a_moment_ago_then_it_is_looked_at_again(
    toy: ToyLibrary, children: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "_CLOCK_STEP_NS", 10**12)
    toy.write("lease.txt", LEASE)
    toy.update()
    children.clear()
    assert _numbers(toy.update().summary) == {"unchanged": 1}
    assert len(children) == 1


# -- files that give no text -----------------------------------------------------------


def test_update_when_a_file_fails_then_it_is_not_opened_again_until_it_changes(
    toy: ToyLibrary, children: list[object]
) -> None:
    toy.write("broken.pdf", b"%PDF-1.7 and then nothing of the kind")
    toy.write("lease.txt", LEASE)
    first = toy.update()
    assert [(p.path, p.reason) for p in first.problems] == [("broken.pdf", Reason.DAMAGED)]
    children.clear()
    second = toy.update()
    assert children == []
    assert second.problems == first.problems
    assert _numbers(second.summary) == {"unchanged": 2}
    toy.write("broken.pdf", make.pdf([KNEE]))
    mended = toy.update()
    assert mended.problems == ()
    assert toy.found("knee seconds")[0] == "broken.pdf"


def test_update_when_a_copy_of_a_failed_file_comes_then_it_fails_alike(toy: ToyLibrary) -> None:
    toy.write("broken.pdf", b"%PDF-1.7 and then nothing of the kind")
    toy.update()
    shutil.copy(toy.path / "broken.pdf", toy.path / "copy.pdf")
    result = toy.update()
    assert [(p.path, p.reason) for p in result.problems] == [
        ("broken.pdf", Reason.DAMAGED),
        ("copy.pdf", Reason.DAMAGED),
    ]


def test_update_when_a_read_file_turns_unreadable_then_its_old_text_is_gone(
    indexed: ToyLibrary,
) -> None:
    indexed.write("lease.txt", b"")
    result = indexed.update()
    assert [(p.path, p.reason) for p in result.problems] == [("lease.txt", Reason.EMPTY)]
    assert "lease.txt" not in indexed.found("rent tenant")
    _assert_sound(indexed)


def test_update_when_a_file_goes_during_the_run_then_it_is_as_if_it_never_was(
    toy: ToyLibrary,
) -> None:
    toy.write("lease.txt", LEASE)
    doomed = toy.write("doomed.txt", KNEE)

    def remove_after_the_scan(progress: Progress) -> None:
        if progress.stage is Stage.SCANNING:
            doomed.unlink(missing_ok=True)

    result = toy.update(report=remove_after_the_scan)
    assert result.problems == ()
    assert _numbers(result.summary) == {"indexed": 1, "embedded": 1}
    assert toy.found("knee rent") == ["lease.txt"]


def test_update_when_a_link_was_there_and_goes_then_it_is_told_and_forgotten(
    toy: ToyLibrary,
) -> None:
    link = toy.path / "link.txt"
    link.symlink_to(toy.write("lease.txt", LEASE))
    assert [(p.path, p.reason) for p in toy.update().problems] == [("link.txt", Reason.NOT_A_FILE)]
    link.unlink()
    assert toy.update().problems == ()


# -- another model ---------------------------------------------------------------------


class Failing(ToyEmbedder):
    """Fails, or does something else, after so many batches."""

    def __init__(self, batches_before: int, fail: Callable[[], None]) -> None:
        super().__init__(32, model_id="other")
        self._left, self._fail = batches_before, fail

    def embed_documents(self, texts: Sequence[str], token: CancelToken | None = None) -> FloatArray:
        if not self._left:
            self._fail()
        self._left -= 1
        return super().embed_documents(texts, token)


def _stop() -> None:
    raise Cancelled


def _break() -> None:
    raise ModelProblem("The model ended.")


@pytest.fixture
def twenty(toy: ToyLibrary, small_batches: None) -> ToyLibrary:
    for number in range(20):
        toy.write(f"{number:02}.txt", paragraph(number, 2))
    toy.update()
    return toy


def _models(toy: ToyLibrary) -> tuple[str, str]:
    with toy.open() as library:
        status = library.status()
    return status.model, status.building


def test_update_when_the_model_changes_then_every_document_gets_new_vectors(
    twenty: ToyLibrary,
) -> None:
    assert _numbers(twenty.update("other").summary) == {"unchanged": 20, "embedded": 20}
    assert _models(twenty) == ("other", "")
    assert twenty.found(paragraph(7, 2))[0] == "07.txt"
    assert twenty.embedders[-1].info.model_id == "other"
    _assert_sound(twenty)


def test_update_when_no_model_is_named_then_the_present_one_stays(twenty: ToyLibrary) -> None:
    twenty.update("other")
    assert twenty.update().summary.embedded == 0
    assert _models(twenty) == ("other", "")


def test_update_when_going_back_to_a_model_used_before_then_nothing_is_embedded(
    twenty: ToyLibrary,
) -> None:
    twenty.update("other")
    assert twenty.update("toy").summary.embedded == 0
    assert _models(twenty) == ("toy", "")
    assert twenty.found(paragraph(3, 2))[0] == "03.txt"


@pytest.mark.parametrize(("fail", "error"), [(_stop, Cancelled), (_break, ModelProblem)])
def test_update_when_a_change_of_model_ends_midway_then_the_old_one_answers_and_it_goes_on(
    twenty: ToyLibrary, fail: Callable[[], None], error: type[Exception]
) -> None:
    twenty.next_embedder = Failing(2, fail)
    with pytest.raises(error):
        twenty.update("other")
    assert _models(twenty) == ("toy", "other")
    assert twenty.found(paragraph(19, 2))[0] == "19.txt"
    assert twenty.embedders[-1].info.model_id == "toy"
    rest = twenty.update().summary
    assert rest.embedded <= 12
    assert _models(twenty) == ("other", "")
    assert twenty.found(paragraph(19, 2))[0] == "19.txt"
    _assert_sound(twenty)


def test_update_when_a_change_of_model_is_given_up_then_no_document_is_missing(
    twenty: ToyLibrary,
) -> None:
    twenty.write("00.txt", LEASE)
    twenty.write("new.txt", KNEE)
    twenty.next_embedder = Failing(4, _stop)
    with pytest.raises(Cancelled):
        twenty.update("other")
    twenty.update("toy")
    assert _models(twenty) == ("toy", "")
    assert twenty.found("tenant pays rent")[0] == "00.txt"
    assert twenty.found("bend knee seconds")[0] == "new.txt"
    _assert_sound(twenty)


def test_update_when_the_model_changes_and_files_too_then_both_are_right(
    twenty: ToyLibrary,
) -> None:
    twenty.write("00.txt", LEASE)
    (twenty.path / "01.txt").unlink()
    summary = twenty.update("other").summary
    assert (summary.indexed, summary.removed, summary.unchanged) == (1, 1, 18)
    assert twenty.found("tenant pays rent")[0] == "00.txt"
    _assert_sound(twenty)


# -- stopping ------------------------------------------------------------------------------


def _stop_in_scan(token: CancelToken) -> dict[str, Any]:
    def report(progress: Progress) -> None:
        if progress.stage is Stage.SCANNING:
            token.cancel()

    return {"report": report}


def _stop_at_first_commit(token: CancelToken) -> dict[str, Any]:
    return {"on_committed": lambda _: token.cancel()}


def _stop_in_reading(token: CancelToken) -> dict[str, Any]:
    def report(progress: Progress) -> None:
        if progress.stage is Stage.READING:
            token.cancel()

    return {"report": report}


@pytest.mark.parametrize("stop", [_stop_in_scan, _stop_in_reading, _stop_at_first_commit])
def test_update_when_cancelled_then_what_was_committed_stays_and_the_rest_follows(
    toy: ToyLibrary, small_batches: None, stop: Callable[[CancelToken], dict[str, Any]]
) -> None:
    for number in range(30):
        toy.write(f"{number:02}.txt", paragraph(number, 2))
    token = CancelToken()
    options = stop(token)
    committed: list[str] = []
    then = options.pop("on_committed", lambda _: None)

    def on_committed(path: str) -> None:
        committed.append(path)
        then(path)

    with pytest.raises(Cancelled):
        toy.update(token=token, on_committed=on_committed, **options)
    reader = toy.reader
    kept = {row.path for row in reader.documents()}
    reader.close()
    assert kept == set(committed)
    assert len(kept) < 30
    _assert_sound(toy)
    rest = toy.update().summary
    assert rest.unchanged == len(kept)
    assert rest.indexed == 30 - len(kept)
    assert len(toy.found(paragraph(5, 2))) == 30


def test_update_when_cancelled_while_embedding_then_the_embedder_stops(toy: ToyLibrary) -> None:
    token = CancelToken()
    toy.write("lease.txt", LEASE)
    toy.next_embedder = Failing(0, token.cancel)
    with pytest.raises(Cancelled):
        toy.update(token=token)
    assert toy.embedders[-1].closed
    assert toy.embedders[-1].texts == 0
    toy.update("toy")
    assert toy.found("rent") == ["lease.txt"]


def test_update_when_cancelled_before_it_starts_then_nothing_is_read(
    toy: ToyLibrary, children: list[object]
) -> None:
    toy.write("lease.txt", LEASE)
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        toy.update(token=token)
    assert children == []


# -- progress ------------------------------------------------------------------------------


def test_update_when_it_reports_then_counts_never_pass_totals_and_the_last_arrives(
    twenty: ToyLibrary,
) -> None:
    for number in range(20, 30):
        twenty.write(f"{number:02}.txt", paragraph(number, 2))
    seen: list[Progress] = []
    twenty.update("other", report=seen.append)
    stages = list(dict.fromkeys(one.stage for one in seen))
    assert stages == [Stage.SCANNING, Stage.EMBEDDING, Stage.READING]
    assert all(one.total is None or 0 <= one.done <= one.total for one in seen)
    last = {one.stage: (one.done, one.total, one.unit) for one in seen}
    assert last == {
        Stage.SCANNING: (30, None, "files"),
        Stage.EMBEDDING: (20, 20, "documents"),
        Stage.READING: (10, 10, "files"),
    }


def test_update_when_paths_are_committed_then_each_is_told_once_and_is_on_disk(
    toy: ToyLibrary, small_batches: None
) -> None:
    for number in range(12):
        toy.write(f"{number:02}.txt", paragraph(number, 2))
    told: list[str] = []

    def on_committed(path: str) -> None:
        reader = toy.reader  # another connection sees only what was committed
        assert reader.document(path) is not None
        reader.close()
        told.append(path)

    toy.update(on_committed=on_committed)
    assert sorted(told) == [f"{number:02}.txt" for number in range(12)]


# -- an index that is damaged, a folder that is away --------------------------------------------


def test_update_when_the_index_is_damaged_then_it_is_set_aside_and_made_anew(
    indexed: ToyLibrary,
) -> None:
    database = indexed.location.database
    raw = bytearray(database.read_bytes())
    raw[: len(raw) // 2] = bytes(len(raw) // 2)
    database.write_bytes(raw)
    result = indexed.update()
    assert result.set_aside is not None
    assert result.set_aside.read_bytes() == raw
    assert result.summary.indexed == 3
    assert indexed.found("rent tenant")[0] == "lease.txt"
    _assert_sound(indexed)


def test_update_when_only_some_pages_are_damaged_then_vectors_are_saved(
    toy: ToyLibrary,
) -> None:
    for number in range(60):
        toy.write(f"{number:02}.txt", paragraph(number, 4))
    toy.update()
    database = toy.location.database
    raw = bytearray(database.read_bytes())
    page = _root_page_of(toy, "document")
    raw[(page - 1) * 4096 : page * 4096] = bytes(4096)
    database.write_bytes(raw)
    result = toy.update()
    assert result.set_aside is not None
    assert result.salvaged == 60
    assert _numbers(result.summary) == {"indexed": 60}
    _assert_sound(toy)


def _root_page_of(toy: ToyLibrary, table: str) -> int:
    """Return the root page of a table."""
    reader = toy.reader
    try:
        return int(reader.value("SELECT rootpage FROM sqlite_schema WHERE name = ?", table))
    finally:
        reader.close()


def test_update_when_the_folder_is_suddenly_empty_then_asked_and_nothing_purged(
    indexed: ToyLibrary,
) -> None:
    aside = indexed.path.with_name("aside")
    shutil.copytree(indexed.path, aside)
    shutil.rmtree(indexed.path / "health")
    (indexed.path / "lease.txt").unlink()
    before = indexed.changes
    with pytest.raises(FolderLooksEmptied, match="3 of 3"):
        indexed.update()
    assert indexed.changes == before
    assert len(indexed.found("rent knee dough")) == 3
    assert _numbers(indexed.update(confirm_removed=True).summary) == {"removed": 3}
    assert indexed.found("rent knee dough") == []
    _assert_sound(indexed)


def test_update_when_more_than_half_is_gone_then_asked(twenty: ToyLibrary) -> None:
    for number in range(11):
        (twenty.path / f"{number:02}.txt").unlink()
    with pytest.raises(FolderLooksEmptied, match="11 of 20"):
        twenty.update()
    assert len(twenty.found(paragraph(1, 2))) == 20
    assert twenty.update(confirm_removed=True).summary.removed == 11


def test_update_when_a_folder_cannot_be_listed_then_its_documents_stay(
    indexed: ToyLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As for a folder without permission, which root would be let into all the same.
    monkeypatch.setattr("desktop_app.documents.scanner.MAX_DEPTH", 0)
    result = indexed.update()
    assert _numbers(result.summary) == {"unchanged": 1, "unreachable": 2}
    assert "health" in [p.path for p in result.problems]
    assert len(indexed.found("rent knee dough")) == 3


def test_update_when_a_file_is_over_the_limit_then_told(toy: ToyLibrary) -> None:
    large = toy.write("large.txt", "x")
    with large.open("r+b") as file:
        file.truncate(limits.MAX_FILE_BYTES + 1)
    assert [(p.path, p.reason) for p in toy.update().problems] == [("large.txt", Reason.TOO_LARGE)]


def test_update_when_a_file_still_has_no_permission_then_no_answer_changes(
    toy: ToyLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    toy.write("lease.txt", LEASE)
    toy.write("sealed.txt", KNEE)

    def sealed(
        self: ReaderPool, paths: Mapping[str, object], *_: object
    ) -> Iterator[FileReading | None]:
        for path in paths:
            yield FileReading(path, failure=(Reason.NO_PERMISSION, ""))

    monkeypatch.setattr(ReaderPool, "read_with_pauses", sealed)
    assert len(toy.update().problems) == 2
    before = toy.changes
    assert len(toy.update().problems) == 2
    assert toy.changes == before
