"""What points of each topic look like: a shape and a colour, so that no topic is told by colour
alone."""

from __future__ import annotations

import math
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from desktop_app.ui.map.model import NO_TOPIC
from desktop_app.ui.theme.tokens import Theme

# Hues that keep apart for the common kinds of colour blindness (Okabe and Ito, 2008), made lighter
# or darker until each has 3 to 1 on the surface.
LIGHT_COLOURS: Final = (
    "#1f6fb2", "#b35c00", "#1a8060", "#b0428f", "#8a6d00", "#c0392b", "#5b57c7", "#3d7d1f",
)  # fmt: skip
DARK_COLOURS: Final = (
    "#6fb1ea", "#f0a04b", "#5cc7a0", "#e08cc4", "#d8bf4e", "#f08a7e", "#a5a1f5", "#9bcb72",
)  # fmt: skip
_SHAPES: Final = ("circle", "square", "triangle", "diamond", "cross")
SIDE = 11


def colour_of(topic: int, theme: Theme) -> str:
    """Return the colour of a topic as ``#rrggbb``."""
    if topic == NO_TOPIC:
        return theme.edge
    colours = DARK_COLOURS if theme.dark else LIGHT_COLOURS
    return colours[topic % len(colours)]


def shape_of(topic: int) -> str:
    """Return the shape of a topic: another one from the next round of colours on, and beside."""
    if topic == NO_TOPIC:
        return "dot"
    return _SHAPES[(topic + topic // len(LIGHT_COLOURS)) % len(_SHAPES)]


def sign(
    topic: int, theme: Theme, ratio: float, *, faint: bool = False, size: float = 1.0
) -> QPixmap:
    """Return the picture of a point, ``SIDE`` logical pixels wide."""
    picture = QPixmap(round(SIDE * ratio), round(SIDE * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(0.16 if faint else 1.0)
    paint_sign(painter, topic, theme, QPointF(SIDE / 2, SIDE / 2), size)
    painter.end()
    return picture


def paint_sign(painter: QPainter, topic: int, theme: Theme, at: QPointF, size: float = 1.0) -> None:
    """Draw a point with its middle at a place."""
    colour = QColor(colour_of(topic, theme))
    painter.setPen(QPen(QColor(theme.surface), 0.8))
    painter.setBrush(colour)
    radius = (2.4 if topic == NO_TOPIC else 4.0) * size
    match shape_of(topic):
        case "square":
            side = radius * 0.9
            painter.drawRect(QRectF(at.x() - side, at.y() - side, 2 * side, 2 * side))
        case "triangle":
            painter.drawPolygon(_regular(at, radius * 1.25, 3, -math.pi / 2))
        case "diamond":
            painter.drawPolygon(_regular(at, radius * 1.2, 4, -math.pi / 2))
        case "cross":
            painter.setPen(QPen(colour, 2.2 * size))
            for angle in (math.pi / 4, -math.pi / 4):
                arm = QPointF(math.cos(angle), math.sin(angle)) * radius
                painter.drawLine(at - arm, at + arm)
        case _:
            painter.drawEllipse(at, radius, radius)


def _regular(at: QPointF, radius: float, corners: int, turn: float) -> QPolygonF:
    return QPolygonF(
        [
            at + QPointF(math.cos(angle), math.sin(angle)) * radius
            for angle in (turn + 2 * math.pi * corner / corners for corner in range(corners))
        ]
    )
