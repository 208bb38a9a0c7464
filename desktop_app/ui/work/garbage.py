"""Python's collector of cycles, kept on the window's thread.

Left to itself it runs on whichever thread happens to allocate, and takes with it what is left of
dialogs and tasks: a Qt object destroyed on a thread that is not its own, with timers or watches in
it, is undefined behaviour (told by Qt as "cannot be stopped from another thread"). Collecting holds
the interpreter's lock on any thread, so that nothing is lost by doing it here, in small portions.
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, QTimer

LOOK_MS = 50
"""So often: few objects come together in that time, and a collection of the young ones is short."""
FULL_AGAIN_S = 60.0
"""Between two collections that look at everything but what is kept."""
_FELT_S = 0.015
"""A collection that took longer found much that lives: it is looked at no more."""


class GarbageOnThisThread(QObject):
    """Collects on the thread it is made on, and nowhere else, until ``stop`` or its end."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._full_at = time.monotonic()
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self.destroyed.connect(gc.enable)
        gc.disable()

    def keep(self) -> None:
        """What is there now stays, as after a start: never look at it again.

        Else a full collection goes through all modules and the whole catalogue of a folder: 145 ms
        were measured. What of it becomes garbage in cycles is not freed; that is little.
        """
        gc.collect(1)
        gc.freeze()

    def stop(self) -> None:
        """Let Python collect by itself again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def _look(self) -> None:
        """Collect as much as Python itself would by now."""
        young, middle, old = gc.get_count()
        young_limit, middle_limit, old_limit = gc.get_threshold()
        if young <= young_limit:
            return
        now = time.monotonic()
        if middle <= middle_limit:
            gc.collect(0)
        elif old <= old_limit or now - self._full_at < FULL_AGAIN_S:
            gc.collect(1)
        else:
            gc.collect(2)
            self._full_at = time.monotonic()
            if self._full_at - now > _FELT_S:
                gc.freeze()
