"""Bringing together documents that say the same, so that an answer shows them in one row.

Identical texts always share a row. Near copies do if their best passages are near each other in
meaning and their texts bear it out (``near_copies.py``). Everything is compared with the document
that is shown, the one with the best score: there are no chains.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np

from desktop_app.index.rows import ContentRow
from desktop_app.similarity.duplicates.relations import Pair
from desktop_app.similarity.ports import FloatArray
from desktop_app.similarity.search.near_copies import LONGEST, SHORTEST, NearCopies
from desktop_app.similarity.search.ranking import Scored
from desktop_app.similarity.vectors.vectors import VectorSnapshot

_NEAR_PASSAGES = 0.70
"""Least cosine of the best passages for two texts to be compared."""

_CHARS_A_ROW = 15_000
"""Text compared for each row asked for, in characters: bounds the time an answer takes."""

_MOST_ROWS_TRIED = 3
"""Rows a text is compared with, those with the nearest passages first."""

_TEXTS_AFTER = 3
"""Further texts looked at, for each row, when there are ``k`` rows."""

_LEAST_LENGTH = 0.25
"""Of the longer text. Shares count distinct shingles, and text that repeats has fewer."""


@dataclass(slots=True)
class Fold:
    """Contents that are one row; ``scored`` and ``content`` are those with the best score.

    Attributes:
        identical: Ids of contents with the same text, the one shown first.
        near: Id of each near copy, in order of score, with the evidence.
    """

    scored: Scored
    content: ContentRow
    identical: list[int]
    near: dict[int, Pair] = field(default_factory=dict)


class Folding:
    """Makes the rows of one answer.

    Args:
        k: At most this many rows.
        content: Gives a content by id; asked again and again.
    """

    def __init__(
        self,
        k: int,
        content: Callable[[int], ContentRow],
        snapshot: VectorSnapshot,
        near_copies: NearCopies,
    ) -> None:
        self._k, self._content = k, content
        self._snapshot, self._near_copies = snapshot, near_copies

    def rows(self, ordered: Sequence[Scored]) -> list[Fold]:
        """Return at most ``k`` rows of ``ordered``, best first.

        What comes after the last row is still looked through for copies of the rows.
        """
        if not ordered:
            return []
        vectors = self._snapshot.rows([scored.best_vector for scored in ordered])
        rows = _Rows(self._k, self._content, self._near_copies, vectors.shape[1])
        for scored, vector in zip(ordered, vectors, strict=True):
            rows.take(scored, vector)
        return rows.folds


class _Rows:
    """The rows so far."""

    def __init__(
        self, k: int, content: Callable[[int], ContentRow], near_copies: NearCopies, dim: int
    ) -> None:
        self.folds: list[Fold] = []
        self._k, self._content, self._near_copies = k, content, near_copies
        self._by_text: dict[bytes, Fold] = {}
        self._vectors: FloatArray = np.empty((k, dim), np.float32)
        self._chars_left = _CHARS_A_ROW * k
        self._texts_left = _TEXTS_AFTER * k
        self._read: set[int] = set()

    def take(self, scored: Scored, vector: FloatArray) -> None:
        """Put the next best content into a row, or pass over it."""
        cosines = self._vectors[: len(self.folds)] @ vector
        full = len(self.folds) == self._k
        if full:
            if not (self._texts_left and (cosines >= _NEAR_PASSAGES).any()):
                return
            self._texts_left -= 1
        row = self._content(scored.content_id)
        same = self._by_text.get(row.text_sha256)
        if same is not None:
            same.identical.append(row.id)
        elif not self._is_near_a_row(row, cosines) and not full:
            fold = Fold(scored, row, [row.id])
            self._vectors[len(self.folds)] = vector
            self.folds.append(fold)
            self._by_text[row.text_sha256] = fold

    def _is_near_a_row(self, row: ContentRow, cosines: FloatArray) -> bool:
        """Whether ``row`` is a near copy of what a row shows; it is then put there."""
        likely = np.flatnonzero(cosines >= _NEAR_PASSAGES).tolist()
        for at in heapq.nsmallest(_MOST_ROWS_TRIED, likely, key=lambda at: (-cosines[at], at)):
            fold = self.folds[at]
            if not (_comparable(row, fold.content) and self._can_afford(row, fold.content)):
                continue
            pair = self._near_copies.pair(fold.content.id, row.id)
            if pair is not None:
                fold.near[row.id] = pair
                return True
        return False

    def _can_afford(self, *contents: ContentRow) -> bool:
        """Whether what is still to be read of ``contents`` is within the limit; counts it."""
        # Not what an earlier answer has read: the same question always gets the same answer.
        chars = {row.id: row.chars for row in contents if row.id not in self._read}
        if sum(chars.values()) > self._chars_left:
            return False
        self._chars_left -= sum(chars.values())
        self._read.update(chars)
        return True


def _comparable(a: ContentRow, b: ContentRow) -> bool:
    short, long = sorted((a.chars, b.chars))
    return max(SHORTEST, _LEAST_LENGTH * long) <= short and long <= LONGEST
