"""The search box."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QShortcut,
)
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop_app.ui.line_edits import add_sign
from desktop_app.ui.search.dropped import dropped_files, dropped_text

DEBOUNCE_MS = 150
LONG_TEXT = 200
"""From so many characters, or with a line break, what is pasted is a text, not words to search."""


class SearchBar(QLineEdit):
    """The one large box: asks a moment after the last key, at once on Enter.

    Signals:
        search_requested: Carries the words, without blanks around them; "" when it was emptied.
        entered: Enter was pressed: these words are meant, go to the results.
        left: Down was pressed, or Escape in an empty box: go to the results.
        text_pasted: A whole text was pasted or dropped: find what is like it.
        file_dropped: A file was dropped (absolute path): find what is like it.
    """

    search_requested = Signal(str)
    entered = Signal(str)
    left = Signal()
    text_pasted = Signal(str)
    file_dropped = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="search_box", clearButtonEnabled=True)
        self.setPlaceholderText(self.tr("Search by meaning and words"))
        self.setAccessibleName(self.tr("Search"))
        self.setAccessibleDescription(
            self.tr("Type words or a whole question. Results appear while you type.")
        )
        self._asked = ""
        self._timer = QTimer(self, singleShot=True, interval=DEBOUNCE_MS)
        self._timer.timeout.connect(self._ask)
        self.textChanged.connect(self._on_text_changed)
        self.returnPressed.connect(self._on_return)
        add_sign(self, "search")
        for key in (QKeySequence(QKeySequence.StandardKey.Find), QKeySequence("Ctrl+K")):
            QShortcut(key, self).activated.connect(self.take_focus)

    def take_focus(self) -> None:
        """Put the cursor here with all words selected, to be typed over."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def show_words(self, words: str) -> None:
        """Show words that are asked already, as on the way back."""
        self._timer.stop()
        self._asked = words.strip()
        if self.text().strip() != self._asked:
            self.setText(words)

    # -- asking ------------------------------------------------------------------

    def _on_text_changed(self, text: str) -> None:
        # Not ``textEdited``: the clear button, and a screen reader's or dictation's way of putting
        # words in here, edit nothing in Qt's sense.
        if not text and self._asked:
            self._ask()
        elif text.strip() != self._asked:
            self._timer.start()

    def _ask(self) -> None:
        self._timer.stop()
        words = self.text().strip()
        if words != self._asked:
            self._asked = words
            self.search_requested.emit(words)

    def _on_return(self) -> None:
        self._ask()
        self.entered.emit(self._asked)

    # -- keys, the clipboard, drops ------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
        elif event.key() == Qt.Key.Key_Down:
            self._ask()
            self.left.emit()
        elif event.matches(QKeySequence.StandardKey.Paste) and self._take_text(
            QGuiApplication.clipboard().mimeData()
        ):
            event.accept()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()) or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = dropped_files(event.mimeData())
        if files:
            self.file_dropped.emit(files[0])
        elif not self._take_text(event.mimeData()):
            super().dropEvent(event)
            self._timer.start()
            return
        event.acceptProposedAction()

    def _take_text(self, data: QMimeData) -> bool:
        text = dropped_text(data)
        if len(text) < LONG_TEXT and "\n" not in text:
            return False
        self.text_pasted.emit(text)
        return True
