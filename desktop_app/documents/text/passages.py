"""A document's text cut into passages of about a hundred tokens that overlap by a fifth.

Cuts fall at the end of a paragraph, else of a sentence, else of a line, else between words. A page
of at least 60 tokens is cut on its own, so that a hit is on one page; smaller pages (slides, a
title page) are taken together with their neighbours until there is something to embed.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from desktop_app.documents.model import Passage

TITLE_TOKENS = 48
"""A title is cut to this, so title, passage of 200 and special tokens fit a model's 256."""

_PAGE_TOKENS = 60
_CHARS_A_TOKEN = 12  # bounds passages of words the tokenizer does not know, each one token
_EARLIEST_END = 0.6
_BLOCK_CHARS = 16_384
_NON_SPACE = re.compile(r"\S")
_SENTENCE_END = re.compile(r"""[.!?…]["'”’»)\]]*(?=\s)|[。！？]""")
# Without a tokenizer: one token for an ideograph or sign, for five letters, for three digits.
_ESTIMATED_TOKEN = re.compile("[\u2e80-\u9fff\uf900-\ufaff]|[^\\W\\d_]{1,5}|\\d{1,3}|[^\\w\\s]|_")


@dataclass(frozen=True, slots=True)
class PassageSetting:
    """How texts are cut; part of what keeps one index generation apart from another.

    Attributes:
        tokens: Most tokens of a passage, without title and special tokens; at least 8.
        overlap: About how many tokens a passage shares with the one before, 0 to tokens // 3.
        tokenizer: Path of a ``tokenizer.json``; "" counts about five letters as a token, which is
            for models with room to spare.
    """

    tokens: int = 200
    overlap: int = 40
    tokenizer: str = ""

    def __post_init__(self) -> None:
        if self.tokens < 8 or not 0 <= self.overlap <= self.tokens // 3:
            raise ValueError(f"no passage setting: {self.tokens} tokens, {self.overlap} overlap")


def split(text: str, page_starts: Sequence[int], setting: PassageSetting) -> list[Passage]:
    """Return the passages of a display text in order; none if it is blank.

    Every character that is not white space is in at least one passage; no passage begins or ends
    with white space; each has at most ``setting.tokens`` tokens. Time grows with the text only.

    Args:
        page_starts: Where each page begins, ascending from 0.
    """
    cutter = _Cutter(text, setting)
    return [
        Passage(start, end, bisect_right(page_starts, start))
        for stretch in cutter.stretches(page_starts)
        for start, end in cutter.cut(*stretch)
    ]


def embedding_text(title: str, passage_text: str) -> str:
    """Return what is embedded for a passage: the title, a newline, the passage.

    The title is left out where the passage begins with it.

    Args:
        title: As ``short_title`` gives it.
    """
    opening = " ".join(passage_text[: 4 * len(title)].split())
    return passage_text if opening.startswith(title) else f"{title}\n{passage_text}"


def count_tokens(text: str, setting: PassageSetting) -> int:
    """Return the length of ``text`` in the setting's tokens, special tokens not counted."""
    return len(_spans(text, setting.tokenizer))


def short_title(title: str, setting: PassageSetting) -> str:
    """Return a title on one line, cut to 48 tokens between words where it is longer."""
    title = " ".join(title.split())
    spans = _spans(title, setting.tokenizer)
    if len(spans) <= TITLE_TOKENS:
        return title
    end = spans[TITLE_TOKENS - 1][1]
    return (title[:end].rpartition(" ")[0] or title[:end]).rstrip()


