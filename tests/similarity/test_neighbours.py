from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np

from desktop_app.index.rows import DocumentRow
from desktop_app.progress import CancelToken, no_report
from desktop_app.similarity.means import ContentMeans
from desktop_app.similarity.neighbours import near_in_meaning


class _Means:
    def __init__(self, rows: Sequence[Sequence[float]]) -> None:
        made = np.array(rows, np.float32)
        self._rows = made / np.linalg.norm(made, axis=1, keepdims=True)

    def all(self, _: CancelToken) -> tuple[list[int], np.ndarray]:
        return [10 + number for number in range(len(self._rows))], self._rows


def near(rows: Sequence[Sequence[float]], *contents: int) -> set[frozenset[int]]:
    documents = [DocumentRow(100 + c, f"{c}.txt", 1, 0, c) for c in contents]
    means = cast(ContentMeans, _Means(rows))
    return {frozenset(p) for p in near_in_meaning(means, documents, CancelToken(), no_report)}


def test_near_in_meaning_when_means_are_close_or_equal_then_their_documents_are_named() -> None:
    rows = [[1.0, 0.0, 0.0], [0.98, 0.1, 0.0], [0.0, 0.0, 1.0], [0.0, 0.0, 1.0]]

    assert near(rows, 10, 11, 12, 13) == {frozenset((110, 111)), frozenset((112, 113))}


def test_near_in_meaning_when_a_content_has_no_document_any_more_then_it_is_left_out() -> None:
    assert near([[1.0, 0.0], [1.0, 0.1]], 10) == set()
