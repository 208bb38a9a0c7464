"""Headers and footers that a format keeps apart from its pages, as a print shows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from desktop_app.documents.text.normalise import clean
from desktop_app.documents.text.running import running_part

GAP = "\n\n"
"""Between headers, and between them and the pages."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands above the first page or below the last.

    Attributes:
        text: Display text.
        running: Half-open spans of it that are left out when documents are compared, ascending.
        is_whole: Whether there was room for all of it.
    """

    text: str
    running: tuple[tuple[int, int], ...]
    is_whole: bool


def frame(headers: Iterable[str], room: int, *, is_few: bool) -> Frame:
    """Return headers (or footers), one below the other.

    Args:
        headers: Each distinct one once, without the numbers of pages.
        room: Most characters.
        is_few: Whether there are fewer than ``running.MANY_PAGES`` pages.
    """
    pieces: list[str] = []
    spans: list[tuple[int, int]] = []
    at = 0
    for header in headers:
        gap = GAP if at else ""
        left = room - at - len(gap)
        if left <= 0:
            return Frame("".join(pieces), tuple(spans), is_whole=False)
        shown = clean(header[:left]).strip()
        pieces += (gap, shown)
        at += len(gap)
        line_at = at
        for line in shown.split("\n"):
            start, end = running_part(line, is_few=is_few)
            if line[start:end].strip():
                spans.append((line_at + start, line_at + end))
            line_at += len(line) + 1
        at += len(shown)
    return Frame("".join(pieces), tuple(spans), is_whole=True)


def moved(spans: Iterable[tuple[int, int]], by: int) -> tuple[tuple[int, int], ...]:
    """Return spans as they are in a text with ``by`` characters more before them."""
    return tuple((start + by, end + by) for start, end in spans)
