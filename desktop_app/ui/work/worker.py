"""One thread that does one piece of work after the other. Plain Python: it knows no Qt."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable

Work = Callable[[], None]


class Worker:
    """A thread of its own, started with the first piece of work.

    A daemon: work that does not end, such as waiting for a drive that is gone, does not keep the
    program from ending. Methods may be called from any thread.

    Args:
        name: Of the thread.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._changed = threading.Condition()
        self._waiting: deque[Work] = deque()
        self._is_closed = False
        self._thread: threading.Thread | None = None

    def put(self, work: Work) -> None:
        """Do ``work`` after all that was put before. It must not raise.

        Raises:
            RuntimeError: The worker was closed.
        """
        with self._changed:
            if self._is_closed:
                raise RuntimeError("the worker is closed")
            self._waiting.append(work)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
                self._thread.start()
            self._changed.notify()

    def withdraw(self, work: Work) -> bool:
        """Take back what has not begun; returns whether it had not."""
        with self._changed:
            try:
                self._waiting.remove(work)
            except ValueError:
                return False
            return True

    def close(self) -> None:
        """Let the thread end after what it has been given; returns at once."""
        with self._changed:
            self._is_closed = True
            self._changed.notify()

    def join(self, timeout_s: float) -> bool:
        """Wait for the end of a closed worker; returns whether it has ended."""
        if self._thread is not None:
            self._thread.join(timeout_s)
            return not self._thread.is_alive()
        return True

    def _run(self) -> None:
        while (work := self._next()) is not None:
            work()
            del work  # nothing is kept alive by a thread that waits

    def _next(self) -> Work | None:
        with self._changed:
            while not self._waiting:
                if self._is_closed:
                    return None
                self._changed.wait()
            return self._waiting.popleft()
