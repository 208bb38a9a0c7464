"""Says that only words were compared, why, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from desktop_app.errors import AppError
from desktop_app.ui.search.result_row import Answer
from desktop_app.ui.text.sentences import message_of, remedy_of
from desktop_app.ui.theme.icons import icon
from desktop_app.ui.theme.tokens import L, M, S
from desktop_app.ui.work.remedies import Remedy, remedies_of, remedy_words

_SIGN = QSize(16, 16)
_MOST_BUTTONS = 2


class MeaningNote(QWidget):
    """One quiet line above the results of a model at a provider; hidden where meanings count.

    Signals:
        ask_requested: The question is meant: send it.
        remedy_requested: Carries the ``Remedy`` that was chosen.
    """

    ask_requested = Signal()
    remedy_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="meaning_note")
        self._remedies: tuple[Remedy, ...] = ()
        self._sign = QLabel(self)
        self._words = QLabel(self, objectName="meaning_words", wordWrap=True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setProperty("kind", "small")
        row = QHBoxLayout(self)
        row.setContentsMargins(L, 0, L, S)
        row.setSpacing(M)
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        self._buttons = tuple(self._button(place) for place in range(_MOST_BUTTONS))
        for button in self._buttons:
            row.addWidget(button)
        self.hide()

    def show_answer(self, answer: Answer | None) -> None:
        """Say what an answer leaves out, or nothing."""
        if answer is not None and answer.problem is not None:
            self._tell_problem(answer.problem)
        elif answer is not None and answer.unasked:
            self._offer_to_ask(answer.unasked)
        self.setVisible(answer is not None and answer.by_words_only)

    def _offer_to_ask(self, host: str) -> None:
        words = self.tr("Found by words so far. For the meaning, Enter sends your question to %1.")
        self._remedies = ()
        self._say("info", words.replace("%1", host), (self.tr("Search by meaning"),))

    def _tell_problem(self, problem: AppError) -> None:
        words = self.tr("%1 So only words were compared.").replace("%1", message_of(problem))
        self._remedies = remedies_of(problem)[:_MOST_BUTTONS]
        self._say("warning", words, tuple(map(remedy_words, self._remedies)))
        self._words.setToolTip(remedy_of(problem))

    def _say(self, sign: str, words: str, offers: tuple[str, ...]) -> None:
        role = "warning" if sign == "warning" else "quiet"
        self._sign.setPixmap(icon(sign, role).pixmap(_SIGN, self.devicePixelRatio()))
        self._words.setText(words)
        self._words.setToolTip("")
        self.setAccessibleName(words)
        for place, button in enumerate(self._buttons):
            button.setText(offers[place] if place < len(offers) else "")
            button.setVisible(place < len(offers))

    def _button(self, place: int) -> QPushButton:
        button = QPushButton(self, objectName=f"meaning_button_{place}")
        button.setProperty("kind", "link")
        button.setProperty("small", True)
        button.clicked.connect(lambda: self._on_clicked(place))
        return button

    def _on_clicked(self, place: int) -> None:
        if self._remedies:
            self.remedy_requested.emit(self._remedies[place])
        else:
            self.ask_requested.emit()
