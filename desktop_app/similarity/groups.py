"""Groups of related documents, each around the copy that would be kept.

Every member is related to the kept copy itself, at or above the threshold: a chain A~B~C with
A≁C never puts A and C together. The shape is a star, not a clique (the same choice as dupeGuru's
reference file), because a decision is always about a member and the kept copy.

Grouping takes only pairs and rows, so another threshold needs no reading. Three rounds, strongest
first: copies (identical and near), containments, templates. A document kept in any group is not
removable in another.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, replace

from desktop_app.index.rows import TextPrint
from desktop_app.similarity.relations import NEAR_SHARE, Pair, Relation, identical


@dataclass(frozen=True, slots=True)
class Member:
    """A document in a group.

    Attributes:
        document: Its id.
        relation: What it is to the kept copy (``CONTAINED_IN``: its text is in the kept copy's).
        score: 0 to 1, see ``Pair``.
        removable: Whether it may be offered for removal.
        pair: The evidence.
    """

    document: int
    relation: Relation
    score: float
    removable: bool
    pair: Pair


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


def most_text_first(row: TextPrint) -> tuple[bool, bool, int, int, str]:
    """Sort key of the default rule.

    No package of other files, read in full, most text, the shortest path, then by name.
    """
    return (row.package, not row.whole, -row.chars, len(row.path), row.path)


def kept_because(kept: TextPrint, others: Iterable[TextPrint]) -> str:
    """Return which part of the default rule chose ``kept``."""
    rest = list(others)
    reasons = ("stands by itself", "was read in full", "has the most text", "has the shortest path")
    place = most_text_first(kept)
    for number, reason in enumerate(reasons, 1):
        if all(place[:number] < most_text_first(row)[:number] for row in rest):
            return reason
    return "comes first by name"


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


def may_be_removed(pair: Pair, row: TextPrint, other: TextPrint) -> bool:
    """Whether ``row`` may be offered for removal because of ``other``.

    A text that is not all the file says (a scan, a mailbox, a partly read file) is no proof that
    nothing is lost, nor are texts below headers that name different people; equal bytes are. A
    document is not given up for an e-mail it is attached to, nor the e-mail for the document.
    """
    if pair.relation is Relation.IDENTICAL_FILE:
        return pair.removable_member(row.id)
    says_nothing_else = row.running_sha256 in (b"", other.running_sha256)
    is_alike = row.whole and row.package == other.package
    return pair.removable_member(row.id) and is_alike and says_nothing_else


def regroup(
    alikes: Sequence[Alike], pairs: Iterable[Pair], threshold: float = NEAR_SHARE
) -> tuple[Group, ...]:
    """Return the groups at ``threshold``, strongest kind first.

    Args:
        alikes: Every compared document is in exactly one; in kept order (the first would be kept
            before all later ones).
        pairs: Between the first documents of different ``alikes``.
        threshold: Lowest score of a member, ``FLOOR`` to 1.
    """
    chosen = [pair for pair in pairs if pair.score >= threshold]
    copies = _copies(alikes, [p for p in chosen if p.relation is Relation.NEAR_DUPLICATE])
    containments = _stars(
        alikes, [p for p in chosen if p.relation is Relation.CONTAINS], _shown(copies), only_a=True
    )
    templates = _stars(
        alikes,
        _between_kept([p for p in chosen if p.relation is Relation.SAME_TEMPLATE], copies),
        _shown([*copies, *containments]),
    )
    groups = _never_remove_kept([*copies, *containments, *templates])
    place = {alike.first.id: number for number, alike in enumerate(alikes)}
    return tuple(sorted(groups, key=lambda g: (g.kind.rank, -g.weakest, place[g.kept])))


def _copies(alikes: Sequence[Alike], near: Sequence[Pair]) -> list[Group]:
    """Groups of identical and near-duplicate documents."""
    groups: list[Group] = []
    by_first = {alike.first.id: alike for alike in alikes}
    stars = dict(_star_members(alikes, near))
    in_star = {other for members in stars.values() for other, _ in members}
    for alike in alikes:
        kept = alike.first
        members = stars.get(kept.id, [])
        if kept.id in in_star and not members:
            continue  # it is listed with all its identical copies around another kept copy
        related = [(row, same_content(kept, row)) for row in alike.rows[1:]]
        for other, pair in members:
            related += [(row, _moved(pair, other, row.id)) for row in by_first[other].rows]
        if related:
            groups.append(_group(kept, related))
    return groups


def _stars(
    alikes: Sequence[Alike],
    pairs: Sequence[Pair],
    shown: frozenset[int] = frozenset(),
    *,
    only_a: bool = False,
) -> list[Group]:
    """Groups between the documents that stand for their identical copies."""
    rows = {alike.first.id: alike.first for alike in alikes}
    return [
        _group(rows[kept], [(rows[other], pair) for other, pair in members])
        for kept, members in _star_members(alikes, pairs, shown, only_a=only_a)
    ]


def _star_members(
    alikes: Sequence[Alike],
    pairs: Sequence[Pair],
    shown: frozenset[int] = frozenset(),
    *,
    only_a: bool = False,
) -> list[tuple[int, list[tuple[int, Pair]]]]:
    """Cover all pairs' documents with stars, in kept order.

    Args:
        shown: Documents that other groups show already; they need no star of their own.
        only_a: Whether only ``a`` of a pair can be kept.
    """
    place = {alike.first.id: number for number, alike in enumerate(alikes)}
    around: dict[int, list[Pair]] = {}
    held_in: dict[int, list[int]] = {}
    for pair in pairs:
        around.setdefault(pair.a, []).append(pair)
        if only_a:
            held_in.setdefault(pair.b, []).append(pair.a)
        else:
            around.setdefault(pair.b, []).append(pair)
    stars: dict[int, list[tuple[int, Pair]]] = {}
    taken: set[int] = set()  # kept or member
    for kept in sorted(around, key=place.__getitem__):
        if kept not in taken:
            free = _others(kept, around[kept], taken)
            if free:
                stars[kept] = free
                taken.update((kept, *(other for other, _ in free)))
    # Whoever is related only to members of other stars gets a star with them, or joins one.
    for document in sorted((around.keys() | held_in) - taken - shown, key=place.__getitem__):
        if document in taken:
            continue
        related = _others(document, around.get(document, ()), ())
        free = [found for found in related if found[0] not in stars]
        keepers = held_in.get(document, [])
        if not only_a:
            keepers = [other for other, _ in related if place[other] < place[document]]
        if keepers and not (only_a and free):
            kept = min(keepers, key=place.__getitem__)
            here = [found for found in _others(kept, around[kept], ()) if found[0] == document]
            stars.setdefault(kept, []).extend(here)
        else:
            stars[document] = free or related
            taken.update(other for other, _ in stars[document])
        taken.add(document)
    return sorted(stars.items(), key=lambda star: place[star[0]])


def _others(kept: int, pairs: Iterable[Pair], taken: Container[int]) -> list[tuple[int, Pair]]:
    others = ((pair.b if pair.a == kept else pair.a, pair) for pair in pairs)
    return [(other, pair) for other, pair in others if other not in taken]


def _shown(groups: Iterable[Group]) -> frozenset[int]:
    return frozenset(
        document
        for group in groups
        for document in (group.kept, *(m.document for m in group.members))
    )


def _ends(pairs: Iterable[Pair]) -> set[int]:
    return {end for pair in pairs for end in (pair.a, pair.b)}


def _between_kept(templates: Sequence[Pair], copies: Iterable[Group]) -> list[Pair]:
    """Leave out what a kept copy already stands for, unless nothing else would show a document."""
    copied = {member.document for group in copies for member in group.members}
    between = [p for p in templates if p.a not in copied and p.b not in copied]
    shown = _ends(between) | copied
    return between + [p for p in templates if p.a not in shown or p.b not in shown]


def _moved(pair: Pair, standing_for: int, document: int) -> Pair:
    """The pair with ``document`` in the place of the one that stands for it."""
    if pair.a == standing_for:
        return pair.with_documents(document, pair.b)
    return pair.with_documents(pair.a, document)


def _group(kept: TextPrint, related: Sequence[tuple[TextPrint, Pair]]) -> Group:
    members = [
        (
            row,
            Member(
                row.id,
                pair.relation_of(row.id),
                pair.score,
                may_be_removed(pair, row, kept),
                pair,
            ),
        )
        for row, pair in related
    ]
    members.sort(key=lambda m: (m[1].relation.rank, -m[1].score, m[0].path))
    weakest = max((pair.relation for _, pair in related), key=lambda relation: relation.rank)
    return Group(
        weakest,
        kept.id,
        kept_because(kept, (row for row, _ in related)),
        tuple(member for _, member in members),
        min(pair.score for _, pair in related),
    )


def _never_remove_kept(groups: Iterable[Group]) -> list[Group]:
    groups = list(groups)
    kept = {group.kept for group in groups}
    return [
        replace(
            group,
            members=tuple(
                replace(member, removable=False) if member.document in kept else member
                for member in group.members
            ),
        )
        for group in groups
    ]
