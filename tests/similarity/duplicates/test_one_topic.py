from __future__ import annotations

import math
from collections.abc import Sequence
from typing import cast

import numpy as np
import pytest

from desktop_app.errors import Cancelled
from desktop_app.index.rows import DocumentRow
from desktop_app.progress import CancelToken, no_report
from desktop_app.similarity.duplicates import one_topic
from desktop_app.similarity.duplicates.one_topic import OneTopic, of_one_topic
from desktop_app.similarity.duplicates.relations import Relation
from desktop_app.similarity.vectors.means import ContentMeans
from tests.similarity.made_texts import Folder, Writer


class _Means:
    """Means in two dimensions, given by their direction; content n is of document n."""

    def __init__(self, degrees: Sequence[float]) -> None:
        radians = np.radians(np.array(degrees))
        self._rows = np.stack([np.cos(radians), np.sin(radians)], axis=1).astype(np.float32)

    def all(self, token: CancelToken) -> tuple[list[int], np.ndarray]:
        token.check()
        return list(range(len(self._rows))), self._rows


def near(
    folder: Folder,
    degrees: Sequence[float],
    threshold: float = 0.75,
    token: CancelToken | None = None,
) -> OneTopic:
    documents = [DocumentRow(row.id, row.path, 1, 0, row.id) for row in folder.rows]
    means = cast(ContentMeans, _Means(degrees))
    token = token or CancelToken()
    return of_one_topic(folder.compared(), means, documents, token, no_report, threshold=threshold)


@pytest.fixture
def writer() -> Writer:
    return Writer(4)


@pytest.fixture
def folder(writer: Writer) -> Folder:
    """Five documents that share no words."""
    folder = Folder()
    for number in range(5):
        folder.add(f"{number}.txt", writer.text(60))
    return folder


def test_topic_when_means_are_near_then_pairs_nearest_first_and_never_removable(
    folder: Folder,
) -> None:
    found = near(folder, [0, 20, 30, 90, 90])

    assert [(p.a, p.b) for p in found.pairs] == [(3, 4), (1, 2), (0, 1), (0, 2)]
    assert [p.score for p in found.pairs] == pytest.approx(
        [1.0, *(math.cos(math.radians(d)) for d in (10, 20, 30))]
    )
    assert {p.relation for p in found.pairs} == {Relation.RELATED}
    assert not any(p.removable for p in found.pairs)
    assert found.complete


def test_topic_when_a_higher_score_is_asked_for_then_only_pairs_that_near(folder: Folder) -> None:
    assert [(p.a, p.b) for p in near(folder, [0, 20, 30, 90, 180], 0.98).pairs] == [(1, 2)]


def test_topic_when_documents_are_otherwise_related_then_not_told_again(
    folder: Folder, writer: Writer
) -> None:
    text = writer.text(300)
    folder.add("same.txt", text)
    folder.add("same.pdf", text, b"%PDF")
    folder.add("edited.txt", writer.edited(text, 5))

    assert near(folder, [0, 60, 120, 180, 240, 300, 300, 300]).pairs == ()


def test_topic_when_a_copy_is_near_another_document_then_one_pair_for_all_copies(
    folder: Folder, writer: Writer
) -> None:
    text = writer.text(60)
    a, _ = folder.add("a.txt", text), folder.add("b.pdf", text, b"%PDF")

    (pair,) = near(folder, [0, 60, 120, 180, 270, 300, 301]).pairs

    assert {pair.a, pair.b} == {4, a}
    assert pair.score == pytest.approx(math.cos(math.radians(30)))


def test_topic_when_there_is_hardly_any_text_then_left_out(folder: Folder) -> None:
    folder.add("short.txt", "scan of 4 may")
    assert near(folder, [0, 60, 120, 180, 240, 240]).pairs == ()


def test_topic_when_there_are_very_many_then_the_nearest_and_it_is_told(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(one_topic, "_A_DOCUMENT", 1)

    found = near(folder, [0, 1, 3, 6, 10])

    assert not found.complete
    assert [(p.a, p.b) for p in found.pairs] == [(0, 1), (1, 2), (0, 2), (2, 3), (3, 4)]


def test_topic_when_cancelled_then_it_ends(folder: Folder) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        near(folder, [0, 1, 2, 3, 4], token=token)
