"""Every pair of vectors that are close, exactly and in bounded memory.

A threshold join, not the k nearest of each: in a folder with a hundred letters on one letterhead
the nearest of a passage are other letterheads, and whatever ``k`` is, pairs are lost.

Rows are compared in tiles, by bounds from a few leading coordinates (``leading.py``). Pairs that
these do not rule out are held against a bound of more coordinates, and what is left is computed
in full.
"""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass

import numpy as np

from desktop_app.progress import CancelToken, ProgressMeter, Report, Stage
from desktop_app.similarity.ports import FloatArray, HalfArray, IntArray
from desktop_app.similarity.vectors.leading import SLACK, DoubleArray, leading

MOST_PAIRS = 5_000_000
"""Pairs kept at most: 20 bytes each, and as much again while they are collected."""

_TILE = 512  # rows and columns compared at a time: a tile of float32 stays in the second cache
_PART = 2_048  # rows looked at when equal ones are sought
_DENSE = 0.01  # from this share of a tile on, computing all of it is cheaper than single pairs


@dataclass(frozen=True, slots=True)
class VectorPairs:
    """Close pairs of rows. Of rows that are equal to the last bit only the first is compared.

    Attributes:
        first, second: (n,) int64 row numbers with first < second, in ascending order.
        cosine: (n,) float32, the dot products, computed in float64 and rounded once.
        same_as: (rows,) int64; for each row the first row equal to it, which may be itself. What
            is said of that row holds for all rows equal to it, which are a pair themselves.
        complete: Whether these are all pairs; else the closest ``MOST_PAIRS`` (or what was asked
            for) of them, and there are more.
    """

    first: IntArray
    second: IntArray
    cosine: FloatArray
    same_as: IntArray
    complete: bool

    def __len__(self) -> int:
        return len(self.first)

    @property
    def with_equal_rows(self) -> int:
        """How many pairs of rows these stand for, equal rows counted each."""
        rows = np.bincount(self.same_as, minlength=len(self.same_as)).astype(np.int64)
        within = rows * (rows - 1) // 2
        return int(within.sum() + (rows[self.first] * rows[self.second]).sum())


def close_pairs(
    rows: FloatArray | HalfArray,
    threshold: float,
    token: CancelToken,
    report: Report,
    *,
    most: int = MOST_PAIRS,
    threads: int = 1,
) -> VectorPairs:
    """Return all pairs of ``rows`` whose dot product is at least ``threshold``.

    Memory beside ``rows``: at most 512 bytes a row, the pairs, and for 384 dimensions 25 MB a
    thread. The answer does not depend on the number of threads. While it runs, BLAS is held to one
    thread in the whole process.

    Args:
        rows: Unit vectors, (n, dim), float32 or float16; n may be 0; may be memory-mapped.
        threshold: Least cosine, in (0, 1].
        token: Looked at once a tile of 512 × 512 vectors.
        report: Gets ``Stage.COMPARING`` in vectors.
        most: At most so many pairs are kept, the closest, ties by row; at least 1.
        threads: At least 1.

    Raises:
        ValueError: If ``threshold``, ``most`` or ``threads`` is out of range.
        Cancelled: If ``token`` was set.
    """
    from threadpoolctl import threadpool_limits

    if not (0 < threshold <= 1 and most >= 1 and threads >= 1):
        raise ValueError(f"threshold {threshold}, most {most}, threads {threads}")
    same_as = first_equal_rows(rows)
    distinct = np.flatnonzero(same_as == np.arange(len(rows)))
    kept = _Kept(np.float32(threshold), most)
    meter = ProgressMeter(report, Stage.COMPARING, len(distinct), unit="vectors")
    with threadpool_limits(1, "blas"):
        _run(_Join(rows, distinct, kept, token), threads, meter)
    first, second, cosine = kept.in_order()
    return VectorPairs(distinct[first], distinct[second], cosine, same_as, kept.complete)


def first_equal_rows(rows: FloatArray | HalfArray) -> IntArray:
    """Return for each row the number of the first row with the same bits, (n,) int64."""
    count = len(rows)
    if not count:
        return np.empty(0, np.int64)
    word = np.uint64 if rows.shape[1] * rows.itemsize % 8 == 0 else np.uint16
    words = rows.shape[1] * rows.itemsize // np.dtype(word).itemsize
    factors = np.random.default_rng(1).integers(0, 1 << 63, words, np.uint64) | np.uint64(1)
    hashes = np.empty(count, np.uint64)
    for low in range(0, count, _PART):
        some = np.ascontiguousarray(rows[low : low + _PART]).view(word)
        hashes[low : low + _PART] = some.astype(np.uint64, copy=False) @ factors
    _, first, group = np.unique(hashes, return_index=True, return_inverse=True)
    same_as: IntArray = first[group].astype(np.int64)
    for low in range(0, count, _PART):
        part = slice(low, low + _PART)
        numbers = np.arange(low, min(low + _PART, count))
        other = same_as[part] != numbers
        chosen = numbers[other]
        # Two rows with one hash that differ stand for themselves; that loses nothing.
        differs = (rows[chosen] != rows[same_as[chosen]]).any(axis=1)
        same_as[chosen[differs]] = chosen[differs]
    return same_as


