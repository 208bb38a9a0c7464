"""Decides when the map is drawn: once it is looked at, and after the folder has changed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal

from desktop_app.errors import AppError
from desktop_app.progress import CancelToken, Progress, Report
from desktop_app.ui.map.model import FolderMap, PointGrid, map_of

if TYPE_CHECKING:
    from desktop_app.similarity.topics.topics import Topics

FEWEST = 5
"""Fewer documents have no neighbourhoods to show."""


class Mapped(Protocol):
    """What is laid out: an ``OpenFolder``, on a worker thread."""

    def topics(self, token: CancelToken, report: Report) -> Topics: ...


class Runner(Protocol):
    """Where it is done: a ``TaskRunner``."""

    def submit(
        self, queue: Any, work: Callable[[Any, Report], Any], *, newest: str = "", name: str = ""
    ) -> Any: ...


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """A map with what finds its points."""

    folder_map: FolderMap
    grid: PointGrid


class MapController(QObject):
    """One folder at a time.

    Signals:
        few: There are too few documents; carries how many.
        indexing: The folder is still being read, and nothing is drawn yet; carries how many
            documents there are so far.
        begun: A map is being made; carries of how many documents.
        progressed: Carries a ``Progress``.
        ready: Carries a ``DrawnMap``.
        failed: Carries an ``AppError``.
    """

    few = Signal(int)
    indexing = Signal(int)
    begun = Signal(int)
    progressed = Signal(object)
    ready = Signal(object)
    failed = Signal(object)

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._folder: Mapped | None = None
        self._task: Any = None
        self._documents = 0
        self._is_indexing = self._is_shown = self._has_map = False
        self._is_stale = True

    def set_folder(self, folder: Mapped | None) -> None:
        """Draw another folder from now on."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._folder = folder
        self._documents, self._is_indexing, self._has_map = 0, False, False
        self._is_stale = True

    def set_shown(self, shown: bool) -> None:
        """Tell whether the map is looked at; else none is made."""
        self._is_shown = shown
        self._consider()

    def set_documents(self, documents: int, *, indexing: bool) -> None:
        """Tell how many documents there are, and whether they become more."""
        self._is_stale = self._is_stale or documents != self._documents
        self._documents, self._is_indexing = documents, indexing
        self._consider()

    def documents_changed(self) -> None:
        """Documents have come, gone or changed."""
        self._is_stale = True

    def draw(self) -> None:
        """Make the map anew in any case."""
        self._is_stale = True
        self._consider()

    def _consider(self) -> None:
        folder = self._folder
        if folder is None or not self._is_shown or not self._is_stale or self._task is not None:
            return
        if self._is_indexing:
            if not self._has_map:
                self.indexing.emit(self._documents)
        elif self._documents < FEWEST:
            self._has_map = False
            self.few.emit(self._documents)
        else:
            self._submit(folder)

    def _submit(self, folder: Mapped) -> None:
        self._is_stale = False
        self.begun.emit(self._documents)
        self._task = self._runner.submit(
            "map",
            lambda token, report: _drawn(folder, token, report),
            newest="map",
            name=self.tr("drawing the map"),
        )
        self._task.progressed.connect(self._on_progressed)
        self._task.succeeded.connect(self._on_succeeded)
        self._task.failed.connect(self._on_failed)

    def _on_progressed(self, progress: Progress) -> None:
        if self.sender() is self._task:
            self.progressed.emit(progress)

    def _on_succeeded(self, drawn: DrawnMap) -> None:
        if self.sender() is not self._task:
            return
        self._task, self._has_map = None, True
        self.ready.emit(drawn)
        self._consider()

    def _on_failed(self, error: AppError) -> None:
        if self.sender() is self._task:
            self._task, self._has_map = None, False
            self.failed.emit(error)


def _drawn(folder: Mapped, token: CancelToken, report: Report) -> DrawnMap:
    folder_map = map_of(folder.topics(token, report))
    token.check()
    return DrawnMap(folder_map, PointGrid(folder_map.xs, folder_map.ys))
