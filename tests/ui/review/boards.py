"""Groups to review, without an engine."""

from __future__ import annotations

from desktop_app.index.coverage import Coverage
from desktop_app.index.rows import TextPrint
from desktop_app.review.board import BoardGroup, BoardMember, Counts, GroupState
from desktop_app.similarity.duplicates.groups import Member, Obstacle
from desktop_app.similarity.duplicates.kept import DEFAULT_KEEPING
from desktop_app.similarity.duplicates.relations import Pair, Relation
from desktop_app.ui.review.shown import Shown, Wanted


def a_row(number: int, path: str) -> TextPrint:
    return TextPrint(number, path, path.encode(), path.encode(), 100)


def a_group(number: int, members: int = 2, obstacle: Obstacle | None = None) -> BoardGroup:
    """Return a group whose documents are near duplicates of the kept one."""
    kept = a_row(1000 * number, f"papers/{number}.txt")
    others = []
    for at in range(1, members + 1):
        row = a_row(1000 * number + at, f"old/{number} ({at}).txt")
        pair = Pair(kept.id, row.id, Relation.NEAR_DUPLICATE, 0.9, 0.9, 0.9, True, ("1 May",))
        member = Member(row.id, pair.relation, pair.score, pair, obstacle)
        others.append(BoardMember(row, member, 1000))
    because = "has the most text"
    relation = Relation.NEAR_DUPLICATE
    return BoardGroup(kept, because, relation, tuple(others), 0.9, GroupState.OPEN)


def shown(*groups: BoardGroup, wanted: Wanted | None = None) -> Shown:
    """Return what the panes show of groups."""
    documents = sum(group.count for group in groups)
    counts = Counts(len(groups), documents, 0, 0, {Relation.NEAR_DUPLICATE: len(groups)})
    return Shown(
        wanted or Wanted(), groups, counts, 0, (), (), (), 0, (), (), (),
        Coverage(28, 26, 2, {}), (), DEFAULT_KEEPING,
    )  # fmt: skip
