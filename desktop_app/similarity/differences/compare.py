"""Compares two texts: the way from words through their alignment to named differences."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from desktop_app.progress import CancelToken
from desktop_app.similarity.differences.alignment import Gap, Run, aligned, gaps_between
from desktop_app.similarity.differences.headers import header_lines, mail_headers
from desktop_app.similarity.differences.inside import cut_inside
from desktop_app.similarity.differences.kinds import Found, described
from desktop_app.similarity.differences.model import (
    ComparedText,
    Difference,
    DifferenceKind,
    Differences,
    Match,
    Span,
    SpanPair,
    in_order,
)
from desktop_app.similarity.differences.moved import moved_runs
from desktop_app.similarity.differences.pairing import Pairing, pairing, without_first
from desktop_app.similarity.differences.tidying import slid, weights_of, without_chance
from desktop_app.similarity.differences.tokens import IntArray, Tokens, tokenised

OPENING_CHARS = 20_000
"""How much of each text ``compare_openings`` looks at."""

_CHECK_EVERY = 256
_FOUND_THERE = frozenset(
    [
        DifferenceKind.SAME_VALUE,
        DifferenceKind.SPELLING,
        DifferenceKind.STRUCK,
        DifferenceKind.CELL,
        DifferenceKind.MISREAD,
        DifferenceKind.MOVED,
    ]
)


def compare_texts(
    a: ComparedText | Tokens,
    b: ComparedText | Tokens,
    *,
    recurring_a: Iterable[SpanPair] = (),
    recurring_b: Iterable[SpanPair] = (),
    token: CancelToken,
) -> Differences:
    """Return where two texts agree and how they differ, word by word.

    Time grows with the length of the texts, whatever they are. Exchanging the texts mirrors the
    answer. Any thread may call it.

    Args:
        a, b: The texts; who compares one with many hands over ``tokenised(text)``.
        recurring_a, recurring_b: Half-open spans of their display texts, ascending, that recur in
            the folder (letterheads, disclaimers): what differs wholly inside them is marked.
        token: Looked at between steps.

    Raises:
        Cancelled: If the token was set.
    """
    first, second = _tokens(a), _tokens(b)
    token.check()
    if _is_before(second.source.text, first.source.text):
        return _compared(second, first, recurring_b, recurring_a, token).mirrored
    return _compared(first, second, recurring_a, recurring_b, token)


def compare_openings(
    a: ComparedText, b: ComparedText, *, token: CancelToken, chars: int = OPENING_CHARS
) -> Differences:
    """Return the differences between the first pages of two texts, to show while all is compared.

    It ends with the last stretch that both openings have, so what is shown stays, unless more than
    ``chars`` characters were put in or taken out before it. ``whole`` is false if text was left;
    words and shares are then those of the openings.

    Args:
        a, b: The texts.
        token: As of ``compare_texts``.
        chars: How much of each text to look at.
    """
    if max(len(a.text), len(b.text)) <= chars:
        return compare_texts(a, b, token=token)
    found = compare_texts(_opening(a, chars), _opening(b, chars), token=token)
    last = found.matches[-1] if found.matches else Match(0, 0, 0, 0)
    shown = (one for one in found.differences if one.at_a < last.a_end and one.at_b < last.b_end)
    return replace(found, differences=tuple(shown), whole=False)


def _tokens(text: ComparedText | Tokens) -> Tokens:
    return text if isinstance(text, Tokens) else tokenised(text)


def _is_before(one: str, other: str) -> bool:
    return (len(one), one) < (len(other), other)


def _opening(text: ComparedText, chars: int) -> ComparedText:
    end = len(text.text)
    if end > chars:
        end = max(text.text.rfind(" ", 0, chars), text.text.rfind("\n", 0, chars), 0) or chars
    return ComparedText(
        text.text[:end],
        tuple(start for start in text.page_starts if start <= end),
        tuple(span for span in text.running if span[1] <= end),
        text.recognised,
    )


def _compared(
    a: Tokens,
    b: Tokens,
    recurring_a: Iterable[SpanPair],
    recurring_b: Iterable[SpanPair],
    token: CancelToken,
) -> Differences:
    pair = pairing(a, b)
    mail = mail_headers(a, b)
    pair = without_first(pair, *mail)
    runs = aligned(pair.a.ids, pair.b.ids, token)
    runs = without_chance(runs, weights_of(a, pair.counts_of(pair.a)), len(a), len(b))
    runs = slid(runs, pair.a.ids, pair.b.ids, pair.a.edges.quality, pair.b.edges.quality)
    token.check()
    matched, found = cut_inside(pair, runs)
    gaps = list(gaps_between(runs, len(a), len(b)))
    if any(mail):
        found.append(Found(DifferenceKind.HEADER, Gap(0, mail[0], 0, mail[1])))
        rest = Gap(mail[0], gaps[0].a_end, mail[1], gaps[0].b_end)
        gaps[:1] = [] if rest.is_empty else [rest]
    found += _unmatched(pair, gaps, token)
    places = _Places(a, recurring_a), _Places(b, recurring_b)
    differences = [_difference(one, *places) for one in found]
    differences += _headers(*places)
    words = sum(run.length for run in matched)
    there = [one.at for one in found if one.kind in _FOUND_THERE]
    return Differences(
        tuple(_match(run, a, b) for run in matched),
        in_order(differences),
        len(a),
        len(b),
        _share(words + sum(at.a_end - at.a for at in there), len(a)),
        _share(words + sum(at.b_end - at.b for at in there), len(b)),
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def _match(run: Run, a: Tokens, b: Tokens) -> Match:
    return Match(
        int(a.starts[run.a]),
        int(a.ends[run.a_end - 1]),
        int(b.starts[run.b]),
        int(b.ends[run.b_end - 1]),
    )


# ---- what is not matched -------------------------------------------------------------------------


def _unmatched(pair: Pairing, gaps: list[Gap], token: CancelToken) -> Iterator[Found]:
    moved = moved_runs(pair.a.ids, pair.b.ids, gaps)
    for run in moved:
        yield Found(DifferenceKind.MOVED, Gap(run.a, run.a_end, run.b, run.b_end))
    left_a = _Left([(run.a, run.a_end) for run in moved])
    left_b = _Left(sorted((run.b, run.b_end) for run in moved))
    for number, gap in enumerate(gaps):
        if number % _CHECK_EVERY == 0:
            token.check()
        for piece in _without_moved(gap, left_a, left_b):
            yield from described(pair, piece)


class _Left:
    """What is left of stretches of a text after others were taken out."""

    def __init__(self, taken: Sequence[SpanPair]) -> None:
        self.is_all = not taken
        self._taken = taken
        self._ends = [end for _, end in taken]

    def of(self, start: int, end: int) -> list[SpanPair]:
        left = []
        for taken_start, taken_end in self._taken[bisect_right(self._ends, start) :]:
            if taken_start >= end:
                break
            if start < taken_start:
                left.append((start, taken_start))
            start = taken_end
        return [*left, (start, end)] if start < end else left


def _without_moved(gap: Gap, left_a: _Left, left_b: _Left) -> Iterator[Gap]:
    """Yield what is left of a gap, both sides together where their pieces are as many."""
    if left_a.is_all and left_b.is_all:
        yield gap
        return
    a, b = left_a.of(gap.a, gap.a_end), left_b.of(gap.b, gap.b_end)
    if len(a) == len(b):
        yield from (Gap(*one, *other) for one, other in zip(a, b, strict=True))
    else:
        yield from (Gap(*one, gap.b, gap.b) for one in a)
        yield from (Gap(gap.a_end, gap.a_end, *other) for other in b)


# ---- from words to places in the text ------------------------------------------------------------


class _Places:
    """Leads from the words of one text to its display text."""

    def __init__(self, tokens: Tokens, recurring: Iterable[SpanPair]) -> None:
        self.tokens = tokens
        self._recurring = _words_inside(tokens, recurring)

    def at(self, word: int) -> int:
        """Return where a word begins, or where the text ends."""
        tokens = self.tokens
        return int(tokens.starts[word]) if word < len(tokens) else len(tokens.source.text)

    def span(self, start: int, end: int) -> Span | None:
        """Return the place of words, or None if there are none."""
        tokens = self.tokens
        return (
            self.on_page(int(tokens.starts[start]), int(tokens.ends[end - 1]))
            if start < end
            else None
        )

    def span_before(self, word: int) -> Span | None:
        """Return the place of the punctuation before a word, or None if there is none."""
        tokens = self.tokens
        text = tokens.match.text
        start = int(tokens.match_ends[word - 1]) if word else 0
        end = int(tokens.match_starts[word]) if word < len(tokens) else len(text)
        while start < end and text[start].isspace():
            start += 1
        while start < end and text[end - 1].isspace():
            end -= 1
        return self.on_page(*tokens.match.display_span(start, end)) if start < end else None

    def on_page(self, start: int, end: int) -> Span:
        return Span(start, end, max(1, bisect_right(self.tokens.source.page_starts, start)))

    def recurs(self, start: int, end: int) -> bool:
        """Return whether all words of a stretch recur; also if there are none."""
        return bool(self._recurring[end] - self._recurring[start] == end - start)


def _words_inside(tokens: Tokens, spans: Iterable[SpanPair]) -> IntArray:
    """Return how many words before each one lie wholly inside spans, shape (n + 1,)."""
    inside = np.zeros(len(tokens) + 1, dtype=np.int64)
    for start, end in spans:
        first = int(np.searchsorted(tokens.starts, start))
        last = int(np.searchsorted(tokens.ends, end, side="right"))
        inside[first + 1 : last + 1] = 1
    return np.cumsum(inside)


def _difference(found: Found, a: _Places, b: _Places) -> Difference:
    at = found.at
    if found.kind is DifferenceKind.PUNCTUATION:
        places = a.span_before(at.a), b.span_before(at.b)
    else:
        places = a.span(at.a, at.a_end), b.span(at.b, at.b_end)
    recurs = not at.is_empty and a.recurs(at.a, at.a_end) and b.recurs(at.b, at.b_end)
    return Difference(found.kind, *places, a.at(at.a), b.at(at.b), recurs)


def _headers(a: _Places, b: _Places) -> Iterator[Difference]:
    for one, other in header_lines(a.tokens, b.tokens):
        yield Difference(
            DifferenceKind.HEADER,
            a.on_page(*one) if one else None,
            b.on_page(*other) if other else None,
            one[0] if one else 0,
            other[0] if other else 0,
            recurring=True,
        )
