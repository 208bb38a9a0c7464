"""Text broken into lines by the columns it takes: a Chinese character takes two."""

from __future__ import annotations

from collections.abc import Iterator

from desktop_app.paths import display_path
from desktop_app.terminal import display_width, number, printable


def shown_path(path: str) -> str:
    """Return a path of the index as people may see it, on one line."""
    return printable(display_path(path))


def counted(count: int, word: str) -> str:
    """Return "1 document", "12,345 documents"."""
    return f"{number(count)} {word}{'' if count == 1 else 's'}"


def broken(text: str, width: int) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text, each with where it begins in the text.

    Lines end at spaces; a word longer than a line is broken.

    Args:
        text: Without line breaks.
        width: Columns of a line, at least 2.
    """
    start, stop = 0, len(text.rstrip())
    while True:
        while start < stop and text[start] == " ":
            start += 1
        if start >= stop:
            return
        end = _fitting(text, start, stop, width)
        if end < stop:
            space = text.rfind(" ", start, end + 1)
            end = space if space > start else end
        yield start, text[start:end].rstrip()
        start = end


def indented(text: str, width: int, indent: str = "") -> Iterator[str]:
    """Yield the lines of a text, each of at most ``width`` columns with ``indent`` before it."""
    for _, line in broken(text, max(20, width - display_width(indent))):
        yield indent + line


def _fitting(text: str, start: int, stop: int, width: int) -> int:
    used = 0
    for at in range(start, stop):
        used += display_width(text[at])
        if used > width:
            return max(at, start + 1)
    return stop
