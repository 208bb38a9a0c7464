"""The last stage of a run: text in pictures, kept page by page."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from desktop_app.documents.model import Reason
from desktop_app.errors import Cancelled
from desktop_app.index.writer import IndexWriter
from desktop_app.progress import CancelToken
from desktop_app.settings import Settings
from tests.index.indexing.support import LEASE, assert_sound, numbers, use_readers
from tests.support import make
from tests.support.recognition import needs_recognition
from tests.support.toy_library import ToyLibrary


@pytest.fixture
def odd_recognisers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reader children that read page n of any scan as "text of page n"."""
    use_readers(monkeypatch, "tests.support.odd_recogniser")
    monkeypatch.setattr("desktop_app.jobs.recognition_languages", lambda settings: "eng")


def _recognised(toy: ToyLibrary, path: str) -> tuple[int, ...]:
    reader = toy.reader
    try:
        row = reader.document(path)
        assert row is not None
        assert row.content_id is not None
        return reader.content(row.content_id).recognised
    finally:
        reader.close()


@pytest.mark.usefixtures("odd_recognisers")
def test_update_when_pages_are_scanned_then_their_text_is_found(toy: ToyLibrary) -> None:
    toy.write("lease.pdf", make.pdf([LEASE, "", ""], scanned=[2, 3]))
    toy.write("blank.pdf", make.pdf(["", ""], scanned=[1, 2]))
    result = toy.update()
    assert numbers(result.summary)["indexed"] == 1
    assert result.summary.recognised == 1
    assert [(p.path, p.reason) for p in result.problems] == [("blank.pdf", Reason.NO_TEXT)]
    assert _recognised(toy, "lease.pdf") == (2, 3)
    assert toy.found("text of page 3")[0] == "lease.pdf"
    assert_sound(toy)
    again = toy.update()
    assert (again.summary.unchanged, again.summary.recognised) == (2, 0)


@pytest.mark.usefixtures("odd_recognisers")
def test_update_when_stopped_among_pages_then_the_next_run_goes_on_with_the_missing(
    toy: ToyLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    toy.write("hang 3.pdf", make.pdf(["", "", ""], scanned=[1, 2, 3]))
    token = CancelToken()
    put = IndexWriter.put_recognised_pages
    done: list[int] = []

    def put_and_stop(
        self: IndexWriter, languages: str, pages: Sequence[tuple[bytes, int, str]]
    ) -> None:
        put(self, languages, pages)
        done.extend(page for _, page, _ in pages)
        if len(done) == 2:
            token.cancel()

    monkeypatch.setattr(IndexWriter, "put_recognised_pages", put_and_stop)
    with pytest.raises(Cancelled):
        toy.update(token=token)
    # Asked for page 1 once more, its reader would die, and the page would be lost.
    (toy.path / "hang 3.pdf").rename(toy.path / "crash 1.pdf")
    assert toy.update().problems == ()
    assert done == [1, 2, 3]
    assert _recognised(toy, "crash 1.pdf") == (1, 2, 3)


@needs_recognition
def test_update_when_switched_off_and_on_again_then_scans_are_told_and_then_read(
    toy: ToyLibrary,
) -> None:
    make_scans = pytest.importorskip("tests.support.make_scans")
    toy.write("scan.png", make_scans.encoded([make_scans.scanned(LEASE)], "PNG"))
    toy.settings = Settings(text_recognition=False)
    assert [(p.path, p.reason) for p in toy.update().problems] == [("scan.png", Reason.SCANNED)]
    toy.settings = Settings(languages=("eng",))
    assert toy.update().problems == ()
    assert toy.found("tenant rent") == ["scan.png"]
