"""A change of model, a run that is stopped, and what it reports."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from desktop_app.documents.model import Reason
from desktop_app.embedding.embedder import FloatArray
from desktop_app.errors import Cancelled, ModelProblem
from desktop_app.index.batches import EmbeddingBatches, Ticket
from desktop_app.progress import CancelToken, Progress, Stage
from tests.index.indexing.support import KNEE, LEASE, assert_sound, numbers
from tests.support.toy_embedder import ToyEmbedder
from tests.support.toy_library import ToyLibrary, paragraph


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


class Waiting(ToyEmbedder):
    """Embeds nothing before something has happened."""

    def __init__(self, happened: threading.Event) -> None:
        super().__init__()
        self._happened = happened

    def embed_documents(self, texts: Sequence[str], token: CancelToken | None = None) -> FloatArray:
        assert self._happened.wait(60)
        return super().embed_documents(texts, token)


def _stop() -> None:
    raise Cancelled


def _break() -> None:
    raise ModelProblem("The model ended.")


def _vectors(toy: ToyLibrary) -> int:
    reader = toy.reader
    try:
        return reader.counts()["vector"]
    finally:
        reader.close()


def _models(toy: ToyLibrary) -> tuple[str, str]:
    with toy.open() as library:
        status = library.status()
    return status.model, status.building


def test_update_when_the_model_changes_then_every_document_gets_new_vectors(
    twenty: ToyLibrary,
) -> None:
    assert numbers(twenty.update("other").summary) == {"unchanged": 20, "embedded": 20}
    assert _models(twenty) == ("other", "")
    assert twenty.found(paragraph(7, 2))[0] == "07.txt"
    assert twenty.embedders[-1].info.model_id == "other"
    assert_sound(twenty)


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
    assert_sound(twenty)


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
    assert_sound(twenty)


def test_update_when_the_model_changes_and_files_too_then_both_are_right(
    twenty: ToyLibrary,
) -> None:
    twenty.write("00.txt", LEASE)
    (twenty.path / "01.txt").unlink()
    summary = twenty.update("other").summary
    assert (summary.indexed, summary.removed, summary.unchanged) == (1, 1, 18)
    assert twenty.found("tenant pays rent")[0] == "00.txt"
    assert_sound(twenty)


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
    assert_sound(toy)
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


def test_update_when_a_long_document_is_embedded_then_the_others_are_committed_before_it(
    toy: ToyLibrary, small_batches: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    toy.write("00 book.txt", paragraph(0, 400))
    names = [f"{number:02}.txt" for number in range(1, 7)]
    for number, name in enumerate(names, 1):
        toy.write(name, paragraph(number, 2))
    added: list[Ticket] = []
    all_sent = threading.Event()
    add, flush = EmbeddingBatches.add, EmbeddingBatches.flush

    def counted(self: EmbeddingBatches, *args: Any) -> Ticket:
        added.append(add(self, *args))
        return added[-1]

    def told_of(self: EmbeddingBatches) -> None:
        flush(self)
        if len(added) == 7:
            all_sent.set()

    monkeypatch.setattr(EmbeddingBatches, "add", counted)
    monkeypatch.setattr(EmbeddingBatches, "flush", told_of)
    toy.next_embedder = Waiting(all_sent)  # however slow reading is
    told: list[str] = []
    toy.update(on_committed=told.append)
    assert told[-1] == "00 book.txt"
    assert sorted(told[:-1]) == names
    assert_sound(toy)


def test_update_when_copies_of_a_long_document_are_met_then_each_is_committed_after_it(
    toy: ToyLibrary, small_batches: None
) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        toy.write(name, paragraph(0, 400))
    told: list[str] = []
    result = toy.update(on_committed=told.append)
    assert sorted(told) == ["a.txt", "b.txt", "c.txt"]
    assert result.summary.indexed == 3
    assert_sound(toy)


def test_update_when_stopped_in_a_long_document_then_its_first_vectors_are_kept(
    toy: ToyLibrary, small_batches: None
) -> None:
    toy.write("book.txt", paragraph(0, 400))
    toy.next_embedder = Failing(5, _stop)
    with pytest.raises(Cancelled):
        toy.update()
    assert _vectors(toy) == 20
    rest = toy.update().summary
    assert _vectors(toy) == 20 + rest.embedded
    assert_sound(toy)


def test_update_when_stopped_then_the_rest_counts_as_not_read_yet(
    toy: ToyLibrary, small_batches: None
) -> None:
    for number in range(12):
        toy.write(f"{number:02}.txt", paragraph(number, 4))
    token = CancelToken()
    with pytest.raises(Cancelled):
        toy.update(token=token, on_committed=lambda _: token.cancel())
    with toy.open() as library:
        found = library.status().coverage
        waiting = [state.path for state in library.files() if state.reason == "waiting"]
    assert found.files == 12
    assert 0 < len(waiting) == found.not_read[Reason.WAITING] == 12 - found.full
    toy.update()
    with toy.open() as library:
        assert library.status().coverage.sentence == "All 12 files fully read."
