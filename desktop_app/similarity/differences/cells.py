"""Columns of tables: an empty cell moves what stands after it, and no word tells.

A table reaches the display text as lines with tabs between cells, a file of separated values as
lines with its separator. What counts is how many cells are left empty before a word; those at the
end of a line are as good as none, and so is a tab that indents a paragraph.
"""

from __future__ import annotations

import enum
import re
from collections import Counter
from typing import Final, NamedTuple

_SEPARATORS: Final = ";,|"
_FEWEST_LINES = 3
_LOOKED_AT = 64  # lines
_MOST_LINES = 0.9  # have as many separators as each other


class Step(enum.Enum):
    """How two gaps between the same words differ."""

    SAME = enum.auto()
    SIGNS = enum.auto()
    COLUMN = enum.auto()


class Gap(NamedTuple):
    """What stands before a word.

    Attributes:
        is_cell: Whether a cell, or a line, ends in it.
        empty: How many cells before the word are left empty.
        signs: All else, without white space.
    """

    is_cell: bool
    empty: int
    signs: str


def separator_of(text: str) -> str:
    """Return what separates the values of a text, all lines of which have as many of it, or ""."""
    lines = [line for line in text.split("\n", 2 * _LOOKED_AT)[:_LOOKED_AT] if line.strip()]
    if len(lines) < _FEWEST_LINES:
        return ""
    for separator in _SEPARATORS:
        counts = Counter(len(_PATTERNS[separator].findall(line)) for line in lines)
        count, times = counts.most_common(1)[0]
        if count and times >= _MOST_LINES * len(lines):
            return separator
    return ""


def gap_of(between: str, separator: str, *, in_table: bool) -> Gap:
    """Return what stands between two words.

    Args:
        between: As in the display text, folded or not.
        separator: See ``separator_of``.
        in_table: Whether the line of the second word, or the one before, is a row of a table.
    """
    pattern = _PATTERNS[separator]
    _, line_break, row = between.rpartition("\n")
    cells = len(pattern.findall(row))
    signs = "".join(pattern.sub("", between).split())
    if line_break:
        return Gap(True, cells if in_table else 0, signs)
    return Gap(cells > 0, max(0, cells - 1), signs)


def step(one: Gap, other: Gap) -> Step:
    """Return how two gaps differ. Where only one text knows cells, an empty one is a sign more."""
    if one.signs != other.signs:
        return Step.SIGNS
    if one.empty == other.empty:
        return Step.SAME
    return Step.COLUMN if one.is_cell and other.is_cell else Step.SIGNS


# "a, b" is in one cell.
_PATTERNS = {
    "": re.compile("\t"),
    **{sign: re.compile(rf"\t|{re.escape(sign)}(?! )") for sign in _SEPARATORS},
}
