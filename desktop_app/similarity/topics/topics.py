"""Clusters of related documents, each with a label, and a map of all documents.

Documents are laid out on a plane by their meaning (``projection.py``) and clustered there by
density (HDBSCAN: Campello, Moulavi and Sander, 2013; scikit-learn's). A cluster is kept only if its
documents are closer to each other than documents are anyway, so that a folder of unrelated texts
has none; what is left out for that is told as such.

Measured on 1,233 texts of 20 known topics and on six uneven and small choices of them (50 to 319
texts), as adjusted mutual information, where a document in no cluster counts as one of its own:
this .67 on all and .41 to .59 on the choices, .87 and .79 to 1.0 of the documents in a cluster with
its main topic; before incoherent clusters are left out .69 and .54 to .71. HDBSCAN on principal
components: at best .61 on all; average linkage: .71, but .33 to .74 on the choices; k-means with k
by silhouette: .37, and .33 to .71.

Copies count once: documents whose vectors are almost equal are one point, as the leader algorithm
makes them (Hartigan, 1975). So forty copies are no topic among the topics, unless they are near
nothing else.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from desktop_app.index.rows import DocumentRow
from desktop_app.progress import CancelToken, ProgressMeter, Report, Stage, no_report
from desktop_app.similarity.ports import FloatArray, IndexReader, IntArray
from desktop_app.similarity.search.catalogue import Catalogue
from desktop_app.similarity.topics.projection import Plane, one_thread, project, trustworthiness
from desktop_app.similarity.topics.topic_labels import labels
from desktop_app.similarity.vectors.means import ContentMeans
from desktop_app.similarity.vectors.vector_pairs import close_pairs
from desktop_app.similarity.vectors.vectors import VectorSnapshot

NO_TOPIC = -1

_STEPS = 4

_ALMOST_EQUAL = 0.97
_FEWEST_DOCUMENTS, _MOST_NEEDED = 3, 25
_COHERENCE = 0.15  # mean cosine within a cluster, above that of all documents
_TEXTS = 3_000  # read for the labels of all topics together
_SPREAD = 0.004  # of the map's width: how far apart documents of one point are shown
_GOLDEN_ANGLE = 2.399963


@dataclass(frozen=True, slots=True)
class Topic:
    """Documents on one subject.

    Attributes:
        label: Words and phrases, the most telling first; empty where the texts have none.
        documents: Ids, by path.
        representative: Id of the document nearest to the middle of them.
    """

    label: tuple[str, ...]
    documents: tuple[int, ...]
    representative: int


@dataclass(frozen=True, slots=True)
class Topics:
    """What a folder is about. Every readable document is in one topic or in ``unclustered``.

    Attributes:
        clusters: Those with most distinct documents first.
        unclustered: Ids of documents in no cluster, by path.
        without_text: Ids of documents that gave no text; they are nowhere on the map.
        paths: Of all documents, by id.
        places: (x, y) of each document with text, by id, in [0, 1]; no two are the same.
        trustworthiness: How far neighbours on the map are neighbours in meaning, 0 to 1; None for
            few documents.
    """

    clusters: tuple[Topic, ...]
    unclustered: tuple[int, ...]
    without_text: tuple[int, ...]
    paths: dict[int, str]
    places: dict[int, tuple[float, float]]
    trustworthiness: float | None


def find_topics(
    reader: IndexReader, snapshot: VectorSnapshot, token: CancelToken, report: Report
) -> Topics:
    """Return the topics of all documents. Half a minute from 4,000 on; call it on a worker thread.

    The same index gives the same answer. Memory: 2 kB a document, and 150 MB.

    Args:
        token: Looked at between the steps; the longest takes up to half a minute.
        report: Gets ``Stage.COMPARING`` in steps.

    Raises:
        IndexDamaged: If the index cannot be read.
        Cancelled: If ``token`` was set.
    """
    with one_thread():
        return _found(reader, snapshot, token, report)


def _found(
    reader: IndexReader, snapshot: VectorSnapshot, token: CancelToken, report: Report
) -> Topics:
    meter = ProgressMeter(report, Stage.COMPARING, _STEPS, unit="steps", per_second=1e9)
    rows = list(reader.documents())
    catalogue = Catalogue(rows)
    contents, means = ContentMeans(reader, snapshot, catalogue.content_ids).all(token)
    contents, means = _in_order_of_paths(contents, means, rows)
    meter.advance()
    points = _points(contents, means, token)
    meter.advance()
    plane = project(points.vectors, token)
    meter.advance()
    topic_of = _clustered(plane, points)
    meter.advance()
    clusters = _topics(reader, catalogue, points, topic_of, token)
    places = _places(catalogue, points, plane)
    in_cluster = {document for topic in clusters for document in topic.documents}
    by_path = sorted(rows, key=lambda row: row.path)
    return Topics(
        clusters,
        tuple(row.id for row in by_path if row.id in places and row.id not in in_cluster),
        tuple(row.id for row in by_path if row.id not in places),
        {row.id: row.path for row in by_path},
        places,
        trustworthiness(points.vectors, plane.places),
    )


def _in_order_of_paths(
    contents: Sequence[int], means: FloatArray, rows: Sequence[DocumentRow]
) -> tuple[list[int], FloatArray]:
    """Ids follow the order of reading, which is another in every run; the answer must not."""
    first_path: dict[int, str] = {}
    for row in sorted(rows, key=lambda row: row.path):
        if row.content_id is not None:
            first_path.setdefault(row.content_id, row.path)
    order = sorted(range(len(contents)), key=lambda at: first_path[contents[at]])
    return [contents[at] for at in order], means[order]


@dataclass(frozen=True, slots=True)
class _Points:
    """What is laid out and clustered.

    Attributes:
        vectors: (points, dim), no two almost equal.
        contents: Ids of the contents each stands for, the one of its vector first.
    """

    vectors: FloatArray
    contents: tuple[tuple[int, ...], ...]


def _points(contents: Sequence[int], means: FloatArray, token: CancelToken) -> _Points:
    leaders = _leaders(means, token)
    rows: dict[int, list[int]] = {}
    for row, leader in enumerate(leaders.tolist()):
        rows.setdefault(leader, []).append(row)
    return _Points(
        means[list(rows)], tuple(tuple(contents[row] for row in some) for some in rows.values())
    )


def _leaders(means: FloatArray, token: CancelToken) -> IntArray:
    """Return for each row the row it is almost equal to, which may be itself, (n,)."""
    pairs = close_pairs(means, _ALMOST_EQUAL, token, no_report)
    leader: IntArray = np.full(len(means), -1, np.int64)
    starts = np.flatnonzero(np.diff(pairs.first, prepend=-1))
    for start, close in zip(starts, np.split(pairs.second, starts)[1:], strict=True):
        first = pairs.first[start]
        if leader[first] < 0:
            leader[close[leader[close] < 0]] = first
    alone = leader < 0
    leader[alone] = np.flatnonzero(alone)
    return leader[pairs.same_as]


def _clustered(plane: Plane, points: _Points) -> IntArray:
    """Return the number of each point's topic, or ``NO_TOPIC``, (points,)."""
    least = round(len(plane.fitted) ** 0.5 / 3)
    least = min(max(least, _FEWEST_DOCUMENTS), _MOST_NEEDED)
    topic_of: IntArray = np.full(len(points.vectors), NO_TOPIC, np.int64)
    if len(plane.fitted) >= 2 * _FEWEST_DOCUMENTS:
        topic_of[plane.fitted] = _dense(plane.places[plane.fitted], least)
        topic_of = _voted(topic_of, plane)
        topic_of = _coherent(topic_of, points.vectors)
    following = int(topic_of.max(initial=NO_TOPIC)) + 1
    for point, contents in enumerate(points.contents):
        if topic_of[point] == NO_TOPIC and len(contents) >= least:
            topic_of[point] = following
            following += 1
    return topic_of


