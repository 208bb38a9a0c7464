"""Documents of one topic: near in meaning, whatever their words; listed on request.

That two documents are near in meaning says nothing about copies, so these pairs are never grouped
and never offered for removal. Nor do they serve as candidates for duplicates: on 1,800 documents
of three folders (misread letters up to 20 %, cuts, other words, forms), verifying the 3,700 pairs
whose means have a cosine of .90 and the 4,500 with passages that near found no pair that words in a
row had not; .85 found one more, .70 four.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from desktop_app.index.rows import DocumentRow
from desktop_app.progress import CancelToken, Report
from desktop_app.similarity.duplicates.duplicates import Findings
from desktop_app.similarity.duplicates.relations import Pair, Relation
from desktop_app.similarity.vectors.means import ContentMeans
from desktop_app.similarity.vectors.vector_pairs import VectorPairs, close_pairs

LEAST_COSINE = 0.80
"""Of the means of two documents. Of news stories with 19 % of cosines above .41 nearly all such
pairs tell of one event; in a folder of letters and contracts they are of one kind and matter."""

_A_DOCUMENT = 10
"""Pairs for each document at most, over all; of more, the nearest."""


@dataclass(frozen=True, slots=True)
class OneTopic:
    """What is near in meaning and not otherwise related.

    Attributes:
        pairs: ``Relation.RELATED``, of documents that stand for their identical copies, nearest
            first.
        complete: Whether these are all; else the nearest.
    """

    pairs: tuple[Pair, ...]
    complete: bool


def of_one_topic(
    findings: Findings,
    means: ContentMeans,
    documents: Iterable[DocumentRow],
    token: CancelToken,
    report: Report,
    *,
    threshold: float,
) -> OneTopic:
    """Return the pairs of documents near in meaning.

    Args:
        findings: What is alike in the folder; of documents with the same text one is compared,
            those with hardly any text are not.
        means: Of the contents.
        documents: Of the folder.
        token: Looked at while comparing.
        report: Gets ``Stage.COMPARING`` in vectors.
        threshold: Score from which pairs in ``findings`` are told anyway, and left out here. The
            least cosine is this or ``LEAST_COSINE``, whichever is greater.

    Raises:
        Cancelled: If ``token`` was set.
    """
    first = {row.id: alike.first for alike in findings.alikes for row in alike.rows}
    for document in findings.too_short:
        first.pop(document, None)
    contents, rows = means.all(token)
    stands_for = {row.content_id: first[row.id].id for row in documents if row.id in first}
    least = max(LEAST_COSINE, threshold)
    near = close_pairs(rows, least, token, report, most=max(1, _A_DOCUMENT * len(rows)))
    told = {frozenset((p.a, p.b)) for p in findings.related if p.score >= threshold}
    cosines: dict[frozenset[int], float] = {}
    for one, other, cosine in _rows_of(near):
        pair = frozenset(stands_for.get(contents[row], -1) for row in (one, other))
        if len(pair) == 2 and -1 not in pair and pair not in told:
            cosines[pair] = max(cosine, cosines.get(pair, 0.0))
    pairs = [_related(pair, cosine) for pair, cosine in cosines.items()]
    ordered = sorted(pairs, key=lambda p: (-p.score, first[p.a].path, first[p.b].path))
    return OneTopic(tuple(ordered), near.complete)


def _related(pair: frozenset[int], cosine: float) -> Pair:
    a, b = sorted(pair)
    return Pair(a, b, Relation.RELATED, 0.0, 0.0, cosine, removable=False)


def _rows_of(near: VectorPairs) -> Iterator[tuple[int, int, float]]:
    """Yield rows and cosine; of rows that are equal, each with the first of them."""
    for row, same in enumerate(near.same_as.tolist()):
        if row != same:
            yield same, row, 1.0
    cosines = near.cosine.clip(max=1.0)
    yield from zip(near.first.tolist(), near.second.tolist(), cosines.tolist(), strict=True)
