"""Numbers that Word writes before paragraphs: "2.1", "(a)", "iv)" (ECMA-376-1, clause 17.9).

They are not in the text, but people cite them, and they are in a PDF made of the document. DOCX
and DOC number alike and only say it differently, so here is what both say and how it is counted.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from desktop_app.documents.readers.bullets import written_bullet

MOST_LEVELS = 9
_MOST_HOPS = 16  # styles based on styles, lists linked to lists
_MOST_REPEATS = 30
_PLACE = re.compile(r"%([1-9])")
_ROMAN = tuple(
    zip(
        (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
        ["M", "CM", "D", "CD", "C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"],
        strict=True,
    )
)
_CHINESE_DIGITS = "〇一二三四五六七八九"


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list is numbered.

    Attributes:
        start: Its first number.
        form: Word's name of the kind of number: "decimal", "lowerRoman", "bullet", ...
        text: What is written, with "%1" to "%9" for the numbers of the levels.
        joint: Between the label and the paragraph: " " or "".
        is_legal: All numbers in it are written in digits.
        restart: The level (from 1) after which it starts anew; 0 never; None after any above it.
        style: The paragraph style that stands for this level, or "".
    """

    start: int = 1
    form: str = "decimal"
    text: str = ""
    joint: str = " "
    is_legal: bool = False
    restart: int | None = None
    style: str = ""


@dataclass(slots=True)
class List:
    """One list of the document: an abstract list, with levels and starts of its own.

    Attributes:
        abstract: Its name.
        levels: Those that differ from the abstract list's.
        starts: The first numbers of the levels that it begins anew.
    """

    abstract: str = ""
    levels: dict[int, Level] = field(default_factory=dict)
    starts: dict[int, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph style says about numbers; "" and None where it says nothing."""

    name: str = ""
    based_on: str = ""
    list_id: str = ""
    level: int | None = None


@dataclass(slots=True)
class Numbering:
    """The document's lists and the styles that number paragraphs; read once, then only asked.

    Attributes:
        styles: By style id.
        abstract: Levels (from 0) by the name of an abstract list.
        links: From an abstract list to the style whose list it is instead, or to "".
        lists: By list id; "0" is none.
    """

    styles: dict[str, Style] = field(default_factory=dict)
    abstract: dict[str, dict[int, Level]] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    lists: dict[str, List] = field(default_factory=dict)

    def style_name(self, style: str) -> str:
        """Return the name of a style, which unlike its id is the same in every language."""
        return self.styles.get(style, Style()).name

    def place(self, style: str, list_id: str, level: int | None) -> tuple[str, int]:
        """Return the list and level of a paragraph from its style and its own properties.

        Args:
            list_id, level: Of the paragraph itself; "" and None where only its style says.

        Returns:
            A list id, "" for none, and a level from 0.
        """
        named = style
        for _ in range(_MOST_HOPS):
            if (list_id and level is not None) or named not in self.styles:
                break
            found = self.styles[named]
            if not list_id and found.list_id:
                list_id = found.list_id
                if level is None and found.level is None:
                    level = self._level_of_style(list_id, named)
            level = found.level if level is None else level
            named = found.based_on
        return ("", 0) if list_id == "0" else (list_id, min(max(level or 0, 0), MOST_LEVELS - 1))

    def levels(self, list_id: str) -> tuple[str, dict[int, Level]]:
        """Return the name of the abstract list behind a list, and its levels."""
        used = self.lists.get(list_id, List())
        abstract = used.abstract
        for _ in range(_MOST_HOPS):
            link = self.links.get(abstract, "")
            target = self.lists.get(self.styles.get(link, Style()).list_id)
            if not link or target is None:
                break
            abstract = target.abstract
        levels = self.abstract.get(abstract, {})
        return abstract, {**levels, **used.levels} if used.levels else levels

    def starts(self, list_id: str) -> dict[int, int]:
        """Return the levels that a list begins anew when it is first used, and with what."""
        return self.lists.get(list_id, List()).starts

    def _level_of_style(self, list_id: str, style: str) -> int | None:
        levels = self.levels(list_id)[1]
        return next((at for at, level in levels.items() if level.style == style), None)


class Labels:
    """Counts through one story (body, header, notes) and says what stands before a paragraph."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[str] = set()

    def next(self, style: str, list_id: str, level: int | None) -> str:
        """Count one paragraph and return its label with the joint, "" for none or a dot.

        Args:
            style: Its style id.
            list_id, level: Its own list and level; "" and None where only the style says.
        """
        list_id, at = self._numbering.place(style, list_id, level)
        return self._count(list_id, at) if list_id else ""

    def _count(self, list_id: str, level: int) -> str:
        abstract, levels = self._numbering.levels(list_id)
        own = levels.get(level)
        if own is None:
            return ""
        counts = self._counts.setdefault(abstract, {})
        if list_id not in self._begun:
            self._begun.add(list_id)
            for at, start in self._numbering.starts(list_id).items():
                counts[at] = start - 1
        counts[level] = counts.get(level, own.start - 1) + 1
        for below in range(level + 1, MOST_LEVELS):
            if below in counts and _restarts(levels.get(below), level):
                del counts[below]
        label = _written(own, levels, counts)
        return label + own.joint if label else ""


def number_text(number: int, form: str) -> str:
    """Return a number as Word writes it in one of its forms; in digits where that is unknown."""
    if form in ("bullet", "none"):
        return ""
    write = _FORMS.get(form)
    return write(number) if write and number > 0 else str(number)


def _written(own: Level, levels: dict[int, Level], counts: dict[int, int]) -> str:
    if own.form in ("bullet", "none") and not _PLACE.search(own.text):
        return own.text if own.form == "none" else written_bullet(own.text)

    def insert(place: re.Match[str]) -> str:
        at = int(place[1]) - 1
        level = levels.get(at, Level())
        form = "decimal" if own.is_legal and level.form != "none" else level.form
        return number_text(counts.get(at, level.start), form)

    return _PLACE.sub(insert, own.text).strip()


def _restarts(level: Level | None, after: int) -> bool:
    return level is None or level.restart is None or after < level.restart


def _roman(number: int) -> str:
    if number >= 4000:
        return str(number)
    letters = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        letters += sign * count
    return letters


def _letters(number: int) -> str:
    """Return a ... z, aa, bb ... zz, aaa: Word repeats the letter, unlike a spreadsheet."""
    repeats, letter = divmod(number - 1, 26)
    return chr(ord("A") + letter) * (repeats + 1) if repeats < _MOST_REPEATS else str(number)


def _ordinal(number: int) -> str:
    teen = 10 < number % 100 < 14
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def _chinese(number: int) -> str:
    if number >= 10_000:
        return str(number)
    written, digits = "", str(number)
    for at, digit in enumerate(digits):
        unit = ("", "十", "百", "千")[len(digits) - at - 1]
        if digit != "0":
            written += _CHINESE_DIGITS[int(digit)] + unit
        elif not written.endswith("〇"):
            written += "〇"
    written = written.rstrip("〇").replace("〇", "零")
    return written[1:] if 10 <= number < 20 else written


_FORMS: dict[str, Callable[[int], str]] = {
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "decimalZero": lambda number: f"{number:02}",
    "ordinal": _ordinal,
    **dict.fromkeys(
        ("chineseCounting", "chineseCountingThousand", "taiwaneseCountingThousand"), _chinese
    ),
    **dict.fromkeys(("japaneseCounting", "taiwaneseCounting"), _chinese),
}
