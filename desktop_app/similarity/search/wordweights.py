"""How alike the words of texts are: TF-IDF cosines, with frequencies from the whole index."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from desktop_app.documents.text.words import keyword_tokens
from desktop_app.similarity.ports import IndexReader


class WordCosines:
    """TF-IDF in scikit-learn's smooth form, over the documents of an index."""

    def __init__(self, reader: IndexReader) -> None:
        self._reader = reader

    def to(self, tokens: list[str], texts: Sequence[str]) -> list[float]:
        """Return the TF-IDF cosine of ``tokens`` to each of ``texts``, in [0, 1]."""
        from sklearn.feature_extraction.text import CountVectorizer, TfidfTransformer

        if not tokens:
            return [0.0] * len(texts)
        vectorizer = CountVectorizer(analyzer=_tokens_of)
        counts = vectorizer.fit_transform([tokens, *texts])
        transformer = TfidfTransformer()
        transformer.idf_ = self._idf(vectorizer.get_feature_names_out().tolist())
        weights = transformer.transform(counts)
        cosines = (weights[1:] @ weights[0].T).toarray().ravel()
        return [float(value) for value in cosines.clip(0.0, 1.0)]

    def most_telling(self, tokens: Sequence[str], n: int) -> list[str]:
        """Return the ``n`` distinct tokens with the highest TF-IDF, ties in order of token."""
        counts = Counter(tokens)
        terms = sorted(counts)
        weights = dict(zip(terms, self._idf(terms).tolist(), strict=True))
        return sorted(terms, key=lambda term: (-counts[term] * weights[term], term))[:n]

    def _idf(self, terms: Sequence[str]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        frequency = self._reader.document_frequency(terms)
        found = np.array([frequency.get(term, 0) for term in terms], np.float64)
        return np.log((1.0 + self._reader.content_count()) / (1.0 + found)) + 1.0


def _tokens_of(text: str | list[str]) -> list[str]:
    return text if isinstance(text, list) else keyword_tokens(text)
