"""Pages for the preview: the newest wins, and what was drawn is kept while there is room."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from desktop_app.documents.model import PagePicture
from desktop_app.errors import InvalidRequest
from desktop_app.progress import CancelToken
from desktop_app.ui.work import page_pictures
from desktop_app.ui.work.page_pictures import PageImage, PagePictures, PageRequest
from desktop_app.ui.work.tasks import TaskRunner
from tests.support import make_pdfs

LIMIT_MS = 20_000


class FakePainter:
    """Draws red pages of three pixels by two; page 13 cannot be drawn, page 99 takes long."""

    def __init__(self) -> None:
        self.drawn: list[int] = []
        self.closed = threading.Event()
        self.at_work = threading.Event()

    def draw(
        self, path: str, page: int, token: CancelToken, *, scale: float, width: int
    ) -> PagePicture:
        self.drawn.append(page)
        if page == 13:
            raise InvalidRequest("It cannot be drawn.")
        while page == 99:
            self.at_work.set()
            token.wait(0.01)
        return PagePicture(b"\xff\x00\x00" * 6, 3, 2, 100, (30.0, 20.0))

    def close(self) -> None:
        self.closed.set()


class Heard:
    """What was told of pages."""

    def __init__(self, pictures: PagePictures) -> None:
        self.images: list[PageImage] = []
        self.failures: list[tuple[PageRequest, InvalidRequest]] = []
        pictures.drawn.connect(self.images.append)
        pictures.failed.connect(lambda request, error: self.failures.append((request, error)))

    @property
    def pages(self) -> list[int]:
        return [image.request.page for image in self.images]


@pytest.fixture
def painter() -> FakePainter:
    return FakePainter()


@pytest.fixture
def pictures(runner: TaskRunner, painter: FakePainter, tmp_path: Path) -> Iterator[PagePictures]:
    pictures = PagePictures(runner)
    pictures.open(tmp_path, painter)
    yield pictures
    pictures.close()


@pytest.fixture
def heard(pictures: PagePictures) -> Heard:
    return Heard(pictures)


def _page(number: int) -> PageRequest:
    return PageRequest("a.pdf", number)


def test_request_when_drawn_then_an_image_of_the_page(
    qtbot: QtBot, pictures: PagePictures, heard: Heard
) -> None:
    pictures.request(_page(1))
    assert heard.images == []
    qtbot.waitUntil(lambda: heard.pages == [1], timeout=LIMIT_MS)
    (found,) = heard.images
    assert (found.image.width(), found.image.height(), found.pages) == (3, 2, 100)
    assert found.image.pixelColor(2, 1) == QColor("red")


def test_request_when_asked_for_again_then_not_drawn_again(
    qtbot: QtBot, pictures: PagePictures, painter: FakePainter, heard: Heard
) -> None:
    for turn in range(1, 4):
        pictures.request(_page(1))
        assert len(heard.images) < turn  # also what is at hand comes from the event loop
        qtbot.waitUntil(lambda turn=turn: heard.pages == [1] * turn, timeout=LIMIT_MS)
    assert painter.drawn == [1]
    pictures.forget()
    pictures.request(_page(1))
    qtbot.waitUntil(lambda: len(heard.images) == 4, timeout=LIMIT_MS)
    assert painter.drawn == [1, 1]


def test_request_when_a_newer_one_comes_then_only_that_is_told(
    qtbot: QtBot, pictures: PagePictures, painter: FakePainter, heard: Heard
) -> None:
    pictures.request(_page(7))
    qtbot.waitUntil(lambda: heard.pages == [7], timeout=LIMIT_MS)
    pictures.request(_page(99))
    assert painter.at_work.wait(20)
    pictures.request(_page(7))  # at hand
    pictures.request(_page(8))
    qtbot.waitUntil(lambda: heard.pages == [7, 8], timeout=LIMIT_MS)


def test_request_when_withdrawn_then_nothing_is_told(
    qtbot: QtBot, pictures: PagePictures, painter: FakePainter, heard: Heard, runner: TaskRunner
) -> None:
    pictures.request(_page(99))
    assert painter.at_work.wait(20)
    pictures.withdraw()
    qtbot.waitUntil(lambda: runner.running == (), timeout=LIMIT_MS)
    assert (heard.images, heard.failures) == ([], [])


def test_request_when_it_cannot_be_drawn_then_told_why(
    qtbot: QtBot, pictures: PagePictures, heard: Heard
) -> None:
    pictures.request(_page(13))
    qtbot.waitUntil(lambda: bool(heard.failures), timeout=LIMIT_MS)
    ((request, error),) = heard.failures
    assert (request, error.message) == (_page(13), "It cannot be drawn.")
    pictures.request(_page(1))
    qtbot.waitUntil(lambda: heard.pages == [1], timeout=LIMIT_MS)


def test_kept_when_there_is_no_more_room_then_the_oldest_goes(
    qtbot: QtBot,
    pictures: PagePictures,
    painter: FakePainter,
    heard: Heard,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(page_pictures, "KEPT_BYTES", 2 * 3 * 2 * 4)
    for page in (1, 2, 1, 3, 1, 2):
        told = len(heard.images)
        pictures.request(_page(page))
        qtbot.waitUntil(lambda told=told: len(heard.images) > told, timeout=LIMIT_MS)
    assert painter.drawn == [1, 2, 3, 2]


def test_close_when_done_then_the_painter_too_and_nothing_is_drawn(
    pictures: PagePictures, painter: FakePainter, heard: Heard
) -> None:
    pictures.close()
    assert painter.closed.wait(20)
    pictures.request(_page(1))
    assert painter.drawn == []


def test_pictures_when_of_a_real_document_then_drawn_by_a_child_that_ends(
    qtbot: QtBot, runner: TaskRunner, tmp_path: Path
) -> None:
    (tmp_path / "a.pdf").write_bytes(make_pdfs.pdf("0 0 1 rg 0 0 595 842 re f"))
    pictures = PagePictures(runner)
    heard = Heard(pictures)
    pictures.open(tmp_path)
    pictures.request(PageRequest("a.pdf", 1, width=101))
    qtbot.waitUntil(lambda: heard.pages == [1], timeout=60_000)
    assert heard.images[0].image.pixelColor(50, 50) == QColor("blue")
    assert heard.images[0].image.width() == 101
    pictures.close()
    assert runner.shutdown(20_000)
    assert psutil.Process().children() == []
