"""The views of the open folder, put into the window and told what they have to know."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from typing import TYPE_CHECKING, Self

from PySide6.QtCore import QObject, Signal

from desktop_app.errors import AppError
from desktop_app.ui.compare.wiring import CompareFlow
from desktop_app.ui.documents.intents import DocumentIntents
from desktop_app.ui.files.file_list import FileList
from desktop_app.ui.files.file_lister import FileLister
from desktop_app.ui.files.file_row import FileRow
from desktop_app.ui.files.files_view import FilesView, offer_words
from desktop_app.ui.map.wiring import MapFlow
from desktop_app.ui.preview.document import Wanted
from desktop_app.ui.preview.preview_controller import PreviewController
from desktop_app.ui.preview.preview_pane import PreviewPane
from desktop_app.ui.review.wiring import ReviewFlow
from desktop_app.ui.search.result_row import ResultRow
from desktop_app.ui.search.search_bar import SearchBar
from desktop_app.ui.search.search_controller import SearchController
from desktop_app.ui.search.search_page import SearchPage
from desktop_app.ui.search.wiring import SearchWiring
from desktop_app.ui.shell.document_deeds import DocumentDeeds
from desktop_app.ui.shell.focus_ring import FocusRing
from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.shell.tab_order import set_reading_order
from desktop_app.ui.shell.views import View
from desktop_app.ui.work.open_folder import OpenFolder
from desktop_app.ui.work.page_pictures import PageImage, PagePictures, PageRequest
from desktop_app.ui.work.pieces import all_at_once
from desktop_app.ui.work.tasks import TaskRunner

if TYPE_CHECKING:
    from desktop_app.index.status import Status


class FolderViews(QObject):
    """Made once; shows one folder after the other.

    Signals:
        failed: Carries an ``AppError`` that stands beside no view.
        retry_requested: Read these files again (paths; none stands for all not fully read).
        offer_requested: The button beside a file's reason: path and ``documents.reasons.Offer``.
    """

    failed = Signal(object)
    retry_requested = Signal(object)
    offer_requested = Signal(str, object)

    def __init__(self, window: MainWindow, runner: TaskRunner) -> None:
        super().__init__(window)
        all_at_once(self._make(window, runner))

    @classmethod
    def in_pieces(cls, window: MainWindow, runner: TaskRunner) -> Generator[None, None, Self]:
        """Make it as ``__init__`` does, with a rest between two parts."""
        views = cls.__new__(cls)
        QObject.__init__(views, window)
        yield from views._make(window, runner)
        return views

    def _make(self, window: MainWindow, runner: TaskRunner) -> Iterator[None]:
        self._window, self.runner = window, runner
        self._shown: View | None = None
        self._problem: FileRow | None = None
        self.intents = DocumentIntents(self)
        self._deeds = DocumentDeeds(self.intents, self)
        self.box = SearchBar(window)
        yield
        self.search_page = SearchPage(self.intents, window)
        self.search = SearchController(runner, self)
        self._wiring = SearchWiring(self.box, self.search_page, self.search)
        yield
        self.files = FilesView(self.intents, window)
        self._lister = FileLister(runner, self)
        yield
        self.pane = PreviewPane(self.intents, window)
        yield
        self.preview = PreviewController(runner, self)
        self._pictures = PagePictures(runner, self)
        self.compare = CompareFlow(window, runner, self.intents)
        yield
        self.map = MapFlow(window, runner, self.intents)
        yield
        self.review = yield from ReviewFlow.in_pieces(window, runner, self.intents)
        yield
        window.set_search_box(self.box)
        window.set_view(View.SEARCH, self.search_page)
        yield
        window.set_view(View.DUPLICATES, self.review.view)
        yield
        window.set_view(View.FILES, self.files)
        yield
        window.set_view(View.MAP, self.map.view)
        yield
        window.set_preview(self.pane)
        yield
        set_reading_order(window)
        FocusRing(window)
        self._connect()

    def open(self, folder: OpenFolder) -> None:
        """Show another folder."""
        self._deeds.set_folder(folder.folder)
        self.search.set_folder(folder)
        self.preview.set_folder(folder)
        self._lister.set_folder(folder)
        self.compare.set_folder(folder)
        self.map.set_folder(folder)
        self.review.set_folder(folder)
        self._pictures.open(folder.folder)
        self.pane.show_nothing()
        self.files.show_files(())
        self._window.show_view(View.SEARCH)
        self.box.take_focus()

    def close(self) -> None:
        """Show no folder."""
        self.search.set_folder(None)
        self.preview.set_folder(None)
        self._lister.set_folder(None)
        self.compare.set_folder(None)
        self.map.set_folder(None)
        self.review.set_folder(None)
        self._pictures.close()

    def documents_changed(self) -> None:
        """There is more to find than before."""
        self.search.documents_changed()
        self.map.controller.documents_changed()
        self.review.controller.documents_changed()

    def show_status(self, status: Status, so_far: bool) -> None:
        """Say how much of the folder can be found, and how each file was read."""
        coverage = status.coverage
        read = coverage.full + coverage.partly
        self.search_page.set_coverage(read, coverage.files - read, indexing=so_far)
        self.map.controller.set_documents(read, indexing=so_far)
        self.review.controller.set_documents(status.documents, indexing=so_far)
        self._lister.refresh(so_far=so_far)

    def _on_files_listed(self, listed: FileList) -> None:
        self.files.show_files(listed.rows)
        self.search_page.chips.set_kinds(listed.kinds)
        self.search_page.chips.set_subfolders(listed.subfolders)

    # -- what the views want ---------------------------------------------------------

    def _on_view_shown(self, view: View) -> None:
        before, self._shown = self._shown, view
        self.map.set_shown(view is View.MAP)
        self.review.controller.set_shown(view is View.DUPLICATES)
        self._wiring.show_in_box(shown=view is View.SEARCH)
        if view is View.DUPLICATES:
            self.review.view.take_focus()
        elif view is View.FILES:
            self.files.take_focus()
        elif view is View.MAP:
            self.map.view.canvas.setFocus()
        elif before is not view:
            self._on_result_chosen(self.search_page.view.current_row)
            self._wiring.take_focus()

    def _on_asked(self, question: object) -> None:
        if question is not None:
            self._window.show_view(View.SEARCH)

    def _on_result_chosen(self, row: ResultRow | None) -> None:
        if row is None:
            self.pane.show_nothing()
            self.preview.want(None)
            return
        spans = ((row.start, row.end),) if row.end > row.start else ()
        self.preview.want(Wanted(row.path, spans, row.words, row.page))

    def _on_file_chosen(self, row: FileRow | None) -> None:
        if row is None:
            return
        if row.passages:
            self.preview.want(Wanted(row.path))
        else:
            self.preview.want(None)
            button = offer_words(row.offer)
            self._problem = row
            self.pane.show_problem(
                row.path, row.reason_words, row.remedy_words, kind=row.kind, button=button
            )

    def _on_remedy_requested(self, path: str) -> None:
        if self._problem is not None and self._problem.path == path:
            self.offer_requested.emit(path, self._problem.offer)

    def _on_page_wanted(self, path: str, page: int, scale: float) -> None:
        self._pictures.request(PageRequest(path, page, scale))

    def _on_page_drawn(self, image: PageImage) -> None:
        asked = image.request
        self.pane.show_picture(asked.path, asked.page, asked.scale, image.image, image.points)

    def _on_page_failed(self, _: PageRequest, error: AppError) -> None:
        self.pane.show_failure(error)

    def _connect(self) -> None:
        window = self._window
        self.search.asked.connect(self._on_asked)
        self.search_page.row_chosen.connect(self._on_result_chosen)
        self.search_page.unread_requested.connect(lambda: window.show_view(View.FILES))
        self.intents.similar_requested.connect(self.search.find_similar)
        self._deeds.failed.connect(self.failed)
        self.files.row_chosen.connect(self._on_file_chosen)
        self.files.offer_requested.connect(self.offer_requested)
        self.pane.remedy_requested.connect(self._on_remedy_requested)
        self.files.retry_all_requested.connect(lambda: self.retry_requested.emit(()))
        self._lister.listed.connect(self._on_files_listed)
        self.preview.ready.connect(self.pane.show_document)
        self.preview.ready.connect(lambda document: self.compare.note(document.path))
        self.compare.shown.connect(lambda: window.show_aside(self.compare.page))
        self.compare.left.connect(window.leave_aside)
        self.map.view.document_chosen.connect(lambda path: self.preview.want(Wanted(path)))
        window.view_shown.connect(self._on_view_shown)
        self.review.failed.connect(self.failed)
        self.review.keys_requested.connect(window.window_actions.keys.trigger)
        self.preview.failed.connect(self.pane.show_failure)
        self.pane.similar_text_requested.connect(self.search.find_similar_to_text)
        self.pane.page_requested.connect(self._on_page_wanted)
        self._pictures.drawn.connect(self._on_page_drawn)
        self._pictures.failed.connect(self._on_page_failed)
