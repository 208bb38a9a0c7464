"""The parts of a message (RFC 2045, 2046): found in one pass over the bytes, as deep as allowed.

The standard library sees one block of headers at a time, with ``policy.compat32``: the newer
policies took more than 2 GB for one crafted Subject. Given whole messages, its parser copies them
several times and nests its calls as deep as the file says.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from email import policy
from email.message import Message
from email.parser import HeaderParser
from email.utils import collapse_rfc2231_value
from typing import TypeAlias

from desktop_app.documents.limits import (
    MAX_MAIL_HEADER_CHARS,
    MAX_MAIL_MULTIPARTS,
    MAX_MAIL_PARTS,
)
from desktop_app.documents.readers.mail.mail_text import (
    decoded,
    decoded_words,
    is_charset,
    unwrapped,
)
from desktop_app.documents.readers.markup import html
from desktop_app.documents.sources.decoding import decode, utf_encoding

Headers: TypeAlias = "Message[str, str]"

_BLANK = re.compile(rb"\s*")
# The lines that look like headers; anything else, a delimiter above all, begins the body.
_HEADER_BLOCK = re.compile(
    rb"(?:>?From [^\n]*+\n)?((?:(?!--)(?:[!-9;-~]++[ \t]*+:|[ \t])[^\n]*+(?:\n|\Z))*)(?:\r?\n)?"
)
_MAX_HEADER_BLOCK_BYTES = 256 << 10
_MAX_BOUNDARY_CHARS = 300  # 70 by the standard
_MAX_PARAMETERS_CHARS = 2_000  # the library takes quadratic time over them
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]+")
_FOLD = re.compile(r"\r?\n[ \t]")
_FOLDED_KINDS = frozenset({"text/calendar", "text/vcard", "text/x-vcard", "text/directory"})
_TEXT_KINDS = frozenset({"message/delivery-status", "message/disposition-notification"})


@dataclass(slots=True)
class Part:
    """One part: its headers, where its body is, and the parts inside it.

    Attributes:
        kind: Content type in lower case; "text/plain" if none is given.
        params: Parameters of the content type, decoded, names in lower case.
        name: File name, decoded, on one line; "" if it has none.
        is_attached: Whether Content-Disposition says "attachment".
        is_of_page: Whether it belongs to the HTML before it (multipart/related), as logos do.
        children: The parts of a multipart. A message inside is a leaf: ``payload`` is its bytes.
    """

    headers: Headers
    kind: str
    params: dict[str, str]
    name: str
    is_attached: bool
    is_of_page: bool
    start: int
    end: int
    data: bytes = field(repr=False)
    children: list[Part] = field(default_factory=list)

    @property
    def is_text(self) -> bool:
        """Whether it is text; so is a multipart that no delimiter parts."""
        return self.kind.startswith(("text/", "multipart/")) or self.kind in _TEXT_KINDS

    @property
    def is_folded(self) -> bool:
        """Whether it is an invitation or a card, whose lines go on after a break and a space."""
        return self.kind in _FOLDED_KINDS

    def header(self, name: str) -> str:
        """Return a header's text, decoded (RFC 2047) and on one line, or ""; of several all."""
        values = ", ".join(map(str, self.headers.get_all(name, ())))
        return decoded_words(values[:MAX_MAIL_HEADER_CHARS])

    def leaves(self) -> Iterator[Part]:
        """Yield all parts that hold no others, in order."""
        waiting = [self]
        while waiting:
            part = waiting.pop()
            if part.children:
                waiting.extend(reversed(part.children))
            else:
                yield part

    def payload(self) -> bytes:
        """Return the body without its transfer encoding; damaged encodings as far as they go."""
        body = self.data[self.start : self.end]
        encoding = str(self.headers.get("Content-Transfer-Encoding", "")).strip().lower()
        if encoding == "quoted-printable":
            return binascii.a2b_qp(body)
        return _from_base64(body) if encoding == "base64" else body

    def text(self) -> str:
        """Return the body as text, HTML without its markup, lines that go on joined (RFC 3676)."""
        if self.kind == "text/html":
            return html.to_text(self.markup())[0]
        text = decoded(self.payload(), self.params.get("charset", ""))
        if self.is_folded:
            return _FOLD.sub("", text)
        if self.params.get("format", "").lower() == "flowed":
            return unwrapped(text, drops_space=self.params.get("delsp", "").lower() == "yes")
        return text

    def markup(self) -> str:
        """Return the HTML of a page, by its charset here or in its own head."""
        data = self.payload()
        for charset in (self.params.get("charset", ""), html.declared_charset(data)):
            if charset and is_charset(charset):
                return decoded(data, charset)
        return decode(data)


def parse(data: bytes) -> tuple[Part, bool]:
    """Return a message's parts, and whether there are more than the limits allow."""
    if utf_encoding(data[: 64 << 10]):
        data = decode(data).encode()
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    splitter = _Splitter(data)
    return splitter.split(), splitter.is_cut


