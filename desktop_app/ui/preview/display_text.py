"""A document's text as a text widget takes it: in blocks, and no line too long to be laid out."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from desktop_app.documents.text.offsets import Utf16Offsets

LONGEST_LINE = 3000
"""Characters laid out at once. A line of a million stops the window for seconds."""

BLOCK = 24_000
"""Characters given to the widget at a time: some milliseconds."""

# Each takes one place in Qt as well, but would begin a line or a frame there.
_ODD = str.maketrans(dict.fromkeys("\r\u2028\u2029\ufdd0\ufdd1\x00", " "))


class DisplayText:
    """Text with line breaks put into very long lines, and the way between both countings.

    Any thread may make it; it takes a look through the text.

    Args:
        shown: What is shown instead, letter for letter; see ``flowing``.
    """

    def __init__(self, text: str, shown: str | None = None) -> None:
        self.text = text
        self._shown = shown = text if shown is None else shown
        self._units = Utf16Offsets(text)
        self._breaks = array("q")
        start = 0
        while start < len(text):
            end = shown.find("\n", start)
            end = len(text) if end < 0 else end
            if end - start > LONGEST_LINE:
                self._breaks.extend(_cuts(shown, start, end))
            start = end + 1
        # Where, in units of the widget, each of them stands.
        self._at = array(
            "q", (self._units.to_qt(cut) + number for number, cut in enumerate(self._breaks))
        )

    @property
    def is_broken(self) -> bool:
        """Whether any line was too long."""
        return bool(self._breaks)

    def to_widget(self, offset: int) -> int:
        """Return where code point ``offset`` stands in the widget."""
        offset = max(0, min(offset, len(self.text)))
        return self._units.to_qt(offset) + bisect_right(self._breaks, offset)

    def from_widget(self, position: int) -> int:
        """Return the code point at a position in the widget."""
        return self._units.from_qt(position - bisect_left(self._at, position))

    def blocks(self) -> Iterator[str]:
        """Yield the text as the widget takes it, piece by piece."""
        cuts = iter(self._breaks)
        cut = next(cuts, None)
        start = 0
        while start < len(self._shown):
            end = min(start + BLOCK, len(self._shown))
            piece: list[str] = []
            while cut is not None and cut < end:
                piece += (self._shown[start:cut], "\n")
                start, cut = cut, next(cuts, None)
            piece.append(self._shown[start:end])
            start = end
            yield "".join(piece).translate(_ODD)


def _cuts(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where a long line is broken, after a blank where there is one."""
    while end - start > LONGEST_LINE:
        blank = text.rfind(" ", start + LONGEST_LINE // 2, start + LONGEST_LINE)
        start = blank + 1 if blank >= 0 else start + LONGEST_LINE
        yield start
