"""Child processes of this same program, spoken to in framed messages over pipes.

Parsers and models run here, so that a crash, a hang or a memory bomb costs one request and never
the window. A frame is ``<json length: u32><payload length: u64><json><payload>``, little-endian.
The child ends when its standard input closes or its parent dies.
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
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from desktop_app.progress import CancelToken

logger = logging.getLogger(__name__)

_FRAME = struct.Struct("<IQ")
_MAX_HEADER = 64 << 20
_MAX_PAYLOAD = 1 << 30
_POLL_S = 0.1
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


def write_frame(stream: BinaryIO, header: Header, payload: bytes | memoryview = b"") -> None:
    """Write one message and flush it."""
    head = json.dumps(header).encode("ascii")
    stream.write(_FRAME.pack(len(head), len(payload)))
    stream.write(head)
    if len(payload):
        stream.write(payload)
    stream.flush()


def read_frame(stream: BinaryIO) -> Message | None:
    """Return the next message, or None at the end of the stream.

    Raises:
        ValueError: If the lengths are beyond what any worker sends.
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
    return json.loads(head), payload


class ChildProcess:
    """One child, used by one thread at a time; started on construction.

    Args:
        worker: Name after ``--worker`` (see ``desktop_app.__main__``).
        options: Sent as JSON on the child's command line; nothing secret.
        memory_limit: Resident bytes at which the child is killed, or None.
        nice: Added to the child's niceness where the system has such a thing.
    """

    def __init__(
        self,
        worker: str,
        *,
        options: Mapping[str, object] | None = None,
        memory_limit: int | None = None,
        nice: int = 0,
    ) -> None:
        self.worker = worker
        self._memory_limit = memory_limit
        self._process = subprocess.Popen(
            _command(worker, options or {}),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment(),
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        if nice and hasattr(os, "setpriority"):
            with contextlib.suppress(OSError):
                os.setpriority(os.PRIO_PROCESS, self._process.pid, nice)
        self._answers: queue.SimpleQueue[Message | None] = queue.SimpleQueue()
        self._last_words: deque[bytes] = deque(maxlen=40)
        for target in (self._pump_answers, self._pump_errors):
            threading.Thread(target=target, name=f"{worker}-pipe", daemon=True).start()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def alive(self) -> bool:
        return self._process.poll() is None

    @property
    def last_words(self) -> str:
        """The end of what the child wrote to standard error; for logs at DEBUG only."""
        return b"".join(self._last_words).decode("utf-8", "replace")[-4000:]

    def resident_bytes(self) -> int:
        """Resident memory of the child, or 0 if it is gone."""
        import psutil

        try:
            return int(psutil.Process(self.pid).memory_info().rss)
        except psutil.Error:
            return 0

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
            timeout_s: Seconds until the child is killed; a callable is asked anew at every poll.
            token: When set, the child is killed and ``Cancelled`` raised.

        Raises:
            ChildDied, ChildTimedOut, ChildTooLarge: The child is gone.
            Cancelled: ``token`` was set; the child is gone.
        """
        assert self._process.stdin is not None
        started = time.monotonic()
        try:
            write_frame(self._process.stdin, header, payload)
        except OSError as exc:
            raise self._died() from exc
        while True:
            try:
                answer = self._answers.get(timeout=_POLL_S)
            except queue.Empty:
                limit = timeout_s() if callable(timeout_s) else timeout_s
                if time.monotonic() - started > limit:
                    self.kill()
                    raise ChildTimedOut(f"{self.worker}: no answer in {limit:.0f} s") from None
                if self._memory_limit and self.resident_bytes() > self._memory_limit:
                    self.kill()
                    raise ChildTooLarge(f"{self.worker}: over the memory limit") from None
                if token is not None and token.cancelled:
                    self.kill()
                    token.check()
                continue
            if answer is None:
                raise self._died()
            return answer

    def close(self, timeout_s: float = 2.0) -> None:
        """Ask the child to end by closing its input; kill it if it does not."""
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()
        try:
            self._process.wait(timeout_s)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """End the child now; may be called twice and from any thread."""
        with contextlib.suppress(OSError):
            self._process.kill()
        self._process.wait()
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()

    def _died(self) -> ChildDied:
        self.kill()
        logger.debug("%s ended with %s: %s", self.worker, self._process.returncode, self.last_words)
        return ChildDied(f"{self.worker} ended with status {self._process.returncode}")

    def _pump_answers(self) -> None:
        assert self._process.stdout is not None
        with contextlib.suppress(OSError, ValueError), self._process.stdout as stream:
            while (frame := read_frame(stream)) is not None:
                self._answers.put(frame)
        self._answers.put(None)

    def _pump_errors(self) -> None:
        assert self._process.stderr is not None
        with contextlib.suppress(OSError, ValueError), self._process.stderr as stream:
            while line := stream.readline(2000):
                self._last_words.append(line)


def serve(handle: Callable[[Header, bytes], Message]) -> None:
    """Answer requests in a child until its input closes.

    ``handle`` must turn its own failures into answers; an exception from it ends the child.
    What native code prints to standard output goes to standard error instead.
    """
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    devnull = os.open(os.devnull, os.O_RDONLY)
    os.dup2(devnull, 0)
    os.dup2(2, 1)
    _end_with_parent()
    while (frame := read_frame(requests)) is not None:
        header, payload = handle(*frame)
        with contextlib.suppress(BrokenPipeError):
            write_frame(answers, header, payload)


def _end_with_parent() -> None:
    # A closed pipe is only seen between requests; PR_SET_PDEATHSIG would fire when the *thread*
    # that started us ends. So a watch on the parent's id, which changes when it dies.
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1.0)
        os._exit(1)

    if hasattr(os, "getppid") and sys.platform != "win32":
        threading.Thread(target=watch, name="parent-watch", daemon=True).start()


def _command(worker: str, options: Mapping[str, object]) -> list[str]:
    tail = ["--worker", worker, json.dumps(dict(options))]
    if getattr(sys, "frozen", False):
        return [sys.executable, *tail]
    return [sys.executable, "-X", "utf8", "-m", "desktop_app", *tail]


def _environment() -> dict[str, str]:
    env = {k: v for k, v in os.environ.items() if not _PRIVATE_VARIABLE.search(k)}
    env.update(
        HF_HUB_OFFLINE="1",
        HF_HUB_DISABLE_TELEMETRY="1",
        TRANSFORMERS_OFFLINE="1",
        TOKENIZERS_PARALLELISM="false",
        PYTHONDONTWRITEBYTECODE=env.get("PYTHONDONTWRITEBYTECODE", ""),
    )
    if not getattr(sys, "frozen", False):
        here = str(Path(__file__).resolve().parent.parent)
        env["PYTHONPATH"] = os.pathsep.join(filter(None, [here, env.get("PYTHONPATH", "")]))
    return env
