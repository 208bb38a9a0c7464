"""Words that tell topics apart, by class-based TF-IDF.

A term of class c weighs tf · log(1 + A / f), where tf is its share of c's texts, f the sum of these
shares over all classes, and A the mean number of terms of a text (Grootendorst, "BERTopic", 2022,
with texts counted instead of occurrences, so that one long text does not name its topic).

Words are counted by stem and shown as they are mostly written. Function words, numbers, single
letters, and words that are hardly more frequent in the topic than elsewhere are left out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from desktop_app.documents.text.words import fold, spans
from desktop_app.similarity.topics.function_words import FUNCTION_WORDS

Array = npt.NDArray[np.float64]

WORDS = 3
"""Words and phrases in a label."""

_CHARS = 4_000  # read of a text; what it is about is said early
_CANDIDATES = 40  # words of a topic that phrases are made of
_LEAST_TEXTS, _LEAST_SHARE = 2, 0.10  # of a topic's texts that have a term
_LIFT = 1.5  # how much more frequent than elsewhere
_MOSTLY = 0.5  # share of a word's texts in which it stands in the phrase: the phrase is shown
_GAP = ""

Tokens = list[str]
"""Stems of a text in order, ``_GAP`` where words do not follow each other."""


def labels(topics: Sequence[Iterable[str]], others: Iterable[str] = ()) -> list[tuple[str, ...]]:
    """Return ``WORDS`` words or phrases for each topic, best first; no two labels are the same.

    Fewer, or none, where the texts of a topic have no such words.

    Args:
        topics: The texts of each, read once.
        others: Texts of no topic: they, too, show which words are everywhere.
    """
    reader = _Reader()
    classes = [[reader.read(text) for text in texts] for texts in topics]
    background = [reader.read(text) for text in others]
    if not classes:
        return []
    single = _Weights([[set(text) - {_GAP} for text in texts] for texts in [*classes, background]])
    known = [frozenset(single.best(number, _CANDIDATES)) for number in range(len(classes))]
    wanted = frozenset().union(*known)
    terms = _Weights([[_terms(text, wanted) for text in texts] for texts in [*classes, background]])
    chosen = _distinct([_without_parts(terms, number) for number in range(len(classes))])
    return [tuple(reader.shown(term) for term in label) for label in chosen]


class _Reader:
    """Turns texts into stems and remembers how these are written."""

    def __init__(self) -> None:
        self._written: defaultdict[str, Counter[str]] = defaultdict(Counter)

    def read(self, text: str) -> Tokens:
        tokens: Tokens = []
        end = 0
        text = text[:_CHARS]
        for stem, start, stop in spans(text):
            word = text[start:stop]
            if start > end and text[end:start].strip(" -\u2010\n"):
                tokens.append(_GAP)
            end = stop
            if len(word) < 2 or not word.isalpha() or fold(word) in FUNCTION_WORDS:
                tokens.append(_GAP)
                continue
            tokens.append(stem)
            self._written[stem][word] += 1
        return tokens

    def shown(self, term: str) -> str:
        """Return a term as it is mostly written, in small letters where it is ever so."""
        return " ".join(self._word(stem) for stem in term.split(" "))

    def _word(self, stem: str) -> str:
        written = self._written[stem]
        small = {word: count for word, count in written.items() if word.islower()}
        # A word at the start of a sentence or in a heading is not a name for that.
        if 3 * sum(small.values()) >= sum(written.values()):
            written = Counter(small)
        return min(written, key=lambda word: (-written[word], word))


class _Weights:
    """Class-based TF-IDF of the terms of texts.

    Args:
        classes: For each class the terms of each text; the last class gets no label.
    """

    def __init__(self, classes: Sequence[Sequence[set[str]]]) -> None:
        from sklearn.feature_extraction.text import CountVectorizer

        self._sizes = [len(texts) for texts in classes]
        texts = [terms for some in classes for terms in some]
        self.terms: list[str] = []
        self._column: dict[str, int] = {}
        if not any(texts):
            return
        vectorizer = CountVectorizer(analyzer=sorted, dtype=np.int32)
        found = vectorizer.fit_transform(texts)
        self.terms = vectorizer.get_feature_names_out().tolist()
        self._column = {term: column for column, term in enumerate(self.terms)}
        bounds = np.cumsum([0, *self._sizes])
        self.counts: Array = np.stack(
            [
                np.asarray(found[low:high].sum(axis=0), np.float64).ravel()
                for low, high in pairwise(bounds.tolist())
            ]
        )
        shares = self.counts / np.maximum(1, self._sizes)[:, None]
        everywhere = shares.sum(axis=0)
        self.weights: Array = shares * np.log1p(found.nnz / len(texts) / everywhere)
        others = self.counts.sum(axis=0) - self.counts
        elsewhere = others / np.maximum(1, len(texts) - np.array(self._sizes))[:, None]
        least = np.maximum(_LEAST_TEXTS, _LEAST_SHARE * np.array(self._sizes))
        least = np.minimum(least, np.maximum(1, self._sizes))[:, None]
        self.weights[(self.counts < least) | (shares < _LIFT * elsewhere)] = 0.0

    def best(self, number: int, most: int) -> list[str]:
        """Return the terms of one class with the highest weights above 0, ties by term."""
        if not self.terms:
            return []
        weights = self.weights[number]
        order = np.argsort(-weights, kind="stable")[:most].tolist()
        return [self.terms[at] for at in order if weights[at] > 0.0]

    def count(self, number: int, term: str) -> float:
        """Return how many texts of a class have the term."""
        return float(self.counts[number, self._column[term]])


def _terms(text: Tokens, words: frozenset[str]) -> set[str]:
    """Return those of ``words`` that occur in ``text``, and each two that follow one another."""
    terms = {word for word in text if word in words}
    return terms | {f"{a} {b}" for a, b in pairwise(text) if a in words and b in words and a != b}


def _without_parts(terms: _Weights, number: int) -> list[str]:
    """Return the terms of a class, best first, no two with a word in common.

    A phrase takes the place of a word that mostly stands in it.
    """
    ordered = terms.best(number, 4 * _CANDIDATES)
    phrases = [term for term in ordered if " " in term]
    chosen: list[str] = []
    used: set[str] = set()
    for term in ordered:
        for better in _phrases_for(term, phrases, terms, number):
            if used.isdisjoint(better.split(" ")):
                chosen.append(better)
                used.update(better.split(" "))
                break
    return chosen


def _phrases_for(term: str, phrases: Sequence[str], terms: _Weights, number: int) -> Iterator[str]:
    """Yield the phrases that ``term`` mostly stands in, then the term itself."""
    if " " not in term:
        least = _MOSTLY * terms.count(number, term)
        yield from (
            phrase
            for phrase in phrases
            if term in phrase.split(" ") and terms.count(number, phrase) >= least
        )
    yield term


def _distinct(ordered: Sequence[Sequence[str]]) -> list[tuple[str, ...]]:
    """Return the first ``WORDS`` of each, more where they would be the label of another."""
    taken: set[tuple[str, ...]] = {()}
    chosen: list[tuple[str, ...]] = []
    for terms in ordered:
        length = WORDS
        while tuple(terms[:length]) in taken and length < len(terms):
            length += 1
        chosen.append(tuple(terms[:length]))
        taken.add(chosen[-1])
    return chosen
