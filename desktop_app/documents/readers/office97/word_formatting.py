"""What the formatting of a binary Word document says about its text ([MS-DOC] 2.4.6).

Only this is looked for: text deleted by a revision, drawn as struck out, raised or lowered, letters
of symbol fonts, fields of forms,
and which paragraphs stand in tables, end a row or may be numbered. Runs and paragraphs are found by
file offset, in pages of 512 bytes (ChpxFkp, PapxFkp) that begin with the offsets and end with their
number.
"""

from __future__ import annotations

import struct
from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

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
    Shift,
)

_PAGE_BYTES = 512
_MOST_PROPERTY_BYTES = 16 << 20
_MOST_LIST_PARAGRAPHS = 100_000
_PAGE_NUMBER = (1 << 22) - 1
_PARAGRAPH_INFO_BYTES = 13

# Single property modifiers, [MS-DOC] 2.6.1 and 2.6.2.
_DELETED, _SYMBOL = 0x0800, 0x6A09
_STRIKE, _DOUBLE_STRIKE, _SHIFT = 0x0837, 0x2A53, 0x2A48
_ON = (b"\x01", b"\x81")  # the second: other than in the style, which hardly ever strikes out
_ABOVE, _BELOW = b"\x01", b"\x02"
_IN_TABLE, _ROW_END, _INNER_CELL, _INNER_ROW_END = 0x2416, 0x2417, 0x244B, 0x244C
_PAGE_BEFORE = 0x2407
_LIST, _LEVEL = 0x460B, 0x260A
_PICTURE_PLACE, _IS_FORM_DATA = 0x6A03, 0x0806
_KEPT_ELSEWHERE = (0x6645, 0x6646)  # in the stream "Data": too long, as only a row's end is
_OF_PARAGRAPHS = (_IN_TABLE, _ROW_END, _INNER_CELL, _INNER_ROW_END, _PAGE_BEFORE, *_KEPT_ELSEWHERE)
_OPERAND_BYTES = (1, 1, 2, 4, 2, 2, 0, 3)
_VARIABLE = 6
_LONG_OPERANDS = (0xD606, 0xD608)
_NOT_IN_A_LIST = 0x7FF  # and above
_PRIVATE_USE = range(0xE000, 0xF900)


@dataclass(frozen=True, slots=True)
class ListParagraph:
    """A paragraph that says something about numbers, or whose style does.

    Attributes:
        end: Offset behind its last character.
        style: The number of its style.
        list_id, level: Its own; "" and None where only its style says.
    """

    end: int
    style: str
    list_id: str
    level: int | None


@dataclass(frozen=True, slots=True)
class FormPlace:
    """A character that stands for the settings of a form's field.

    Attributes:
        end: Offset behind it.
        place: Of the settings in the stream "Data".
    """

    end: int
    place: int


def marks(data: bytes, runs: bytes, paragraphs: bytes) -> Marks:
    """Return what changes in the text.

    Args:
        data: The stream "WordDocument".
        runs, paragraphs: The lists of pages (PlcBteChpx, PlcBtePapx).
    """
    looks = sorted(_looks(data, runs), key=lambda run: run[:2])
    endings: dict[int, Ending] = {}
    for ending in _endings(data, paragraphs):
        if ending.end not in endings or ending.char != PAGE:
            endings[ending.end] = ending
    fills, shifts, struck, last = list[Fill](), list[Shift](), list[tuple[int, int]](), 0
    for start, end, look in looks:
        if start < last:
            continue  # runs of a damaged file lie over each other
        last = end
        if look.shown_as:
            fills.append(Fill(start, end, look.shown_as))
        if look.shift in (_ABOVE, _BELOW):
            shifts.append(Shift(start, end, look.shift == _ABOVE))
        if look.is_struck:
            struck.append((start, end))
    return Marks(fills, [endings[end] for end in sorted(endings)], shifts, struck)


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


def list_paragraphs(
    data: bytes, paragraphs: bytes, numbered_styles: Container[str]
) -> list[ListParagraph]:
    """Return the paragraphs that may have numbers, in the order of the file.

    Args:
        data, paragraphs: As for ``marks``.
        numbered_styles: The styles whose paragraphs have numbers.
    """
    telling = _Telling((_LIST, _LEVEL), also_without=bool(numbered_styles))
    found: dict[int, ListParagraph] = {}
    for page in _pages(data, paragraphs, telling):
        for _, end, properties, style in _paragraphs(page):
            list_id, level = list_modifiers(properties)
            if list_id or level is not None or style in numbered_styles:
                found[end] = ListParagraph(end, style, list_id, level)
        if len(found) > _MOST_LIST_PARAGRAPHS:
            break
    return [found[end] for end in sorted(found)]


def list_modifiers(properties: bytes) -> tuple[str, int | None]:
    """Return a list and a level as said in a list of modifiers; "" and None if they are not.

    "0" is no list ([MS-DOC] 2.6.2, sprmPIlfo).
    """
    if not any(code.to_bytes(2, "little") in properties for code in (_LIST, _LEVEL)):
        return "", None
    list_id, level = "", None
    for code, operand in modifiers(properties):
        if code == _LIST and len(operand) == 2:
            number = int.from_bytes(operand, "little")
            list_id = str(number if number < _NOT_IN_A_LIST else 0)
        elif code == _LEVEL and operand:
            level = operand[0]
    return list_id, level


