"""Groups of related documents, each around the copy that would be kept.

Every member is related to the kept copy itself, at or above the threshold: a chain A~B~C with
A≁C never puts A and C together. The shape is a star, not a clique (the same choice as dupeGuru's
reference file), because a decision is always about a member and the kept copy.

Grouping takes only pairs and rows, so another threshold or one more "not duplicates" needs no
reading. A document kept in any group is not removable in another.
"""

from __future__ import annotations

import contextlib
import gc
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

from desktop_app.similarity.duplicates.groups import Alike, Group
from desktop_app.similarity.duplicates.islands import Island, islands_of
from desktop_app.similarity.duplicates.judge import Judge
from desktop_app.similarity.duplicates.kept import DEFAULT_KEEPING, Keeping
from desktop_app.similarity.duplicates.not_duplicates import NOTHING_SAID, NotDuplicates
from desktop_app.similarity.duplicates.relations import NEAR_SHARE, Pair
from desktop_app.similarity.duplicates.rounds import all_rounds
from desktop_app.similarity.duplicates.stand_ins import StandIns
from desktop_app.similarity.duplicates.substance import Substance

_SortKey = tuple[int, float, int]


def regroup(
    alikes: Sequence[Alike],
    pairs: Iterable[Pair],
    threshold: float = NEAR_SHARE,
    *,
    keeping: Keeping = DEFAULT_KEEPING,
    not_duplicates: NotDuplicates = NOTHING_SAID,
    substance: Substance | None = None,
    references: Container[int] = (),
) -> tuple[Group, ...]:
    """Return the groups at ``threshold``, strongest kind first.

    Args:
        alikes: Every compared document is in exactly one.
        pairs: Between documents of different ``alikes`` that stand for theirs (the first).
        threshold: Lowest score of a member, ``FLOOR`` to 1.
        keeping: How the kept copies are chosen.
        not_duplicates: What is not shown as alike.
        substance: Asked before a member whose text differs is offered for removal; without it
            only the words and details of the two have been looked at.
        references: First documents of ``alikes`` with which large clusters were compared. They are
            kept whatever the rules, as their clusters were compared with nothing else.
    """
    grouping = Grouping(
        alikes,
        pairs,
        keeping=keeping,
        not_duplicates=not_duplicates,
        substance=substance,
        references=references,
    )
    return grouping.at(threshold)


class Grouping:
    """Groups at one threshold after another: documents are put in order once, members judged once,
    and only islands grouped anew that have a pair between one threshold and the next.

    Args: see ``regroup``. One thread at a time.
    """

    def __init__(
        self,
        alikes: Sequence[Alike],
        pairs: Iterable[Pair],
        *,
        keeping: Keeping = DEFAULT_KEEPING,
        not_duplicates: NotDuplicates = NOTHING_SAID,
        substance: Substance | None = None,
        references: Container[int] = (),
    ) -> None:
        self._rules = keeping, not_duplicates
        self._stand_ins = StandIns(
            alikes, list(pairs), keeping, not_duplicates, references=references
        )
        self._judge = Judge(keeping, substance)
        self._islands = [_Grouped(island) for island in islands_of(self._stand_ins)]

    def follows(self, keeping: Keeping, not_duplicates: NotDuplicates) -> bool:
        """Whether it was made for these rules."""
        return self._rules == (keeping, not_duplicates)

    def at(self, threshold: float) -> tuple[Group, ...]:
        """Return the groups whose members score at least ``threshold``, as ``regroup`` does."""
        with _collector_paused():
            ordered: list[tuple[_SortKey, Group]] = []
            for known in self._islands:
                below = known.island.below(threshold)
                if below != known.below:
                    groups = all_rounds(self._stand_ins, known.island, threshold, self._judge)
                    known.groups = [(self._key(group), group) for group in groups]
                    known.below = below
                ordered += known.groups
            ordered.sort(key=itemgetter(0))
            return tuple(group for _, group in ordered)

    def _key(self, group: Group) -> _SortKey:
        return group.kind.rank, -group.weakest, self._stand_ins.place[group.kept]


@dataclass(slots=True)
class _Grouped:
    """An island and its groups at the last threshold.

    Attributes:
        below: How many of its pairs score less than that threshold; -1 before the first.
        groups: Each with what it is sorted by.
    """

    island: Island
    below: int = -1
    groups: list[tuple[_SortKey, Group]] = field(default_factory=list)


@contextlib.contextmanager
def _collector_paused() -> Iterator[None]:
    """Leave cycles alone for a moment.

    Grouping makes tens of thousands of small objects and no cycles; looking for some through all
    that a large folder holds in memory takes as long as grouping itself.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
