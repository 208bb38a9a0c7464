"""Whether a document says anything of substance that the copy which stays does not.

Shares and details find what is alike. Before one of two is offered for removal, the aligned
differences are asked, word by word: a swapped party, "keep" for "return", a sentence more are
enough to keep both. So are words ahead of all that the two have in common: "the following opinion
was withdrawn" says nothing that the opinion says, and makes another document of it. What follows
may be a later version's. That costs milliseconds a pair, so it is done for members of groups and
for pairs that are shown, never for all pairs, and remembered.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from desktop_app.index.rows import TextPrint
from desktop_app.progress import CancelToken
from desktop_app.similarity.differences.compare import compare_texts
from desktop_app.similarity.differences.model import DifferenceKind, Differences
from desktop_app.similarity.differences.tokens import Tokens


class Substance(Protocol):
    """Compares what documents say."""

    def adds(self, row: TextPrint, other: TextPrint) -> bool:
        """Whether ``row`` says something of substance that ``other`` does not; in doubt, yes."""
        ...

    def introduces(self, row: TextPrint, other: TextPrint) -> bool:
        """Whether ``row`` says something of substance ahead of what ``other`` says: it may be about
        ``other``, which then is quoted, not copied; in doubt, yes."""
        ...


@dataclass(frozen=True, slots=True)
class Said:
    """What one of two texts says that the other does not.

    Attributes:
        more: Whether it says anything of substance.
        ahead: Whether it does so ahead of all that the two have in common.
    """

    more: bool
    ahead: bool


IN_DOUBT = Said(more=True, ahead=True)
_Text = tuple[bytes, bytes]  # of a file and of its text: the same bytes may be read in another way


def said(found: Differences) -> tuple[Said, Said]:
    """Return what each of two texts says that the other does not, or writes otherwise."""
    otherwise = found.written_otherwise > 0
    return (
        Said(otherwise or found.adds_a, _is_ahead(found)),
        Said(otherwise or found.adds_b, _is_ahead(found.mirrored)),
    )


def _is_ahead(found: Differences) -> bool:
    """Whether the first text says something of substance before what it shares with the other."""
    first = min((match.a_start for match in found.matches), default=0)
    return any(
        difference.adds_a and difference.a is not None and difference.a.end <= first
        for difference in found.substantive
        if difference.kind is not DifferenceKind.HEADER
    )


class LoadTokens(Protocol):
    """Gives the words of a document's text; None if they cannot be had or have changed."""

    def __call__(self, document: TextPrint, /) -> Tokens | None: ...


class AlignedSubstance:
    """Decides by the aligned differences; each pair of texts is compared once.

    What recurs in the folder is not discounted here: that a letter has a disclaimer which the
    other lacks is a reason to look, and looking costs little. One thread at a time.

    Args:
        load: Gives the texts; a kept copy's is asked for with every member of its group.
    """

    def __init__(self, load: LoadTokens) -> None:
        self._load = load
        self._token = CancelToken()
        self._known: dict[tuple[_Text, _Text], Said] = {}

    @contextlib.contextmanager
    def under(self, token: CancelToken) -> Iterator[None]:
        """Look at ``token`` while comparing, for as long as this lasts."""
        self._token = token
        try:
            yield
        finally:
            self._token = CancelToken()

    def adds(self, row: TextPrint, other: TextPrint) -> bool:
        return self._said(row, other).more

    def introduces(self, row: TextPrint, other: TextPrint) -> bool:
        return self._said(row, other).ahead

    def _said(self, row: TextPrint, other: TextPrint) -> Said:
        here, there = (row.sha256, row.text_sha256), (other.sha256, other.text_sha256)
        if (here, there) not in self._known:
            one, two = self._load(row), self._load(other)
            if one is None or two is None:
                return IN_DOUBT
            found = said(compare_texts(one, two, token=self._token))
            self._known[here, there], self._known[there, here] = found
        return self._known[here, there]
