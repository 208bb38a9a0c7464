"""All passage vectors of an index at one moment, and the closest of them to a query, exactly."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable, Iterator, Sequence
from types import TracebackType
from typing import Self, TypeVar

import numpy as np

from desktop_app.similarity.ports import BoolArray, FloatArray, IntArray, VectorSource
from desktop_app.similarity.vectors.quantised import QuantisedQuery
from desktop_app.similarity.vectors.vector_cache import (
    BLOCK,
    CacheDamaged,
    CacheKey,
    MemorySegment,
    Segment,
    VectorCache,
)

logger = logging.getLogger(__name__)

_FIRST_LOOK = 64
"""Rows scored exactly before the bound is asked which others can still matter."""

T = TypeVar("T")


class VectorSnapshot:
    """The vectors an index reader shows now; later additions do not appear in it.

    Built from files in the index's cache folder where there are any (milliseconds), which are
    extended by what is new; in memory where nothing can be written. Damage to the files is noticed
    before a byte of them is used: they are thrown away and made again from the index, unseen.
    One thread at a time.

    Args:
        reader: Kept for the case of damage; must stay open as long as the snapshot is used.
    """

    def __init__(self, reader: VectorSource) -> None:
        self._reader = reader
        self._count = reader.vector_count()
        self._max_id = reader.max_vector_id()
        self._key = CacheKey(reader.index_id, reader.epoch, reader.generation, reader.dim)
        self._adopt(self._open())

    def __len__(self) -> int:
        return self._count

    @property
    def dim(self) -> int:
        return self._key.dim

    @property
    def ids(self) -> IntArray:
        """Vector ids in ascending order, (n,) int64; the place of an id here is its *row*."""
        return self._ids

    def top_k(
        self, query: FloatArray, k: int, allowed: BoolArray | None = None
    ) -> tuple[IntArray, FloatArray]:
        """Return the ids closest to ``query`` and their dot products, best first, ties by id.

        The answer is that of scoring every row: a row is left out only if an upper bound of its
        score (see ``quantised``) is below the k-th exact score.

        Args:
            query: Unit vector, (dim,), float32.
            k: At most this many; must be positive.
            allowed: (n,) bool, the rows that may be returned; None for all.

        Returns:
            Ids int64 and scores float32, each of length min(k, rows allowed).

        Raises:
            ValueError: If the dimensions differ or ``k`` < 1.
        """
        if query.shape != (self.dim,) or k < 1:
            raise ValueError(f"query of shape {query.shape}, dim {self.dim}, k {k}")
        query = np.ascontiguousarray(query, np.float32)
        rows, scores = self._undamaged(lambda: self._best_rows(query, k, allowed))
        return self._ids[rows], scores.astype(np.float32)

    def scores_of(self, query: FloatArray, ids: IntArray | Sequence[int]) -> FloatArray:
        """Return the dot products of ``query`` with the vectors ``ids``, (len(ids),) float32."""
        at = self.positions(ids)
        return self._undamaged(lambda: self._scores(query, at)).astype(np.float32)

    def rows(self, ids: IntArray | Sequence[int]) -> FloatArray:
        """Return the vectors ``ids``, (len(ids), dim) float32."""
        at = self.positions(ids)
        return self._undamaged(lambda: self._rows_at(at))

    def blocks(self) -> Iterator[tuple[IntArray, FloatArray]]:
        """Yield ids (m,) and vectors (m, dim) float32 of all rows in order."""
        for start in range(0, self._count, BLOCK):
            at = np.arange(start, min(start + BLOCK, self._count))
            yield self._ids[at], self._undamaged(functools.partial(self._rows_at, at))

    def positions(self, ids: IntArray | Sequence[int]) -> IntArray:
        """Return the rows of ``ids``.

        Raises:
            KeyError: If one of them is not in the snapshot.
        """
        at, known = self._lookup(ids)
        if not known.all():
            raise KeyError(int(np.asarray(ids)[~known][0]))
        return at

    def mask_of(self, ids: IntArray | Sequence[int]) -> BoolArray:
        """Return the ``allowed`` mask for ``ids``; those not in the snapshot are passed over."""
        at, known = self._lookup(ids)
        mask = np.zeros(self._count, np.bool_)
        mask[at[known]] = True
        return mask

    def close(self) -> None:
        """Let go of the files; may be called twice."""
        self._adopt([], count=0)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    # --- where the rows come from

    def _lookup(self, ids: IntArray | Sequence[int]) -> tuple[IntArray, BoolArray]:
        wanted = np.asarray(ids, np.int64)
        at = np.searchsorted(self._ids, wanted).astype(np.int64)
        known = at < self._count
        known[known] = self._ids[at[known]] == wanted[known]
        return at, known

    def _open(self) -> list[Segment]:
        folder = self._reader.cache_dir
        if folder is not None:
            cache = VectorCache(folder, self._key)
            for _ in range(2):
                try:
                    return self._from_cache(cache)
                except CacheDamaged:
                    cache.discard()
                except OSError:
                    break
        return self._in_memory()

    def _from_cache(self, cache: VectorCache) -> list[Segment]:
        segments = cache.load()
        cached = sum(len(segment.ids) for segment in segments)
        last = int(segments[-1].ids[-1]) if segments else 0
        if last < self._max_id:
            segments = cache.extend(
                segments, self._reader.vector_blocks(last), max(0, self._count - cached)
            )
        # The cache may be ahead of this reader, if another process extended it since.
        seen = sum(int(np.searchsorted(s.ids, self._max_id, "right")) for s in segments)
        if seen != self._count:
            raise CacheDamaged(f"{seen} vectors of {self._count}")
        return list(segments)

    def _in_memory(self) -> list[Segment]:
        ids = np.empty(self._count, np.int64)
        rows = np.empty((self._count, self.dim), np.float16)
        filled = 0
        for some_ids, some_rows in self._reader.vector_blocks():
            end = min(filled + len(some_ids), self._count)
            ids[filled:end], rows[filled:end] = some_ids[: end - filled], some_rows[: end - filled]
            filled = end
        return [MemorySegment(ids[:filled], rows[:filled])] if filled else []

    def _adopt(self, segments: list[Segment], count: int | None = None) -> None:
        self._segments = segments
        self._count = self._count if count is None else count
        self._starts = np.cumsum([0, *(len(segment.ids) for segment in segments)])
        parts = [segment.ids for segment in segments] or [np.empty(0, np.int64)]
        self._ids = (parts[0] if len(parts) == 1 else np.concatenate(parts))[: self._count]

    def _undamaged(self, work: Callable[[], T]) -> T:
        """Return what ``work`` gives, after making the files again if they turn out damaged."""
        for _ in range(2):
            try:
                return work()
            except (CacheDamaged, OSError):
                logger.info("The vector cache is damaged; it is made again")
                if self._reader.cache_dir is not None:
                    VectorCache(self._reader.cache_dir, self._key).discard()
                self._adopt(self._open())
        self._adopt(self._in_memory())
        return work()

    # --- scoring

    def _best_rows(
        self, query: FloatArray, k: int, allowed: BoolArray | None
    ) -> tuple[IntArray, FloatArray]:
        bounds = self._bounds(query)
        if allowed is not None:
            bounds[~allowed] = -np.inf
        k = min(k, self._count if allowed is None else int(np.count_nonzero(allowed)))
        if k == 0:
            return np.empty(0, np.int64), np.empty(0, np.float32)
        looked_above = _about_nth_largest(bounds, max(_FIRST_LOOK, 2 * k))
        rows = np.flatnonzero(bounds >= looked_above)
        scores = self._scores(query, rows)
        floor = np.partition(scores, -k)[-k]
        rest = np.flatnonzero((bounds >= floor) & (bounds < looked_above))
        rest = rest[np.argsort(-bounds[rest], kind="stable")]
        for start in range(0, len(rest), _FIRST_LOOK):
            some = rest[start : start + _FIRST_LOOK]
            if bounds[some[0]] < floor:
                break
            rows = np.concatenate([rows, some])
            scores = np.concatenate([scores, self._scores(query, some)])
            floor = np.partition(scores, -k)[-k]
        best = np.lexsort((rows, -scores))[:k]
        return rows[best], scores[best]

    def _bounds(self, query: FloatArray) -> FloatArray:
        """Return an upper bound of every row's score, (n,)."""
        quantised = QuantisedQuery(query)
        bounds = np.empty(int(self._starts[-1]), np.float32)
        for segment, offset in zip(self._segments, self._starts.tolist(), strict=False):
            for start in range(0, len(segment.ids), BLOCK):
                stop = min(start + BLOCK, len(segment.ids))
                bounds[offset + start : offset + stop] = quantised.bounds(
                    segment.codes(start, stop),
                    segment.scales[start:stop],
                    segment.residuals[start:stop],
                    segment.reach,
                )
        return bounds[: self._count]

    def _scores(self, query: FloatArray, at: IntArray) -> FloatArray:
        # In float64 and rounded once, a score does not depend on which rows it is computed with.
        wide = self._rows_at(at).astype(np.float64)
        return (wide @ query.astype(np.float64)).astype(np.float32)

    def _rows_at(self, at: IntArray) -> FloatArray:
        if len(self._segments) == 1:
            return self._segments[0].rows(at).astype(np.float32)
        out = np.empty((len(at), self.dim), np.float32)
        owner = np.searchsorted(self._starts, at, "right") - 1
        for number, segment in enumerate(self._segments):
            own = np.flatnonzero(owner == number)
            if len(own):
                out[own] = segment.rows(at[own] - self._starts[number])
        return out


def _about_nth_largest(values: FloatArray, n: int) -> float:
    """Return a number that at least ``n`` of the finite ``values`` reach (all, if they are fewer).

    The n-th largest of the maxima of equal groups has that property and costs one pass; the exact
    n-th largest would cost more than the scan that made the values.
    """
    group = len(values) // (8 * n)
    if group >= 8:
        grouped = values[: len(values) // group * group].reshape(-1, group)
        value = np.partition(grouped.max(axis=1), -n)[-n]
        if np.isfinite(value):
            return float(value)
    finite = values[np.isfinite(values)]
    return float(finite.min() if len(finite) <= n else np.partition(finite, -n)[-n])
