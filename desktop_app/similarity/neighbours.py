"""Documents that are near each other in meaning: further candidates for duplicates.

The shingle index finds whatever has words in a row in common. What it may miss are texts of which
hardly a word was read right; their vectors are still near. A threshold join, so that no pair is
lost because others are nearer; of very many, the nearest are taken. These are candidates only:
the texts decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from desktop_app.index.rows import DocumentRow
from desktop_app.progress import CancelToken, Report
from desktop_app.similarity.means import ContentMeans
from desktop_app.similarity.vector_pairs import close_pairs

NEAR_MEANING = 0.90
"""Least cosine of the means of two documents."""

_A_DOCUMENT = 10
"""Pairs for each document at most, over all: what is near by meaning is mostly of one topic."""


def near_in_meaning(
    means: ContentMeans, documents: Iterable[DocumentRow], token: CancelToken, report: Report
) -> Iterator[tuple[int, int]]:
    """Yield pairs of document ids whose contents are near in meaning.

    Each content is stood for by one document; which, does not matter, as its copies are known.

    Args:
        means: Of the contents.
        documents: Of the folder.
        token: Looked at while comparing.
        report: Gets ``Stage.COMPARING`` in vectors.

    Raises:
        Cancelled: If ``token`` was set.
    """
    document = {row.content_id: row.id for row in documents if row.content_id is not None}
    contents, rows = means.all(token)
    most = max(1, _A_DOCUMENT * len(contents))
    pairs = close_pairs(rows, NEAR_MEANING, token, report, most=most)
    equal = ((row, int(same)) for row, same in enumerate(pairs.same_as.tolist()) if row != same)
    near = zip(pairs.first.tolist(), pairs.second.tolist(), strict=True)
    for ends in (equal, near):
        for one, other in ends:
            if contents[one] in document and contents[other] in document:
                yield document[contents[one]], document[contents[other]]
