"""Python runs this before the program, in it and in each of its children.

All that is logged, from DEBUG on and with every field of a record, and all that is written to
standard error goes to a file for each process below ``LOUD_LOG``.
"""

from __future__ import annotations

import logging
import os
import sys
import time
from typing import Any, TextIO

_FASTER = 100.0


class _Both:
    """Standard error, and the file."""

    def __init__(self, first: TextIO, second: TextIO) -> None:
        self._first, self._second = first, second

    def write(self, text: str) -> int:
        self._second.write(text)
        self._second.flush()
        return self._first.write(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._first, name)


class _Everything(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return f"{super().format(record)}\n    {record.__dict__!r}"


def _speak_up(folder: str) -> None:
    file = open(os.path.join(folder, f"{os.getpid()}.log"), "a", encoding="utf-8")  # noqa: SIM115
    print("loud:", sys.orig_argv, file=file, flush=True)
    handler = logging.StreamHandler(file)
    handler.setFormatter(_Everything("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.DEBUG, handlers=[handler], force=True)
    if sys.stderr is not None:
        sys.stderr = _Both(sys.stderr, file)  # type: ignore[assignment]


def _have_cohere_speak() -> None:
    """Its library logs only what a program asks it to, when it makes a client."""
    from desktop_app.embedding.cloud import clients

    make = clients.CohereClient.__init__

    def loudly(*arguments: Any) -> None:
        from cohere.core import http_client, logging

        logger = logging.Logger(level="debug", logger=logging.ConsoleLogger(), silent=False)
        http_client.create_logger = lambda _=None: logger
        make(*arguments)

    clients.CohereClient.__init__ = loudly  # type: ignore[method-assign]


def _hurry() -> None:
    from desktop_app.embedding.cloud import patience, providers

    patience.Pace.__init__.__defaults__ = (  # type: ignore[attr-defined]
        lambda: time.monotonic() * _FASTER,
        lambda ended, seconds: ended.wait(seconds / _FASTER),
        lambda: 1.0,
    )
    for provider in providers.PROVIDERS:
        object.__setattr__(provider, "answer_s", 2.0)


def _crash_in_child(*, at_once: bool) -> None:
    from desktop_app.embedding.cloud import clients

    def fail(reply: Any, *_: object) -> None:
        if at_once:
            os.write(2, b"native code says: " + reply.body + b"\n")
            os._exit(3)
        raise RuntimeError(f"nobody foresaw {reply.body!r}")

    clients.vectors_of = fail  # type: ignore[assignment]


def _crash_in_parent() -> None:
    from desktop_app.embedding.cloud.cloud_embedder import CloudEmbedder

    def fail(self: Any, *_: object) -> None:
        key = self._key().reveal()
        raise RuntimeError(f"nobody foresaw {key} and {key.encode()!r}")

    CloudEmbedder._checked = fail  # type: ignore[assignment]


def _start() -> None:
    _speak_up(os.environ["LOUD_LOG"])
    crash = os.environ.get("LOUD_CRASH")
    is_cloud = sys.orig_argv[-3:-1] == ["--worker", "cloud"]
    if is_cloud:
        _have_cohere_speak()
        if os.environ.get("LOUD_HURRY"):
            _hurry()
        if crash in ("child", "death"):
            _crash_in_child(at_once=crash == "death")
    elif crash == "parent" and "--worker" not in sys.orig_argv:
        _crash_in_parent()


if "LOUD_LOG" in os.environ:
    _start()
