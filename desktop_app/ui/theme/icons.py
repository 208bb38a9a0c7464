"""The app's own line icons, drawn in the colour of what they stand beside."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from desktop_app.ui.theme.tokens import theme

ICONS: Final = Path(__file__).resolve().parents[3] / "resources" / "icons"


def icon(name: str, role: str = "text") -> QIcon:
    """Return an icon that stays sharp at every scale and follows the theme when it changes.

    Args:
        name: File name in resources/icons, without ``.svg``.
        role: Name of the colour in ``Theme`` it is drawn in.

    Raises:
        FileNotFoundError: There is no such icon.
        AttributeError: There is no such colour.
    """
    _drawing(name)
    getattr(theme(), role)
    return QIcon(_Engine(name, role))


def pixmap(name: str, role: str, size: int, ratio: float) -> QPixmap:
    """Return an icon of ``size`` logical pixels a side for a screen of that ratio."""
    return _painted(name, getattr(theme(), role), round(size * ratio), ratio)


class _Engine(QIconEngine):
    """Draws the file anew for each size and colour asked for; asks the theme at that moment."""

    def __init__(self, name: str, role: str) -> None:
        super().__init__()
        self._name, self._role = name, role

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(rect, self.scaledPixmap(rect.size(), mode, state, ratio))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        role = self._role
        if mode is QIcon.Mode.Disabled:
            role = "edge"
        elif mode is QIcon.Mode.Selected:
            role = "on_selection"
        # Since Qt 6.8 the size is in logical pixels here.
        side = round(min(size.width(), size.height()) * scale)
        return _painted(self._name, getattr(theme(), role), side, scale)

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._role)

    def key(self) -> str:
        return "likewise"


@functools.cache
def _drawing(name: str) -> str:
    return (ICONS / f"{name}.svg").read_text(encoding="utf-8")


@functools.lru_cache(maxsize=512)
def _painted(name: str, colour: str, side: int, ratio: float) -> QPixmap:
    """Return the drawing on ``side`` by ``side`` real pixels."""
    picture = QPixmap(side, side)
    picture.fill(Qt.GlobalColor.transparent)
    drawing = QByteArray(_drawing(name).replace("currentColor", colour).encode())
    painter = QPainter(picture)
    QSvgRenderer(drawing).render(painter, QRectF(0, 0, side, side))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    return picture
