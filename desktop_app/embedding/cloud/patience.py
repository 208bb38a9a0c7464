"""Asking again: how often, how long to wait, and when to give up.

Waits grow twofold and are drawn between nothing and that ("full jitter", Brooker, AWS Architecture
Blog 2015), unless the provider says how long to wait.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import TypeVar

from desktop_app.errors import AppError, ProviderBusy

_T = TypeVar("_T")

_FIRST_WAIT_S, _LONGEST_WAIT_S = 1.0, 60.0
# Nobody is helped if all who were told the same second come back in it.
_SPREAD = 0.1


class TryAgain(Exception):
    """A request failed in a way that may pass.

    Attributes:
        problem: What to tell if it does not.
        wait_s: Seconds the provider asks to wait, or None.
        for_all: No other request shall be sent meanwhile either.
        unsent: No connection came about, so nothing was sent.
    """

    def __init__(
        self,
        problem: AppError,
        wait_s: float | None = None,
        *,
        for_all: bool = False,
        unsent: bool = False,
    ) -> None:
        super().__init__(problem.message)
        self.problem = problem
        self.wait_s = wait_s
        self.for_all = for_all
        self.unsent = unsent


class Stopped(Exception):
    """Another request met a problem that ends the run; this one was not sent."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to try for one request.

    Attributes:
        attempts: Most times it is sent, the first included.
        unsent: Most times a connection is tried where there never was one.
        total_s: Seconds after which nothing more is waited for.
    """

    attempts: int
    unsent: int
    total_s: float


FOR_DOCUMENTS = Patience(attempts=10, unsent=3, total_s=600.0)
FOR_A_QUESTION = Patience(attempts=3, unsent=2, total_s=20.0)
"""Somebody sits and waits for it."""


def retry_after_s(headers: Mapping[str, str], now: float | None = None) -> float | None:
    """Return the seconds a provider asks to wait, or None if it says nothing that makes sense.

    Args:
        headers: By name in lower case: ``retry-after-ms``, or ``retry-after`` in seconds or as
            a date.
        now: Seconds since 1970.
    """
    for name, unit in (("retry-after-ms", 1000.0), ("retry-after", 1.0)):
        text = headers.get(name, "").strip()
        if text.isascii() and text.replace(".", "", 1).isdigit():
            return float(text[:12]) / unit
    try:
        at = parsedate_to_datetime(headers.get("retry-after", ""))
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return max(0.0, at.timestamp() - (time.time() if now is None else now))


class Pace:
    """Lets requests through, for several threads: none while the provider asks to wait, and none
    after a problem that ends the run.

    Args:
        clock: Seconds, growing.
        sleep: Waits for the seconds, or until the event is set.
        chance: Draws a number from 0 to 1.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[threading.Event, float], object] = threading.Event.wait,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._clock, self._sleep, self._chance = clock, sleep, chance
        self._ended = threading.Event()
        self._lock = threading.Lock()
        self._not_before = 0.0
        self._connected = False

    def begin(self) -> None:
        """Let requests through again, after an earlier run ended."""
        self._ended.clear()

    def end(self) -> None:
        """Let nothing through any more, and wake those who wait."""
        self._ended.set()

    def patiently(self, send: Callable[[], _T], patience: Patience) -> _T:
        """Return what ``send`` returns, trying again as long as that may help.

        Raises:
            Stopped: If the run ended meanwhile.
            AppError: The last problem, once patience is at its end.
        """
        give_up_at = self._clock() + patience.total_s
        for attempt in range(1, patience.attempts + 1):
            self._wait_for_turn(give_up_at)
            try:
                answer = send()
            except TryAgain as again:
                self._connected = self._connected or not again.unsent
                most = patience.attempts if self._connected else patience.unsent
                self._rest(again, attempt, give_up_at, last=attempt >= most)
            else:
                self._connected = True
                return answer
        raise AssertionError  # the last attempt returned or raised

    def _rest(self, again: TryAgain, attempt: int, give_up_at: float, *, last: bool) -> None:
        wait_s = self._wait_s(again, attempt)
        if last:
            raise again.problem from again
        if self._clock() + wait_s > give_up_at:
            raise _too_long(again) from again
        if again.for_all:
            with self._lock:
                self._not_before = max(self._not_before, self._clock() + wait_s)
        self._pause(wait_s)

    def _wait_s(self, again: TryAgain, attempt: int) -> float:
        if again.wait_s is not None:
            return again.wait_s * (1 + _SPREAD * self._chance())
        return min(_LONGEST_WAIT_S, _FIRST_WAIT_S * 2.0 ** (attempt - 1)) * self._chance()

    def _wait_for_turn(self, give_up_at: float) -> None:
        while True:
            if self._ended.is_set():
                raise Stopped
            with self._lock:
                wait_s = min(self._not_before, give_up_at) - self._clock()
            if wait_s <= 0:
                return
            self._pause(wait_s)

    def _pause(self, seconds: float) -> None:
        self._sleep(self._ended, seconds)
        if self._ended.is_set():
            raise Stopped


def _too_long(again: TryAgain) -> AppError:
    if again.wait_s is None:
        return again.problem
    minutes = max(1, round(again.wait_s / 60))
    return ProviderBusy(
        f"{again.problem.message.removesuffix('.')}, and asks to wait {minutes} min.",
        again.problem.remedy,
    )
