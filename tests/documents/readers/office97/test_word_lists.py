from __future__ import annotations

import struct
from collections.abc import Sequence

import pytest

from desktop_app.documents.readers.list_numbers import Labels, Level, Numbering
from desktop_app.documents.readers.office97.word_lists import numbering

_LEGAL, _LIMITED_RESTART = 0x04, 0x08
_STARTS_ANEW, _HAS_LEVEL = 0x10, 0x20
_DECIMAL, _ROMAN, _LETTER, _BULLET, _NO_NUMBER = 0, 1, 4, 23, 255


def _level(
    text: str,
    form: int = _DECIMAL,
    *,
    start: int = 1,
    flags: int = 0,
    limit: int = 0,
    joint: int = 0,
) -> bytes:
    settings = struct.pack("<iBB9xB8xBBBx", start, form, flags, joint, 2, 3, limit)
    return settings + b"PPPCC" + struct.pack("<H", len(text)) + text.encode("utf-16-le")


def _lists(*lists: Sequence[bytes], styles: Sequence[int] = ()) -> bytes:
    """Return lists of nine levels; what is missing of them is not numbered."""
    data = struct.pack("<h", len(lists))
    for name in range(len(lists)):
        linked = (*styles, *[0xFFF] * (9 - len(styles)))
        data += struct.pack("<ii9hBB", 100 + name, 0, *linked, 0, 0)
    empty = _level("", _NO_NUMBER)
    return data + b"".join(b"".join([*levels, *[empty] * (9 - len(levels))]) for levels in lists)


def _references(*references: tuple[int, Sequence[bytes]]) -> bytes:
    data = struct.pack("<I", len(references))
    for number, overrides in references:
        data += struct.pack("<i8xB3x", 100 + number, len(overrides))
    return data + b"".join(b"\xff" * 4 + b"".join(overrides) for _, overrides in references)


def _override(level: int, flags: int, start: int = 0, inside: bytes = b"") -> bytes:
    return struct.pack("<iI", start, level | flags) + inside


def _styles(*styles: tuple[int, bytes]) -> bytes:
    """Return a style sheet of what each style is based on and its modifiers."""
    sheet = struct.pack("<HHH14x", 18, len(styles), 10)
    for based_on, modifiers in styles:
        name = "Clause"
        style = struct.pack("<HHHHH", 0, based_on << 4 | 1, 0, 0, 0)
        style += struct.pack("<H", len(name)) + name.encode("utf-16-le") + b"\0\0"
        style += struct.pack("<HH", 2 + len(modifiers), 0) + modifiers
        sheet += struct.pack("<H", len(style)) + style + b"\0" * (len(style) % 2)
    return sheet


def _modifiers(list_id: int, level: int | None = None) -> bytes:
    of_level = b"" if level is None else struct.pack("<HB", 0x260A, level)
    return of_level + struct.pack("<HH", 0x460B, list_id)


def _labels(known: Numbering, places: Sequence[tuple[str, int]]) -> list[str]:
    labels = Labels(known)
    return [labels.next("", list_id, level).strip() for list_id, level in places]


_CLAUSES = (
    _level("Art. \0", _ROMAN),
    _level("\0.\x01", flags=_LEGAL),
    _level("(\x02)", _LETTER, flags=_LIMITED_RESTART, limit=1),
    _level("\x03%", flags=_LIMITED_RESTART, limit=0),
)


def test_numbering_when_levels_are_legal_or_go_on_then_counted_so():
    known = numbering(b"", _lists(_CLAUSES), _references((0, ())))

    found = _labels(known, [("1", level) for level in (0, 1, 2, 1, 2, 3, 0, 2, 3, 1)])

    assert found == ["Art. I", "1.1", "(a)", "1.2", "(b)", "1%", "Art. II", "(a)", "2%", "2.1"]


def test_numbering_when_a_reference_starts_anew_then_the_same_list_goes_on_from_there():
    overrides = [_override(1, _STARTS_ANEW, 7)]
    known = numbering(b"", _lists(_CLAUSES), _references((0, ()), (0, overrides)))

    assert _labels(known, [("1", 0), ("1", 1), ("2", 1), ("1", 1)]) == [
        *("Art. I", "1.1", "1.7", "1.8")
    ]


def test_numbering_when_a_reference_has_a_level_of_its_own_then_it_counts():
    level = _level("\0)", _LETTER, start=3, joint=2)
    overrides = [_override(0, _STARTS_ANEW | _HAS_LEVEL, inside=level)]
    known = numbering(b"", _lists(_CLAUSES), _references((0, overrides)))

    assert known.levels("1")[1][0] == Level(start=3, form="lowerLetter", text="%1)", joint="")
    assert _labels(known, [("1", 0), ("1", 0)]) == ["c)", "d)"]


def test_numbering_when_styles_number_then_those_based_on_them_and_linked_levels_too():
    sheet = _styles((0xFFF, b""), (0, _modifiers(1)), (1, b""), (0, _modifiers(1, 2)))
    known = numbering(sheet, _lists(_CLAUSES, styles=(9, 1)), _references((0, ())))

    places = [known.place(style, "", None) for style in ("0", "1", "2", "3")]

    assert places == [("", 0), ("1", 1), ("1", 1), ("1", 2)]


def test_numbering_when_it_is_cut_off_anywhere_then_no_numbers():
    sheet = _styles((0xFFF, b""), (0, _modifiers(1)))
    lists = _lists(_CLAUSES)
    references = _references((0, [_override(0, _STARTS_ANEW, 2)]))

    for end in range(1, len(lists)):
        assert not numbering(sheet, lists[:end], references).lists
    for end in range(1, len(references)):
        assert not numbering(sheet, lists, references[:end]).lists
    for end in range(1, len(sheet)):
        assert not numbering(sheet[:end], lists, references).lists


@pytest.mark.parametrize("count", [b"\xff\x7f", b"\xff\xff"])
def test_numbering_when_counts_are_beyond_the_tables_then_no_numbers(count):
    known = numbering(b"", count + _lists(_CLAUSES)[2:], _references((0, ())))

    assert _labels(known, [("1", 0)]) == [""]


def test_numbering_when_bullets_then_dashes_are_written_and_dots_are_not():
    levels = (_level("\uf0b7", _BULLET), _level("-", _BULLET))
    known = numbering(b"", _lists(levels), _references((0, ())))

    assert _labels(known, [("1", 0), ("1", 1)]) == ["", "-"]
