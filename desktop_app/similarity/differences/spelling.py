"""Whether two words are one, misread by a scanner or broken by a program.

Being near in spelling is no evidence: "hereby" and "thereby", "competent" and "incompetent",
"million" and "billion" are near and mean other things. So each letter that differs must be one that
scanners confuse, and two forms that both occur elsewhere in the documents are two words. Numbers
are never taken for one another.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from desktop_app.similarity.differences.tokens import Tokens

_FEWEST_LETTERS = 4
_MOST_LETTERS = 40
_MOST_DIGITS = 1 / 3  # of the letters of a word that a scanner has read as digits
_LOOKALIKES = str.maketrans({"0": "o", "1": "l", "|": "l", "5": "s", "8": "b"})
_CONFUSED = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("e", "c"), ("u", "n"))
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
        is_recognised: Whether one of the texts was recognised from a picture or is as poor.
    """

    occurs: Callable[[str], int]
    is_recognised: bool

    def is_same(self, a: Words, b: Words) -> bool:
        """Return whether words that stand for each other are the same but for a misreading."""
        first, second = a.folded, b.folded
        if len(first) == len(second) == 1:
            return self._is_same_word(first[0], second[0], a, b)
        if len(first) == 1:
            return self._is_same_joined(second, first[0])
        return len(second) == 1 and self._is_same_joined(first, second[0])

    def _is_same_word(self, one: str, other: str, a: Words, b: Words) -> bool:
        lengths = len(one), len(other)
        if min(lengths) < _FEWEST_LETTERS or max(lengths) > _MOST_LETTERS:
            return False
        may_be_misread = lengths[0] == lengths[1] and _has_lookalikes(one, other)
        if not (may_be_misread or self.is_recognised):
            return False
        known = sum(self.occurs(word) > 1 for word in (one, other))
        if known == 2:
            return False
        if may_be_misread and _lookalike(a.written) == _lookalike(b.written):
            return True
        # In a recognised text one letter may have become another, if one form is surely a word.
        both_plain = one.isalpha() and other.isalpha()
        return (
            self.is_recognised and both_plain and known == 1 and _confused(one) == _confused(other)
        )

    def _is_same_joined(self, parts: list[str], whole: str) -> bool:
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
    """Return a word with one for all that a scanner confuses, accents left out."""
    plain = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    for one, other in _CONFUSED:
        plain = plain.replace(one, other)
    return plain
