"""Notices that something in the open folder may have changed, without looking at what.

The system tells of changes in so many folders and files; what it does not tell, such as a file
written to where too many are watched, or what others do on a share, is found by looking now and
then. What to watch is listed on a worker thread; here nothing touches the disk but the watches
themselves, a few at a time.
"""

from __future__ import annotations

import time
from collections import deque
from typing import Protocol

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from desktop_app.progress import CancelToken
from desktop_app.ui.work.tasks import Task, TaskRunner

MOST_PLACES = 2_000
"""Folders and files watched at once; systems allow a few thousand for all programs together."""
SETTLE_MS = 3_000
"""So long nothing must have changed: whoever copies a folder into this one is let finish."""
MOST_SETTLE_S = 30.0
"""Where changes never end, they are looked at so often all the same."""
LOOK_MS = 15 * 60_000
"""The folder is looked at so often, whatever the system tells."""
LOOK_AGAIN_S = 60.0
"""When a person comes back to the window, unless it was looked at just before."""
_AT_ONCE = 100
"""Watches set in one go: about 2 ms."""


class Watchable(Protocol):
    """What is watched: an ``OpenFolder``, on a worker thread."""

    def places_to_watch(self, most: int, token: CancelToken) -> tuple[str, ...]: ...


class FolderWatcher(QObject):
    """Watches one folder at a time. On the window's thread only.

    Signals:
        change_suspected(): It is time to bring the index up to date.
    """

    change_suspected = Signal()

    def __init__(self, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._folder: Watchable | None = None
        self._listing: Task | None = None
        self._watched: frozenset[str] = frozenset()
        self._to_add: deque[str] = deque()
        self._is_first = True
        self._changing_since: float | None = None
        self._looked_at = 0.0
        self._watcher = self._new_watcher()
        self._settle = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(self._suspect)
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._suspect)
        self._adding = QTimer(self, interval=0)
        self._adding.timeout.connect(self._add_some)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._on_application_state)

    @property
    def watched(self) -> frozenset[str]:
        """Absolute paths that are watched, or about to be."""
        return self._watched

    def watch(self, folder: Watchable) -> None:
        """Watch another folder; call this before it is indexed, so that no change is missed."""
        self.close()
        self._folder = folder
        self._is_first = True
        self._looked_at = time.monotonic()
        self._look.start()
        self.renew()

    def renew(self) -> None:
        """The folder has been indexed: watch what is there now. Where it changes, so do they."""
        if (folder := self._folder) is None:
            return
        self._listing = self._runner.submit(
            "index",
            lambda token, report: folder.places_to_watch(MOST_PLACES, token),
            newest="watching",
        )
        self._listing.succeeded.connect(self._on_listed)

    def close(self) -> None:
        """Watch nothing any more."""
        self._folder = None
        for timer in (self._settle, self._look, self._adding):
            timer.stop()
        if self._listing is not None:
            self._listing.succeeded.disconnect(self._on_listed)
            self._listing.cancel()
            self._listing = None
        self._to_add.clear()
        self._changing_since = None
        if self._watched:
            # Quicker than removing each: one descriptor is closed.
            self._watcher.deleteLater()
            self._watcher = self._new_watcher()
            self._watched = frozenset()

    # -- watching --------------------------------------------------------------

    def _new_watcher(self) -> QFileSystemWatcher:
        watcher = QFileSystemWatcher(self)
        watcher.directoryChanged.connect(self._on_changed)
        watcher.fileChanged.connect(self._on_changed)
        return watcher

    def _on_listed(self, places: tuple[str, ...]) -> None:
        self._listing = None
        new = frozenset(filter(_can_be_told, places))
        # A file that was saved by putting another in its place is not watched any more.
        alive = self._watched & {*self._watcher.directories(), *self._watcher.files()}
        if gone := alive - new:
            self._watcher.removePaths(list(gone))
        self._to_add = deque(place for place in places if place in new and place not in alive)
        if self._to_add:
            self._adding.start()
        if not self._is_first and new - self._watched:
            # What came into a new folder before it was watched, nobody has told.
            self._on_changed()
        self._is_first = False
        self._watched = new

    def _add_some(self) -> None:
        some = [self._to_add.popleft() for _ in range(min(_AT_ONCE, len(self._to_add)))]
        if some:
            self._watcher.addPaths(some)  # those it refuses are found by looking now and then
        if not self._to_add:
            self._adding.stop()

    def _on_changed(self, _: str = "") -> None:
        now = time.monotonic()
        if self._changing_since is None:
            self._changing_since = now
        if now - self._changing_since < MOST_SETTLE_S or not self._settle.isActive():
            self._settle.start()

    def _on_application_state(self, state: Qt.ApplicationState) -> None:
        is_back = state is Qt.ApplicationState.ApplicationActive
        if is_back and time.monotonic() - self._looked_at > LOOK_AGAIN_S:
            self._suspect()

    def _suspect(self) -> None:
        if self._folder is not None:
            self._changing_since = None
            self._looked_at = time.monotonic()
            self._settle.stop()
            self.change_suspected.emit()


def _can_be_told(path: str) -> bool:
    """Whether a path is text: one that is not cannot be given to Qt."""
    return path.isascii() or not any("\ud800" <= letter <= "\udfff" for letter in path)
