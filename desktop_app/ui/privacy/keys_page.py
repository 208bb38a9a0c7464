"""The keys for models at a provider: where each is, set, tried, deleted."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMessageBox,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.errors import AppError
from desktop_app.ui.privacy.key_dialog import KeyDialog, open_key_dialog
from desktop_app.ui.privacy.key_words import remedy_words, state_words
from desktop_app.ui.privacy.key_work import (
    COMPATIBLE,
    KeyFor,
    KeyRow,
    KeysRead,
    delete_key,
    read_keys,
    try_key,
)
from desktop_app.ui.text.sentences import message_of, remedy_of
from desktop_app.ui.theme.tokens import L, M, S
from desktop_app.ui.work.tasks import Task, TaskRunner


class KeysPage(QWidget):
    """One card for each provider and each server that was named.

    The keyring is asked once the page is seen, not before: it may ask for its password.

    Signals:
        keys_changed: A key was kept or deleted; carries what it is, or was, kept under.
        lock_read: The offline lock as it is: on in the settings, on by the start of Likewise.
    """

    keys_changed = Signal(str)
    lock_read = Signal(bool, bool)

    def __init__(self, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="keys_page")
        self.title = self.tr("Keys")
        self._runner = runner
        self._reading: Task | None = None
        self._cards: dict[str, KeyCard] = {}
        heading = QLabel(self.title, self)
        heading.setProperty("kind", "title")
        heading.setContentsMargins(0, L, 0, 0)
        about = QLabel(
            self.tr(
                "Only models at a provider need a key. It is kept in the keyring of this computer, "
                "never in a file, and is shown to nobody."
            ),
            self,
            wordWrap=True,
        )
        about.setProperty("kind", "small")
        self._told = QLabel(self.tr("The keyring is asked…"), self, objectName="keys_told")
        self._told.setWordWrap(True)
        self._told.setProperty("kind", "quiet")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(M)
        self.another = QPushButton(
            self.tr("Another ser&ver…"), self, objectName="keys_another", autoDefault=False
        )
        self.another.clicked.connect(lambda: self.set_key(KeyFor(COMPATIBLE)))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(M)
        for part in (heading, about, self._told):
            layout.addWidget(part)
        layout.addLayout(self._rows)
        layout.addWidget(self.another, alignment=Qt.AlignmentFlag.AlignLeft)

    def card(self, key_name: str) -> KeyCard:
        """Return what is shown of a key.

        Raises:
            KeyError: It is not listed.
        """
        return self._cards[key_name]

    def set_key(self, owner: KeyFor) -> KeyDialog:
        """Ask for a key."""
        return open_key_dialog(owner, self._runner, self, self._on_changed)

    def look_again(self) -> None:
        """Ask the keyring anew where each key is."""
        self._reading = self._runner.submit(
            "keys", lambda token, report: read_keys(token), newest="keys", name=self.title
        )
        self._reading.succeeded.connect(self._show)
        self._reading.failed.connect(self._on_failed)

    def showEvent(self, event: QShowEvent) -> None:
        """Ask the keyring now that somebody wants to know."""
        super().showEvent(event)
        if not event.spontaneous():
            self.look_again()

    def hideEvent(self, event: QHideEvent) -> None:
        """Wait for the keyring no longer."""
        super().hideEvent(event)
        if not event.spontaneous() and self._reading is not None:
            self._reading.cancel()

    def _show(self, read: KeysRead) -> None:
        self.lock_read.emit(read.locked, read.locked_at_start)
        remedies = dict.fromkeys(filter(None, (remedy_words(row.state) for row in read.rows)))
        self._told.setText(" ".join(remedies))
        self._told.setVisible(bool(remedies))
        gone = set(self._cards) - {row.key_name for row in read.rows}
        for name in gone:
            self._cards.pop(name).deleteLater()
        for row in read.rows:
            if row.key_name not in self._cards:
                self._add(row)
            self._cards[row.key_name].show_row(row)

    def _add(self, row: KeyRow) -> None:
        card = self._cards[row.key_name] = KeyCard(row, self._runner, self)
        card.set_requested.connect(self.set_key)
        card.deleted.connect(self._on_changed)
        before = list(self._cards.values())[-2:-1]
        self._rows.addWidget(card)
        self.setTabOrder(before[0].delete if before else self, card.set)
        self.setTabOrder(card.delete, self.another)

    def _on_changed(self, key_name: str) -> None:
        self.keys_changed.emit(key_name)
        self.look_again()

    def _on_failed(self, error: AppError) -> None:
        self._told.setText(" ".join(filter(None, (message_of(error), remedy_of(error)))))
        self._told.show()


class KeyCard(QFrame):
    """One key, with what can be done about it.

    Signals:
        set_requested: Carries the ``KeyFor``.
        deleted: Carries what the key was kept under.
    """

    set_requested = Signal(object)
    deleted = Signal(str)

    def __init__(self, row: KeyRow, runner: TaskRunner, parent: QWidget) -> None:
        super().__init__(parent, objectName="key_card")
        self.setProperty("kind", "card")
        self._row, self._runner = row, runner
        name = QLabel(row.owner.name, self)
        font = name.font()
        font.setBold(True)
        name.setFont(font)
        self.state = QLabel(self, objectName="key_state", wordWrap=True)
        self.state.setProperty("kind", "small")
        self.outcome = QLabel(self, objectName="key_outcome", wordWrap=True, visible=False)
        self.set = self._button("set", self.tr("Set…"), self.tr("Set the key for %1"))
        self.test = self._button("test", self.tr("Test"), self.tr("Test the key for %1"))
        self.delete = self._button("delete", self.tr("Delete"), self.tr("Delete the key for %1"))
        self.set.clicked.connect(lambda: self.set_requested.emit(self._row.owner))
        self.test.clicked.connect(self._try)
        self.delete.clicked.connect(self._ask_to_delete)
        words = QVBoxLayout()
        words.setSpacing(S)
        for label in (name, self.state, self.outcome):
            words.addWidget(label)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(L, M, M, M)
        layout.setSpacing(M)
        layout.addLayout(words, 1)
        for button in (self.set, self.test, self.delete):
            layout.addWidget(button, alignment=Qt.AlignmentFlag.AlignVCenter)

    def show_row(self, row: KeyRow) -> None:
        """Show where the key is."""
        from desktop_app.privacy.credentials import KeyPlace

        if row != self._row:
            self.outcome.hide()  # it was told of another key
        self._row = row
        self.state.setText(state_words(row.state, row.owner.provider))
        there, server = row.state.place is not KeyPlace.NONE, row.owner.provider == COMPATIBLE
        self.test.setEnabled((there and not server) or (server and bool(row.owner.model)))
        self.delete.setEnabled(there or server)

    def _try(self) -> None:
        owner = self._row.owner
        self._say(self.tr("%1 is asked to answer one word…").replace("%1", owner.name))
        self.test.setEnabled(False)
        task = self._runner.submit("keys", lambda token, report: try_key(owner, None, token))
        task.succeeded.connect(self._on_tried)
        task.failed.connect(self._on_failed)
        task.finished.connect(self._on_finished)

    def _ask_to_delete(self) -> None:
        question = QMessageBox(
            QMessageBox.Icon.Question,
            self.tr("Delete the key"),
            self.tr("Delete the key for %1?").replace("%1", self._row.owner.name),
            parent=self,
        )
        question.setObjectName("key_delete_question")
        question.setInformativeText(
            self.tr("Likewise cannot bring it back. At the provider it goes on being valid.")
        )
        delete = question.addButton(self.tr("Delete"), QMessageBox.ButtonRole.AcceptRole)
        question.addButton(QMessageBox.StandardButton.Cancel)
        question.setDefaultButton(QMessageBox.StandardButton.Cancel)
        question.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        delete.clicked.connect(self._delete)
        question.open()

    def _delete(self) -> None:
        owner = self._row.owner
        task = self._runner.submit("keys", lambda token, report: delete_key(owner, token))
        task.succeeded.connect(self._on_deleted)
        task.failed.connect(self._on_failed)

    def _on_deleted(self, key_name: str) -> None:
        self.deleted.emit(key_name)

    def _on_tried(self, model: str) -> None:
        self._say(self.tr("It works: %1 has answered.").replace("%1", model), "good")

    def _on_failed(self, error: AppError) -> None:
        self._say(" ".join(filter(None, (message_of(error), remedy_of(error)))), "bad")

    def _on_finished(self) -> None:
        self.test.setEnabled(True)

    def _say(self, words: str, tone: str = "") -> None:
        self.outcome.setProperty("tone", tone)
        self.outcome.style().polish(self.outcome)
        self.outcome.setText(words)
        self.outcome.show()

    def _button(self, name: str, words: str, told: str) -> QPushButton:
        button = QPushButton(words, self, objectName=f"key_{name}", autoDefault=False)
        button.setAccessibleName(told.replace("%1", self._row.owner.name))
        return button
