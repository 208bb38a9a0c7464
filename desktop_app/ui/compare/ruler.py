"""The whole at a glance: a narrow strip with a tick for each place, and what is seen of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop_app.ui.theme.tokens import theme, themed

_WIDTH = 18
_TICK = 3


class OverviewRuler(QWidget):
    """Ticks from 0 to 1; a click goes there.

    Signals:
        part_wanted: Carries where, 0 to 1.
    """

    part_wanted = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="overview_ruler")
        self.setFixedWidth(_WIDTH)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(self.tr("Where the differences are; click to go there"))
        self.setAccessibleName(self.tr("Overview of the differences"))
        self._ticks: Sequence[tuple[float, str]] = ()
        self._current: float | None = None
        self._seen = (0.0, 1.0)
        themed.changed.connect(self.update)

    def show_ticks(self, ticks: Sequence[tuple[float, str]], current: float | None) -> None:
        """Show a tick at each place.

        Args:
            ticks: Where, 0 to 1, and the name of its colour in ``Theme``.
            current: Where the current place is.
        """
        self._ticks, self._current = ticks, current
        self.update()

    def show_seen(self, first: float, last: float) -> None:
        """Show which part of the whole is seen."""
        self._seen = first, last
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, 120)

    def paintEvent(self, event: QPaintEvent) -> None:
        now = theme()
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(now.window))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        height, width = self.height() - _TICK, self.width()
        first, last = self._seen
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(now.pressed))
        painter.drawRoundedRect(
            QRectF(2, first * height, width - 4, max(8.0, (last - first) * height)), 3, 3
        )
        for part, colour in self._ticks:
            painter.setBrush(QColor(getattr(now, colour)))
            painter.drawRect(QRectF(4, part * height, width - 8, _TICK))
        if self._current is not None:
            painter.setBrush(QColor(now.accent))
            painter.drawRect(QRectF(0, self._current * height - 1, width, _TICK + 2))
        painter.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._go(event)

    def _go(self, event: QMouseEvent) -> None:
        part = event.position().y() / max(1, self.height())
        self.part_wanted.emit(min(1.0, max(0.0, part)))
