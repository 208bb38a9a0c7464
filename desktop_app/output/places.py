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
_LONGEST = 600  # characters of one place shown on each side


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
        if waiting and not _close(waiting[-1], one):
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
    return Place(
        together,
        _pieces(a, spans_a, together[0].at_a, alone=alone),
        _pieces(b, spans_b, together[0].at_b, alone=alone),
        _page(a, together[0].at_a),
        _page(b, together[0].at_b),
    )


def _page(text: ComparedText, offset: int) -> int:
    return max(1, sum(start <= offset for start in text.page_starts))


def _pieces(
    text: ComparedText, spans: Sequence[tuple[int, int]], at: int, *, alone: bool
) -> tuple[Piece, ...]:
    """The stretch around ``spans``, cut into pieces; a section stands alone, without context."""
    if alone and not spans:
        return ()
    low, high = (spans[0][0], spans[-1][1]) if spans else (at, at)
    start, end = (low, high) if alone else _with_context(text.text, low, high)
    pieces = [Piece("…", False)] if start > 0 and not alone else []
    place = start
    for first, last in spans:
        pieces += _cut(text.text[place:first], differs=False)
        pieces += _cut(text.text[first:last], differs=True)
        place = last
    pieces += _cut(text.text[place:end], differs=False)
    if end < len(text.text) and not alone:
        pieces.append(Piece("…", False))
    return tuple(pieces)


def _cut(text: str, *, differs: bool) -> list[Piece]:
    line = _SPACES.sub(" ", text)
    if len(line) > _LONGEST:
        half = _LONGEST // 2
        line = f"{line[:half]} … {line[-half:]}"
    return [Piece(line, differs)] if line else []


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
