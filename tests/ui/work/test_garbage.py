"""Cycles are collected on the window's thread, whoever has made them."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.progress import PauseToken, Report
from desktop_app.ui.work import garbage
from desktop_app.ui.work.garbage import GarbageOnThisThread
from desktop_app.ui.work.tasks import TaskRunner

LIMIT_MS = 20_000


class Cycle:
    """Notes the thread on which it is collected."""

    def __init__(self, notes: list[int]) -> None:
        self._me = self
        self._notes = notes

    def __del__(self) -> None:
        self._notes.append(threading.get_ident())


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[GarbageOnThisThread]:
    collector = GarbageOnThisThread()
    yield collector
    collector.stop()
    assert gc.isenabled()


def test_cycles_when_a_worker_leaves_them_then_collected_on_the_windows_thread(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    notes: list[int] = []

    def work(token: PauseToken, report: Report) -> None:
        for _ in range(5_000):
            Cycle(notes)

    task = runner.submit("query", work)
    qtbot.waitUntil(lambda: task.ended and len(notes) == 5_000, timeout=LIMIT_MS)
    assert set(notes) == {threading.get_ident()}


@pytest.mark.parametrize(
    ("count", "since_full_s", "generation"),
    [
        ((100, 0, 0), 1e6, None),
        ((900, 3, 3), 1e6, 0),
        ((900, 11, 3), 1e6, 1),
        ((900, 11, 11), 1.0, 1),
        ((900, 11, 11), 1e6, 2),
    ],
)
def test_look_when_so_much_has_come_together_then_that_generation_is_collected(
    collector: GarbageOnThisThread,
    monkeypatch: pytest.MonkeyPatch,
    count: tuple[int, int, int],
    since_full_s: float,
    generation: int | None,
) -> None:
    collected: list[int] = []
    monkeypatch.setattr(garbage.gc, "get_count", lambda: count)
    monkeypatch.setattr(garbage.gc, "get_threshold", lambda: (700, 10, 10))
    monkeypatch.setattr(garbage.gc, "collect", collected.append)
    collector._full_at = time.monotonic() - since_full_s
    collector._look()
    assert collected == ([] if generation is None else [generation])


def test_collector_when_its_parent_goes_then_python_collects_by_itself_again(
    qapp: QApplication,
) -> None:
    runner = TaskRunner()
    assert not gc.isenabled()
    del runner
    gc.collect()
    assert gc.isenabled()


def test_collector_when_all_is_kept_then_full_collections_pass_it_over(
    collector: GarbageOnThisThread,
) -> None:
    collector.keep()
    assert gc.get_freeze_count() > 10_000
    collector.stop()
    assert gc.get_freeze_count() == 0
