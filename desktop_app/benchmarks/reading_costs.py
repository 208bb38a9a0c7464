"""What reading costs: processor time and memory of the reader processes, for each file."""

from __future__ import annotations

import contextlib
import os
import threading
import time
from base64 import b64decode
from dataclasses import dataclass
from types import TracebackType
from typing import TYPE_CHECKING, Self

from desktop_app.childprocess import ChildProcess, Header, Message
from desktop_app.documents.workers.pool import CHILD_MEMORY_BYTES
from desktop_app.progress import CancelToken

if TYPE_CHECKING:
    from collections.abc import Callable

    import psutil

_EVERY_S = 0.05
_NICE = 5


@dataclass(slots=True)
class Cost:
    """What one file has cost so far, all tries together.

    Attributes:
        cpu_s, wall_s: Seconds in the child, its start not among them.
    """

    cpu_s: float = 0.0
    wall_s: float = 0.0


class ReadingWatch:
    """Watches this process and the readers it starts while it is entered.

    Attributes:
        costs: By path relative to the folder.
        peak_bytes: Most resident memory at one moment, of this process and all its readers.
    """

    def __init__(self) -> None:
        import psutil

        self.costs: dict[str, Cost] = {}
        self.peak_bytes = 0
        self._own = psutil.Process()
        self._children: dict[int, psutil.Process] = {}
        self._cpu_s: dict[int, float] = {}
        self._lock = threading.Lock()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look, name="reading-watch", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        exc: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._thread.join()

    def start_reader(self) -> ChildProcess:
        """Return a new reader process that tells what its files cost."""
        import psutil

        child = _MeasuredReader(self.cpu_seconds, self.add)
        with contextlib.suppress(psutil.NoSuchProcess), self._lock:
            self._children[child.pid] = psutil.Process(child.pid)
        return child

    def cpu_seconds(self, pid: int) -> float:
        """Return the processor time of a reader; of one that is gone, as it was seen last."""
        import psutil

        with self._lock:
            child = self._children.get(pid)
        with contextlib.suppress(psutil.Error):
            if child is not None:
                times = child.cpu_times()
                self._cpu_s[pid] = times.user + times.system
        return self._cpu_s.get(pid, 0.0)

    def add(self, path: str, cpu_s: float, wall_s: float) -> None:
        """Put what was spent on a file to its account."""
        with self._lock:
            cost = self.costs.setdefault(path, Cost())
            cost.cpu_s += cpu_s
            cost.wall_s += wall_s

    def _look(self) -> None:
        while not self._ended.wait(_EVERY_S):
            with self._lock:
                children = dict(self._children)
            total = int(self._own.memory_info().rss)
            for pid, child in children.items():
                total += self._resident(child)
                self.cpu_seconds(pid)
            self.peak_bytes = max(self.peak_bytes, total)

    def _resident(self, child: psutil.Process) -> int:
        import psutil

        try:
            return int(child.memory_info().rss)
        except psutil.Error:
            with self._lock:
                self._children.pop(child.pid, None)
            return 0


class _MeasuredReader(ChildProcess):
    """A reader process that notes what each request cost it."""

    def __init__(
        self, cpu_seconds: Callable[[int], float], add: Callable[[str, float, float], None]
    ) -> None:
        super().__init__("reader", memory_limit=CHILD_MEMORY_BYTES, nice=_NICE)
        self._cpu_seconds, self._add = cpu_seconds, add
        self._path = ""

    def request(
        self,
        header: Header,
        payload: bytes | memoryview = b"",
        *,
        timeout_s: float | Callable[[], float],
        token: CancelToken | None = None,
    ) -> Message:
        if header["op"] == "open":
            self._path = os.fsdecode(b64decode(header["path"]))
        started, cpu_started = time.monotonic(), self._cpu_seconds(self.pid)
        try:
            return super().request(header, payload, timeout_s=timeout_s, token=token)
        finally:
            if header["op"] != "split":
                cpu_s = self._cpu_seconds(self.pid) - cpu_started
                self._add(self._path, max(0.0, cpu_s), time.monotonic() - started)
