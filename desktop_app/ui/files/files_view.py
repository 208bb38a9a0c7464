"""The view of all files."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop_app.documents.reasons import Offer
from desktop_app.ui.documents.intents import DocumentIntents
from desktop_app.ui.documents.menu import DocumentMenu, Subject, act_on_key
from desktop_app.ui.documents.placeholder import Placeholder
from desktop_app.ui.files.coverage_header import CoverageHeader
from desktop_app.ui.files.file_row import FileRow, Standing, state_words
from desktop_app.ui.files.files_model import FileColumn, FileRole, FilesModel, Index
from desktop_app.ui.line_edits import add_sign
from desktop_app.ui.theme.tokens import L, M, S

_TYPING_MS = 120
_WIDTHS = {
    FileColumn.NAME: 30,
    FileColumn.FOLDER: 24,
    FileColumn.KIND: 19,
    FileColumn.REASON: 30,
    FileColumn.PASSAGES: 12,
}
"""In letters of the list."""
_FOLDER_BESIDE_PREVIEW = 13
_WHERE_THERE_IS_ROOM = (FileColumn.KIND, FileColumn.PASSAGES)
_UNREAD = (Standing.PARTLY, Standing.NOT_READ)


class _Cells(QStyledItemDelegate):
    """Names and folders are cut in their middle, sentences at their end."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        middle = index.column() in (FileColumn.NAME, FileColumn.FOLDER)
        option.textElideMode = (
            Qt.TextElideMode.ElideMiddle if middle else Qt.TextElideMode.ElideRight
        )