class _Splitter:
    """Goes from delimiter to delimiter; the multiparts that are open wait on a stack."""

    def __init__(self, data: bytes) -> None:
        self.is_cut = False
        self._data = data
        self._leaf: Part | None = None
        self._open: list[tuple[bytes, Part]] = []
        self._levels: dict[bytes, int] = {}
        self._multiparts = self._parts = 0

    def split(self) -> Part:
        beginning = _BLANK.match(self._data)
        root = self._leaf = self._enter(beginning.end() if beginning else 0, "text/plain")
        # From the line break before the body, which may begin with a delimiter.
        at = self._data.find(b"\n--", max(0, root.start - 1))
        while at >= 0 and self._open and not self.is_cut:
            at = self._data.find(b"\n--", self._pass(at))
        return root

    def _pass(self, at: int) -> int:
        """Go past a line that may be a delimiter; return where to look for the next."""
        data = self._data
        stop = data.find(b"\n", at + 1, at + _MAX_BOUNDARY_CHARS)
        line = data[at + 3 : stop if stop >= 0 else at + _MAX_BOUNDARY_CHARS].rstrip()
        level = self._levels.get(line, -1)
        is_end = level < 0 and line.endswith(b"--")
        if is_end:
            level = self._levels.get(line[:-2], -1)
        if level < 0:
            return at + 3
        if self._leaf is not None:
            # The line break before a delimiter belongs to the delimiter.
            self._leaf.end = max(self._leaf.start, at - (data[at - 1 : at] == b"\r"))
        self._close_above(level - 1 if is_end else level)
        stop = stop if stop >= 0 else len(data)
        if is_end:
            self._leaf = None  # what follows the end says that there are parts before it
            return stop
        return max(stop, self._enter_child(stop + 1).start - 1)

    def _enter_child(self, start: int) -> Part:
        parent = self._open[-1][1]
        is_digest = parent.kind == "multipart/digest"
        child = self._leaf = self._enter(start, "message/rfc822" if is_digest else "text/plain")
        child.is_of_page = parent.kind == "multipart/related" and bool(parent.children)
        parent.children.append(child)
        return child

    def _close_above(self, level: int) -> None:
        if level + 1 < len(self._open):
            del self._open[level + 1 :]
            self._note_levels()

    def _note_levels(self) -> None:
        self._levels = {boundary: level for level, (boundary, _) in enumerate(self._open)}

    def _enter(self, start: int, default_kind: str) -> Part:
        """Return the part that begins at ``start``; a multipart is opened."""
        data = self._data
        block = _HEADER_BLOCK.match(data, start, start + _MAX_HEADER_BLOCK_BYTES)
        lines = decode(block[1]) if block else ""
        headers = HeaderParser(policy=policy.compat32).parsestr(lines, headersonly=True)
        part = _part(headers, default_kind, data, block.end() if block else start)
        self._parts += 1
        boundary = part.params.get("boundary", "").encode("utf-8", "replace")
        if part.kind.startswith("multipart/") and boundary:
            self._multiparts += 1
            self._open.append((boundary, part))
            self._note_levels()
        if self._parts > MAX_MAIL_PARTS or self._multiparts > MAX_MAIL_MULTIPARTS:
            self.is_cut = True
            part.end = part.start
        return part


def _part(headers: Headers, default_kind: str, data: bytes, start: int) -> Part:
    kind, params = _parameters(headers, "Content-Type")
    disposition, more = _parameters(headers, "Content-Disposition")
    return Part(
        headers=headers,
        kind=kind if "/" in kind else default_kind,
        params=params,
        name=decoded_words(more.get("filename") or params.get("name", "")),
        is_attached=disposition == "attachment",
        is_of_page=False,
        start=start,
        end=len(data),
        data=data,
    )


def _parameters(headers: Headers, name: str) -> tuple[str, dict[str, str]]:
    """Return a header's value in lower case and its parameters (RFC 2231)."""
    header: Headers = Message(policy.compat32)
    header[name] = str(headers.get(name, ""))[:_MAX_PARAMETERS_CHARS]
    try:
        found = header.get_params(header=name) or []
        params = {key.lower(): _parameter(value) for key, value in found[1:]}
    except (ValueError, LookupError, TypeError, AttributeError):
        found, params = [(str(header[name]).partition(";")[0], "")], {}
    return (str(found[0][0]).strip().lower() if found else ""), params


def _parameter(value: str | tuple[str | None, str | None, str]) -> str:
    return (value if isinstance(value, str) else collapse_rfc2231_value(value)).strip()


def _from_base64(body: bytes) -> bytes:
    try:
        return binascii.a2b_base64(body)
    except binascii.Error:
        digits = _NOT_BASE64.sub(b"", body)
        whole = digits[: len(digits) // 4 * 4]
        return binascii.a2b_base64(whole)