def _run(join: _Join, threads: int, meter: ProgressMeter) -> None:
    """Compare all strips; after an error no further one is begun."""
    with ThreadPoolExecutor(threads) as pool:
        # The first strips are the longest: started first, they leave no thread alone at the end.
        strips = [pool.submit(join.compare_strip, low) for low in join.strips()]
        try:
            for strip in as_completed(strips):
                meter.advance(strip.result())
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    meter.finish()


class _Join:
    """The comparison of all distinct rows, a strip of ``_TILE`` rows at a time."""

    def __init__(
        self, rows: FloatArray | HalfArray, numbers: IntArray, kept: _Kept, token: CancelToken
    ) -> None:
        self._rows, self._numbers, self._kept, self._token = rows, numbers, kept, token
        self._leading = leading(rows, numbers, float(kept.least))

    def strips(self) -> range:
        return range(0, len(self._numbers), _TILE)

    def compare_strip(self, low: int) -> int:
        """Find the pairs of rows ``low`` … with themselves and all after; returns the rows."""
        tile = _Tile()
        for start in self.strips()[low // _TILE :]:
            self._token.check()
            possible = tile.close(self._leading.narrow, low, start, self._least)
            if len(possible):
                self._compare_tile(tile, low, start, possible)
        return min(_TILE, len(self._numbers) - low)

    def _compare_tile(self, tile: _Tile, low: int, start: int, possible: IntArray) -> None:
        """Compute the dot products of the ``possible`` pairs and keep those that are close."""
        wide = self._leading.wide
        if len(possible) > _DENSE * _TILE**2:
            possible = tile.close(wide, low, start, self._least)
        first, second = tile.pairs(possible)
        first, second = first + low, second + start
        if len(possible) > _DENSE * _TILE**2:
            whole = self._full(slice(low, low + _TILE)) @ self._full(slice(start, start + _TILE)).T
            exact = whole.ravel()[possible]
        else:
            bounds = np.einsum("ij,ij->i", wide[first], wide[second])
            left = bounds >= self._least
            first, second = first[left], second[left]
            exact = np.einsum("ij,ij->i", self._full(first), self._full(second))
        self._kept.add(first, second, exact.astype(np.float32))

    @property
    def _least(self) -> np.float32:
        return self._kept.least - np.float32(SLACK)

    def _full(self, at: IntArray | slice) -> DoubleArray:
        return self._rows[self._numbers[at]].astype(np.float64)


class _Tile:
    """Rows against rows, in memory that is used again for the next tile."""

    def __init__(self) -> None:
        self._products = np.empty(_TILE * _TILE, np.float32)
        self._close = np.empty(_TILE * _TILE, np.bool_)
        self._width = _TILE

    def close(self, rows: FloatArray, low: int, start: int, least: np.float32) -> IntArray:
        """Return where the dot products of rows ``low`` … and ``start`` … reach ``least``.

        Flat, ascending, for ``pairs``; of a tile with itself only what is right of the diagonal.
        """
        own, others = rows[low : low + _TILE], rows[start : start + _TILE]
        self._width, size = len(others), len(own) * len(others)
        products, close = self._products[:size], self._close[:size]
        np.matmul(own, others.T, out=products.reshape(len(own), len(others)))
        np.greater_equal(products, least, out=close)
        found = np.flatnonzero(close)  # flat: fifteen times as fast as in two dimensions
        if start == low:
            first, second = self.pairs(found)
            found = found[first < second]
        return found

    def pairs(self, found: IntArray) -> tuple[IntArray, IntArray]:
        """Return row and column of each place in the last tile."""
        return found // self._width, found % self._width


class _Kept:
    """The closest pairs so far; threads add to it in any order, and the outcome is the same."""

    def __init__(self, threshold: np.float32, most: int) -> None:
        self.least = threshold
        self.complete = True
        self._most = most
        self._parts: list[tuple[IntArray, IntArray, FloatArray]] = []
        self._count = 0
        self._lock = threading.Lock()

    def add(self, first: IntArray, second: IntArray, cosine: FloatArray) -> None:
        """Keep what is at least as close as ``least``, which rises when there is too much."""
        close = cosine >= self.least
        if not close.any():
            return
        with self._lock:
            self._parts.append((first[close], second[close], cosine[close]))
            self._count += int(np.count_nonzero(close))
            if self._count > 2 * self._most:
                self._drop()

    def in_order(self) -> tuple[IntArray, IntArray, FloatArray]:
        """Return first, second and cosine by row."""
        if self._count > self._most:
            self._drop()
        first, second, cosine = self._joined()
        order = np.lexsort((second, first))
        return first[order], second[order], cosine[order]

    def _drop(self) -> None:
        first, second, cosine = self._joined()
        best = np.lexsort((second, first, -cosine))[: self._most]
        self._parts = [(first[best], second[best], cosine[best])]
        self._count = len(best)
        self.least = cosine[best[-1]]
        self.complete = False

    def _joined(self) -> tuple[IntArray, IntArray, FloatArray]:
        if not self._parts:
            return np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.float32)
        first, second, cosine = (np.concatenate(part) for part in zip(*self._parts, strict=True))
        return first, second, cosine
