"""The requests as a table. Their orders were made on a worker thread: here is only chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QDateTime,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QIcon

from desktop_app.ui.privacy.ledger_rows import (
    LedgerColumn,
    LedgerRead,
    is_well,
    local_time,
    model_words,
    outcome_in_full,
    outcome_words,
    purpose_words,
)
from desktop_app.ui.text.amounts import about_dollars, number, size
from desktop_app.ui.theme.icons import icon

if TYPE_CHECKING:
    from desktop_app.privacy.ledger import Entry

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_NUMBERS = (LedgerColumn.TEXTS, LedgerColumn.BYTES, LedgerColumn.TOKENS)
ENTRY = Qt.ItemDataRole.UserRole


class LedgerModel(QAbstractTableModel):
    """Requests, the last one on top until they are sorted otherwise."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._read: LedgerRead | None = None
        self._shown: Sequence[int] = ()
        self._words, self._purpose = "", ""
        self._column, self._order = LedgerColumn.TIME, Qt.SortOrder.DescendingOrder
        self._good, self._bad = icon("check", "good"), icon("warning", "warning")

    # -- what is shown -----------------------------------------------------------------

    def show(self, read: LedgerRead) -> None:
        """Show these requests, as sorted and filtered before."""
        self._read = read
        self._refill()

    def limit(self, words: str, purpose: str = "") -> None:
        """Show only requests that hold all the words, and were for ``purpose`` ("" for any)."""
        self._words, self._purpose = words, purpose
        self._refill()

    def _refill(self) -> None:
        self.beginResetModel()
        self._shown = self._in_order()
        self.endResetModel()

    def _in_order(self) -> Sequence[int]:
        if self._read is None:
            return ()
        order = self._read.orders[self._column]
        if self._order is Qt.SortOrder.DescendingOrder:
            order = order[::-1]
        if self._purpose:
            entries = self._read.entries
            order = [at for at in order if entries[at].purpose == self._purpose]
        folded = self._read.folded
        for word in self._words.lower().split():
            order = [at for at in order if word in folded[at]]
        return order

    def _entry(self, index: Index) -> Entry | None:
        if self._read is None or not index.isValid():
            return None
        return self._read.entries[self._shown[index.row()]]

    # -- QAbstractTableModel -----------------------------------------------------------

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if column < 0:
            return
        self._column, self._order = LedgerColumn(column), order
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        wanted = [self._shown[index.row()] for index in before]
        self._shown = self._in_order()
        if before:
            sought = set(wanted)
            rows = {at: row for row, at in enumerate(self._shown) if at in sought}
            after = [
                self.index(rows[at], index.column())
                for at, index in zip(wanted, before, strict=True)
            ]
            self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(LedgerColumn)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(LedgerColumn):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads()[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self._entry(index)
        if entry is None:
            return None
        column = LedgerColumn(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                value: object = _SHOWN[column](entry)
            case Qt.ItemDataRole.ToolTipRole:
                value = self._in_full(entry, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                value = f"{self._heads()[column]}: {self._told(entry, column)}"
            case Qt.ItemDataRole.DecorationRole:
                value = self._sign(entry, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                value = _alignment(column)
            case _:
                value = entry if role == ENTRY else None
        return value

    def _told(self, entry: Entry, column: LedgerColumn) -> str:
        return outcome_in_full(entry) if column is LedgerColumn.OUTCOME else _SHOWN[column](entry)

    def _in_full(self, entry: Entry, column: LedgerColumn) -> str:
        if column is LedgerColumn.MODEL:
            return entry.model
        if column is LedgerColumn.TEXTS:
            words = self.tr("%1 characters, of %Ln document(s)", "", entry.documents)
            return words.replace("%1", number(entry.characters))
        if column is LedgerColumn.BYTES:
            words = self.tr("%1 bytes sent, %2 received")
            return words.replace("%1", number(entry.bytes_sent)).replace(
                "%2", number(entry.bytes_received)
            )
        if column is LedgerColumn.TOKENS and entry.price:
            return about_dollars(entry.price)
        return self._told(entry, column)

    def _sign(self, entry: Entry, column: LedgerColumn) -> QIcon | None:
        if column is not LedgerColumn.OUTCOME:
            return None
        return self._good if is_well(entry) else self._bad

    def _heads(self) -> tuple[str, ...]:
        return (
            self.tr("Time"),
            self.tr("What for"),
            self.tr("Sent to"),
            self.tr("Model"),
            self.tr("Texts"),
            self.tr("Size"),
            self.tr("Tokens"),
            self.tr("Outcome"),
        )


def time_words(entry: Entry) -> str:
    """Return when a request went out, as the person's language writes it."""
    when = local_time(entry)
    if when is None:
        return entry.time
    told = QDateTime.fromSecsSinceEpoch(int(when.timestamp()))
    return QLocale().toString(told, QLocale.FormatType.ShortFormat)


def _alignment(column: int) -> int:
    side = Qt.AlignmentFlag.AlignRight if column in _NUMBERS else Qt.AlignmentFlag.AlignLeft
    return int(side | Qt.AlignmentFlag.AlignVCenter)


_SHOWN: dict[LedgerColumn, Callable[[Entry], str]] = {
    LedgerColumn.TIME: time_words,
    LedgerColumn.PURPOSE: lambda entry: purpose_words(entry.purpose),
    LedgerColumn.HOST: lambda entry: entry.host,
    LedgerColumn.MODEL: lambda entry: model_words(entry.model),
    LedgerColumn.TEXTS: lambda entry: number(entry.texts),
    LedgerColumn.BYTES: lambda entry: size(entry.bytes_sent),
    LedgerColumn.TOKENS: lambda entry: "–" if entry.tokens is None else number(entry.tokens),
    LedgerColumn.OUTCOME: outcome_words,
}
