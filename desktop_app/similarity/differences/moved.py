"""Text that both documents have, each in another place."""

from __future__ import annotations

import numpy as np

from desktop_app.similarity.differences.alignment import Gap, Run, diagonals, paired, run_keys
from desktop_app.similarity.differences.tokens import IntArray

FEWEST_MOVED = 8
"""Words; shorter pieces are alike by chance too easily."""


def moved_runs(a: IntArray, b: IntArray, gaps: list[Gap]) -> list[Run]:
    """Return runs of words that stand in gaps of both texts, ascending in ``a``, none overlapping.

    The longest are taken first. Of repeated text, the n-th is paired with the n-th.

    Args:
        a, b: Words as numbers.
        gaps: What is not matched.
    """
    places_a = _places([(gap.a, gap.a_end) for gap in gaps])
    places_b = _places([(gap.b, gap.b_end) for gap in gaps])
    if not len(places_a) or not len(places_b):
        return []
    at_a, at_b = paired(
        run_keys(a, FEWEST_MOVED)[places_a], run_keys(b, FEWEST_MOVED)[places_b], is_ranked=True
    )
    found = diagonals(places_a[at_a], places_b[at_b])
    found.sort(key=lambda run: (-run[2], run[0]))
    free_a, free_b = np.ones(len(a), dtype=bool), np.ones(len(b), dtype=bool)
    taken = []
    for start_a, start_b, count in found:
        run = _free_part(Run(start_a, start_b, count + FEWEST_MOVED - 1), free_a, free_b)
        if run.length >= FEWEST_MOVED and _is_equal(a, b, run):
            free_a[run.a : run.a_end] = free_b[run.b : run.b_end] = False
            taken.append(run)
    return sorted(taken)


def _places(spans: list[tuple[int, int]]) -> IntArray:
    """Where runs of the fewest words begin that lie within a span."""
    pieces = [
        np.arange(start, end - FEWEST_MOVED + 1, dtype=np.int64)
        for start, end in spans
        if end - start >= FEWEST_MOVED
    ]
    return np.concatenate(pieces) if pieces else np.empty(0, dtype=np.int64)


def _free_part(
    run: Run,
    free_a: np.ndarray[tuple[int], np.dtype[np.bool_]],
    free_b: np.ndarray[tuple[int], np.dtype[np.bool_]],
) -> Run:
    """Return the longest part of a run that no other has taken."""
    taken = ~(free_a[run.a : run.a_end] & free_b[run.b : run.b_end])
    bounds = np.concatenate(([-1], np.flatnonzero(taken), [run.length]))
    lengths = np.diff(bounds) - 1
    best = int(lengths.argmax())
    start = int(bounds[best]) + 1
    return Run(run.a + start, run.b + start, int(lengths[best]))


def _is_equal(a: IntArray, b: IntArray, run: Run) -> bool:
    return np.array_equal(a[run.a : run.a_end], b[run.b : run.b_end])
