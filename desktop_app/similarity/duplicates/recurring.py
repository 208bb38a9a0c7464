"""Text that recurs in a folder: letterheads, disclaimers, signatures, the words of a form.

A stretch recurs if its runs of six words occur in at least ``LEAST_DOCUMENTS`` documents that are
not copies of each other. Documents are counted by a table of counters under the hash of each run,
so that memory is bounded and every document is looked at once; the copies in a cluster are taken
out again, except one, so that 40 copies of a report do not make it boilerplate. Counters are
shared by chance, which can only add to a count; a stretch needs ``LEAST_WORDS`` words in a row, by
which chance is ruled out (below 1 in 20,000 where the table is as full as it gets).

Beyond the size of the table only a fixed part of the hash space is counted. A stretch then is what
lies between the first and the last of its counted runs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desktop_app.similarity.duplicates.shingles import HashArray, shingles_of, word_runs, words_of

LEAST_DOCUMENTS = 5
"""A stretch in fewer documents may as well be the text of versions of one document."""

LEAST_WORDS = 8
"""Shorter stretches are turns of phrase."""

MOST_COUNTERS = 1 << 26
"""Of two bytes each: 128 MiB, for about 100,000 documents of 800 words without leaving out any."""

_WIDTH = 6  # words in a run; a stretch is then found to the word, unless a run recurs by chance
_FULL = np.iinfo(np.uint16).max
_COUNTERS_A_RUN = 2

CounterArray = npt.NDArray[np.uint16]


@dataclass(frozen=True, slots=True)
class RecurringSpan:
    """A stretch of a match text that recurs.

    Attributes:
        start, end: Half-open, in characters of the match text; from the start of a word to the end
            of one.
        documents: In about how many documents that are no copies of each other, this one included;
            the median over the runs of the stretch, never too small.
    """

    start: int
    end: int
    documents: int


class RecurringText:
    """What recurs in a folder, as learned by ``RecurringLearner``."""

    def __init__(
        self, counters: CounterArray, limit: np.uint64, exempt: HashArray | None = None
    ) -> None:
        self._counters, self._limit = counters, limit
        self._exempt = np.empty(0, np.uint64) if exempt is None else exempt

    def except_for(self, texts: Iterable[str]) -> RecurringText:
        """Return the same without stretches that a person said are not boilerplate.

        Args:
            texts: Match texts; whatever they say counts as each document's own.
        """
        exempt = [shingles_of(words_of(text), _WIDTH) for text in texts]
        return RecurringText(
            self._counters, self._limit, np.unique(np.concatenate([self._exempt, *exempt]))
        )

    def packed(self) -> dict[str, npt.NDArray[np.uint64]]:
        """Return the same as arrays, without what occurs too seldom to recur; see ``unpacked``."""
        places = np.flatnonzero(self._counters >= LEAST_DOCUMENTS).astype(np.uint64)
        return {
            "shape": np.array([len(self._counters), self._limit], np.uint64),
            "places": places,
            "counts": self._counters[places].astype(np.uint64),
            "exempt": self._exempt,
        }

    @classmethod
    def unpacked(cls, arrays: Mapping[str, npt.NDArray[np.uint64]]) -> RecurringText:
        """Return what ``packed`` was called on, which finds the same spans.

        Raises:
            KeyError, ValueError, IndexError: If the arrays are not of ``packed``.
        """
        size, limit = arrays["shape"].tolist()
        if size.bit_count() != 1 or size > MOST_COUNTERS:
            raise ValueError(size)
        counters: CounterArray = np.zeros(size, np.uint16)
        counters[arrays["places"]] = arrays["counts"]
        return cls(counters, np.uint64(limit), arrays["exempt"].astype(np.uint64))

    def spans(self, match_text: str) -> tuple[RecurringSpan, ...]:
        """Return the stretches of a document that recur, in order and apart."""
        runs = word_runs(match_text, _WIDTH)
        counted = np.flatnonzero(runs.hashes <= self._limit)
        hashes = runs.hashes[counted]
        documents = self._counters[hashes & np.uint64(len(self._counters) - 1)]
        recurs = documents >= LEAST_DOCUMENTS
        if len(self._exempt):
            recurs &= ~np.isin(hashes, self._exempt)
        edges = np.diff(recurs.astype(np.int8), prepend=0, append=0)
        spans: list[RecurringSpan] = []
        for low, high in zip(np.flatnonzero(edges == 1), np.flatnonzero(edges == -1), strict=True):
            first, last = counted[low], counted[high - 1] + _WIDTH - 1
            if last - first + 1 >= LEAST_WORDS:
                start, end = int(runs.starts[first]), int(runs.ends[last])
                span = RecurringSpan(start, end, int(np.median(documents[low:high])))
                if spans and start < spans[-1].end:
                    span = _joined(spans.pop(), span)
                spans.append(span)
        return tuple(spans)


class RecurringLearner:
    """Counts in how many documents each run of words occurs. Not thread-safe.

    Args:
        expected_words: About how many words all documents have.
    """

    def __init__(self, expected_words: int) -> None:
        wanted = max(1 << 12, _COUNTERS_A_RUN * expected_words)
        size = min(MOST_COUNTERS, 1 << (wanted - 1).bit_length())
        halvings = max(0, (expected_words // size).bit_length() - 1)
        self._limit = np.uint64(((1 << 64) - 1) >> halvings)
        self._counters: CounterArray = np.zeros(size, np.uint16)

    def add(self, words: HashArray) -> None:
        """Count a document, given as ``shingles.words_of`` gives it."""
        places = self._places(words)
        counts = self._counters[places]
        counts += counts < _FULL
        self._counters[places] = counts

    def take_out(self, words: HashArray) -> None:
        """Take a document out again, since it is a copy of another that stays."""
        places = self._places(words)
        counts = self._counters[places]
        counts -= counts > 0
        self._counters[places] = counts

    def learned(self) -> RecurringText:
        """Return what recurs; later changes here do not show in it."""
        return RecurringText(self._counters.copy(), self._limit)

    def _places(self, words: HashArray) -> HashArray:
        runs = shingles_of(words, _WIDTH)
        runs = runs[: np.searchsorted(runs, self._limit, side="right")]
        return runs & np.uint64(len(self._counters) - 1)


def nothing_recurs() -> RecurringText:
    """Return what is known where nothing was learned, or it shall not be looked at."""
    return RecurringText(np.zeros(1, np.uint16), np.uint64((1 << 64) - 1))


def _joined(one: RecurringSpan, other: RecurringSpan) -> RecurringSpan:
    return RecurringSpan(one.start, other.end, max(one.documents, other.documents))
