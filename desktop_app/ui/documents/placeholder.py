"""What stands where documents would: a sign, a sentence, what to do about it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_app.ui.theme.icons import icon
from desktop_app.ui.theme.tokens import XL, M

_SIGN = 40
_WIDTH = 460


class Placeholder(QWidget):
    """A sign, one sentence, a few more words, and at most one button, in the middle.

    Signals:
        button_clicked: The button was pressed.
    """

    button_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="placeholder")
        centred = Qt.AlignmentFlag.AlignCenter
        self._sign = QLabel(self, alignment=centred)
        self._title = QLabel(self, alignment=centred, wordWrap=True)
        self._title.setProperty("kind", "title")
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._words = QLabel(self, alignment=centred, wordWrap=True)
        self._words.setProperty("kind", "quiet")
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._button = QPushButton(self, objectName="placeholder_button")
        self._button.clicked.connect(self.button_clicked)
        self._lay_out()

    def _lay_out(self) -> None:
        # A widget of limited width, and no alignment of the labels: so they get the height they
        # need for that width.
        middle = QWidget(self)
        middle.setMaximumWidth(_WIDTH)
        column = QVBoxLayout(middle)
        column.setSpacing(M)
        column.addStretch(2)
        for widget in (self._sign, self._title, self._words):
            column.addWidget(widget)
        column.addSpacing(M)
        column.addWidget(self._button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        row = QHBoxLayout(self)
        row.setContentsMargins(XL, XL, XL, XL)
        row.addStretch(1)
        row.addWidget(middle, 100)
        row.addStretch(1)

    def say(self, sign: str, title: str, words: str = "", button: str = "") -> None:
        """Show a sentence.

        Args:
            sign: Name of an icon.
            button: What the button says; "" hides it.
        """
        self._sign.setPixmap(
            icon(sign, "quiet").pixmap(QSize(_SIGN, _SIGN), self.devicePixelRatio())
        )
        self._title.setText(title)
        self._words.setText(words)
        self._words.setVisible(bool(words))
        self._button.setText(button)
        self._button.setVisible(bool(button))
        self.setAccessibleName(f"{title} {words}".strip())
