"""Which documents are worth comparing: an inverted index of three-word shingles.

A pair is a candidate if the smaller document shares a twentieth of its shingles with the other,
each shingle weighed by how rare it is in the folder, or half of them unweighed. So a letterhead
alone makes no candidates, while any number of true copies find each other (discount, don't drop),
and a scan with 8 % misread letters, of whose shingles a tenth to a fourth is left, its original.

Clusters of more than ``MOST_IN_FULL`` documents with much text in common (the invoices of one
template, the letters of one mailing) would have pairs by the square. So each of their documents is
compared with a reference, the first that has its common text; among themselves they are candidates
only by what few of them hold, which is where a copy of an invoice is like the invoice and unlike
its siblings.

Everything else is exact up to ``MAX_POSTINGS`` shingles and ``PAIR_BUDGET`` co-occurrences. Above
the first, long documents are indexed by a fixed fraction of the hash space (FracMinHash, Irber et
al. 2022), which keeps containment unbiased whatever the sizes. Above the second, the most frequent
shingles are set aside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from desktop_app.progress import CancelToken
from desktop_app.similarity.duplicates.shingles import HashArray

IntArray = npt.NDArray[np.int64]
OwnerArray = npt.NDArray[np.int32]
BoolArray = npt.NDArray[np.bool_]

MAX_POSTINGS = 16_000_000
PAIR_BUDGET = 1 << 27
REFERENCE_BUDGET = 1 << 31
MOST_IN_FULL = 64
"""Clusters of up to so many documents are compared in full, whatever the size of the folder."""

_WEIGHED_SHARE = 0.05
_PLAIN_SHARE = 0.50
_MIN_SHARED = 2
_COMMON_SHARE = 0.35  # of a document's shingles are in large clusters: it needs a reference
_COVERED_SHARE = 0.75  # of these the reference has; else it needs another
# Siblings share some of their own text, too: a customer's address. Of a scan with 8 % misread
# letters a tenth to a fourth is left.
_OWN_SHARE = 0.10
_SHORT = 256  # documents with fewer shingles are always indexed in full

_DOC_BITS = np.uint64(24)  # 16 million documents; 40 bits are left for the shingle
_DOC_MASK = np.uint64((1 << 24) - 1)
_WEIGHT_UNIT = 256
_COUNT_SHIFT = 32  # a matrix entry carries the count above and the sum of weights below


@dataclass(frozen=True, slots=True)
class Candidates:
    """Pairs of document numbers with first < second, ascending, and what was not tried.

    Attributes:
        first, second: Shape (n,), int64.
        referenced: Which documents are in clusters of more than ``MOST_IN_FULL``, and so are
            compared with their reference and those that share their own text; shape (documents,).
        not_compared: How many of these found no reference within ``REFERENCE_BUDGET``; their
            common text was compared with nothing.
        references: What large clusters were compared with, shape (references,), int64.
        references: The documents that large clusters were compared with, shape (references,) int64.
    """

    first: IntArray
    second: IntArray
    referenced: BoolArray = field(default_factory=lambda: np.empty(0, dtype=bool))
    not_compared: int = 0
    references: IntArray = field(default_factory=lambda: np.empty(0, np.int64))


class ShingleIndex:
    """Collects the shingles of documents 0, 1, 2, …, then names the candidates. Not thread-safe."""

    def __init__(self, expected_shingles: int) -> None:
        """``expected_shingles``: about how many all documents have, to choose the fraction."""
        halvings = max(0, (expected_shingles // MAX_POSTINGS).bit_length())
        self._limit = np.uint64(((1 << 64) - 1) >> halvings)
        self._sampled = halvings > 0
        self._packed: list[HashArray] = []
        self._in_full: list[bool] = []

    def add(self, shingles: HashArray) -> None:
        """Add the next document (ascending distinct hashes; may be empty)."""
        in_full = not self._sampled or len(shingles) < _SHORT
        if not in_full:
            shingles = shingles[: np.searchsorted(shingles, self._limit, side="right")]
        number = np.uint64(len(self._packed))
        self._packed.append(((shingles >> _DOC_BITS) << _DOC_BITS) | number)
        self._in_full.append(in_full)

    def candidates(self, token: CancelToken) -> Candidates:
        """Return the candidates; the index is used up."""
        documents = len(self._packed)
        packed = np.concatenate(self._packed) if self._packed else np.empty(0, dtype=np.uint64)
        self._packed = []
        if documents < 2 or not len(packed):
            nothing = np.empty(0, np.int64)
            return Candidates(nothing, nothing, np.zeros(documents, dtype=bool))
        postings = _Postings(packed, documents, np.array(self._in_full), self._limit)
        by_reference = postings.with_references(token)
        found = [by_reference.pairs, *postings.joined(by_reference.clustered, token)]
        codes = np.unique(np.concatenate([a * documents + b for a, b in found]))
        return Candidates(
            codes // documents,
            codes % documents,
            by_reference.clustered,
            by_reference.left,
            by_reference.references,
        )


class _ByReference(NamedTuple):
    """Documents with much text of large clusters, compared with the first that has it, too.

    Attributes:
        pairs: Candidates.
        clustered: Which documents have such a reference or are one, shape (documents,).
        left: How many were left when the budget ended.
        references: The documents that others were compared with, shape (references,), int64.
    """

    pairs: tuple[IntArray, IntArray]
    clustered: BoolArray
    left: int
    references: IntArray


class _Runs(NamedTuple):
    """Which documents hold each of some shingles: all owners of the first, of the second, …"""

    owners: OwnerArray
    sizes: IntArray

    def where(self, chosen: BoolArray) -> _Runs:
        """Those of the chosen shingles."""
        return _Runs(self.owners[np.repeat(chosen, self.sizes)], self.sizes[chosen])

    def among(self, documents: BoolArray) -> _Runs:
        """Without the other documents; some shingles may then have no owner."""
        kept = documents[self.owners]
        ends = np.cumsum(np.concatenate(([0], kept)))[np.cumsum(self.sizes)]
        return _Runs(self.owners[kept], np.diff(ends, prepend=0))


class _Shared(NamedTuple):
    """Pairs, and the number and weight of the shingles they share in one number."""

    first: IntArray
    second: IntArray
    shared: IntArray

    def where(self, chosen: BoolArray) -> _Shared:
        """Those of the chosen pairs."""
        return _Shared(*(column[chosen] for column in self))


class _Postings:
    """Shingles in runs: which documents hold each."""

    def __init__(
        self, packed: HashArray, documents: int, in_full: BoolArray, limit: np.uint64
    ) -> None:
        packed.sort()
        self._documents = documents
        self._in_full = in_full
        self._total = np.bincount(_owners(packed), minlength=documents)
        alone = _unique_keys(packed)
        # Most shingles are in one document only: they are counted at once and set aside.
        self._own_sums = _Sums(documents, limit)
        self._own_sums.add(packed[alone], _weights(np.ones(1, np.int64), documents)[0])
        packed = packed[~alone]
        keys = packed >> _DOC_BITS
        first = np.flatnonzero(np.diff(keys, prepend=~keys[:1]))
        runs = _Runs(_owners(packed), np.diff(np.append(first, len(packed))))
        weights = _weights(runs.sizes, documents)
        in_few = runs.sizes <= MOST_IN_FULL
        joined = runs.sizes <= _affordable_cap(runs.sizes)

        def count(sums: _Sums, chosen: BoolArray) -> None:
            sums.add(
                packed[np.repeat(chosen, runs.sizes)],
                np.repeat(weights[chosen], runs.sizes[chosen]),
            )

        count(self._own_sums, in_few)
        self._sums = deepcopy(self._own_sums)
        count(self._sums, joined & ~in_few)
        self._joined, self._common = runs.where(joined), runs.where(~in_few)

    def joined(
        self, referenced: BoolArray, token: CancelToken
    ) -> Iterator[tuple[IntArray, IntArray]]:
        """Yield candidates by common shingles; between two referenced ones by those of few."""
        for block in self._products(self._joined, token):
            siblings = referenced[block.first] & referenced[block.second]
            yield self._worth_comparing(block.where(~siblings), self._sums, _WEIGHED_SHARE)
        if referenced.any():
            own = self._joined.where(self._joined.sizes <= MOST_IN_FULL)
            for block in self._products(own, token, among=referenced):
                yield self._worth_comparing(block, self._own_sums, _OWN_SHARE)

    def _products(
        self, runs: _Runs, token: CancelToken, among: BoolArray | None = None
    ) -> Iterator[_Shared]:
        """Yield pairs with what they share: a sparse product, a block of rows at a time."""
        from scipy.sparse import csr_array

        if not len(runs.sizes):
            return
        weights = _weights(runs.sizes, self._documents)
        if among is not None:
            runs = runs.among(among)
        shape = (len(runs.sizes), self._documents)
        starts = np.concatenate(([0], np.cumsum(runs.sizes)))
        data = np.repeat(weights + (1 << _COUNT_SHIFT), runs.sizes)
        by_run = csr_array((data, runs.owners, starts), shape=shape)
        by_document = csr_array(
            (np.ones(len(data), np.int64), runs.owners, starts), shape=shape
        ).T.tocsr()
        work = np.add.reduceat(
            np.append(runs.sizes[by_document.indices], 0), by_document.indptr[:-1]
        )
        work[np.diff(by_document.indptr) == 0] = 0
        for low, high in _blocks(work):
            token.check()
            block = (by_document[low:high] @ by_run).tocoo()
            first, second = block.coords[0].astype(np.int64) + low, block.coords[1].astype(np.int64)
            yield _Shared(first, second, block.data).where(first < second)

    def _worth_comparing(
        self, pairs: _Shared, sums: _Sums, weighed_share: float
    ) -> tuple[IntArray, IntArray]:
        first, second, shared = pairs
        count, weight = shared >> _COUNT_SHIFT, shared & ((1 << _COUNT_SHIFT) - 1)
        both_full = self._in_full[first] & self._in_full[second]

        def smaller(full: IntArray, sample: IntArray) -> IntArray:
            in_full = np.minimum(full[first], full[second])
            return np.where(both_full, in_full, np.minimum(sample[first], sample[second]))

        keep = weight >= weighed_share * smaller(sums.weight, sums.sample_weight)
        keep |= count >= _PLAIN_SHARE * smaller(sums.count, sums.sample_count)
        keep &= count >= _MIN_SHARED
        return first[keep], second[keep]

    def with_references(self, token: CancelToken) -> _ByReference:
        """Compare documents with much text of large clusters with the first that has it, too."""
        held = np.bincount(self._common.owners, minlength=self._documents)
        waiting = held >= np.maximum(1, _COMMON_SHARE * self._total)
        clustered = waiting.copy()
        firsts, seconds = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
        shared_with = self._counter_of_common()
        owners, sizes = self._common
        work = np.bincount(owners, np.repeat(sizes, sizes), self._documents)
        spent, references = 0.0, []
        for reference in np.flatnonzero(waiting).tolist():
            if not waiting[reference]:
                continue
            token.check()
            spent += float(work[reference])
            if spent > REFERENCE_BUDGET:
                break
            references.append(reference)
            count = shared_with(reference)
            smaller = np.minimum(self._total, self._total[reference])
            # Who has a reference is not compared with another; who needs none may contain it.
            alike = (count >= _COMMON_SHARE * smaller) & (waiting | ~clustered)
            alike[reference] = False
            others = np.flatnonzero(alike)
            firsts.append(np.minimum(others, reference))
            seconds.append(np.maximum(others, reference))
            waiting &= count < _COVERED_SHARE * held
            waiting[reference] = False
        pairs = np.concatenate(firsts), np.concatenate(seconds)
        return _ByReference(
            pairs, clustered, int(waiting.sum()), np.array(references, dtype=np.int64)
        )

    def _counter_of_common(self) -> Callable[[int], IntArray]:
        """Return what counts the shingles of large clusters that each document shares with one."""
        owners, sizes = self._common
        order = np.argsort(owners, kind="stable")
        runs_of = np.repeat(np.arange(len(sizes), dtype=np.int32), sizes)[order]
        held = np.searchsorted(owners[order], np.arange(self._documents + 1))
        ends = np.cumsum(sizes)

        def shared_with(document: int) -> IntArray:
            runs = runs_of[held[document] : held[document + 1]]
            spans = zip((ends[runs] - sizes[runs]).tolist(), ends[runs].tolist(), strict=True)
            holders = [owners[start:end] for start, end in spans]
            return np.bincount(np.concatenate(holders), minlength=self._documents)

        return shared_with


class _Sums:
    """How many rare shingles each document has and what they weigh, in all and in the sample."""

    def __init__(self, documents: int, limit: np.uint64) -> None:
        self._documents, self._limit = documents, limit >> _DOC_BITS
        self.count, self.weight, self.sample_count, self.sample_weight = (
            np.zeros(documents, np.int64) for _ in range(4)
        )

    def add(self, packed: HashArray, weights: np.int64 | IntArray) -> None:
        """Add shingles, with one weight each or the same for all."""
        in_sample = (packed >> _DOC_BITS) <= self._limit
        owners = _owners(packed)
        self._add(self.count, self.weight, owners, weights)
        if isinstance(weights, np.ndarray):
            weights = weights[in_sample]
        self._add(self.sample_count, self.sample_weight, owners[in_sample], weights)

    def _add(
        self, count: IntArray, weight: IntArray, owners: OwnerArray, weights: np.int64 | IntArray
    ) -> None:
        each = np.bincount(owners, minlength=self._documents)
        count += each
        if isinstance(weights, np.ndarray):
            weight += np.bincount(owners, weights, self._documents).astype(np.int64)
        else:
            weight += each * weights


def _owners(packed: HashArray) -> OwnerArray:
    return (packed & _DOC_MASK).astype(np.int32)


def _unique_keys(packed: HashArray) -> BoolArray:
    """Which entries of sorted ``packed`` hold a shingle that no other entry holds."""
    differs = np.ones(len(packed) + 1, dtype=bool)
    np.greater((packed[1:] ^ packed[:-1]) >> _DOC_BITS, 0, out=differs[1:-1])
    return differs[1:] & differs[:-1]


def _weights(sizes: IntArray, documents: int) -> IntArray:
    """Rarity: the logarithm of how few documents hold a shingle; never quite nothing."""
    weights: IntArray = np.rint(_WEIGHT_UNIT * np.log((documents + 1) / sizes)).astype(np.int64)
    np.maximum(weights, 1, out=weights)
    return weights


def _affordable_cap(sizes: IntArray) -> int:
    """Largest frequency up to which all co-occurrences together stay within the budget."""
    frequency = np.bincount(sizes)
    cost = np.cumsum(frequency * np.arange(len(frequency), dtype=np.float64) ** 2)
    return max(MOST_IN_FULL, int(np.searchsorted(cost, PAIR_BUDGET, side="right")) - 1)


def _blocks(work: IntArray, most: int = 1 << 22) -> Iterator[tuple[int, int]]:
    """Cut rows into blocks of about ``most`` multiplications, so that memory stays bounded."""
    ends = np.cumsum(work)
    low, done = 0, 0
    while low < len(work):
        high = max(low + 1, int(np.searchsorted(ends, done + most, side="right")))
        yield low, high
        low, done = high, int(ends[high - 1])
