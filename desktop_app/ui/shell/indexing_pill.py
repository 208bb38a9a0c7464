"""The status of indexing in the top bar; a click shows its details."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolButton, QWidget

from desktop_app.ui.shell.indexing_panel import IndexingPanel
from desktop_app.ui.shell.indexing_words import fraction, headline
from desktop_app.ui.theme.icons import icon
from desktop_app.ui.theme.tokens import M, S, theme
from desktop_app.ui.work.indexing_status import Activity, IndexingStatus

_SIGNS = {
    Activity.IDLE: ("refresh", "quiet"),
    Activity.WAITING_FOR_POWER: ("pause", "warning"),
    Activity.PAUSED: ("pause", "warning"),
    Activity.STOPPING: ("stop", "quiet"),
    Activity.STOPPED: ("stop", "warning"),
    Activity.FAILED: ("warning", "bad"),
    Activity.DONE: ("check", "good"),
}
_WORKING = ("refresh", "accent")


class IndexingPill(QToolButton):
    """Says in a few words how far indexing is, with a fine line that grows.

    Signals:
        pause_requested, resume_requested, stop_requested, update_requested: Of the panel.
    """

    pause_requested = Signal()
    resume_requested = Signal()
    stop_requested = Signal()
    update_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="indexing_pill")
        self.setProperty("kind", "pill")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setIconSize(QSize(16, 16))
        self._status = IndexingStatus()
        self.panel = IndexingPanel(self)
        self.panel.pause_requested.connect(self.pause_requested)
        self.panel.resume_requested.connect(self.resume_requested)
        self.panel.stop_requested.connect(self.stop_requested)
        self.panel.update_requested.connect(self.update_requested)
        self.clicked.connect(self.show_panel)
        self.show_status(self._status)

    def show_status(self, status: IndexingStatus) -> None:
        """Show another moment of indexing."""
        if status.activity is not self._status.activity or self.icon().isNull():
            self.setIcon(icon(*_SIGNS.get(status.activity, _WORKING)))
        self._status = status
        words = headline(status)
        self.setText(f" {words}")
        self.setAccessibleName(self.tr("Indexing: %1").replace("%1", words))
        self.setToolTip(self.tr("Show how far indexing is"))
        self.panel.show_status(status)
        self.update()

    def show_panel(self) -> None:
        """Open the details below the pill, their right edges in line."""
        self.panel.fit()
        corner = self.mapToGlobal(QPoint(self.width() - self.panel.width(), self.height() + S))
        self.panel.move(corner)
        self.panel.show()
        self.panel.setFocus()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        done = fraction(self._status)
        if done is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        way = QRectF(self.rect()).adjusted(M + S, self.height() - 4, -(M + S), -2)
        painter.setBrush(QColor(theme().line))
        painter.drawRoundedRect(way, 1, 1)
        way.setWidth(way.width() * done)
        painter.setBrush(QColor(theme().accent))
        painter.drawRoundedRect(way, 1, 1)
