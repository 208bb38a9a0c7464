"""The text of a binary Word document as one row of UTF-16 units, one for each character position.

[MS-DOC] 2.4.1, "Retrieving Text": the piece table says where in the file which characters are.
What the formatting knows about them (struck out, end of a table's row) is written into the same
units as control characters that Word itself never uses, so positions stay what they are.
"""

from __future__ import annotations

import struct
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from desktop_app.documents.limits import MAX_TEXT_CHARS
from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.readers.raised_lowered import above, below

NOTHING, CELL, PAGE, PARAGRAPH = "\0", "\x07", "\x0c", "\r"
ROW, PARAGRAPH_IN_CELL = "\x1d", "\x1c"

_PRC, _PCDT = 1, 2
_PIECE_BYTES = 8
_MAX_PIECES = 300_000
_NARROW = 1 << 30
_SINGLE_BYTE = frozenset(("cp874", *(f"cp125{number}" for number in range(9))))


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters that stand together in the file.

    Attributes:
        offset: Of the first one in the stream "WordDocument".
        count: Character positions.
        width: Bytes of each: 1 (a code page) or 2 (UTF-16).
    """

    offset: int
    count: int
    width: int

    @property
    def end(self) -> int:
        """Offset behind the last one."""
        return self.offset + self.count * self.width


@dataclass(frozen=True, slots=True)
class Fill:
    """All characters between two offsets are to read as one other."""

    start: int
    end: int
    char: str


@dataclass(frozen=True, slots=True)
class Shift:
    """The characters between two offsets stand above the line, or else below it."""

    start: int
    end: int
    is_above: bool


@dataclass(frozen=True, slots=True)
class Ending:
    """The last character of a paragraph that ends at an offset is to read as another.

    Attributes:
        instead_of: The characters it may replace.
    """

    end: int
    char: str
    instead_of: str


@dataclass(frozen=True, slots=True)
class Marks:
    """What formatting changes in the text; each list ascending and without overlap.

    Attributes:
        struck: Offsets between which it is drawn as struck out; positions do not show that.
    """

    fills: Sequence[Fill] = ()
    endings: Sequence[Ending] = ()
    shifts: Sequence[Shift] = ()
    struck: Sequence[tuple[int, int]] = ()


def pieces(clx: bytes) -> Iterator[Piece]:
    """Yield the pieces of a piece table (Clx, [MS-DOC] 2.9.38), as many as are sound.

    Raises:
        ReadFailure: TOO_LARGE.
    """
    at = 0
    while clx[at : at + 1] == bytes([_PRC]) and at + 3 <= len(clx):
        at += 3 + int.from_bytes(clx[at + 1 : at + 3], "little")
    if clx[at : at + 1] != bytes([_PCDT]):
        return
    size = min(int.from_bytes(clx[at + 1 : at + 5], "little"), len(clx) - at - 5)
    count = max(0, size - 4) // (4 + _PIECE_BYTES)
    if count > _MAX_PIECES:
        raise ReadFailure(Reason.TOO_LARGE, "too many pieces of text")
    positions = struct.unpack_from(f"<{count + 1}I", clx, at + 5) if count else ()
    first = at + 5 + 4 * (count + 1)
    for number, (start, end) in enumerate(pairwise(positions)):
        if end < start:
            return
        (where,) = struct.unpack_from("<I", clx, first + _PIECE_BYTES * number + 2)
        if where & _NARROW:
            yield Piece((where & (_NARROW - 1)) // 2, end - start, 1)
        else:
            yield Piece(where & (_NARROW - 1), end - start, 2)


def units(data: bytes, parts: Iterable[Piece], codec: str, marks: Marks) -> tuple[bytes, bool]:
    """Return the text in UTF-16-LE, two bytes a position, and whether the file has all of it.

    Args:
        data: The stream "WordDocument".
        codec: Of the pieces of one byte a character.
    """
    fill_starts = [fill.start for fill in marks.fills]
    shift_starts = [shift.start for shift in marks.shifts]
    ending_offsets = [ending.end for ending in marks.endings]
    out = bytearray()
    for piece in parts:
        room = min(piece.count, MAX_TEXT_CHARS - len(out) // 2)
        raw = data[piece.offset : piece.offset + room * piece.width]
        present = Piece(piece.offset, len(raw) // piece.width, piece.width)
        text = bytearray(_wide(raw, piece.width, codec))
        first = bisect_right(ending_offsets, present.offset)
        last = bisect_right(ending_offsets, present.end)
        for ending in marks.endings[first:last]:
            _end(text, present, ending)
        first = max(0, bisect_right(fill_starts, present.offset) - 1)
        last = bisect_left(fill_starts, present.end)
        for fill in marks.fills[first:last]:
            _fill(text, present, fill)
        first = max(0, bisect_right(shift_starts, present.offset) - 1)
        last = bisect_left(shift_starts, present.end)
        for shift in marks.shifts[first:last]:
            _shift(text, present, shift)
        out += text
        if present.count < piece.count:
            return bytes(out), False
    return bytes(out), True


def positions(parts: Iterable[Piece], ends: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield where in the text characters stand that end at certain offsets, in its order.

    Args:
        ends: Offsets in the stream "WordDocument", ascending.

    Yields:
        A position in the text, and which of the ends it is.
    """
    start = 0
    for piece in parts:
        first, last = (bisect_right(ends, offset) for offset in (piece.offset, piece.end))
        for number in range(first, last):
            yield start + (ends[number] - piece.offset) // piece.width - 1, number
        start += piece.count
        if start >= MAX_TEXT_CHARS:
            return


