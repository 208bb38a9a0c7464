"""What was sent from the open folder: one sentence, every request, a table to keep."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop_app.errors import AppError
from desktop_app.ui.documents.placeholder import Placeholder
from desktop_app.ui.line_edits import add_sign
from desktop_app.ui.privacy.ledger_model import LedgerModel
from desktop_app.ui.privacy.ledger_rows import (
    LedgerColumn,
    LedgerRead,
    Sender,
    purpose_words,
    read_ledger,
    save_ledger,
)
from desktop_app.ui.text.amounts import about_dollars, number, size
from desktop_app.ui.text.sentences import message_of, remedy_of
from desktop_app.ui.theme.tokens import L, M, S

if TYPE_CHECKING:
    from desktop_app.privacy.ledger import Totals

_TYPING_MS = 120
_SIZE = QSize(1120, 620)
_LETTERS = {
    LedgerColumn.TIME: 15,
    LedgerColumn.PURPOSE: 18,
    LedgerColumn.HOST: 19,
    LedgerColumn.MODEL: 21,
    LedgerColumn.TEXTS: 6,
    LedgerColumn.BYTES: 9,
    LedgerColumn.TOKENS: 8,
}
"""Widths of columns; the last one takes what is left."""


class Runner(Protocol):
    """Where reading and writing is done: a ``TaskRunner``."""

    def submit(self, queue: Any, work: Any, *, newest: str = "", name: str = "") -> Any: ...


class LedgerDialog(QDialog):
    """Reads the ledger of a folder once it is made, and writes it where a person wants it.

    Args:
        sender: The folder.
        runner: Reads and writes it, on another thread.

    Attributes:
        requests: What the table shows.
        table: The table.
        is_reading: Whether it is not known yet what was sent.
    """

    def __init__(self, sender: Sender, runner: Runner, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="ledger_dialog")
        self.setWindowTitle(self.tr("What was sent"))
        self._sender, self._runner = sender, runner
        self._count = 0
        self._target = Path()
        self.is_reading = True
        self._title = QLabel(self, objectName="ledger_title", wordWrap=True)
        self._title.setProperty("kind", "title")
        self._words = QLabel(self, objectName="ledger_words", wordWrap=True)
        self._words.setProperty("kind", "quiet")
        for label in (self._title, self._words):
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._box = QLineEdit(self, objectName="ledger_filter")
        self._box.setPlaceholderText(self.tr("Filter by server, model, day or outcome"))
        self._box.setAccessibleName(self._box.placeholderText())
        self._box.setClearButtonEnabled(True)
        add_sign(self._box, "filter")
        self._box.installEventFilter(self)
        self._purposes = QComboBox(self, objectName="ledger_purpose")
        self._purposes.setAccessibleName(self.tr("What for"))
        self.requests = LedgerModel(self)
        self.table = _table(self.requests, self)
        self._none = Placeholder(self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._none)
        self._said = QLabel(self, objectName="ledger_said", wordWrap=True)
        self._said.setTextFormat(Qt.TextFormat.PlainText)
        self._said.hide()
        self._save = QPushButton(self.tr("Save all as a table…"), self, objectName="ledger_save")
        self._save.clicked.connect(self._choose_file)
        self._close = QPushButton(self.tr("Close"), self, objectName="ledger_close")
        self._close.clicked.connect(self.reject)
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._typing.timeout.connect(self._limit)
        self._box.textChanged.connect(self._typing.start)
        self._purposes.currentIndexChanged.connect(self._limit)
        self._none.button_clicked.connect(self._show_all)
        self._lay_out()
        self._read()

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        filters.setSpacing(M)
        filters.addWidget(self._box, 1)
        filters.addWidget(self._purposes)
        buttons = QDialogButtonBox(self)
        buttons.addButton(self._save, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.addButton(self._close, QDialogButtonBox.ButtonRole.RejectRole)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, L, L, L)
        column.setSpacing(M)
        column.addWidget(self._title)
        column.addWidget(self._words)
        column.addSpacing(S)
        column.addLayout(filters)
        column.addWidget(self._stack, 1)
        column.addWidget(self._said)
        column.addWidget(buttons)
        self.resize(_SIZE)

    # -- what is shown -----------------------------------------------------------------

    def show_read(self, read: LedgerRead) -> None:
        """Show what was sent."""
        self.is_reading = False
        self._count = len(read.entries)
        self._title.setText(self._sum(read.totals))
        self._words.setText(self._details(read.totals))
        self.requests.show(read)
        self._fill_purposes(read)
        if self._count:
            self._show_parts(self.table)
            self.table.selectRow(0)
            self.table.setFocus()
        elif read.totals.torn:
            self._say("warning", self._title.text(), self._words.text())
        else:
            words = self.tr("Its documents were worked on by this computer alone.")
            self._say("lock", self._title.text(), words)
        self._save.setEnabled(bool(self._count or read.totals.torn))

    def show_failure(self, error: AppError) -> None:
        """Say why it is not known what was sent."""
        self.is_reading = False
        self._title.clear()
        self._words.clear()
        self._say("error", message_of(error), remedy_of(error))

    def show_saved(self, count: int) -> None:
        """They are written."""
        words = self.tr("%Ln request(s) saved in “%1”.", "", count)
        self._tell(words.replace("%1", str(self._target)))

    def show_not_saved(self, error: AppError) -> None:
        """Nothing was written."""
        self._tell(f"{message_of(error)} {remedy_of(error)}".strip())

    # -- words -------------------------------------------------------------------------

    def _sum(self, totals: Totals) -> str:
        if totals.requests:
            words = self.tr("%Ln request(s) with %1 went out to %2.", "", totals.requests)
            words = words.replace("%1", size(totals.bytes_sent))
            return words.replace("%2", ", ".join(totals.hosts))
        if totals.torn:
            return self.tr("It cannot be told in full what was sent from this folder.")
        return self.tr("Nothing was ever sent from this folder.")

    def _details(self, totals: Totals) -> str:
        sentences = []
        if totals.requests:
            words = self.tr("%Ln text(s), %1 characters, %2 tokens", "", totals.texts)
            words = words.replace("%1", number(totals.characters))
            words = words.replace("%2", number(totals.tokens))
            price = f", {about_dollars(totals.price)}" if totals.price else ""
            sentences.append(f"{words}{price}.")
        if totals.unanswered:
            sentences.append(
                self.tr(
                    "%Ln request(s) got no answer that was seen; what was in them may have "
                    "arrived.",
                    "",
                    totals.unanswered,
                )
            )
        if totals.torn:
            sentences.append(
                self.tr(
                    "%Ln line(s) of the record cannot be understood, so requests may be missing "
                    "here.",
                    "",
                    totals.torn,
                )
            )
        return " ".join(sentences)

    # -- plumbing ----------------------------------------------------------------------

    def _read(self) -> None:
        self._say("lock", self.tr("Looking up what was sent…"), "")
        self._save.setEnabled(False)
        sender = self._sender
        task = self._runner.submit("review", lambda token, report: read_ledger(sender, token))
        task.succeeded.connect(self.show_read)
        task.failed.connect(self.show_failure)
        self.finished.connect(task.cancel)

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Save what was sent"))
        dialog.setObjectName("ledger_file_dialog")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.setNameFilter(self.tr("Table for a spreadsheet (*.csv)"))
        name = self.tr("What was sent from %1").replace("%1", self._sender.folder.name)
        dialog.selectFile(f"{name}.csv")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.save_to)
        dialog.open()

    def save_to(self, file: str) -> None:
        """Have all of it written to a file."""
        self._target = target = Path(file)
        sender = self._sender
        self._save.setEnabled(False)
        task = self._runner.submit(
            "review",
            lambda token, report: save_ledger(sender, target),
            name=self.tr("saving what was sent"),
        )
        task.succeeded.connect(self.show_saved)
        task.failed.connect(self.show_not_saved)

    def _tell(self, words: str) -> None:
        self._said.setText(words)
        self._said.show()
        self._save.setEnabled(True)

    def _fill_purposes(self, read: LedgerRead) -> None:
        purposes = dict.fromkeys(entry.purpose for entry in read.entries)
        self._purposes.blockSignals(True)
        self._purposes.clear()
        self._purposes.addItem(self.tr("Everything"), "")
        for purpose in purposes:
            self._purposes.addItem(purpose_words(purpose), purpose)
        self._purposes.blockSignals(False)

    def _limit(self) -> None:
        self._typing.stop()
        self.requests.limit(self._box.text(), self._purposes.currentData() or "")
        if not self._count:
            return
        if self.requests.rowCount():
            self._show_parts(self.table)
        else:
            title = self.tr("None of %Ln request(s)", "", self._count)
            words = self.tr("No request fits what the list is limited to.")
            self._none.say("filter", title, words, self.tr("Show all"))
            self._show_parts(self._none)

    def _show_all(self) -> None:
        self._box.clear()
        self._purposes.setCurrentIndex(0)
        self._limit()

    def _say(self, sign: str, title: str, words: str) -> None:
        self._none.say(sign, title, words)
        self._show_parts(self._none)

    def _show_parts(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(page)
        for part in (self._title, self._words, self._box, self._purposes):
            part.setVisible(self._count > 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self._box
            and isinstance(event, QKeyEvent)
            and event.type() is QEvent.Type.KeyPress
            and self._act_on_key(event.key())
        ):
            return True
        return super().eventFilter(watched, event)

    def _act_on_key(self, key: int) -> bool:
        """Do what a key in the filter stands for; returns whether it stands for something."""
        if key == Qt.Key.Key_Down:
            self._limit()
            self.table.setFocus()
        elif key == Qt.Key.Key_Escape and self._box.text():
            self._box.clear()
        else:
            return False
        return True


def _table(model: LedgerModel, parent: QDialog) -> QTableView:
    table = QTableView(parent)
    table.setObjectName("ledger_table")
    table.setAccessibleName(parent.tr("Requests"))
    table.setModel(model)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setCornerButtonEnabled(False)
    table.setIconSize(QSize(16, 16))
    rows = table.verticalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(table.fontMetrics().height() + 2 * M)
    heads = table.horizontalHeader()
    heads.setHighlightSections(False)
    heads.setStretchLastSection(True)
    letter = table.fontMetrics().averageCharWidth()
    for column, letters in _LETTERS.items():
        heads.resizeSection(column, letters * letter + 2 * M)
    table.setSortingEnabled(True)
    table.sortByColumn(LedgerColumn.TIME, Qt.SortOrder.DescendingOrder)
    return table
