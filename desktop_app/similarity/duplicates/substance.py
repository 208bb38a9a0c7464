"""Whether a document says anything of substance that the copy which stays does not.

Shares and details find what is alike. Before one of two is offered for removal, the aligned
differences are asked, word by word: a swapped party, "keep" for "return", a sentence more are
enough to keep both. That costs milliseconds a pair, so it is done for members of groups and for
pairs that are shown, never for all pairs, and remembered.
"""

from __future__ import annotations

from typing import Protocol

from desktop_app.index.rows import TextPrint
from desktop_app.progress import CancelToken
from desktop_app.similarity.differences.compare import compare_texts
from desktop_app.similarity.differences.model import ComparedText
from desktop_app.similarity.differences.tokens import Tokens, tokenised
from desktop_app.similarity.duplicates.letters import written_otherwise
from desktop_app.similarity.lru import WeighedCache

_CACHED_CHARS = 4_000_000


class Substance(Protocol):
    """Compares what documents say."""

    def adds(self, row: TextPrint, other: TextPrint) -> bool:
        """Whether ``row`` says something of substance that ``other`` does not; in doubt, yes."""
        ...


class LoadCompared(Protocol):
    """Gives a document's text, as it is compared; None if it cannot be had or has changed."""

    def __call__(self, document: TextPrint, /) -> ComparedText | None: ...


class AlignedSubstance:
    """Decides by the aligned differences; each pair of texts is compared once.

    What recurs in the folder is not discounted here: that a letter has a disclaimer which the
    other lacks is a reason to look, and looking costs little. One thread at a time.

    Args:
        load: Gives the texts.
        token: Looked at while comparing.
    """

    def __init__(self, load: LoadCompared, token: CancelToken) -> None:
        self._load = load
        self._token = token
        self._tokens = WeighedCache(self._read, _length, _CACHED_CHARS)
        self._rows: dict[int, TextPrint] = {}
        self._known: dict[tuple[bytes, bytes], bool] = {}

    def adds(self, row: TextPrint, other: TextPrint) -> bool:
        here, there = row.sha256, other.sha256
        if (here, there) not in self._known:
            self._known[here, there], self._known[there, here] = self._compared(row, other)
        return self._known[here, there]

    def _compared(self, row: TextPrint, other: TextPrint) -> tuple[bool, bool]:
        self._rows = {row.id: row, other.id: other}
        one, two = self._tokens(row.id), self._tokens(other.id)
        if one is None or two is None:
            return True, True
        found = compare_texts(one, two, token=self._token)
        otherwise = written_otherwise(one.source, two.source, found)
        return otherwise or found.adds_a, otherwise or found.adds_b

    def _read(self, document: int) -> Tokens | None:
        text = self._load(self._rows[document])
        return None if text is None else tokenised(text)


def _length(tokens: Tokens | None) -> int:
    return 0 if tokens is None else len(tokens.source.text)
