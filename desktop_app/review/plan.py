"""Which copy stays for each document that shall be removed; without one, it is refused."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from desktop_app.index.rows import TextPrint
from desktop_app.review.removal import Planned
from desktop_app.similarity.duplicates.duplicates import Findings
from desktop_app.similarity.duplicates.groups import Obstacle, obstacle_to_removal, same_content
from desktop_app.similarity.duplicates.kept import DEFAULT_KEEPING, Keeping
from desktop_app.similarity.duplicates.relations import NEAR_SHARE, Pair, Relation


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a document stays.

    Attributes:
        path: Relative to the folder.
        nearest: The document that comes closest to a copy of it; "" if none is related.
        relation: What the document is to that one, or None.
        obstacle: What speaks against removing it because of that one; None if nothing does, but
            that one is to be removed as well.
        known: Whether the document is in the index at all.
    """

    path: str
    nearest: str = ""
    relation: Relation | None = None
    obstacle: Obstacle | None = None
    known: bool = True


@dataclass(frozen=True, slots=True)
class Plan:
    """A list that can be shown before anything is done.

    Attributes:
        removals: What can be removed, each with the copy that stays.
        refused: What cannot.
    """

    removals: tuple[Planned, ...]
    refused: tuple[Refusal, ...]


def plan_removal(
    findings: Findings,
    rows: Mapping[int, TextPrint],
    paths: Collection[str],
    *,
    keeping: Keeping = DEFAULT_KEEPING,
    threshold: float = NEAR_SHARE,
    because: Mapping[str, Any] | None = None,
) -> Plan:
    """Return which of ``paths`` may be removed, and because of which copy that stays.

    Args:
        findings: What is alike in the folder.
        rows: Its documents, by id.
        paths: What a person chose, relative to the folder.
        keeping: What is protected, and which copy is preferred to stay.
        threshold: Lowest score of a copy.
        because: Facts for the journal that are the same for all.
    """
    copies = _Copies(findings, rows, keeping, threshold)
    by_path = {row.path: row for row in rows.values()}
    leaving = {by_path[path].id for path in paths if path in by_path}
    removals, refused = [], []
    for path in sorted(set(paths)):
        row = by_path.get(path)
        if row is None:
            refused.append(Refusal(path, known=False))
            continue
        found = copies.best(row, leaving)
        if isinstance(found, Refusal):
            refused.append(found)
            continue
        kept, pair = found
        facts = {
            "relation": pair.relation_of(row.id).value,
            "score": round(pair.score, 6),
            "threshold": threshold,
            **(because or {}),
        }
        removals.append(Planned(path, row.sha256, kept.path, kept.sha256, facts))
    return Plan(tuple(removals), tuple(refused))


class _Copies:
    """The documents that each is related to."""

    def __init__(
        self,
        findings: Findings,
        rows: Mapping[int, TextPrint],
        keeping: Keeping,
        threshold: float,
    ) -> None:
        self._findings, self._rows, self._keeping = findings, rows, keeping
        self._alikes = {row.id: alike for alike in findings.alikes for row in alike.rows}
        self._pairs: dict[int, list[Pair]] = {}
        for pair in findings.related:
            if pair.score >= threshold:
                self._pairs.setdefault(pair.a, []).append(pair)
                self._pairs.setdefault(pair.b, []).append(pair)

    def best(self, row: TextPrint, leaving: Collection[int]) -> tuple[TextPrint, Pair] | Refusal:
        """Return the copy that should stay for ``row``, or why there is none."""
        others = sorted(
            self._others(row),
            key=lambda found: (found[1].relation.rank, self._keeping.order(found[0])),
        )
        if self._keeping.is_protected(row):
            return Refusal(row.path, obstacle=Obstacle.PROTECTED)
        refusal = Refusal(row.path)
        for other, pair in others:
            obstacle = obstacle_to_removal(
                pair, row, other, self._keeping, self._findings.substance
            )
            if obstacle is None and other.id not in leaving:
                return other, pair
            if not refusal.nearest:
                refusal = Refusal(row.path, other.path, pair.relation_of(row.id), obstacle)
        return refusal

    def _others(self, row: TextPrint) -> Iterator[tuple[TextPrint, Pair]]:
        alike = self._alikes.get(row.id)
        if alike is None:
            return
        for other in alike.rows:
            if other.id != row.id:
                yield other, same_content(other, row)
        first = alike.first.id
        for pair in self._pairs.get(first, ()):
            end = pair.b if pair.a == first else pair.a
            for other in self._alikes[end].rows:
                a, b = (row.id, other.id) if pair.a == first else (other.id, row.id)
                yield other, pair.with_documents(a, b)