def spans(parts: Iterable[Piece], struck: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the half-open spans of positions that lie between some offsets, in their order.

    Args:
        struck: Pairs of offsets in the stream "WordDocument", ascending and apart.
    """
    starts = [start for start, _ in struck]
    at = 0
    for piece in parts:
        first = max(0, bisect_right(starts, piece.offset) - 1)
        for start, end in struck[first : bisect_left(starts, piece.end)]:
            low = max(0, start - piece.offset) // piece.width
            high = min(piece.count, (end - piece.offset) // piece.width)
            if low < high:
                yield at + low, at + high
        at += piece.count
        if at >= MAX_TEXT_CHARS:
            return


def _wide(raw: bytes, width: int, codec: str) -> bytes:
    if width == 2:
        return raw[: len(raw) & ~1]
    if codec in _SINGLE_BYTE:
        return raw.decode(codec, "replace").encode("utf-16-le")
    # Two bytes of a Chinese or Japanese letter are two positions.
    chars = raw.decode(codec, "replace")
    padded = (char.ljust(len(char.encode(codec, "replace")), NOTHING) for char in chars)
    return "".join(padded)[: len(raw)].ljust(len(raw), NOTHING).encode("utf-16-le", "replace")


def _end(text: bytearray, piece: Piece, ending: Ending) -> None:
    at = 2 * ((ending.end - piece.offset) // piece.width - 1)
    if at >= 0 and text[at : at + 2].decode("utf-16-le", "replace") in ending.instead_of:
        text[at : at + 2] = ending.char.encode("utf-16-le")


def _fill(text: bytearray, piece: Piece, fill: Fill) -> None:
    span = _span(piece, fill)
    text[span] = fill.char.encode("utf-16-le") * ((span.stop - span.start) // 2)


def _shift(text: bytearray, piece: Piece, shift: Shift) -> None:
    span = _span(piece, shift)
    plain = text[span].decode("utf-16-le", "surrogatepass")
    moved = (above if shift.is_above else below)(plain).encode("utf-16-le", "surrogatepass")
    if len(moved) == span.stop - span.start:
        text[span] = moved


def _span(piece: Piece, part: Fill | Shift) -> slice:
    """Return where the part of a piece stands in its text of two bytes a position."""
    start = max(0, part.start - piece.offset) // piece.width
    end = min(piece.count, (part.end - piece.offset) // piece.width)
    return slice(2 * start, 2 * max(start, end))
