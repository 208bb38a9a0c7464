"""A model at a server that is named by its address."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QWidget

from desktop_app.errors import AppError
from desktop_app.ui.models.choosing_work import checked_server
from desktop_app.ui.text.sentences import message_of, remedy_of
from desktop_app.ui.theme.tokens import M
from desktop_app.ui.work.tasks import TaskRunner


class ServerFields(QWidget):
    """Takes the address and the name; nothing is asked of the server.

    Signals:
        use_requested: Carries the id of the model.
    """

    use_requested = Signal(str)

    def __init__(self, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="server_fields")
        self._runner = runner
        self.address = QLineEdit(self, objectName="server_address")
        self.address.setPlaceholderText("http://127.0.0.1:11434/v1")
        self.model = QLineEdit(self, objectName="server_model")
        self.model.setPlaceholderText("nomic-embed-text")
        self.use = QPushButton(self.tr("Use…"), self, objectName="server_use", autoDefault=False)
        self.use.setAccessibleName(self.tr("Use the model at this address for this folder"))
        self._said = QLabel(self, objectName="server_said", wordWrap=True, visible=False)
        self._said.setProperty("tone", "bad")
        layout = QGridLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setHorizontalSpacing(M)
        for line, (words, field) in enumerate(
            ((self.tr("&Address"), self.address), (self.tr("Na&me of the model"), self.model))
        ):
            label = QLabel(words, self)
            label.setBuddy(field)
            layout.addWidget(label, line, 0)
            layout.addWidget(field, line, 1)
            field.textChanged.connect(self._offer)
            field.returnPressed.connect(self._check)
        layout.addWidget(self.use, 1, 2)
        layout.addWidget(self._said, 2, 0, 1, 3)
        layout.setColumnStretch(1, 1)
        self.use.clicked.connect(self._check)
        self._offer()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep Enter, which a field has answered, from the main button of the dialog."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _offer(self) -> None:
        self.use.setEnabled(bool(self.address.text().strip() and self.model.text().strip()))
        self._said.hide()

    def _check(self) -> None:
        if not self.use.isEnabled():
            return
        address, model = self.address.text().strip(), self.model.text().strip()
        task = self._runner.submit(
            "choosing", lambda token, report: checked_server(address, model), newest="server"
        )
        task.succeeded.connect(self._on_checked)
        task.failed.connect(self._on_failed)

    def _on_checked(self, model: str) -> None:
        self.use_requested.emit(model)

    def _on_failed(self, error: AppError) -> None:
        self._said.setText(" ".join(filter(None, (message_of(error), remedy_of(error)))))
        self._said.show()
