"""Where sentences and paragraphs begin: what may be missing without changing what is left.

When in doubt there is no such place. A line break alone is none, since PDFs break lines anywhere;
nor is the dot after "Dr", "No" or a short number.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from desktop_app.documents.text.words import STOP_WORDS
from desktop_app.similarity.differences.tokens import Tokens

SENTENCE = 2
"""From this quality on, an edge is where a sentence begins."""

_PARAGRAPH, _LINE, _NOWHERE = 3, 1, 0
_LONGEST_HEADING = 60  # characters
_LOOKED_AT = 400  # characters between two words
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_STOP = re.compile(r"[^\s\w]*(?:[.!?…][^\s\w]*\s|[。！？]|[:;]\s*\n)")
_ABBREVIATED = """
    dr mr mrs ms prof st no nr art abs al inc ltd co cf vs approx ca bzw vgl ziff lit para sec
    sect cl fig vol ed rev hon jr sr etc incl max min tel
"""
_ABBREVIATIONS = frozenset(_ABBREVIATED.split())
_SHORT_NUMBER = 3


class Edges:
    """The places between the words of one text, and before the first and after the last."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._running = [start for start, _ in tokens.source.running]
        self._known: dict[int, int] = {}

    def quality(self, at: int) -> int:
        """Return how good a place the one before word ``at`` is for the edge of a difference.

        3 at a paragraph, 2 at a sentence, 1 at a line, else 0.
        """
        if at not in self._known:
            self._known[at] = self._quality(at)
        return self._known[at]

    def begins_sentence(self, at: int) -> bool:
        """Return whether a sentence or more surely begins at word ``at`` (or the text ends)."""
        return self.quality(at) >= SENTENCE

    def begins_part(self, at: int) -> bool:
        """Return whether a sentence begins at word ``at``, or what follows a heading.

        A heading has no full stop: a short line that ends in a word of weight, before a line
        that begins with a capital letter or a figure.
        """
        return self.begins_sentence(at) or (
            self.quality(at) == _LINE and self._is_after_heading(at)
        )

    def _is_after_heading(self, at: int) -> bool:
        tokens = self._tokens
        text, start = tokens.source.text, int(tokens.starts[at])
        if not (text[start].isupper() or text[start].isdigit()):
            return False
        end = int(tokens.ends[at - 1])
        line = text[text.rfind("\n", 0, end) + 1 : end].strip()
        last = tokens.word(at - 1)
        is_weighty = last not in STOP_WORDS and not self._is_abbreviated(at - 1)
        begins = line[:1].isupper() or line[:1].isdigit()
        return len(line) <= _LONGEST_HEADING and begins and (is_weighty or last.isdigit())

    def _quality(self, at: int) -> int:
        if at <= 0 or at >= len(self._tokens):
            return _PARAGRAPH
        between = self._between(at)
        if between == " ":
            return _NOWHERE
        if _BLANK_LINE.search(between):
            return _PARAGRAPH
        if _STOP.match(between) and not self._is_abbreviated(at - 1) and not self._goes_on(at):
            return SENTENCE
        return _LINE if "\n" in between else _NOWHERE

    def _between(self, at: int) -> str:
        """What stands before a word, without running lines."""
        tokens = self._tokens
        start, end = int(tokens.ends[at - 1]), int(tokens.starts[at])
        text = tokens.source.text
        if not self._running:
            return text[start : min(end, start + _LOOKED_AT)]
        pieces = []
        number = bisect_left(self._running, start)
        for cut_start, cut_end in tokens.source.running[number:]:
            if cut_start >= end:
                break
            pieces.append(text[start : min(cut_start, start + _LOOKED_AT)])
            start = max(start, cut_end)
        pieces.append(text[start : min(end, start + _LOOKED_AT)])
        # Around a line left out, the page breaks, and that is no end of a paragraph.
        return pieces[0] if len(pieces) == 1 else re.sub(r"\s*\n\s*", "\n", "".join(pieces))

    def _is_abbreviated(self, at: int) -> bool:
        word = self._tokens.word(at)
        is_short = len(word) < _SHORT_NUMBER and word.isdigit()
        return is_short or (len(word) == 1 and word.isalpha()) or word in _ABBREVIATIONS

    def _goes_on(self, at: int) -> bool:
        """Whether the next word is written small, as inside a sentence."""
        return self._tokens.source.text[self._tokens.starts[at]].islower()
