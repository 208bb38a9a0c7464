"""Groups of related documents, each around the copy that would be kept.

Every member is related to the kept copy itself, at or above the threshold: a chain A~B~C with
A≁C never puts A and C together. The shape is a star, not a clique (the same choice as dupeGuru's
reference file), because a decision is always about a member and the kept copy.

Grouping takes only pairs and rows, so another threshold or one more "not duplicates" needs no
reading. A document kept in any group is not removable in another.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from desktop_app.similarity.duplicates.groups import Alike, Group
from desktop_app.similarity.duplicates.judge import Judge
from desktop_app.similarity.duplicates.kept import DEFAULT_KEEPING, Keeping
from desktop_app.similarity.duplicates.not_duplicates import NOTHING_SAID, NotDuplicates
from desktop_app.similarity.duplicates.relations import NEAR_SHARE, Pair
from desktop_app.similarity.duplicates.rounds import all_rounds
from desktop_app.similarity.duplicates.stand_ins import StandIns
from desktop_app.similarity.duplicates.substance import Substance


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
    """Groups at one threshold after another: documents are put in order once, members judged once.

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

    def follows(self, keeping: Keeping, not_duplicates: NotDuplicates) -> bool:
        """Whether it was made for these rules."""
        return self._rules == (keeping, not_duplicates)

    def at(self, threshold: float) -> tuple[Group, ...]:
        """Return the groups whose members score at least ``threshold``, as ``regroup`` does."""
        place = self._stand_ins.place
        groups = all_rounds(self._stand_ins, threshold, self._judge)
        return tuple(sorted(groups, key=lambda g: (g.kind.rank, -g.weakest, place[g.kept])))
