"""Documents as points of a plane: what is close in meaning lies close together.

Principal components, then t-SNE (van der Maaten and Hinton, 2008) begun from the first two of
them, which keeps the large shape and makes the answer repeatable. Up to ``MOST_FITTED`` documents
are laid out themselves; of more, a fixed sample is, and the others go to their nearest neighbours.

One thread takes 12 CPU seconds for 2,000 documents and 36 for 5,000, hence the limit; 20,000 take
23 and 260 MB. Two threads on a busy computer took seven times as much for 1,000 as one, as they
wait for each other; and with one, a sum does not depend on how many processors there are.
"""

from __future__ import annotations

import contextlib
import importlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from desktop_app.progress import CancelToken
from desktop_app.similarity.ports import FloatArray, IntArray

MOST_FITTED = 4_000
"""Documents laid out by t-SNE itself."""

NEIGHBOURS = 5
"""Documents of the sample that say where another one goes."""

_COMPONENTS = 50
_PERPLEXITY = 30.0
_FEWEST = 10  # fewer documents have no neighbourhoods to keep
_JUDGED, _JUDGED_NEIGHBOURS = 1_500, 10
_SEED = 0


@dataclass(frozen=True, slots=True)
class Plane:
    """Where documents lie.

    Attributes:
        places: (n, 2) float32, in no particular unit.
        fitted: (f,) int64, ascending; rows that were laid out themselves.
        nearest: (n, NEIGHBOURS) int64 (fewer columns if ``f`` is less): for each row the rows of
            ``fitted`` closest to it in meaning, a fitted one itself first.
    """

    places: FloatArray
    fitted: IntArray
    nearest: IntArray


def project(vectors: FloatArray, token: CancelToken) -> Plane:
    """Return a plane on which close vectors are close. Deterministic; any thread.

    Memory beside ``vectors``: 250 bytes a row, and 20 MB.

    Args:
        vectors: Unit vectors, (n, dim), no two of them equal; n may be 0.
        token: Looked at between the steps, of which the longest takes half a minute.

    Raises:
        Cancelled: If ``token`` was set.
    """
    count = len(vectors)
    fitted: IntArray = np.arange(count, dtype=np.int64)
    if count > MOST_FITTED:
        chosen = np.random.default_rng(_SEED).choice(count, MOST_FITTED, replace=False)
        fitted = np.sort(chosen).astype(np.int64)
    with one_thread():
        reduced = _principal(vectors, fitted)
        token.check()
        laid_out = _laid_out(reduced[fitted])
        token.check()
        nearest = _nearest(reduced, fitted, token)
    return Plane(_placed(laid_out, fitted, nearest), fitted, nearest)


@contextlib.contextmanager
def one_thread() -> Iterator[None]:
    """Hold scikit-learn to one thread, in the whole process."""
    importlib.import_module("sklearn.manifold")  # only what is loaded can be held
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1):
        yield


def trustworthiness(vectors: FloatArray, places: FloatArray) -> float | None:
    """Return how far neighbours on the plane are neighbours in meaning, 0 to 1.

    Venna and Kaski (2001), as scikit-learn computes it: 10 neighbours of each of at most 1,500
    documents. None for fewer than 30 documents, where it says nothing.
    """
    from sklearn.manifold import trustworthiness as kept

    count = len(vectors)
    if count < 3 * _JUDGED_NEIGHBOURS:
        return None
    some = np.random.default_rng(_SEED).permutation(count)[:_JUDGED]
    return float(kept(vectors[some], places[some], n_neighbors=_JUDGED_NEIGHBOURS, metric="cosine"))


def _principal(vectors: FloatArray, fitted: IntArray) -> FloatArray:
    """Return the coordinates along the axes on which the fitted vectors differ most."""
    from sklearn.decomposition import PCA

    components = min(_COMPONENTS, len(fitted) - 1, vectors.shape[1])
    if components < 1:
        return np.zeros((len(vectors), 1), np.float32)
    axes = PCA(components, svd_solver="covariance_eigh").fit(vectors[fitted])
    reduced: FloatArray = axes.transform(vectors).astype(np.float32)
    return reduced


def _laid_out(reduced: FloatArray) -> FloatArray:
    from sklearn.manifold import TSNE

    if len(reduced) < _FEWEST or reduced.shape[1] < 2:
        flat = np.zeros((len(reduced), 2), np.float32)
        flat[:, : reduced.shape[1]] = reduced[:, :2]
        return flat
    perplexity = min(_PERPLEXITY, (len(reduced) - 1) / 3)
    plane = TSNE(2, perplexity=perplexity, init="pca", random_state=_SEED, n_jobs=1)
    laid_out: FloatArray = plane.fit_transform(reduced).astype(np.float32)
    return laid_out


def _nearest(reduced: FloatArray, fitted: IntArray, token: CancelToken) -> IntArray:
    """Return ``Plane.nearest``."""
    from sklearn.neighbors import NearestNeighbors

    columns = min(NEIGHBOURS, len(fitted))
    nearest: IntArray = np.empty((len(reduced), columns), np.int64)
    if not columns:
        return nearest
    among = NearestNeighbors(n_neighbors=columns, algorithm="brute").fit(reduced[fitted])
    for low in range(0, len(reduced), MOST_FITTED):
        token.check()
        part = slice(low, low + MOST_FITTED)
        nearest[part] = fitted[among.kneighbors(reduced[part], return_distance=False)]
    return nearest


def _placed(laid_out: FloatArray, fitted: IntArray, nearest: IntArray) -> FloatArray:
    """Return the places of all rows: the fitted as laid out, others in the middle of theirs."""
    row_of = np.zeros(len(nearest), np.int64)
    row_of[fitted] = np.arange(len(fitted))
    # The median, not the mean: one neighbour on the far side must not draw it into the void.
    places: FloatArray = np.empty((len(nearest), 2), np.float32)
    if len(nearest):
        places[:] = np.median(laid_out[row_of[nearest]], axis=1)
    places[fitted] = laid_out
    return places
