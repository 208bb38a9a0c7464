"""One folder that was open before."""

from __future__ import annotations

import os

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.theme.icons import icon
from desktop_app.ui.theme.tokens import M, S


class RecentRow(QWidget):
    """Name and place of a folder as one wide button, and one to take it off the list.

    Signals:
        chosen: Open it; carries the path.
        forget_requested: Take it off the list; carries the path.
    """

    chosen = Signal(str)
    forget_requested = Signal(str)

    def __init__(self, path: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="recent_row")
        self._path = path
        name = os.path.basename(path.rstrip("/\\")) or path
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S)
        row.addWidget(self._open_button(name), 1)
        row.addWidget(self._forget_button(name))

    def _open_button(self, name: str) -> QPushButton:
        button = _RowButton(self, objectName="recent_open", toolTip=self._path)
        button.setProperty("kind", "row")
        button.setAccessibleName(self.tr("Open %1").replace("%1", name))
        button.setAccessibleDescription(self._path)
        button.clicked.connect(lambda: self.chosen.emit(self._path))
        sign = QLabel(button)
        sign.setPixmap(icon("folder", "accent").pixmap(QSize(20, 20), self.devicePixelRatioF()))
        title = QLabel(name, button, textFormat=Qt.TextFormat.PlainText)
        self._place = _Elided(os.path.dirname(self._path), button)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(title)
        words.addWidget(self._place)
        layout = QHBoxLayout(button)
        layout.setContentsMargins(M, S, M, S)
        layout.setSpacing(M + S)
        layout.addWidget(sign)
        layout.addLayout(words, 1)
        for part in (sign, title, self._place):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return button

    def _forget_button(self, name: str) -> QToolButton:
        button = QToolButton(self, objectName="recent_forget")
        button.setIcon(icon("close", "quiet"))
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        words = self.tr("Take %1 off the list").replace("%1", name)
        button.setToolTip(words)
        button.setAccessibleName(words)
        button.clicked.connect(lambda: self.forget_requested.emit(self._path))
        return button


class _RowButton(QPushButton):
    """A button as high as what is laid out in it."""

    def sizeHint(self) -> QSize:
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height())


class _Elided(QLabel):
    """A path that gives way in its middle."""

    def __init__(self, text: str, parent: QWidget) -> None:
        super().__init__(parent, textFormat=Qt.TextFormat.PlainText)
        self.setProperty("kind", "small")
        self.setText(text)  # for its height
        self.setMinimumWidth(40)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._whole = text

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        elide = Qt.TextElideMode.ElideMiddle
        self.setText(self.fontMetrics().elidedText(self._whole, elide, self.width()))
