"""Two texts in one numbering: equal numbers where words stand for the same."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from desktop_app.similarity.differences.sentences import Edges
from desktop_app.similarity.differences.spelling import Spelling
from desktop_app.similarity.differences.tokens import IntArray, Tokens
from desktop_app.similarity.differences.values import WordKind


@dataclass(frozen=True)
class Side:
    """One of the two texts.

    Attributes:
        tokens: Its words.
        ids: For each word what it stands for, in the numbering of both texts.
        forms: For each word how it is written, folded, in the numbering of both.
        letters: For each word how it is written to the letter, in the numbering of both.
        signs: For each place between words what stands there, in the numbering of both.
        edges: Where its sentences begin.
    """

    tokens: Tokens
    ids: IntArray
    forms: IntArray
    letters: IntArray
    signs: IntArray
    edges: Edges


@dataclass(frozen=True)
class Pairing:
    """Two texts to be compared.

    Attributes:
        a, b: The texts.
        counts: How often each number of ``Side.ids`` occurs in both together.
        rows: The number of what a folded word stands for.
        written: The words that ``Side.letters`` number.
    """

    a: Side
    b: Side
    counts: IntArray
    rows: dict[str, int]
    written: list[str]

    @cached_property
    def spelling(self) -> Spelling:
        return Spelling(self.occurs)

    def occurs(self, word: str) -> int:
        """Return how often a folded word occurs in both texts together."""
        row = self.rows.get(word)
        return 0 if row is None else int(self.counts[row])

    def counts_of(self, side: Side) -> IntArray:
        """Return how often each of the distinct words of a text occurs in both texts."""
        values = side.tokens.values
        return self.counts[np.fromiter(map(self.rows.__getitem__, values), np.int64, len(values))]

    def is_name(self, side: Side, at: int) -> bool:
        """Return whether a word is written as a name: capitalised inside a sentence, and nowhere
        small."""
        tokens = side.tokens
        return (
            tokens.source.text[tokens.starts[at]].isupper()
            and tokens.kind(at) is WordKind.WORD
            and not self._is_small(tokens.word(at))
        )

    def _is_small(self, word: str) -> bool:
        """Whether a word is written small in either text, or that cannot be told."""
        small = self.a.tokens.small_words, self.b.tokens.small_words
        return any(words is None or word in words for words in small)


def pairing(a: Tokens, b: Tokens) -> Pairing:
    """Return two texts in one numbering."""
    rows: dict[str, int] = {}
    forms: dict[str, int] = {}
    letters: dict[str, int] = {}
    signs: dict[str, int] = {}
    sides = []
    for tokens in (a, b):
        values = _numbered(tokens.values, rows)
        written = values.copy()
        for row, word in enumerate(tokens.words):
            if word is not tokens.values[row] and word != tokens.values[row]:
                written[row] = -1 - forms.setdefault(word, len(forms))
        sign = _numbered(tokens.signs, signs)[tokens.gaps]
        shown, rows_shown = tokens.letters
        sides.append(
            Side(
                tokens,
                values[tokens.ids],
                written[tokens.ids],
                _numbered(shown, letters)[rows_shown],
                sign,
                Edges(tokens),
            )
        )
    counts = sum(np.bincount(side.ids, minlength=len(rows)) for side in sides)
    return Pairing(sides[0], sides[1], np.asarray(counts, dtype=np.int64), rows, list(letters))


def _numbered(texts: list[str], rows: dict[str, int]) -> IntArray:
    """Return the number of each text, after adding what is new to ``rows``."""
    return np.array([rows.setdefault(text, len(rows)) for text in texts], dtype=np.int64)


def without_first(pairing: Pairing, a: int, b: int) -> Pairing:
    """Return two texts of which the first words of either stand for nothing in the other."""
    if not (a or b):
        return pairing
    return replace(pairing, a=_alone(pairing.a, a), b=_alone(pairing.b, b))


def _alone(side: Side, words: int) -> Side:
    ids = side.ids.copy()
    ids[:words] = -1 - np.arange(words)
    return replace(side, ids=ids)
