"""A server on this computer that speaks as OpenAI and Cohere do, and misbehaves when told to.

It answers ``POST …/embeddings`` (OpenAI and compatible servers) and ``POST …/embed`` (Cohere) as
their references document, counts a word as a token, and keeps what it was sent.
"""

from __future__ import annotations

import base64
import hashlib
import json
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import numpy as np
import pytest

from desktop_app.embedding.embedder import FloatArray

Vector = list[Any]
Misbehaviour = Callable[["Answering"], None]

_connect = socket.socket.connect


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came.

    Attributes:
        headers: By name in lower case.
        answered: The status it got; empty if the connection was cut.
        at: When it came, in seconds, growing.
    """

    path: str
    headers: dict[str, str]
    body: bytes
    texts: tuple[str, ...]
    fields: dict[str, Any]
    answered: list[int]
    at: float


class FakeProvider:
    """A provider of vectors of length ``dim``; use it in a ``with`` block.

    Attributes:
        asked: All requests, in the order they came.
        script: What to do instead of answering, one after the other; None answers properly.
        always: What to do once ``script`` is at its end.
        sent_bytes: Of all bodies that were answered with.
        before: Called with each request before it is answered.
        elsewhere: Address of another server, to send requests on to.
    """

    def __init__(self, dim: int = 8, tls: ssl.SSLContext | None = None) -> None:
        self.dim = dim
        self.asked: list[Asked] = []
        self.script: list[Misbehaviour | None] = []
        self.always: Misbehaviour | None = None
        self.sent_bytes = 0
        self.tells_usage = True
        self.before: Callable[[Asked], None] = lambda _: None
        self.leaving = threading.Event()
        self.elsewhere = ""
        self._back = threading.Event()
        self._back.set()
        self._lock = threading.Lock()
        provider = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                provider._serve(self)

            def do_GET(self) -> None:
                provider._serve(self)

            def log_message(self, *_: object) -> None:
                pass

        self._handler, self._tls = Handler, tls
        self._scheme = "http" if tls is None else "https"
        self._listen(0)

    def _listen(self, port: int) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", port), self._handler)
        if self._tls is not None:
            self._server.socket = self._tls.wrap_socket(self._server.socket, server_side=True)
        self._server.daemon_threads = True
        self._server.handle_error = lambda *_: None  # type: ignore[method-assign]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    def __enter__(self) -> FakeProvider:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.leave()

    def leave(self) -> None:
        """Take no more connections; may be called twice."""
        self.leaving.set()
        self._back.wait()
        self._close()

    def go_away(self, seconds: float) -> None:
        """Take no connections for a while, and cut those that are open at their next request."""
        with self._lock:
            if not self._back.is_set():
                return
            self._back.clear()
        port = self.port
        self._close()

        def come_back() -> None:
            self.leaving.wait(seconds)
            self._listen(port)
            self._thread.start()
            self._back.set()

        threading.Thread(target=come_back).start()

    def count(self, body: bytes) -> None:
        """Count what was answered with."""
        with self._lock:
            self.sent_bytes += len(body)

    def _close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        # Whoever has connected, and was not taken up yet, has perhaps sent something already.
        with suppress(OSError):
            self._server.socket.setblocking(False)
            while True:
                waiting, address = self._server.get_request()
                waiting.setblocking(True)
                self._server.process_request(waiting, address)
        self._server.server_close()

    @property
    def url(self) -> str:
        return f"{self._scheme}://127.0.0.1:{self.port}"

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def texts(self) -> list[str]:
        """All texts that came, as often as they came."""
        return [text for asked in self.asked for text in asked.texts]

    @property
    def received_bytes(self) -> int:
        return sum(len(asked.body) for asked in self.asked)

    @property
    def paid(self) -> list[str]:
        """The texts of all requests that were answered with 200."""
        return [text for asked in self.asked if asked.answered == [200] for text in asked.texts]

    def _serve(self, handler: BaseHTTPRequestHandler) -> None:
        body = handler.rfile.read(int(handler.headers.get("Content-Length", "0")))
        fields = json.loads(body) if body else {}
        texts = tuple(fields.get("input", fields.get("texts", ())))
        headers = {name.lower(): value for name, value in handler.headers.items()}
        asked = Asked(handler.path, headers, body, texts, fields, [], time.monotonic())
        with self._lock:
            self.asked.append(asked)
            misbehave = self.script.pop(0) if self.script else self.always
        self.before(asked)
        if not self._back.is_set():
            misbehave = hang_up
        (misbehave or properly)(Answering(self, handler, asked))


class Answering:
    """One request being answered."""

    def __init__(
        self, provider: FakeProvider, handler: BaseHTTPRequestHandler, asked: Asked
    ) -> None:
        self.provider, self.handler, self.asked = provider, handler, asked

    def vectors(self) -> list[Vector]:
        return [list(map(float, vector_of(text, self._dim))) for text in self.asked.texts]

    def reply(
        self,
        vectors: Sequence[Vector],
        numbers: Sequence[int] | None = None,
        *,
        texts: Sequence[str] | None = None,
        packs: bool = True,
        more: Mapping[str, Any] | None = None,
    ) -> None:
        """Send ``vectors`` in the form that was asked for.

        Args:
            numbers: Of the texts that they are for.
            texts: What Cohere repeats, in another order than it was sent.
            packs: Whether OpenAI gives them in Base64 where it is asked to.
            more: What else is in the answer.
        """
        if self.asked.path.endswith("/embed"):
            body: dict[str, Any] = {
                "id": "fake",
                "embeddings": {"float": vectors},
                "texts": texts or self.asked.texts,
                "response_type": "embeddings_by_type",
                "meta": {"api_version": {"version": "2"}},
            }
            if self.provider.tells_usage:
                body["meta"]["billed_units"] = {"input_tokens": self.tokens}
        else:
            packed = packs and self.asked.fields.get("encoding_format") == "base64"
            body = {
                "object": "list",
                "data": [
                    {"object": "embedding", "index": i, "embedding": _packed(v) if packed else v}
                    for i, v in zip(numbers or range(len(vectors)), vectors, strict=True)
                ],
                "model": self.asked.fields.get("model", ""),
            }
            if self.provider.tells_usage:
                body["usage"] = {"prompt_tokens": self.tokens, "total_tokens": self.tokens}
        self.send(200, json.dumps({**body, **(more or {})}).encode())

    @property
    def tokens(self) -> int:
        return sum(len(text.split()) for text in self.asked.texts)

    def send(self, status: int, body: bytes, **headers: str) -> None:
        """Send an answer; ``_`` in a header's name stands for ``-``."""
        headers.setdefault("Content_Type", "application/json")
        self.asked.answered.append(status)
        self.handler.send_response(status)
        for name, value in headers.items():
            self.handler.send_header(name.replace("_", "-"), value)
        self.handler.send_header("Content-Length", str(len(body)))
        self.handler.end_headers()
        self.provider.count(body)
        self.handler.wfile.write(body)

    @property
    def _dim(self) -> int:
        fields = self.asked.fields
        return int(fields.get("dimensions", fields.get("output_dimension", self.provider.dim)))


