"""Reading many files in killable child processes, results in the order they are ready.

One thread supervises each child: it hands over a path, waits within limits of time and memory,
replaces the child when it is gone, and puts what was read into a bounded outbox. The caller's
thread takes it out, so that all work on the database stays there. A crash, hang or bomb costs one
file.
"""

from __future__ import annotations

import math
import os
import threading
from base64 import b64encode
from collections import deque
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from types import TracebackType
from typing import Self

from desktop_app.childprocess import ChildProcess
from desktop_app.documents.folder.opener import Fingerprint
from desktop_app.documents.limits import MAX_FILE_BYTES, MAX_STREAMED_BYTES
from desktop_app.documents.model import Reason
from desktop_app.documents.text.passages import PassageSetting
from desktop_app.documents.workers.answers import Cut
from desktop_app.documents.workers.outbox import Outbox
from desktop_app.documents.workers.reader import Failure, FileReading, Reader
from desktop_app.documents.workers.recognition import Recognition
from desktop_app.documents.workers.turns import Turns
from desktop_app.errors import BugError, Cancelled
from desktop_app.progress import CancelToken

CHILD_MEMORY_BYTES = 1_500 << 20
_NICE = 5
_NICEST = 19

# Failures of the bytes alone that cost a child each time: copies are not tried again.
_COSTLY = (Reason.TIMED_OUT, Reason.CRASHED, Reason.TOO_LARGE)

Known = Container[bytes] | Callable[[bytes], bool]


class ReaderPool:
    """Reader processes for one folder, started when there is something to read.

    Args:
        size: Files read at once, at least 1.
        folder: Absolute path that all paths are relative to.
        settings: How the texts are cut; passages come back once for each.
        recognition: How scanned pages are recognised, in a second reading of files that have any;
            None leaves them alone.
        largest_bytes: Larger files are refused, unless their kind is read piece by piece.
        nice: How much the children give way to other programs; the default is 5, and with
            recognition all they can.
        start: Makes a child; the default is this program's own reader.
    """

    def __init__(
        self,
        size: int = 2,
        *,
        folder: str,
        settings: Sequence[PassageSetting],
        recognition: Recognition | None = None,
        largest_bytes: int = MAX_FILE_BYTES,
        nice: int | None = None,
        start: Callable[[], ChildProcess] | None = None,
    ) -> None:
        self._size = max(1, size)
        self._root = b64encode(os.fsencode(folder)).decode()
        self._settings = [asdict(setting) for setting in settings]
        self._recognition = recognition
        self._largest_bytes = largest_bytes
        if nice is None:
            nice = _NICE if recognition is None else _NICEST
        self._start = start or (
            lambda: ChildProcess("reader", memory_limit=CHILD_MEMORY_BYTES, nice=nice)
        )
        self._turns = Turns()
        self._run: _Run | None = None
        self._splitter = self._new_reader()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        exc: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def languages(self) -> str:
        """Languages of text recognition, such as "eng+deu", or "" without it."""
        return self._recognition.languages if self._recognition else ""

    def new_pages(self) -> list[tuple[bytes, int, str]]:
        """Return (sha256 of the content, page, text) of pages recognised since the last call."""
        return self._recognition.store.take() if self._recognition else []

    def read_all(
        self, paths: Iterable[str] | Mapping[str, Fingerprint], known: Known, token: CancelToken
    ) -> Iterator[FileReading]:
        """Yield what each file gives, in the order it is ready; each path exactly once.

        When the iterator ends, is closed or thrown away, its threads and children have ended.
        One at a time for each pool.

        Args:
            paths: Relative, with ``/``. With the fingerprints of the scan, the time a file may take
                to be opened and hashed follows from its size.
            known: Contents (sha256) that need not be read again: their ``outcome`` is None. Asked
                on the pool's threads. Of copies met in one run only the first is read.

        Raises:
            Cancelled: ``token`` was set; files in hand are dropped and their children killed.
            BugError: The readers cannot be started.
        """
        for reading in self.read_with_pauses(paths, known, token, math.inf):
            if reading is not None:
                yield reading

    def read_with_pauses(
        self,
        paths: Iterable[str] | Mapping[str, Fingerprint],
        known: Known,
        token: CancelToken,
        pause_s: float,
    ) -> Iterator[FileReading | None]:
        """Yield as ``read_all``, and None whenever ``pause_s`` seconds brought nothing.

        For a caller who has other work that a slow file must not hold up.
        """
        if self._run is not None:
            raise BugError("Two runs of one reader pool.")
        sizes = {p: mark[0] for p, mark in paths.items()} if isinstance(paths, Mapping) else {}
        run = _Run(deque(paths), sizes, known, token)
        self._run = run
        try:
            run.start([self._new_reader() for _ in range(min(self._size, run.waiting))])
            while True:
                reading = run.outbox.take(token, pause_s)
                if reading is None and run.outbox.has_ended:
                    break
                yield reading
        finally:
            run.stop()
            self._run = None

    def split(
        self, text: str, page_starts: Sequence[int], title: str, token: CancelToken | None = None
    ) -> Cut:
        """Return how a text that was read before is cut.

        Its child is kept for the next call, until ``close``. From one thread at a time.

        Raises:
            BugError: The child died over it twice.
            Cancelled: ``token`` was set.
        """
        return self._splitter.split(text, page_starts, title, token or CancelToken())

    def close(self) -> None:
        """Stop what runs and end all children; may be called twice."""
        if (run := self._run) is not None:
            run.stop()
        self._splitter.close()

    def _new_reader(self) -> Reader:
        return Reader(
            self._start,
            self._root,
            self._settings,
            recognition=self._recognition,
            largest_bytes=self._largest_bytes,
            turns=self._turns,
        )


