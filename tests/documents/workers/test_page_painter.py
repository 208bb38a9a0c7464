"""Pages drawn by a real child process, and by odd ones."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from desktop_app.childprocess import ChildProcess
from desktop_app.documents.workers import page_painter
from desktop_app.documents.workers.page_painter import PagePainter
from desktop_app.errors import Cancelled, InvalidRequest
from desktop_app.progress import CancelToken
from tests.support import make

DIES = "import sys; sys.stdin.buffer.read(12); sys.exit(3)"
HANGS = "import time; time.sleep(600)"


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """No process outlives a test."""
    yield
    assert psutil.Process().children() == []


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "a.pdf").write_bytes(make.pdf(["one", "two"]))
    (tmp_path / "notes.txt").write_text("Some notes.")
    (tmp_path / "empty.pdf").write_bytes(b"")
    (tmp_path / "damaged.pdf").write_bytes(b"%PDF-1.4\n" + b"x" * 100)
    return tmp_path


@pytest.fixture
def painter(folder: Path) -> Iterator[PagePainter]:
    painter = PagePainter(folder)
    yield painter
    painter.close()


def _odd(folder: Path, code: str) -> tuple[PagePainter, list[int]]:
    """A painter whose first child is an odd one, and the ids of its children."""
    started: list[int] = []

    def start() -> ChildProcess:
        command = [sys.executable, "-c", code]
        child = ChildProcess("pages", command=None if started else command)
        started.append(child.pid)
        return child

    return PagePainter(folder, start), started


def test_draw_when_pages_are_asked_for_then_one_child_draws_them(painter: PagePainter) -> None:
    token = CancelToken()
    first = painter.draw("a.pdf", 1, token, scale=0.2)
    second = painter.draw("a.pdf", 2, token, width=100)
    assert (first.width, second.width, first.pages) == (119, 100, 2)
    assert len(psutil.Process().children()) == 1
    painter.close()
    painter.close()
    assert painter.draw("a.pdf", 1, token, width=50).width == 50  # starts another one


@pytest.mark.parametrize(
    ("path", "page", "words"),
    [
        ("gone.pdf", 1, "gone.pdf"),
        ("../a.pdf", 1, "not a path inside"),
        ("notes.txt", 1, "notes.txt"),
        ("empty.pdf", 1, "empty.pdf"),
        ("damaged.pdf", 1, "damaged.pdf"),
        ("a.pdf", 3, "page 3"),
    ],
)
def test_draw_when_it_cannot_be_drawn_then_why(
    painter: PagePainter, path: str, page: int, words: str
) -> None:
    with pytest.raises(InvalidRequest, match=words):
        painter.draw(path, page, CancelToken())
    assert painter.draw("a.pdf", 1, CancelToken(), width=20).width == 20


@pytest.mark.skipif(os.name != "posix", reason="needs links")
def test_draw_when_the_path_is_a_link_then_not_followed(painter: PagePainter, folder: Path) -> None:
    (folder / "link.pdf").symlink_to(folder / "a.pdf")
    with pytest.raises(InvalidRequest):
        painter.draw("link.pdf", 1, CancelToken())


def test_draw_when_the_child_dies_then_told_and_the_next_page_is_drawn(folder: Path) -> None:
    painter, started = _odd(folder, DIES)
    with pytest.raises(InvalidRequest):
        painter.draw("a.pdf", 1, CancelToken())
    assert painter.draw("a.pdf", 1, CancelToken(), width=20).width == 20
    painter.close()
    assert len(started) == 2


def test_draw_when_the_child_hangs_then_killed_at_the_limit(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page_painter, "SHOWN_PAGE_S", 0.2)
    monkeypatch.setattr(page_painter, "_START_S", 0.0)
    painter, (*_,) = _odd(folder, HANGS)
    with pytest.raises(InvalidRequest, match="too long"):
        painter.draw("a.pdf", 1, CancelToken())
    painter.close()


def test_draw_when_cancelled_during_a_hang_then_killed_soon(folder: Path) -> None:
    painter, started = _odd(folder, HANGS)
    token = CancelToken()
    timer = threading.Timer(0.2, token.cancel)
    timer.start()
    with pytest.raises(Cancelled):
        painter.draw("a.pdf", 1, token)
    timer.join()
    assert not psutil.pid_exists(started[0])
    with pytest.raises(Cancelled):
        painter.draw("a.pdf", 1, token)
    assert len(started) == 1
