"""Does what a person wants done with a document: open, show, copy."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication

from desktop_app.errors import AppError, EnvironmentProblem
from desktop_app.ui.documents.intents import DocumentIntents


class DocumentDeeds(QObject):
    """Knows the open folder, so that a document's path becomes a place on the disk.

    Signals:
        failed: Carries an ``AppError``.
    """

    failed = Signal(object)

    def __init__(self, intents: DocumentIntents, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._folder: Path | None = None
        intents.open_requested.connect(self.open)
        intents.reveal_requested.connect(self.reveal)
        intents.copy_path_requested.connect(self.copy_path)
        intents.copy_text_requested.connect(self.copy_text)

    def set_folder(self, folder: Path | None) -> None:
        """Take documents from another folder from now on."""
        self._folder = folder

    def open(self, path: str) -> None:
        """Open a document in its own program."""
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(self._absolute(path))):
            self._fail(
                self.tr("“%1” could not be opened.").replace("%1", path),
                self.tr("See that it is still there and that a program for it is installed."),
            )

    def reveal(self, path: str) -> None:
        """Show a document in the file manager; where that cannot choose one, its folder."""
        place = self._absolute(path)
        if sys.platform == "win32":
            subprocess.Popen(["explorer", "/select,", os.path.normpath(place)])
        elif sys.platform == "darwin":
            subprocess.Popen(["open", "-R", place])
        elif not QDesktopServices.openUrl(QUrl.fromLocalFile(os.path.dirname(place))):
            self._fail(
                self.tr("The folder of “%1” could not be shown.").replace("%1", path),
                self.tr("See that it is still there."),
            )

    def copy_path(self, path: str) -> None:
        """Put the whole path on the clipboard."""
        QGuiApplication.clipboard().setText(os.path.normpath(self._absolute(path)))

    def copy_text(self, text: str) -> None:
        """Put a passage on the clipboard."""
        QGuiApplication.clipboard().setText(text)

    def _absolute(self, path: str) -> str:
        return os.path.join(self._folder or "", path)

    def _fail(self, message: str, remedy: str) -> None:
        error: AppError = EnvironmentProblem(message, remedy)
        self.failed.emit(error)
