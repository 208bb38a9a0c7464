"""A passage in a few lines, with what matched marked in two ways: never by colour alone."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QTextLayout,
    QTextOption,
)

from desktop_app.documents.text.offsets import Utf16Offsets
from desktop_app.similarity.model import Highlight, Mark, Snippet
from desktop_app.ui.documents.marks import mark_format
from desktop_app.ui.documents.struck import struck_format, struck_spans
from desktop_app.ui.theme.tokens import Theme

_BEFORE = 48
"""Characters kept before the first mark where it would stand below the lines that are shown."""


def lay_out(
    snippet: Snippet, font: QFont, width: float, lines: int, theme: Theme, *, text_colour: str
) -> QTextLayout:
    """Return the passage, laid out in at most ``lines`` lines, "…" where it goes on.

    Args:
        width: Of a line, in logical pixels.
    """
    metrics = QFontMetricsF(font)
    shown = from_first_mark(snippet, int(width * lines / max(1.0, metrics.averageCharWidth())))
    formats = _formats(shown, theme, text_colour)
    layout = _flow(shown.text, font, formats, width)
    if layout.lineCount() <= lines:
        return layout
    last = layout.lineAt(lines - 1)
    cut = Utf16Offsets(shown.text).from_qt(last.textStart())
    # Bold letters are wider than those that are measured here.
    rest = metrics.elidedText(shown.text[cut:], Qt.TextElideMode.ElideRight, width * 0.95)
    text = shown.text[:cut] + rest
    end = len(text) - 1
    marks = [
        Highlight(mark.start, min(mark.end, end), mark.mark)
        for mark in shown.highlights
        if mark.start < end
    ]
    formats = _formats(Snippet(text, tuple(marks)), theme, text_colour)
    return _flow(text, font, formats, width, lines)


def from_first_mark(snippet: Snippet, room: int) -> Snippet:
    """Return the snippet from a little before its first mark, if that lies beyond ``room``.

    Args:
        room: Characters that are shown.
    """
    first = min((mark.start for mark in snippet.highlights), default=0)
    if first < room * 3 // 4:
        return snippet
    cut = snippet.text.find(" ", max(0, first - _BEFORE), first) + 1
    if cut <= 0:
        cut = max(0, first - _BEFORE)
    shift = cut - 2
    marks = tuple(
        Highlight(mark.start - shift, mark.end - shift, mark.mark) for mark in snippet.highlights
    )
    return Snippet("… " + snippet.text[cut:], marks, snippet.at)


def runs(highlights: Iterable[Highlight]) -> list[tuple[int, int, frozenset[Mark]]]:
    """Return stretches that do not overlap, ascending, each with all the marks on it."""
    marks = list(highlights)
    borders = sorted({border for mark in marks for border in (mark.start, mark.end)})
    found = []
    for start, end in pairwise(borders):
        here = frozenset(m.mark for m in marks if m.start <= start and end <= m.end)
        if here:
            found.append((start, end, here))
    return found


def _formats(snippet: Snippet, theme: Theme, text_colour: str) -> list[QTextLayout.FormatRange]:
    offsets = Utf16Offsets(snippet.text)
    base = QTextLayout.FormatRange()
    base.start, base.length = 0, offsets.to_qt(len(snippet.text))
    base.format.setForeground(QColor(text_colour))
    found = [base]
    for start, end in struck_spans(snippet.text):
        through = QTextLayout.FormatRange()
        through.start = offsets.to_qt(start)
        through.length = offsets.to_qt(end) - through.start
        through.format = struck_format(theme)
        found.append(through)
    for start, end, marks in runs(snippet.highlights):
        stretch = QTextLayout.FormatRange()
        stretch.start = offsets.to_qt(max(0, start))
        stretch.length = offsets.to_qt(min(end, len(snippet.text))) - stretch.start
        stretch.format = mark_format(marks, theme)
        found.append(stretch)
    return found


def _flow(
    text: str,
    font: QFont,
    formats: list[QTextLayout.FormatRange],
    width: float,
    lines: int | None = None,
) -> QTextLayout:
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    layout.setTextOption(option)
    layout.setFormats(formats)
    # Letters of other scripts come from other fonts; lines keep the height of the list's own.
    metrics = QFontMetricsF(font)
    height = metrics.lineSpacing() + 1
    layout.beginLayout()
    while lines is None or layout.lineCount() < lines:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(width)
        top = (layout.lineCount() - 1) * height
        line.setPosition(QPointF(0, top + metrics.ascent() - line.ascent()))
    layout.endLayout()
    return layout
