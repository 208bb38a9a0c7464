"""What is compared, and what is answered: where two texts agree and how they differ."""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

SpanPair: TypeAlias = tuple[int, int]
"""A half-open stretch of a display text, in code points."""


@dataclass(frozen=True, slots=True)
class ComparedText:
    """One of two documents, as the index keeps it.

    Attributes:
        text: Display text.
        page_starts: Offset at which each page begins, ascending, the first is 0.
        running: Half-open spans of running headers and footers, ascending and apart.
        recognised: Whether the text was recognised from pictures, or is as poor as if it were:
            then some of its words are told as likely misread.
    """

    text: str
    page_starts: tuple[int, ...] = (0,)
    running: tuple[SpanPair, ...] = ()
    recognised: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open stretch of a display text, in code points, and the 1-based page it begins on."""

    start: int
    end: int
    page: int


@dataclass(frozen=True, slots=True)
class Match:
    """A stretch that both texts have: the same words and, white space aside, the same signs."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int

    @property
    def mirrored(self) -> Match:
        return Match(self.b_start, self.b_end, self.a_start, self.a_end)


class DifferenceKind(enum.Enum):
    """How two texts differ at one place; each may stand on one side only, but for spelling, what a
    scanner has likely misread, values, cells and moved text.

    ``STRUCK``: struck out in one text and not in the other. ``CELL``: in another column of a table,
    told at the first word that is. ``SPELLING``: other letters, case, hyphens or accents too.
    """

    NUMBER = "number"
    DATE = "date"
    AMOUNT = "amount"
    STRUCK = "struck"
    CELL = "cell"
    NAME = "name"
    WORDING = "wording"
    SPELLING = "spelling"
    MISREAD = "misread"
    PUNCTUATION = "punctuation"
    SAME_VALUE = "same_value"
    ONLY_A = "only_a"
    ONLY_B = "only_b"
    SECTION_ONLY_A = "section_only_a"
    SECTION_ONLY_B = "section_only_b"
    MOVED = "moved"
    HEADER = "header"

    @property
    def mirrored(self) -> DifferenceKind:
        """The same kind with the two texts exchanged."""
        return _MIRRORED.get(self, self)


_MIRRORED = {
    DifferenceKind.ONLY_A: DifferenceKind.ONLY_B,
    DifferenceKind.ONLY_B: DifferenceKind.ONLY_A,
    DifferenceKind.SECTION_ONLY_A: DifferenceKind.SECTION_ONLY_B,
    DifferenceKind.SECTION_ONLY_B: DifferenceKind.SECTION_ONLY_A,
}
_HARMLESS = frozenset(
    [DifferenceKind.SPELLING, DifferenceKind.PUNCTUATION, DifferenceKind.SAME_VALUE]
)
_WRITTEN_OTHERWISE = frozenset([DifferenceKind.SPELLING, DifferenceKind.PUNCTUATION])
_SECTIONS = frozenset([DifferenceKind.SECTION_ONLY_A, DifferenceKind.SECTION_ONLY_B])


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference.

    Attributes:
        kind: How the texts differ.
        a, b: The stretch of each text; None where it has nothing.
        at_a, at_b: Where it stands in each text, or would stand; for moved text, where each is.
        recurring: Whether all of it is text that recurs in the folder.
    """

    kind: DifferenceKind
    a: Span | None
    b: Span | None
    at_a: int
    at_b: int
    recurring: bool = False

    @property
    def harmless(self) -> bool:
        """Whether it says nothing: spelling, punctuation, another way to write the same value, or
        a letterhead or disclaimer that one of the two lacks.

        Recurring text that *says other words* is not harmless: two clauses that both recur, one
        with "may" and one with "may not", are not the same.
        """
        return self.kind in _HARMLESS or (self.recurring and self.kind in _SECTIONS)

    @property
    def adds_a(self) -> bool:
        """Whether ``a`` says something here that ``b`` does not.

        True of words missing from a sentence on either side: "may not" and "may" each say what the
        other does not. Only a whole sentence or more can be missing without changing the rest.
        """
        if self.kind is DifferenceKind.HEADER:
            return self.a is not None
        return not self.harmless and self.kind is not DifferenceKind.SECTION_ONLY_B

    @property
    def adds_b(self) -> bool:
        """Whether ``b`` says something here that ``a`` does not; see ``adds_a``."""
        return self.mirrored.adds_a

    @property
    def mirrored(self) -> Difference:
        """The same difference with the two texts exchanged."""
        return Difference(
            self.kind.mirrored, self.b, self.a, self.at_b, self.at_a, self.recurring
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Differences:
    """How two texts are alike and how they differ.

    Attributes:
        matches: Stretches that agree, ascending and apart in both texts.
        differences: In the order of text ``a``, what stands in headers first.
        words_a, words_b: How many words, numbers and signs each has, running lines left out.
        share_a, share_b: Share of them found in the other text, moved or garbled ones included;
            1.0 for a text without words.
        whole: Whether all of both texts was compared.
    """

    matches: tuple[Match, ...]
    differences: tuple[Difference, ...]
    words_a: int
    words_b: int
    share_a: float
    share_b: float
    whole: bool = True

    @property
    def counts(self) -> Counter[DifferenceKind]:
        """How many differences of each kind there are."""
        return Counter(difference.kind for difference in self.differences)

    @property
    def substantive(self) -> tuple[Difference, ...]:
        """The differences that are not harmless."""
        return tuple(self._substantive())

    @property
    def written_otherwise(self) -> int:
        """At how many places what counts as equal has other letters or signs.

        Folding finds copies: it takes "Maße" for "Masse" and "re-sign" for "resign". So texts that
        are equal when folded are alike, which does not prove that nothing is lost.
        """
        return sum(one.kind in _WRITTEN_OTHERWISE for one in self.differences)

    @property
    def adds_a(self) -> bool:
        """Whether removing ``a`` would lose something that ``b`` does not say, or says otherwise.

        When in doubt it would: a swapped name, a moved clause, one "not" are enough. What was not
        compared is in doubt, too.
        """
        return not self.whole or any(difference.adds_a for difference in self.differences)

    @property
    def adds_b(self) -> bool:
        """Whether removing ``b`` would lose something; see ``adds_a``."""
        return not self.whole or any(difference.adds_b for difference in self.differences)

    @property
    def mirrored(self) -> Differences:
        """The same answer with the two texts exchanged."""
        return Differences(
            tuple(match.mirrored for match in self.matches),
            in_order(difference.mirrored for difference in self.differences),
            self.words_b,
            self.words_a,
            self.share_b,
            self.share_a,
            self.whole,
        )

    def _substantive(self) -> Iterator[Difference]:
        return (difference for difference in self.differences if not difference.harmless)


def in_order(differences: Iterable[Difference]) -> tuple[Difference, ...]:
    """Return differences as they are met in text ``a``, what stands in headers first."""
    return tuple(
        sorted(
            differences,
            key=lambda one: (one.kind is not DifferenceKind.HEADER, one.at_a, one.at_b),
        )
    )
