"""Groups of related documents, each around the copy that would be kept.

Every member is related to the kept copy itself, at or above the threshold: a chain A~B~C with
A≁C never puts A and C together. The shape is a star, not a clique (the same choice as dupeGuru's
reference file), because a decision is always about a member and the kept copy.

Grouping takes only pairs and rows, so another threshold, other rules for the kept copy or one more
"not duplicates" need no reading. Four rounds, strongest first: copies (identical and near),
containments, templates, possible scans. A document kept in any group is not removable in another.
"""

from __future__ import annotations

import enum
import operator
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import product

from desktop_app.index.rows import TextPrint
from desktop_app.similarity.duplicates.kept import DEFAULT_KEEPING, Keeping
from desktop_app.similarity.duplicates.not_duplicates import NOTHING_SAID, NotDuplicates
from desktop_app.similarity.duplicates.relations import NEAR_SHARE, Pair, Relation, identical
from desktop_app.similarity.duplicates.stars import star_members
from desktop_app.similarity.duplicates.substance import Substance


class Obstacle(enum.Enum):
    """Why a document is not offered for removal because of another."""

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
    PACKAGE = "package"
    """One of the two holds other files."""
    HEADERS = "headers"
    """Their running headers or footers say different things."""
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
    nothing is lost, nor are texts below headers that name different people; equal bytes are. A
    document is not given up for an e-mail it is attached to, nor the e-mail for the document.

    Args:
        substance: Asked last, as it reads both texts; None where nothing is offered anyway.
    """
    return next(_obstacles(pair, row, other, keeping, substance), None)


def _obstacles(
    pair: Pair, row: TextPrint, other: TextPrint, keeping: Keeping, substance: Substance | None
) -> Iterator[Obstacle]:
    """Yield what speaks against removing ``row``, what costs most to find out last."""
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
    if row.package != other.package:
        yield Obstacle.PACKAGE
    if row.running_sha256 not in (b"", other.running_sha256):
        yield Obstacle.HEADERS
    if substance is not None and substance.adds(row, other):
        yield Obstacle.SAYS_MORE
    if substance is not None and substance.introduces(other, row):
        yield Obstacle.QUOTED


def regroup(
    alikes: Sequence[Alike],
    pairs: Iterable[Pair],
    threshold: float = NEAR_SHARE,
    *,
    keeping: Keeping = DEFAULT_KEEPING,
    not_duplicates: NotDuplicates = NOTHING_SAID,
    substance: Substance | None = None,
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
    """
    grouping = Grouping(alikes, pairs, keeping, not_duplicates, substance)
    return grouping.at(threshold)


class Grouping:
    """Groups at one threshold after another: documents are put in order once, members judged once.

    Args: see ``regroup``. One thread at a time.
    """

    def __init__(
        self,
        alikes: Sequence[Alike],
        pairs: Iterable[Pair],
        keeping: Keeping = DEFAULT_KEEPING,
        not_duplicates: NotDuplicates = NOTHING_SAID,
        substance: Substance | None = None,
    ) -> None:
        self._rules = keeping, not_duplicates
        self._prepared = _Prepared(alikes, list(pairs), keeping, not_duplicates)
        self._judge = _Judge(keeping, substance)

    def follows(self, keeping: Keeping, not_duplicates: NotDuplicates) -> bool:
        """Whether it was made for these rules."""
        return self._rules == (keeping, not_duplicates)

    def at(self, threshold: float) -> tuple[Group, ...]:
        """Return the groups whose members score at least ``threshold``, as ``regroup`` does."""
        place = self._prepared.place
        groups = _told_apart(_rounds(self._prepared, threshold, self._judge))
        return tuple(sorted(groups, key=lambda g: (g.kind.rank, -g.weakest, place[g.kept])))


