"""What the review's panes show, made on a worker thread from a ``Board``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from desktop_app.review.decisions import Decision, Verdict
from desktop_app.similarity.duplicates.relations import Pair, Relation
from desktop_app.ui.documents.kinds import Family

if TYPE_CHECKING:
    from desktop_app.index.coverage import Coverage
    from desktop_app.review.board import Board, BoardGroup, Counts
    from desktop_app.similarity.duplicates.kept import Keeping

LEAST, MOST, USUAL = 50, 100, 75
"""The threshold in percent: as far as it goes, and where it begins."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which groups a person wants to see, and in which order.

    Attributes:
        threshold: In percent, ``LEAST`` to ``MOST``.
        relations, families, states, verdicts: An empty set lets all through.
        folder: A subfolder, "" for all.
        words: Part of a path.
        removable: Only groups with something that may be removed.
        order: Value of ``review.board.Order``.
    """

    threshold: int = USUAL
    relations: frozenset[Relation] = frozenset()
    families: frozenset[Family] = frozenset()
    states: frozenset[str] = frozenset()
    verdicts: frozenset[Verdict] = frozenset()
    folder: str = ""
    words: str = ""
    removable: bool = False
    order: str = "strongest"

    @property
    def limits(self) -> bool:
        """Whether groups may be left out."""
        return bool(
            self.relations
            or self.families
            or self.states
            or self.verdicts
            or self.folder
            or self.words
            or self.removable
        )


@dataclass(frozen=True, slots=True)
class Example:
    """Two documents right above or below the threshold."""

    a: str
    b: str
    score: float


@dataclass(frozen=True, slots=True)
class Shown:
    """All that the panes show.

    Attributes:
        wanted: What was asked for.
        groups: Those shown, in order.
        counts: Of all groups at the threshold, shown or not.
        decided: How many of all groups are decided.
        above, below: Pairs at the boundary, nearest first.
        to_remove: Documents decided to be duplicates.
        to_remove_bytes: What those take.
        not_duplicates, stale: Decisions to look at, or to take back.
        conflicts: Decisions that do not go together.
        coverage: What was read.
        folders: Where documents of groups lie.
        keeping: How kept copies are chosen.
    """

    wanted: Wanted
    groups: tuple[BoardGroup, ...]
    counts: Counts
    decided: int
    above: tuple[Example, ...]
    below: tuple[Example, ...]
    to_remove: tuple[str, ...]
    to_remove_bytes: int
    not_duplicates: tuple[Decision, ...]
    stale: tuple[Decision, ...]
    conflicts: tuple[tuple[Decision, Decision], ...]
    coverage: Coverage
    folders: tuple[str, ...]
    keeping: Keeping


def shown_of(
    board: Board, wanted: Wanted, coverage: Coverage, gone: frozenset[str] = frozenset()
) -> Shown:
    """Return what is shown of ``board`` at the threshold it has.

    Args:
        gone: Documents removed since ``board`` was made.
    """
    from desktop_app.review.board import Filter, GroupState, Order

    limits = Filter(
        wanted.relations,
        frozenset(kind for family in wanted.families for kind in family.value),
        frozenset(GroupState(state) for state in wanted.states),
        wanted.verdicts,
        wanted.folder,
        wanted.words,
        wanted.removable,
    )
    above, below = board.boundary(2)
    to_remove = tuple(path for path in board.to_remove() if path not in gone)
    made = board.decisions.all()
    return Shown(
        wanted,
        tuple(_there(board.shown(limits, Order(wanted.order)), gone)),
        board.counts,
        sum(group.state is GroupState.DECIDED for group in board.groups),
        _examples(board, above),
        _examples(board, below),
        to_remove,
        sum(board.sizes.get(path, 0) for path in to_remove),
        tuple(one for one in made if one.verdict is Verdict.NOT_RELATED),
        tuple(one for one in board.stale() if not {one.path, one.other} & gone),
        tuple(board.conflicts()),
        coverage,
        _folders(board),
        board.keeping,
    )


def _there(groups: Iterable[BoardGroup], gone: frozenset[str]) -> Iterator[BoardGroup]:
    """Yield groups without the documents that are gone; one without others is none."""
    for group in groups:
        members = tuple(one for one in group.members if one.row.path not in gone)
        if len(members) == len(group.members):
            yield group
        elif members:
            yield replace(group, members=members)


def _examples(board: Board, pairs: Iterable[Pair]) -> tuple[Example, ...]:
    return tuple(
        Example(board.rows[pair.a].path, board.rows[pair.b].path, pair.score) for pair in pairs
    )


def _folders(board: Board) -> tuple[str, ...]:
    """Return the folders of documents in groups, and those above them."""
    found: set[str] = set()
    for group in board.groups:
        for row in (group.kept, *(one.row for one in group.members)):
            folder = row.path.rpartition("/")[0]
            while folder and folder not in found:
                found.add(folder)
                folder = folder.rpartition("/")[0]
    return tuple(sorted(found))
