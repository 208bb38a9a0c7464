"""From how two texts differ to rows of two cells. Plain Python, for worker threads."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from desktop_app.documents.text.struck import STRUCK_END, STRUCK_START
from desktop_app.ui.compare.cuts import Anchor, Cut, cuts_of, line_start
from desktop_app.ui.compare.model import (
    Aligned,
    AlignedRow,
    Cell,
    Kind,
    Likeness,
    Mark,
    Place,
    Stretch,
)
from desktop_app.ui.documents.flowing import flowing

if TYPE_CHECKING:
    from desktop_app.similarity.differences import ComparedText, Difference, Differences, Span

SpanPair = tuple[int, int]

_BLOCK = 200
"""Characters from which what one text lacks stands in a row of its own."""

_QUOTED = 400
_OPENING = 4_000
_STRUCK = re.compile(f"{STRUCK_START}([^{STRUCK_START}{STRUCK_END}]*){STRUCK_END}")
_LETTER = re.compile(r"\S")
_IN_PLACE = frozenset({Kind.HEADER.value, Kind.PUNCTUATION.value, Kind.MOVED.value})


def aligned(
    left: ComparedText,
    right: ComparedText,
    found: Differences,
    *,
    recurring_left: Iterable[SpanPair] = (),
    recurring_right: Iterable[SpanPair] = (),
    kinds: tuple[str, str] = ("", ""),
) -> Aligned:
    """Return two compared texts as rows.

    Time grows with the texts: a third of a second for 300 pages each.

    Args:
        found: The answer of ``compare_texts(left, right)``, or of ``compare_openings``: then only
            what it tells of is shown.
        recurring_left, recurring_right: What recurs in the folder, ascending: shown greyed.
        kinds: Values of ``documents.model.Kind``: lines that were wrapped for a page are joined.
    """
    from desktop_app.similarity.differences import likeness

    ends = _ends(left.text, right.text, found)
    a, b = left.text[: ends[0]], right.text[: ends[1]]
    anchors = [Anchor(m.a_start, m.a_end, m.b_start, m.b_end) for m in found.matches]
    plain_a, plain_b = _without_running(a, left.running), _without_running(b, right.running)
    blocks = _blocks(plain_a, plain_b, found)
    cuts = [(0, 0), *cuts_of(plain_a, plain_b, anchors, blocks), ends]
    differences = [one for one in found.differences if _is_within(one, ends)]
    sides = (
        _SideText(a, left, recurring_left, _spans(differences, left=True), kinds[0]),
        _SideText(b, right, recurring_right, _spans(differences, left=False), kinds[1]),
    )
    row_of = [_row_of(one, cuts) for one in differences]
    order = sorted(range(len(differences)), key=lambda number: (row_of[number], number))
    numbers = {number: place for place, number in enumerate(order)}
    rows = tuple(_rows(sides, cuts, numbers))
    places = tuple(_place(differences[n], row_of[n], left.text, right.text) for n in order)
    return Aligned(rows, places, Likeness(likeness(found).name), found.whole)


def _without_running(text: str, running: Sequence[SpanPair]) -> str:
    """Return a text of the same length with blanks for running lines, which no match counts."""
    pieces, at = [], 0
    for start, end in running:
        if end <= len(text):
            pieces += [text[at:start], _LETTER.sub(" ", text[start:end])]
            at = end
    return "".join((*pieces, text[at:]))


def _ends(a: str, b: str, found: Differences) -> Cut:
    """Return how far both texts are shown."""
    if found.whole:
        return len(a), len(b)
    if not found.matches:
        return min(len(a), _OPENING), min(len(b), _OPENING)
    last = found.matches[-1]
    return line_start(a, last.a_end) or last.a_end, line_start(b, last.b_end) or last.b_end


def _is_within(one: Difference, ends: Cut) -> bool:
    return (one.a is None or one.a.end <= ends[0]) and (one.b is None or one.b.end <= ends[1])


def _spans(differences: Sequence[Difference], *, left: bool) -> list[tuple[int, int, int]]:
    """Return (start, end, number) of what one side has, ascending."""
    found = []
    for number, one in enumerate(differences):
        span = one.a if left else one.b
        if span is not None:
            found.append((span.start, span.end, number))
    return sorted(found)


# ---- what stands in rows of its own --------------------------------------------------------------


def _blocks(a: str, b: str, found: Differences) -> Iterator[Cut]:
    """Yield where rows must begin because one side has whole lines that the other lacks."""
    beside = _Beside(found)
    for one in found.differences:
        if one.kind.value == Kind.MOVED:
            assert one.a is not None
            assert one.b is not None
            if _is_block(a, one.a):
                yield from _block(a, one.a, b, beside.right_of(one.a.start), own_first=True)
            if _is_block(b, one.b):
                yield from _block(b, one.b, a, beside.left_of(one.b.start), own_first=False)
        elif one.kind.value in _IN_PLACE:
            continue
        elif one.b is None and one.a is not None and _is_block(a, one.a):
            yield from _block(a, one.a, b, one.at_b, own_first=True)
        elif one.a is None and one.b is not None and _is_block(b, one.b):
            yield from _block(b, one.b, a, one.at_a, own_first=False)


def _is_block(text: str, span: Span) -> bool:
    return (
        span.end - span.start >= _BLOCK
        or "\n" in text[span.start : span.end]
        or (line_start(text, span.start) is not None and line_start(text, span.end) is not None)
    )


def _block(own: str, span: Span, other: str, at: int, *, own_first: bool) -> Iterator[Cut]:
    found = line_start(other, at)
    there = at if found is None else found
    if there > len(other):
        return
    is_long = span.end - span.start >= _BLOCK
    for place in (span.start, span.end):
        here = line_start(own, place)
        if here is None and is_long:
            here = _next_word(own, place)
        if here is not None:
            yield (here, there) if own_first else (there, here)
    at = own.find("\n", span.start, span.end)
    while at >= 0:
        at = _next_line(own, at, span.end)
        yield (at, there) if own_first else (there, at)
        at = own.find("\n", at, span.end)


def _next_line(text: str, at: int, end: int) -> int:
    while at < end and text[at] == "\n":
        at += 1
    return at


def _next_word(text: str, at: int) -> int:
    while at < len(text) and not text[at].isalnum():
        at += 1
    return at


class _Beside:
    """Where in one text a place of the other would stand, by the stretch that both have before."""

    def __init__(self, found: Differences) -> None:
        self._a = [(one.a_end, one.b_end) for one in found.matches]
        self._b = [(one.b_end, one.a_end) for one in found.matches]

    def right_of(self, at: int) -> int:
        return _before(self._a, at)

    def left_of(self, at: int) -> int:
        return _before(self._b, at)


def _before(ends: list[Cut], at: int) -> int:
    number = bisect_right(ends, at, key=lambda pair: pair[0])
    return ends[number - 1][1] if number else 0


# ---- rows ----------------------------------------------------------------------------------------


def _row_of(one: Difference, cuts: list[Cut]) -> int:
    rows = [
        bisect_right(cuts, span.start, key=lambda cut: cut[side]) - 1
        for side, span in ((0, one.a), (1, one.b))
        if span is not None
    ]
    if not rows:
        rows = [bisect_right(cuts, one.at_a, key=lambda cut: cut[0]) - 1]
    return max(0, min(*rows, len(cuts) - 2))


def _rows(
    sides: tuple[_SideText, _SideText], cuts: list[Cut], numbers: dict[int, int]
) -> Iterator[AlignedRow]:
    for start, end in pairwise(cuts):
        left = sides[0].cell(start[0], end[0], numbers)
        right = sides[1].cell(start[1], end[1], numbers)
        places = {mark.place for cell in (left, right) for mark in cell.marks}
        gap = sides[0].has_gap(start[0]) or sides[1].has_gap(start[1])
        yield AlignedRow(left, right, tuple(sorted(places)), gap, start[0])


class _SideText:
    """One text, cut into cells from its beginning to its end."""

    def __init__(
        self,
        text: str,
        source: ComparedText,
        recurring: Iterable[SpanPair],
        spans: list[tuple[int, int, int]],
        kind: str,
    ) -> None:
        self._text = text
        self._shown = flowing(text, kind, source.page_starts)
        self._spans = spans
        self._longest = max((end - start for start, end, _ in spans), default=0)
        self._pages = source.page_starts if len(source.page_starts) > 1 else ()
        self._faded = _joined([*recurring, *source.running])
        self._struck = (
            [found.span() for found in _STRUCK.finditer(text)] if STRUCK_START in text else []
        )

    def has_gap(self, at: int) -> bool:
        """Return whether a blank line is before an offset."""
        return self._text[max(0, at - 3) : at].count("\n") > 1

    def cell(self, start: int, end: int, numbers: dict[int, int]) -> Cell:
        """Return a piece of the text; ``numbers`` leads from differences to places."""
        while end > start and self._text[end - 1].isspace():
            end -= 1
        if start == end:
            return Cell()
        marks = [
            (max(begin, start) - start, min(stop, end) - start, numbers[number])
            for begin, stop, number in self._within(start, end)
        ]
        faded = _clipped(self._faded, start, end)
        struck = _clipped(self._struck, start, end)
        cell = Cell(
            self._shown[start:end],
            self._page(start, end),
            tuple(Mark(*mark) for mark in marks),
            tuple(faded),
            tuple(struck),
        )
        has_signs = STRUCK_START in cell.text or STRUCK_END in cell.text
        return _without_signs(cell) if has_signs else cell

    def _within(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        at = bisect_left(self._spans, start - self._longest, key=lambda span: span[0])
        while at < len(self._spans) and self._spans[at][0] < end:
            if self._spans[at][1] > start:
                yield self._spans[at]
            at += 1

    def _page(self, start: int, end: int) -> int:
        page = bisect_right(self._pages, start)
        if self._pages and (
            start == 0 or self._pages[page - 1] >= self._text.rfind("\n", 0, start)
        ):
            return page
        # One that begins within the row.
        return page + 1 if page < len(self._pages) and self._pages[page] < end else 0


def _without_signs(cell: Cell) -> Cell:
    """Return a cell without the signs around struck-out text; that it is, is kept beside."""
    signs = [at for at, sign in enumerate(cell.text) if sign in (STRUCK_START, STRUCK_END)]

    def moved(place: int) -> int:
        return place - bisect_left(signs, place)

    def all_moved(spans: Iterable[SpanPair]) -> tuple[SpanPair, ...]:
        return tuple((moved(one), moved(two)) for one, two in spans)

    return Cell(
        cell.text.replace(STRUCK_START, "").replace(STRUCK_END, ""),
        cell.page,
        tuple(Mark(moved(mark.start), moved(mark.end), mark.place) for mark in cell.marks),
        all_moved(cell.faded),
        all_moved(cell.struck),
    )


def _joined(spans: Iterable[SpanPair]) -> list[SpanPair]:
    found: list[SpanPair] = []
    for start, end in sorted(spans):
        if found and start <= found[-1][1]:
            found[-1] = found[-1][0], max(end, found[-1][1])
        else:
            found.append((start, end))
    return found


def _clipped(spans: list[SpanPair], start: int, end: int) -> list[SpanPair]:
    """Return the parts of ascending spans inside a stretch, from its start."""
    at = bisect_right(spans, start, key=lambda span: span[1])
    found = []
    while at < len(spans) and spans[at][0] < end:
        found.append((max(spans[at][0], start) - start, min(spans[at][1], end) - start))
        at += 1
    return found


# ---- places --------------------------------------------------------------------------------------


def _place(one: Difference, row: int, a: str, b: str) -> Place:
    return Place(
        Kind(one.kind.value),
        _stretch(one.a, a),
        _stretch(one.b, b),
        row,
        harmless=one.harmless,
    )


def _stretch(span: Span | None, text: str) -> Stretch | None:
    if span is None:
        return None
    words = text[span.start : min(span.end, span.start + _QUOTED)]
    words = words.replace(STRUCK_START, "").replace(STRUCK_END, "")
    return Stretch(span.start, span.end, span.page, " ".join(words.split()))
