"""The plain ways to find documents that are the same, for comparison.

Each compares every pair of documents: none of them loses a pair by a short cut.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desktop_app.embedding.embedder import FloatArray
from desktop_app.embedding.model_folder import ModelFolder
from desktop_app.index.reader import IndexReader
from desktop_app.similarity.vectors.vectors import VectorSnapshot

COSINE = 0.95
"""Above this cosine two documents are often called duplicates."""

JACCARD = 0.80
PERMUTATIONS = 128
SHINGLE_WORDS = 3

PairSet = frozenset[frozenset[str]]

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike a plain way finds each pair of documents.

    Attributes:
        names: Of the documents.
        scores: (n, n), symmetric, higher is closer.
    """

    names: Sequence[str]
    scores: npt.NDArray[np.floating]

    def pairs(self, threshold: float) -> PairSet:
        """Return the pairs that score at least ``threshold``."""
        first, second = np.nonzero(np.triu(self.scores >= threshold, 1))
        return frozenset(
            frozenset((self.names[a], self.names[b]))
            for a, b in zip(first.tolist(), second.tolist(), strict=True)
        )

    def by_pair(self) -> dict[frozenset[str], float]:
        """Return the score of every pair."""
        return {
            frozenset((one, other)): float(self.scores[a, b])
            for a, one in enumerate(self.names)
            for b, other in enumerate(self.names[:a])
        }

    def best_threshold(self, truth: Collection[frozenset[str]]) -> float:
        """Return the threshold with the highest F1 on these very documents, known in hindsight."""
        above = np.triu_indices(len(self.names), 1)
        scores = self.scores[above]
        place = {name: number for number, name in enumerate(self.names)}
        same = np.zeros(self.scores.shape, np.bool_)
        for one, other in truth:
            low, high = sorted((place[one], place[other]))
            same[low, high] = True
        order = np.argsort(-scores, kind="stable")
        right = np.cumsum(same[above][order])
        f1 = 2 * right / (np.arange(1, len(order) + 1) + max(1, len(truth)))
        # A threshold falls between two scores: pairs with one score are all in or all out.
        f1[:-1][np.diff(scores[order]) == 0] = 0.0
        return float(scores[order][int(np.argmax(f1))])


def first_tokens(texts: Mapping[str, str], folder: ModelFolder) -> Likeness:
    """Return cosines of one vector a document; ``encode`` cuts off what the model cannot take."""
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(folder.path), device="cpu", local_files_only=True)
    rows = model.encode(list(texts.values()), normalize_embeddings=True, show_progress_bar=False)
    return _cosines(list(texts), np.asarray(rows, np.float32))


def passage_means(reader: IndexReader) -> Likeness:
    """Return cosines of the mean of all passages' vectors, by path; without those of no passage."""
    with VectorSnapshot(reader) as snapshot:
        paths, means = [], []
        for document in reader.documents():
            contents = [] if document.content_id is None else [document.content_id]
            vectors = [passage.vector_id for passage in reader.passages_of(contents)]
            if vectors:
                mean = snapshot.rows(vectors).mean(axis=0)
                paths.append(document.path)
                means.append(mean / np.linalg.norm(mean))
    return _cosines(paths, np.array(means, np.float32))


def minhash(texts: Mapping[str, str]) -> Likeness:
    """Return the Jaccard similarity of three-word shingles that MinHash estimates."""
    signatures = np.array([_signature(text) for text in texts.values()])
    equal = [(signatures == own).mean(axis=1) for own in signatures]
    return Likeness(list(texts), np.array(equal))


def _signature(text: str) -> npt.NDArray[np.uint64]:
    from datasketch import MinHash

    words = _WORD.findall(text.lower())
    shingles = {
        " ".join(words[at : at + SHINGLE_WORDS]).encode()
        for at in range(max(1, len(words) - SHINGLE_WORDS + 1))
    }
    sketch = MinHash(num_perm=PERMUTATIONS)
    sketch.update_batch(shingles)
    signature: npt.NDArray[np.uint64] = sketch.hashvalues
    return signature


def _cosines(names: list[str], rows: FloatArray) -> Likeness:
    return Likeness(names, rows @ rows.T)
