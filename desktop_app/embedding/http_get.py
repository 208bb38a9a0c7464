"""Fetches a file over HTTPS that somebody has said yes to.

Nothing but the address goes out: no account, no cookie, no name of this computer. Only HTTPS is
spoken, except with a server on this very computer, and a redirect may not leave HTTPS. The usual
proxy variables (``HTTPS_PROXY``, ``NO_PROXY``) are honoured.
"""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Final, Self
from urllib.parse import SplitResult, urljoin, urlsplit

from desktop_app.embedding.addresses import checked_address, proxy_for, proxy_login
from desktop_app.errors import Cancelled, DownloadFailed, InvalidRequest
from desktop_app.privacy import gate
from desktop_app.progress import CancelToken

CONNECT_S = 15.0
# A server that sends less than this in that time is as good as gone.
PATIENCE_S = 30.0
_FEWEST_BYTES = 4096
_MOST_REDIRECTS = 5
_BLOCK_BYTES = 1 << 18
_LOOK_S = 0.05
_PROXY_PORT = 8080
_LONGEST_WAIT_S = 120.0
_KEPT: Final = "What has arrived is kept: run the command again to go on."
_LATER: Final = f"Try again later. {_KEPT}"


class TryAgain(Exception):
    """A failure that may pass by itself.

    Attributes:
        problem: What to tell if it does not.
        after_s: Seconds the server asked to wait, or None.
    """

    def __init__(self, problem: DownloadFailed, after_s: float | None = None) -> None:
        super().__init__(problem.message)
        self.problem = problem
        self.after_s = after_s


class RangeRefused(TryAgain):
    """The server cannot go on in the middle of this file."""


class NotThere(DownloadFailed):
    """The server knows no such file."""


@dataclass(frozen=True, slots=True)
class Range:
    """The rest of a file is wanted.

    Attributes:
        start: Bytes that are here already.
        etag: They belong to this state of the file; "" where the server gave none.
    """

    start: int
    etag: str = ""


class Reply:
    """A file on its way.

    Attributes:
        start: Where in the file the body begins: 0, or what ``Range`` asked for.
        size: Bytes of the whole file, or None where the server does not say.
        etag: State of the file, fit for ``Range``; "" where it has none.
        sha256: Of the whole file as the server states it, hex; "" where it does not.
    """

    def __init__(self, response: http.client.HTTPResponse, guard: _Guard, sha256: str) -> None:
        self._response, self._guard = response, guard
        self.sha256 = sha256
        etag = response.headers.get("ETag", "")
        self.etag = "" if etag.startswith("W/") else etag
        with guard.told():
            self.start, self.size = _extent(response)

    def blocks(self) -> Iterator[bytes]:
        """Yield the body as it comes; it may end early, which ``size`` shows."""
        while block := self._read():
            self._guard.count(len(block))
            yield block

    def _read(self) -> bytes:
        with self._guard.told():
            block = self._response.read1(_BLOCK_BYTES)
            if not block:
                self._guard.check()  # an end of our own making is none
            return block


@contextlib.contextmanager
def get(url: str, token: CancelToken, part: Range | None = None) -> Iterator[Reply]:
    """Open ``url`` (or the rest of it) for reading; leave the block to close the connection.

    Raises:
        DownloadFailed: No way to the server, or it refuses; ``NotThere`` if it has no such file.
        TryAgain: The failure may pass by itself; ``RangeRefused`` if ``part`` cannot be had.
        InvalidRequest: ``url`` is no address that may be used.
        Cancelled: At once when ``token`` is set, whatever the server does.
    """
    sha256 = ""
    for _ in range(_MOST_REDIRECTS + 1):
        address = checked_address(url)
        with _open_for(address), _Guard(address.hostname or "", token) as guard:
            with guard.told():
                response = _answer(address, guard, part)
            with contextlib.closing(response):
                sha256 = sha256 or _stated_sha256(response)
                if not 300 <= response.status < 400:
                    _refuse(response, guard.host)
                    yield Reply(response, guard, sha256)
                    return
                url = _redirected(url, response)
    raise DownloadFailed(f"{guard.host} sends from one address to the next without end.", _LATER)