def _dense(places: FloatArray, least: int) -> IntArray:
    from sklearn.cluster import HDBSCAN

    found: IntArray = HDBSCAN(
        min_cluster_size=least, min_samples=_FEWEST_DOCUMENTS, n_jobs=1, copy=True
    ).fit_predict(places)
    return found.astype(np.int64)


def _voted(topic_of: IntArray, plane: Plane) -> IntArray:
    """Give points that were not laid out themselves the topic most of their nearest have."""
    votes = topic_of[plane.nearest]
    agreeing = (votes[:, :, None] == votes[:, None, :]).sum(axis=2)
    voted: IntArray = votes[np.arange(len(votes)), agreeing.argmax(axis=1)]
    voted[plane.fitted] = topic_of[plane.fitted]
    return voted


def _coherent(topic_of: IntArray, vectors: FloatArray) -> IntArray:
    """Dissolve topics whose members are hardly closer to each other than any two points."""
    least = _mean_cosine(vectors) + _COHERENCE
    kept = topic_of.copy()
    for topic in range(int(topic_of.max(initial=NO_TOPIC)) + 1):
        members = topic_of == topic
        if members.any() and _mean_cosine(vectors[members]) < least:
            kept[members] = NO_TOPIC
    return kept


def _mean_cosine(vectors: FloatArray) -> float:
    """Return the mean over all pairs of different rows; 1 if there is only one row."""
    count = len(vectors)
    total = vectors.sum(axis=0, dtype=np.float64)
    return float(total @ total - count) / (count * (count - 1)) if count > 1 else 1.0


