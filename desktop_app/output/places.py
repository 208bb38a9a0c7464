"""The places at which two texts differ, each with a few words around it, as a person reads them.

Differences that stand close together in both texts are shown at one place, so that a sentence with
two changed dates is read once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from desktop_app.similarity.differences import (
    ComparedText,
    Difference,
    DifferenceKind,
    Differences,
)

_CONTEXT = 60  # characters before and after
_TOGETHER = 80  # differences closer than this in both texts share a place
_SPACES = re.compile(r"\s+")
_LONGEST_PLACE = 500  # characters; a form filled in all over is not one place
_LONGEST = 400  # characters shown of one stretch
_LONGEST_MOVED = 160  # both have it: enough to know it by


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text on one line; ``differs`` if it is (part of) a difference."""

    text: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Place:
    """Where two texts differ.

    Attributes:
        differences: In order; one or more.
        a, b: What each text says there, with words around it; empty where it has nothing.
        page_a, page_b: 1-based pages.
    """

    differences: tuple[Difference, ...]
    a: tuple[Piece, ...]
    b: tuple[Piece, ...]
    page_a: int
    page_b: int

    @property
    def kinds(self) -> tuple[DifferenceKind, ...]:
        """Each kind once, in the order in which they are met."""
        return tuple(dict.fromkeys(one.kind for one in self.differences))

    @property
    def moved(self) -> bool:
        """Whether both texts say it, in another place."""
        return self.kinds == (DifferenceKind.MOVED,)

    @property
    def recurring(self) -> bool:
        """Whether all of it is text that recurs in the folder."""
        return all(one.recurring for one in self.differences)


def places(
    found: Differences, a: ComparedText, b: ComparedText, *, harmless: bool = False
) -> list[Place]:
    """Return where two texts differ, in the order of ``a``.

    Args:
        found: The answer of ``compare_texts`` for ``a`` and ``b``.
        harmless: Whether to show differences in spelling and punctuation, too.
    """
    shown = [one for one in found.differences if harmless or not one.harmless]
    return [_place(together, a, b) for together in _together(shown)]


def _together(differences: Sequence[Difference]) -> Iterator[tuple[Difference, ...]]:
    waiting: list[Difference] = []
    for one in differences:
        if waiting and not (_close(waiting[-1], one) and _short(waiting[0], one)):
            yield tuple(waiting)
            waiting = []
        waiting.append(one)
    if waiting:
        yield tuple(waiting)


def _close(one: Difference, other: Difference) -> bool:
    if {one.kind, other.kind} & _ALONE:
        return False
    gap_a = other.at_a - (one.a.end if one.a else one.at_a)
    gap_b = other.at_b - (one.b.end if one.b else one.at_b)
    return 0 <= gap_a < _TOGETHER and 0 <= gap_b < _TOGETHER


def _short(first: Difference, last: Difference) -> bool:
    return max(last.at_a - first.at_a, last.at_b - first.at_b) < _LONGEST_PLACE


_ALONE = frozenset(
    [
        DifferenceKind.SECTION_ONLY_A,
        DifferenceKind.SECTION_ONLY_B,
        DifferenceKind.MOVED,
        DifferenceKind.HEADER,
    ]
)


def _place(together: tuple[Difference, ...], a: ComparedText, b: ComparedText) -> Place:
    spans_a = [(one.a.start, one.a.end) for one in together if one.a]
    spans_b = [(one.b.start, one.b.end) for one in together if one.b]
    alone = together[0].kind in _ALONE
    longest = _LONGEST_MOVED if together[0].kind is DifferenceKind.MOVED else _LONGEST
    return Place(
        together,
        _pieces(a, spans_a, together[0].at_a, longest, alone=alone),
        _pieces(b, spans_b, together[0].at_b, longest, alone=alone),
        _page(a, together[0].at_a),
        _page(b, together[0].at_b),
    )


def _page(text: ComparedText, offset: int) -> int:
    return max(1, sum(start <= offset for start in text.page_starts))


def _pieces(
    text: ComparedText, spans: Sequence[tuple[int, int]], at: int, longest: int, *, alone: bool
) -> tuple[Piece, ...]:
    """The stretch around ``spans``, cut into pieces; a section stands alone, without context."""
    if alone and not spans:
        return ()
    low, high = (spans[0][0], spans[-1][1]) if spans else (at, at)
    start, end = (low, high) if alone else _with_context(text.text, low, high)
    pieces = [Piece("…", False)] if start > 0 and not alone else []
    place = start
    for first, last in spans:
        pieces += _cut(text.text[place:first], longest, differs=False)
        pieces += _cut(text.text[first:last], longest, differs=True)
        place = last
    pieces += _cut(text.text[place:end], longest, differs=False)
    if end < len(text.text) and not alone:
        pieces.append(Piece("…", False))
    return tuple(pieces)


def _cut(text: str, longest: int, *, differs: bool) -> list[Piece]:
    line = _SPACES.sub(" ", text)
    if len(line) > longest:
        line = f"{_until_space(line[: longest // 2])} … {_from_space(line[-(longest // 2) :])}"
    return [Piece(line, differs)] if line else []


def _until_space(text: str) -> str:
    """Drop the last, broken word; text without spaces stays."""
    return text.rpartition(" ")[0] or text


def _from_space(text: str) -> str:
    return text.partition(" ")[2] or text


def _with_context(text: str, low: int, high: int) -> tuple[int, int]:
    """Widen a stretch by some words on either side, to where a word begins or ends."""
    start, end = max(0, low - _CONTEXT), min(len(text), high + _CONTEXT)
    if start > 0:
        gap = _SPACES.search(text, start, low)
        start = gap.end() if gap else start
    if end < len(text):
        last = max(text.rfind(space, high, end) for space in " \n\t")
        end = last if last >= high else end
    return start, end