@contextlib.contextmanager
def _open_for(address: SplitResult) -> Iterator[None]:
    """Hold the way open to a server, and to the proxy that leads to it."""
    host = address.hostname or ""
    purpose = "download of a model"
    with contextlib.ExitStack() as ways:
        ways.enter_context(gate.open_for(host, _port(address), purpose=purpose))
        proxy = proxy_for(host) if address.scheme == "https" else None
        if proxy is not None:
            way = gate.open_for(proxy.hostname or "", proxy.port or _PROXY_PORT, purpose=purpose)
            ways.enter_context(way)
        yield


def _port(address: SplitResult) -> int:
    return address.port or (80 if address.scheme == "http" else 443)


class _Guard:
    """Shuts a connection down when the token is set or the server has gone silent.

    A read that waits cannot look at a token, so another thread looks and takes the socket away.
    """

    def __init__(self, host: str, token: CancelToken) -> None:
        self.host = host
        self._token = token
        self._done = threading.Event()
        self._bytes = 0
        self.connection: http.client.HTTPConnection | None = None
        self.socket: socket.socket | None = None
        self._silent = False
        self._thread = threading.Thread(target=self._watch, name="download guard", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._done.set()
        self._thread.join()
        if self.connection is not None:
            self.connection.close()

    def count(self, size: int) -> None:
        self._bytes += size

    def check(self) -> None:
        """Raise if it was this guard that ended the connection."""
        self._token.check()
        if self._silent:
            raise TimeoutError

    @contextlib.contextmanager
    def told(self) -> Iterator[None]:
        """Turn what sockets raise into sentences."""
        try:
            yield
        except (OSError, http.client.HTTPException) as exc:
            if self._token.cancelled:
                raise Cancelled from exc
            raise _problem(exc, self.host, silent=self._silent) from exc

    def _watch(self) -> None:
        counted, since = 0, time.monotonic()
        while not self._done.wait(_LOOK_S):
            now = time.monotonic()
            if self._bytes - counted >= _FEWEST_BYTES:
                counted, since = self._bytes, now
            self._silent = now - since > PATIENCE_S
            if self._silent or self._token.cancelled:
                self._shut()

    def _shut(self) -> None:
        open_now = self.socket or (self.connection.sock if self.connection else None)
        if open_now is not None:
            with contextlib.suppress(OSError):
                # Of the plain socket: TLS would say goodbye first, and wait for it.
                socket.socket.shutdown(open_now, socket.SHUT_RDWR)


def _problem(exc: Exception, host: str, *, silent: bool) -> DownloadFailed | TryAgain:
    if silent or isinstance(exc, TimeoutError):
        return TryAgain(DownloadFailed(f"{host} does not answer.", _LATER))
    if isinstance(exc, ssl.SSLCertVerificationError):
        return DownloadFailed(
            f"It is not sure that {host} is who it says ({exc.verify_message}).",
            "Check the clock of this computer, and whether this network replaces certificates.",
        )
    if isinstance(exc, socket.gaierror):
        return DownloadFailed(
            f"The address of {host} was not found.", f"Check the network connection. {_KEPT}"
        )
    if isinstance(exc, ConnectionRefusedError):
        return DownloadFailed(f"{host} takes no connection.", _LATER)
    if isinstance(exc, http.client.HTTPException | ConnectionError | ssl.SSLError):
        return TryAgain(DownloadFailed(f"The connection to {host} broke off.", _LATER))
    reason = exc.strerror if isinstance(exc, OSError) and exc.strerror else str(exc)
    return DownloadFailed(
        f"{host} cannot be reached ({reason}).", f"Check the network connection. {_KEPT}"
    )


def _answer(address: SplitResult, guard: _Guard, part: Range | None) -> http.client.HTTPResponse:
    connection = guard.connection = _connection(address)
    connection.connect()
    guard.socket = connection.sock  # the connection lets go of it when it hands out the body
    headers = {"User-Agent": "Likewise", "Accept-Encoding": "identity", "Connection": "close"}
    if part is not None:
        headers["Range"] = f"bytes={part.start}-"
        if part.etag:
            headers["If-Range"] = part.etag
    target = (address.path or "/") + (f"?{address.query}" if address.query else "")
    connection.request("GET", target, headers=headers)
    return connection.getresponse()


def _connection(address: SplitResult) -> http.client.HTTPConnection:
    host = address.hostname or ""
    if address.scheme == "http":
        return http.client.HTTPConnection(host, _port(address), timeout=CONNECT_S)
    context = ssl.create_default_context()
    proxy = proxy_for(host)
    if proxy is None:
        return http.client.HTTPSConnection(host, _port(address), timeout=CONNECT_S, context=context)
    connection = http.client.HTTPSConnection(
        proxy.hostname or "", proxy.port or _PROXY_PORT, timeout=CONNECT_S, context=context
    )
    connection.set_tunnel(host, _port(address), headers=proxy_login(proxy))
    return connection


def _redirected(url: str, response: http.client.HTTPResponse) -> str:
    target = urljoin(url, response.headers.get("Location", ""))
    host = urlsplit(url).hostname
    try:
        address = checked_address(target)
    except InvalidRequest:
        address = None
    if address is None or (urlsplit(url).scheme == "https" and address.scheme != "https"):
        raise DownloadFailed(f"{host} sends to an address that is not safe.", _LATER)
    return target


def _refuse(response: http.client.HTTPResponse, host: str) -> None:
    """Raise unless the response holds (a part of) a file."""
    status = response.status
    if status in (401, 403):
        raise DownloadFailed(
            f"{host} does not give this file to everybody ({status}).",
            "Likewise has no account there; copy the model's folder by hand.",
        )
    if status in (404, 410):
        raise NotThere(f"{host} has no such file ({status}).", "Look for a newer Likewise.")
    if status in (408, 425, 429) or status >= 500:
        raise TryAgain(
            DownloadFailed(f"{host} is too busy or out of order ({status}).", _LATER),
            _retry_after(response),
        )
    if status == 416:
        raise RangeRefused(DownloadFailed(f"{host} does not go on with the file.", _LATER), 0.0)
    if status not in (200, 206):
        raise DownloadFailed(f"{host} gave an answer that makes no sense ({status}).", _LATER)
    if response.headers.get_content_type() in ("text/html", "application/xhtml+xml"):
        raise DownloadFailed(
            f"{host} answered with a web page instead of the file.",
            "Perhaps this network wants you to sign in: do so in a browser, then try again.",
        )
    if response.headers.get("Content-Encoding", "identity").lower() != "identity":
        raise DownloadFailed(f"{host} sends the file in a form not asked for.", _LATER)


def _retry_after(response: http.client.HTTPResponse) -> float | None:
    text = response.headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:6]), _LONGEST_WAIT_S)
    return _LONGEST_WAIT_S / 4 if text else None  # a date: as a rule soon


def _extent(response: http.client.HTTPResponse) -> tuple[int, int | None]:
    """Where the body starts, and the size of the whole file."""
    if response.status == 206:
        unit, _, rest = response.headers.get("Content-Range", "").partition(" ")
        span, _, size = rest.partition("/")
        start = span.partition("-")[0]
        if unit != "bytes" or not _is_number(start):
            raise http.client.HTTPException("Content-Range")
        return int(start), int(size) if _is_number(size) else None
    length = response.headers.get("Content-Length", "")
    return 0, int(length) if _is_number(length) else None


def _stated_sha256(response: http.client.HTTPResponse) -> str:
    """What the hub says of a large file, before it sends on to where the bytes are."""
    text = response.headers.get("X-Linked-ETag", "").strip('"').lower()
    return text if len(text) == 64 and set(text) <= set("0123456789abcdef") else ""


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 15
