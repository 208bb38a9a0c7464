"""A key is given here: kept, or only tried; one that is there is never shown."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.errors import AppError, InvalidRequest, KeyringUnusable
from desktop_app.privacy.credentials import KeyState
from desktop_app.ui.privacy.key_field import KeyField
from desktop_app.ui.privacy.key_words import remedy_words, state_words
from desktop_app.ui.privacy.key_work import COMPATIBLE, Kept, KeyFor, keep_key, state_of, try_key
from desktop_app.ui.text.sentences import message_of, remedy_of
from desktop_app.ui.theme.tokens import XL, L, M, S
from desktop_app.ui.work.tasks import Task, TaskRunner

_WIDTH = 520


class KeyDialog(QDialog):
    """Takes a key for one provider, or for a server with its address.

    Args:
        base_url: Of a server; "" lets the person give one.
        model: Of the server, asked by a test.

    Signals:
        keys_changed: A key was kept; carries what it is kept under.
    """

    keys_changed = Signal(str)

    def __init__(
        self,
        provider_id: str,
        base_url: str,
        runner: TaskRunner,
        parent: QWidget | None = None,
        *,
        model: str = "",
    ) -> None:
        super().__init__(parent, objectName="key_dialog")
        self._provider, self._runner = provider_id, runner
        self._task: Task | None = None
        self._is_server = provider_id == COMPATIBLE
        named = KeyFor(provider_id, base_url).name
        self.setWindowTitle(
            self.tr("Key for %1").replace("%1", named) if named else self.tr("Key for a server")
        )
        self._state = self._label("key_state", "quiet")
        self.address = QLineEdit(base_url, self, objectName="key_address")
        self.address.setPlaceholderText("http://127.0.0.1:11434/v1")
        self.address.setReadOnly(bool(base_url))
        self.model = QLineEdit(model, self, objectName="key_model")
        self.model.setPlaceholderText("nomic-embed-text")
        self.field = KeyField(self)
        self.session = QCheckBox(
            self.tr("For this &session only, until Likewise is closed"),
            self,
            objectName="key_for_session",
        )
        self._outcome = self._label("key_outcome")
        self._remedy = self._label("key_remedy", "small")
        self._arrange()
        self.field.filled.connect(self._offer)
        for line in (self.address, self.model):
            line.textChanged.connect(self._offer)
        self._offer()
        self._grow()
        (self.address if self._is_server and not base_url else self.field).setFocus()
        if base_url or not self._is_server:
            self._ask_state()

    @property
    def owner(self) -> KeyFor:
        """Who the key is for, as it stands in the dialog."""
        if not self._is_server:
            return KeyFor(self._provider)
        return KeyFor(self._provider, self.address.text().strip(), self.model.text().strip())

    @property
    def is_busy(self) -> bool:
        """Whether a keyring or a provider is being asked."""
        return self._task is not None

    def done(self, result: int) -> None:
        """Close; nothing of the key stays, and nobody is waited for."""
        self.field.clear()
        if self._task is not None:
            self._task.cancel()
        super().done(result)

    # -- what is asked for ---------------------------------------------------------

    def _ask_state(self) -> None:
        owner = self.owner
        task = self._runner.submit(
            "keys", lambda token, report: state_of(owner, token), newest="key state"
        )
        task.succeeded.connect(self._show_state)

    def _try(self) -> None:
        owner = self.owner
        try:
            secret = self.field.secret() if self.field.text() else None
        except InvalidRequest as error:
            self._show_error(error)
            return
        self._begin(
            lambda token, report: try_key(owner, secret, token),
            self._on_tried,
            self.tr("%1 is asked to answer one word…").replace("%1", owner.name),
        )

    def _keep(self) -> None:
        owner, session = self.owner, self.session.isChecked()
        try:
            secret = self.field.secret()
        except InvalidRequest as error:
            self._show_error(error)
            return
        self._begin(
            lambda token, report: keep_key(owner, secret, session, token),
            self._on_kept,
            "" if session else self.tr("The keyring is asked; it may want its password…"),
        )

    def _begin(self, work: Callable[..., Any], then: Callable[[Any], None], words: str) -> None:
        self._say(words)
        self._task = self._runner.submit("keys", work)
        self._task.succeeded.connect(then)
        self._task.failed.connect(self._show_error)
        self._task.finished.connect(self._on_finished)
        self._offer()

    # -- what comes of it ----------------------------------------------------------

    def _show_state(self, state: KeyState) -> None:
        self._state.setText(state_words(state, self._provider))
        self._grow()
        if state.trouble is not None and not self._outcome.text():
            self._say("", remedy_words(state))
            self.session.setChecked(True)

    def _on_tried(self, model: str) -> None:
        self._say(self.tr("It works: %1 has answered.").replace("%1", model), tone="good")

    def _on_kept(self, kept: Kept) -> None:
        self.keys_changed.emit(kept.key_name)
        self.accept()

    def _show_error(self, error: AppError) -> None:
        self._say(message_of(error), remedy_of(error), "bad")
        if isinstance(error, KeyringUnusable):
            self.session.setFocus()

    def _on_finished(self) -> None:
        self._task = None
        self._offer()

    def _say(self, words: str, remedy: str = "", tone: str = "") -> None:
        self._outcome.setProperty("tone", tone)
        self._outcome.style().polish(self._outcome)
        self._outcome.setText(words)
        self._remedy.setText(remedy)
        self._outcome.setVisible(bool(words))
        self._remedy.setVisible(bool(remedy))
        self._grow()

    def _grow(self) -> None:
        """Have room for all words: wrapped ones count for more lines than a layout asks for."""
        if (layout := self.layout()) is not None:
            layout.activate()
            needed = layout.totalHeightForWidth(max(self.width(), _WIDTH))
            self.setMinimumHeight(needed)
            self.resize(self.width(), needed)

    def _offer(self) -> None:
        """Let be pressed what makes sense now."""
        free, filled = self._task is None, bool(self.field.text())
        addressed = not self._is_server or bool(self.address.text().strip())
        asks = not self._is_server or bool(self.model.text().strip())
        self.keep.setEnabled(free and filled and addressed)
        self.test.setEnabled(free and addressed and asks)
        self.field.setEnabled(free)

    # -- parts ---------------------------------------------------------------------

    def _arrange(self) -> None:
        explained = self._label("key_explained")
        explained.setText(
            self.tr(
                "Copy the key from the provider’s page and paste it here. It goes into the "
                "keyring of this computer, never into a file, and is not shown again."
            )
        )
        rows = QFormLayout()
        rows.setHorizontalSpacing(L)
        rows.setVerticalSpacing(M)
        if self._is_server:
            rows.addRow(self.tr("&Address"), self.address)
            rows.addRow(self.tr("&Model to ask"), self.model)
        else:
            self.address.hide()
            self.model.hide()
        rows.addRow(self.tr("&Key"), self.field)
        self.field.setAccessibleName(self.tr("Key"))
        self.field.setAccessibleDescription(self.tr("What is typed here is not shown."))
        buttons = QDialogButtonBox(self, objectName="key_end")
        role = QDialogButtonBox.ButtonRole
        self.test = buttons.addButton(self.tr("&Test this key"), role.ActionRole)
        self.keep = QPushButton(self.tr("Keep &it"), self)
        self.keep.setProperty("kind", "primary")
        buttons.addButton(self.keep, role.AcceptRole)
        cancel = buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.keep.setDefault(True)
        self.test.setAutoDefault(False)
        for button, name in ((self.test, "test"), (self.keep, "keep"), (cancel, "cancel")):
            button.setObjectName(f"key_{name}")
        self.test.clicked.connect(self._try)
        self.keep.clicked.connect(self._keep)
        cancel.clicked.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(XL, L, XL, L)
        layout.setSpacing(M)
        layout.addWidget(explained)
        layout.addWidget(self._state)
        layout.addSpacing(S)
        layout.addLayout(rows)
        layout.addWidget(self.session)
        layout.addWidget(self._outcome)
        layout.addWidget(self._remedy)
        layout.addStretch(1)
        layout.addWidget(buttons)
        self._outcome.hide()
        self._remedy.hide()
        order: list[QWidget] = [self.address, self.model, self.field, self.session]
        order += [self.test, self.keep, cancel]
        for first, second in itertools.pairwise(order):
            self.setTabOrder(first, second)
        self.setMinimumWidth(_WIDTH)

    def _label(self, name: str, kind: str = "") -> QLabel:
        label = QLabel(self, objectName=name, wordWrap=True)
        if kind:
            label.setProperty("kind", kind)
        return label


def open_key_dialog(
    owner: KeyFor, runner: TaskRunner, parent: QWidget, then: Callable[[str], None]
) -> KeyDialog:
    """Open the dialog over ``parent``; ``then`` is called with the name of a key that was kept."""
    from PySide6.QtCore import Qt

    dialog = KeyDialog(owner.provider, owner.base_url, runner, parent, model=owner.model)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.keys_changed.connect(then)
    dialog.open()
    return dialog
