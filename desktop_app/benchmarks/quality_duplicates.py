"""Which documents are found to be the same, on a labelled set, at the one fixed setting.

The folder holds ``docs.jsonl.gz`` with one object a line: ``id``; ``text``; ``doc``, equal for the
versions of one document; and, where versions were made by damaging an original, ``kind``: "orig"
for the original, "template" for another use of its form (the same words with other names and
numbers: **not** the same document), else the damage. The files are named by number, so that no name
tells what is in them.
"""

from __future__ import annotations

import contextlib
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from desktop_app.benchmarks.quality_files import indexed, lines
from desktop_app.benchmarks.quality_plain import (
    COSINE,
    JACCARD,
    Likeness,
    PairSet,
    first_tokens,
    minhash,
    passage_means,
)
from desktop_app.benchmarks.tables import write_table
from desktop_app.documents.text.normalise import match_text
from desktop_app.embedding.catalogue import DEFAULT, find
from desktop_app.index.reader import IndexReader
from desktop_app.library import Duplicates
from desktop_app.similarity.duplicates.containment import shared_counts
from desktop_app.similarity.duplicates.relations import Relation
from desktop_app.similarity.duplicates.shingles import char_shingles

LEAST_RECALL = 0.95
"""Of each kind of damage."""

ORIGINAL, TEMPLATE = "orig", "template"
NOT_THE_SAME = frozenset({"same_template", "related"})
"""Relations that do not say that two documents are the same; all others do."""

_QUICK_DOCUMENTS = 12  # different ones, with all their versions


@dataclass(frozen=True, slots=True)
class LabelledSet:
    """Documents of which it is known which are the same.

    Attributes:
        texts: File name → text.
        ids: File name → the set's own name for it.
        same: File name → what is equal for versions of one document.
        kinds: File name → the damage, ``ORIGINAL``, ``TEMPLATE``, or "".
    """

    texts: Mapping[str, str]
    ids: Mapping[str, str]
    same: Mapping[str, str]
    kinds: Mapping[str, str]

    def truth(self) -> PairSet:
        """Return the pairs of files that are versions of one document."""
        versions = defaultdict(list)
        for name, document in self.same.items():
            if self.kinds[name] != TEMPLATE:
                versions[document].append(name)
        return frozenset(
            frozenset(pair) for names in versions.values() for pair in combinations(names, 2)
        )

    def with_original(self, kind: str) -> PairSet:
        """Return the pairs of an original and its variant of a kind."""
        originals = {d: name for name, d in self.same.items() if self.kinds[name] == ORIGINAL}
        return frozenset(
            frozenset((name, originals[document]))
            for name, document in self.same.items()
            if self.kinds[name] == kind and document in originals
        )

    def damages(self) -> list[str]:
        """Return the kinds of variants there are, in the order in which they come."""
        kinds = dict.fromkeys(self.kinds.values())
        return [kind for kind in kinds if kind != ORIGINAL and self.with_original(kind)]


@dataclass(frozen=True, slots=True)
class Figures:
    """How right a set of pairs is."""

    right: int
    told: int
    true: int

    @property
    def precision(self) -> float:
        return self.right / self.told if self.told else 0.0

    @property
    def recall(self) -> float:
        return self.right / self.true if self.true else 0.0

    @property
    def f1(self) -> float:
        return 2 * self.right / (self.told + self.true) if self.told + self.true else 0.0


@dataclass(frozen=True, slots=True)
class Told:
    """What the product says of a pair."""

    relation: Relation
    score: float

    @property
    def is_same(self) -> bool:
        return self.relation.value not in NOT_THE_SAME


@dataclass(frozen=True, slots=True)
class PlainWay:
    """A plain way at the threshold at which it is usually run."""

    name: str
    likeness: Likeness
    fixed: float


OurPairs = Mapping[frozenset[str], Told]


def read_labelled(folder: Path, most: int | None = None) -> LabelledSet:
    """Return the set kept in ``folder``, with at most ``most`` different documents.

    Raises:
        KeyError: If a line has no ``id``, ``doc`` or ``text``.
    """
    rows = [json.loads(line) for line in lines(folder / "docs.jsonl.gz")]
    chosen = set(list(dict.fromkeys(row["doc"] for row in rows))[:most])
    named = {f"{n:06}.txt": row for n, row in enumerate(rows) if row["doc"] in chosen}
    return LabelledSet(
        {name: row["text"] for name, row in named.items()},
        {name: row["id"] for name, row in named.items()},
        {name: row["doc"] for name, row in named.items()},
        {name: row.get("kind", "") for name, row in named.items()},
    )


def figures(pairs: PairSet, truth: PairSet) -> Figures:
    """Return how right ``pairs`` are."""
    return Figures(len(pairs & truth), len(pairs), len(truth))


def our_pairs(found: Duplicates) -> dict[frozenset[str], Told]:
    """Return all pairs the product tells at its default threshold, by path."""
    path = {number: row.path for number, row in found.rows.items()}
    return {
        frozenset((path[pair.a], path[pair.b])): Told(pair.relation, pair.score)
        for pair in found.findings.pairs()
    }


