"""Two texts side by side, as they are shown: rows of two cells, and the places that differ.

Plain data, made on a worker thread (``aligning.py``); whatever shows evidence is fed with it.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, field


class Kind(enum.StrEnum):
    """``similarity.differences.DifferenceKind``, which is too heavy to import for the window."""

    NUMBER = "number"
    DATE = "date"
    AMOUNT = "amount"
    STRUCK = "struck"
    CELL = "cell"
    NAME = "name"
    WORDING = "wording"
    SPELLING = "spelling"
    MISREAD = "misread"
    PUNCTUATION = "punctuation"
    SAME_VALUE = "same_value"
    ONLY_A = "only_a"
    ONLY_B = "only_b"
    SECTION_ONLY_A = "section_only_a"
    SECTION_ONLY_B = "section_only_b"
    MOVED = "moved"
    HEADER = "header"


class Family(enum.StrEnum):
    """Kinds of differences that a person thinks of as one, in the order of the chips."""

    AMOUNTS = "amounts"
    NUMBERS = "numbers"
    DATES = "dates"
    NAMES = "names"
    STRUCK = "struck"
    CELLS = "cells"
    WORDING = "wording"
    ONLY_LEFT = "only_left"
    ONLY_RIGHT = "only_right"
    MOVED = "moved"
    MISREAD = "misread"
    HEADERS = "headers"
    SMALL = "small"

    @property
    def is_value(self) -> bool:
        """Whether one wrong letter of it may be the whole point."""
        return self in _VALUES


_VALUES = frozenset({Family.AMOUNTS, Family.NUMBERS, Family.DATES, Family.NAMES, Family.CELLS})
_FAMILIES = {
    Kind.NUMBER: Family.NUMBERS,
    Kind.DATE: Family.DATES,
    Kind.AMOUNT: Family.AMOUNTS,
    Kind.NAME: Family.NAMES,
    Kind.STRUCK: Family.STRUCK,
    Kind.CELL: Family.CELLS,
    Kind.WORDING: Family.WORDING,
    Kind.SPELLING: Family.SMALL,
    Kind.MISREAD: Family.MISREAD,
    Kind.PUNCTUATION: Family.SMALL,
    Kind.SAME_VALUE: Family.SMALL,
    Kind.ONLY_A: Family.ONLY_LEFT,
    Kind.ONLY_B: Family.ONLY_RIGHT,
    Kind.SECTION_ONLY_A: Family.ONLY_LEFT,
    Kind.SECTION_ONLY_B: Family.ONLY_RIGHT,
    Kind.MOVED: Family.MOVED,
    Kind.HEADER: Family.HEADERS,
}


class Likeness(enum.StrEnum):
    """How much is the same; the names of ``similarity.differences.Likeness``."""

    ONE_EMPTY = "ONE_EMPTY"
    SAME = "SAME"
    WITHIN = "WITHIN"
    MOSTLY = "MOSTLY"
    PARTLY = "PARTLY"
    LITTLE = "LITTLE"
    NOTHING = "NOTHING"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of one text: half-open in code points of the display text, and as it reads."""

    start: int
    end: int
    page: int
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """One place at which the texts differ.

    Attributes:
        left, right: What each has there; None where it has nothing.
        row: Where it is shown, the upper row of the two if it moved.
        harmless: Whether it says nothing: spelling, punctuation, a letterhead that one lacks.
    """

    kind: Kind
    left: Stretch | None
    right: Stretch | None
    row: int
    harmless: bool = False

    @property
    def family(self) -> Family:
        return Family.SMALL if self.harmless else _FAMILIES[self.kind]


@dataclass(frozen=True, slots=True)
class Mark:
    """Words of a cell that differ: half-open in the cell's text, and the place's number."""

    start: int
    end: int
    place: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One side of a row.

    Attributes:
        text: Without the signs around text that is struck out.
        page: The page that begins here, 0 if it began above or there are no pages.
        faded: Half-open spans of what recurs in the folder, and of running headers.
        struck: Half-open spans of what is struck out.
    """

    text: str = ""
    page: int = 0
    marks: tuple[Mark, ...] = ()
    faded: tuple[tuple[int, int], ...] = ()
    struck: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class AlignedRow:
    """What stands beside each other.

    Attributes:
        places: Numbers of the places in it, ascending.
        gap: Whether a blank line comes before it.
        at: Where it begins in the left text, to find it again in a fuller answer.
    """

    left: Cell
    right: Cell
    places: tuple[int, ...] = ()
    gap: bool = False
    at: int = 0


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two texts side by side.

    Attributes:
        rows: From the top.
        places: In the order of their rows.
        likeness: How much is the same.
        whole: Whether all of both texts was compared; else this is their beginning.
    """

    rows: tuple[AlignedRow, ...] = field(repr=False)
    places: tuple[Place, ...] = field(repr=False)
    likeness: Likeness
    whole: bool = True

    def count(self, family: Family) -> int:
        """Return how many places of a family there are."""
        return sum(place.family is family for place in self.places)

    def row_at(self, offset: int) -> int:
        """Return the row that holds an offset of the left text."""
        low, high = 0, len(self.rows)
        while low < high:
            middle = (low + high) // 2
            if self.rows[middle].at <= offset:
                low = middle + 1
            else:
                high = middle
        return max(0, low - 1)


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two documents.

    Attributes:
    """

    path: str
    kind: str = ""
    title: str = ""
    pages: int = 1


@dataclass(frozen=True, slots=True)
class Compared:
    """What is shown of two documents.

    Attributes:
        relation: Value of ``similarity.duplicates.relations.Relation``: what the left one is to
            the right one; "" for none, None while it is not known.
        recurring_known: Whether it was known what recurs in the folder.
    """

    left: Side
    right: Side
    aligned: Aligned
    relation: str | None = None
    recurring_known: bool = False