class _Prepared:
    """Documents in kept order and the pairs between those that stand for their copies."""

    def __init__(
        self,
        alikes: Sequence[Alike],
        pairs: Sequence[Pair],
        keeping: Keeping,
        not_duplicates: NotDuplicates,
    ) -> None:
        ends = {end for pair in pairs for end in (pair.a, pair.b)}
        shown = [alike for alike in alikes if len(alike.rows) > 1 or alike.first.id in ends]
        between: list[Pair] = []
        parts: dict[int, list[Alike]] = {}
        for alike in shown:
            if len(alike.rows) == 1:
                parts[alike.first.id] = [alike]
            else:
                rows = sorted(alike.rows, key=keeping.order_of_copies)
                parts[alike.first.id], apart = _split(rows, not_duplicates)
                between += apart
        for pair in pairs:
            for one, other in product(parts[pair.a], parts[pair.b]):
                a, b = one.first, other.first
                if not not_duplicates.holds(a.sha256, b.sha256):
                    between.append(_between(pair, a.id, b.id))
        self._pairs: dict[Relation, list[Pair]] = {}
        for pair in between:
            self._pairs.setdefault(pair.relation, []).append(pair)
        ordered = [part for split in parts.values() for part in split]
        ordered.sort(key=lambda alike: keeping.order(alike.first))
        self.alikes = ordered
        self.place = {alike.first.id: number for number, alike in enumerate(ordered)}
        self.by_first = {alike.first.id: alike for alike in ordered}

    def of(self, threshold: float, *relations: Relation) -> list[Pair]:
        """Return the pairs of these relations that score at least ``threshold``."""
        return [
            pair
            for relation in relations
            for pair in self._pairs.get(relation, ())
            if pair.score >= threshold
        ]


def _split(
    rows: Sequence[TextPrint], not_duplicates: NotDuplicates
) -> tuple[list[Alike], list[Pair]]:
    """Take apart documents of one text if a person said of some that they are no duplicates."""
    if not not_duplicates.contents.intersection(row.sha256 for row in rows):
        return [Alike(tuple(rows))], []
    files: dict[bytes, list[TextPrint]] = {}
    alone: list[Alike] = []
    for row in rows:
        if not_duplicates.holds(row.sha256, row.sha256):
            alone.append(Alike((row,)))
        else:
            files.setdefault(row.sha256, []).append(row)
    parts = [*(Alike(tuple(same)) for same in files.values()), *alone]
    between = [
        same_content(one.first, other.first)
        for number, one in enumerate(parts)
        for other in parts[number + 1 :]
        if not not_duplicates.holds(one.first.sha256, other.first.sha256)
    ]
    return parts, between


def _between(pair: Pair, a: int, b: int) -> Pair:
    return pair if (pair.a, pair.b) == (a, b) else pair.with_documents(a, b)


class _Judge:
    """Says what is to be said of groups; most are the same at the next threshold."""

    def __init__(self, keeping: Keeping, substance: Substance | None) -> None:
        self._keeping, self._substance = keeping, substance
        self._members: dict[tuple[int, int], Member] = {}
        self._groups: dict[tuple[int, int], tuple[list[Pair], Group]] = {}

    def group(self, kept: TextPrint, related: Sequence[tuple[TextPrint, Pair]]) -> Group:
        key, pairs = (kept.id, related[0][0].id), [pair for _, pair in related]
        known = self._groups.get(key)
        if known is None or known[0] != pairs:
            known = self._groups[key] = pairs, self._judged(kept, related)
        return known[1]

    def _judged(self, kept: TextPrint, related: Sequence[tuple[TextPrint, Pair]]) -> Group:
        members = [(row, self._member(kept, row, pair)) for row, pair in related]
        members.sort(key=lambda m: (m[1].relation.rank, -m[1].score, m[0].path))
        weakest = max((pair.relation for _, pair in related), key=lambda relation: relation.rank)
        return Group(
            weakest,
            kept.id,
            self._keeping.reason(kept, (row for row, _ in related)),
            _with_copies_named(kept, members),
            min(pair.score for _, pair in related),
        )

    def _member(self, kept: TextPrint, row: TextPrint, pair: Pair) -> Member:
        known = self._members.get((kept.id, row.id))
        if known is None or known.pair != pair:
            obstacle = obstacle_to_removal(pair, row, kept, self._keeping, self._substance)
            known = Member(row.id, pair.relation_of(row.id), pair.score, pair, obstacle)
            self._members[kept.id, row.id] = known
        return known


def _with_copies_named(
    kept: TextPrint, members: Iterable[tuple[TextPrint, Member]]
) -> tuple[Member, ...]:
    seen = {kept.sha256: kept.id}
    named = []
    for row, member in members:
        same = seen.setdefault(row.sha256, row.id)
        named.append(member if same == row.id else replace(member, same_as=same))
    return tuple(named)


