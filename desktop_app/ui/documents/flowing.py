"""Lines that were wrapped for a page, put together again to be shown at any width."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Final

WRAPPED_KINDS: Final = frozenset({"pdf", "image", "text", "email", "msg", "mbox"})
"""Values of ``documents.model.Kind`` whose lines end where a page or a screen ended."""

_LEAST_WIDTH = 40
"""Characters: in narrower columns a short line is more likely meant than wrapped."""

_SHARE_OF_FULL = 0.7
"""Of the full lines of the whole text: where all lines of a paragraph are shorter, it is an
address or the like."""

_ALMOST = 0.85
"""Of the width: letters are not all equally wide."""

_BEGINS_ANEW = re.compile(
    r"[-–—*•·▪◦‣>|#=]|\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)](?:\s|$)|§|\[[ xX]?\]"
    r"|[A-Z][\w-]{1,24}:\s"
)
_TABLE = re.compile(r"\t|\S {2,}\S|\|")
_SENTENCE_ENDS = (".", "!", "?", ":", ";", "。")


def flowing(text: str, kind: str, page_starts: Iterable[int] = ()) -> str:
    """Return the text, of the same length, with blanks for line breaks of mere layout.

    A line was wrapped if the next word did not fit any more: together with it, it would be as
    long as the longest lines of its paragraph. What looks like lists, tables or verse stays.

    Args:
        kind: Value of ``documents.model.Kind``.
        page_starts: Before these a line always ends.
    """
    if kind not in WRAPPED_KINDS:
        return text
    pages = frozenset(page_starts)
    pieces: list[str] = []
    at = 0
    for cut in _soft_breaks(text, _SHARE_OF_FULL * _width(text.split("\n"))):
        if cut + 1 in pages:
            continue
        pieces += (text[at:cut], " ")
        at = cut + 1
    pieces.append(text[at:])
    return "".join(pieces)


def _soft_breaks(text: str, least: float) -> Iterator[int]:
    start = 0
    while start < len(text):
        end = text.find("\n\n", start)
        end = len(text) if end < 0 else end
        yield from _in_paragraph(text, start, end, max(least, _LEAST_WIDTH))
        start = end + 2


def _in_paragraph(text: str, start: int, end: int, least: float) -> Iterator[int]:
    """Yield the wrapped breaks between two blank lines.

    Args:
        least: How long its full lines have to be, or they are meant as they are.
    """
    lines = text[start:end].split("\n")
    if len(lines) < 2:
        return
    width = _width(lines)
    at = start
    for line, following in pairwise(lines):
        at += len(line)
        if width >= least and _goes_on(line, following, width):
            yield at
        at += 1


def _width(lines: list[str]) -> int:
    """Return how long full lines are: the longest but for outliers."""
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip())
    return lengths[-1 - len(lengths) // 10] if lengths else 0


def _goes_on(line: str, following: str, width: int) -> bool:
    words = following.split(None, 1)
    if not words or not line.strip() or _BEGINS_ANEW.match(following.lstrip()):
        return False
    if _TABLE.search(line.strip()) or _TABLE.search(following.strip()):
        return False
    with_next = len(line.rstrip()) + 1 + len(words[0])
    ends = line.rstrip().endswith(_SENTENCE_ENDS) and not words[0][0].islower()
    return with_next > width if ends else with_next >= _ALMOST * width
