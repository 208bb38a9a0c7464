"""Decides what is asked, and when an answer is still wanted."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from desktop_app.errors import NOT_ASKED, AppError, InvalidRequest
from desktop_app.progress import CancelToken, Report
from desktop_app.similarity.model import Filters, SearchResult, SimilarResult
from desktop_app.ui.search.question import LikeDocument, LikeText, Question, SearchHistory, Typed
from desktop_app.ui.search.result_row import Answer, answer_of

FIRST_ROWS = 100
"""Asked for at first; each time the end is scrolled to, four times as many."""

SIMILAR_FROM = 0.35
"""Score from which a document is shown as like another one: well below any threshold for a verdict,
since the list is in order and a person stops reading it where it is no use any more."""

_AGAIN_MS = 1500
"""While the folder is indexed, an answer is brought up to date at most so often."""


class Searchable(Protocol):
    """What is asked: an ``OpenFolder``, on a worker thread."""

    def search(
        self, query: str, k: int, filters: Filters | None, token: CancelToken, *, ask: bool
    ) -> SearchResult: ...

    def similar(self, path: str, k: int, threshold: float, token: CancelToken) -> SimilarResult: ...

    def similar_to_text(
        self, text: str, k: int, threshold: float, token: CancelToken
    ) -> SimilarResult: ...


class Runner(Protocol):
    """Where it is asked: a ``TaskRunner``."""

    def submit(
        self, queue: Any, work: Callable[[Any, Report], Any], *, newest: str = "", name: str = ""
    ) -> Any: ...


class SearchController(QObject):
    """One question at a time; the newest wins, and an answer to an older one is never shown.

    Where the folder's model is at a provider, words answer while a person types; the question is
    sent there once it is meant (``mean``), and never again by itself after that has failed.

    Signals:
        asked: Another question is the current one; carries the ``Question``, or None.
        busy_changed: Whether an answer is waited for.
        answered: Carries an ``Answer`` to the current question.
        failed: Carries an ``AppError``.
        history_changed: Whether one can go back, and forward.
    """

    asked = Signal(object)
    busy_changed = Signal(bool)
    answered = Signal(object)
    failed = Signal(object)
    history_changed = Signal(bool, bool)

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._folder: Searchable | None = None
        self._history = SearchHistory()
        self._question: Question | None = None
        self._filters = Filters()
        self._typed: Typed | None = None
        self._rows = FIRST_ROWS
        self._is_meant = False
        self._problem: AppError | None = None
        self._unasked = self._is_asking = False
        self._task: Any = None
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self._ask_again)

    @property
    def question(self) -> Question | None:
        return self._question

    @property
    def typed_before(self) -> tuple[str, ...]:
        """Words this folder was asked for, the last ones first."""
        return self._history.typed

    def set_folder(self, folder: Searchable | None) -> None:
        """Ask another folder from now on; nothing of the old one stays."""
        self._folder = folder
        self._history.clear()
        self._typed = None
        self._ask(None)

    @property
    def problem(self) -> AppError | None:
        """What kept the provider from being asked what is asked now, or None."""
        return self._problem

    # -- questions -------------------------------------------------------------------

    def search(self, words: str) -> None:
        """Ask for what was typed; "" asks nothing."""
        self._typed = Typed(words, self._filters) if words else None
        self._visit(self._typed)

    def set_filters(self, filters: Filters) -> None:
        """Limit what is typed from now on, and what is typed now."""
        self._filters = filters
        if isinstance(self._question, Typed) and self._question.filters != filters:
            self._typed = Typed(self._question.text, filters)
            self._visit(self._typed)

    def find_similar(self, path: str) -> None:
        """Ask for documents like one in the folder, or like a file outside (absolute path)."""
        self._history.settle()
        self._visit(LikeDocument(path))

    def find_similar_to_text(self, text: str) -> None:
        """Ask for documents like a text."""
        self._history.settle()
        self._visit(LikeText(text))

    def leave_likeness(self) -> None:
        """Ask again what was typed last, or nothing."""
        self._visit(self._typed)

    def mean(self) -> None:
        """The question is the one that is meant: a provider may be sent it."""
        self._history.settle()
        if not isinstance(self._question, Typed) or self._is_asking:
            return
        self._is_meant = True
        if self._unasked or self._problem is not None:
            self.ask_anew()

    def ask_anew(self) -> None:
        """Ask the same once more, of a provider as well, as nothing came of it before."""
        if self._question is not None:
            self._is_meant, self._problem = True, None
            self._submit()

    def settle(self) -> None:
        """What was typed is what was meant: it can be gone back to."""
        self._history.settle()

    def back(self) -> None:
        """Ask what was asked before; with an emptied box, what was asked last."""
        if self._question is None:
            self._ask(self._history.current)
        else:
            self._ask(self._history.back() or self._question)

    def forward(self) -> None:
        """Ask what was asked before going back."""
        self._ask(self._history.forward() or self._question)

    def ask_for_more(self) -> None:
        """Ask the same for four times as many rows."""
        if self._question is not None:
            self._rows *= 4
            self._submit()

    def documents_changed(self) -> None:
        """There are other documents now: bring the answer up to date, before long."""
        if self._question is not None and not self._again.isActive():
            self._again.start()

    # -- plumbing ----------------------------------------------------------------------

    def _visit(self, question: Question | None) -> None:
        if question is not None:
            self._history.visit(question)
        self._ask(question)

    def _ask(self, question: Question | None) -> None:
        self._question = question
        self._rows = FIRST_ROWS
        self._is_meant, self._problem, self._unasked = False, None, False
        self._again.stop()
        self.asked.emit(question)
        can_go_back = self._history.can_go_back or (
            question is None and self._history.current is not None
        )
        self.history_changed.emit(can_go_back, self._history.can_go_forward)
        if question is None:
            self._take_task(None)
        else:
            self._submit()

    def _ask_again(self) -> None:
        if self._task is not None:
            self._again.start()
        elif isinstance(self._question, Typed) or self._problem is None:
            self._submit()

    def _submit(self) -> None:
        if self._folder is None or self._question is None:
            return
        folder, question, rows = self._folder, self._question, self._rows
        ask = self._is_meant and self._problem is None
        task = self._runner.submit(
            "query", lambda token, _: _answer(folder, question, rows, ask, token), newest="search"
        )
        task.succeeded.connect(self._on_succeeded)
        task.failed.connect(self._on_failed)
        task.finished.connect(self._on_finished)
        self._take_task(task)
        self._is_asking = ask

    def _take_task(self, task: Any) -> None:
        """From now on this task's answer is waited for, and no other's."""
        before, self._task = self._task, task
        self._is_asking = False
        if before is not None and before is not task:
            before.cancel()
        if (before is None) != (task is None):
            self.busy_changed.emit(task is not None)

    def _is_current(self) -> bool:
        return self._task is not None and self.sender() in (None, self._task)

    def _on_succeeded(self, answer: Answer) -> None:
        if not self._is_current() or answer.question != self._question:
            return
        if answer.by_words_only:
            self._problem = answer.problem or self._problem
            answer = replace(answer, problem=self._problem)
        else:
            self._problem = None
        self._unasked = answer.by_words_only
        self.answered.emit(answer)
        if self._unasked and self._is_meant and self._problem is None:
            self._submit()  # it was meant while the words were looked for

    def _on_failed(self, error: AppError) -> None:
        if self._is_current():
            self._problem = error if isinstance(error, NOT_ASKED) else None
            self.failed.emit(error)

    def _on_finished(self) -> None:
        if self._is_current():
            self._task, self._is_asking = None, False
            self.busy_changed.emit(False)


def _answer(
    folder: Searchable, question: Question, rows: int, ask: bool, token: CancelToken
) -> Answer:
    """Runs on the query thread."""
    result: SearchResult | SimilarResult
    match question:
        case Typed(text, filters):
            result = folder.search(text, rows, filters, token, ask=ask)
        case LikeDocument(path):
            result = folder.similar(path, rows, SIMILAR_FROM, token)
        case LikeText(text):
            result = folder.similar_to_text(text, rows, SIMILAR_FROM, token)
        case _:
            raise InvalidRequest("There is no such question.")
    return answer_of(question, result, rows)
