"""Text recognition through real reader processes, and what becomes of it when pages go wrong."""

from __future__ import annotations

import sys
import threading
import time

import psutil
import pytest

from desktop_app.childprocess import ChildDied, ChildProcess
from desktop_app.documents.model import ReadState, Reason
from desktop_app.documents.text.passages import PassageSetting
from desktop_app.documents.workers import pool, reader, recognition
from desktop_app.documents.workers.pool import ReaderPool
from desktop_app.documents.workers.recognition import PageTexts, Recognition
from desktop_app.errors import Cancelled
from desktop_app.progress import CancelToken
from tests.support import make
from tests.support.recognition import LEASE, VERTRAG, needs_recognition, recall

ODD_READER = (sys.executable, "-P", "-m", "tests.support.odd_recogniser")
SETTINGS = (PassageSetting(),)


@pytest.fixture
def started():
    return []


@pytest.fixture
def make_pool(tmp_path, started):
    """Makes pools of odd recognisers and notes what they start."""

    def start() -> ChildProcess:
        child = ChildProcess("reader", command=ODD_READER)
        started.append(child)
        return child

    def make_one(wanted: Recognition | None) -> ReaderPool:
        folder = str(tmp_path)
        return ReaderPool(1, folder=folder, settings=SETTINGS, recognition=wanted, start=start)

    return make_one


def read(readers: ReaderPool, *names: str, token: CancelToken | None = None):
    with readers:
        return list(readers.read_all(names, frozenset(), token or CancelToken()))


def scan(folder, name: str, pages: int, *, first: str = "") -> str:
    """A PDF of scanned pages; the odd recogniser reads page n of it as "text of page n"."""
    texts = [first, *[""] * (pages - 1)]
    numbers = range(2 if first else 1, pages + 1)
    (folder / name).write_bytes(make.pdf(texts, scanned=list(numbers)))
    return name


@needs_recognition
def test_read_when_a_pdf_is_scanned_then_the_words_are_in_their_places(tmp_path):
    make_scans = pytest.importorskip("tests.support.make_scans")
    pages = [make_scans.scanned(text) for text in (LEASE, VERTRAG)]
    data = make_scans.encoded(pages, "PDF", resolution=200, title="Lease")
    (tmp_path / "scan.pdf").write_bytes(data)
    folder = str(tmp_path)
    [first] = read(ReaderPool(1, folder=folder, settings=SETTINGS), "scan.pdf")
    assert (first.failure, first.scanned) == ((Reason.SCANNED, ""), (1, 2))
    languages = Recognition("eng+deu")
    [second] = read(
        ReaderPool(1, folder=folder, settings=SETTINGS, recognition=languages), "scan.pdf"
    )
    text = second.outcome
    assert (text.state, text.recognised, second.scanned) == (ReadState.FULL, (1, 2), ())
    start = text.page_starts[1]
    assert recall(text.text[:start], LEASE) >= 0.95
    assert recall(text.text[start:], VERTRAG) >= 0.95


def test_read_when_recognition_is_not_wanted_then_no_page_is_tried(make_pool, tmp_path):
    [reading] = read(make_pool(None), scan(tmp_path, "a.pdf", 2))
    assert (reading.outcome, reading.failure) == (None, (Reason.SCANNED, ""))
    assert reading.scanned == (1, 2)


def test_read_when_pages_are_recognised_then_full(make_pool, tmp_path, started):
    name = scan(tmp_path, "a.pdf", 3, first="A page of ordinary words, long enough.")
    [reading] = read(make_pool(Recognition("eng")), name)
    text = reading.outcome
    assert text.text.splitlines()[1:] == ["text of page 2 in eng", "text of page 3 in eng"]
    assert (text.state, text.reason, text.recognised) == (ReadState.FULL, None, (2, 3))
    assert reading.scanned == ()
    assert len(started) == 1


