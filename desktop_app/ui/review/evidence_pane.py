"""The right pane: the kept copy beside the chosen document, as text or as pages."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from desktop_app.errors import AppError
from desktop_app.ui.compare.compare_pane import ComparePane
from desktop_app.ui.compare.model import Compared, Place, Side
from desktop_app.ui.documents.intents import DocumentIntents
from desktop_app.ui.documents.placeholder import Placeholder
from desktop_app.ui.preview.page_view import PageView
from desktop_app.ui.theme.tokens import L, S
from desktop_app.ui.work.page_pictures import PageImage, PageRequest

PICTURED = frozenset({"pdf", "image"})
"""Values of ``documents.model.Kind`` of which pages can be drawn."""


class EvidencePane(QWidget):
    """Text or pages of two documents; the kept copy stands at the left.

    Signals:
        page_requested: A picture is wanted; carries a ``PageRequest``, one at a time.
    """

    page_requested = Signal(object)

    def __init__(self, intents: DocumentIntents, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="evidence_pane")
        self.setAccessibleName(self.tr("Evidence"))
        self._stack = QStackedWidget(self)
        self.texts = ComparePane(intents, self._stack)
        both = QWidget(self._stack)
        self.pages = (PageView(both), PageView(both))
        self._wanted: list[PageRequest] = []
        self._found: Compared | None = None
        self.tabs = QTabBar(self, objectName="evidence_tabs", drawBase=False)
        self.tabs.addTab(self.tr("Text"))
        self.tabs.addTab(self.tr("Pages"))
        self.tabs.setAccessibleName(self.tr("Show as"))
        self.tabs.currentChanged.connect(self._on_tab)
        self._none = Placeholder(self._stack)
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(S)
        for side, view in enumerate(self.pages):
            view.setObjectName(f"evidence_pages_{side}")
            view.page_requested.connect(self._on_page_wanted)
            row.addWidget(view, 1)
        for widget in (self.texts, both, self._none):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        bar = QHBoxLayout()
        bar.setContentsMargins(L, S, L, 0)
        bar.addWidget(self.tabs)
        bar.addStretch(1)
        column.addLayout(bar)
        column.addWidget(self._stack, 1)
        self.texts.current_changed.connect(self._on_place)
        self.show_nothing()

    # -- what is shown -----------------------------------------------------------------

    def show_nothing(self) -> None:
        """No two documents are chosen."""
        self._leave()
        words = self.tr("Choose another document of the group.")
        self._none.say("compare", self.tr("This is the kept copy"), words)
        self._stack.setCurrentWidget(self._none)

    def show_loading(self, left: str, right: str) -> None:
        """Two documents are on their way."""
        self._leave()
        self.texts.show_loading(left, right)
        self._show_tab()

    def show_compared(self, found: Compared) -> None:
        """Show two documents; a fuller answer about the same two follows."""
        first = self._found is None
        self._found = found
        self.texts.show_compared(found)
        pictured = any(side.kind in PICTURED for side in (found.left, found.right))
        self.tabs.setTabEnabled(1, pictured)
        if not pictured and self.tabs.currentIndex() == 1:
            with QSignalBlocker(self.tabs):
                self.tabs.setCurrentIndex(0)
        if first:
            self._show_tab()

    def show_failure(self, error: AppError) -> None:
        """Say what went wrong."""
        self._leave()
        self.texts.show_failure(error)
        self._stack.setCurrentWidget(self.texts)

    def show_picture(self, image: PageImage) -> None:
        """Show a page that was requested, and ask for the next."""
        asked = image.request
        for view in self.pages:
            view.show_picture(asked.path, asked.page, asked.scale, image.image, image.points)
        self.page_done(asked)

    def page_done(self, asked: PageRequest) -> None:
        """A page was drawn, or cannot be."""
        self._wanted = [one for one in self._wanted if one != asked]
        if self._wanted:
            self.page_requested.emit(self._wanted[0])

    def _leave(self) -> None:
        self._found = None
        self._wanted.clear()
        for view in self.pages:
            view.clear()

    # -- text or pages -----------------------------------------------------------------

    def _on_tab(self, _: int) -> None:
        self._show_tab()

    def _show_tab(self) -> None:
        found = self._found
        as_pages = self.tabs.currentIndex() == 1 and found is not None
        self._stack.setCurrentIndex(1 if as_pages else 0)
        if as_pages and found is not None:
            for view, side in zip(self.pages, (found.left, found.right), strict=True):
                self._show_pages(view, side)

    @staticmethod
    def _show_pages(view: PageView, side: Side) -> None:
        if side.kind in PICTURED:
            view.show_pages(side.path, side.pages)
        else:
            view.clear()

    def _on_place(self, place: Place | None) -> None:
        """Turn to the pages of the current difference."""
        if place is None or self._found is None:
            return
        for view, stretch in zip(self.pages, (place.left, place.right), strict=True):
            if stretch is not None:
                view.go_to(stretch.page)

    def _on_page_wanted(self, path: str, page: int, scale: float) -> None:
        wanted = PageRequest(path, page, scale)
        self._wanted = [one for one in self._wanted if one.path != path]
        self._wanted.append(wanted)
        self.page_requested.emit(self._wanted[0])
