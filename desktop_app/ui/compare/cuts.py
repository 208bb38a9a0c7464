"""Where two aligned texts are cut into rows: pairs of offsets that ascend in both.

Best are ends of lines that both texts have. Where only one has lines (a PDF beside a web page),
rows would grow without end: then they are cut between words that stand for each other.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

Cut: TypeAlias = tuple[int, int]
"""An offset in each text."""

LONGEST_ROW = 1_200
"""Characters of a cell from which a row is cut where no line ends in both texts."""


class Anchor(NamedTuple):
    """A stretch that both texts have, half-open in each."""

    a: int
    a_end: int
    b: int
    b_end: int


_REACH = 200
_SLACK = 3
_WORD = re.compile(r"\S+")


def cuts_of(a: str, b: str, anchors: Sequence[Anchor], blocks: Iterable[Cut]) -> list[Cut]:
    """Return where rows begin, without the first at (0, 0), ascending in both.

    Args:
        a, b: The texts.
        anchors: Stretches that both have, ascending and apart.
        blocks: Where a stretch that one text lacks begins or ends: cut there in any case.
    """
    found: list[Cut] = [(0, 0)]
    wanted = sorted({*_between_lines(a, b, anchors), *blocks})
    for cut in _ascending(wanted):
        _shorten(a, b, found, cut, anchors)
        if cut != (len(a), len(b)):
            found.append(cut)
    _shorten(a, b, found, (len(a), len(b)), anchors)
    return found[1:]


def _between_lines(a: str, b: str, anchors: Sequence[Anchor]) -> Iterator[Cut]:
    for anchor in anchors:
        for at, other in ((anchor.a, anchor.b), (anchor.a_end, anchor.b_end)):
            cut = line_start(a, at), line_start(b, other)
            if cut[0] is not None and cut[1] is not None:
                yield cut[0], cut[1]
        yield from _lines_inside(a, b, anchor)


def line_start(text: str, at: int) -> int | None:
    """Return where the next line begins if the word before ``at`` ends its line, else None."""
    start, end = at, at
    while start > max(0, at - _REACH) and not text[start - 1].isalnum():
        start -= 1
    while end < min(len(text), at + _REACH) and not text[end].isalnum():
        end += 1
    if start == 0:
        return 0
    last = text.rfind("\n", start, end)
    if last >= 0:
        return last + 1
    return len(text) if end == len(text) else None


def _lines_inside(a: str, b: str, anchor: Anchor) -> Iterator[Cut]:
    """Yield the line ends within a stretch of equal words that both texts have.

    They are known by how many letters and signs come before. The counts may differ a little, for
    letters that are written as two; so what follows must begin alike.
    """
    ends_a = _line_ends(a, anchor.a, anchor.a_end)
    ends_b = _line_ends(b, anchor.b, anchor.b_end)
    if not ends_a or not ends_b:
        return
    counts = [count for count, _ in ends_b]
    shift = 0
    for count, at in ends_a:
        near = bisect_left(counts, count + shift - _SLACK)
        while near < len(counts) and counts[near] <= count + shift + _SLACK:
            other = ends_b[near][1]
            if _begins_alike(a, at, b, other):
                yield at, other
                shift = counts[near] - count
                break
            near += 1


def _line_ends(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return (letters before, where the next line begins) for each line of a stretch."""
    found, count = [], 0
    at = start
    while (line_end := text.find("\n", at, end)) >= 0:
        count += _letters(text[at:line_end])
        at = line_end + 1
        while at < end and text[at] == "\n":
            at += 1
        found.append((count, at))
    return found


def _letters(line: str) -> int:
    if not line.isascii():
        line = unicodedata.normalize("NFKC", line.replace("\u00ad", ""))
    return len("".join(line.split()))


def _begins_alike(a: str, at: int, b: str, other: int) -> bool:
    one, two = (_LETTERS.search(text, place) for text, place in ((a, at), (b, other)))
    return bool(one and two and one[0].casefold() == two[0].casefold())


_LETTERS = re.compile(r"\w{1,2}")


def _ascending(cuts: Iterable[Cut]) -> Iterator[Cut]:
    """Yield cuts that ascend in both texts; one that would go back in the second is left out."""
    last = (0, 0)
    for cut in cuts:
        if cut != last and cut[1] >= last[1]:
            last = cut
            yield cut


def _shorten(a: str, b: str, found: list[Cut], to: Cut, anchors: Sequence[Anchor]) -> None:
    """Put cuts between the last one and ``to`` if the row would be too long."""
    at, other = found[-1]
    if max(to[0] - at, to[1] - other) <= LONGEST_ROW:
        return
    first = bisect_left(anchors, at, key=lambda anchor: anchor.a_end)
    for anchor in anchors[first:]:
        if anchor.a >= to[0] or anchor.b >= to[1]:
            break
        inside = Anchor(
            max(anchor.a, at),
            min(anchor.a_end, to[0]),
            max(anchor.b, other),
            min(anchor.b_end, to[1]),
        )
        _cut_gap(a, b, found, (inside.a, inside.b))
        for cut in _words_beside(a, b, inside):
            last = found[-1]
            if max(cut[0] - last[0], cut[1] - last[1]) > LONGEST_ROW // 2:
                found.append(cut)
    _cut_gap(a, b, found, to)


def _words_beside(a: str, b: str, inside: Anchor) -> Iterator[Cut]:
    """Yield where words begin that stand for each other, in a stretch of equal words."""
    if inside.a >= inside.a_end or inside.b >= inside.b_end:
        return
    starts = dict(_word_starts(b, inside.b, inside.b_end))
    for count, at in _word_starts(a, inside.a, inside.a_end):
        if count and count in starts:
            yield at, starts[count]


def _word_starts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    count = 0
    for word in _WORD.finditer(text, start, end):
        yield count, word.start()
        count += len(word[0])


def _cut_gap(a: str, b: str, found: list[Cut], to: Cut) -> None:
    """Cut where nothing is equal: line by line, until both sides are short enough."""
    while True:
        at, other = found[-1]
        if max(to[0] - at, to[1] - other) <= LONGEST_ROW:
            return
        found.append((_next_piece(a, at, to[0]), _next_piece(b, other, to[1])))


def _next_piece(text: str, start: int, end: int) -> int:
    """Return where the piece after the one at ``start`` begins."""
    if end - start <= LONGEST_ROW // 2:
        return end
    for sign in ("\n", ". ", " "):
        at = text.find(sign, start + LONGEST_ROW // 4, start + LONGEST_ROW)
        if at >= 0:
            return min(end, at + len(sign))
    return min(end, start + LONGEST_ROW)
