"""The whole window on a folder, with real readers and a toy model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pytestqt.qtbot import QtBot

from desktop_app.progress import Tell
from desktop_app.settings import Settings
from desktop_app.ui.shell.controller import MainController
from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.start.recent import RecentFolders
from desktop_app.ui.work.indexing_status import Activity
from desktop_app.ui.work.open_folder import OpenFolder
from tests.support.cloud_folder import CloudFolder
from tests.support.toy_library import ToyLibrary

LIMIT_MS = 60_000


class WholeWindow:
    """A window that is shown, with its controller; ``end`` closes it as a person does."""

    def __init__(self, qtbot: QtBot, toy: ToyLibrary | CloudFolder, recent: Path) -> None:
        self._qtbot, self.toy = qtbot, toy
        self.window = MainWindow()
        self.window.resize(1240, 800)
        self.window.show()
        qtbot.waitExposed(self.window)
        self.controller = MainController(
            self.window, RecentFolders(recent), Settings(), self._make_folder
        )

    def _make_folder(self, folder: Path, tell: Tell) -> OpenFolder:
        return OpenFolder(folder, open_library=lambda _path, _tell: self.toy.open(), tell=tell)

    def open(self) -> None:
        """Open the folder and wait until it is indexed and its files are listed."""
        self.controller.open_folder(str(self.toy.path))
        self.wait_for_index()

    def wait_for_index(self) -> None:
        """Wait until the index is up to date."""
        status = lambda: self.controller.link.indexing.status  # noqa: E731
        self.wait(lambda: status().activity is Activity.DONE and not self.controller.runner.running)

    def wait(self, done: Any) -> None:
        """Wait until something holds."""
        self._qtbot.waitUntil(done, timeout=LIMIT_MS)

    def end(self) -> None:
        """Close the window and wait until it has gone."""
        self.window.close()
        assert not self.window.isVisible()
        self.wait(lambda: self.window.has_gone)
        self.window.deleteLater()
