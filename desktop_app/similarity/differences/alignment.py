"""Which words of two texts stand for each other, in order.

First what is certain: runs of words that occur once in each text are paired, and of those pairs the
heaviest row that ascends in both is kept (B. Cohen's patience diff; P. Heckel, "A technique for
isolating differences between files", 1978). What lies between two of them is a gap. Shorter and
shorter runs are paired within gaps, and a gap that is small enough is aligned exactly. Where no run
is unique (tables, forms, poems), the n-th occurrence in one text is paired with the n-th in the
other, which keeps the time near that of sorting.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from desktop_app.progress import CancelToken
from desktop_app.similarity.differences.common import common_runs
from desktop_app.similarity.differences.tokens import IntArray

EXACT_CELLS = 1 << 22
"""Gaps of at most so many pairs of words are aligned exactly: 2 ms and half a megabyte."""

_QUICK_CELLS = 1 << 13  # from here on, certain pairs are found faster than exact ones
_LONGEST_EXACT = 1 << 15
_CHECK_EVERY = 256
_STEPS = (
    (_QUICK_CELLS, 12, False),
    (8 * _QUICK_CELLS, 5, False),
    (EXACT_CELLS, 2, False),
    (EXACT_CELLS, 1, False),
    (EXACT_CELLS, 8, True),
    (EXACT_CELLS, 1, True),
)
"""The largest gaps left as they are, words in a run, and whether the n-th occurrences are paired
instead of the only ones."""

_Keys = npt.NDArray[np.uint64]


class Run(NamedTuple):
    """Words that follow each other in both texts.

    Attributes:
        a, b: Where it begins.
        length: In words, at least 1.
    """

    a: int
    b: int
    length: int

    @property
    def a_end(self) -> int:
        return self.a + self.length

    @property
    def b_end(self) -> int:
        return self.b + self.length


class Gap(NamedTuple):
    """What lies between two runs, half-open in both texts; either side may be empty."""

    a: int
    a_end: int
    b: int
    b_end: int

    @property
    def is_empty(self) -> bool:
        return self.a == self.a_end and self.b == self.b_end

    @property
    def cells(self) -> int:
        return (self.a_end - self.a) * (self.b_end - self.b)

    def is_within(self, cells: int) -> bool:
        """Return whether it can be aligned exactly and has at most ``cells`` pairs of words."""
        longest = max(self.a_end - self.a, self.b_end - self.b)
        return self.cells <= cells and longest <= _LONGEST_EXACT


def aligned(a: IntArray, b: IntArray, token: CancelToken) -> list[Run]:
    """Return the runs of equal words, ascending and apart in both texts, each as long as can be.

    Args:
        a, b: Words as numbers, equal where the words are.
        token: Looked at between steps.
    """
    runs = _trimmed(a, b, Gap(0, len(a), 0, len(b)))
    for cells, width, is_ranked in _STEPS:
        large = _larger(runs, a, b, cells)
        if large:
            token.check()
            runs = _added(runs, _anchored(a, b, large, width, is_ranked=is_ranked))
            large = _larger(runs, a, b, cells)
            runs = _added(runs, [run for gap in large for run in _trimmed(a, b, gap)])
    exact: list[Run] = []
    for number, gap in enumerate(gaps_between(runs, len(a), len(b))):
        if number % _CHECK_EVERY == 0:
            token.check()
        if gap.cells and gap.is_within(EXACT_CELLS):
            found = common_runs(a[gap.a : gap.a_end].tolist(), b[gap.b : gap.b_end].tolist())
            exact += [Run(gap.a + at, gap.b + other, length) for at, other, length in found]
    return _added(runs, exact)


def gaps_between(runs: Iterable[Run], a_end: int, b_end: int) -> Iterator[Gap]:
    """Yield the gaps before, between and after runs that are not empty."""
    a = b = 0
    for run in runs:
        gap = Gap(a, run.a, b, run.b)
        if not gap.is_empty:
            yield gap
        a, b = run.a_end, run.b_end
    if a < a_end or b < b_end:
        yield Gap(a, a_end, b, b_end)


def _larger(runs: list[Run], a: IntArray, b: IntArray, cells: int) -> list[Gap]:
    return [
        gap for gap in gaps_between(runs, len(a), len(b)) if gap.cells and not gap.is_within(cells)
    ]


def _added(runs: list[Run], more: list[Run]) -> list[Run]:
    """Return all runs in order, those that follow each other in both texts made one."""
    if not more:
        return runs
    whole: list[Run] = []
    for run in sorted([*runs, *more]):
        if whole and whole[-1].a_end == run.a and whole[-1].b_end == run.b:
            whole[-1] = Run(whole[-1].a, whole[-1].b, whole[-1].length + run.length)
        else:
            whole.append(run)
    return whole


def _trimmed(a: IntArray, b: IntArray, gap: Gap) -> list[Run]:
    """Return what a gap's sides have in common at their beginnings and ends."""
    length = min(gap.a_end - gap.a, gap.b_end - gap.b)
    if not length:
        return []
    differs = a[gap.a : gap.a + length] != b[gap.b : gap.b + length]
    head = int(differs.argmax()) if differs.any() else length
    left = length - head
    differs = a[gap.a_end - left : gap.a_end][::-1] != b[gap.b_end - left : gap.b_end][::-1]
    tail = int(differs.argmax()) if differs.any() else left
    found = Run(gap.a, gap.b, head), Run(gap.a_end - tail, gap.b_end - tail, tail)
    return [run for run in found if run.length]


