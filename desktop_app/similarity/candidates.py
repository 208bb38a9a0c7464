"""Which documents are worth comparing: an inverted index of three-word shingles.

A pair is a candidate if the smaller document shares a twentieth of its shingles with the other,
each shingle weighed by how rare it is in the folder, or half of them unweighed. So a letterhead
alone makes no candidates, while any number of true copies find each other (discount, don't drop),
and a scan with 8 % misread letters, of whose shingles a tenth to a fourth is left, its original.

Everything is exact up to ``MAX_POSTINGS`` shingles and ``PAIR_BUDGET`` co-occurrences. Above the
first, long documents are indexed by a fixed fraction of the hash space (FracMinHash, Irber et al.
2022), which keeps containment unbiased whatever the sizes. Above the second, the most frequent
shingles are set aside; documents made mostly of those are compared with one reference for each
cluster instead of with each other, so that 50,000 letters of one mailing stay linear.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desktop_app.progress import CancelToken
from desktop_app.similarity.shingles import HashArray

IntArray = npt.NDArray[np.int64]
OwnerArray = npt.NDArray[np.int32]

MAX_POSTINGS = 16_000_000
PAIR_BUDGET = 1 << 27
REFERENCE_BUDGET = 1 << 31
MIN_CAP = 64
"""Clusters of up to so many documents are compared in full, whatever the size of the folder."""

_WEIGHED_SHARE = 0.05
_PLAIN_SHARE = 0.50
_MIN_SHARED = 2
_REFERENCE_SHARE = 0.40
_COVERED_SHARE = 0.50
_MOSTLY_COMMON = (
    0.30  # with a smaller share of rare shingles than this a document needs a reference
)
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
        referenced: How many documents were compared only with the reference of their cluster,
            because too many documents hold the same text; 0 in all but very large clusters.
        not_compared: How many of these found no reference within ``REFERENCE_BUDGET``; their
            common text was compared with nothing.
    """

    first: IntArray
    second: IntArray
    referenced: int
    not_compared: int = 0


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
            return Candidates(np.empty(0, np.int64), np.empty(0, np.int64), 0)
        postings = _Postings(packed, documents, np.array(self._in_full), self._limit)
        found = list(postings.joined(token))
        reference_pairs, referenced, not_compared = postings.referenced(token)
        found.append(reference_pairs)
        codes = np.unique(np.concatenate([a * documents + b for a, b in found]))
        return Candidates(codes // documents, codes % documents, referenced, not_compared)


class _Postings:
    """Shingles in runs: which documents hold each."""

    def __init__(
        self, packed: HashArray, documents: int, in_full: npt.NDArray[np.bool_], limit: np.uint64
    ) -> None:
        packed.sort()
        self._documents = documents
        self._in_full = in_full
        self._total = np.bincount(_owners(packed), minlength=documents)
        alone = _unique_keys(packed)
        # Most shingles are in one document only: they are counted at once and set aside.
        sums = _Sums(documents, limit)
        sums.add(packed[alone], _weights(np.ones(1, np.int64), documents)[0])
        packed = packed[~alone]
        keys = packed >> _DOC_BITS
        first = np.flatnonzero(np.diff(keys, prepend=~keys[:1]))
        sizes = np.diff(np.append(first, len(packed)))
        owners = _owners(packed)
        rare = sizes <= _affordable_cap(sizes)
        is_rare = np.repeat(rare, sizes)
        self._rare_owners, self._rare_sizes = owners[is_rare], sizes[rare]
        self._rare_weights = _weights(self._rare_sizes, documents)
        sums.add(packed[is_rare], np.repeat(self._rare_weights, self._rare_sizes))
        self._sums = sums
        self._common_owners, self._common_sizes = owners[~is_rare], sizes[~rare]

    def joined(self, token: CancelToken) -> Iterator[tuple[IntArray, IntArray]]:
        """Yield candidates by the rare shingles: a sparse product, a block of rows at a time."""
        from scipy.sparse import csr_array

        runs = len(self._rare_sizes)
        if not runs:
            return
        shape = (runs, self._documents)
        starts = np.concatenate(([0], np.cumsum(self._rare_sizes)))
        data = np.repeat(self._rare_weights + (1 << _COUNT_SHIFT), self._rare_sizes)
        by_run = csr_array((data, self._rare_owners, starts), shape=shape)
        by_document = csr_array(
            (np.ones(len(data), np.int64), self._rare_owners, starts), shape=shape
        ).T.tocsr()
        work = np.add.reduceat(
            np.append(self._rare_sizes[by_document.indices], 0), by_document.indptr[:-1]
        )
        work[np.diff(by_document.indptr) == 0] = 0
        for low, high in _blocks(work):
            token.check()
            block = (by_document[low:high] @ by_run).tocoo()
            first, second = block.coords[0].astype(np.int64) + low, block.coords[1].astype(np.int64)
            upper = first < second
            yield self._worth_comparing(first[upper], second[upper], block.data[upper])

    def _worth_comparing(
        self, first: IntArray, second: IntArray, shared: IntArray
    ) -> tuple[IntArray, IntArray]:
        count, weight = shared >> _COUNT_SHIFT, shared & ((1 << _COUNT_SHIFT) - 1)
        both_full = self._in_full[first] & self._in_full[second]

        def smaller(full: IntArray, sample: IntArray) -> IntArray:
            in_full = np.minimum(full[first], full[second])
            return np.where(both_full, in_full, np.minimum(sample[first], sample[second]))

        sums = self._sums
        keep = weight >= _WEIGHED_SHARE * smaller(sums.weight, sums.sample_weight)
        keep |= count >= _PLAIN_SHARE * smaller(sums.count, sums.sample_count)
        keep &= count >= _MIN_SHARED
        return first[keep], second[keep]

    def referenced(self, token: CancelToken) -> tuple[tuple[IntArray, IntArray], int, int]:
        """Compare documents of mostly common text with a reference, the first of its cluster.

        Returns:
            Candidates, how many documents there were, and how many were left when the budget ended.
        """
        waiting = self._sums.count < _MOSTLY_COMMON * self._total
        number = int(waiting.sum())
        nothing = np.empty(0, np.int64)
        if not number or not len(self._common_sizes):
            return (nothing, nothing), 0, 0
        runs_of = np.repeat(np.arange(len(self._common_sizes)), self._common_sizes)
        order = np.argsort(self._common_owners, kind="stable")
        runs_of = runs_of[order]
        held = np.searchsorted(self._common_owners[order], np.arange(self._documents + 1))
        ends = np.cumsum(self._common_sizes)
        firsts, seconds, spent = [nothing], [nothing], 0
        for reference in np.flatnonzero(waiting):
            if not waiting[reference]:
                continue
            token.check()
            runs = runs_of[held[reference] : held[reference + 1]]
            spent += int(self._common_sizes[runs].sum())
            if spent > REFERENCE_BUDGET:
                break
            count = np.zeros(self._documents, np.int64)
            for run in runs:
                count[self._common_owners[ends[run] - self._common_sizes[run] : ends[run]]] += 1
            smaller = np.minimum(self._total, self._total[reference])
            alike = np.flatnonzero(count >= np.maximum(1, _REFERENCE_SHARE * smaller))
            alike = alike[alike != reference]
            firsts.append(np.minimum(alike, reference))
            seconds.append(np.maximum(alike, reference))
            waiting &= count < _COVERED_SHARE * self._total
            waiting[reference] = False
        return (np.concatenate(firsts), np.concatenate(seconds)), number, int(waiting.sum())


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


def _unique_keys(packed: HashArray) -> npt.NDArray[np.bool_]:
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
    return max(MIN_CAP, int(np.searchsorted(cost, PAIR_BUDGET, side="right")) - 1)


def _blocks(work: IntArray, most: int = 1 << 22) -> Iterator[tuple[int, int]]:
    """Cut rows into blocks of about ``most`` multiplications, so that memory stays bounded."""
    ends = np.cumsum(work)
    low, done = 0, 0
    while low < len(work):
        high = max(low + 1, int(np.searchsorted(ends, done + most, side="right")))
        yield low, high
        low, done = high, int(ends[high - 1])
