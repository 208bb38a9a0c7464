"""Connects the search box, the page and the controller; the window calls it once."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop_app.ui.search.question import LikeDocument, LikeText, Question, Typed
from desktop_app.ui.search.search_bar import SearchBar
from desktop_app.ui.search.search_controller import SearchController
from desktop_app.ui.search.search_page import SearchPage


class SearchWiring(QObject):
    """Holds the three together for as long as the page lives."""

    def __init__(self, bar: SearchBar, page: SearchPage, controller: SearchController) -> None:
        super().__init__(page)
        self._bar, self._page = bar, page
        self._words, self._is_like = "", False
        bar.search_requested.connect(controller.search)
        bar.entered.connect(controller.mean)
        bar.entered.connect(self._go_to_results)
        bar.left.connect(self._go_to_results)
        bar.text_pasted.connect(controller.find_similar_to_text)
        bar.file_dropped.connect(controller.find_similar)
        page.text_dropped.connect(controller.find_similar_to_text)
        page.file_dropped.connect(controller.find_similar)
        page.filters_changed.connect(controller.set_filters)
        page.more_requested.connect(controller.ask_for_more)
        page.row_meant.connect(controller.settle)
        page.meaning_note.ask_requested.connect(controller.mean)
        page.back_requested.connect(controller.back)
        page.forward_requested.connect(controller.forward)
        page.like_closed.connect(controller.leave_likeness)
        page.box_requested.connect(bar.take_focus)
        controller.asked.connect(page.show_question)
        controller.asked.connect(self._on_asked)
        controller.answered.connect(page.show_answer)
        controller.failed.connect(page.show_failure)
        controller.busy_changed.connect(page.set_busy)
        controller.history_changed.connect(page.set_history)

    def show_in_box(self, *, shown: bool) -> None:
        """Show the words that are asked, or an empty box beside a view that they are not about."""
        self._bar.show_words(self._words if shown else "")

    def take_focus(self) -> None:
        """Put the keyboard where one goes on: into the box, or to what is like something."""
        if self._is_like:
            self._go_to_results()
        elif not self._bar.hasFocus():
            self._bar.take_focus()

    def _on_asked(self, question: Question | None) -> None:
        self._is_like = isinstance(question, LikeDocument | LikeText)
        self._words = question.text if isinstance(question, Typed) else ""
        self._bar.show_words(self._words)

    def _go_to_results(self) -> None:
        view = self._page.view
        view.setFocus()
        if not view.currentIndex().isValid():
            view.choose_first()