def _anchored(
    a: IntArray, b: IntArray, gaps: list[Gap], width: int, *, is_ranked: bool
) -> list[Run]:
    """Return runs of ``width`` words or more within gaps, ascending and apart."""
    keys_a, places_a = _keys(a, [(gap.a, gap.a_end) for gap in gaps], width)
    keys_b, places_b = _keys(b, [(gap.b, gap.b_end) for gap in gaps], width)
    at_a, at_b = paired(keys_a, keys_b, is_ranked=is_ranked)
    pairs = diagonals(places_a[at_a], places_b[at_b])
    return _apart(a, b, _ascending([Run(x, y, length + width - 1) for x, y, length in pairs]))


def _keys(ids: IntArray, spans: list[tuple[int, int]], width: int) -> tuple[_Keys, IntArray]:
    """Return a key for each run of ``width`` words that lies within a span, and its place.

    Runs in spans of different number have different keys.
    """
    pieces = [run_keys(ids[start:end], width) for start, end in spans]
    keys = [piece ^ _mixed(np.uint64(number)) for number, piece in enumerate(pieces)]
    places = [
        np.arange(start, start + len(piece), dtype=np.int64)
        for (start, _), piece in zip(spans, pieces, strict=True)
    ]
    return np.concatenate(keys), np.concatenate(places)


def run_keys(ids: IntArray, width: int) -> _Keys:
    """Return a number for each run of ``width`` words; different runs share one with a chance of
    2^-64. Shape (max(0, n - width + 1),)."""
    if len(ids) < width:
        return np.empty(0, dtype=np.uint64)
    mixed = _mixed(ids.astype(np.uint64))
    total = np.zeros(len(ids) - width + 1, dtype=np.uint64)
    for at in range(width):
        total *= np.uint64(0x9E3779B97F4A7C15)
        total += mixed[at : at + len(total)]
    return _mixed(total)


def _mixed(numbers: _Keys | np.uint64) -> _Keys:
    """The finaliser of splitmix64 (Steele, Lea, Flood, 2014)."""
    mixed = np.atleast_1d(numbers) + np.uint64(0x9E3779B97F4A7C15)
    mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return mixed ^ (mixed >> np.uint64(31))


def paired(a: _Keys, b: _Keys, *, is_ranked: bool) -> tuple[IntArray, IntArray]:
    """Return places of equal keys, each used once, ascending in ``a``.

    Args:
        a, b: Keys.
        is_ranked: Whether the n-th occurrences are paired, or only keys that occur once in both.
    """
    chosen_a, chosen_b = (_ranked if is_ranked else _only)(a), (_ranked if is_ranked else _only)(b)
    _, at_a, at_b = np.intersect1d(
        chosen_a[0], chosen_b[0], assume_unique=True, return_indices=True
    )
    at_a, at_b = chosen_a[1][at_a], chosen_b[1][at_b]
    order = np.argsort(at_a)
    return at_a[order], at_b[order]


def _only(keys: _Keys) -> tuple[_Keys, IntArray]:
    """Return the keys that occur once, and their places."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    differs = np.ones(len(keys) + 1, dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=differs[1:-1])
    is_only = differs[1:] & differs[:-1]
    return ordered[is_only], order[is_only]


def _ranked(keys: _Keys) -> tuple[_Keys, IntArray]:
    """Return keys made different by how often they occurred before, and their places."""
    order = np.argsort(keys, kind="stable")
    ordered = keys[order]
    is_first = np.ones(len(keys), dtype=bool)
    np.not_equal(ordered[1:], ordered[:-1], out=is_first[1:])
    here = np.arange(len(keys))
    rank = here - np.maximum.accumulate(np.where(is_first, here, 0)) if len(keys) else here
    return _mixed(ordered ^ _mixed(rank.astype(np.uint64))), order


def diagonals(a: IntArray, b: IntArray) -> list[tuple[int, int, int]]:
    """Return pairs of places as (a, b, length), those that follow each other in both made one.

    Args:
        a: Ascending.
        b: Of equal length.
    """
    if not len(a):
        return []
    breaks = np.flatnonzero((np.diff(a) != 1) | (np.diff(b) != 1)) + 1
    starts = np.concatenate(([0], breaks))
    lengths = np.diff(starts, append=len(a))
    return list(zip(a[starts].tolist(), b[starts].tolist(), lengths.tolist(), strict=True))


def _ascending(runs: list[Run]) -> list[Run]:
    """Return the heaviest row of runs that ascends in ``b``; they are given ascending in ``a``.

    ``ends`` and ``weights`` hold, both ascending, where the best rows end and what they weigh.
    """
    ends: list[int] = []
    weights: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for number, run in enumerate(runs):
        at = bisect_left(ends, run.b)
        weight = run.length + (weights[at - 1] if at else 0)
        before.append(last[at - 1] if at else -1)
        beaten = at
        while beaten < len(ends) and weights[beaten] <= weight:
            beaten += 1
        ends[at:beaten], weights[at:beaten], last[at:beaten] = [run.b], [weight], [number]
    row = []
    number = last[-1] if last else -1
    while number >= 0:
        row.append(runs[number])
        number = before[number]
    return row[::-1]


def _apart(a: IntArray, b: IntArray, runs: list[Run]) -> list[Run]:
    """Return runs cut where they overlap, and those only whose words are equal indeed."""
    kept: list[Run] = []
    a_end = b_end = 0
    for run in runs:
        cut = max(0, a_end - run.a, b_end - run.b)
        if cut < run.length:
            rest = Run(run.a + cut, run.b + cut, run.length - cut)
            if np.array_equal(a[rest.a : rest.a_end], b[rest.b : rest.b_end]):
                kept.append(rest)
                a_end, b_end = rest.a_end, rest.b_end
    return kept