@pytest.mark.parametrize("fault", ["crash", "hang", "refuse"])
def test_read_when_a_page_fails_then_only_that_page_is_lost(
    make_pool, tmp_path, started, monkeypatch, fault
):
    monkeypatch.setattr(reader, "OCR_PAGE_S", 2.0)
    name = scan(tmp_path, f"{fault} 2.pdf", 3)
    [reading] = read(make_pool(Recognition("eng")), name)
    text = reading.outcome
    assert text.text == "text of page 1 in eng\n\ntext of page 3 in eng"
    assert (text.state, text.reason, text.detail) == (ReadState.PARTLY, Reason.SCANNED, "page 2")
    assert (text.recognised, reading.scanned) == ((1, 3), (2,))
    assert len(started) == (1 if fault == "refuse" else 2)


def test_read_when_the_last_page_costs_the_child_then_the_others_are_kept(make_pool, tmp_path):
    [reading] = read(make_pool(Recognition("eng")), scan(tmp_path, "crash 2.pdf", 2))
    assert reading.outcome.text == "text of page 1 in eng\n"
    assert reading.scanned == (2,)


def test_read_when_nothing_is_recognised_then_no_text(make_pool, tmp_path):
    [reading] = read(make_pool(Recognition("eng")), scan(tmp_path, "blank.pdf", 2))
    assert (reading.failure, reading.scanned) == ((Reason.NO_TEXT, ""), ())


def test_read_when_recognition_is_not_possible_then_still_scanned(make_pool, tmp_path):
    [reading] = read(make_pool(Recognition("eng")), scan(tmp_path, "missing.pdf", 2))
    assert (reading.failure, reading.scanned) == ((Reason.SCANNED, ""), (1, 2))


def test_read_when_the_file_changes_while_a_page_crashes_then_the_new_one_is_read(
    make_pool, tmp_path
):
    """The odd recogniser writes other bytes into the file before it ends."""
    [reading] = read(make_pool(Recognition("eng")), scan(tmp_path, "swap 1.pdf", 2))
    assert reading.outcome.text == "other words"
    assert not reading.stale


def test_read_when_cancelled_on_a_page_then_stops_at_once(make_pool, tmp_path):
    token = CancelToken()
    readings = make_pool(Recognition("eng")).read_all(
        [scan(tmp_path, "hang 1.pdf", 1)], frozenset(), token
    )
    threading.Timer(1.0, token.cancel).start()
    started_at = time.monotonic()
    with pytest.raises(Cancelled):
        next(readings)
    assert time.monotonic() - started_at < reader.OCR_PAGE_S
    assert psutil.Process().children() == []


def test_fill_when_many_pages_fail_then_the_rest_is_not_tried(monkeypatch):
    monkeypatch.setattr(recognition, "MAX_FAILED_OCR_PAGES", 3)
    asked = []

    def ask(page: int):
        asked.append(page)
        if page == 2:
            return "text"
        if page == 3:
            raise ChildDied("gone")
        return Reason.DAMAGED, ""

    texts = PageTexts(b"")
    texts.fill(range(1, 10), ask)
    assert (asked, texts.payload()) == ([1, 2, 3, 4], b'[[2, "text"]]')
    texts.fill([2], ask)
    assert len(asked) == 4


def test_fill_when_there_is_more_text_than_is_kept_then_the_rest_is_not_tried(monkeypatch):
    monkeypatch.setattr(recognition, "MAX_TEXT_CHARS", 10)
    texts = PageTexts(b"")
    texts.fill(range(1, 10), lambda page: "123456")
    assert len(texts) == 2


def test_pool_when_it_recognises_then_it_gives_way_to_all_other_programs(tmp_path, monkeypatch):
    asked = {}

    def note(worker, **options):
        asked.update(options)
        raise ChildDied("enough")

    monkeypatch.setattr(pool, "ChildProcess", note)
    readers = ReaderPool(folder=str(tmp_path), settings=SETTINGS, recognition=Recognition("eng"))
    with pytest.raises(Exception, match="does not start"):
        read(readers, "a.txt")
    assert (asked["nice"], readers.languages) == (19, "eng")
