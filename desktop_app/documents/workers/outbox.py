"""A queue between reading threads and one taker, bounded by items and by bytes."""

from __future__ import annotations

import math
import threading
import time
from collections import deque
from typing import Generic, TypeVar

from desktop_app.errors import Cancelled
from desktop_app.progress import CancelToken

MAX_ITEMS = 32
MAX_BYTES = 64 << 20

_POLL_S = 0.1

Item = TypeVar("Item")


class Outbox(Generic[Item]):
    """Several threads put, one takes; ends when all who were expected have left."""

    def __init__(self, max_items: int = MAX_ITEMS, max_bytes: int = MAX_BYTES) -> None:
        self._max_items, self._max_bytes = max_items, max_bytes
        self._items: deque[tuple[Item, int]] = deque()
        self._bytes = 0
        self._putters = 0
        self._failure: BaseException | None = None
        self._is_closed = False
        self._changed = threading.Condition()

    def expect(self, putters: int) -> None:
        """Say how many threads will put, before they start."""
        with self._changed:
            self._putters = putters

    def put(self, item: Item, weight: int, token: CancelToken) -> None:
        """Add ``item`` of ``weight`` bytes when there is room; one item alone always has room.

        Nothing is added once the outbox is closed.

        Raises:
            Cancelled: ``token`` was set while there was no room.
        """
        with self._changed:
            while self._items and not self._is_closed and not self._has_room(weight):
                token.check()
                self._changed.wait(_POLL_S)
            if not self._is_closed:
                self._items.append((item, weight))
                self._bytes += weight
                self._changed.notify_all()

    @property
    def has_ended(self) -> bool:
        """Whether all who put have left and nothing is left."""
        with self._changed:
            return self._is_over()

    def take(self, token: CancelToken, wait_s: float = math.inf) -> Item | None:
        """Return the next item, or None when it has ended or ``wait_s`` seconds brought nothing.

        Raises:
            Cancelled: ``token`` was set, or the outbox closed.
            BaseException: What was given to ``fail``.
        """
        until = time.monotonic() + wait_s
        with self._changed:
            while True:
                token.check()
                if self._is_closed:
                    raise Cancelled
                if self._failure is not None:
                    raise self._failure
                if self._items:
                    item, weight = self._items.popleft()
                    self._bytes -= weight
                    self._changed.notify_all()
                    return item
                if self._is_over() or time.monotonic() >= until:
                    return None
                self._changed.wait(_POLL_S)

    def fail(self, failure: BaseException) -> None:
        """Have the taker raise ``failure`` next."""
        with self._changed:
            self._failure = self._failure or failure
            self._changed.notify_all()

    def leave(self) -> None:
        """One thread that put has ended."""
        with self._changed:
            self._putters -= 1
            self._changed.notify_all()

    def close(self) -> None:
        """Drop what is in it; whoever waits goes on."""
        with self._changed:
            self._is_closed = True
            self._items.clear()
            self._bytes = 0
            self._changed.notify_all()

    def _is_over(self) -> bool:
        return not (self._items or self._putters or self._failure)

    def _has_room(self, weight: int) -> bool:
        return len(self._items) < self._max_items and self._bytes + weight <= self._max_bytes
