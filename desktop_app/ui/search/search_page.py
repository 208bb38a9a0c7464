"""The view of a search: filters, what is shown, the results."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.errors import NOT_ASKED, AppError
from desktop_app.similarity.model import Filters
from desktop_app.ui.documents.intents import DocumentIntents
from desktop_app.ui.documents.placeholder import Placeholder
from desktop_app.ui.search.dropped import dropped_files, dropped_text
from desktop_app.ui.search.filter_chips import FilterChips
from desktop_app.ui.search.like_header import LikeHeader
from desktop_app.ui.search.meaning_note import MeaningNote
from desktop_app.ui.search.question import Question, Typed
from desktop_app.ui.search.result_row import Answer
from desktop_app.ui.search.results_view import ResultsView
from desktop_app.ui.text.sentences import message_of, remedy_of
from desktop_app.ui.theme.icons import icon
from desktop_app.ui.theme.tokens import L, M, S
from desktop_app.ui.work.remedies import Remedy, remedies_of, remedy_words

_PATIENCE_MS = 250
"""An answer that takes no longer shows no sign of waiting."""


class SearchPage(QWidget):
    """Shows a question and its answer. What a person wants goes out as signals.

    Signals:
        back_requested, forward_requested: In the history.
        filters_changed: Carries ``Filters``.
        more_requested: The end was scrolled to.
        row_chosen: Carries the ``ResultRow`` to be previewed, or None.
        row_meant: A result was chosen by hand: the question was the one meant.
        like_closed: The person is done with “like …”.
        file_dropped, text_dropped: Find what is like it.
        unread_requested: Show the files that are not read.
        box_requested: The person wants to type.
        remedy_requested: Carries the ``Remedy`` chosen beside what kept a provider from answering.
    """

    back_requested = Signal()
    forward_requested = Signal()
    filters_changed = Signal(object)
    more_requested = Signal()
    row_chosen = Signal(object)
    row_meant = Signal()
    like_closed = Signal()
    file_dropped = Signal(str)
    text_dropped = Signal(str)
    unread_requested = Signal()
    box_requested = Signal()
    remedy_requested = Signal(object)

    def __init__(self, intents: DocumentIntents, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="search_page", acceptDrops=True)
        self._question: Question | None = None
        self._answer: Answer | None = None
        self._weaker_wanted: Question | None = None
        self._remedy: Remedy | None = None
        self._documents = self._unread = 0
        self._indexing = False
        self.chips = FilterChips(self)
        self.view = ResultsView(intents, self)
        self._like = LikeHeader(self)
        self._placeholder = Placeholder(self)
        self._back = self._arrow("back", self.tr("Back"), QKeySequence.StandardKey.Back)
        self._forward = self._arrow("forward", self.tr("Forward"), QKeySequence.StandardKey.Forward)
        self._count = QLabel(self, objectName="result_count", textFormat=Qt.TextFormat.PlainText)
        self._count.setProperty("kind", "small")
        self._weaker = QPushButton(self, objectName="show_weaker")
        self._weaker.setProperty("kind", "link")
        self._weaker.setProperty("small", True)
        self._so_far = QLabel(self, objectName="so_far", textFormat=Qt.TextFormat.PlainText)
        self._so_far.setProperty("kind", "small")
        self._so_far.setWordWrap(True)
        self.meaning_note = MeaningNote(self)
        self._busy = QProgressBar(self, maximum=0, textVisible=False, objectName="search_busy")
        self._busy.setAccessibleName(self.tr("Searching"))
        self._busy.setFixedHeight(2)
        self._stack = QStackedWidget(self)
        self._lay_out()
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._on_patience_over)
        self._connect()
        self.set_history(can_go_back=False, can_go_forward=False)
        self.show_question(None)

    def _lay_out(self) -> None:
        bar = QHBoxLayout(spacing=S)
        bar.setContentsMargins(M, M, L, S)
        top = Qt.AlignmentFlag.AlignTop
        bar.addWidget(self._back, 0, top)
        bar.addWidget(self._forward, 0, top)
        bar.addSpacing(S)
        bar.addWidget(self.chips, 1)
        bar.addWidget(self._like, 1)
        lines = QVBoxLayout(spacing=0)
        lines.setContentsMargins(L, 0, L, S)
        counts = QHBoxLayout(spacing=M)
        counts.addWidget(self._count)
        counts.addWidget(self._weaker)
        counts.addStretch(1)
        lines.addLayout(counts)
        lines.addWidget(self._so_far)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self._placeholder)
        column = QVBoxLayout(self, spacing=0)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(bar)
        column.addLayout(lines)
        column.addWidget(self.meaning_note)
        column.addWidget(self._busy)
        column.addWidget(self._stack, 1)
        keep = self._busy.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self._busy.setSizePolicy(keep)
        self._busy.hide()

    def _connect(self) -> None:
        self._back.clicked.connect(self.back_requested)
        self._forward.clicked.connect(self.forward_requested)
        self.chips.filters_changed.connect(self.filters_changed)
        self.view.results.more_requested.connect(self.more_requested)
        self.view.chosen.connect(self.row_chosen)
        self.view.activated_row.connect(self.row_meant)
        self.view.clicked.connect(self.row_meant)
        self.view.left_upwards.connect(self.box_requested)
        self._like.closed.connect(self.like_closed)
        self._weaker.clicked.connect(self._show_weaker)
        self.meaning_note.remedy_requested.connect(self.remedy_requested)
        self._placeholder.button_clicked.connect(self._on_placeholder_button)

    # -- what is shown ---------------------------------------------------------------

    def show_question(self, question: Question | None) -> None:
        """Show what is asked now. The last answer stays until the next one, unless nothing is."""
        self._question, self._remedy = question, None
        typed = question is None or isinstance(question, Typed)
        self._like.show_question(question)
        self._like.setVisible(not typed)
        self.chips.setVisible(typed)
        if question is None:
            self._answer = None
            self.view.results.clear()
            self.row_chosen.emit(None)
        self._tell()

    def show_answer(self, answer: Answer) -> None:
        """Show what was found; where it is the same question, the place in the list is kept."""
        before, self._remedy = self._answer, None
        again = (
            before is not None
            and before.question == answer.question
            and before.by_words_only == answer.by_words_only
        )
        chosen = self.view.current_row if again else None
        at = self.view.verticalScrollBar().value() if again else 0
        self._answer = answer
        self._show_rows(answer)
        if self.view.current_row is None and chosen is not None:
            self.view.setCurrentIndex(self.view.results.index_of(chosen.path))
            self.view.verticalScrollBar().setValue(at)
        elif not again:
            self.view.scrollToTop()
            self.row_chosen.emit(None)
            if self.view.hasFocus():
                self.view.choose_first()
        self._tell()

    def _show_rows(self, answer: Answer) -> None:
        """Show the rows; weak matches only once they were asked for."""
        all_of_them = self._weaker_wanted == answer.question
        rows = answer.rows if all_of_them else answer.strong_rows
        goes_on = answer.more and (all_of_them or not answer.rows[-1].is_weak)
        self.view.results.show(rows, more=goes_on)

    def _show_weaker(self) -> None:
        if self._answer is not None:
            self._weaker_wanted = self._answer.question
            self._show_rows(self._answer)
            self._tell()
            self.view.setFocus()

    def show_failure(self, error: AppError) -> None:
        """Say that there is no answer, why, and what to do."""
        self._answer = None
        self.view.results.clear()
        self.row_chosen.emit(None)
        self._count.clear()
        self.meaning_note.show_answer(None)
        self._remedy = (
            next(iter(remedies_of(error)), None) if isinstance(error, NOT_ASKED) else None
        )
        button = remedy_words(self._remedy) if self._remedy is not None else ""
        self._placeholder.say("warning", message_of(error), remedy_of(error), button)
        self._stack.setCurrentWidget(self._placeholder)

    def set_busy(self, busy: bool) -> None:  # a slot
        """Show that an answer is waited for, once it takes a while."""
        if busy:
            self._patience.start()
        else:
            self._patience.stop()
            self._busy.hide()

    def set_history(self, can_go_back: bool, can_go_forward: bool) -> None:
        """Enable the arrows."""
        self._back.setEnabled(can_go_back)
        self._forward.setEnabled(can_go_forward)

    def set_host(self, host: str) -> None:
        """Take where texts may be sent that are not in the folder; "" for nowhere."""
        self._like.set_host(host)

    def set_coverage(self, documents: int, unread: int, *, indexing: bool = False) -> None:
        """Show what of the folder can be found.

        Args:
            documents: In the index.
            unread: Files that are not in it, or not yet.
            indexing: Whether they are being read just now.
        """
        self._documents, self._unread, self._indexing = documents, unread, indexing
        self._tell()

    # -- sentences ---------------------------------------------------------------------

    def _tell(self) -> None:
        found = self.view.results.found if self._answer else 0
        self.meaning_note.show_answer(self._answer)
        self._so_far.setText(self._so_far_words() if self._indexing else "")
        self._so_far.setVisible(self._indexing and bool(self._documents + self._unread))
        self._count.setText(self._count_words() if found else "")
        self._count.setVisible(bool(found))
        hidden = len(self._answer.rows) - found if self._answer else 0
        self._weaker.setText(self.tr("Show %Ln weaker match(es)", "", hidden))
        self._weaker.setVisible(bool(found) and hidden > 0)
        if found:
            self._stack.setCurrentWidget(self.view)
            return
        if self._question is None:
            self._say_what_can_be_asked()
        elif self._answer is not None:
            self._say_nothing_found()
        self._stack.setCurrentWidget(
            self._placeholder if self._question is None or self._answer else self.view
        )

    def _count_words(self) -> str:
        assert self._answer is not None
        found, compared = self.view.results.found, self._answer.documents
        goes_on = self._answer.more and found == len(self._answer.rows)
        words = self.tr("Best %1 of %2 documents") if goes_on else ""
        if not words:
            words = self.tr("%Ln document(s) found among %2", "", found)
        number = QLocale().toString
        return words.replace("%1", number(found)).replace("%2", number(compared))

    def _so_far_words(self) -> str:
        number = QLocale().toString
        words = self.tr("So far: %1 of %2 files are read. Results grow until all are.")
        total = self._documents + self._unread
        return words.replace("%1", number(self._documents)).replace("%2", number(total))

    def _say_what_can_be_asked(self) -> None:
        if not self._documents and not self._indexing:
            self._say_nothing_to_search()
            return
        if self._documents:
            title = self.tr("Search %Ln document(s) by what they say", "", self._documents)
        else:
            title = self.tr("Nothing is read yet")
        words = self.tr(
            "Type a question or a few words; other wording with the same meaning is found, too."
            " Or drop a file or some text here to find what is like it."
        )
        self._placeholder.say("search", title, words)

    def _say_nothing_to_search(self) -> None:
        if self._unread:
            title = self.tr("None of %Ln file(s) could be read", "", self._unread)
            words = self.tr("The list of files shows why, and what can be done.")
            self._placeholder.say("warning", title, words, self.tr("Show these files"))
        else:
            title = self.tr("This folder has no documents yet")
            words = self.tr("Put some into it: they are read by themselves, and can be found then.")
            self._placeholder.say("folder", title, words)

    def _say_nothing_found(self) -> None:
        assert self._answer is not None
        if self._answer.rows:
            self._say_only_weak()
            return
        filtered = isinstance(self._question, Typed) and self._question.filters != Filters()
        quoted = isinstance(self._question, Typed) and self._question.is_quoted
        among = self._documents if quoted and not filtered else self._answer.documents
        if filtered and not among:
            title = self.tr("Nothing found")
        else:
            title = self.tr("Nothing found in %Ln document(s).", "", among)
        words = []
        if self._answer.by_words_only:
            words.append(self.tr("Only words were compared."))
        if quoted:
            words.append(self.tr("What stands in quotation marks has to occur word for word."))
        if filtered:
            words.append(self.tr("Only what the filters let through was searched."))
        if self._unread and self._indexing:
            words.append(self.tr("%Ln file(s) are not read yet.", "", self._unread))
        elif self._unread:
            words.append(self.tr("%Ln file(s) could not be read.", "", self._unread))
        button = self.tr("Clear filters") if filtered else ""
        if not button and self._unread:
            button = self.tr("Show these files")
        self._placeholder.say("search", title, " ".join(words), button)

    def _say_only_weak(self) -> None:
        assert self._answer is not None
        title = self.tr("Nothing close found in %Ln document(s).", "", self._answer.documents)
        words = self.tr("What there is is far from these words in meaning, and has none of them.")
        button = self.tr("Show %Ln weaker match(es)", "", len(self._answer.rows))
        self._placeholder.say("search", title, words, button)

    # -- what the person does --------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_files(event.mimeData()) or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files, text = dropped_files(event.mimeData()), dropped_text(event.mimeData())
        if files:
            self.file_dropped.emit(files[0])
        elif text:
            self.text_dropped.emit(text)
        event.acceptProposedAction()

    def _on_placeholder_button(self) -> None:
        if self._remedy is not None:
            self.remedy_requested.emit(self._remedy)
        elif self._answer is not None and self._answer.rows:
            self._show_weaker()
        elif isinstance(self._question, Typed) and self._question.filters != Filters():
            self.chips.clear()
        else:
            self.unread_requested.emit()

    def _on_patience_over(self) -> None:
        self._busy.show()

    def _arrow(self, drawing: str, words: str, key: QKeySequence.StandardKey) -> QToolButton:
        button = QToolButton(self, objectName=f"history_{drawing}", iconSize=QSize(18, 18))
        button.setIcon(icon(drawing, "quiet"))
        button.setShortcut(QKeySequence(key))
        button.setAccessibleName(words)
        shortcut = button.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(f"{words} ({shortcut})")
        return button
