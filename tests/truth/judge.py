"""Compares what was found with the truth: precision and recall of every relation.

*Recall* of a relation: of the pairs whose best answer it is, the share that got an honest answer.
*Precision*: of the pairs that were said to be it, the share where that is an honest answer. A pair
about which nothing is planted is unrelated. Contains and contained in are one relation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tests.truth.model import NONE, PairTruth, Removal, Truth, mirrored
from tests.truth.product import Answer, FoundPair

_NOTHING_FOUND = FoundPair("", "", NONE, 0.0, removable=False)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One pair: what it is, and what was said about it.

    Attributes:
        found: What was said about ``truth.a``, as it sees ``truth.b``.
    """

    truth: PairTruth
    found: str
    score: float

    @property
    def expected(self) -> str:
        return self.truth.expected.relation

    @property
    def right(self) -> bool:
        return self.truth.expected.accepts(self.found)


@dataclass(frozen=True, slots=True)
class Score:
    """How one relation, or one kind of pair, fared.

    Attributes:
        planted: Pairs whose best answer it is.
        answered: Those of them with an honest answer.
        said: Pairs said to be it.
        rightly: Those of them of which that is an honest answer.
    """

    name: str
    planted: int
    answered: int
    said: int = 0
    rightly: int = 0

    @property
    def recall(self) -> float:
        """0 to 1; 1 where there is nothing to find."""
        return self.answered / self.planted if self.planted else 1.0

    @property
    def precision(self) -> float:
        """0 to 1; 1 where nothing was said."""
        return self.rightly / self.said if self.said else 1.0


@dataclass(frozen=True, slots=True)
class Judgement:
    """All there is to say about an answer.

    Attributes:
        verdicts: Every planted pair, and every other that was found.
        violations: A sentence for everything offered for removal that never may be.
        not_empty, empty: Paths wrongly said to be empty, and empty ones of which it was not said.
        unread: Paths of files that were not fully read, though they should have been.
    """

    verdicts: tuple[Verdict, ...]
    violations: tuple[str, ...]
    not_empty: tuple[str, ...]
    empty: tuple[str, ...]
    unread: tuple[str, ...]

    @property
    def relations(self) -> tuple[Score, ...]:
        """The score of every relation that was planted or found."""
        names = {_undirected(v.expected) for v in self.verdicts}
        names |= {_undirected(v.found) for v in self.verdicts}
        return tuple(self._score(name) for name in sorted(names))

    @property
    def kinds(self) -> tuple[Score, ...]:
        """The share of honest answers about every kind of planted pair, in the order planted."""
        planted = dict.fromkeys(v.truth.kind for v in self.verdicts)
        return tuple(Score(kind, *_counted(self.verdicts, _of_kind(kind))) for kind in planted)

    def wrong(self, name: str = "") -> tuple[Verdict, ...]:
        """Return the pairs with a wrong answer; with ``name``, of this relation or kind only."""
        return tuple(
            verdict
            for verdict in self.verdicts
            if not verdict.right
            and (
                not name
                or name == verdict.truth.kind
                or name in (_undirected(verdict.expected), _undirected(verdict.found))
            )
        )

    def _score(self, name: str) -> Score:
        planted = _counted(self.verdicts, lambda v: _undirected(v.expected) == name)
        said = (0, 0)  # nothing was said where nothing was found
        if name != NONE:
            said = _counted(self.verdicts, lambda v: _undirected(v.found) == name)
        return Score(name, *planted, *said)


def judge(truth: Truth, answer: Answer) -> Judgement:
    """Return how ``answer`` compares with ``truth``."""
    found: dict[frozenset[str], FoundPair] = {frozenset((p.a, p.b)): p for p in answer.pairs}
    pairs = {frozenset((pair.a, pair.b)): pair for pair in truth}
    for key, pair in found.items():
        pairs.setdefault(key, truth.about(pair.a, pair.b))
    verdicts = tuple(_verdict(pair, found.get(key, _NOTHING_FOUND)) for key, pair in pairs.items())
    return Judgement(
        verdicts,
        (*_removable_pairs(truth, answer), *_removed_members(truth, answer)),
        tuple(sorted(answer.empty - truth.empty)),
        tuple(sorted(truth.empty - answer.empty)),
        tuple(sorted(answer.unread - truth.empty - truth.scans)),
    )


def _verdict(pair: PairTruth, found: FoundPair) -> Verdict:
    relation = found.relation if found.a in ("", pair.a) else mirrored(found.relation)
    return Verdict(pair, relation, found.score)


def _removable_pairs(truth: Truth, answer: Answer) -> Iterable[str]:
    for pair in answer.pairs:
        known = truth.about(pair.a, pair.b)
        if pair.removable and known.expected.removal is Removal.NEITHER:
            yield f"pair is removable ({known.kind}, {pair.relation}): {pair.a} | {pair.b}"


def _removed_members(truth: Truth, answer: Answer) -> Iterable[str]:
    for offer in answer.offers:
        known = truth.about(offer.kept, offer.removed)
        allowed = known.expected.removal is Removal.EITHER or (
            known.expected.removal is Removal.SECOND and known.b == offer.removed
        )
        if not allowed:
            yield f"group offers ({known.kind}): {offer.removed} | kept {offer.kept}"


def _undirected(relation: str) -> str:
    return "contains" if relation == "contained_in" else relation


def _of_kind(kind: str) -> Callable[[Verdict], bool]:
    return lambda verdict: verdict.truth.kind == kind


def _counted(verdicts: Iterable[Verdict], chosen: Callable[[Verdict], bool]) -> tuple[int, int]:
    """Return how many are chosen, and how many of those are right."""
    right = [verdict.right for verdict in verdicts if chosen(verdict)]
    return len(right), sum(right)
