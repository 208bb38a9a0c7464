"""Compressed RTF of Outlook messages ([MS-OXRTFCP]): LZ77 over a ring of 4 KiB."""

from __future__ import annotations

import struct
from typing import Final

from desktop_app.documents.limits import MAX_OLE_STREAM_BYTES
from desktop_app.documents.model import ReadFailure, Reason

_HEADER = struct.Struct("<II4sI")
_COMPRESSED, _STORED = b"LZFu", b"MELA"
_RING_BYTES: Final = 4096
# What the ring holds before the first byte ([MS-OXRTFCP] 2.1.2.1).
_DICTIONARY: Final = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
    b"\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0"
    b"\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
_SHORTEST_COPY: Final = 2


def decompress(data: bytes) -> bytes:
    """Return the RTF; of data that are cut off, as much as there is.

    Raises:
        ReadFailure: DAMAGED if it is no compressed RTF.
    """
    if len(data) < _HEADER.size:
        raise ReadFailure(Reason.DAMAGED, "its formatted text is cut off")
    _, size, kind, _ = _HEADER.unpack_from(data)
    size = min(size, MAX_OLE_STREAM_BYTES)
    if kind == _STORED:
        return data[_HEADER.size :][:size]
    if kind != _COMPRESSED:
        raise ReadFailure(Reason.DAMAGED, "its formatted text is unreadable")
    return _inflate(data, size)


def _inflate(data: bytes, size: int) -> bytes:
    # The ring's positions count from its beginning, as do positions in ``out``.
    out = bytearray(_DICTIONARY)
    at, end = _HEADER.size, len(_DICTIONARY) + size
    while at < len(data) and len(out) < end:
        flags = data[at]
        at += 1
        for bit in range(8):
            if not flags & (1 << bit):
                out += data[at : at + 1]
                at += 1
                continue
            reference = int.from_bytes(data[at : at + 2], "big")
            at += 2
            back = (len(out) - (reference >> 4)) % _RING_BYTES
            if at > len(data) or not back:  # a copy from the place of writing is the end
                return bytes(out[len(_DICTIONARY) : end])
            _copy(out, back, (reference & 0xF) + _SHORTEST_COPY)
    return bytes(out[len(_DICTIONARY) : end])


def _copy(out: bytearray, back: int, count: int) -> None:
    """Append ``count`` bytes from ``back`` bytes before the end; they may overlap what is new."""
    if back > len(out):  # a part of the ring that nothing was written to
        missing = min(count, back - len(out))
        out += bytes(missing)
        count -= missing
    chunk = out[len(out) - back :][:count]
    out += (chunk * (count // max(1, len(chunk)) + 1))[:count]
