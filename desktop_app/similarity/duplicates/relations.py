"""What two documents are to each other, and the rule that decides it.

*Share* of a document is always the share of its text (distinct runs of nine characters) that the
other has, too. A pair has two of them. The **score** is one number for a threshold and a list:

- near duplicates: the mean of both shares, so that text that only one side has lowers it;
- contains: the share of the contained one; the relation itself says that the other has more;
- same template: how far one is nothing but the other's form: its share, or, where values are
  filled in all over, the share of the text that runs in step; where only margins are common (a
  letterhead, a disclaimer), the mean of both shares, as they must be most of both;
- possible: the share of the text that runs in step with the other's, misread letters bridged;
- related: the cosine of the mean vectors;
- identical: 1.0. Else only a part that is in the other to its last letter has 1.0.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace

NEAR_SHARE = 0.75
"""Score from which a verdict is given.

Mean F1 on five sets of labelled pairs at one setting, with the share of the smaller document held
against it: this .926, cosine of the vectors .869 at best, shingles of three words (Jaccard .80)
.787.
"""

_ONE_LENGTH = 0.10  # shares no further apart: neither text has much that the other lacks
_WHOLLY_IN = 0.97
"""From this share on a text is in another as a whole: quoted or gone on with. Less is an edit."""

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
    POSSIBLE = "possible"
    """Much runs in step, but letters differ all over: a poor scan of the other, perhaps."""
    RELATED = "related"
    """Of one topic by the meaning of the vectors; says nothing about the wording. No group and no
    list of duplicates holds such a pair: finding similar documents is for that."""

    @property
    def rank(self) -> int:
        """0 for the strongest."""
        return _RANKS[self]

    @property
    def is_copy(self) -> bool:
        """Whether all that the first says is, about, in the second; only such are ever removed."""
        return self in _COPIES

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
    Relation.POSSIBLE: 5,
    Relation.RELATED: 6,
}
_COPIES = frozenset(
    [
        Relation.IDENTICAL_FILE,
        Relation.IDENTICAL_TEXT,
        Relation.NEAR_DUPLICATE,
        Relation.CONTAINED_IN,
    ]
)
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
        share_a: Share of ``a``'s text found in ``b``, 0 to 1.
        share_b: Share of ``b``'s text found in ``a``, 0 to 1.
        score: 0 to 1, see the module.
        removable: Whether one of the two may be offered for removal; for a containment only ``b``.
            Never for *same template*, *possible* and *related*, nor where details differ.
        only_a, only_b: Numbers, dates, names and words such as "not" that one has and the other
            lacks, sorted; of the larger of two very different sizes, none.
        own_share: Where much of the smaller text recurs in the folder: how far the rest of it is
            in the other, 0 to 1 (``recurring.py``); else None.
    """

    a: int
    b: int
    relation: Relation
    share_a: float
    share_b: float
    score: float
    removable: bool
    only_a: tuple[str, ...] = ()
    only_b: tuple[str, ...] = ()
    own_share: float | None = None

    @property
    def differing(self) -> tuple[str, ...]:
        """``only_a`` and ``only_b`` together, sorted."""
        return tuple(sorted({*self.only_a, *self.only_b}))

    def relation_of(self, document: int) -> Relation:
        """What ``document`` (``a`` or ``b``) is to the other."""
        return self.relation if document == self.a else self.relation.mirrored

    def share_of(self, document: int) -> float:
        """Share of the text of ``document`` (``a`` or ``b``) that the other has."""
        return self.share_a if document == self.a else self.share_b

    def only_in(self, document: int) -> tuple[str, ...]:
        """Details of ``document`` (``a`` or ``b``) that the other lacks."""
        return self.only_a if document == self.a else self.only_b

    def removable_member(self, document: int) -> bool:
        """Whether ``document`` (``a`` or ``b``) may be offered for removal because of the other."""
        return self.removable and self.relation_of(document).is_copy

    def with_documents(self, a: int, b: int) -> Pair:
        """The same evidence about another two documents with the same texts."""
        return replace(self, a=a, b=b)


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
    only_a: tuple[str, ...] = (),
    only_b: tuple[str, ...] = (),
    own_share: float | None = None,
) -> Pair:
    """Return the pair of two different texts, turned so that a container is ``a``.

    Args:
        a, b: Document ids.
        share_a, share_b: Exact shares, see ``Pair``.
        other_details: Whether their numbers or names disagree (``details.py``), or nothing but
            text that recurs in the folder makes them alike.
        may_contradict: Whether the two may say opposite things; then neither is offered for
            removal.
        only_a, only_b, own_share: The evidence, see ``Pair``.
    """
    if share_a > share_b:
        a, b, share_a, share_b, only_a, only_b = b, a, share_b, share_a, only_b, only_a
    if other_details:
        relation, score = Relation.SAME_TEMPLATE, share_b
    elif _nearly_as_long(share_a, share_b):
        # Of one length, the limit is reached with the smaller share, on whichever side it falls.
        relation, score = Relation.NEAR_DUPLICATE, (share_a + share_b) / 2
        if share_b >= NEAR_SHARE:
            score = max(score, NEAR_SHARE)
    else:
        relation, score = Relation.CONTAINS, share_b
    removable = not (other_details or may_contradict)
    return Pair(
        a, b, relation, share_a, share_b, score, removable, only_a, only_b, own_share
    )  # fmt: skip


def possible(a: int, b: int, share_a: float, share_b: float, in_step: float) -> Pair:
    """Return the pair of two texts of which one may be a poor scan of the other.

    Args:
        in_step: Share of the shorter text that runs in step with the other (``misread.py``).
    """
    return Pair(a, b, Relation.POSSIBLE, share_a, share_b, in_step, removable=False)


def _nearly_as_long(share_of_larger: float, share_of_smaller: float) -> bool:
    """Whether two texts are copies as wholes, rather than one a part of the other.

    Near copies must reach the limit by the mean of both shares: for a text that was cut that is at
    half of its length; of one that is wholly in the other, at three quarters, since nothing but the
    other's own text tells them apart. Texts of about one length are never parts of each other.
    Below the limit, where there is no verdict, the larger's half decides.
    """
    if share_of_smaller < NEAR_SHARE:
        return share_of_larger >= NEAR_SHARE_OF_LARGER
    if share_of_smaller >= _WHOLLY_IN:
        return share_of_larger >= NEAR_SHARE
    if share_of_smaller - share_of_larger <= _ONE_LENGTH:
        return True
    return share_of_larger + share_of_smaller >= 2 * NEAR_SHARE