def vector_of(text: str, dim: int) -> FloatArray:
    """Return the vector that every fake provider has for ``text``: not of unit length."""
    seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "little")
    return np.random.default_rng(seed).standard_normal(dim).astype(np.float32)


def unit_vectors(texts: Sequence[str], dim: int) -> FloatArray:
    """Return what an embedder should make of them, shape (len(texts), dim)."""
    rows = np.stack([vector_of(text, dim) for text in texts])
    unit: FloatArray = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


def _packed(vector: Vector) -> str:
    numbers = [float("nan") if number is None else number for number in vector]
    return base64.b64encode(struct.pack(f"<{len(numbers)}f", *numbers)).decode("ascii")


# -- misbehaviours ---------------------------------------------------------------------


def properly(answering: Answering) -> None:
    answering.reply(answering.vectors())


def status(code: int, message: str = "", kind: str = "", **headers: str) -> Misbehaviour:
    """Refuse as the provider that is asked documents it."""

    def refuse(answering: Answering) -> None:
        if answering.asked.path.endswith("/embed"):
            body: dict[str, Any] = {"id": "fake", "message": message}
        else:
            error = {"message": message, "type": kind or "error", "param": None, "code": kind}
            body = {"error": error}
        answering.send(code, json.dumps(body).encode(), **headers)

    return refuse


def hang_up(answering: Answering) -> None:
    """Cut the connection instead of answering."""
    answering.handler.close_connection = True
    answering.handler.connection.shutdown(socket.SHUT_RDWR)


def torn(answering: Answering) -> None:
    """Answer with the first half of the body, then cut the connection."""
    body = json.dumps({"data": [], "padding": "x" * 1000}).encode()
    handler = answering.handler
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(body)))
    handler.end_headers()
    answering.provider.count(body[:500])
    handler.wfile.write(body[:500])
    hang_up(answering)


def cut_json(answering: Answering) -> None:
    """Answer with JSON that ends in the middle, of the length that was announced."""
    answering.send(200, b'{"object": "list", "data": [{"object": "embedd')
    answering.asked.answered.clear()


def html(answering: Answering) -> None:
    answering.send(200, b"<!DOCTYPE html><p>Sign in", Content_Type="text/html")


def hang(answering: Answering) -> None:
    """Say nothing until the test is over."""
    answering.provider.leaving.wait()
    hang_up(answering)


def changed(change: Callable[[list[Vector]], list[Vector]]) -> Misbehaviour:
    """Answer with other vectors than the proper ones."""
    return lambda answering: answering.reply(change(answering.vectors()))


def shuffled(answering: Answering) -> None:
    """The last first, with the right numbers."""
    vectors = answering.vectors()
    answering.reply(vectors[::-1], range(len(vectors))[::-1])


def same_number_twice(answering: Answering) -> None:
    vectors = answering.vectors()
    answering.reply(vectors, [0, *range(len(vectors) - 1)])


@contextmanager
def may_connect(monkeypatch: pytest.MonkeyPatch, port: int) -> Iterator[None]:
    """Let this process connect to ``port`` of this computer, and nowhere else."""
    with monkeypatch.context() as patched:

        def only_there(self: socket.socket, address: Any) -> None:
            if self.family != getattr(socket, "AF_UNIX", None):
                assert address == ("127.0.0.1", port)
            _connect(self, address)

        patched.setattr(socket.socket, "connect", only_there)
        yield
