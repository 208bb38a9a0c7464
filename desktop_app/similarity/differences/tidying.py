"""Making an alignment readable: no chance matches, and edges where words, sentences and lines end.

An exact alignment pairs every "the" it can, also between two passages that have nothing to do with
each other. And "He came. [He saw.] He went." may as well be read "He [came. He saw.] He went.".
Both are mended as in N. Fraser's "Diff: semantic cleanup", for words instead of characters.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from desktop_app.documents.text.words import STOP_WORDS
from desktop_app.similarity.differences.alignment import Gap, Run
from desktop_app.similarity.differences.tokens import IntArray, Tokens

_LIGHT = 0.5
_SHORT_WORD = 3
_FREQUENT = 0.005
_FEWEST_FREQUENT = 5
_LONGEST_CHANCE = 24  # a run of more words is no chance
_FARTHEST_SLIDE = 64

Edge = Callable[[int], int]
"""How good a place for an edge is the one before a word; 0 is poor."""


def weights_of(tokens: Tokens, counts: IntArray) -> npt.NDArray[np.float64]:
    """Return how much each word of a text tells: little for short, stop and frequent words.

    Args:
        tokens: The text.
        counts: How often each of ``tokens.words`` occurs in both texts.
    """
    many = max(_FEWEST_FREQUENT, _FREQUENT * int(counts.sum()))
    by_word = [
        _LIGHT if len(word) <= _SHORT_WORD or word in STOP_WORDS or count > many else 1.0
        for word, count in zip(tokens.words, counts.tolist(), strict=True)
    ]
    return np.array(by_word, dtype=np.float64)[tokens.ids]


def without_chance(
    runs: list[Run], weights: npt.NDArray[np.float64], a_end: int, b_end: int
) -> list[Run]:
    """Return runs without those that weigh little between two large changes.

    Args:
        runs: Ascending and apart.
        weights: Of each word of text ``a``.
        a_end, b_end: How many words the texts have.
    """
    total = np.concatenate(([0.0], np.cumsum(weights)))
    kept: list[Run] = []
    for run, after in pairwise([*runs, Run(a_end, b_end, 0)]):
        kept.append(run)
        while kept and _is_chance(kept, after, total):
            kept.pop()
    return kept


def _is_chance(kept: list[Run], after: Run, total: npt.NDArray[np.float64]) -> bool:
    run = kept[-1]
    if run.length > _LONGEST_CHANCE:
        return False
    before = kept[-2] if len(kept) > 1 else Run(0, 0, 0)
    left = run.a - before.a_end, run.b - before.b_end
    right = after.a - run.a_end, after.b - run.b_end
    if not (left[0] or right[0]) or not (left[1] or right[1]):
        return False  # a text with something put in, twice: no other words to mix it up with
    weight = total[run.a_end] - total[run.a]
    return bool(2 * weight < min(max(left), max(right)))


def slid(runs: list[Run], a: IntArray, b: IntArray, edge_a: Edge, edge_b: Edge) -> list[Run]:
    """Return runs with the edges of what one text has more moved to the best equal place.

    Args:
        runs: Ascending and apart.
        a, b: Words as numbers.
        edge_a, edge_b: See ``Edge``.
    """
    moved = list(runs)
    ends = len(a), len(b)
    for at in range(1, len(moved)):
        gap = _gap_before(moved, at)
        if gap.is_empty or gap.cells:
            continue
        side = 0 if gap.a < gap.a_end else 1
        if not _may_slide((a, b)[side], gap[2 * side], gap[2 * side + 1]):
            continue
        insertion = _Insertion(
            (a, b)[side],
            (edge_a, edge_b)[side],
            gap[2 * side],
            gap[2 * side + 1],
            moved[at - 1].length,
            moved[at].length,
            swallows_before=_is_more_of(side, moved, at - 1),
            swallows_after=_is_more_of(side, moved, at + 1),
            is_first=at == 1 and moved[0][:2] == (0, 0),
            is_last=at == len(moved) - 1 and (moved[at].a_end, moved[at].b_end) == ends,
        )
        by = insertion.best_slide()
        before, after = moved[at - 1 : at + 1]
        moved[at - 1] = Run(before.a, before.b, before.length + by)
        moved[at] = Run(after.a + by, after.b + by, after.length - by)
    return [run for run in moved if run.length]


def _may_slide(ids: IntArray, start: int, end: int) -> bool:
    return bool(ids[start - 1] == ids[end - 1] or ids[start] == ids[end])


def _gap_before(runs: list[Run], at: int) -> Gap:
    before = runs[at - 1] if at else Run(0, 0, 0)
    return Gap(before.a_end, runs[at].a, before.b_end, runs[at].b)


def _is_more_of(side: int, runs: list[Run], at: int) -> bool:
    """Whether what lies before a run is more of one text only."""
    if at == len(runs):
        return False
    gap = _gap_before(runs, at)
    return not gap.cells and gap[2 * side] < gap[2 * side + 1]


@dataclass(frozen=True)
class _Insertion:
    """What one text has more, between two runs.

    Attributes:
        ids: The words of the text.
        edge: See ``Edge``.
        start, end: Where it stands.
        before, after: How many words the runs have.
        swallows_before, swallows_after: Whether beyond that run there is more of this text, so
            that two insertions can become one.
        is_first, is_last: Whether the run before begins both texts, the one after ends them.
    """

    ids: IntArray
    edge: Edge
    start: int
    end: int
    before: int
    after: int
    swallows_before: bool
    swallows_after: bool
    is_first: bool
    is_last: bool

    def best_slide(self) -> int:
        """Return by how many words it is best moved; negative is back."""
        back = self._distance(self.before, lambda by: (self.start - 1 - by, self.end - 1 - by))
        ahead = self._distance(self.after, lambda by: (self.start + by, self.end + by))
        if back == self.before and self.swallows_before:
            return -back
        if ahead == self.after and self.swallows_after:
            return ahead
        # A run that keeps this from another difference stays, if only by a word.
        back = min(back, self.before - (not self.is_first))
        ahead = min(ahead, self.after - (not self.is_last))
        if not (back or ahead):
            return 0
        return max(range(-back, ahead + 1), key=self._quality)

    def _distance(self, room: int, pair: Callable[[int], tuple[int, int]]) -> int:
        farthest = min(room, _FARTHEST_SLIDE)
        by = 0
        while by < farthest:
            one, other = pair(by)
            if self.ids[one] != self.ids[other]:
                break
            by += 1
        return by

    def _quality(self, by: int) -> tuple[int, int]:
        return self.edge(self.start + by) + self.edge(self.end + by), -abs(by)