class FilesTable(QTableView):
    """The table itself: whole rows, menu and keys of a document.

    Signals:
        chosen: Carries the ``FileRow`` that is current now, or None.
    """

    chosen = Signal(object)

    def __init__(self, intents: DocumentIntents, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("files")
        self.setAccessibleName(self.tr("Files"))
        self._intents = intents
        self._room = 0
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setItemDelegate(_Cells(self))
        self.setIconSize(QSize(16, 16))
        self.setCornerButtonEnabled(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + 2 * M)
        self.activated.connect(self._on_activated)

    def set_files(self, model: FilesModel) -> None:
        """Show a model, with columns as wide as their words need."""
        self.setModel(model)
        self.setSortingEnabled(True)
        heads = self.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setStretchLastSection(False)
        letter = self.fontMetrics().averageCharWidth()
        for column, letters in _WIDTHS.items():
            heads.resizeSection(column, letters * letter + 2 * M)
        widest = max(self.fontMetrics().horizontalAdvance(state_words(s)) for s in Standing)
        heads.resizeSection(FileColumn.STATE, widest + self.iconSize().width() + 4 * M)
        heads.setSectionResizeMode(FileColumn.REASON, QHeaderView.ResizeMode.Stretch)
        heads.moveSection(FileColumn.STATE, 1)  # seen even beside the preview
        self._room = sum(map(heads.sectionSize, FileColumn))
        self.sortByColumn(FileColumn.NAME, Qt.SortOrder.AscendingOrder)
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        narrow = self.viewport().width() < self._room
        for column in _WHERE_THERE_IS_ROOM:
            self.setColumnHidden(column, narrow)
        heads, letter = self.horizontalHeader(), self.fontMetrics().averageCharWidth()
        letters = _FOLDER_BESIDE_PREVIEW if narrow else _WIDTHS[FileColumn.FOLDER]
        heads.resizeSection(FileColumn.FOLDER, letters * letter + 2 * M)

    @property
    def current_row(self) -> FileRow | None:
        row: FileRow | None = self.currentIndex().data(FileRole.OBJECT)
        return row

    def _subject(self) -> Subject | None:
        row = self.current_row
        return Subject(row.path, has_text=row.passages > 0) if row else None

    def _on_current_changed(self, current: QModelIndex) -> None:
        self.chosen.emit(current.data(FileRole.OBJECT))

    def _on_activated(self, index: QModelIndex) -> None:
        self._intents.open_requested.emit(index.data(FileRole.OBJECT).path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        subject = self._subject()
        if subject is None or not act_on_key(event, subject, self._intents):
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index)
            at = self.visualRect(index).center() if by_key else event.pos()
            subject = self._subject()
            assert subject is not None
            DocumentMenu(subject, self._intents, self).popup(self.viewport().mapToGlobal(at))


class FilesView(QWidget):
    """Coverage, a box to filter by name, the table, and the reason of the chosen file.

    Signals:
        row_chosen: Carries a ``FileRow``, or None.
        offer_requested: The button beside a reason: path and ``documents.reasons.Offer``.
        retry_all_requested: Read all again that were not, or only partly, read.
    """

    row_chosen = Signal(object)
    offer_requested = Signal(str, object)
    retry_all_requested = Signal()

    def __init__(self, intents: DocumentIntents, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("files_view")
        self._states: frozenset[Standing] = frozenset()
        self.files = FilesModel(self)
        self.table = FilesTable(intents, self)
        self.table.set_files(self.files)
        self.coverage = CoverageHeader(self)
        self._box = QLineEdit(self)
        self._box.setObjectName("files_filter")
        self._box.setPlaceholderText(self.tr("Filter by name or folder"))
        self._box.setAccessibleName(self._box.placeholderText())
        self._box.setClearButtonEnabled(True)
        add_sign(self._box, "filter")
        self._box.installEventFilter(self)
        self._again = QPushButton(self.tr("Read the unread ones again"), self)
        self._again.setObjectName("files_retry")
        self._placeholder = Placeholder(self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._placeholder)
        self._details = _Details(self)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(_TYPING_MS)
        self._lay_out()
        self._box.textChanged.connect(self._typing.start)
        self._typing.timeout.connect(self._limit)
        self._again.clicked.connect(self.retry_all_requested)
        self.coverage.states_changed.connect(self._on_states_changed)
        self.table.chosen.connect(self._on_chosen)
        self._details.offer_requested.connect(self.offer_requested)
        self._placeholder.button_clicked.connect(self.show_all)
        self.show_files(())

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setContentsMargins(L, M, L, M)
        top.setSpacing(M)
        top.addWidget(self.coverage)
        top.addStretch(1)
        top.addWidget(self._again)
        below = QHBoxLayout()
        below.setContentsMargins(L, 0, L, M)
        below.addWidget(self._box)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(below)
        column.addWidget(self._stack, 1)
        column.addWidget(self._details)

    # -- what is shown -----------------------------------------------------------------

    def show_files(self, rows: Sequence[FileRow]) -> None:
        """Show all files; the chosen one stays chosen."""
        chosen = self.table.current_row
        self.files.show(rows)
        self.coverage.show_rows(rows)
        self._again.setVisible(any(row.state in _UNREAD for row in rows))
        if chosen is not None:
            self.table.setCurrentIndex(self.files.index_of(chosen.path))
        self._tell()

    def show_states(self, states: frozenset[Standing]) -> None:
        """Show only files in these states; none for all."""
        self.coverage.choose(states)

    def show_all(self) -> None:
        """Limit nothing any more."""
        self._box.clear()
        self.coverage.choose(frozenset())
        self._limit()

    def take_focus(self) -> None:
        """Go to the chosen file, else to the first, and show it."""
        self.table.setFocus()
        if not self.table.selectedIndexes():
            self.table.selectRow(0)
        self.row_chosen.emit(self.table.current_row)

    # -- plumbing ----------------------------------------------------------------------

    def _on_states_changed(self, states: frozenset[Standing]) -> None:
        self._states = states
        self._limit()

    def _limit(self) -> None:
        self._typing.stop()
        self.files.limit(self._states, self._box.text())
        self._tell()

    def _tell(self) -> None:
        shown, total = self.files.rowCount(), len(self.files.rows)
        for part in (self.coverage, self._box):
            part.setVisible(bool(total))
        if not total:
            self._placeholder.say(
                "files",
                self.tr("No files yet"),
                self.tr("Every file of the folder stands here, and how it was read."),
            )
        elif not shown:
            title = self.tr("None of %Ln file(s)", "", total)
            words = self.tr("No file fits what the list is limited to.")
            self._placeholder.say("filter", title, words, self.tr("Show all"))
        self._stack.setCurrentWidget(self.table if shown else self._placeholder)
        self._details.show_row(self.table.current_row)

    def _on_chosen(self, row: FileRow | None) -> None:
        self._details.show_row(row)
        self.row_chosen.emit(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self._box
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Down
        ):
            self._limit()
            self.table.setFocus()
            if not self.table.currentIndex().isValid():
                self.table.selectRow(0)
            return True
        return super().eventFilter(watched, event)


class _Details(QFrame):
    """Why the chosen file was not read, and what can be done.

    Signals:
        offer_requested: Path and ``Offer``.
    """

    offer_requested = Signal(str, object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("file_details")
        self.setProperty("kind", "bar")
        self.setProperty("edge", "bottom")
        self._row: FileRow | None = None
        self._reason = QLabel(self)
        self._reason.setObjectName("file_reason")
        self._remedy = QLabel(self)
        self._remedy.setObjectName("file_remedy")
        self._remedy.setProperty("kind", "quiet")
        self._button = QPushButton(self)
        self._button.setObjectName("file_offer")
        self._button.clicked.connect(self._on_clicked)
        for label in (self._reason, self._remedy):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._reason)
        words.addWidget(self._remedy)
        line = QHBoxLayout(self)
        line.setContentsMargins(L, M, L, M)
        line.setSpacing(L)
        line.addLayout(words, 1)
        line.addWidget(self._button)
        line.setAlignment(self._button, Qt.AlignmentFlag.AlignVCenter)
        self.setMinimumHeight(S)

    def show_row(self, row: FileRow | None) -> None:
        """Show the reason of a file; a file that was fully read has none."""
        self._row = row
        self.setVisible(row is not None and bool(row.reason))
        if row is None or not row.reason:
            return
        self._reason.setText(f"{row.name}: {row.reason_words}")
        self._remedy.setText(row.remedy_words)
        words = offer_words(row.offer)
        self._button.setText(words)
        self._button.setVisible(bool(words))
        self.setAccessibleName(f"{self._reason.text()}. {row.remedy_words}")

    def _on_clicked(self) -> None:
        if self._row is not None:
            self.offer_requested.emit(self._row.path, self._row.offer)


def offer_words(offer: Offer) -> str:
    """Return what the button of an offer says; "" for none."""
    translate = QCoreApplication.translate
    return {
        Offer.OPEN: translate("Files", "Open"),
        Offer.SHOW_IN_FOLDER: translate("Files", "Show in folder"),
        Offer.UPDATE: translate("Files", "Look at the folder again"),
        Offer.RETRY: translate("Files", "Read it again"),
        Offer.RAISE_LIMIT: translate("Files", "Change the limit…"),
        Offer.RECOGNISE: translate("Files", "Turn on text recognition…"),
        Offer.INCLUDE: translate("Files", "Take it in again"),
    }.get(offer, "")
