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
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
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
        answered: The status it got; 0 if the connection was cut.
    """

    path: str
    headers: dict[str, str]
    body: bytes
    texts: tuple[str, ...]
    fields: dict[str, Any]
    answered: list[int]


class FakeProvider:
    """A provider of vectors of length ``dim``; use it in a ``with`` block.

    Attributes:
        asked: All requests, in the order they came.
        script: What to do instead of answering, one after the other; None answers properly.
        always: What to do once ``script`` is at its end.
        sent_bytes: Of all bodies that were answered with.
        before: Called with each request before it is answered.
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

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self._scheme = "http" if tls is None else "https"
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
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

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
        asked = Asked(handler.path, headers, body, texts, fields, [])
        with self._lock:
            self.asked.append(asked)
            misbehave = self.script.pop(0) if self.script else self.always
        self.before(asked)
        (misbehave or properly)(Answering(self, handler, asked))


class Answering:
    """One request being answered."""

    def __init__(
        self, provider: FakeProvider, handler: BaseHTTPRequestHandler, asked: Asked
    ) -> None:
        self.provider, self.handler, self.asked = provider, handler, asked

    def vectors(self) -> list[Vector]:
        return [list(map(float, vector_of(text, self._dim))) for text in self.asked.texts]

    def reply(self, vectors: Sequence[Vector], numbers: Sequence[int] | None = None) -> None:
        """Send ``vectors`` in the form that was asked for."""
        if self.asked.path.endswith("/embed"):
            body: dict[str, Any] = {
                "id": "fake",
                "embeddings": {"float": vectors},
                "texts": self.asked.texts,
                "response_type": "embeddings_by_type",
                "meta": {"api_version": {"version": "2"}},
            }
            if self.provider.tells_usage:
                body["meta"]["billed_units"] = {"input_tokens": self.tokens}
        else:
            packed = self.asked.fields.get("encoding_format") == "base64"
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
        self.send(200, json.dumps(body).encode())

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
        self.handler.wfile.write(body)
        self.provider.sent_bytes += len(body)

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
    handler.wfile.write(body[:500])
    answering.provider.sent_bytes += 500
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
