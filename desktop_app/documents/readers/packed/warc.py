"""Records of a web archive (WARC, ISO 28500): the pages and documents that servers sent."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from desktop_app.documents.limits import MAX_ZIP_PART_BYTES
from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.sources.unpack import read_part, unpacked
from desktop_app.documents.sources.xml_stream import Readable

MARK: Final = b"WARC/1."

_Lines: TypeAlias = "io.BufferedReader[_Raw]"
_TYPES: Final = ("response", "resource", "conversion")
_LINE_BYTES: Final = 16 << 10
_HEADER_LINES: Final = 200
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")
# What only dresses a page.
_FURNITURE = re.compile(r"(?:image|font|audio|video)/|.*(?:css|javascript|font)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Record:
    """What one address gave.

    Attributes:
        address: As it was asked for.
    """

    address: str
    body: bytes = field(repr=False)
    headers: dict[str, str] = field(repr=False)

    @property
    def is_furniture(self) -> bool:
        """Whether it is a picture, a script or a style."""
        return bool(_FURNITURE.match(self.headers.get("content-type", "")))

    def content(self) -> bytes:
        """Return the document without what HTTP wraps around it.

        Raises:
            ReadFailure: As of ``read_part``.
        """
        data = self.body
        if "chunked" in self.headers.get("transfer-encoding", "").lower():
            data = _joined_chunks(data)
        if self.headers.get("content-encoding", "").lower() in ("gzip", "x-gzip", "deflate"):
            data = read_part(unpacked(io.BytesIO(data), data))
        return data


def records(stream: Readable) -> Iterator[Record]:
    """Yield what servers sent, and what else holds content, in order.

    Raises:
        ReadFailure: DAMAGED where something else follows.
    """
    lines = io.BufferedReader(_Raw(stream))
    while mark := _next_line(lines):
        if not mark.startswith(MARK):
            raise ReadFailure(Reason.DAMAGED, "the rest of the archive")
        headers = _headers(lines)
        size = headers.get("content-length", "")
        if not size.isdecimal():
            raise ReadFailure(Reason.DAMAGED, "the rest of the archive")
        body = _take(lines, int(size[:15]))
        if headers.get("warc-type") in _TYPES:
            record = _record(headers, body)
            if not record.is_furniture:
                yield record


def _record(headers: dict[str, str], body: bytes) -> Record:
    address = headers.get("warc-target-uri", "").strip("<>")
    if not headers.get("content-type", "").startswith("application/http"):
        return Record(address, body, {"content-type": headers.get("content-type", "")})
    end = _END_OF_HEADERS.search(body)
    answer = io.BytesIO(body[: end.end()] if end else body)
    answer.readline(_LINE_BYTES)  # the status
    return Record(address, body[end.end() :] if end else b"", _headers(answer))


def _next_line(lines: _Lines) -> bytes:
    """Return the next line that is not blank, b"" at the end."""
    while line := lines.readline(_LINE_BYTES):
        if line.strip():
            return line
    return b""


def _headers(lines: _Lines | io.BytesIO) -> dict[str, str]:
    found = {}
    for _ in range(_HEADER_LINES):
        line = lines.readline(_LINE_BYTES).decode("utf-8", "replace").strip()
        if not line:
            break
        name, _, value = line.partition(":")
        found[name.strip().lower()] = value.strip()
    return found


def _take(lines: _Lines, size: int) -> bytes:
    """Return the next ``size`` bytes; of what is too large only the beginning is kept."""
    kept = lines.read(min(size, MAX_ZIP_PART_BYTES))
    left = size - len(kept)
    while left > 0 and (piece := lines.read(min(left, 1 << 16))):
        left -= len(piece)
    return kept


def _joined_chunks(data: bytes) -> bytes:
    """Return a body sent in chunks (RFC 9112, 7.1), as far as they follow the rule."""
    pieces, at = [], 0
    while (end := data.find(b"\n", at, at + 100)) >= 0:
        try:
            size = int(data[at:end].partition(b";")[0].strip(), 16)
        except ValueError:
            break
        if size <= 0:
            break
        pieces.append(data[end + 1 : end + 1 + size])
        at = end + 1 + size + 2
    return b"".join(pieces) or data


class _Raw(io.RawIOBase):
    """Any readable stream as the library's buffered reader wants it."""

    def __init__(self, stream: Readable) -> None:
        self._stream = stream

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray | memoryview, /) -> int:  # type: ignore[override]  # Buffer
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)
