"""Decisions for many documents at once, by a rule that a person applies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from desktop_app.review.decisions import Decision, Verdict
from desktop_app.similarity.duplicates.relations import Relation

if TYPE_CHECKING:
    from desktop_app.review.board import BoardGroup, BoardMember

_SAME_TEXT = (Relation.IDENTICAL_FILE, Relation.IDENTICAL_TEXT)

RULES: dict[str, tuple[Callable[[BoardMember], bool], Verdict]] = {
    "identical_files": (
        lambda one: one.relation is Relation.IDENTICAL_FILE and one.removable,
        Verdict.DUPLICATE,
    ),
    "identical_texts": (
        lambda one: one.relation in _SAME_TEXT and one.removable,
        Verdict.DUPLICATE,
    ),
    "removable": (lambda one: one.removable, Verdict.DUPLICATE),
    "templates": (lambda one: one.relation is Relation.SAME_TEMPLATE, Verdict.NOT_RELATED),
}
"""By name: which documents a rule picks, and what they are."""


def decided_by(
    name: str, groups: Iterable[BoardGroup], is_open: Callable[[BoardGroup, BoardMember], bool]
) -> Iterator[Decision]:
    """Yield a decision for each open document that a rule picks.

    What may not be removed is never made a duplicate by a rule.
    """
    picks, verdict = RULES[name]
    for group in groups:
        for member in group.members:
            if is_open(group, member) and picks(member):
                yield decision_of(group, member, verdict)


def decision_of(
    group: BoardGroup, member: BoardMember, verdict: Verdict | None, note: str | None = None
) -> Decision:
    """Return a decision about a member beside the kept copy; see ``review.board.decision``."""
    from desktop_app.review.board import decision

    return decision(group, member, verdict, note)
