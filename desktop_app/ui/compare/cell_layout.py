"""One cell laid out to be drawn: words that differ on their grounds, the rest as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption

from desktop_app.documents.text.offsets import Utf16Offsets
from desktop_app.ui.compare.model import Cell, Family, Place
from desktop_app.ui.theme.tokens import Theme

_LAST_OF_PLANE = "\uffff"
_ODD = str.maketrans({"\n": "\u2028", "\r": " ", "\x00": " ", "\u2029": " ", "\t": " "})

_Underline = QTextCharFormat.UnderlineStyle


@dataclass(frozen=True, slots=True)
class Ink:
    """What a kind of difference looks like: never a colour alone.

    Attributes:
        back: Ground, "" for none.
    """

    back: str
    bold: bool
    underline: QTextCharFormat.UnderlineStyle


def ink(family: Family, theme: Theme, *, left: bool) -> Ink:
    """Return how words of a family look on one side."""
    if family.is_value:
        return Ink(theme.keyword_back, True, _Underline.NoUnderline)
    if family is Family.MOVED:
        return Ink(theme.selection, False, _Underline.DotLine)
    if family in (Family.SMALL, Family.MISREAD, Family.HEADERS):
        return Ink("", False, _Underline.DashUnderline)
    return Ink(theme.removed_back if left else theme.added_back, False, _Underline.SingleUnderline)


class CellLayout:
    """A cell at one width. On the window's thread.

    Args:
        place_of: Gives a place by its number; None for one that is not to be shown.
    """

    def __init__(
        self,
        cell: Cell,
        font: QFont,
        width: float,
        theme: Theme,
        place_of: Callable[[int], Place | None],
        *,
        left: bool,
    ) -> None:
        self._cell, self._theme = cell, theme
        self._units = (
            None if max(cell.text, default="") <= _LAST_OF_PLANE else Utf16Offsets(cell.text)
        )
        self._grounds: list[tuple[int, int, int, str]] = []
        self._layout = QTextLayout(cell.text.translate(_ODD), font)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self._layout.setTextOption(option)
        self._layout.setFormats(list(self._formats(place_of, left=left)))
        self.height = self._lay_out(width)

    def _lay_out(self, width: float) -> float:
        height = 0.0
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, height))
            height += line.height() * 1.12
        self._layout.endLayout()
        return height

    def _formats(
        self, place_of: Callable[[int], Place | None], *, left: bool
    ) -> Iterator[QTextLayout.FormatRange]:
        quiet = QColor(self._theme.quiet)
        for start, end in self._cell.faded:
            faded = QTextCharFormat()
            faded.setForeground(quiet)
            yield self._range(start, end, faded)
        for start, end in self._cell.struck:
            struck = QTextCharFormat()
            struck.setFontStrikeOut(True)
            struck.setForeground(quiet)
            yield self._range(start, end, struck)
        for mark in self._cell.marks:
            place = place_of(mark.place)
            if place is None:
                continue
            look = ink(place.family, self._theme, left=left)
            style = QTextCharFormat()
            style.setForeground(QColor(self._theme.text))
            style.setUnderlineStyle(look.underline)
            style.setUnderlineColor(quiet)
            if look.bold:
                style.setFontWeight(QFont.Weight.DemiBold)
            if look.back:
                at, to = self._unit(mark.start), self._unit(mark.end)
                self._grounds.append((at, to, mark.place, look.back))
            yield self._range(mark.start, mark.end, style)

    def _range(self, start: int, end: int, style: QTextCharFormat) -> QTextLayout.FormatRange:
        found = QTextLayout.FormatRange()
        found.start = self._unit(start)
        found.length = self._unit(end) - found.start
        found.format = style
        return found

    def _unit(self, place: int) -> int:
        return self._units.to_qt(place) if self._units else place

    # -- drawing -----------------------------------------------------------------

    def draw(self, painter: QPainter, at: QPointF, current: int) -> None:
        """Draw the cell; the place ``current`` is framed."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for start, end, _, back in self._grounds:
            painter.setBrush(QColor(back))
            for box in self._boxes(start, end):
                painter.drawRoundedRect(box.translated(at), 2.5, 2.5)
        painter.setPen(QColor(self._theme.text))
        self._layout.draw(painter, at)
        painter.setPen(QPen(QColor(self._theme.accent), 1.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for mark in self._cell.marks:
            if mark.place == current:
                for box in self._boxes(self._unit(mark.start), self._unit(mark.end)):
                    painter.drawRoundedRect(box.translated(at).adjusted(-1, 0, 1, 0), 3, 3)

    def place_at(self, point: QPointF) -> int:
        """Return the number of the place drawn at a point of the cell, -1 for none."""
        for mark in self._cell.marks:
            boxes = self._boxes(self._unit(mark.start), self._unit(mark.end))
            if any(box.adjusted(-2, -2, 2, 2).contains(point) for box in boxes):
                return mark.place
        return -1

    def top_of(self, place: int) -> float:
        """Return where the first words of a place begin; 0 if it is not in here."""
        for mark in self._cell.marks:
            if mark.place == place:
                return self._layout.lineForTextPosition(self._unit(mark.start)).y()
        return 0.0

    def _boxes(self, start: int, end: int) -> Iterator[QRectF]:
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            first = max(start, line.textStart())
            last = min(end, line.textStart() + line.textLength())
            if first < last:
                one, two = line.cursorToX(first), line.cursorToX(last)
                x, width = min(_x(one), _x(two)), abs(_x(two) - _x(one))
                yield QRectF(x - 1, line.y(), width + 2, line.height())


def _x(found: object) -> float:
    """PySide gives the place with the cursor beside it."""
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]
