"""Has documents made ready for the preview; the newest wins."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.errors import AppError
from desktop_app.progress import Report
from desktop_app.ui.preview.document import PreviewDocument, TextOfDocument, Wanted, make_ready

_REST_MS = 60
"""Rows passed on the way are not opened: only where one rests."""


class Readable(Protocol):
    """What texts are had from: an ``OpenFolder``, on a worker thread."""

    def text_of(self, path: str) -> TextOfDocument: ...


class Runner(Protocol):
    """Where they are had: a ``TaskRunner``."""

    def submit(
        self, queue: Any, work: Callable[[Any, Report], Any], *, newest: str = "", name: str = ""
    ) -> Any: ...


class PreviewController(QObject):
    """One document at a time.

    Signals:
        ready: Carries a ``PreviewDocument``, of what was wanted last.
        failed: Carries an ``AppError``.
    """

    ready = Signal(object)
    failed = Signal(object)

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._folder: Readable | None = None
        self._wanted: Wanted | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._submit)

    def set_folder(self, folder: Readable | None) -> None:
        """Take documents from another folder from now on."""
        self._folder = folder
        self.want(None)

    def want(self, wanted: Wanted | None) -> None:
        """Have a document made ready, once the person rests on it; None for none."""
        self._wanted = wanted
        if wanted is None or self._folder is None:
            self._rest.stop()
        else:
            self._rest.start()

    def _submit(self) -> None:
        folder, wanted = self._folder, self._wanted
        if folder is None or wanted is None:
            return
        task = self._runner.submit(
            "query",
            lambda token, _: (wanted, make_ready(folder.text_of(wanted.path), wanted)),
            newest="preview",
        )
        task.succeeded.connect(self._on_succeeded)
        task.failed.connect(self._on_failed)

    def _on_succeeded(self, found: tuple[Wanted, PreviewDocument]) -> None:
        wanted, document = found
        if wanted == self._wanted:
            self.ready.emit(document)

    def _on_failed(self, error: AppError) -> None:
        if self._wanted is not None:
            self.failed.emit(error)
