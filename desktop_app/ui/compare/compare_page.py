"""The comparison as it fills the window, with a way back."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from desktop_app.ui.compare.compare_pane import ComparePane
from desktop_app.ui.documents.intents import DocumentIntents
from desktop_app.ui.theme.icons import icon
from desktop_app.ui.theme.tokens import L, M


class ComparePage(QWidget):
    """Back, exchange the sides, and the comparison.

    Signals:
        back_requested, swap_requested: As they say.
    """

    back_requested = Signal()
    swap_requested = Signal()

    def __init__(self, intents: DocumentIntents, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="compare_page")
        self.setAccessibleName(self.tr("Compare"))
        self.pane = ComparePane(intents, self)
        bar = QFrame(self)
        bar.setProperty("kind", "bar")
        back = self._button("compare_back", "back", self.tr("Back"))
        back.setToolTip(self.tr("Back to where you came from (Esc)"))
        back.clicked.connect(self.back_requested)
        title = QLabel(self.tr("Compare"), self)
        title.setProperty("kind", "quiet")
        swap = self._button("compare_swap", "compare", self.tr("Exchange sides"))
        swap.clicked.connect(self.swap_requested)
        row = QHBoxLayout(bar)
        row.setContentsMargins(M, M, M, 0)
        row.setSpacing(L)
        row.addWidget(back)
        row.addWidget(title)
        row.addStretch(1)
        row.addWidget(swap)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(self.pane, 1)
        keys = QShortcut(QKeySequence("Alt+Left"), self, self.back_requested.emit)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back_requested.emit()
        else:
            super().keyPressEvent(event)

    def _button(self, name: str, drawing: str, words: str) -> QToolButton:
        button = QToolButton(self, objectName=name, text=f" {words}", iconSize=QSize(18, 18))
        button.setIcon(icon(drawing, "quiet"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setAccessibleName(words)
        return button