def measure(folder: Path, *, quick: bool, list_wrong: bool) -> bool:
    """Print the figures of one set; returns whether the goals are reached.

    Args:
        quick: A few documents with their versions only.
        list_wrong: Also list every pair that was missed or made up.
    """
    labelled = read_labelled(folder, _QUICK_DOCUMENTS if quick else None)
    with indexed(labelled.texts) as library:
        ours = our_pairs(library.duplicates())
        with contextlib.closing(IndexReader(library.location)) as reader:
            means = passage_means(reader)
    plain = [
        PlainWay("cosine of the first tokens", first_tokens(labelled.texts, find(DEFAULT)), COSINE),
        PlainWay("cosine of the mean of passages", means, COSINE),
        PlainWay("MinHash of three words", minhash(labelled.texts), JACCARD),
    ]
    truth = labelled.truth()
    sys.stdout.write(f"{len(labelled.texts):,} documents, {len(truth):,} pairs are the same\n\n")
    reached = _write_ways(ours, plain, truth)
    reached &= _write_damages(ours, plain, labelled)
    if list_wrong:
        _write_wrong(ours, labelled, means)
    sys.stdout.write(f"goals {'reached' if reached else 'MISSED'}\n")
    return reached


def _write_ways(ours: OurPairs, plain: Sequence[PlainWay], truth: PairSet) -> bool:
    """Write one line a way; returns whether ours is ahead of every way at its fixed setting."""
    fixed = {"ours": figures(_said_same(ours), truth)}
    hindsight = {}
    for way in plain:
        best = way.likeness.best_threshold(truth)
        fixed[f"{way.name} ≥ {way.fixed:.2f}"] = figures(way.likeness.pairs(way.fixed), truth)
        hindsight[f"  in hindsight: {way.name} ≥ {best:.3f}"] = figures(
            way.likeness.pairs(best), truth
        )
    rows = [
        [way, f"{found.f1:.3f}", f"{found.precision:.3f}", f"{found.recall:.3f}", found.told]
        for way, found in (fixed | hindsight).items()
    ]
    write_table(["way", "F1", "precision", "recall", "pairs"], rows)
    own, *others = fixed.values()
    ahead = all(own.f1 > other.f1 for other in others)
    sys.stdout.write(f"ahead of every fixed way: {_verdict(ahead)}\n")
    return ahead


def _write_damages(ours: OurPairs, plain: Sequence[PlainWay], labelled: LabelledSet) -> bool:
    """Write how much of each kind of damage every way finds; returns whether ours finds enough."""
    same = _said_same(ours)
    others = [way.likeness.pairs(way.fixed) for way in plain]
    rows, reached = [], True
    for kind in labelled.damages():
        pairs = labelled.with_original(kind)
        found = pairs & same
        possible = sum(ours[pair].relation.value == "possible" for pair in found)
        recall = len(found) / len(pairs)
        verdict = "not the same"
        if kind != TEMPLATE:
            reached &= recall >= LEAST_RECALL
            verdict = _verdict(recall >= LEAST_RECALL)
        shares = [recall, *(len(pairs & other) / len(pairs) for other in others)]
        rows.append([
            kind, len(pairs), possible, *(f"{share:.3f}" for share in shares), verdict,
        ])  # fmt: skip
    if rows:
        sys.stdout.write("\n")
        heads = ["variant of an original", "pairs", "as possible", "share told by ours"]
        write_table([*heads, *(f"{way.name} ≥ {way.fixed:.2f}" for way in plain), ""], rows)
    return reached


def _write_wrong(ours: OurPairs, labelled: LabelledSet, means: Likeness) -> None:
    """List what was missed and made up, with the evidence: for work on the rules."""
    truth, same = labelled.truth(), _said_same(ours)
    cosine = means.by_pair()
    rows, causes = [], Counter[str]()
    for what, pairs in (("missed", truth - same), ("made up", same - truth)):
        for one, other in sorted(tuple(sorted(pair)) for pair in pairs):
            told = ours.get(frozenset((one, other)))
            relation = told.relation.value if told else "-"
            shares = _shares(labelled.texts[one], labelled.texts[other])
            rows.append([
                f"{what}  {labelled.ids[one]}  {labelled.ids[other]}",
                relation,
                f"{told.score:.3f}" if told else "-",
                *(f"{share:.3f}" for share in shares),
                f"{cosine.get(frozenset((one, other)), 0.0):.3f}",
            ])  # fmt: skip
            kinds = sorted((labelled.kinds[one], labelled.kinds[other]))
            causes[f"{what}  {' + '.join(filter(None, kinds))}  {relation}"] += 1
    sys.stdout.write("\n")
    write_table(["wrong pair", "told", "score", "of first", "of second", "cosine"], rows)
    sys.stdout.write("\n")
    write_table(["wrong pairs of kinds, told as", "pairs"], causes.most_common())


def _shares(one: str, other: str) -> tuple[float, float]:
    """Share of each text in the other, as the product measures it."""
    mine, theirs = (char_shingles(match_text(text).text) for text in (one, other))
    (shared,) = shared_counts(mine, [theirs])
    return shared / max(1, len(mine)), shared / max(1, len(theirs))


def _said_same(ours: OurPairs) -> PairSet:
    return frozenset(pair for pair, told in ours.items() if told.is_same)


def _verdict(reached: bool) -> str:
    return "reached" if reached else "MISSED"
