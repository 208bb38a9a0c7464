"""Leaves files and folders out of the index, and takes them in again; with a way back."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop_app.ui.documents.intents import DocumentIntents
from desktop_app.ui.documents.paths import name_of
from desktop_app.ui.shell.banners import BannerArea, Notice, Tone
from desktop_app.ui.work.open_folder import OpenFolder
from desktop_app.ui.work.tasks import TaskRunner

_BANNER = "left_out"


class LeavingOut(QObject):
    """Does it for the open folder.

    Signals:
        changed: Another choice was noted; it holds from the next run on.
        failed: Carries an ``AppError``.
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(
        self,
        banners: BannerArea,
        runner: TaskRunner,
        intents: DocumentIntents,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._banners, self._runner = banners, runner
        self._folder: OpenFolder | None = None
        self._last = ""
        intents.exclude_requested.connect(self.leave_out)
        banners.action_chosen.connect(self._on_action_chosen)

    def set_folder(self, folder: OpenFolder | None) -> None:
        """Take paths from another folder from now on."""
        self._folder = folder
        self._banners.withdraw(_BANNER)

    def leave_out(self, path: str) -> None:
        """Leave out a file, or a folder with all in it."""
        if (folder := self._folder) is None:
            return
        self._last = path
        task = self._runner.submit("query", lambda token, report: folder.exclude(path))
        task.succeeded.connect(self._tell_left_out)
        task.succeeded.connect(self.changed)
        task.failed.connect(self.failed)

    def take_in(self, path: str) -> None:
        """Take it in again."""
        if (folder := self._folder) is None:
            return
        self._banners.withdraw(_BANNER)
        task = self._runner.submit("query", lambda token, report: folder.include(path))
        task.succeeded.connect(self.changed)
        task.failed.connect(self.failed)

    def _tell_left_out(self) -> None:
        self._banners.show_notice(
            Notice(
                Tone.INFO,
                self.tr("“%1” is left out of the index from now on.").replace(
                    "%1", name_of(self._last)
                ),
                self.tr(
                    "It stays where it is, as it is. The list of files shows all that is left out."
                ),
                self.tr("Undo"),
                _BANNER,
            )
        )

    def _on_action_chosen(self, key: str) -> None:
        if key == _BANNER:
            self.take_in(self._last)
