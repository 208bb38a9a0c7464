"""The way of a removal: the list, a yes, the removal, its result, and back again."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.errors import AppError
from desktop_app.progress import CancelToken
from desktop_app.ui.review import reviewed
from desktop_app.ui.review.removal_dialog import RemovalDialog
from desktop_app.ui.review.review_controller import ReviewController, Runner
from desktop_app.ui.review.reviewed import Removal

if TYPE_CHECKING:
    from desktop_app.review.plan import Plan


class Removing(QObject):
    """Opens the dialog and does what was confirmed in it, never anything else.

    Signals:
        folder_changed: Documents were removed, or brought back.

    Attributes:
        dialog: The one that is open, or None.
    """

    folder_changed = Signal()

    def __init__(
        self, runner: Runner, controller: ReviewController, window: QWidget, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._runner, self._controller, self._window = runner, controller, window
        self._task: Any = None
        self._stop: CancelToken | None = None
        self.dialog: RemovalDialog | None = None

    def begin(self) -> None:
        """Show what would become of the documents decided to be duplicates."""
        grouped, folder = self._controller.grouped, self._controller.folder
        if grouped is None or folder is None or not grouped.shown.to_remove:
            return
        dialog = self._open()
        if dialog is None:
            return
        task = self._submit(
            lambda token, report: reviewed.plan(grouped, folder.status().model),
            self.tr("looking what may be removed"),
        )
        task.succeeded.connect(lambda plan: dialog.show_plan(plan, grouped.board.sizes))

    def bring_back(self) -> None:
        """Bring back what was removed last."""
        folder = self._controller.folder
        dialog = self.dialog or self._open()
        if folder is None or dialog is None:
            return
        dialog.show_bringing_back()
        stop = self._stop = CancelToken()
        task = self._submit(
            lambda token, report: reviewed.bring_back(folder, _Either(token, stop), report),
            self.tr("bringing documents back"),
        )
        task.succeeded.connect(self._on_brought_back)

    def _on_confirmed(self, plan: Plan, to: Path | None) -> None:
        folder = self._controller.folder
        if folder is None or self.dialog is None:
            return
        self.dialog.show_removing()
        stop = self._stop = CancelToken()
        task = self._submit(
            lambda token, report: reviewed.remove(folder, plan, to, _Either(token, stop), report),
            self.tr("removing documents"),
        )
        task.succeeded.connect(self._on_removed)

    def _on_removed(self, removal: Removal) -> None:
        self._controller.removed(removal.done, removal.in_bin)
        if self.dialog is not None:
            self.dialog.show_removed(removal)
        self.folder_changed.emit()

    def _on_brought_back(self, removal: Removal) -> None:
        self._controller.removed(removal.done, removal.in_bin, back=True)
        if self.dialog is not None:
            self.dialog.show_brought_back(removal)
        self.folder_changed.emit()

    def _open(self) -> RemovalDialog | None:
        if self.dialog is not None:
            return None
        self.dialog = dialog = RemovalDialog(self._window)
        dialog.confirmed.connect(self._on_confirmed)
        dialog.back_requested.connect(self.bring_back)
        dialog.stop_requested.connect(self._on_stop)
        dialog.finished.connect(self._on_closed)
        dialog.open()
        return dialog

    def _submit(self, work: Any, name: str) -> Any:
        self._task = task = self._runner.submit("review", work, name=name)
        task.progressed.connect(self._on_progressed)
        task.failed.connect(self._on_failed)
        task.cancelled.connect(self._on_cancelled)
        return task

    def _on_progressed(self, progress: Any) -> None:
        if self.dialog is not None:
            self.dialog.show_progress(progress)

    def _on_failed(self, error: AppError) -> None:
        if self.dialog is not None:
            self.dialog.show_failure(error)

    def _on_stop(self) -> None:
        """Stop; what is done by then is told, so that task is not cancelled but asked to end."""
        if self._stop is not None:
            self._stop.cancel()
        elif self._task is not None:
            self._task.cancel()

    def _on_cancelled(self) -> None:
        if self.dialog is not None:
            self.dialog.done(0)

    def _on_closed(self) -> None:
        self.dialog = self._stop = None


class _Either(CancelToken):
    """Set as soon as one of two others is."""

    def __init__(self, one: CancelToken, other: CancelToken) -> None:
        super().__init__()
        self._both = one, other

    @property
    def cancelled(self) -> bool:
        return any(token.cancelled for token in self._both)

    def check(self) -> None:
        for token in self._both:
            token.check()
