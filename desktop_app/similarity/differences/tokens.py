"""A text as a row of words to be compared, each with its place in the display text.

A word is a run of letters with its apostrophes, a number with its separators and minus, a whole
date, a sign that carries meaning (currency, %, §, ±, <, a ticked box), or one character of a script
written without spaces. What stands between words is punctuation.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from desktop_app.documents.text.folding import class_of
from desktop_app.documents.text.normalise import MatchText, OffsetMap, match_text
from desktop_app.documents.text.struck import STRUCK_END, STRUCK_START
from desktop_app.documents.text.words import UNSPACED_LETTERS, is_unspaced
from desktop_app.similarity.differences import cells, written
from desktop_app.similarity.differences.model import ComparedText
from desktop_app.similarity.differences.values import (
    CURRENCY_CODES,
    DATE_FROM_DIGIT,
    DATE_FROM_MONTH,
    WordKind,
    meanings,
)

IntArray = npt.NDArray[np.int64]
FlagArray = npt.NDArray[np.bool_]

_SCANNED_PLANE: Final = 0x3100  # beyond, marks inside words are rare and punctuation unspaced
_MEANINGFUL_PUNCTUATION = frozenset("%‰‱§&@")
_STRUCK_MARKS = (STRUCK_START, STRUCK_END)
_STRUCK_SIGN = re.compile(rf"{STRUCK_START}[^{STRUCK_END}]+{STRUCK_END}")  # no word is struck out
_WITHOUT_STRUCK_MARKS = str.maketrans("", "", STRUCK_START + STRUCK_END)
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
        signs: The distinct pieces of punctuation between words, without white space but for the
            tabs between cells.
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

    def between(self, at: int) -> str:
        """Return what stands before a word (or after all), running lines left out."""
        start = int(self.ends[at - 1]) if at else 0
        end = int(self.starts[at]) if at < len(self) else len(self.source.text)
        return self._without_running(start, end)

    def gap(self, at: int) -> cells.Gap:
        """Return what stands before a word (or after all), as cells of a table."""
        between = self.between(at)
        is_leading = "\n" in between or not at
        return cells.gap_of(
            between, self._separator, in_table=is_leading and self._begins_row(at)
        )  # fmt: skip

    def fills_cell(self, at: int) -> bool:
        """Return whether a word stands alone in a cell of a table."""
        around = self.between(at), self.between(at + 1)
        ends = {"\t", *self._separator}
        return (
            (around[0][-1:] in {"", "\n"} | ends)
            and (around[1][:1] in {"", "\n"} | ends)
            and any(sign in piece for sign in ends for piece in around)
        )

    def may_end_cell(self, sign: str) -> bool:
        """Return whether punctuation, one of ``signs``, may separate cells of a table."""
        return "\t" in sign or bool(self._separator and self._separator in sign)

    @cached_property
    def letters(self) -> tuple[list[str], IntArray]:
        """The distinct words to the letter (``written.letters``), and for each word its row."""
        text = self.source.text
        spans = list(zip(self.starts.tolist(), self.ends.tolist(), strict=True))
        forms, rows = _numbered([text[start:end] for start, end in spans])
        if self.source.running:
            broken = [at for at, row in enumerate(rows.tolist()) if "\n" in forms[row]]
            for at in broken:
                rows[at] = len(forms)
                forms.append(self._without_running(*spans[at]))
        distinct, shown = _numbered(list(map(written.letters, forms)))
        return distinct, shown[rows]

    @cached_property
    def struck(self) -> FlagArray:
        """Whether each word is struck out."""
        text = self.source.text
        marks = [[found.start() for found in re.finditer(mark, text)] for mark in _STRUCK_MARKS]
        opened, closed = (
            np.searchsorted(np.array(places, dtype=np.int64), self.starts, side="right")
            for places in marks
        )
        return np.asarray(opened > closed)

    @cached_property
    def _separator(self) -> str:
        return cells.separator_of(self.source.text)

    def _begins_row(self, at: int) -> bool:
        """Whether the line of a word, or the one before it, has several cells."""
        text = self.source.text
        place = int(self.starts[at]) if at < len(self) else len(text)
        end = text.find("\n", place)
        start = text.rfind("\n", 0, place) + 1
        before = text.rfind("\n", 0, max(0, start - 1)) + 1
        lines = text[before:start], text[start : end if end >= 0 else len(text)]
        return any(sign in line.strip() for line in lines for sign in {"\t", *self._separator})

    def _without_running(self, start: int, end: int) -> str:
        text, running = self.source.text, self.source.running
        pieces = []
        for first, last in running[bisect_right(running, (start, start)) :]:
            if first >= end:
                break
            pieces.append(text[start:first])
            start = max(start, last)
        pieces.append(text[start:end])
        return "".join(pieces)

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
    signs, sign_rows = _numbered([_sign(piece) for piece in between])
    starts, ends = _source_spans(match.folding, match_starts, match_ends)
    starts, ends = _source_spans(match.cutting, starts, ends)
    signs, gaps = _with_tabs(source, starts, signs, sign_rows[rows])
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
        gaps=gaps,
    )


def _numbered(texts: list[str]) -> tuple[list[str], IntArray]:
    """Return the distinct texts, and for each one its row among them."""
    distinct = list(dict.fromkeys(texts))
    rows = dict(zip(distinct, range(len(distinct)), strict=True))
    return distinct, np.fromiter(map(rows.__getitem__, texts), np.int64, len(texts))


def _sign(between: str) -> str:
    """Return punctuation without white space; marks of struck-out words are told elsewhere."""
    sign = "".join(between.split())
    return sign if _STRUCK_SIGN.search(sign) else sign.translate(_WITHOUT_STRUCK_MARKS)


def _with_tabs(
    source: ComparedText, starts: IntArray, signs: list[str], gaps: IntArray
) -> tuple[list[str], IntArray]:
    """Return signs and gaps with the tabs of the display text, which folding takes for spaces."""
    places = [found.start() for found in re.finditer("\t", source.text)]
    if not places:
        return signs, gaps
    before = np.searchsorted(starts, np.array(places, dtype=np.int64), side="right")
    tabs = np.bincount(before, minlength=len(gaps))
    most = int(tabs.max()) + 1
    codes, rows = np.unique(gaps * most + tabs, return_inverse=True)
    return [signs[code // most] + "\t" * (code % most) for code in codes.tolist()], rows


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
        # the unit that follows it. (Groups that are possessive go wrong before Python 3.11.5.)
        r"|(?:(?<![\w)\]])-)?\d++(?:[.,:/']\d++)*(?![.,:/']\d|[^\W\d_]{4}|[^\W\d_]{1,3}\d)"
        r"(?:-(?![\w-]))?"
        r"|\((?=[$€£]? ?-?\d[\d.,']{2,}\))"
        rf"|{alone}{letter}{rest}{more}"
        # "#" stands for a number, or before a heading for nothing.
        rf"|\#(?=\w)|[^\s\w{punctuation}])"
    )
