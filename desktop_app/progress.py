"""Progress as data, and stopping: every long function takes ``token`` and ``report`` last."""

from __future__ import annotations

import enum
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from desktop_app.errors import Cancelled


class Stage(enum.Enum):
    """What a long run is doing, in the order a person sees it."""

    SCANNING = "scanning"
    READING = "reading"
    RECOGNISING = "recognising"
    EMBEDDING = "embedding"
    STORING = "storing"
    COMPARING = "comparing"
    CHECKING = "checking"
    WRITING = "writing"
    DOWNLOADING = "downloading"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Progress:
    """One moment of a long run.

    Attributes:
        done: Items finished, 0 ≤ done ≤ total where total is known.
        total: Items in all, or None while it is not known.
        unit: What is counted, plural ("files", "passages").
        rate: Items per second over the last seconds; 0.0 at the start.
        seconds_left: Estimate, or None while there is none.
        current: Path (relative) of the file in hand, or "".
        passages: Passages embedded so far by this run; 0 where none are.
    """

    stage: Stage
    done: int
    total: int | None
    unit: str = "files"
    rate: float = 0.0
    seconds_left: float | None = None
    current: str = ""
    passages: int = 0


Report = Callable[[Progress], None]


def no_report(_: Progress) -> None:
    """A ``report`` for callers who do not watch."""


Tell = Callable[[str], None]
"""Hears whole sentences that a person should know at once, such as what a run does differently."""


def tell_nobody(_: str) -> None:
    """A ``tell`` for callers who do not listen."""


_REST_POLL_S = 0.1


class CancelToken:
    """Set once, from any thread; long work looks at it once per file and per batch."""

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        self._event.set()

    @property
    def cancelled(self) -> bool:
        return self._event.is_set()

    def check(self) -> None:
        """Raise ``Cancelled`` if the token was set."""
        if self._event.is_set():
            raise Cancelled

    def wait(self, seconds: float) -> None:
        """Return after ``seconds``, or raise ``Cancelled`` as soon as the token is set."""
        if self._event.wait(seconds):
            raise Cancelled

    @property
    def paused(self) -> bool:
        """Whether the work shall wait where it next calls ``rest``."""
        return False

    def rest(self) -> None:
        """Return once there is no pause; called between two pieces of work, holding nothing.

        Raises:
            Cancelled: The token was set, perhaps during the pause.
        """
        while self.paused and not self.cancelled:
            self._event.wait(_REST_POLL_S)
        self.check()


class PauseToken(CancelToken):
    """A token that can also make long work pause, and go on; from any thread."""

    def __init__(self) -> None:
        super().__init__()
        self._paused = False

    @property
    def paused(self) -> bool:
        return self._paused

    def pause(self) -> None:
        self._paused = True

    def resume(self) -> None:
        self._paused = False


_STANDSTILL_S = 15.0
"""After so long without an item done, how long the rest takes is anybody's guess."""


class ProgressMeter:
    """Turns counts into ``Progress``, at most ``per_second`` a second; the last always arrives.

    The rate is an exponential average over about ``window_s`` seconds. Not thread-safe: one owner.
    """

    def __init__(
        self,
        report: Report,
        stage: Stage,
        total: int | None = None,
        *,
        unit: str = "files",
        per_second: float = 20.0,
        window_s: float = 10.0,
    ) -> None:
        self._report = report
        self.stage, self.total, self.unit = stage, total, unit
        self.done = self.passages = 0
        self._gap_s = 1.0 / per_second
        self._window_s = window_s
        self._started = self._last_sent = self._last_rate = time.monotonic()
        self._rated_done = 0
        self._rate = 0.0
        self._moved = self._started

    def advance(self, by: int = 1, current: str = "") -> None:
        """Count ``by`` items more and report if it is time."""
        self.done += by
        now = time.monotonic()
        self._moved = now if by else self._moved
        if now - self._last_sent >= self._gap_s:
            self._send(now, current)

    def finish(self) -> None:
        """Report the final state, whatever the time."""
        self._send(time.monotonic(), "")

    def _send(self, now: float, current: str) -> None:
        since = now - self._last_rate
        if since > 0.2:
            fresh = (self.done - self._rated_done) / since
            keep = 0.5 ** (since / self._window_s) if self._rated_done else 0.0
            self._rate = keep * self._rate + (1 - keep) * fresh
            self._last_rate, self._rated_done = now, self.done
        left = None
        if self.total is not None and self._rate > 0 and now - self._moved < _STANDSTILL_S:
            left = max(0.0, (self.total - self.done) / self._rate)
        self._last_sent = now
        self._report(
            Progress(
                self.stage,
                self.done,
                self.total,
                self.unit,
                self._rate,
                left,
                current,
                self.passages,
            )
        )
