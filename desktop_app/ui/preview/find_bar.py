"""Find in this document."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from desktop_app.ui.line_edits import name_clear_button
from desktop_app.ui.theme.icons import icon
from desktop_app.ui.theme.tokens import M, S


class FindBar(QFrame):
    """A box, how many there are, up, down, and a cross.

    Signals:
        wanted: The words were changed.
        step_requested: 1 for the next one, -1 for the one before.
        closed: Escape or the cross.
    """

    wanted = Signal(str)
    step_requested = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("find_bar")
        self.setProperty("kind", "bar")
        self.setProperty("edge", "bottom")
        self._box = QLineEdit(self)
        self._box.setObjectName("find_box")
        self._box.setClearButtonEnabled(True)
        name_clear_button(self._box)
        self._box.setPlaceholderText(self.tr("Find in this document"))
        self._box.setAccessibleName(self._box.placeholderText())
        self._box.textChanged.connect(self.wanted)
        self._count = QLabel(self)
        self._count.setObjectName("find_count")
        self._count.setProperty("kind", "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(M, S, M, S)
        row.setSpacing(S)
        row.addWidget(self._box, 1)
        row.addWidget(self._count)
        up = self._button("up", self.tr("The one before"))
        up.clicked.connect(lambda: self.step_requested.emit(-1))
        down = self._button("down", self.tr("The next one"))
        down.clicked.connect(lambda: self.step_requested.emit(1))
        close = self._button("close", self.tr("Close"))
        close.clicked.connect(self.closed)
        for button in (up, down, close):
            row.addWidget(button)

    def take_focus(self, words: str = "") -> None:
        """Begin to find, with words that are there already."""
        if words:
            self._box.setText(words)
        self._box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._box.selectAll()

    @property
    def words(self) -> str:
        return self._box.text()

    def say(self, words: str) -> None:
        """Show how many there are."""
        self._count.setText(words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.step_requested.emit(-1 if shift else 1)
        else:
            super().keyPressEvent(event)

    def _button(self, drawing: str, words: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"find_{drawing}")
        button.setIcon(icon(drawing, "quiet"))
        button.setIconSize(QSize(16, 16))
        button.setAccessibleName(words)
        button.setToolTip(words)
        return button
