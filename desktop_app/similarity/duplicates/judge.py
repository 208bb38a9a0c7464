"""What is to be said of groups and their members, remembered: most is the same at any threshold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from desktop_app.index.rows import TextPrint
from desktop_app.similarity.duplicates.groups import (
    Alike,
    Group,
    Member,
    obstacle_to_removal,
    same_content,
)
from desktop_app.similarity.duplicates.kept import Keeping
from desktop_app.similarity.duplicates.relations import Pair, Relation
from desktop_app.similarity.duplicates.substance import Substance

Related = Sequence[tuple[TextPrint, Pair]]
"""Documents, each with the pair that binds it to a kept copy."""

_CONTAINS = "contains the others"
_COMPARED_WITH = "is what the others were compared with"
_TRIES = 8  # documents looked at to find one that another copies to the letter


class Judge:
    """Says what may be offered for removal, and why a copy is kept. One thread at a time."""

    def __init__(self, keeping: Keeping, substance: Substance | None) -> None:
        self._keeping, self._substance = keeping, substance
        self._members: dict[tuple[int, int], Member] = {}
        self._groups: dict[tuple[int, int], tuple[list[Pair], Group]] = {}
        self._copies: dict[int, tuple[Sequence[tuple[TextPrint, Related]], list[Group]]] = {}

    def group(self, kept: TextPrint, related: Related) -> Group:
        """Return the group of ``kept`` and at least one related document."""
        key, pairs = (kept.id, related[0][0].id), [pair for _, pair in related]
        known = self._groups.get(key)
        if known is None or known[0] != pairs:
            known = self._groups[key] = pairs, self._judged(kept, related)
        return known[1]

    def copies_to_the_letter(
        self, alike: Alike, places: Sequence[tuple[TextPrint, Related]]
    ) -> list[Group]:
        """Return groups of those documents of ``alike`` that only a copy of theirs can replace.

        Where a longer version is kept, none of two equal files may be offered because of it; yet
        one of the two can go because of the other.

        Args:
            alike: Documents with one text.
            places: The kept copies around which they are shown, each with them.
        """
        known = self._copies.get(alike.first.id)
        if known is None or known[0] != places:
            known = self._copies[alike.first.id] = places, self._copied(alike, places)
        return known[1]

    def _copied(self, alike: Alike, places: Sequence[tuple[TextPrint, Related]]) -> list[Group]:
        offered = {
            row.id
            for kept, related in places
            for row, pair in related
            if self._member(kept, row, pair).removable
        }
        copies: list[tuple[TextPrint, list[TextPrint]]] = []
        of_file: dict[bytes, tuple[TextPrint, list[TextPrint]]] = {}
        for row in alike.rows:
            if row.id in offered:
                continue
            same_file = of_file.get(row.sha256)
            for found in [same_file] if same_file else copies[:_TRIES]:
                first, others = found
                if self._member(first, row, same_content(first, row)).removable:
                    others.append(row)
                    break
            else:
                found = row, []
                copies.append(found)
            of_file.setdefault(row.sha256, found)
        return [
            self.group(first, [(row, same_content(first, row)) for row in others])
            for first, others in copies
            if others
        ]

    def _judged(self, kept: TextPrint, related: Related) -> Group:
        members = [(row, self._member(kept, row, pair)) for row, pair in related]
        members.sort(key=lambda m: (m[1].relation.rank, -m[1].score, m[0].path))
        weakest = max((pair.relation for _, pair in related), key=lambda relation: relation.rank)
        return Group(
            weakest,
            kept.id,
            self._reason(kept, related, weakest),
            _with_copies_named(kept, members),
            min(pair.score for _, pair in related),
        )

    def _reason(self, kept: TextPrint, related: Related, weakest: Relation) -> str:
        others = [row for row, _ in related]
        if self._keeping.comes_first(kept, others):
            return self._keeping.reason(kept, others)
        return _CONTAINS if weakest is Relation.CONTAINS else _COMPARED_WITH

    def _member(self, kept: TextPrint, row: TextPrint, pair: Pair) -> Member:
        known = self._members.get((kept.id, row.id))
        if known is None or (known.pair is not pair and known.pair != pair):
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
