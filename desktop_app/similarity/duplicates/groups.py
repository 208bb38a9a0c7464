"""Groups of related documents, each around the copy that would be kept.

Every member is related to the kept copy itself, at or above the threshold; ``grouping.py`` makes
them.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass

from desktop_app.documents.model import Kind
from desktop_app.index.rows import TextPrint
from desktop_app.similarity.duplicates.beside_lost import is_lost_beside
from desktop_app.similarity.duplicates.kept import DEFAULT_KEEPING, Keeping
from desktop_app.similarity.duplicates.relations import Pair, Relation, identical
from desktop_app.similarity.duplicates.substance import Substance

# The words of <debit>5</debit> and <credit>5</credit> are the same; so are those of a line inside a
# loop and after it. JSON is read with its keys and brackets.
_TOLD_BY_MARKUP = frozenset((Kind.XML.value, Kind.CODE.value, Kind.NOTEBOOK.value))


class Obstacle(enum.Enum):
    """Why a document is not offered for removal because of another."""

    SAME_FILE = "same_file"
    """Both are names of one file: it would be gone with its only copy, and frees nothing."""
    RELATION = "relation"
    """It is no copy, nor part of the other: a template, a possible scan, the one that contains."""
    DETAILS = "details"
    """Numbers, dates or names differ, or a word such as "not"."""
    SAYS_MORE = "says_more"
    """The aligned texts show something of substance that only it says."""
    QUOTED = "quoted"
    """The other says something of its own ahead of it, which may be about it."""
    NOT_ALL_READ = "not_all_read"
    """Its text is not all that the file says: a scan, partly read, a mailbox."""
    MARKUP = "markup"
    """Its tags or indents mean something that its words do not tell: XML, source code."""
    PACKAGE = "package"
    """One of the two holds other files."""
    HEADERS = "headers"
    """The other lacks its running headers or footers, where its links lead, or its pictures."""
    PROTECTED = "protected"
    """It lies in a protected folder."""
    KEPT_ELSEWHERE = "kept_elsewhere"
    """Another group keeps it."""


@dataclass(frozen=True, slots=True)
class Member:
    """A document in a group.

    Attributes:
        document: Its id.
        relation: What it is to the kept copy (``CONTAINED_IN``: its text is in the kept copy's).
        score: 0 to 1, see ``relations.py``.
        pair: The evidence.
        obstacle: Why it is not offered for removal, or None.
        same_as: Another document of the group, before it or the kept copy, with the same bytes.
        also_in: Kept copies of other groups that show it, too.
    """

    document: int
    relation: Relation
    score: float
    pair: Pair
    obstacle: Obstacle | None
    same_as: int | None = None
    also_in: tuple[int, ...] = ()

    @property
    def removable(self) -> bool:
        """Whether it may be offered for removal."""
        return self.obstacle is None


@dataclass(frozen=True, slots=True)
class Group:
    """A kept copy and what is related to it.

    Attributes:
        kind: The weakest relation in the group; ``CONTAINS`` rather than ``CONTAINED_IN``.
        kept: Id of the document that would be kept.
        kept_because: The rule that chose it, as a phrase ("has the most text").
        members: The others, strongest first.
        weakest: The lowest score of a member.
    """

    kind: Relation
    kept: int
    kept_because: str
    members: tuple[Member, ...]
    weakest: float


@dataclass(frozen=True, slots=True)
class Alike:
    """Documents with the same bytes or text; the first would be kept and stands for all."""

    rows: tuple[TextPrint, ...]

    @property
    def first(self) -> TextPrint:
        return self.rows[0]


def same_content(a: TextPrint, b: TextPrint) -> Pair:
    """Return the pair of two documents of one ``Alike``."""
    same_file = a.sha256 == b.sha256
    return identical(a.id, b.id, Relation.IDENTICAL_FILE if same_file else Relation.IDENTICAL_TEXT)


def obstacle_to_removal(
    pair: Pair,
    row: TextPrint,
    other: TextPrint,
    keeping: Keeping = DEFAULT_KEEPING,
    substance: Substance | None = None,
) -> Obstacle | None:
    """Return why ``row`` may not be offered for removal because of ``other``, or None.

    A text that is not all the file says (a scan, a mailbox, a partly read file) is no proof that
    nothing is lost, nor are words without the tags or indents that give them their meaning, nor
    texts below headers that name different people; equal bytes are. A document is not given up for
    an e-mail it is attached to, nor the e-mail for the document.

    Args:
        substance: Asked last, as it reads both texts; None where nothing is offered anyway.
    """
    return next(_obstacles(pair, row, other, keeping, substance), None)


def _obstacles(
    pair: Pair, row: TextPrint, other: TextPrint, keeping: Keeping, substance: Substance | None
) -> Iterator[Obstacle]:
    """Yield what speaks against removing ``row``, what costs most to find out last."""
    if row.is_file_of(other):
        yield Obstacle.SAME_FILE
    if keeping.is_protected(row):
        yield Obstacle.PROTECTED
    if pair.relation is Relation.IDENTICAL_FILE:
        return
    if not pair.relation_of(row.id).is_copy:
        yield Obstacle.RELATION
    if not pair.removable:
        yield Obstacle.DETAILS
    if not row.whole:
        yield Obstacle.NOT_ALL_READ
    if row.kind in _TOLD_BY_MARKUP:
        yield Obstacle.MARKUP
    if row.package != other.package:
        yield Obstacle.PACKAGE
    if is_lost_beside(row, other):
        yield Obstacle.HEADERS
    if substance is not None and substance.adds(row, other):
        yield Obstacle.SAYS_MORE
    if substance is not None and substance.introduces(other, row):
        yield Obstacle.QUOTED
