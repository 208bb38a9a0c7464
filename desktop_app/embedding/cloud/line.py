"""The HTTP transport under both providers' libraries: what goes out, and what came back.

Here a request is written down before it leaves, is stripped of what libraries tell about the
computer, and goes to one host only: without proxies from the environment, without redirects, with
certificates checked as the system checks them.
"""

from __future__ import annotations

import ssl
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from desktop_app.embedding.cloud.patience import TryAgain
from desktop_app.embedding.cloud.providers import ChosenModel
from desktop_app.embedding.cloud.replies import LATER, Reply
from desktop_app.errors import (
    AppError,
    NotAllowed,
    ProviderAnswer,
    ProviderUnreachable,
    StaysHere,
)
from desktop_app.privacy import gate
from desktop_app.privacy.ledger import Ledger

_CONNECT_S = 15.0
_MOST_BYTES = 256_000_000
# What a request needs; the libraries' own headers tell of system, processor and versions.
_HEADERS = {"host", "authorization", "content-type", "content-length", "accept"}


class Exchange:
    """One request and what came of it.

    Attributes:
        purpose, documents, texts, characters: As in the ledger.
        reply: What was answered; None as long as nothing was, or it broke off.
        problem: Why there is no reply.
        connected: Whether there was a connection, so that any of it may have left this computer.
        received: Bytes of the answer's body.
        entry: Its number in the ledger; "" before it is written there.
    """

    def __init__(self, purpose: str, documents: int, texts: Sequence[str]) -> None:
        self.purpose, self.documents = purpose, documents
        self.texts, self.characters = len(texts), sum(map(len, texts))
        self.reply: Reply | None = None
        self.problem: TryAgain | AppError | None = None
        self.connected = True
        self.received = 0
        self.entry = ""


class Line:
    """A transport for an ``httpx`` client, or one of its successor ``httpx2``.

    Args:
        library: The module of the two that the client is of.
        ledger: Where each request is written down before it goes out.
        key: Whether there is one; without, nothing is sent in its place.
        tls: How certificates are checked.
    """

    def __init__(
        self,
        library: Any,
        chosen: ChosenModel,
        ledger: Ledger,
        *,
        key: bool,
        tls: ssl.SSLContext | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._library, self._chosen, self._ledger = library, chosen, ledger
        self._key = key
        self._clock = clock
        self._now = threading.local()
        self._inner = library.HTTPTransport(
            verify=tls or _system_tls(),
            trust_env=False,
            http2=False,
            retries=0,
            limits=library.Limits(max_connections=chosen.provider.in_flight, keepalive_expiry=20.0),
        )

    def client(self) -> Any:
        """Return a client of the library that sends by this line only."""
        return self._library.Client(
            transport=self,
            trust_env=False,
            follow_redirects=False,
            timeout=self._library.Timeout(self._chosen.provider.answer_s, connect=_CONNECT_S),
        )

    @contextmanager
    def carrying(self, exchange: Exchange) -> Iterator[None]:
        """Let this thread send the one request of ``exchange`` while inside."""
        self._now.exchange = exchange
        try:
            yield
        finally:
            self._now.exchange = None

    def __enter__(self) -> Line:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._inner.close()

    def handle_request(self, request: Any) -> Any:
        """Send one request; part of the libraries' protocol."""
        exchange: Exchange = self._now.exchange
        body = request.read()
        try:
            gate.refuse_if_locked(self._chosen.runs_at)
            self._check(request, exchange)
            self._strip(request)
            exchange.entry = self._ledger.begin(
                provider=self._chosen.provider.id,
                host=self._chosen.runs_at,
                model=self._chosen.model_id,
                purpose=exchange.purpose,
                documents=exchange.documents,
                texts=exchange.texts,
                characters=exchange.characters,
                bytes_sent=len(body),
            )
            with gate.open_for(self._chosen.host, self._chosen.port, purpose=exchange.purpose):
                reply = self._answer(request, exchange)
        except AppError as exc:
            exchange.problem = exc
            exchange.connected = not isinstance(exc, (StaysHere, NotAllowed))
            raise
        except (self._library.TransportError, self._library.StreamError, OSError) as exc:
            exchange.problem = self._problem(exc)
            exchange.connected = not isinstance(exc, self._not_connected)
            raise
        exchange.reply = reply
        return self._library.Response(
            reply.status, headers=dict(reply.headers), content=reply.body, request=request
        )

    @property
    def _not_connected(self) -> tuple[type[Exception], ...]:
        library = self._library
        return library.ConnectError, library.ConnectTimeout, library.PoolTimeout

    def _check(self, request: Any, exchange: Exchange) -> None:
        url = request.url
        port = url.port or (443 if url.scheme == "https" else 80)
        where = (url.scheme, url.host.lower(), port)
        wanted = (self._chosen.base_url.partition(":")[0], self._chosen.host, self._chosen.port)
        if where != wanted or exchange.entry:
            raise NotAllowed(
                f"A request to {url.host} was held back, which nobody had asked for.",
                "Please report it.",
            )

    def _strip(self, request: Any) -> None:
        for name in list(request.headers):
            if name.lower() not in _HEADERS or (name.lower() == "authorization" and not self._key):
                del request.headers[name]
        request.headers["user-agent"] = "Likewise"
        request.headers["accept-encoding"] = "identity"

    def _answer(self, request: Any, exchange: Exchange) -> Reply:
        late_at = self._clock() + self._chosen.provider.answer_s
        response = self._inner.handle_request(request)
        parts: list[bytes] = []
        try:
            for part in response.stream:
                exchange.received += len(part)
                if exchange.received > _MOST_BYTES:
                    raise ProviderAnswer(f"The answer of {self._chosen.host} has no end.", LATER)
                if self._clock() > late_at:
                    raise self._library.ReadTimeout("dripping", request=request)
                parts.append(part)
        finally:
            response.close()
        headers = {name.lower(): value for name, value in response.headers.items()}
        if headers.pop("content-encoding", "identity").lower() != "identity":
            raise ProviderAnswer(f"{self._chosen.host} answers in a form not asked for.", LATER)
        return Reply(response.status_code, headers, b"".join(parts))

    def _problem(self, exc: BaseException) -> TryAgain | AppError:
        host, library = self._chosen.host, self._library
        for cause in _causes(exc):
            if isinstance(cause, AppError):
                return cause
            if isinstance(cause, ssl.SSLCertVerificationError):
                return ProviderUnreachable(
                    f"It is not sure that {host} is who it says ({cause.verify_message}).",
                    "Check the clock of this computer, and whether this network replaces"
                    " certificates.",
                )
        if isinstance(exc, self._not_connected):
            nobody = ProviderUnreachable(
                f"{self._chosen.runs_at} cannot be reached.",
                "Check the network connection, and for a server of your own whether it runs.",
            )
            return TryAgain(nobody, unsent=True)
        if isinstance(exc, library.TimeoutException):
            return TryAgain(ProviderUnreachable(f"{host} does not answer.", LATER))
        return TryAgain(ProviderUnreachable(f"The connection to {host} broke off.", LATER))


def _causes(exc: BaseException | None) -> Iterator[BaseException]:
    seen = 0
    while exc is not None and seen < 20:
        yield exc
        exc, seen = exc.__cause__ or exc.__context__, seen + 1


def _system_tls() -> ssl.SSLContext:
    """Certificates as the system itself checks them, on each system."""
    import truststore

    return truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
