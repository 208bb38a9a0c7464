"""How long an event loop answered nobody, and why.

A beat comes every few milliseconds; what lies between two of them is split as the system accounts
for it. A thread that waits is in one of two queues: for a core of the machine, which the kernel
counts (Linux: the run delay in schedstat), or for something within the program, in Python mostly
the interpreter's lock. Only the first can be the fault of other programs, so a wait is judged
without it, but with all the rest. It can also be the fault of the program's own children, which
is why they run at a low priority, and why the wait by the clock is always told beside it.
"""

from __future__ import annotations

import contextlib
import faulthandler
import os
import tempfile
import threading
import time
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, QTimer

BEAT_MS = 2
LATE_S = 0.05
_NOTED_S = 0.025


@dataclass(frozen=True, slots=True)
class Wait:
    """What lay between two beats.

    Attributes:
        at_s: Its end, from the first beat on.
        clock_s: By the clock.
        own_s: Processor time of the thread itself.
        others_s: Processor time of the process's other threads.
        core_s: The thread could have gone on, but had no core; 0 where the system does not tell.
        stacks: What all threads did when it was late, if that was asked for.
    """

    at_s: float
    clock_s: float
    own_s: float
    others_s: float
    core_s: float
    stacks: str = ""

    @property
    def judged_s(self) -> float:
        """All of it but the wait for a core."""
        return max(0.0, self.clock_s - self.core_s)

    @property
    def inside_s(self) -> float:
        """The wait for the interpreter's lock, and whatever else the program made it wait for."""
        return max(0.0, self.judged_s - self.own_s)


class Beats(QObject):
    """Beats on the thread it is made on, from ``start`` on.

    Args:
        stacks: Note what all threads did when a beat was late; it costs a little itself.

    Attributes:
        late: Waits of more than 25 ms, by the clock.
        longest: By the time that is judged; None before the first beat.
    """

    def __init__(self, parent: QObject | None = None, *, stacks: bool = False) -> None:
        super().__init__(parent)
        self.late: list[Wait] = []
        self.longest: Wait | None = None
        self._stacks = _Stacks() if stacks else None
        self._delay = _RunDelay()
        self._timer = QTimer(self, interval=BEAT_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._begun = 0.0
        self._last = (0.0, 0.0, 0.0, 0.0)

    def start(self) -> None:
        """The first beat is now."""
        self._last = self._now()
        self._begun = self._last[0]
        self._timer.start()

    def _now(self) -> tuple[float, float, float, float]:
        return time.perf_counter(), time.thread_time(), time.process_time(), self._delay.seconds()

    def _beat(self) -> None:
        now = self._now()
        clock, own, process, core = (new - old for new, old in zip(now, self._last, strict=True))
        self._last = now
        late = clock > _NOTED_S
        stacks = self._stacks.taken() if self._stacks is not None else ""
        wait = Wait(now[0] - self._begun, clock, own, max(0.0, process - own), core, stacks)
        if late:
            self.late.append(wait)
        if self.longest is None or wait.judged_s > self.longest.judged_s:
            self.longest = wait


class _RunDelay:
    """How long this thread has been ready to run without a core, in all."""

    def __init__(self) -> None:
        self._file = -1
        with contextlib.suppress(OSError):  # only Linux tells
            path = f"/proc/self/task/{threading.get_native_id()}/schedstat"
            self._file = os.open(path, os.O_RDONLY)

    def seconds(self) -> float:
        if self._file < 0:
            return 0.0
        return int(os.pread(self._file, 100, 0).split()[1]) / 1e9


class _Stacks:
    """What all threads do at the moment a beat is late; written without the interpreter's lock."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile()  # noqa: SIM115  (lives as long as the process)
        self._arm()

    def taken(self) -> str:
        """Return what was written since the last call, and wait for the next late beat."""
        faulthandler.cancel_dump_traceback_later()
        text = ""
        if size := os.fstat(self._file.fileno()).st_size:
            text = os.pread(self._file.fileno(), size, 0).decode(errors="replace")
            os.ftruncate(self._file.fileno(), 0)
            os.lseek(self._file.fileno(), 0, os.SEEK_SET)
        self._arm()
        return text

    def _arm(self) -> None:
        faulthandler.dump_traceback_later(0.7 * LATE_S, file=self._file)
