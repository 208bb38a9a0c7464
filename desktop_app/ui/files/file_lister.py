"""Decides when the files of the open folder are listed anew."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.progress import Report
from desktop_app.ui.files.file_list import FileList, list_files

if TYPE_CHECKING:
    from desktop_app.index.rows import FileState

LEAST_REST_MS = 2_000
"""Between two lists of a folder that is being indexed."""
REST_FOR_WORK = 20
"""And so many times as long as the last one took: 50,000 files take a second or more of a thread
that runs beside the window's, for a list that is old as soon as it is seen."""


class Listed(Protocol):
    """What has files: an ``OpenFolder``, on a worker thread."""

    def files(self) -> list[FileState]: ...


class Runner(Protocol):
    """Where they are listed: a ``TaskRunner``."""

    def submit(
        self, queue: Any, work: Callable[[Any, Report], Any], *, newest: str = "", name: str = ""
    ) -> Any: ...


class FileLister(QObject):
    """Lists the files of one folder at a time.

    Signals:
        listed: Carries a ``FileList``.
    """

    listed = Signal(object)

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._folder: Listed | None = None
        self._is_at_work = self._is_wanted = False
        self._rest = QTimer(self, singleShot=True)
        self._rest.timeout.connect(self._on_rested)

    def set_folder(self, folder: Listed | None) -> None:
        """List another folder from now on."""
        self._folder = folder
        self._is_at_work = self._is_wanted = False
        self._rest.stop()

    def refresh(self, *, so_far: bool) -> None:
        """The files may be others than they were.

        Args:
            so_far: They go on changing: before long will do.
        """
        if so_far and (self._is_at_work or self._rest.isActive()):
            self._is_wanted = True
        else:
            self._submit()

    def _on_rested(self) -> None:
        if self._is_wanted:
            self._submit()

    def _submit(self) -> None:
        folder = self._folder
        if folder is None:
            return
        self._is_at_work, self._is_wanted = True, False
        self._rest.stop()
        task = self._runner.submit(
            "query", lambda token, report: (folder, *_listed(folder)), newest="files"
        )
        task.succeeded.connect(self._on_listed)
        task.failed.connect(lambda _: self._take_rest(0.0))

    def _on_listed(self, found: tuple[Listed, FileList, float]) -> None:
        folder, files, took_s = found
        if folder is self._folder:
            self._take_rest(took_s)
            self.listed.emit(files)

    def _take_rest(self, worked_s: float) -> None:
        self._is_at_work = False
        self._rest.start(max(LEAST_REST_MS, round(1000 * REST_FOR_WORK * worked_s)))


def _listed(folder: Listed) -> tuple[FileList, float]:
    """Return the files, and how many seconds that took."""
    begun = time.perf_counter()
    return list_files(folder.files()), time.perf_counter() - begun