def _topics(
    reader: IndexReader,
    catalogue: Catalogue,
    points: _Points,
    topic_of: IntArray,
    token: CancelToken,
) -> tuple[Topic, ...]:
    groups = [
        np.flatnonzero(topic_of == topic) for topic in range(int(topic_of.max(initial=-1)) + 1)
    ]
    groups = [group for group in groups if len(group)]
    groups.sort(key=lambda group: (-len(group), _first_path(catalogue, points, group)))
    rest = np.flatnonzero(topic_of == NO_TOPIC)
    most = max(_FEWEST_DOCUMENTS, _TEXTS // (len(groups) + 1))

    def texts_of(group: IntArray) -> Iterator[str]:
        for point in group[:: -(-len(group) // most)].tolist():
            token.check()
            yield reader.content(points.contents[point][0]).text

    named = labels([texts_of(group) for group in groups], texts_of(rest) if len(rest) else ())
    return tuple(
        _topic(catalogue, points, group, label) for group, label in zip(groups, named, strict=True)
    )


def _first_path(catalogue: Catalogue, points: _Points, group: IntArray) -> str:
    return min(catalogue.first_path(points.contents[point][0]) for point in group.tolist())


def _topic(catalogue: Catalogue, points: _Points, group: IntArray, label: tuple[str, ...]) -> Topic:
    vectors = points.vectors[group]
    middle = group[int(np.argmax(vectors @ vectors.mean(axis=0)))]
    rows = [
        row
        for point in group.tolist()
        for content in points.contents[point]
        for row in catalogue.documents(content)
    ]
    rows.sort(key=lambda row: row.path)
    representative = catalogue.documents(points.contents[middle][0])[0]
    return Topic(label, tuple(row.id for row in rows), representative.id)


def _places(catalogue: Catalogue, points: _Points, plane: Plane) -> dict[int, tuple[float, float]]:
    """Return where each document is shown, those of one point beside each other."""
    if not len(plane.places):
        return {}
    low = plane.places.min(axis=0)
    width = float((plane.places.max(axis=0) - low).max()) or 1.0
    places: dict[int, tuple[float, float]] = {}
    for at, contents in zip((plane.places - low) / width, points.contents, strict=True):
        rows = [row for content in contents for row in catalogue.documents(content)]
        for number, row in enumerate(rows):
            # A sunflower's seeds (Vogel, 1979): as many as wanted, all equally far apart.
            radius, angle = _SPREAD * number**0.5, _GOLDEN_ANGLE * number
            x = float(at[0]) + radius * math.cos(angle)
            y = float(at[1]) + radius * math.sin(angle)
            places[row.id] = (x, y)
    return _within_unit_square(places)


def _within_unit_square(
    places: dict[int, tuple[float, float]],
) -> dict[int, tuple[float, float]]:
    """Return ``places`` moved and scaled alike in both directions, and in the middle."""
    low = [min(axis) for axis in zip(*places.values(), strict=True)]
    high = [max(axis) for axis in zip(*places.values(), strict=True)]
    width = max(high[0] - low[0], high[1] - low[1]) or 1.0
    centre = [(a + b) / 2 for a, b in zip(low, high, strict=True)]

    def scaled(place: tuple[float, float]) -> tuple[float, float]:
        x, y = ((value - mid) / width + 0.5 for value, mid in zip(place, centre, strict=True))
        return min(max(x, 0.0), 1.0), min(max(y, 0.0), 1.0)

    return {document: scaled(place) for document, place in places.items()}