def form_places(data: bytes, runs: bytes) -> list[FormPlace]:
    """Return where the fields of forms have their settings, in the order of the file."""
    telling = _Telling((_IS_FORM_DATA,))
    found: dict[int, FormPlace] = {}
    for page in _pages(data, runs, telling):
        for _, end, properties in _runs(page):
            said = dict(modifiers(properties)) if telling.is_in(properties) else {}
            if said.get(_IS_FORM_DATA) == b"\x01" and (place := said.get(_PICTURE_PLACE)):
                found[end] = FormPlace(end, int.from_bytes(place, "little"))
    return [found[end] for end in sorted(found)]


class _Look(NamedTuple):
    """How a run is shown.

    Attributes:
        shown_as: What is to be read instead of its characters; "" if they stay.
        shift: The operand that raises or lowers it, or b"".
    """

    shown_as: str = ""
    is_struck: bool = False
    shift: bytes = b""


def shows_pictures(data: bytes, runs: bytes) -> bool:
    """Return whether a character stands for a picture, which is in the stream "Data"."""
    telling = _Telling((_PICTURE_PLACE,))
    for page in _pages(data, runs, telling):
        for _, _, properties in _runs(page):
            if telling.is_in(properties):
                said = dict(modifiers(properties))
                if _PICTURE_PLACE in said and said.get(_IS_FORM_DATA) != b"\x01":
                    return True
    return False


def _looks(data: bytes, runs: bytes) -> Iterator[tuple[int, int, _Look]]:
    telling = _Telling((_DELETED, _SYMBOL, _STRIKE, _DOUBLE_STRIKE, _SHIFT))
    for page in _pages(data, runs, telling):
        for start, end, properties in _runs(page):
            if start < end and telling.is_in(properties):
                look = _look(properties)
                if any(look):
                    yield start, end, look


def _look(properties: bytes) -> _Look:
    said = {code: operand for code, operand in modifiers(properties) if operand}
    shown_as = _symbol(said[_SYMBOL]) if _SYMBOL in said else ""
    if said.get(_DELETED) in _ON:
        shown_as = NOTHING
    is_struck = said.get(_STRIKE) in _ON or said.get(_DOUBLE_STRIKE) in _ON
    return _Look(shown_as, is_struck, said.get(_SHIFT, b"").strip(b"\0"))


def _symbol(operand: bytes) -> str:
    """Return the character of a symbol font; a place in it says nothing without the font."""
    if len(operand) != 4:
        return ""
    (char,) = struct.unpack_from("<H", operand, 2)
    is_text = char not in _PRIVATE_USE and not 0xD800 <= char < 0xE000 and char >= 0x20
    return chr(char) if is_text else NOTHING


def _endings(data: bytes, paragraphs: bytes) -> Iterator[Ending]:
    telling = _Telling(_OF_PARAGRAPHS)
    for page in _pages(data, paragraphs, telling):
        for start, end, properties, _ in _paragraphs(page):
            if not telling.is_in(properties):
                continue
            codes = {code for code, operand in modifiers(properties) if operand.strip(b"\0")}
            if found := _ending(codes, start, end):
                yield found
            if _PAGE_BEFORE in codes:  # the paragraph before it is the last on its page
                yield Ending(start, PAGE, PARAGRAPH)


def _runs(page: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Yield the offsets and the modifiers of the runs in a page."""
    count = page[-1]
    offsets = page[4 * (count + 1) :][:count]
    for (start, end), where in zip(_spans(page), offsets, strict=False):
        at = 2 * where
        yield start, end, page[at + 1 : at + 1 + page[at]] if at else b""


def _paragraphs(page: bytes) -> Iterator[tuple[int, int, bytes, str]]:
    """Yield the offsets, the modifiers and the style of the paragraphs in a page."""
    first = 4 * (page[-1] + 1)
    for number, (start, end) in enumerate(_spans(page)):
        where = page[first + _PARAGRAPH_INFO_BYTES * number :][:1]
        said = _paragraph_properties(page, 2 * where[0]) if where else b""
        yield start, end, said[2:], str(int.from_bytes(said[:2], "little"))


def _paragraph_properties(page: bytes, at: int) -> bytes:
    """Return the number of a paragraph's style and its modifiers; b"" for style 0 and none."""
    if not at:
        return b""
    size = 2 * page[at] - 1
    if size < 0:  # a zero: the length follows
        at += 1
        size = 2 * page[min(at, _PAGE_BYTES - 1)]
    return page[at + 1 : at + 1 + size]


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

    Args:
        also_without: What has none of the modifiers is worth a look, too.
    """

    def __init__(self, codes: tuple[int, ...], *, also_without: bool = False) -> None:
        self._also_without = also_without
        self._needles = [code.to_bytes(2, "little") for code in codes]
        self._left = _MOST_PROPERTY_BYTES

    @property
    def is_spent(self) -> bool:
        return self._left < 0

    def is_in(self, properties: bytes) -> bool:
        if not (self._also_without or any(needle in properties for needle in self._needles)):
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
