"""The lists of a binary Word document, and the styles that number paragraphs.

Both are in the table stream: the style sheet (STSH, [MS-DOC] 2.9.271), the lists (PlfLst, 2.9.183)
and what paragraphs refer to them by (PlfLfo, 2.9.182). A style's id is its number, a list's id the
number of its reference from 1, as in the modifiers of paragraphs.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from desktop_app.documents.readers.list_numbers import MOST_LEVELS, Level, List, Numbering, Style
from desktop_app.documents.readers.office97.word_formatting import list_modifiers

_LIST_BYTES, _REFERENCE_BYTES = 28, 16
_STYLE_NUMBERS_AT, _FLAGS_AT = 8, 26  # in a list
_SIMPLE = 0x01
_LEVEL_COUNT_AT = 12  # in a reference to a list
_LEVEL = struct.Struct("<iBB9xB8xBBBx")
_LEGAL, _LIMITED_RESTART = 0x04, 0x08
_OVERRIDE = struct.Struct("<iI")
_LEVEL_NUMBER, _STARTS_ANEW, _HAS_LEVEL = 0x0F, 0x10, 0x20
_NO_JOINT = 2
_MOST_CHARS = 200  # of one label; Word itself allows a few dozen
_MOST_REFERENCES = 0x7FE
_PARAGRAPH_STYLE, _NO_STYLE = 1, 0xFFF
_FORMS = {
    0: "decimal",
    1: "upperRoman",
    2: "lowerRoman",
    3: "upperLetter",
    4: "lowerLetter",
    5: "ordinal",
    11: "japaneseCounting",
    22: "decimalZero",
    23: "bullet",
    33: "taiwaneseCounting",
    35: "taiwaneseCountingThousand",
    37: "chineseCounting",
    39: "chineseCountingThousand",
    255: "none",
}
"""By number (MSONFC, [MS-OSHARED] 2.2.1.3); others are written in digits."""


def numbering(styles: bytes, lists: bytes, references: bytes) -> Numbering:
    """Return what numbers paragraphs; nothing at all if it is damaged, rather than wrong numbers.

    Args:
        styles: The style sheet.
        lists: The lists and, after them, their levels.
        references: To the lists, each with what is different there.
    """
    try:
        return Numbering(
            styles=dict(_styles(styles)),
            abstract=dict(_lists(lists)),
            lists=dict(_references(references)),
        )
    except struct.error:
        return Numbering()


def _lists(data: bytes) -> Iterator[tuple[str, dict[int, Level]]]:
    if not data:
        return
    (count,) = struct.unpack_from("<h", data)
    at = 2 + _LIST_BYTES * max(0, count)
    for first in range(2, at, _LIST_BYTES):
        (name,) = struct.unpack_from("<i", data, first)
        styles = struct.unpack_from(f"<{MOST_LEVELS}h", data, first + _STYLE_NUMBERS_AT)
        (flags,) = struct.unpack_from("<B", data, first + _FLAGS_AT)
        levels = {}
        for number in range(1 if flags & _SIMPLE else MOST_LEVELS):
            levels[number], at = _level(data, at, str(styles[number]))
        yield str(name), levels


def _references(data: bytes) -> Iterator[tuple[str, List]]:
    if not data:
        return
    (count,) = struct.unpack_from("<I", data)
    count = min(count, _MOST_REFERENCES)
    at = 4 + _REFERENCE_BYTES * count
    for number in range(count):
        first = 4 + _REFERENCE_BYTES * number
        (name,) = struct.unpack_from("<i", data, first)
        (overrides,) = struct.unpack_from("<B", data, first + _LEVEL_COUNT_AT)
        found = List(str(name))
        at += 4
        for _ in range(overrides):
            at = _override(data, at, found)
        yield str(number + 1), found


def _override(data: bytes, at: int, found: List) -> int:
    """Take in what a reference says of one level (LFOLVL), and return where the next begins."""
    start, flags = _OVERRIDE.unpack_from(data, at)
    at += _OVERRIDE.size
    number = flags & _LEVEL_NUMBER
    if flags & _HAS_LEVEL:
        found.levels[number], at = _level(data, at)
        start = found.levels[number].start
    if flags & _STARTS_ANEW:
        found.starts[number] = start
    return at


def _level(data: bytes, at: int, style: str = "") -> tuple[Level, int]:
    """Return a level (LVL, [MS-DOC] 2.9.149), and where the next one begins."""
    start, form, flags, follows, run_bytes, paragraph_bytes, limit = _LEVEL.unpack_from(data, at)
    at += _LEVEL.size + run_bytes + paragraph_bytes
    (length,) = struct.unpack_from("<H", data, at)
    end = at + 2 + 2 * length
    text = data[at + 2 : end][: 2 * _MOST_CHARS].decode("utf-16-le", "replace")
    level = Level(
        start=start,
        form=_FORMS.get(form, "decimal"),
        text="".join(map(_with_place, text)),
        joint="" if follows == _NO_JOINT else " ",
        is_legal=bool(flags & _LEGAL),
        restart=limit if flags & _LIMITED_RESTART else None,
        style=style,
    )
    return level, end


def _with_place(char: str) -> str:
    """Return a character of a label; what stands for a level's number is itself a number."""
    if ord(char) < MOST_LEVELS:
        return f"%{ord(char) + 1}"
    return char if char >= " " else ""


def _styles(sheet: bytes) -> Iterator[tuple[str, Style]]:
    if not sheet:
        return
    (size,) = struct.unpack_from("<H", sheet)
    count, base_bytes = struct.unpack_from("<HH", sheet, 2)
    at = 2 + size
    for number in range(count):
        (size,) = struct.unpack_from("<H", sheet, at)
        if size:
            (style,) = struct.unpack_from(f"{size}s", sheet, at + 2)
            yield str(number), _style(style, base_bytes)
        at += 2 + size + size % 2


def _style(data: bytes, base_bytes: int) -> Style:
    """Return a style (STD, [MS-DOC] 2.9.258) as far as it numbers paragraphs."""
    (kind,) = struct.unpack_from("<H", data, 2)
    based_on = kind >> 4
    found = Style(based_on="" if based_on == _NO_STYLE else str(based_on))
    if kind & 0x0F != _PARAGRAPH_STYLE:
        return found
    (name_chars,) = struct.unpack_from("<H", data, base_bytes)
    at = base_bytes + 2 * name_chars + 4
    (size,) = struct.unpack_from("<H", data, at)
    list_id, level = list_modifiers(data[at + 4 : at + 2 + size])  # after the style's number
    return Style(based_on=found.based_on, list_id=list_id, level=level)
