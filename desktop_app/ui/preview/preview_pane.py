"""The preview: header, text or pages, find bar, and what is said where there is nothing to show."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QImage, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from desktop_app.errors import AppError
from desktop_app.ui.documents.intents import DocumentIntents
from desktop_app.ui.documents.placeholder import Placeholder
from desktop_app.ui.preview.document import PreviewDocument, fold_letters
from desktop_app.ui.preview.find_bar import FindBar
from desktop_app.ui.preview.finding import MOST_FOUND, find_all, nearest
from desktop_app.ui.preview.page_bar import PageBar
from desktop_app.ui.preview.page_view import PageView
from desktop_app.ui.preview.preview_header import PreviewHeader
from desktop_app.ui.preview.text_view import DocumentTextView
from desktop_app.ui.text.sentences import message_of, remedy_of
from desktop_app.ui.theme.icons import icon

_WITH_PICTURES = frozenset({"pdf", "image"})
_LEAST_SELECTION = 3
"""Words from which a selection says enough to find what is like it."""


class PreviewPane(QWidget):
    """Shows one document. Ctrl+F finds in it, F3 goes to the next match, Ctrl+Plus zooms.

    Signals:
        page_requested: A picture of a page is wanted: path, page from 1, pixels per point.
        similar_text_requested: Documents like the selected text.
        remedy_requested: The button beside a reason was pressed; carries the path.
    """

    page_requested = Signal(str, int, float)
    similar_text_requested = Signal(str)
    remedy_requested = Signal(str)

    def __init__(self, intents: DocumentIntents, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("preview")
        self.setAccessibleName(self.tr("Preview"))
        self._document: PreviewDocument | None = None
        self._path = ""
        self._hit = -1
        self._found: list[int] = []
        self._likes_pages = False
        self._header = PreviewHeader(intents, self)
        self.text = DocumentTextView(self)
        self.pages = PageView(self)
        self._page_bar = PageBar(self.pages, self)
        self._placeholder = Placeholder(self)
        self._find = FindBar(self)
        self._stack = QStackedWidget(self)
        for widget in (self.text, self.pages, self._placeholder):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._header)
        column.addWidget(self._stack, 1)
        column.addWidget(self._page_bar)
        column.addWidget(self._find)
        self._find.hide()
        self._page_bar.hide()
        self._connect()
        self.show_nothing()

    def _connect(self) -> None:
        self._header.pages_wanted.connect(self._on_pages_wanted)
        self._header.hit_step_requested.connect(self.step_hit)
        self._header.find_requested.connect(self.open_find_bar)
        self._find.wanted.connect(self._on_find)
        self._find.step_requested.connect(self._step_found)
        self._find.closed.connect(self._close_find)
        self.pages.page_requested.connect(self.page_requested)
        self._placeholder.button_clicked.connect(lambda: self.remedy_requested.emit(self._path))
        self.text.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.text.customContextMenuRequested.connect(self._show_text_menu)

    # -- what is shown -----------------------------------------------------------------

    def show_nothing(self) -> None:
        """No document is chosen."""
        self._leave("", "", "")
        self._placeholder.say(
            "page",
            self.tr("Nothing chosen"),
            self.tr("Choose a document in the list to read it here."),
        )

    def show_loading(self, path: str, title: str, kind: str) -> None:
        """A document is on its way; what was shown before goes: nobody reads the wrong one."""
        if path != self._path:
            self._leave(path, title, kind)
            self._placeholder.say("text", self.tr("Opening…"))

    def show_document(self, document: PreviewDocument) -> None:
        """Show a document at the place that matched."""
        self._document, self._path = document, document.path
        self._header.show_document(document.path, document.title, document.kind, document.pages)
        pictures = document.kind in _WITH_PICTURES
        shown = pictures and (self._likes_pages or not document.text.strip())
        self._header.offer_pages(offered=pictures, shown=shown)
        if not document.text.strip() and not pictures:
            reason = self.tr("No text was found in this document.")
            self.show_problem(document.path, reason, kind=document.kind)
            return
        self.text.show_document(document)
        self._hit = document.first
        self._header.show_hits(self._hit, len(document.hits))
        self._show_mode(pages=shown)
        if self._find.isVisible():
            self._on_find(self._find.words)
        self._go_to_hit()

    def show_problem(
        self, path: str, reason: str, remedy: str = "", *, kind: str = "", button: str = ""
    ) -> None:
        """Say why there is nothing to read of a document, and what can be done.

        Args:
            button: What a button beside it says; "" for none.
        """
        self._leave(path, "", kind)
        self._placeholder.say("warning", reason, remedy, button)

    def show_failure(self, error: AppError) -> None:
        """Say what went wrong."""
        self.show_problem(self._path, message_of(error), remedy_of(error))

    def show_picture(
        self, path: str, page: int, scale: float, image: QImage, points: tuple[float, float]
    ) -> None:
        """Show the picture of a page that was requested; see ``PageView.show_picture``."""
        self.pages.show_picture(path, page, scale, image, points)

    def _leave(self, path: str, title: str, kind: str) -> None:
        self._document, self._path, self._hit = None, path, -1
        self.text.show_document(None)
        self.pages.clear()
        self._header.show_document(path, title, kind, 0)
        self._header.show_hits(-1, 0)
        self._header.offer_pages(offered=False, shown=False)
        self._page_bar.hide()
        self._stack.setCurrentWidget(self._placeholder)

    # -- hits --------------------------------------------------------------------------

    def step_hit(self, by: int) -> None:
        """Go to the next match or the one before, round the end."""
        if self._document and self._document.hits:
            self._hit = (self._hit + by) % len(self._document.hits)
            self._header.show_hits(self._hit, len(self._document.hits))
            self._go_to_hit()

    def _go_to_hit(self) -> None:
        document = self._document
        if document is None:
            return
        if self._hit < 0:
            start = document.page_starts[document.page - 1]
            self._go_to(start, start)
        else:
            hit = document.hits[self._hit]
            self.text.show_span(hit.start, hit.end, hit)
            self.pages.go_to(document.page_of(self._hit))

    def _go_to(self, start: int, end: int) -> None:
        assert self._document is not None
        self.text.show_span(start, end)
        self.pages.go_to(self._document.page_at(start))

    # -- text or pages -----------------------------------------------------------------

    def _on_pages_wanted(self, wanted: bool) -> None:
        if self._document is not None and self._document.kind in _WITH_PICTURES:
            self._likes_pages = wanted
            self._show_mode(pages=wanted)

    def _show_mode(self, *, pages: bool) -> None:
        document = self._document
        if document is None:
            return
        if pages:
            page = document.page_of(self._hit) if self._hit >= 0 else document.page
            self.pages.show_pages(document.path, document.pages, page)
        self._stack.setCurrentWidget(self.pages if pages else self.text)
        self._page_bar.setVisible(pages)

    # -- finding -----------------------------------------------------------------------

    def open_find_bar(self) -> None:
        """Open the find bar; what is selected is found."""
        if self._document is None:
            return
        if self._stack.currentWidget() is self.pages:
            self._header.offer_pages(offered=True, shown=False)
        selected = self.text.selected_words()
        self._find.show()
        self._find.take_focus("" if "\n" in selected else selected)

    def _on_find(self, words: str) -> None:
        if self._document is None:
            return
        wanted = fold_letters(words)
        self._found = find_all(self._document.folded, wanted)
        self.text.mark_found(self._found, len(wanted))
        if self._found:
            self._show_found(nearest(self._found, self.text.offset))
        else:
            self._find.say(self.tr("Nothing found") if words else "")

    def _step_found(self, by: int) -> None:
        if not self._found:
            return
        here = nearest(self._found, self.text.offset + (by > 0))
        back = len(self._found) - 1 if here == 0 else here - 1
        self._show_found(here if by > 0 else back)

    def _show_found(self, number: int) -> None:
        count = len(self._found)
        words = self.tr("%1 of %2").replace("%1", str(number + 1))
        self._find.say(words.replace("%2", f"{count}+" if count >= MOST_FOUND else str(count)))
        place = self._found[number]
        self._go_to(place, place)

    def _close_find(self) -> None:
        self._find.hide()
        self.text.mark_found((), 0)
        self.text.setFocus()

    # -- menu and keys -----------------------------------------------------------------

    def _show_text_menu(self, at: QPoint) -> None:
        menu = self.text.createStandardContextMenu()
        selected = self.text.selected_words()
        similar = QAction(icon("similar"), self.tr("Find &similar to the selection"), menu)
        similar.setObjectName("similar_to_selection")
        similar.setEnabled(len(selected.split()) >= _LEAST_SELECTION)
        similar.triggered.connect(lambda: self.similar_text_requested.emit(selected))
        menu.addSeparator()
        menu.addAction(similar)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.text.viewport().mapToGlobal(at))

    def event(self, event: QEvent) -> bool:
        # While something in here has the focus, these keys are the preview's, not the window's.
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            mine = self._deed(event) is not None
            event.setAccepted(mine)
            if mine:
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        deed = self._deed(event)
        if deed is None:
            super().keyPressEvent(event)
        else:
            deed()

    def _deed(self, event: QKeyEvent) -> Callable[[], None] | None:
        key = event.key()
        if event.matches(QKeySequence.StandardKey.Find):
            return self.open_find_bar
        if key == Qt.Key.Key_F3:
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            return partial(self.step_hit, -1 if back else 1)
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return self._zoom_deed(key)
        return None

    def _zoom_deed(self, key: int) -> Callable[[], None] | None:
        in_pages = self._stack.currentWidget() is self.pages
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            return self.pages.zoom_in if in_pages else self.text.zoomIn
        if key == Qt.Key.Key_Minus:
            return self.pages.zoom_out if in_pages else self.text.zoomOut
        if key == Qt.Key.Key_0:
            return self.pages.fit_width if in_pages else self._reset_text_size
        return None

    def _reset_text_size(self) -> None:
        self.text.setFont(self.font())
