"""Long beginnings leave the event loop free between two pieces."""

from __future__ import annotations

import threading
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer
from pytestqt.qtbot import QtBot

from desktop_app.ui.work import engine, pieces
from desktop_app.ui.work.pieces import InPieces


def test_pieces_when_long_then_the_event_loop_turns_between_them(qtbot: QtBot) -> None:
    done: list[str] = []
    home = QObject()

    def steps() -> Iterator[None]:
        for number in range(3):
            QTimer.singleShot(0, lambda: done.append("loop"))
            done.append(str(number))
            pieces.time.sleep(2 * pieces._PIECE_S)
            yield

    run = InPieces(steps(), home)
    with qtbot.waitSignal(run.done):
        run.start()
    assert [done.index(number) for number in "012"] == [0, 2, 4]


def test_pieces_when_stopped_then_no_more_are_done(qtbot: QtBot) -> None:
    home, done = QObject(), []

    def steps() -> Iterator[None]:
        while True:
            done.append(1)
            run.stop()
            pieces.time.sleep(2 * pieces._PIECE_S)
            yield

    run = InPieces(steps(), home)
    run.start()
    qtbot.waitUntil(lambda: bool(done))
    qtbot.waitUntil(lambda: not run._timer.isActive())
    assert done == [1]


def test_engine_when_two_threads_want_it_then_all_is_there_for_both() -> None:
    threads = [threading.Thread(target=engine.load_engine) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert engine._waiting == []
