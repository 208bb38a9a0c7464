"""The switch of a folder whose documents never leave this computer."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from desktop_app.errors import AppError
from desktop_app.ui.privacy.consent_work import Located, set_never
from desktop_app.ui.work.tasks import TaskRunner


class NeverLeavesBox(QCheckBox):
    """Counts at once, and beats every yes.

    Signals:
        switched: It holds now; carries whether the documents never leave.
        failed: Carries an ``AppError``; it is as it was.
    """

    switched = Signal(bool)
    failed = Signal(object)

    def __init__(self, runner: TaskRunner, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="never_leaves")
        self.setText(self.tr("The documents of this folder &never leave this computer"))
        self._runner = runner
        self._folder: Located | None = None
        self.setEnabled(False)
        self.clicked.connect(self._on_clicked)

    def show_state(self, folder: Located | None, *, never: bool) -> None:
        """Show what holds for a folder; None for no folder."""
        self._folder = folder
        self.setEnabled(folder is not None)
        self.setChecked(never)

    def _on_clicked(self, never: bool) -> None:
        if (folder := self._folder) is None:
            return
        self.setEnabled(False)
        task = self._runner.submit("choosing", lambda token, report: set_never(folder, never=never))
        task.succeeded.connect(self._on_switched)
        task.failed.connect(self._on_failed)

    def _on_switched(self, never: bool) -> None:
        self.show_state(self._folder, never=never)
        self.switched.emit(never)

    def _on_failed(self, error: AppError) -> None:
        self.show_state(self._folder, never=not self.isChecked())
        self.failed.emit(error)