class _Halt(CancelToken):
    """Set when the caller cancels or when nobody waits for the results any more."""

    def __init__(self, callers: CancelToken) -> None:
        super().__init__()
        self._callers = callers

    @property
    def cancelled(self) -> bool:
        return super().cancelled or self._callers.cancelled

    def check(self) -> None:
        if self.cancelled:
            raise Cancelled

    @property
    def paused(self) -> bool:
        return self._callers.paused


class _Run:
    """One ``read_all``: its threads, what waits to be read, and who reads which content."""

    def __init__(
        self, paths: deque[str], sizes: Mapping[str, int], known: Known, token: CancelToken
    ) -> None:
        self._paths, self._sizes = paths, sizes
        self._is_known = known if callable(known) else known.__contains__
        self._halt = _Halt(token)
        self._threads: list[threading.Thread] = []
        self._contents = _Contents()
        self.outbox: Outbox[FileReading] = Outbox()

    @property
    def waiting(self) -> int:
        return len(self._paths)

    def start(self, readers: Sequence[Reader]) -> None:
        self.outbox.expect(len(readers))
        for number, reader in enumerate(readers):
            thread = threading.Thread(
                target=self._supervise, args=(reader,), name=f"reader-{number}", daemon=True
            )
            self._threads.append(thread)
            thread.start()

    def stop(self) -> None:
        """Return when all threads and children have ended."""
        self._halt.cancel()
        self.outbox.close()
        for thread in self._threads:
            if thread is not threading.current_thread():
                thread.join()

    def _supervise(self, reader: Reader) -> None:
        try:
            while self._paths and not self._halt.cancelled:
                self._halt.rest()
                try:
                    path = self._paths.popleft()
                except IndexError:  # another thread took the last one
                    break
                self._deliver(reader, path)
        except Cancelled:
            pass
        except BaseException as exc:  # the caller's thread raises it
            self.outbox.fail(exc)
        finally:
            reader.close()
            self.outbox.leave()

    def _deliver(self, reader: Reader, path: str) -> None:
        size = self._sizes.get(path, MAX_STREAMED_BYTES)
        claim = _Claim(self._contents, self._is_known, self._halt)
        reading: FileReading | None = None
        try:
            reading = reader.read(path, size, claim.take, self._halt)
            if claim.failure is not None:
                reading = replace(reading, failure=claim.failure)
            self.outbox.put(reading, reading.weight, self._halt)
        finally:
            # Only now: the copies of a content must come after it.
            claim.settle(reading)


class _Contents:
    """Which contents are being read, and what became of those that were."""

    def __init__(self) -> None:
        self.changed = threading.Condition()
        self.in_hand: set[bytes] = set()
        self.done: dict[bytes, Failure | None] = {}


class _Claim:
    """One thread's claim to be the only one that reads a content."""

    def __init__(
        self, contents: _Contents, is_known: Callable[[bytes], bool], halt: CancelToken
    ) -> None:
        self._contents, self._is_known, self._halt = contents, is_known, halt
        self._held: bytes | None = None
        self.failure: Failure | None = None

    def take(self, sha256: bytes) -> bool:
        """Return whether to read the content; waits while another thread reads it."""
        contents = self._contents
        with contents.changed:
            if sha256 == self._held:  # a second try
                return True
            self._let_go()
            while sha256 in contents.in_hand:
                self._halt.check()
                contents.changed.wait(0.1)
            if sha256 in contents.done:
                self.failure = contents.done[sha256]
                return False
            if self._is_known(sha256):
                return False
            contents.in_hand.add(sha256)
            self._held = sha256
            return True

    def settle(self, reading: FileReading | None) -> None:
        """Give the claim up; ``reading`` is what became of it, if anything."""
        with self._contents.changed:
            if reading is not None and self._held is not None and self._held == reading.sha256:
                is_read = reading.outcome is not None
                if is_read or (reading.failure and reading.failure[0] in _COSTLY):
                    self._contents.done[self._held] = reading.failure
            self._let_go()

    def _let_go(self) -> None:
        if self._held is not None:
            self._contents.in_hand.discard(self._held)
            self._held = None
            self._contents.changed.notify_all()
