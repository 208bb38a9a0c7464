"""Where the two columns stand, and what is drawn beside and between them."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from desktop_app.ui.compare.model import Family
from desktop_app.ui.theme.tokens import SMALL, M, S, theme

_GUTTER = 30
_LEAST = 60.0
_SIGNS = {
    Family.ONLY_LEFT: "◂",
    Family.ONLY_RIGHT: "▸",
    Family.MOVED: "⇅",
    Family.SMALL: "≈",
    Family.MISREAD: "≈",
    Family.HEADERS: "≈",
}


@dataclass(frozen=True, slots=True)
class Columns:
    """Two columns in an area of one width: page numbers outside, signs in the middle.

    Attributes:
        font: Of the texts.
        area: Width of all, in logical pixels.
    """

    font: QFont
    area: int

    @property
    def small(self) -> QFont:
        """The font of what stands beside the texts."""
        small = QFont(self.font)
        small.setPointSizeF(small.pointSizeF() * SMALL)
        return small

    @property
    def width(self) -> float:
        """How wide each text is."""
        return max(_LEAST, (self.area - 2 * self._margin - _GUTTER) / 2 - 2 * M)

    @property
    def left(self) -> float:
        """Where the left text begins."""
        return self._margin + M

    @property
    def right(self) -> float:
        """Where the right text begins."""
        return self.left + self.width + M + _GUTTER + M

    @property
    def fold_height(self) -> int:
        """How high a line is that stands for folded rows."""
        return QFontMetrics(self.small).lineSpacing() + 2 * M

    def gutter(self, y: int, height: int) -> QRect:
        """Return the room between the columns beside a row."""
        return QRect(round(self.left + self.width + M), y, _GUTTER, height)

    @property
    def _margin(self) -> int:
        return QFontMetrics(self.small).horizontalAdvance("0000") + M

    # -- drawing -----------------------------------------------------------------

    def paint_line(self, painter: QPainter, height: int) -> None:
        """Draw the line between the columns."""
        x = self.gutter(0, height).center().x() + 0.5
        painter.setPen(QPen(QColor(theme().line), 1))
        painter.drawLine(QPointF(x, 0), QPointF(x, height))

    def paint_sign(
        self, painter: QPainter, families: Set[Family], row: QRect, *, current: bool
    ) -> None:
        """Draw what kind of difference is in a row, so that it is seen without its colour.

        Args:
            row: Only its top and height count.
        """
        sign = _SIGNS.get(next(iter(families)), "≠") if len(families) == 1 else "≠"
        gutter, now = self.gutter(row.top(), row.height()), theme()
        box = QRectF(gutter.left() + 4, row.top() + 3, _GUTTER - 8, min(row.height() - 4, 22))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(now.accent if current else now.line), 1))
        painter.setBrush(QColor(now.accent if current else now.window))
        painter.drawRoundedRect(box, 5, 5)
        painter.setFont(self.small)
        painter.setPen(QColor(now.on_accent if current else now.quiet))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, sign)

    def paint_page(self, painter: QPainter, page: int, top: float, *, left: bool) -> None:
        """Draw the number of a page outside of its column."""
        painter.setFont(self.small)
        painter.setPen(QColor(theme().quiet))
        width = self._margin - S
        x = 0 if left else self.area - width
        side = Qt.AlignmentFlag.AlignRight if left else Qt.AlignmentFlag.AlignLeft
        box = QRectF(x, top, width, QFontMetrics(self.font).lineSpacing())
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, str(page))

    def paint_fold(self, painter: QPainter, words: str, y: int) -> None:
        """Draw a line that stands for folded rows."""
        box = QRectF(self.left, y + S, self.area - 2 * self.left, self.fold_height - 2 * S)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme().window))
        painter.drawRoundedRect(box, 6, 6)
        painter.setFont(self.small)
        painter.setPen(QColor(theme().quiet))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)
