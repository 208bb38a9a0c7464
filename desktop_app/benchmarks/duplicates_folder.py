"""A made folder of documents with known relations, large enough to measure on.

How long finding duplicates takes depends on how often the same words stand together in different
documents. So words are drawn by Zipf's law, a part of the text is stock phrases, one document in
five carries a letterhead of one of a few offices, and one in twenty is a form filled in. Planted on
top: edited copies, and documents quoted whole in others. Texts lie in one file, not in memory.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from desktop_app.documents.text.normalise import match_text_only
from desktop_app.index.rows import TextPrint

WORDS = 800
"""Of a document, on average."""

_VOCABULARY, _NAMES, _PHRASES, _OFFICES, _FORMS = 40_000, 4_000, 4_000, 40, 60
_SYLLABLES = [c + v + e for c in "bdfgklmnprst" for v in "aeiou" for e in ("", "n", "r", "s")]
_IN_PHRASES = 0.15  # share of the words that stand in stock phrases
_NAME_SHARE, _NUMBER_SHARE = 0.03, 0.02
_SENTENCE = 16

WordArray = npt.NDArray[np.object_]


@dataclass(frozen=True, slots=True)
class Span:
    """Where a text lies in the file, in bytes."""

    start: int
    end: int


class MadeFolder:
    """Texts in one file, what tells them apart, and the pairs planted among them.

    Args:
        place: An empty folder for the file.
        documents: How many.
    """

    def __init__(self, place: Path, documents: int, seed: int = 7) -> None:
        self.rows: list[TextPrint] = []
        self.planted: set[frozenset[int]] = set()
        self._spans: list[Span] = []
        self._file = (place / "texts").open("w+b")
        self._write(_Author(seed), documents, random.Random(seed))
        self._file.flush()

    def close(self) -> None:
        self._file.close()

    @property
    def megabytes(self) -> float:
        return self._spans[-1].end / 1e6 if self._spans else 0.0

    def display_text(self, number: int) -> str:
        """Return a document's text as written."""
        span = self._spans[number]
        self._file.seek(span.start)
        return self._file.read(span.end - span.start).decode()

    def texts(self) -> Iterator[str]:
        """Yield all texts in order."""
        return map(self.display_text, range(len(self._spans)))

    def _write(self, author: _Author, documents: int, chance: random.Random) -> None:
        in_a_pair: set[int] = set()
        for number in range(documents):
            kind = chance.random()
            origin = chance.randrange(number) if number else 0
            if kind < 0.125 and number and origin not in in_a_pair:
                text = self.display_text(origin)
                text = author.edited(text) if kind < 0.1 else author.quoting(text)
                self.planted.add(frozenset((origin, number)))
                in_a_pair.update((origin, number))
            elif kind < 0.175:
                text = author.form()
                in_a_pair.add(number)  # a copy of a form would be a copy of its siblings, nearly
            else:
                text = author.document()
            self._add(number, text)

    def _add(self, number: int, text: str) -> None:
        content = text.encode()
        start = self._spans[-1].end if self._spans else 0
        self._file.seek(start)
        self._file.write(content)
        self._spans.append(Span(start, start + len(content)))
        same_text = hashlib.sha256(match_text_only(text).encode()).digest()
        same_bytes = hashlib.sha256(content).digest()
        self.rows.append(TextPrint(number, f"{number:07}.txt", same_bytes, same_text, len(text)))


class _Author:
    """Writes documents; the same ones for the same seed."""

    def __init__(self, seed: int) -> None:
        self._random = np.random.default_rng(seed)
        self._words = self._made_words(_VOCABULARY)
        self._names = np.array([w.title() for w in self._made_words(_NAMES)], object)
        # Zipf and Mandelbrot: the n-th most frequent word has a frequency of about 1 / (n + 2.7).
        weight = 1 / (np.arange(_VOCABULARY) + 2.7)
        self._cumulated = np.cumsum(weight / weight.sum())
        self._phrases = [self._drawn(int(n)) for n in self._random.integers(4, 12, _PHRASES)]
        self._letterheads = [" ".join(self._drawn(60)) for _ in range(_OFFICES)]
        self._forms = [self._drawn(180) for _ in range(_FORMS)]

    def document(self) -> str:
        """A text of its own, in one case of five on a letterhead."""
        length = int(self._random.integers(WORDS // 2, 3 * WORDS // 2))
        text = _sentences(self._body(length))
        if self._random.random() < 0.2:
            text = f"{self._letterheads[self._random.integers(_OFFICES)]}\n\n{text}"
        return text

    def edited(self, text: str) -> str:
        """The text with one word in fifty replaced, in runs of three."""
        words = text.split(" ")
        for at in self._random.integers(0, max(1, len(words) - 3), len(words) // 150 + 1).tolist():
            words[at : at + 3] = self._drawn(3).tolist()
        return " ".join(words)

    def quoting(self, text: str) -> str:
        """The text within a longer one."""
        before, after = (_sentences(self._body(2 * WORDS)) for _ in range(2))
        return f"{before}\n\n{text}\n\n{after}"

    def form(self) -> str:
        """One of a few forms, filled in for somebody."""
        words = self._forms[self._random.integers(_FORMS)].copy()
        words[5::9] = self._random.choice(self._names, len(words[5::9]))
        words[2::15] = self._numbers(len(words[2::15]))
        return _sentences(words)

    def _body(self, length: int) -> WordArray:
        parts: list[WordArray] = []
        written = 0
        while written < length:
            phrase = self._phrases[int(_PHRASES * self._random.random() ** 3)]
            own = self._drawn(int(len(phrase) / _IN_PHRASES * 2 * self._random.random()))
            parts += [own, phrase]
            written += len(own) + len(phrase)
        words = np.concatenate(parts)
        chance = self._random.random(len(words))
        named, numbered = chance < _NAME_SHARE, chance > 1 - _NUMBER_SHARE
        words[named] = self._random.choice(self._names, int(named.sum()))
        words[numbered] = self._numbers(int(numbered.sum()))
        return words

    def _drawn(self, count: int) -> WordArray:
        return self._words[np.searchsorted(self._cumulated, self._random.random(count))]

    def _numbers(self, count: int) -> list[str]:
        return [str(number) for number in self._random.integers(1, 20_000, count)]

    def _made_words(self, count: int) -> WordArray:
        picks = self._random.integers(0, len(_SYLLABLES), (2 * count, 4))
        lengths = self._random.integers(1, 5, 2 * count).tolist()
        made = (
            "".join(_SYLLABLES[s] for s in row[:n])
            for row, n in zip(picks.tolist(), lengths, strict=True)
        )
        return np.array(list(dict.fromkeys(made))[:count], object)


def _sentences(words: WordArray) -> str:
    """The words with capitals and full stops."""
    pieces = [" ".join(words[at : at + _SENTENCE]) for at in range(0, len(words), _SENTENCE)]
    return ". ".join(piece[:1].upper() + piece[1:] for piece in pieces) + "."
