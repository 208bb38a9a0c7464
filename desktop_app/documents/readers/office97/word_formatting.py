"""What the formatting of a binary Word document says about its text ([MS-DOC] 2.4.6).

Only this is looked for: text struck out by a revision, letters of symbol fonts, and which
paragraphs stand in tables or end a row. Runs and paragraphs are found by file offset, in pages of
512 bytes (ChpxFkp, PapxFkp) that begin with the offsets and end with their number.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from itertools import pairwise

from desktop_app.documents.readers.office97.word_pieces import (
    CELL,
    NOTHING,
    PAGE,
    PARAGRAPH,
    PARAGRAPH_IN_CELL,
    ROW,
    Ending,
    Fill,
    Marks,
)

_PAGE_BYTES = 512
_MOST_PROPERTY_BYTES = 16 << 20
_PAGE_NUMBER = (1 << 22) - 1
_PARAGRAPH_INFO_BYTES = 13

# Single property modifiers, [MS-DOC] 2.6.1 and 2.6.2.
_STRUCK_OUT, _SYMBOL = 0x0800, 0x6A09
_IN_TABLE, _ROW_END, _INNER_CELL, _INNER_ROW_END = 0x2416, 0x2417, 0x244B, 0x244C
_PAGE_BEFORE = 0x2407
_KEPT_ELSEWHERE = (0x6645, 0x6646)  # in the stream "Data": too long, as only a row's end is
_OF_PARAGRAPHS = (_IN_TABLE, _ROW_END, _INNER_CELL, _INNER_ROW_END, _PAGE_BEFORE, *_KEPT_ELSEWHERE)
_OPERAND_BYTES = (1, 1, 2, 4, 2, 2, 0, 3)
_VARIABLE = 6
_LONG_OPERANDS = (0xD606, 0xD608)
_PRIVATE_USE = range(0xE000, 0xF900)


def marks(data: bytes, runs: bytes, paragraphs: bytes) -> Marks:
    """Return what changes in the text.

    Args:
        data: The stream "WordDocument".
        runs, paragraphs: The lists of pages (PlcBteChpx, PlcBtePapx).
    """
    fills = sorted(_fills(data, runs), key=lambda fill: fill.start)
    endings: dict[int, Ending] = {}
    for ending in _endings(data, paragraphs):
        if ending.end not in endings or ending.char != PAGE:
            endings[ending.end] = ending
    apart: list[Fill] = []
    for fill in fills:
        if not apart or fill.start >= apart[-1].end:
            apart.append(fill)
    return Marks(apart, [endings[end] for end in sorted(endings)])


def modifiers(properties: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the property modifiers (Prl) of a list and their operands ([MS-DOC] 2.6)."""
    at = 0
    while at + 2 <= len(properties):
        code = int.from_bytes(properties[at : at + 2], "little")
        at += 2
        size = _OPERAND_BYTES[code >> 13]
        if code >> 13 == _VARIABLE:
            length_bytes = 2 if code in _LONG_OPERANDS else 1
            size = int.from_bytes(properties[at : at + length_bytes], "little")
            at += length_bytes
            size -= code in _LONG_OPERANDS  # these count one byte of their length
        yield code, properties[at : at + max(0, size)]
        at += max(0, size)


def _fills(data: bytes, runs: bytes) -> Iterator[Fill]:
    telling = _Telling((_STRUCK_OUT, _SYMBOL))
    for page in _pages(data, runs, telling):
        count = page[-1]
        offsets = page[4 * (count + 1) :][:count]
        for (start, end), where in zip(_spans(page), offsets, strict=False):
            at = 2 * where
            properties = page[at + 1 : at + 1 + page[at]] if at else b""
            if start < end and telling.is_in(properties) and (char := _shown_as(properties)):
                yield Fill(start, end, char)


def _shown_as(properties: bytes) -> str:
    """Return what is to be read instead of a run's characters; "" if they stay."""
    shown = ""
    for code, operand in modifiers(properties):
        if code == _STRUCK_OUT and operand[:1] in (b"\x01", b"\x81"):
            return NOTHING
        if code == _SYMBOL and len(operand) == 4:
            (char,) = struct.unpack_from("<H", operand, 2)
            # A place in a symbol font says nothing without the font.
            is_text = char not in _PRIVATE_USE and not 0xD800 <= char < 0xE000 and char >= 0x20
            shown = chr(char) if is_text else NOTHING
    return shown


def _endings(data: bytes, paragraphs: bytes) -> Iterator[Ending]:
    telling = _Telling(_OF_PARAGRAPHS)
    for page in _pages(data, paragraphs, telling):
        count = page[-1]
        first = 4 * (count + 1)
        for number, (start, end) in enumerate(_spans(page)):
            where = page[first + _PARAGRAPH_INFO_BYTES * number :][:1]
            properties = _paragraph_properties(page, 2 * where[0]) if where else b""
            if not telling.is_in(properties):
                continue
            codes = {code for code, operand in modifiers(properties) if operand.strip(b"\0")}
            if found := _ending(codes, start, end):
                yield found
            if _PAGE_BEFORE in codes:  # the paragraph before it is the last on its page
                yield Ending(start, PAGE, PARAGRAPH)


def _paragraph_properties(page: bytes, at: int) -> bytes:
    if not at:
        return b""
    size = 2 * page[at] - 1
    if size < 0:  # a zero: the length follows
        at += 1
        size = 2 * page[min(at, _PAGE_BYTES - 1)]
    return page[at + 3 : at + 1 + size]  # after the number of the style


def _ending(codes: set[int], start: int, end: int) -> Ending | None:
    is_alone = end - start <= 2  # a row's end is a paragraph of nothing but its mark
    if _INNER_ROW_END in codes:
        return Ending(end, ROW, PARAGRAPH)
    if _INNER_CELL in codes:
        return Ending(end, CELL, PARAGRAPH)
    if _ROW_END in codes or (is_alone and codes.intersection(_KEPT_ELSEWHERE)):
        return Ending(end, ROW, CELL)
    if _IN_TABLE in codes:
        return Ending(end, PARAGRAPH_IN_CELL, PARAGRAPH)
    return None


class _Telling:
    """Which properties are worth a look: a quick search for the modifiers that matter.

    Files of hostile makers have millions of them, so in all only so much is looked at.
    """

    def __init__(self, codes: tuple[int, ...]) -> None:
        self._needles = [code.to_bytes(2, "little") for code in codes]
        self._left = _MOST_PROPERTY_BYTES

    @property
    def is_spent(self) -> bool:
        return self._left < 0

    def is_in(self, properties: bytes) -> bool:
        if not any(needle in properties for needle in self._needles):
            return False
        self._left -= len(properties)
        return not self.is_spent


def _pages(data: bytes, listing: bytes, telling: _Telling) -> Iterator[bytes]:
    """Yield the pages of a list that may say something, each once."""
    count = max(0, len(listing) - 4) // 8
    numbers = struct.unpack_from(f"<{count}I", listing, 4 * (count + 1)) if count else ()
    for number in dict.fromkeys(number & _PAGE_NUMBER for number in numbers):
        page = data[_PAGE_BYTES * number : _PAGE_BYTES * (number + 1)]
        if telling.is_spent:
            return
        if len(page) == _PAGE_BYTES and telling.is_in(page):
            yield page


def _spans(page: bytes) -> Iterator[tuple[int, int]]:
    count = min(page[-1], (_PAGE_BYTES - 8) // 4)
    return pairwise(struct.unpack_from(f"<{count + 1}I", page))
