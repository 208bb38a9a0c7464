"""Has two documents compared: their beginning at once, all of them a moment later."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from desktop_app.errors import AppError
from desktop_app.progress import Report
from desktop_app.ui.compare.comparing import Comparing, opening_of, whole_of
from desktop_app.ui.compare.model import Compared


class Runner(Protocol):
    """Where it is done: a ``TaskRunner``."""

    def submit(
        self, queue: Any, work: Callable[[Any, Report], Any], *, newest: str = "", name: str = ""
    ) -> Any: ...


class CompareController(QObject):
    """Two documents at a time; the newest wins.

    Args:
        newest: Name under which only the newest task is done.

    Signals:
        begun: Carries both paths.
        ready: Carries a ``Compared``: first of the beginning, then of all.
        failed: Carries an ``AppError``.
    """

    begun = Signal(str, str)
    ready = Signal(object)
    failed = Signal(object)

    def __init__(
        self, runner: Runner, parent: QObject | None = None, *, newest: str = "compare"
    ) -> None:
        super().__init__(parent)
        self._runner, self._newest = runner, newest
        self._folder: Comparing | None = None
        self._pair: tuple[str, str] | None = None
        self._task: Any = None

    @property
    def pair(self) -> tuple[str, str] | None:
        """What is being compared, or was last."""
        return self._pair

    def set_folder(self, folder: Comparing | None) -> None:
        """Take documents from another folder from now on."""
        self.leave()
        self._folder = folder

    def compare(self, left: str, right: str) -> None:
        """Compare two documents of the folder."""
        folder = self._folder
        if folder is None:
            return
        self.leave()
        self._pair = left, right
        self.begun.emit(left, right)
        self._submit(lambda token, _: opening_of(folder, left, right, token), self._on_begun)

    def leave(self) -> None:
        """Nobody looks at it any more."""
        self._pair = None
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _submit(
        self, work: Callable[[Any, Report], Compared], then: Callable[[Compared], None]
    ) -> None:
        self._task = self._runner.submit(
            "query", work, newest=self._newest, name=self.tr("comparing two documents")
        )
        self._task.succeeded.connect(then)
        self._task.failed.connect(self._on_failed)

    def _on_begun(self, begun: Compared) -> None:
        folder = self._folder
        if folder is None or self._pair != (begun.left.path, begun.right.path):
            return
        self.ready.emit(begun)
        self._submit(lambda token, _: whole_of(folder, begun, token), self._on_whole)

    def _on_whole(self, found: Compared) -> None:
        if self._pair == (found.left.path, found.right.path):
            self._task = None
            self.ready.emit(found)

    def _on_failed(self, error: AppError) -> None:
        if self._pair is not None:
            self._task = None
            self.failed.emit(error)
