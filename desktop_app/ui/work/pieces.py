"""Long beginnings in pieces: between two of them the window is drawn and answers."""

from __future__ import annotations

import time
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal

_PIECE_S = 0.012
"""Pieces that take no longer together are done in one turn of the event loop."""


def all_at_once(steps: Iterator[None]) -> None:
    """Take all steps without a rest."""
    for _ in steps:
        pass


class InPieces(QObject):
    """Runs a generator on the thread of the window, a few steps in each turn of the event loop.

    Signals:
        done: The generator has ended.
    """

    done = Signal()

    def __init__(self, steps: Iterator[None], parent: QObject) -> None:
        super().__init__(parent)
        self._steps = steps
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    def start(self) -> None:
        """Begin with the next turn."""
        self._timer.start()

    def stop(self) -> None:
        """Do no more steps."""
        self._timer.stop()

    def _go_on(self) -> None:
        until = time.perf_counter() + _PIECE_S
        for _ in self._steps:
            if time.perf_counter() > until:
                return
        self._timer.stop()
        self.done.emit()
