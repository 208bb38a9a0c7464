"""The views of the open folder, put into the window and told what they have to know."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop_app.ui.documents.intents import DocumentIntents
from desktop_app.ui.search.search_bar import SearchBar
from desktop_app.ui.search.search_controller import SearchController
from desktop_app.ui.search.search_page import SearchPage
from desktop_app.ui.search.wiring import SearchWiring
from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.shell.views import View
from desktop_app.ui.work.open_folder import OpenFolder
from desktop_app.ui.work.tasks import TaskRunner

if TYPE_CHECKING:
    from desktop_app.library import Status


class FolderViews(QObject):
    """Made once; shows one folder after the other."""

    def __init__(self, window: MainWindow, runner: TaskRunner) -> None:
        super().__init__(window)
        self._window, self._runner = window, runner
        self.intents = DocumentIntents(self)
        self.box = SearchBar(window)
        self.search_page = SearchPage(self.intents, window)
        self.search = SearchController(runner, self)
        SearchWiring(self.box, self.search_page, self.search)
        window.set_search_box(self.box)
        window.set_view(View.SEARCH, self.search_page)
        self.search.asked.connect(self._on_asked)
        self.search_page.unread_requested.connect(lambda: window.show_view(View.FILES))
        self.intents.similar_requested.connect(self.search.find_similar)

    def open(self, folder: OpenFolder) -> None:
        """Show another folder."""
        self.search.set_folder(folder)
        self._window.show_view(View.SEARCH)
        self.box.take_focus()

    def close(self) -> None:
        """Show no folder."""
        self.search.set_folder(None)

    def documents_changed(self) -> None:
        """There is more to find than before."""
        self.search.documents_changed()

    def show_status(self, status: Status, so_far: bool) -> None:
        """Say how much of the folder can be found."""
        coverage = status.coverage
        unread = coverage.files - coverage.full - coverage.partly
        self.search_page.set_coverage(status.documents, unread, indexing=so_far)

    def _on_asked(self, question: object) -> None:
        if question is not None:
            self._window.show_view(View.SEARCH)
