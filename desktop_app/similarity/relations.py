"""What two documents are to each other, and the rule that decides it."""

from __future__ import annotations

import enum
from dataclasses import dataclass

NEAR_SHARE = 0.75
"""Share of the smaller document's text that the larger must hold for a verdict.

Mean F1 on five sets of labelled pairs at one setting: this .926, cosine of the vectors .869 at
best, shingles of three words (Jaccard .80) .787.
"""

NEAR_SHARE_OF_LARGER = 0.50
"""Below this share of the larger document, the smaller is *contained* rather than a near copy."""

FLOOR = 0.50
"""Pairs below this score are not kept, so a threshold can be lowered to here without re-reading."""


class Relation(enum.Enum):
    """From the strongest to the weakest; ``CONTAINS`` and ``CONTAINED_IN`` are one, seen from
    either side."""

    IDENTICAL_FILE = "identical_file"
    IDENTICAL_TEXT = "identical_text"
    NEAR_DUPLICATE = "near_duplicate"
    CONTAINS = "contains"
    CONTAINED_IN = "contained_in"
    SAME_TEMPLATE = "same_template"

    @property
    def rank(self) -> int:
        """0 for the strongest."""
        return _RANKS[self]

    @property
    def mirrored(self) -> Relation:
        """The same relation seen from the other document."""
        return _MIRRORED.get(self, self)


_RANKS = {
    Relation.IDENTICAL_FILE: 0,
    Relation.IDENTICAL_TEXT: 1,
    Relation.NEAR_DUPLICATE: 2,
    Relation.CONTAINS: 3,
    Relation.CONTAINED_IN: 3,
    Relation.SAME_TEMPLATE: 4,
}
_MIRRORED = {
    Relation.CONTAINS: Relation.CONTAINED_IN,
    Relation.CONTAINED_IN: Relation.CONTAINS,
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two related documents and the evidence. In a containment ``a`` is the one that contains.

    Attributes:
        a, b: Document ids.
        relation: What ``a`` is to ``b``.
        share_a: Share of ``a``'s text (distinct runs of nine characters) found in ``b``, 0 to 1.
        share_b: Share of ``b``'s text found in ``a``, 0 to 1.
        score: The larger of the two shares; 1.0 for identical documents.
        removable: Whether one of the two may be offered for removal; for a containment only ``b``.
            Never where only numbers, dates or names differ.
        differing: Numbers, dates and names that one has and the other lacks, sorted; the evidence
            for *same template, other details*.
    """

    a: int
    b: int
    relation: Relation
    share_a: float
    share_b: float
    score: float
    removable: bool
    differing: tuple[str, ...] = ()

    def relation_of(self, document: int) -> Relation:
        """What ``document`` (``a`` or ``b``) is to the other."""
        return self.relation if document == self.a else self.relation.mirrored

    def removable_member(self, document: int) -> bool:
        """Whether ``document`` (``a`` or ``b``) may be offered for removal because of the other."""
        return self.removable and self.relation_of(document) is not Relation.CONTAINS

    def with_documents(self, a: int, b: int) -> Pair:
        """The same evidence about another two documents with the same texts."""
        return Pair(
            a, b, self.relation, self.share_a, self.share_b, self.score,
            self.removable, self.differing,
        )  # fmt: skip


def identical(a: int, b: int, relation: Relation) -> Pair:
    """Return the pair of two identical files or texts."""
    return Pair(a, b, relation, 1.0, 1.0, 1.0, removable=True)


def compared(
    a: int,
    b: int,
    share_a: float,
    share_b: float,
    *,
    other_details: bool,
    may_contradict: bool = False,
    differing: tuple[str, ...] = (),
) -> Pair:
    """Return the pair of two different texts, turned so that a container is ``a``.

    Args:
        a, b: Document ids.
        share_a, share_b: Exact shares, see ``Pair``.
        other_details: Whether their numbers or names disagree (``details.py``).
        may_contradict: Whether the two may say opposite things; then neither is offered for
            removal.
        differing: The evidence for both.
    """
    if share_a > share_b:
        a, b, share_a, share_b = b, a, share_b, share_a
    if other_details:
        relation = Relation.SAME_TEMPLATE
    elif share_a < NEAR_SHARE_OF_LARGER:
        relation = Relation.CONTAINS
    else:
        relation = Relation.NEAR_DUPLICATE
    removable = not (other_details or may_contradict)
    return Pair(a, b, relation, share_a, share_b, share_b, removable, differing)
