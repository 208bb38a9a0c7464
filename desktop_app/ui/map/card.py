"""What is told of the document under the pointer, beside it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QWidget

from desktop_app.ui.documents.paths import folder_of, name_of
from desktop_app.ui.map.model import FolderMap
from desktop_app.ui.map.signs import SIDE, paint_sign
from desktop_app.ui.theme.tokens import SMALL, M, S, theme

_WIDEST = 340.0
_BESIDE = 14.0


def paint_card(
    painter: QPainter, folder_map: FolderMap, point: int, at: QPointF, inside: QWidget
) -> None:
    """Draw name, folder and topic of a point, wholly inside a widget."""
    now = theme()
    bold, small = QFont(inside.font()), QFont(inside.font())
    bold.setWeight(QFont.Weight.DemiBold)
    small.setPointSizeF(small.pointSizeF() * SMALL)
    path = folder_map.paths[point]
    lines = [(name_of(path), bold, now.text)]
    if folder := folder_of(path):
        lines.append((folder, small, now.quiet))
    label = folder_map.label_of(point)
    if label:
        lines.append((label, small, now.text))
    metrics = [QFontMetricsF(font) for _, font, _ in lines]
    indents = [SIDE + S if text is label else 0 for text, _, _ in lines]
    room = _WIDEST - 2 * M
    widths = [
        m.horizontalAdvance(text) + indent
        for m, (text, _, _), indent in zip(metrics, lines, indents, strict=True)
    ]
    width = min(room, max(widths)) + 2 * M + S
    height = sum(m.lineSpacing() for m in metrics) + 2 * M
    box = _beside(at, width, height, inside)
    painter.setPen(QPen(QColor(now.edge), 1))
    painter.setBrush(QColor(now.raised))
    painter.drawRoundedRect(box, 7, 7)
    y = box.top() + M
    for (text, font, colour), m, indent in zip(lines, metrics, indents, strict=True):
        if indent:
            middle = QPointF(box.left() + M + SIDE / 2, y + m.lineSpacing() / 2)
            paint_sign(painter, folder_map.topic_of[point], now, middle)
        painter.setFont(font)
        painter.setPen(QColor(colour))
        line = QRectF(box.left() + M + indent, y, box.width() - 2 * M - indent, m.lineSpacing())
        shown = m.elidedText(text, Qt.TextElideMode.ElideMiddle, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        y += m.lineSpacing()


def _beside(at: QPointF, width: float, height: float, inside: QWidget) -> QRectF:
    x = at.x() + _BESIDE
    if x + width > inside.width() - S:
        x = at.x() - _BESIDE - width
    y = min(max(S, at.y() - height / 2), inside.height() - height - S)
    return QRectF(round(max(S, x)) + 0.5, round(y) + 0.5, width, height)
