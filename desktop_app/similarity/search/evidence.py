"""Which passages of two documents match."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from desktop_app.documents.text.words import STOP_WORDS, keyword_tokens
from desktop_app.similarity.model import PassageMatch, PassagePair
from desktop_app.similarity.ports import FloatArray, IntArray
from desktop_app.similarity.search.snippets import make_snippet
from desktop_app.similarity.vectors.means import weighted_mean

_BLOCK = 1024
_STOP_TOKENS = frozenset(token for word in STOP_WORDS for token in keyword_tokens(word))


class PassageSpan(Protocol):
    """Where a passage lies in its text."""

    @property
    def page(self) -> int: ...

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Passages:
    """A text with its passages and their unit vectors, (n, dim), in the same order; n ≥ 1."""

    text: str
    spans: Sequence[PassageSpan]
    vectors: FloatArray

    def mean(self) -> FloatArray:
        """Return the length-weighted mean of the vectors, a unit vector (dim,)."""
        return weighted_mean(self.vectors, [span.end - span.start for span in self.spans])


def best_pairs(here: Passages, there: Passages, n: int) -> tuple[PassagePair, ...]:
    """Return at most ``n`` pairs of passages with the highest cosines, no passage used twice.

    Every passage of ``here`` is offered with the passage of ``there`` nearest to it.
    """
    nearest, cosines = _nearest(here.vectors, there.vectors)
    used: set[int] = set()
    pairs: list[PassagePair] = []
    for at in np.argsort(-cosines, kind="stable").tolist():
        other = int(nearest[at])
        if other not in used:
            used.add(other)
            pairs.append(_pair(here, at, there, other, float(cosines[at])))
        if len(pairs) == n:
            break
    return tuple(pairs)


def _nearest(here: FloatArray, there: FloatArray) -> tuple[IntArray, FloatArray]:
    """Return for each row of ``here`` the nearest row of ``there`` and their cosine."""
    nearest = np.empty(len(here), np.int64)
    cosines = np.empty(len(here), np.float32)
    for start in range(0, len(here), _BLOCK):
        scores = here[start : start + _BLOCK] @ there.T
        best = scores.argmax(axis=1)
        nearest[start : start + _BLOCK] = best
        cosines[start : start + _BLOCK] = scores[np.arange(len(best)), best]
    return nearest, cosines.clip(-1.0, 1.0)


def _pair(here: Passages, a: int, there: Passages, b: int, cosine: float) -> PassagePair:
    mine, theirs = here.spans[a], there.spans[b]
    my_words = set(keyword_tokens(here.text[mine.start : mine.end]))
    shared = my_words & set(keyword_tokens(there.text[theirs.start : theirs.end])) - _STOP_TOKENS
    return PassagePair(
        PassageMatch(mine.page, mine.start, mine.end, cosine),
        PassageMatch(theirs.page, theirs.start, theirs.end, cosine),
        make_snippet(here.text, mine.start, mine.end, shared),
        make_snippet(there.text, theirs.start, theirs.end, shared),
    )
