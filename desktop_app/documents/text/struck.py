"""Marks around text that is struck out: it was written and no longer holds.

One sign on either side that breaks no word, is in no keyword and hardly ever occurs in documents.
Every reader writes them alike, so "5,000" struck out is not the same as "5,000", and is the same in
a DOCX, its PDF and a web page.
"""

from __future__ import annotations

import re
from typing import Final

STRUCK_START: Final = "⟦"
STRUCK_END: Final = "⟧"
_BETWEEN = re.compile(rf"{STRUCK_END}([^\S\n]*){STRUCK_START}")


def struck(text: str) -> str:
    """Return ``text`` marked as struck out; white space around it stays outside the marks."""
    inner = text.strip()
    if not inner:
        return text
    before, _, after = text.partition(inner)
    return f"{before}{STRUCK_START}{inner}{STRUCK_END}{after}"


def joined(text: str) -> str:
    """Return a text whose struck runs that follow each other on a line share their marks."""
    return _BETWEEN.sub(r"\1", text) if STRUCK_END in text else text


class StruckRuns:
    """Marks runs of one paragraph as they come; struck ones that follow each other share marks."""

    def __init__(self) -> None:
        self.is_open = False
        self._space = ""  # after the last struck word: inside or outside, as it goes on

    def marked(self, text: str, *, is_struck: bool) -> str:
        """Return what is written for a run; what ``end`` returns follows the last one.

        White space between two struck runs is between the marks, too, struck or not.
        """
        words = text.strip()
        if not words and self.is_open and "\n" not in text:
            self._space += text
            return ""
        if not (words and is_struck):
            return self.end() + text
        before, _, after = text.partition(words)
        start = self._space + before if self.is_open else before + STRUCK_START
        self.is_open, self._space = True, after
        return start + words

    def end(self) -> str:
        """Return what closes the marks, if they are open, and the white space after them."""
        if not self.is_open:
            return ""
        space, self.is_open, self._space = self._space, False, ""
        return STRUCK_END + space
