"""Four rounds of grouping, strongest first: copies, containments, templates, possible scans."""

from __future__ import annotations

import operator
from collections.abc import Container, Iterable, Mapping, Sequence

from desktop_app.index.rows import TextPrint
from desktop_app.similarity.duplicates.groups import Alike, Group, Member, Obstacle
from desktop_app.similarity.duplicates.islands import Island
from desktop_app.similarity.duplicates.judge import Judge, Related
from desktop_app.similarity.duplicates.relations import Pair, Relation
from desktop_app.similarity.duplicates.stand_ins import StandIns
from desktop_app.similarity.duplicates.stars import star_members

_SAME = (Relation.IDENTICAL_FILE, Relation.IDENTICAL_TEXT, Relation.NEAR_DUPLICATE)


def all_rounds(stand_ins: StandIns, island: Island, threshold: float, judge: Judge) -> list[Group]:
    """Return the groups at ``threshold``; what one keeps none offers for removal."""
    pairs = island.pairs(threshold)
    same = [pair for relation in _SAME for pair in pairs.get(relation, ())]
    groups = _copies(stand_ins, island.alikes, same, judge)
    containing = pairs.get(Relation.CONTAINS)
    if containing:
        shown = _shown(groups)
        groups += _stars(stand_ins, stand_ins.place, containing, judge, shown, only_a=True)
    for relation in (Relation.SAME_TEMPLATE, Relation.POSSIBLE):
        weaker = pairs.get(relation)
        if weaker:
            between = _between_kept(weaker, groups)
            # None is offered here, so the centre may be the one that all were compared with.
            place = stand_ins.reference_place
            groups += _stars(stand_ins, place, between, judge, _shown(groups))
    return _told_apart(groups)


def _copies(
    stand_ins: StandIns, alikes: Sequence[Alike], pairs: Sequence[Pair], judge: Judge
) -> list[Group]:
    """Groups of identical and near-duplicate documents.

    Copies to the letter that the kept copy cannot replace have a group of their own; around the
    kept copy only their first is shown.
    """
    around = _around(stand_ins, alikes, pairs)
    places: dict[int, list[tuple[TextPrint, Related]]] = {}
    for kept, parts in around:
        for alike, related in parts:
            if len(alike.rows) > 1:
                places.setdefault(alike.first.id, []).append((kept, related))
    groups: list[Group] = []
    for first, shown_at in places.items():
        groups += judge.copies_to_the_letter(stand_ins.by_first[first], shown_at)
    apart = {member.document for group in groups for member in group.members}
    for kept, parts in around:
        related = [found for _, part in parts for found in part]
        if apart:
            related = [found for found in related if found[0].id not in apart]
        groups.append(judge.group(kept, related))
    return groups


def _around(
    stand_ins: StandIns, alikes: Sequence[Alike], pairs: Sequence[Pair]
) -> list[tuple[TextPrint, list[tuple[Alike, Related]]]]:
    """Return the kept copies and what is the same as each, by text; nothing of it empty."""
    stars = dict(star_members(stand_ins.copy_place, pairs))
    in_star = {other for members in stars.values() for other, _ in members}
    around = []
    for alike in alikes:
        kept = alike.first
        members = stars.get(kept.id, [])
        if not members and (len(alike.rows) == 1 or kept.id in in_star):
            continue  # alone, or listed with all its identical copies around another kept copy
        parts: list[tuple[Alike, Related]] = [
            (stand_ins.by_first[other], stand_ins.all_of(pair, other)) for other, pair in members
        ]
        if len(alike.rows) > 1:
            parts.insert(0, (alike, stand_ins.same_as_first(alike)))
        around.append((kept, parts))
    return around


def _stars(
    stand_ins: StandIns,
    place: Mapping[int, int],
    pairs: Sequence[Pair],
    judge: Judge,
    shown: frozenset[int],
    *,
    only_a: bool = False,
) -> list[Group]:
    """Groups between the documents that stand for their identical copies."""
    of = stand_ins.by_first
    return [
        judge.group(of[kept].first, [(of[other].first, pair) for other, pair in members])
        for kept, members in star_members(place, pairs, shown, only_a=only_a)
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


def _told_apart(groups: list[Group]) -> list[Group]:
    """Say of each member which other groups show it; what one group keeps none offers."""
    kept = {group.kept for group in groups}
    seen, twice = set(kept), set[int]()
    for group in groups:
        for member in group.members:
            if member.document in seen:
                twice.add(member.document)
            seen.add(member.document)
    if not twice:
        return groups
    around: dict[int, list[int]] = {document: [] for document in twice}
    for group in groups:
        for member in group.members:
            if member.document in twice:
                around[member.document].append(group.kept)
    return [_with_members_told(group, kept, around) for group in groups]


def _with_members_told(group: Group, kept: Container[int], around: dict[int, list[int]]) -> Group:
    told = tuple(
        _told(member, group.kept, kept, around) if member.document in around else member
        for member in group.members
    )
    if all(map(operator.is_, told, group.members)):
        return group
    return Group(group.kind, group.kept, group.kept_because, told, group.weakest)


def _told(
    member: Member, kept_here: int, kept: Container[int], around: dict[int, list[int]]
) -> Member:
    also_in = {*around[member.document]} - {kept_here}
    obstacle = member.obstacle
    if member.document in kept:
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
