"""A field that a key goes into and never comes out of."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QHideEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from desktop_app.privacy.secret import MOST_CHARACTERS, Secret

_NOT_HERE = (
    QKeySequence.StandardKey.Undo,
    QKeySequence.StandardKey.Redo,
    QKeySequence.StandardKey.Copy,
    QKeySequence.StandardKey.Cut,
)


class KeyField(QLineEdit):
    """Shows dots; can be pasted into, not copied from; keeps no history of what was typed.

    Signals:
        filled: Whether something stands in it.
    """

    filled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="key_field")
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setMaxLength(2 * MOST_CHARACTERS)  # what is too long is told, not cut off
        self.setDragEnabled(False)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.textEdited.connect(self._forget_history)
        self.textChanged.connect(lambda text: self.filled.emit(bool(text)))

    def secret(self) -> Secret:
        """Return what was typed.

        Raises:
            InvalidRequest: That is no key.
        """
        return Secret.typed(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take everything but what would bring the key out again."""
        if any(event.matches(key) for key in _NOT_HERE):
            event.accept()
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer pasting, and nothing else."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("&Paste")).triggered.connect(self.paste)
        menu.popup(event.globalPos())

    def hideEvent(self, event: QHideEvent) -> None:
        """What nobody sees any more is nobody's to find."""
        if not event.spontaneous():
            self.clear()
        super().hideEvent(event)

    def _forget_history(self, text: str) -> None:
        where = self.cursorPosition()
        self.blockSignals(True)
        self.setText(text)  # this, unlike typing, drops the history
        self.setCursorPosition(where)
        self.blockSignals(False)
