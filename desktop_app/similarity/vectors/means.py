"""One vector per document: the mean of its passages, weighted by their lengths."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from desktop_app.progress import CancelToken
from desktop_app.similarity.ports import FloatArray, IndexReader, IntArray
from desktop_app.similarity.vectors.vectors import VectorSnapshot

_CONTENTS = 500
"""Contents whose passages are held at a time."""


def weighted_mean(rows: FloatArray, lengths: Sequence[int]) -> FloatArray:
    """Return the unit vector along the sum of ``rows`` (n, dim), each times its length; n ≥ 1."""
    return _unit(np.asarray(lengths, np.float32) @ rows)


class ContentMeans:
    """The means of all contents, worked out when first asked for (seconds per million passages)."""

    def __init__(
        self, reader: IndexReader, snapshot: VectorSnapshot, content_ids: Sequence[int]
    ) -> None:
        self._reader, self._snapshot = reader, snapshot
        self._content_ids = sorted(content_ids)
        self._made: tuple[list[int], FloatArray] | None = None

    def cosines(self, mean: FloatArray, token: CancelToken) -> dict[int, float]:
        """Return content id → cosine of its mean with ``mean``; contents without passages are out.

        Raises:
            Cancelled: If ``token`` was set; the next call starts over.
        """
        ids, means = self.all(token)
        # Row by row, so that equal means have equal cosines wherever they stand.
        values = np.einsum("ij,j->i", means, mean).clip(-1.0, 1.0)
        return dict(zip(ids, values.tolist(), strict=True))

    def all(self, token: CancelToken) -> tuple[list[int], FloatArray]:
        """Return the ids of all contents with passages, ascending, and their means, (n, dim).

        Raises:
            Cancelled: If ``token`` was set; the next call starts over.
        """
        if self._made is None:
            self._made = self._make(token)
        return self._made

    def _make(self, token: CancelToken) -> tuple[list[int], FloatArray]:
        ids: list[int] = []
        blocks: list[FloatArray] = [np.empty((0, self._snapshot.dim), np.float32)]
        for start in range(0, len(self._content_ids), _CONTENTS):
            token.check()
            some, means = self._means_of(self._content_ids[start : start + _CONTENTS])
            ids += some
            blocks.append(means)
        return ids, np.concatenate(blocks)

    def _means_of(self, content_ids: Sequence[int]) -> tuple[list[int], FloatArray]:
        rows = self._reader.passages_of(content_ids)
        if not rows:
            return [], np.empty((0, self._snapshot.dim), np.float32)
        contents = np.array([row.content_id for row in rows])
        lengths = np.array([row.end - row.start for row in rows], np.float32)
        starts: IntArray = np.flatnonzero(np.diff(contents, prepend=-1)).astype(np.int64)
        vectors = self._snapshot.rows([row.vector_id for row in rows])
        vectors *= lengths[:, None]
        return contents[starts].tolist(), _unit(np.add.reduceat(vectors, starts, axis=0))


def _unit(rows: FloatArray) -> FloatArray:
    lengths = np.linalg.norm(rows, axis=-1, keepdims=True)
    unit: FloatArray = (rows / np.maximum(lengths, 1e-12)).astype(np.float32)
    return unit