@lru_cache(maxsize=4)
def _tokenizer(path: str) -> Any:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(path)
    # Both are often configured in the file and would cut texts silently.
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _spans(text: str, tokenizer: str) -> list[tuple[int, int]]:
    if not tokenizer:
        return [found.span() for found in _ESTIMATED_TOKEN.finditer(text)]
    spans: list[tuple[int, int]] = (
        _tokenizer(tokenizer).encode(text, add_special_tokens=False).offsets
    )
    return spans


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Yield pieces that end at white space where there is some, with their offsets.

    The tokenizers split at white space first, so this changes no token; and it bounds their memory.
    """
    at = 0
    while at < len(text):
        end = at + _BLOCK_CHARS
        if end < len(text):
            middle = at + _BLOCK_CHARS // 2
            end = max(text.rfind(" ", middle, end), text.rfind("\n", middle, end), -1)
            end = at + _BLOCK_CHARS if end < 0 else end
        yield at, text[at:end]
        at = end


class _Cutter:
    """Cuts one text."""

    def __init__(self, text: str, setting: PassageSetting) -> None:
        self._text = text
        self._setting = setting
        self._starts = array("q")
        for at, block in _blocks(text):
            self._starts.extend([at + start for start, _ in _spans(block, setting.tokenizer)])

    def stretches(self, page_starts: Sequence[int]) -> list[tuple[int, int]]:
        """Return spans that no passage crosses the ends of: a page, or several tiny ones."""
        ends = [*page_starts[1:], len(self._text)]
        joined: list[tuple[int, int]] = []
        begin = 0
        for end in ends:
            if self._tokens_between(begin, end) >= _PAGE_TOKENS:
                joined.append((begin, end))
                begin = end
        if begin < len(self._text):
            first = joined.pop()[0] if joined else 0
            joined.append((first, len(self._text)))
        return joined

    def cut(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the passages of one stretch."""
        at = self._skip_space(start, end)
        while at < end:
            stop = self._end_of_passage(at, end)
            yield at, stop
            after = self._skip_space(stop, end)
            if after >= end:
                return
            at = self._next_start(at, stop, after)

    def _tokens_between(self, start: int, end: int) -> int:
        return bisect_left(self._starts, end) - bisect_left(self._starts, start)

    def _skip_space(self, at: int, end: int) -> int:
        found = _NON_SPACE.search(self._text, at, end)
        return found.start() if found else end

    def _start_of_token(self, index: int, otherwise: int) -> int:
        return self._starts[index] if index < len(self._starts) else otherwise

    def _end_of_passage(self, at: int, end: int) -> int:
        first = bisect_left(self._starts, at)
        limit = self._start_of_token(first + self._setting.tokens, end)
        limit = max(at + 1, min(limit, end, at + _CHARS_A_TOKEN * self._setting.tokens))
        stop = limit
        if limit < end:
            early = first + int(_EARLIEST_END * self._setting.tokens)
            floor = min(self._start_of_token(early, end), at + int(_EARLIEST_END * (limit - at)))
            stop = _last_break(self._text, max(floor, at + 1), limit)
        return self._fitted(at, stop)

    def _fitted(self, at: int, stop: int) -> int:
        """Return ``stop`` without trailing space, earlier if a cut inside a word costs tokens."""
        stop = self._strip(at, stop)
        if self._is_word_edge(at) and self._is_word_edge(stop):
            return stop  # tokens of whole words add up
        while stop - at > 1 and (
            count_tokens(self._text[at:stop], self._setting) > self._setting.tokens
        ):
            stop = self._strip(at, at + max(1, (stop - at) * 3 // 4))
        return stop

    def _strip(self, at: int, stop: int) -> int:
        return at + len(self._text[at:stop].rstrip())

    def _is_word_edge(self, at: int) -> bool:
        text = self._text
        return at in (0, len(text)) or text[at - 1].isspace() or text[at].isspace()

    def _next_start(self, at: int, stop: int, after: int) -> int:
        """Return where the passage after ``at``–``stop`` begins; ``after`` is without overlap."""
        overlap = self._setting.overlap
        if not overlap:
            return after
        tokens = bisect_left(self._starts, stop)
        # Half of each passage is new, so that the whole takes a time that grows with the text only.
        earliest = at + (stop - at + 1) // 2
        low = max(earliest, self._start_of_token(max(0, tokens - overlap * 3 // 2), stop))
        high = self._start_of_token(max(0, tokens - overlap // 2), stop)
        if low >= high:
            return after
        begin = _last_break(self._text, low, high)
        if begin == high and not self._is_word_edge(high):
            begin = max(low, self._start_of_token(max(0, tokens - overlap), stop))
        return self._skip_space(begin, stop) if begin < stop else after


def _last_break(text: str, low: int, high: int) -> int:
    """Return the best place to cut in ``low`` to ``high``: just after a paragraph, sentence, ..."""
    finders: tuple[Callable[[], int], ...] = (
        lambda: text.rfind("\n\n", low, high),
        lambda: _last_end(_SENTENCE_END.finditer(text, low, high)),
        lambda: text.rfind("\n", low, high),
        lambda: _last_space(text, low, high),
    )
    return next((at for find in finders if (at := find()) >= low), high)


def _last_end(matches: Iterable[re.Match[str]]) -> int:
    end = -1
    for match in matches:
        end = match.end()
    return end


def _last_space(text: str, low: int, high: int) -> int:
    window = text[low:high]
    if window[-1:].isspace():
        return high
    words = window.rsplit(None, 1)
    return high - len(words[1]) if len(words) == 2 else -1
