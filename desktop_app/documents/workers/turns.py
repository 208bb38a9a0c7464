"""Readers side by side, and one of them alone where a file has cost its reader already."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from desktop_app.progress import CancelToken

_POLL_S = 0.1


class Turns:
    """Many threads may have a turn at once, or one that asked to be alone.

    Two files that need much memory or all the processor may each fail for the other's sake. Who has
    a turn must not wait for anybody who waits for one.
    """

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._at_work = 0
        self._is_one_alone = False
        self._waiting_alone = 0

    @contextmanager
    def taken(self, token: CancelToken, *, alone: bool) -> Iterator[None]:
        """Have a turn as long as the context lasts; who wants to be alone goes before the others.

        Raises:
            Cancelled: ``token`` was set before it was this thread's turn.
        """
        with self._changed:
            self._waiting_alone += alone
            try:
                while self._must_wait(alone):
                    token.check()
                    self._changed.wait(_POLL_S)
            finally:
                self._waiting_alone -= alone
            self._at_work += 1
            self._is_one_alone = alone
        try:
            yield
        finally:
            with self._changed:
                self._at_work -= 1
                self._is_one_alone = False
                self._changed.notify_all()

    def _must_wait(self, alone: bool) -> bool:
        if alone:
            return self._at_work > 0
        return self._is_one_alone or self._waiting_alone > 0
