"""The way through a comparison: from “Compare with…” over the choice to both texts, and back."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from desktop_app.progress import CancelToken
from desktop_app.ui.compare.compare_controller import CompareController, Runner
from desktop_app.ui.compare.compare_page import ComparePage
from desktop_app.ui.compare.comparing import Comparing
from desktop_app.ui.compare.picker import ComparePicker
from desktop_app.ui.documents.document_row import DocumentRow
from desktop_app.ui.documents.intents import DocumentIntents
from desktop_app.ui.search.result_row import score_words

if TYPE_CHECKING:
    from desktop_app.index.rows import FileState
    from desktop_app.similarity.model import SimilarResult

_ALIKE, _LEAST_ALIKE = 6, 0.5
_RECENT = 8


class ComparedFolder(Comparing, Protocol):
    """Where documents are chosen from: an ``OpenFolder``."""

    def files(self) -> list[FileState]: ...
    def similar(self, path: str, k: int, threshold: float, token: CancelToken) -> SimilarResult: ...


class CompareFlow(QObject):
    """Holds page and controller together, and asks for the second document.

    Signals:
        shown, left: The page is to come to the top, or to go.
    """

    shown = Signal()
    left = Signal()

    def __init__(self, window: QWidget, runner: Runner, intents: DocumentIntents) -> None:
        super().__init__(window)
        self._window, self._runner = window, runner
        self._folder: ComparedFolder | None = None
        self._recent: deque[str] = deque(maxlen=_RECENT)
        self.page = ComparePage(intents, window)
        self.controller = CompareController(runner, self)
        intents.compare_requested.connect(self.ask)
        intents.compare_pair_requested.connect(self.compare)
        pane = self.page.pane
        self.controller.begun.connect(pane.show_loading)
        self.controller.ready.connect(pane.show_compared)
        self.controller.failed.connect(pane.show_failure)
        self.page.back_requested.connect(self.left)
        self.page.swap_requested.connect(self._swap)

    def set_folder(self, folder: ComparedFolder | None) -> None:
        """Take documents from another folder from now on."""
        self._folder = folder
        self._recent.clear()
        self.controller.set_folder(folder)
        self.page.pane.show_nothing()

    def note(self, path: str) -> None:
        """The person looks at a document: it is offered to be compared with."""
        if path in self._recent:
            self._recent.remove(path)
        self._recent.appendleft(path)

    def compare(self, left: str, right: str) -> None:
        """Show two documents side by side."""
        self.controller.compare(left, right)
        self.shown.emit()
        self.page.pane.take_focus()

    def ask(self, path: str) -> ComparePicker | None:
        """Ask with which document another one is to be compared."""
        folder = self._folder
        if folder is None:
            return None
        picker = ComparePicker(path, self._window)
        picker.documents.show_recent([DocumentRow(other) for other in self._recent])
        picker.chosen.connect(lambda other: self.compare(path, other))
        self._fill(lambda token: _alike(folder, path, token), picker.documents.show_alike)
        self._fill(lambda token: _all(folder), picker.documents.show_all)
        picker.open()
        return picker

    def _fill(
        self,
        find: Callable[[CancelToken], tuple[DocumentRow, ...]],
        show: Callable[[Sequence[DocumentRow]], None],
    ) -> None:
        # What cannot be had is not offered; the other lists are.
        task = self._runner.submit("query", lambda token, _: find(token))
        task.succeeded.connect(show)

    def _swap(self) -> None:
        if self.controller.pair is not None:
            left, right = self.controller.pair
            self.compare(right, left)


def _alike(folder: ComparedFolder, path: str, token: CancelToken) -> tuple[DocumentRow, ...]:
    """Return the documents most like one, those that say the same included."""
    found = folder.similar(path, _ALIKE, _LEAST_ALIKE, token)
    return tuple(DocumentRow(hit.path, hit.kind, score_words(hit.score)) for hit in found.hits)


def _all(folder: ComparedFolder) -> tuple[DocumentRow, ...]:
    return tuple(DocumentRow(state.path, state.kind) for state in folder.files() if state.passages)
