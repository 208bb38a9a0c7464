"""Whether two words are one, misread by a scanner or broken by a program.

Being near in spelling is no evidence: "hereby" and "thereby", "competent" and "incompetent",
"million" and "billion" are near and mean other things. So each letter that differs must be one that
scanners confuse, and two forms that both occur elsewhere in the documents are two words. Where both
forms may be words ("close" and "dose"), it is called likely at most, which is for a person to
judge. Numbers are never taken for one another.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from desktop_app.similarity.differences.model import DifferenceKind
from desktop_app.similarity.differences.tokens import Tokens

_FEWEST_LETTERS = 4
_MOST_LETTERS = 40
_MOST_DIGITS = 1 / 3  # of the letters of a word that a scanner has read as digits
_LOOKALIKES = str.maketrans({"0": "o", "1": "l", "|": "l", "5": "s", "8": "b"})
_KNOWN = 2  # a word that both texts have elsewhere occurs three times
_CONFUSED = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("e", "c"), ("u", "n"))
_UMLAUT = "\u0308"
# Beside these a space is no accident: "not able" is not "notable", "in complete" not "incomplete".
_WEIGHTY = """
    a an the no not non nor un in im il ir dis mis de re anti ex under over counter may will can
    shall must should would be is on off up out ab an auf aus be ent er ge ver vor zer zu nicht kein
    miss ohne
"""
_WEIGHTY_PARTS = frozenset(_WEIGHTY.split())


class Words(NamedTuple):
    """Words of one text that follow each other, half-open."""

    tokens: Tokens
    start: int
    end: int

    @property
    def folded(self) -> list[str]:
        return [self.tokens.word(at) for at in range(self.start, self.end)]

    @property
    def written(self) -> str:
        """As in the display text."""
        tokens = self.tokens
        return tokens.source.text[tokens.starts[self.start] : tokens.ends[self.end - 1]]


@dataclass(frozen=True, slots=True)
class Spelling:
    """What is known of two texts when words are compared.

    Attributes:
        occurs: How often a folded word occurs in both together.
    """

    occurs: Callable[[str], int]

    def kind_of(self, a: Words, b: Words) -> DifferenceKind | None:
        """Return how words that stand for each other differ, if only by a misreading.

        ``SPELLING`` if one of the two surely is none, ``MISREAD`` if that is only likely.
        """
        first, second = a.folded, b.folded
        if len(first) == len(second) == 1:
            return self._kind_of_word(first[0], second[0], a, b)
        parts, whole = (second, first) if len(first) == 1 else (first, second)
        is_joined = len(whole) == 1 and self._is_joined(parts, whole[0])
        return DifferenceKind.SPELLING if is_joined else None

    def _kind_of_word(self, one: str, other: str, a: Words, b: Words) -> DifferenceKind | None:
        lengths = len(one), len(other)
        if min(lengths) < _FEWEST_LETTERS or max(lengths) > _MOST_LETTERS:
            return None
        may_be_misread = lengths[0] == lengths[1] and _has_lookalikes(one, other)
        if may_be_misread and _lookalike(a.written) == _lookalike(b.written):
            is_known = self.occurs(one) > 1 and self.occurs(other) > 1
            return None if is_known else DifferenceKind.SPELLING
        is_likely = self._is_misread_as(one, other, a) or self._is_misread_as(other, one, b)
        return DifferenceKind.MISREAD if is_likely else None

    def _is_misread_as(self, misread: str, clean: str, where: Words) -> bool:
        """Whether, in a recognised text, letters have become others, so that a form came out that
        occurs nowhere else, of one that does."""
        return (
            where.tokens.source.recognised
            and misread.isalpha()
            and clean.isalpha()
            and self.occurs(misread) == 1
            and self.occurs(clean) > _KNOWN
            and _confused(misread) == _confused(clean)
        )

    def _is_joined(self, parts: list[str], whole: str) -> bool:
        """Whether a space was lost or put in."""
        if "".join(parts) != whole or not whole.isalpha():
            return False
        if any(len(part) == 1 or part in _WEIGHTY_PARTS for part in parts):
            return False
        return not all(self.occurs(word) > 1 for word in [*parts, whole])


def _has_lookalikes(one: str, other: str) -> bool:
    """Whether one is no word ("c1ause") and the other one, or a capital letter may mislead."""
    digits = sum(map(str.isdigit, one + other))
    if not digits:
        return one.isalpha() and other.isalpha() and ("i" in one or "i" in other)
    return one.isalpha() != other.isalpha() and digits <= _MOST_DIGITS * len(one)


def _lookalike(written: str) -> str:
    """Return a word with the characters that look like a letter as that letter."""
    if not written.isupper():
        written = written.replace("I", "l")
    return written.translate(_LOOKALIKES).casefold()


def _confused(word: str) -> str:
    """Return a word with one for all that a scanner confuses, accents left out.

    Umlauts stay: "wurden" and "würden" are two words as often as not.
    """
    letters = unicodedata.normalize("NFD", word)
    plain = "".join(c for c in letters if c == _UMLAUT or not unicodedata.combining(c))
    for one, other in _CONFUSED:
        plain = plain.replace(one, other)
    return plain
