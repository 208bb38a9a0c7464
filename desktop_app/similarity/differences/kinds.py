"""What kind of difference it is where two texts do not match: from one gap to small, named pieces.

A stretch replaced by another is taken apart: its dates, numbers, amounts and names are paired in
order, so that a letter with another date and another sum gives two differences of a word or two,
not one long one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from desktop_app.similarity.differences.alignment import EXACT_CELLS, Gap
from desktop_app.similarity.differences.common import common_runs
from desktop_app.similarity.differences.model import DifferenceKind
from desktop_app.similarity.differences.pairing import Pairing, Side
from desktop_app.similarity.differences.spelling import Words
from desktop_app.similarity.differences.values import WordKind

_FEWEST_OF_SECTION = 3
_FEWEST_OF_REPLACED_SECTION = 8
_NAME = 100  # beside the kinds of words
_LONGEST_SPELT = 64
_WIDTHS = ((1, 1), (1, 2), (2, 1), (1, 3), (3, 1))
"""How many words of each text a scanner makes of one or two of the other."""
_LONGEST_NAME = 3


class Found(NamedTuple):
    """A difference in words.

    Attributes:
        kind: How the texts differ.
        at: Half-open places of words in both texts; empty on a side that has nothing.
    """

    kind: DifferenceKind
    at: Gap


def described(pairing: Pairing, gap: Gap) -> list[Found]:
    """Return the differences that a gap consists of, in order; each of its words is in one."""
    if not gap.cells:
        return list(_one_sided(pairing, gap))
    if _are_sections(pairing, gap):
        first = Gap(gap.a, gap.a_end, gap.b, gap.b)
        second = Gap(gap.a_end, gap.a_end, gap.b, gap.b_end)
        return [*_one_sided(pairing, first), *_one_sided(pairing, second)]
    return list(_merged(pairing, _replaced(pairing, gap)))


# ---- one text only -------------------------------------------------------------------------------


def _one_sided(pairing: Pairing, gap: Gap) -> Iterator[Found]:
    """Whole sentences apart from pieces of them; a piece changes what the other text says."""
    is_a = gap.a < gap.a_end
    side, other = (pairing.a, pairing.b) if is_a else (pairing.b, pairing.a)
    start, end = (gap.a, gap.a_end) if is_a else (gap.b, gap.b_end)
    words = DifferenceKind.ONLY_A if is_a else DifferenceKind.ONLY_B
    section = DifferenceKind.SECTION_ONLY_A if is_a else DifferenceKind.SECTION_ONLY_B

    def found(kind: DifferenceKind, first: int, last: int) -> Found:
        at = Gap(first, last, gap.b, gap.b) if is_a else Gap(gap.a, gap.a, first, last)
        return Found(kind, at)

    first, last = _sentences(side, start, end)
    is_whole = (first, last) == (start, end)
    if side.tokens.struck[start:end].all():
        yield found(DifferenceKind.STRUCK, start, end)
        return
    if last - first < _FEWEST_OF_SECTION or (
        is_whole and not other.edges.begins_part(gap.b if is_a else gap.a)
    ):
        kind = DifferenceKind.NUMBER if _is_sign_of_number(side, start, end) else words
        yield found(kind, start, end)
        return
    for kind, begin, stop in ((words, start, first), (section, first, last), (words, last, end)):
        if begin < stop:
            yield found(kind, begin, stop)


def _sentences(side: Side, start: int, end: int) -> tuple[int, int]:
    """Return the whole sentences of a stretch; empty if there are none."""
    edges = side.edges
    if edges.begins_part(start):
        first = start
    else:
        first = next((at for at in range(start, end) if edges.begins_sentence(at)), end)
    if end > first and edges.begins_part(end):
        return first, end
    last = next((at for at in range(end, first, -1) if edges.begins_sentence(at)), first)
    return first, last


def _is_sign_of_number(side: Side, start: int, end: int) -> bool:
    """Whether a stretch is a sign that says something of the number after it: "±5", "< 5"."""
    return (
        end - start == 1
        and side.tokens.kind(start) is WordKind.SIGN
        and end < len(side.tokens)
        and side.tokens.kind(end) is WordKind.NUMBER
    )


def _are_sections(pairing: Pairing, gap: Gap) -> bool:
    """Whether whole sentences were replaced by others."""
    stretches = ((pairing.a, gap.a, gap.a_end), (pairing.b, gap.b, gap.b_end))
    return all(
        end - start >= _FEWEST_OF_REPLACED_SECTION
        and side.edges.begins_sentence(start)
        and side.edges.begins_sentence(end)
        for side, start, end in stretches
    )


# ---- both texts ----------------------------------------------------------------------------------


def _replaced(pairing: Pairing, gap: Gap) -> Iterator[Found]:
    """Details paired in order, and what lies between them."""
    a, b = gap.a, gap.b
    for at_a, at_b in _paired_details(pairing, gap):
        yield from _between(pairing, Gap(a, at_a, b, at_b))
        yield _detail(pairing, Gap(at_a, at_a + 1, at_b, at_b + 1))
        a, b = at_a + 1, at_b + 1
    yield from _between(pairing, Gap(a, gap.a_end, b, gap.b_end))


def _paired_details(pairing: Pairing, gap: Gap) -> list[tuple[int, int]]:
    """Return the places of details that stand for each other, ascending in both texts."""
    details_a = _details(pairing, pairing.a, gap.a, gap.a_end)
    details_b = _details(pairing, pairing.b, gap.b, gap.b_end)
    if len(details_a) * len(details_b) > EXACT_CELLS:
        return []
    runs = common_runs([kind for _, kind in details_a], [kind for _, kind in details_b])
    return [
        (details_a[at_a + by][0], details_b[at_b + by][0])
        for at_a, at_b, length in runs
        for by in range(length)
    ]


def _details(pairing: Pairing, side: Side, start: int, end: int) -> list[tuple[int, int]]:
    found = []
    for at in range(start, end):
        kind = side.tokens.kind(at)
        if kind in (WordKind.NUMBER, WordKind.DATE, WordKind.MONEY):
            found.append((at, int(kind)))
        elif pairing.is_name(side, at):
            found.append((at, _NAME))
    return found


def _detail(pairing: Pairing, at: Gap) -> Found:
    a, b = pairing.a, pairing.b
    kind = a.tokens.kind(at.a)
    if kind is WordKind.DATE:
        return Found(DifferenceKind.DATE, at)
    if kind is WordKind.MONEY:
        return Found(DifferenceKind.AMOUNT, at)
    if kind is WordKind.NUMBER:
        if _is_same_cell(a, at.a, b, at.b):
            return Found(DifferenceKind.SAME_VALUE, at)
        is_amount = _is_amount(a, at.a) or _is_amount(b, at.b)
        return Found(DifferenceKind.AMOUNT if is_amount else DifferenceKind.NUMBER, at)
    return _misread(pairing, [at]) or Found(DifferenceKind.NAME, at)


def _is_same_cell(a: Side, at_a: int, b: Side, at_b: int) -> bool:
    """Whether two numbers fill a cell each and are one value: spreadsheets keep "18.40" as 18.4.

    Elsewhere figures are as written: version 2.10 is not version 2.1.
    """
    if not (a.tokens.fills_cell(at_a) and b.tokens.fills_cell(at_b)):
        return False
    one, other = (
        side.tokens.values[int(side.tokens.ids[at])] for side, at in ((a, at_a), (b, at_b))
    )
    return _without_zeros(one) == _without_zeros(other)


def _without_zeros(number: str) -> str:
    whole, point, cents = number.partition(".")
    cents = cents.rstrip("0")
    return f"{whole}{point}{cents}" if cents.isdigit() else whole if not cents else number


def _is_amount(side: Side, at: int) -> bool:
    """Whether a number stands beside a currency or a percent sign."""
    beside = (other for other in (at - 1, at + 1) if 0 <= other < len(side.tokens))
    return any(side.tokens.kind(other) is WordKind.MONEY for other in beside)


def _between(pairing: Pairing, gap: Gap) -> Iterator[Found]:
    """Words between details: misread ones at either end first, then the rest in one."""
    if gap.is_empty:
        return
    if not gap.cells:
        words = DifferenceKind.ONLY_A if gap.a < gap.a_end else DifferenceKind.ONLY_B
        yield Found(words, gap)
        return
    head = list(_misread_head(pairing, gap))
    last = head[-1].at if head else Gap(gap.a, gap.a, gap.b, gap.b)
    rest = Gap(last.a_end, gap.a_end, last.b_end, gap.b_end)
    tail = list(_misread_tail(pairing, rest))
    if tail:
        rest = Gap(rest.a, tail[-1].at.a, rest.b, tail[-1].at.b)
    yield from head
    if not rest.cells:
        if not rest.is_empty:
            yield from _between(pairing, rest)
    else:
        yield Found(_wording(pairing, rest), rest)
    yield from reversed(tail)


def _misread_head(pairing: Pairing, gap: Gap) -> Iterator[Found]:
    a, b = gap.a, gap.b
    for _ in range(_LONGEST_SPELT):
        rest = Gap(a, gap.a_end, b, gap.b_end)
        found = _misread(pairing, (Gap(a, a + x, b, b + y) for x, y in _widths(rest)))
        if found is None:
            return
        yield found
        a, b = found.at.a_end, found.at.b_end


def _misread_tail(pairing: Pairing, gap: Gap) -> Iterator[Found]:
    a, b = gap.a_end, gap.b_end
    for _ in range(_LONGEST_SPELT):
        rest = Gap(gap.a, a, gap.b, b)
        found = _misread(pairing, (Gap(a - x, a, b - y, b) for x, y in _widths(rest)))
        if found is None:
            return
        yield found
        a, b = found.at.a, found.at.b


def _widths(gap: Gap) -> Iterator[tuple[int, int]]:
    """Yield how many words of each text there is room to compare in spelling."""
    room_a, room_b = gap.a_end - gap.a, gap.b_end - gap.b
    return ((a, b) for a, b in _WIDTHS if a <= room_a and b <= room_b)


def _misread(pairing: Pairing, places: Iterable[Gap]) -> Found | None:
    """Return the first of some places where both texts have the same but for a misreading."""
    for at in places:
        first = Words(pairing.a.tokens, at.a, at.a_end)
        second = Words(pairing.b.tokens, at.b, at.b_end)
        if kind := pairing.spelling.kind_of(first, second):
            return Found(kind, at)
    return None


def _wording(pairing: Pairing, gap: Gap) -> DifferenceKind:
    """Return how words that stand for each other differ, as a whole."""
    stretches = ((pairing.a, gap.a, gap.a_end), (pairing.b, gap.b, gap.b_end))
    for kinds, kind in (
        ((WordKind.DATE,), DifferenceKind.DATE),
        ((WordKind.MONEY,), DifferenceKind.AMOUNT),
        ((WordKind.NUMBER,), DifferenceKind.NUMBER),
    ):
        if all(
            any(side.tokens.kind(at) in kinds for at in (start, end - 1))
            for side, start, end in stretches
        ):
            return kind
    if all(_is_sign_of_number(*stretch) for stretch in stretches):
        return DifferenceKind.NUMBER
    is_short = all(end - start <= _LONGEST_NAME for _, start, end in stretches)
    if is_short and all(
        pairing.is_name(side, at) for side, start, end in stretches for at in range(start, end)
    ):
        return DifferenceKind.NAME
    return DifferenceKind.WORDING


def _merged(pairing: Pairing, found: Iterable[Found]) -> Iterator[Found]:
    """Yield names of several words, and a currency with its number, as one."""
    last: Found | None = None
    for one in found:
        if last and _belongs_to(pairing, one, last):
            last = Found(last.kind, Gap(last.at.a, one.at.a_end, last.at.b, one.at.b_end))
            continue
        if last:
            yield last
        last = one
    if last:
        yield last


def _belongs_to(pairing: Pairing, one: Found, last: Found) -> bool:
    """Whether a difference goes on with the name or the amount that ends before it."""
    if last.kind is DifferenceKind.NAME and not one.at.cells:
        return all(pairing.is_name(pairing.a, at) for at in range(one.at.a, one.at.a_end)) and all(
            pairing.is_name(pairing.b, at) for at in range(one.at.b, one.at.b_end)
        )
    return last.kind is one.kind in (DifferenceKind.NAME, DifferenceKind.AMOUNT)
