"""What lies before a reviewer: groups at a threshold, with what was decided, to filter and to sort.

Plain data made from what is alike in the folder and from the journal's decisions; another threshold
reads nothing. A group's *risk* is how much would be lost by a wrong decision: copies to the letter
are safe, the weaker the weakest link and the more is said by one side only, the riskier.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from desktop_app.index.rows import TextPrint
from desktop_app.review.decisions import Decision, Decisions, Verdict, conflicts
from desktop_app.similarity.duplicates.duplicates import Findings
from desktop_app.similarity.duplicates.groups import Group, Member, Obstacle
from desktop_app.similarity.duplicates.kept import DEFAULT_KEEPING, Keeping
from desktop_app.similarity.duplicates.relations import FLOOR, NEAR_SHARE, Pair, Relation


class GroupState(enum.Enum):
    """How far a group has been decided."""

    OPEN = "open"
    PARTLY = "partly"
    DECIDED = "decided"
    CONFLICT = "conflict"
    """Documents with one text were decided differently."""


@dataclass(frozen=True, slots=True)
class BoardMember:
    """A document beside the kept copy.

    Attributes:
        row: The document.
        member: What it is to the kept copy, and what speaks against its removal.
        size: Its bytes; 0 if they are not known.
        decision: What was decided about it beside the kept copy, or None.
        stale: Whether one of the two has changed since it was decided.
    """

    row: TextPrint
    member: Member
    size: int = 0
    decision: Decision | None = None
    stale: bool = False

    @property
    def relation(self) -> Relation:
        return self.member.relation

    @property
    def score(self) -> float:
        return self.member.score

    @property
    def obstacle(self) -> Obstacle | None:
        return self.member.obstacle

    @property
    def removable(self) -> bool:
        return self.member.removable

    @property
    def verdict(self) -> Verdict | None:
        """What was decided and still holds."""
        return self.decision.verdict if self.decision and not self.stale else None


@dataclass(frozen=True, slots=True)
class BoardGroup:
    """A kept copy and what is related to it.

    Attributes:
        kept: The copy that stays.
        kept_because: The rule that chose it, as a phrase.
        relation: The weakest in the group.
        members: The others, strongest first.
        weakest: The lowest score of a member.
        state: How far it has been decided.
    """

    kept: TextPrint
    kept_because: str
    relation: Relation
    members: tuple[BoardMember, ...]
    weakest: float
    state: GroupState

    @property
    def count(self) -> int:
        """How many documents it has, the kept copy among them."""
        return 1 + len(self.members)

    @property
    def removable_bytes(self) -> int:
        """What the members take that may be removed."""
        return sum(one.size for one in self.members if one.removable)

    @property
    def removable_count(self) -> int:
        return sum(one.removable for one in self.members)

    @property
    def folder(self) -> str:
        """The folder of the kept copy, relative; "" at the top."""
        parent = str(PurePosixPath(self.kept.path).parent)
        return "" if parent == "." else parent

    @property
    def risk(self) -> tuple[int, float]:
        """Grows with what a wrong decision would lose; see the module."""
        return self.relation.rank, 1 - self.weakest

    @property
    def next_open(self) -> int | None:
        """Place of the first member without a decision that holds, or None."""
        return next((at for at, one in enumerate(self.members) if one.verdict is None), None)


class Order(enum.Enum):
    """Ways to sort groups; each puts first what a reviewer asks for by it."""

    STRONGEST = "strongest"
    CONFIDENCE = "confidence"
    RISK = "risk"
    SIZE = "size"
    COUNT = "count"
    PATH = "path"


_KEYS: dict[Order, Callable[[BoardGroup], object]] = {
    Order.CONFIDENCE: lambda group: -group.weakest,
    Order.RISK: lambda group: tuple(-part for part in group.risk),
    Order.SIZE: lambda group: -group.removable_bytes,
    Order.COUNT: lambda group: -group.count,
    Order.PATH: lambda group: group.kept.path,
}


@dataclass(frozen=True, slots=True)
class Filter:
    """Which groups are shown; an empty set lets all through.

    Attributes:
        relations: Of the group.
        kinds: Values of ``documents.model.Kind``; of any document in it.
        states: How far it is decided.
        verdicts: Of any member.
        folder: A subfolder that any document lies in, at any depth; "" for all.
        words: Part of a path of any document, case apart.
        removable: Only groups with something that may be removed.
    """

    relations: frozenset[Relation] = frozenset()
    kinds: frozenset[str] = frozenset()
    states: frozenset[GroupState] = frozenset()
    verdicts: frozenset[Verdict] = frozenset()
    folder: str = ""
    words: str = ""
    removable: bool = False

    def shows(self, group: BoardGroup) -> bool:
        """Whether ``group`` is shown."""
        rows = (group.kept, *(one.row for one in group.members))
        words = self.words.casefold()
        return (
            (not self.relations or group.relation in self.relations)
            and (not self.states or group.state in self.states)
            and (not self.kinds or any(row.kind in self.kinds for row in rows))
            and (not self.verdicts or any(one.verdict in self.verdicts for one in group.members))
            and (not self.folder or any(row.path.startswith(f"{self.folder}/") for row in rows))
            and (not words or any(words in row.path.casefold() for row in rows))
            and (not self.removable or group.removable_count > 0)
        )


@dataclass(frozen=True, slots=True)
class Counts:
    """What a threshold comes to.

    Attributes:
        groups, documents: In groups, kept copies among them.
        removable: Documents that may be removed.
        removable_bytes: What those take.
        by_relation: Groups of each relation.
    """

    groups: int
    documents: int
    removable: int
    removable_bytes: int
    by_relation: Mapping[Relation, int]


@dataclass(frozen=True, slots=True)
class Board:
    """The groups of a folder at one threshold.

    Attributes:
        findings: What is alike.
        rows: The documents, by id.
        decisions: What was decided.
        keeping: How kept copies are chosen.
        threshold: Lowest score of a member, ``FLOOR`` to 1.
        sizes: Bytes of each document, by path.
        groups: In the order of ``Findings.groups``.
    """

    findings: Findings
    rows: Mapping[int, TextPrint]
    decisions: Decisions
    keeping: Keeping = DEFAULT_KEEPING
    threshold: float = NEAR_SHARE
    sizes: Mapping[str, int] = field(default_factory=dict)
    groups: tuple[BoardGroup, ...] = field(init=False)

    def __post_init__(self) -> None:
        found = self.findings.groups(
            self.threshold, keeping=self.keeping, not_duplicates=self.decisions.not_duplicates()
        )
        at_odds = {one.key for both in self.conflicts() for one in both}
        object.__setattr__(self, "groups", tuple(self._group(group, at_odds) for group in found))

    def at(self, threshold: float) -> Board:
        """Return the groups at another threshold."""
        return replace(self, threshold=max(FLOOR, min(1.0, threshold)))

    def with_decisions(self, decisions: Decisions) -> Board:
        """Return the groups after something was decided, or taken back."""
        return replace(self, decisions=decisions)

    def keeping_by(self, keeping: Keeping) -> Board:
        """Return the groups by other rules."""
        return replace(self, keeping=keeping)

    def shown(
        self, filter: Filter | None = None, order: Order = Order.STRONGEST
    ) -> list[BoardGroup]:
        """Return the groups that ``filter`` lets through, in ``order``."""
        groups = [group for group in self.groups if filter is None or filter.shows(group)]
        if key := _KEYS.get(order):
            groups.sort(key=key)  # type: ignore[arg-type]
        return groups

    @property
    def counts(self) -> Counts:
        """What the threshold comes to."""
        return Counts(
            len(self.groups),
            sum(group.count for group in self.groups),
            sum(group.removable_count for group in self.groups),
            sum(group.removable_bytes for group in self.groups),
            Counter(group.relation for group in self.groups),
        )

    def boundary(self, most: int = 3) -> tuple[list[Pair], list[Pair]]:
        """Return example pairs right above and right below the threshold, nearest first."""
        above = [pair for pair in self.findings.related if pair.score >= self.threshold]
        below = [pair for pair in self.findings.related if pair.score < self.threshold]
        nearest: Callable[[Pair], float] = lambda pair: abs(pair.score - self.threshold)  # noqa: E731
        return sorted(above, key=nearest)[:most], sorted(below, key=nearest)[:most]

    def to_remove(self) -> list[str]:
        """Return the documents decided to be duplicates whose decision holds, in order of path."""
        return sorted(
            {
                one.row.path
                for group in self.groups
                for one in group.members
                if one.verdict is Verdict.DUPLICATE
            }
        )

    def stale(self) -> list[Decision]:
        """Return the decisions of which a document has changed or is gone since."""
        return self.decisions.stale({row.path: row.sha256 for row in self.rows.values()})

    def conflicts(self) -> list[tuple[Decision, Decision]]:
        """Return decisions that do not go together: one text, decided differently."""
        texts = {row.path: row.text_sha256 or row.sha256 for row in self.rows.values()}
        return list(conflicts(self.decisions.all(), texts))

    def decided_by(
        self, rule: Callable[[BoardMember], bool], verdict: Verdict
    ) -> Iterator[Decision]:
        """Yield a decision for each open member that ``rule`` picks.

        A member that may not be removed is never made a duplicate by a rule.
        """
        for group in self.groups:
            for one in group.members:
                may = one.removable or verdict is not Verdict.DUPLICATE
                if one.verdict is None and may and rule(one):
                    yield decision(group, one, verdict)

    def _group(self, group: Group, at_odds: set[tuple[str, str]]) -> BoardGroup:
        kept = self.rows[group.kept]
        members = tuple(self._member(kept, member) for member in group.members)
        return BoardGroup(
            kept,
            group.kept_because,
            group.kind,
            members,
            group.weakest,
            _state(members, any((one.row.path, kept.path) in at_odds for one in members)),
        )

    def _member(self, kept: TextPrint, member: Member) -> BoardMember:
        row = self.rows[member.document]
        made = self.decisions.of(row.path, kept.path)
        stale = made is not None and not made.holds_for(row.sha256, kept.sha256)
        return BoardMember(row, member, self.sizes.get(row.path, 0), made, stale)


def decision(
    group: BoardGroup, member: BoardMember, verdict: Verdict | None, note: str | None = None
) -> Decision:
    """Return a decision about a member beside the kept copy, to be written down.

    Args:
        note: None keeps the one that is there.
    """
    before = member.decision.note if member.decision else ""
    return Decision(
        member.row.path,
        member.row.sha256,
        group.kept.path,
        group.kept.sha256,
        verdict,
        before if note is None else note,
    )


def _state(members: Iterable[BoardMember], at_odds: bool) -> GroupState:
    if at_odds:
        return GroupState.CONFLICT
    verdicts = [one.verdict for one in members]
    if all(verdicts):
        return GroupState.DECIDED
    return GroupState.PARTLY if any(verdicts) else GroupState.OPEN
