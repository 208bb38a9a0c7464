"""Child processes of this same program, spoken to in framed messages over pipes.

Parsers and models run here, so that a crash, a hang or a memory bomb costs one request and never
the window. A frame is ``<json length: u32><payload length: u64><json><payload>``, little-endian.
The child ends when its standard input closes or its parent is gone (see ``lifeline``).
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import queue
import re
import struct
import subprocess
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import IO, TYPE_CHECKING, Any, Self

from desktop_app import program
from desktop_app.lifeline import Lifeline
from desktop_app.privacy import gate, redaction
from desktop_app.progress import CancelToken

if TYPE_CHECKING:
    import psutil

logger = logging.getLogger(__name__)

_FRAME = struct.Struct("<IQ")
_MAX_HEADER = 64 << 20
_MAX_PAYLOAD = 1 << 30
_POLL_S = 0.1
_MOST_TIMES = 4
_WORKED_S = 0.02  # systems count processor time in steps of 10 to 16 ms
_IDLE_NICE = 19
_PIPE_END_S = 2.0
# Nothing a child needs; keys must not reach it, and proxies would be a way out.
_PRIVATE_VARIABLE = re.compile(r"KEY|TOKEN|SECRET|PASSW|CREDENTIAL|PROXY", re.IGNORECASE)

Header = dict[str, Any]
Message = tuple[Header, bytes]


class ChildFailure(Exception):
    """The child gave no answer to this request; it is gone and must be replaced."""


class ChildDied(ChildFailure):
    """The child ended by itself: a crash, or killed from outside."""


class ChildTimedOut(ChildFailure):
    """The child was killed at the time limit."""


class ChildTooLarge(ChildFailure):
    """The child was killed at the memory limit."""


def write_frame(stream: IO[bytes], header: Header, payload: bytes | memoryview = b"") -> None:
    """Write one message and flush it; ``payload`` may be any C-contiguous buffer."""
    _send(stream, *_frame(header, payload))


def _frame(header: Header, payload: bytes | memoryview) -> tuple[bytes, memoryview]:
    head = json.dumps(header).encode("ascii")
    body = memoryview(payload)
    return _FRAME.pack(len(head), body.nbytes) + head, body


def _send(stream: IO[bytes], start: bytes, body: memoryview) -> None:
    stream.write(start)
    if body.nbytes:
        stream.write(body)
    stream.flush()


def read_frame(stream: IO[bytes]) -> Message | None:
    """Return the next message, or None at the end of the stream.

    Raises:
        ValueError: If it is nothing that a worker sends.
    """
    start = stream.read(_FRAME.size)
    if len(start) < _FRAME.size:
        return None
    head_size, payload_size = _FRAME.unpack(start)
    if head_size > _MAX_HEADER or payload_size > _MAX_PAYLOAD:
        raise ValueError("frame too large")
    head = stream.read(head_size)
    payload = stream.read(payload_size) if payload_size else b""
    if len(head) < head_size or len(payload) < payload_size:
        return None
    header = json.loads(head)
    if not isinstance(header, dict):
        raise ValueError("no header")
    return header, payload


class ChildProcess:
    """One child, used by one thread at a time; started on construction, ended by ``close``.

    Args:
        worker: Name after ``--worker`` (see ``desktop_app.__main__``).
        options: Sent as JSON on the child's command line; nothing secret.
        memory_limit: Resident bytes at which the child is killed, or None.
        nice: Added to this process's niceness, 0 to 19; on Windows 19 is "idle" and any other value
            above 0 "below normal".
        command: What to run instead of this program's own worker; for tests.

    Raises:
        ChildDied: The system would not start it.
    """

    def __init__(
        self,
        worker: str,
        *,
        options: Mapping[str, object] | None = None,
        memory_limit: int | None = None,
        nice: int = 0,
        command: Sequence[str] | None = None,
    ) -> None:
        self.worker = worker
        self._memory_limit = memory_limit
        self._most_bytes = 0
        try:
            self._lifeline = Lifeline()
            with self._lifeline.handing_over():
                self._process = subprocess.Popen(
                    command or _command(worker, options or {}),
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.PIPE,
                    env={**_environment(), **self._lifeline.environment},
                    pass_fds=self._lifeline.inherited,
                    creationflags=_creation_flags(nice),
                    # Ctrl-C in a terminal is for the parent, which ends its children in order.
                    start_new_session=True,
                )
        except OSError as exc:
            raise ChildDied(f"{worker} could not be started") from exc
        if nice and hasattr(os, "setpriority"):
            with contextlib.suppress(OSError):
                own = os.getpriority(os.PRIO_PROCESS, 0)
                os.setpriority(os.PRIO_PROCESS, self._process.pid, own + nice)
        self._watched: psutil.Process | None = None
        self._requests: queue.SimpleQueue[tuple[bytes, memoryview] | None] = queue.SimpleQueue()
        self._answers: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        self._last_words: deque[bytes] = deque(maxlen=40)
        self._pumps = [
            threading.Thread(target=target, name=f"{worker}-pipe", daemon=True)
            for target in (self._pump_requests, self._pump_answers, self._pump_errors)
        ]
        for pump in self._pumps:
            pump.start()

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
    def pid(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    @property
    def last_words(self) -> str:
        """The end of what the child wrote to standard error; for logs at DEBUG only."""
        words = b"".join(self._last_words).decode("utf-8", "replace")
        return redaction.hide(words)[-4000:]  # in this order: what a cut leaves of a key is unknown

    def resident_bytes(self) -> int:
        """Resident memory of the child, or 0 if it is gone."""
        import psutil

        try:
            return int(self._watch().memory_info().rss)
        except psutil.Error:
            return 0

    def cpu_seconds(self) -> float:
        """Processor time the child has had, or 0 if it is gone."""
        import psutil

        try:
            times = self._watch().cpu_times()
            return float(times.user + times.system)
        except psutil.Error:
            return 0.0

    def _watch(self) -> psutil.Process:
        import psutil

        if self._watched is None:
            self._watched = psutil.Process(self.pid)
        return self._watched

    def request(
        self,
        header: Header,
        payload: bytes | memoryview = b"",
        *,
        timeout_s: float | Callable[[], float],
        token: CancelToken | None = None,
    ) -> Message:
        """Send one message and return the answer to it.

        Args:
            payload: Must not change until the answer is there.
            timeout_s: Seconds until the child is killed; a callable is asked anew at every poll. A
                child that works, but has to leave the processor to others, has up to four times as
                many (see ``Stopwatch``).
            token: When set, the child is killed and ``Cancelled`` raised.

        Raises:
            ChildDied, ChildTimedOut, ChildTooLarge: The child is gone.
            Cancelled: ``token`` was set; the child is gone if it was at work.
        """
        if token is not None:
            token.check()
        stopwatch = Stopwatch(self.cpu_seconds)
        self._most_bytes = 0
        self._requests.put(_frame(header, payload))
        try:
            while True:
                with contextlib.suppress(queue.Empty):
                    answer = self._answers.get(timeout=_POLL_S)
                    break
                self._check_limits(stopwatch, timeout_s, token)
        except BaseException:
            self.kill()  # a late answer must not be taken for that of the next request
            raise
        if answer is None:
            self._answers.put(None)  # for the next request
            raise self._died()
        return answer

    def close(self, timeout_s: float = 2.0) -> None:
        """End the child by closing its input, or kill it after a while; may be called twice."""
        self._requests.put(None)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout_s)
        self.kill()

    def kill(self) -> None:
        """End the child now; may be called twice and from any thread."""
        with contextlib.suppress(OSError):
            self._process.kill()
        # A process waiting for a dead drive cannot be killed: it is left to the system.
        with contextlib.suppress(subprocess.TimeoutExpired):
            self._process.wait(_PIPE_END_S)
        self._lifeline.cut()
        self._requests.put(None)
        for pump in self._pumps:
            if pump is not threading.current_thread():
                pump.join(_PIPE_END_S)

    def _check_limits(
        self,
        stopwatch: Stopwatch,
        timeout_s: float | Callable[[], float],
        token: CancelToken | None,
    ) -> None:
        if token is not None:
            token.check()
        limit = timeout_s() if callable(timeout_s) else timeout_s
        if stopwatch.is_over(limit):
            raise ChildTimedOut(f"{self.worker}: no answer in {limit:.0f} s")
        if self._memory_limit:
            self._most_bytes = max(self._most_bytes, self.resident_bytes())
            if self._most_bytes > self._memory_limit:
                raise ChildTooLarge(f"{self.worker}: over the memory limit")

    def _died(self) -> ChildFailure:
        self.kill()
        logger.debug("%s ended with %s: %s", self.worker, self._process.returncode, self.last_words)
        # The system's own limit may end a child that grows fast before we look again.
        if self._memory_limit and self._most_bytes > self._memory_limit / 2:
            return ChildTooLarge(f"{self.worker} ended near the memory limit")
        return ChildDied(f"{self.worker} ended with status {self._process.returncode}")

    def _pump_requests(self) -> None:
        # A thread of its own: a child that hangs without reading would block whoever writes.
        assert self._process.stdin is not None
        with contextlib.suppress(OSError, ValueError), self._process.stdin as stream:
            while (request := self._requests.get()) is not None:
                _send(stream, *request)

    def _pump_answers(self) -> None:
        assert self._process.stdout is not None
        try:
            with contextlib.suppress(OSError, ValueError), self._process.stdout as stream:
                while (frame := read_frame(stream)) is not None:
                    self._answers.put(frame)
        finally:
            self._answers.put(None)

    def _pump_errors(self) -> None:
        assert self._process.stderr is not None
        with contextlib.suppress(OSError, ValueError), self._process.stderr as stream:
            while line := stream.readline(2000):
                self._last_words.append(line)


class Stopwatch:
    """Tells when a process has had its time, however busy the machine is.

    It has had it by the clock, unless it worked and got less of the processor than that: then it
    goes on until it has had as much of the processor, or four times the time by the clock. One that
    has not worked for as long as its limit waits for something that does not come.

    Args:
        cpu_seconds: Tells the processor time of the process.
        clock: Tells the time in seconds.
    """

    def __init__(
        self, cpu_seconds: Callable[[], float], clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._cpu_seconds, self._clock = cpu_seconds, clock
        self._started = self._worked_at = clock()
        self._cpu_at_start: float | None = None  # asking takes longer than most requests
        self._cpu_at_work = 0.0

    def is_over(self, limit_s: float) -> bool:
        """Return whether time is up; to be asked a few times within the limit."""
        now, cpu = self._clock(), self._cpu_seconds()
        if self._cpu_at_start is None:
            self._cpu_at_start = self._cpu_at_work = cpu
        if cpu >= self._cpu_at_work + _WORKED_S:
            self._cpu_at_work, self._worked_at = cpu, now
        passed_s = now - self._started
        if passed_s <= limit_s:
            return False
        return (
            cpu - self._cpu_at_start > limit_s
            or now - self._worked_at > limit_s
            or passed_s > _MOST_TIMES * limit_s
        )


def serve(handle: Callable[[Header, bytes], Message]) -> None:
    """Answer requests in a child until its input closes.

    ``handle`` must turn its own failures into answers; an exception from it ends the child.
    What native code prints to standard output goes to standard error instead.
    """
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    while (frame := read_frame(requests)) is not None:
        answer = handle(*frame)
        try:
            write_frame(answers, *answer)
        except OSError:  # the parent is gone
            os._exit(1)


def _creation_flags(nice: int) -> int:
    flags: int = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    if nice >= _IDLE_NICE:
        flags |= getattr(subprocess, "IDLE_PRIORITY_CLASS", 0)
    elif nice > 0:
        flags |= getattr(subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0)
    return flags


def _command(worker: str, options: Mapping[str, object]) -> list[str]:
    return [*program.command(), "--worker", worker, json.dumps(dict(options))]


def _environment() -> dict[str, str]:
    env = {k: v for k, v in os.environ.items() if not _PRIVATE_VARIABLE.search(k)}
    # Below the threads torch counts on, oneDNN leaves parts of its results unwritten (torch 2.13).
    env.pop("OMP_THREAD_LIMIT", None)
    # Threads of a library wait for each other by spinning, for milliseconds. Where other programs
    # have the processor they spin in place of the thread that is waited for: with two cores and six
    # others at work, embedding took 3 times the processor time. What is spun here is 20 to 50 µs.
    env.setdefault("GOMP_SPINCOUNT", "1000")
    env.setdefault("KMP_BLOCKTIME", "1")
    env.update(
        HF_HUB_OFFLINE="1",
        HF_HUB_DISABLE_TELEMETRY="1",
        TRANSFORMERS_OFFLINE="1",
        TOKENIZERS_PARALLELISM="false",
        PYTHONDONTWRITEBYTECODE=env.get("PYTHONDONTWRITEBYTECODE", ""),
    )
    env.update(program.environment())
    if gate.is_locked():
        env[gate.VARIABLE] = "1"
    return env
