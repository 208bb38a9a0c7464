"""Shows where the keyboard is, around lists and pictures that do not show it themselves."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QWidget,
)

from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.theme.tokens import theme

_WIDTH = 2
_WITH_SIGN = (QAbstractButton, QAbstractSpinBox, QComboBox, QLineEdit)
"""These have a frame of another colour, by the style sheet."""
_MOVES = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Hide, QEvent.Type.Show)


class FocusRing(QWidget):
    """Lies over the widget that Tab has led to; who comes by mouse knows where they are."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window, objectName="focus_ring", visible=False)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._window = window
        self._around: QWidget | None = None
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def _on_focus_changed(self, _: QWidget | None, now: QWidget | None) -> None:
        if self._around is not None:
            self._around.removeEventFilter(self)
        self._around = now if self._window.goes_by_tab and _is_without_sign(now) else None
        if self._around is not None:
            self._around.installEventFilter(self)
        self._lie_around()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES:
            self._lie_around()
        return False

    def _lie_around(self) -> None:
        widget = self._around
        if widget is None or not widget.isVisible():
            self.hide()
            return
        self.setGeometry(widget.rect().translated(widget.mapTo(self._window, QPoint())))
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(QColor(theme().accent), _WIDTH))
        inset = _WIDTH // 2
        painter.drawRect(self.rect().adjusted(inset, inset, -inset, -inset))


def _is_without_sign(widget: QWidget | None) -> bool:
    return widget is not None and not isinstance(widget, _WITH_SIGN)
