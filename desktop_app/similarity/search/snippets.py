"""Readable pieces of a passage, with what matched marked."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from desktop_app.documents.text.words import spans
from desktop_app.similarity.model import Highlight, Mark, Snippet

MAX_SNIPPET = 320
"""Characters of text in a snippet, without the "…" at its ends."""

Span = tuple[int, int]

_SENTENCE_END = re.compile(r"(?:[.!?…]+[\"'”’)\]]*(?=\s)|[。！？]+|\n\s*\n)\s*")
_WORD_START = re.compile(r"\S+\s*")
_SPACES = re.compile(r"\s+")


def sentences(text: str, start: int, end: int) -> list[Span]:
    """Return the sentences of ``text[start:end]`` as spans of ``text``, none longer than a snippet.

    Sentences end at a full stop, question or exclamation mark before white space, or at a blank
    line; what is longer than a snippet is cut between words.
    """
    found: list[Span] = []
    at = start
    for match in _SENTENCE_END.finditer(text, start, end):
        found += _cut(text, at, match.end())
        at = match.end()
    found += _cut(text, at, end)
    return [span for span in (_trim(text, *span) for span in found) if span[0] < span[1]]


def best_window(parts: Sequence[Span], worth: Sequence[float]) -> range:
    """Return the run of sentences no longer than a snippet with the highest total worth.

    Of equal runs the earliest wins; the run is then widened to the left and right while it fits.
    """
    best, best_worth = range(0, 1), float("-inf")
    for first in range(len(parts)):
        total = 0.0
        for last in range(first, len(parts)):
            if last > first and parts[last][1] - parts[first][0] > MAX_SNIPPET:
                break
            total += worth[last]
            if total > best_worth:
                best, best_worth = range(first, last + 1), total
    first, last = best.start, best.stop
    while last < len(parts) and parts[last][1] - parts[first][0] <= MAX_SNIPPET:
        last += 1
    while first > 0 and parts[last - 1][1] - parts[first - 1][0] <= MAX_SNIPPET:
        first -= 1
    return range(first, last)


def make_snippet(
    text: str, start: int, end: int, terms: Collection[str], *, by_meaning: Span | None = None
) -> Snippet:
    """Return the most telling part of ``text[start:end]``.

    Args:
        terms: Tokens of the query (``documents.text.words``); distinct ones count most.
        by_meaning: The sentence nearest to the query, if known; it is shown and marked.
    """
    parts = sentences(text, start, end)
    if not parts:
        return Snippet("", at=start)
    wanted = frozenset(terms)
    worth = [_worth(text[a:b], wanted) + 4.0 * ((a, b) == by_meaning) for a, b in parts]
    window = best_window(parts, worth)
    first, last = parts[window.start][0], parts[window.stop - 1][1]
    marks = [(a, b, Mark.KEYWORD) for a, b in _keyword_spans(text, first, last, wanted)]
    if by_meaning is not None and first <= by_meaning[0] and by_meaning[1] <= last:
        marks.append((*by_meaning, Mark.MEANING))
    shown = _one_line(text, first, last, marks, cut=(window.start > 0, window.stop < len(parts)))
    best = parts[max(range(len(parts)), key=worth.__getitem__)]
    return replace(
        shown, at=next((a for a, _, _ in sorted(marks) if best[0] <= a < best[1]), start)
    )


def _worth(sentence: str, wanted: frozenset[str]) -> float:
    tokens = [token for token, _, _ in spans(sentence) if token in wanted]
    return len(set(tokens)) + 0.1 * len(tokens)


def _keyword_spans(text: str, start: int, end: int, wanted: frozenset[str]) -> Iterator[Span]:
    """Yield the words of ``text[start:end]`` that are wanted; overlapping ones as one."""
    open_span: Span | None = None
    for token, a, b in spans(text[start:end]):
        if token not in wanted:
            continue
        if open_span is not None and start + a < open_span[1]:
            open_span = (open_span[0], start + b)
            continue
        if open_span is not None:
            yield open_span
        open_span = (start + a, start + b)
    if open_span is not None:
        yield open_span


def _one_line(
    text: str, start: int, end: int, marks: Sequence[tuple[int, int, Mark]], cut: tuple[bool, bool]
) -> Snippet:
    """Return ``text[start:end]`` with white space runs as blanks and the marks moved along."""
    pieces, new_place, length = ["… "] if cut[0] else [], {}, 2 * cut[0]
    at = start
    wanted_places = sorted({place for a, b, _ in marks for place in (a, b)} | {end})
    for place in wanted_places:
        piece = _SPACES.sub(" ", text[at:place])
        pieces.append(piece)
        length += len(piece)
        new_place[place] = length
        at = place
    new_place[start] = 2 * cut[0]
    pieces.append(" …" if cut[1] else "")
    highlights = tuple(
        Highlight(new_place[a], new_place[b], mark) for a, b, mark in sorted(marks, key=_by_place)
    )
    return Snippet("".join(pieces), highlights)


def _by_place(mark: tuple[int, int, Mark]) -> tuple[int, int]:
    return mark[0], -mark[1]


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield ``text[start:end]`` in spans of at most a snippet, cut between words if possible."""
    if end - start <= MAX_SNIPPET:
        yield start, end
        return
    at = start
    for word in _WORD_START.finditer(text, start, end):
        while word.end() - at > MAX_SNIPPET:
            stop = word.start() if word.start() > at else at + MAX_SNIPPET
            yield at, stop
            at = stop
    if at < end:
        yield at, end


def _trim(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return start + left, max(start + left, start + len(piece.rstrip()))
