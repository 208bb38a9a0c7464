"""Text that is struck out, drawn struck through."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QColor, QTextCharFormat

from desktop_app.documents.text.struck import STRUCK_END, STRUCK_START
from desktop_app.ui.theme.tokens import Theme


def struck_spans(text: str) -> Iterator[tuple[int, int]]:
    """Give half-open spans of what is struck out, its marks included, in order of place.

    A mark without its like, as at the end of a snippet, holds up to the end of the text.
    """
    start = 0
    while start < len(text):
        begin, end = text.find(STRUCK_START, start), text.find(STRUCK_END, start)
        if begin < 0 and end < 0:
            return
        if end < 0:
            yield begin, len(text)
            return
        # What ends here may have begun before the text did.
        yield (start if begin < 0 or begin > end else begin), end + 1
        start = end + 1


def struck_format(theme: Theme) -> QTextCharFormat:
    """Return how it looks: a line through it, and quieter than what holds."""
    look = QTextCharFormat()
    look.setFontStrikeOut(True)
    look.setForeground(QColor(theme.quiet))
    return look
