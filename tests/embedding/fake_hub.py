"""A server on this computer that is laid out as the hub is, and misbehaves when told to."""

from __future__ import annotations

import hashlib
import socket
import ssl
import threading
from collections import Counter
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

Misbehaviour = Callable[[BaseHTTPRequestHandler, bytes], None]

_connect = socket.socket.connect

REPOSITORY, REVISION = "makers/tiny", "0123456789abcdef"


class FakeHub:
    """Serves the files of ``folder``; use it in a ``with`` block.

    Args:
        tls: The server's certificate and key; without, it speaks plain HTTP.

    Attributes:
        misbehave: What to do instead of serving a file, one after the other, by file name.
        asked: (file, Range header, If-Range header) of every request.
        headers: All headers of the last request.
    """

    def __init__(self, folder: Path, tls: ssl.SSLContext | None = None) -> None:
        self.folder = folder
        self.misbehave: dict[str, list[Misbehaviour]] = {}
        self.asked: list[tuple[str, str, str]] = []
        self.headers: dict[str, str] = {}
        self.stated: dict[str, str] = {}
        self.leaving = threading.Event()
        hub = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                hub.answer(self)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self._scheme = "http" if tls is None else "https"
        self._server.daemon_threads = True
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    @property
    def url(self) -> str:
        return f"{self._scheme}://127.0.0.1:{self._server.server_address[1]}"

    @property
    def counts(self) -> Counter[str]:
        return Counter(name for name, *_ in self.asked)

    def __enter__(self) -> FakeHub:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.leaving.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        path = handler.path.removeprefix("/elsewhere")
        name = path.removeprefix(f"/{REPOSITORY}/resolve/{REVISION}/")
        self.headers = dict(handler.headers.items())
        wanted, condition = (handler.headers.get(h, "") for h in ("Range", "If-Range"))
        self.asked.append((name, wanted, condition))
        file = self.folder / name
        body = file.read_bytes() if file.is_file() else b""
        if self.misbehave.get(name):
            self.misbehave[name].pop(0)(handler, body)
        elif not file.is_file():
            send(handler, 404, b"Entry not found")
        else:
            self.serve(handler, body, self.stated.get(name, ""))

    @staticmethod
    def serve(handler: BaseHTTPRequestHandler, body: bytes, stated: str = "") -> None:
        """Answer as a good server does, ranges included."""
        headers = {"ETag": etag_of(body)}
        if stated:
            headers["X-Linked-ETag"] = f'"{stated}"'
        wanted = handler.headers.get("Range", "")
        if wanted and handler.headers.get("If-Range", headers["ETag"]) == headers["ETag"]:
            start = int(wanted.removeprefix("bytes=").rstrip("-"))
            if start >= len(body):
                send(handler, 416, b"", {"Content-Range": f"bytes */{len(body)}"})
                return
            headers["Content-Range"] = f"bytes {start}-{len(body) - 1}/{len(body)}"
            send(handler, 206, body[start:], headers)
            return
        send(handler, 200, body, headers)


def send(
    handler: BaseHTTPRequestHandler,
    status: int,
    body: bytes,
    headers: dict[str, str] | None = None,
    *,
    length: int | None = None,
) -> None:
    """Answer; ``length`` claims another length than the body has."""
    handler.send_response(status)
    given = {"Content-Type": "application/octet-stream", **(headers or {})}
    given.setdefault("Content-Length", str(len(body) if length is None else length))
    for name, value in given.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


def etag_of(body: bytes) -> str:
    return f'"{hashlib.md5(body).hexdigest()}"'


def status(code: int, **headers: str) -> Misbehaviour:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return lambda handler, body: send(handler, code, b"no", named)


def break_off(share: float = 0.5) -> Misbehaviour:
    """Send a part of what was announced, then hang up."""

    def run(handler: BaseHTTPRequestHandler, body: bytes) -> None:
        headers = {"ETag": etag_of(body)}
        send(handler, 200, body[: int(len(body) * share)], headers, length=len(body))

    return run


def redirect(target: str) -> Misbehaviour:
    return lambda handler, body: send(handler, 302, b"", {"Location": target})


def allow_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a test connect to this very computer, and to nothing else."""

    def connect(self: socket.socket, address: Any) -> None:
        assert address[0] == "127.0.0.1", f"a test tried to connect to {address!r}"
        _connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", connect)