def _rounds(prepared: _Prepared, threshold: float, judge: _Judge) -> list[Group]:
    same = (Relation.IDENTICAL_FILE, Relation.IDENTICAL_TEXT, Relation.NEAR_DUPLICATE)
    groups = _copies(prepared, prepared.of(threshold, *same), judge)
    containing = prepared.of(threshold, Relation.CONTAINS)
    groups += _stars(prepared, containing, judge, _shown(groups), only_a=True)
    for relation in (Relation.SAME_TEMPLATE, Relation.POSSIBLE):
        weaker = prepared.of(threshold, relation)
        if not weaker:
            continue
        between = _between_kept(weaker, groups)
        groups += _stars(prepared, between, judge, _shown(groups))
    return groups


def _copies(prepared: _Prepared, pairs: Sequence[Pair], judge: _Judge) -> list[Group]:
    """Groups of identical and near-duplicate documents."""
    groups: list[Group] = []
    by_first = prepared.by_first
    stars = dict(star_members(prepared.place, pairs))
    in_star = {other for members in stars.values() for other, _ in members}
    for alike in prepared.alikes:
        kept = alike.first
        members = stars.get(kept.id, [])
        if not members and (len(alike.rows) == 1 or kept.id in in_star):
            continue  # alone, or listed with all its identical copies around another kept copy
        related = [(row, same_content(kept, row)) for row in alike.rows[1:]]
        for other, pair in members:
            related += [(row, _moved(pair, other, row.id)) for row in by_first[other].rows]
        if related:
            groups.append(judge.group(kept, related))
    return groups


def _stars(
    prepared: _Prepared,
    pairs: Sequence[Pair],
    judge: _Judge,
    shown: frozenset[int],
    *,
    only_a: bool = False,
) -> list[Group]:
    """Groups between the documents that stand for their identical copies."""
    of = prepared.by_first
    return [
        judge.group(of[kept].first, [(of[other].first, pair) for other, pair in members])
        for kept, members in star_members(prepared.place, pairs, shown, only_a=only_a)
    ]


def _shown(groups: Iterable[Group]) -> frozenset[int]:
    return frozenset(
        document
        for group in groups
        for document in (group.kept, *(m.document for m in group.members))
    )


def _between_kept(weaker: Sequence[Pair], groups: Iterable[Group]) -> list[Pair]:
    """Leave out what a kept copy already stands for, unless nothing else would show a document."""
    copied = {
        member.document for group in groups for member in group.members if member.relation.is_copy
    }
    between = [p for p in weaker if p.a not in copied and p.b not in copied]
    shown = {end for pair in between for end in (pair.a, pair.b)} | copied
    return between + [p for p in weaker if p.a not in shown or p.b not in shown]


def _moved(pair: Pair, standing_for: int, document: int) -> Pair:
    """The pair with ``document`` in the place of the one that stands for it."""
    if document == standing_for:
        return pair
    if pair.a == standing_for:
        return pair.with_documents(document, pair.b)
    return pair.with_documents(pair.a, document)


def _told_apart(groups: Sequence[Group]) -> list[Group]:
    """Say of each member which other groups show it; what one group keeps none offers."""
    kept = {group.kept for group in groups}
    around: dict[int, list[int]] = {}
    for group in groups:
        for member in group.members:
            around.setdefault(member.document, []).append(group.kept)
    return [_with_members_told(group, kept, around) for group in groups]


def _with_members_told(group: Group, kept: Container[int], around: dict[int, list[int]]) -> Group:
    told = tuple(_told(member, group.kept, kept, around) for member in group.members)
    if all(map(operator.is_, told, group.members)):
        return group
    return Group(group.kind, group.kept, group.kept_because, told, group.weakest)


def _told(
    member: Member, kept_here: int, kept: Container[int], around: dict[int, list[int]]
) -> Member:
    elsewhere = len(around[member.document]) > 1
    is_kept = member.document in kept
    if not (elsewhere or is_kept):
        return member
    also_in = {*around[member.document]} - {kept_here}
    obstacle = member.obstacle
    if is_kept:
        obstacle = obstacle or Obstacle.KEPT_ELSEWHERE
        also_in.add(member.document)
    return Member(
        member.document,
        member.relation,
        member.score,
        member.pair,
        obstacle,
        member.same_as,
        tuple(sorted(also_in)),
    )  # written out, as ``replace`` takes four times as long
