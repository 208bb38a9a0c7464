"""The way of a report: its form, a file, the report made on a worker thread, the result."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from desktop_app.errors import AppError
from desktop_app.ui.review import reviewed
from desktop_app.ui.review.report_dialog import ReportDialog
from desktop_app.ui.review.report_pdf import PdfReport
from desktop_app.ui.review.review_controller import ReviewController, Runner
from desktop_app.ui.review.reviewed import ReportOnPaper
from desktop_app.ui.work.pieces import InPieces


class Reporting(QObject):
    """Opens the dialog and writes what was asked for.

    Attributes:
        dialog: The one that is open, or None.
    """

    def __init__(
        self, runner: Runner, controller: ReviewController, window: QWidget, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._runner, self._controller, self._window = runner, controller, window
        self._task: Any = None
        self._pieces: InPieces | None = None
        self.dialog: ReportDialog | None = None

    def begin(self) -> None:
        """Ask which report is wanted."""
        folder = self._controller.folder
        if folder is None or self.dialog is not None:
            return
        self.dialog = dialog = ReportDialog(folder.folder.name, self._window)
        dialog.wanted.connect(self._on_wanted)
        dialog.stop_requested.connect(self._on_stop)
        dialog.finished.connect(self._on_closed)
        dialog.open()

    def _on_wanted(self, target: Path, names: bool) -> None:
        folder = self._controller.folder
        if folder is None:
            return
        threshold = self._controller.wanted.threshold / 100
        self._submit(
            lambda token, report: reviewed.report(
                folder, threshold, target, token, report, names=names
            ),
            lambda paper: self._print(paper, target) if paper else self._on_saved(target),
        )

    def _print(self, paper: ReportOnPaper, target: Path) -> None:
        """Lay it out between two turns of the event loop, then have it written."""
        pdf = PdfReport(paper.title, paper.parts)
        self._pieces = InPieces(pdf.steps(), self)
        self._pieces.done.connect(lambda: self._write(pdf.data, target))
        self._pieces.start()

    def _write(self, data: bytes, target: Path) -> None:
        self._submit(
            lambda token, report: reviewed.store_report(data, target),
            lambda _: self._on_saved(target),
        )

    def _submit(self, work: Any, then: Any) -> None:
        self._task = task = self._runner.submit("review", work, name=self.tr("writing a report"))
        task.progressed.connect(self._on_progressed)
        task.succeeded.connect(then)
        task.failed.connect(self._on_failed)
        task.cancelled.connect(self._on_stopped)

    def _on_progressed(self, progress: Any) -> None:
        if self.dialog is not None:
            self.dialog.show_progress(progress)

    def _on_saved(self, target: Path) -> None:
        if self.dialog is not None:
            self.dialog.show_saved(target)

    def _on_failed(self, error: AppError) -> None:
        if self.dialog is not None:
            self.dialog.show_failure(error)

    def _on_stop(self) -> None:
        if self._pieces is not None:
            self._pieces.stop()
            self._on_stopped()
        elif self._task is not None:
            self._task.cancel()

    def _on_stopped(self) -> None:
        self._pieces = None
        if self.dialog is not None:
            self.dialog.done(0)

    def _on_closed(self) -> None:
        self.dialog = self._pieces = None
