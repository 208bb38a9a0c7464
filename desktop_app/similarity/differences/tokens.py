"""A text as a row of words to be compared, each with its place in the display text.

A word is a run of letters with its apostrophes, a number with its separators and minus, a whole
date, a sign that carries meaning (currency, %, §, ±, <, a ticked box), or one character of a script
written without spaces. What stands between words is punctuation.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from desktop_app.documents.text.folding import class_of
from desktop_app.documents.text.normalise import MatchText, OffsetMap, match_text
from desktop_app.documents.text.words import UNSPACED_LETTERS, is_unspaced
from desktop_app.similarity.differences.model import ComparedText
from desktop_app.similarity.differences.values import (
    CURRENCY_CODES,
    DATE_FROM_DIGIT,
    DATE_FROM_MONTH,
    WordKind,
    meanings,
)

IntArray = npt.NDArray[np.int64]

_SCANNED_PLANE: Final = 0x3100  # beyond, marks inside words are rare and punctuation unspaced
_MEANINGFUL_PUNCTUATION = frozenset("%‰‱§&@")
_MEANINGLESS_SIGNS = frozenset("|`^¨´¸")  # borders of tables, accents left alone


@dataclass(frozen=True)
class Tokens:
    """The words of one text.

    Attributes:
        source: The text.
        match: Its match text, in which the words were found.
        words: The distinct words, folded.
        values: What each of them stands for (``values.meanings``).
        kinds: ``WordKind`` of each of them.
        ids: For each word of the text its row in ``words``, shape (n,).
        starts, ends: Its half-open place in the display text, shape (n,).
        match_starts, match_ends: The same in the match text.
        signs: The distinct pieces of punctuation between words, without white space.
        gaps: Row in ``signs`` of what stands before each word, and last after all; shape (n + 1,).
    """

    source: ComparedText
    match: MatchText = field(repr=False)
    words: list[str]
    values: list[str]
    kinds: list[WordKind]
    ids: IntArray
    starts: IntArray
    ends: IntArray
    match_starts: IntArray
    match_ends: IntArray
    signs: list[str]
    gaps: IntArray

    def __len__(self) -> int:
        return len(self.ids)

    def word(self, at: int) -> str:
        """Return a word, folded."""
        return self.words[int(self.ids[at])]

    def kind(self, at: int) -> WordKind:
        """Return what a word is."""
        return self.kinds[int(self.ids[at])]

    def written(self, at: int) -> str:
        """Return a word as it is written in the display text."""
        return self.source.text[self.starts[at] : self.ends[at]]

    @cached_property
    def small_words(self) -> frozenset[str] | None:
        """Words that are written with a small first letter somewhere, folded.

        None if there are too few to tell a name by its capital letter.
        """
        codes = self.source.text.encode("utf-32-le", "surrogatepass")
        first = np.frombuffer(codes, dtype="<u4")[self.starts]
        letters, rows = np.unique(first, return_inverse=True)
        is_small = np.array([chr(letter).islower() for letter in letters.tolist()], dtype=bool)
        is_capital = np.array([chr(letter).isupper() for letter in letters.tolist()], dtype=bool)
        small, capital = (np.zeros(len(self.words), dtype=bool) for _ in range(2))
        small[self.ids[is_small[rows]]] = True
        capital[self.ids[is_capital[rows]]] = True
        if np.count_nonzero(small) < np.count_nonzero(capital & ~small):
            return None
        return frozenset(map(self.words.__getitem__, np.flatnonzero(small).tolist()))


def tokenised(source: ComparedText) -> Tokens:
    """Return the words of a text; time and memory grow with the text only."""
    match = match_text(source.text, source.running)
    # In turns what stands between words, and words.
    pieces = _pattern(_has_unspaced(match.text)).split(match.text)
    ends = np.cumsum(np.fromiter(map(len, pieces), np.int64, len(pieces)))
    match_starts, match_ends = ends[:-1:2].copy(), ends[1::2].copy()
    words, ids = _numbered(pieces[1::2])
    kinds, values = meanings(words)
    between, rows = _numbered(pieces[::2])
    signs, sign_rows = _numbered(["".join(piece.split()) for piece in between])
    starts, ends = _source_spans(match.folding, match_starts, match_ends)
    starts, ends = _source_spans(match.cutting, starts, ends)
    return Tokens(
        source=source,
        match=match,
        words=words,
        values=values,
        kinds=kinds,
        ids=ids,
        starts=starts,
        ends=ends,
        match_starts=match_starts,
        match_ends=match_ends,
        signs=signs,
        gaps=sign_rows[rows],
    )


def _numbered(texts: list[str]) -> tuple[list[str], IntArray]:
    """Return the distinct texts, and for each one its row among them."""
    distinct = list(dict.fromkeys(texts))
    rows = dict(zip(distinct, range(len(distinct)), strict=True))
    return distinct, np.fromiter(map(rows.__getitem__, texts), np.int64, len(texts))


def _source_spans(steps: OffsetMap, starts: IntArray, ends: IntArray) -> tuple[IntArray, IntArray]:
    """``OffsetMap.span`` of many spans at once, none of them empty."""
    derived = np.frombuffer(steps.derived, dtype=np.int64)
    source = np.frombuffer(steps.source, dtype=np.int64)
    wide, width = np.diff(derived, append=derived[-1]), np.diff(source, append=source[-1])
    is_in_step = wide == width

    def mark_of(places: IntArray) -> IntArray:
        return np.searchsorted(derived, places, side="right") - 1

    mark = mark_of(starts)
    firsts = source[mark] + np.where(is_in_step[mark], starts - derived[mark], 0)
    mark = mark_of(ends - 1)
    lasts = source[mark] + np.where(is_in_step[mark], ends - derived[mark], width[mark])
    return firsts, np.maximum(firsts, lasts)


def _has_unspaced(text: str) -> bool:
    return not text.isascii() and any(map(is_unspaced, set(text)))


@cache
def _pattern(has_unspaced: bool) -> re.Pattern[str]:
    chars = [chr(code) for code in range(_SCANNED_PLANE)]
    marks = class_of(c for c in chars if unicodedata.category(c) in ("Mn", "Mc", "Me"))
    punctuation = class_of(
        char
        for char in chars
        if (unicodedata.category(char)[0] == "P" and char not in _MEANINGFUL_PUNCTUATION)
        or unicodedata.category(char)[0] == "C"
        or char in _MEANINGLESS_SIGNS
    )
    letter = rf"[^\W_{UNSPACED_LETTERS}]" if has_unspaced else r"[^\W_]"
    rest = rf"{letter}*+(?:[{marks}]++{letter}*+)*+"
    more = rf"(?:'{letter}{rest})*+"
    alone = rf"[{UNSPACED_LETTERS}][{marks}]*+|" if has_unspaced else ""
    return re.compile(
        # The commonest first: a word, unless a date begins or a currency sticks to its number.
        rf"((?!\d)(?:{DATE_FROM_MONTH}|(?:{CURRENCY_CODES})(?=\d)|{letter}{rest}{more})"
        rf"|(?=\d)(?<![\d.,/])(?:{DATE_FROM_DIGIT})"
        # A number with a minus on either side, or in brackets as accountants write it; without
        # the unit that follows it.
        r"|(?:(?<![\w)\]])-)?+\d++(?:[.,:/'](?=\d)\d++)*+(?![^\W\d_]{4}|[^\W\d_]{1,3}\d)"
        r"(?:-(?![\w-]))?+"
        r"|\((?=[$€£]? ?-?\d[\d.,']{2,}\))"
        rf"|{alone}{letter}{rest}{more}"
        # "#" stands for a number, or before a heading for nothing.
        rf"|\#(?=\w)|[^\s\w{punctuation}])"
    )
