"""Documents that are related to none outside, however low the threshold.

Groups never reach from one island to another. So at another threshold only those are grouped anew
that have a pair between the old one and the new.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from desktop_app.similarity.duplicates.groups import Alike
from desktop_app.similarity.duplicates.relations import Pair, Relation
from desktop_app.similarity.duplicates.stand_ins import StandIns


class Island:
    """Documents and all pairs between them.

    Attributes:
        alikes: In kept order.
    """

    def __init__(self) -> None:
        self.alikes: list[Alike] = []
        self._pairs: list[Pair] = []
        self._scores: list[float] | None = None

    def add(self, pair: Pair) -> None:
        """Add a pair of the first documents of two of the ``alikes``."""
        self._pairs.append(pair)
        self._scores = None

    def below(self, threshold: float) -> int:
        """How many pairs score less; as long as that is the same, so are the groups."""
        if self._scores is None:
            self._scores = sorted(pair.score for pair in self._pairs)
        return bisect_left(self._scores, threshold)

    def pairs(self, threshold: float) -> dict[Relation, list[Pair]]:
        """Return the pairs that score at least ``threshold``, by relation."""
        found: dict[Relation, list[Pair]] = {}
        for pair in self._pairs:
            if pair.score >= threshold:
                found.setdefault(pair.relation, []).append(pair)
        return found


def islands_of(stand_ins: StandIns) -> list[Island]:
    """Return the islands, each of which has a pair or documents with one text."""
    around: dict[int, list[int]] = {alike.first.id: [] for alike in stand_ins.alikes}
    for pair in stand_ins.pairs:
        around[pair.a].append(pair.b)
        around[pair.b].append(pair.a)
    islands: list[Island] = []
    island_of: dict[int, Island] = {}
    for document in around:
        if document not in island_of:
            islands.append(Island())
            island_of.update((reached, islands[-1]) for reached in _reached(document, around))
    for alike in stand_ins.alikes:
        island_of[alike.first.id].alikes.append(alike)
    for pair in stand_ins.pairs:
        island_of[pair.a].add(pair)
    return islands


def _reached(document: int, around: dict[int, list[int]]) -> Iterator[int]:
    """Yield ``document`` and what is related to it, or to such a one, and so on."""
    seen, waiting = {document}, [document]
    while waiting:
        here = waiting.pop()
        yield here
        for other in around[here]:
            if other not in seen:
                seen.add(other)
                waiting.append(other)
