"""The results as a list model: thousands of rows, given out as they are scrolled to."""

from __future__ import annotations

import enum
from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from desktop_app.ui.documents.kinds import page_words
from desktop_app.ui.search.result_row import ResultRow, row_of_folded, score_words

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_BLOCK = 300
"""Rows given out at a time: some screens full."""


class ResultRole(enum.IntEnum):
    """Roles beside Qt's own."""

    OBJECT = Qt.ItemDataRole.UserRole
    """The ``ResultRow``."""
    PATH = Qt.ItemDataRole.UserRole + 1
    TITLE = Qt.ItemDataRole.UserRole + 2
    SCORE = Qt.ItemDataRole.UserRole + 3
    SNIPPET = Qt.ItemDataRole.UserRole + 4
    PAGE = Qt.ItemDataRole.UserRole + 5
    ALIKE = Qt.ItemDataRole.UserRole + 6
    """How many documents are folded into the row."""
    EXPANDED = Qt.ItemDataRole.UserRole + 7


class ResultsModel(QAbstractListModel):
    """Rows of results; those that are folded stand below theirs while it is expanded.

    Signals:
        more_requested: The last row that there is was given out, and there may be more.
        expanded_changed: Whether any row is expanded.
    """

    more_requested = Signal()
    expanded_changed = Signal(bool)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: Sequence[ResultRow] = ()
        self._given = 0
        self._shown: list[ResultRow] = []
        self._expanded: set[str] = set()
        self._more = False

    # -- what is shown -----------------------------------------------------------

    def show(self, rows: Sequence[ResultRow], *, more: bool = False) -> None:
        """Show ``rows``, best first; where they only go on from those shown, they are added.

        Args:
            more: Whether there may be further ones.
        """
        given = self._given
        goes_on = 0 < given <= len(rows) and list(rows[:given]) == list(self._waiting[:given])
        if goes_on:
            waited = given == len(self._waiting)
            self._waiting, self._more = rows, more
            if waited and given < len(rows):
                self.fetchMore(_ROOT)
            return
        self.beginResetModel()
        self._waiting, self._more = rows, more
        self._shown = list(rows[:_BLOCK])
        self._given = len(self._shown)
        self._expanded.clear()
        self.endResetModel()
        self.expanded_changed.emit(False)

    def clear(self) -> None:
        self.show(())

    @property
    def found(self) -> int:
        """How many rows there are without those folded, given out or not."""
        return len(self._waiting)

    def row_at(self, index: Index) -> ResultRow | None:
        """Return the row at an index; None for an invalid one."""
        return self._shown[index.row()] if index.isValid() else None

    def index_of(self, path: str) -> QModelIndex:
        """Return where a document stands among the rows given out; invalid if it does not."""
        for number, row in enumerate(self._shown):
            if row.path == path:
                return self.index(number)
        return QModelIndex()

    # -- folding -----------------------------------------------------------------

    def is_expanded(self, index: Index) -> bool:
        row = self.row_at(index)
        return row is not None and row.path in self._expanded and not row.alike_of

    def set_expanded(self, index: Index, *, expanded: bool) -> None:
        """Show or hide the documents folded into a row; nothing happens to a row without any."""
        row = self.row_at(index)
        if row is None or not row.folded or self.is_expanded(index) == expanded:
            return
        first = index.row() + 1
        last = index.row() + len(row.folded)
        if expanded:
            self.beginInsertRows(_ROOT, first, last)
            self._shown[first:first] = [row_of_folded(other, row) for other in row.folded]
            self._expanded.add(row.path)
            self.endInsertRows()
        else:
            self.beginRemoveRows(_ROOT, first, last)
            del self._shown[first : last + 1]
            self._expanded.discard(row.path)
            self.endRemoveRows()
        here = self.index(index.row())
        self.dataChanged.emit(here, here, [ResultRole.EXPANDED])
        self.expanded_changed.emit(bool(self._expanded))

    # -- QAbstractListModel ------------------------------------------------------

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._shown)

    def canFetchMore(self, parent: Index) -> bool:
        return not parent.isValid() and (self._given < len(self._waiting) or self._more)

    def fetchMore(self, parent: Index) -> None:
        block = self._waiting[self._given : self._given + _BLOCK]
        if parent.isValid():
            return
        if block:
            first = len(self._shown)
            self.beginInsertRows(_ROOT, first, first + len(block) - 1)
            self._shown.extend(block)
            self._given += len(block)
            self.endInsertRows()
        elif self._more:
            self._more = False
            self.more_requested.emit()

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row_at(index)
        if row is None:
            return None
        if role == ResultRole.EXPANDED:
            return self.is_expanded(index)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        value = _VALUES.get(role)
        return value(row) if value else None

    def _spoken(self, row: ResultRow) -> str:
        """What a screen reader says: all that the row shows, in the order of weight."""
        parts = [row.title]
        if row.title != row.name:
            parts.append(row.name)
        if row.alike_of:
            parts.append(row.why)
        if row.folder:
            folder = QCoreApplication.translate("ResultsModel", "in %1")
            parts.append(folder.replace("%1", row.folder))
        if page := page_words(row.kind, row.page):
            parts.append(page)
        if row.snippet.text:
            parts.append(row.snippet.text)
        if row.folded:
            parts.append(self.tr("%Ln alike", "", len(row.folded)))
        if not row.alike_of:
            score = QCoreApplication.translate("ResultsModel", "score %1")
            parts.append(score.replace("%1", score_words(row.score)))
        return ", ".join(parts)


_VALUES: dict[int, Callable[[ResultRow], object]] = {
    Qt.ItemDataRole.DisplayRole: lambda row: row.title,
    Qt.ItemDataRole.ToolTipRole: lambda row: f"{score_words(row.score)} – {row.why}",
    Qt.ItemDataRole.AccessibleDescriptionRole: lambda row: row.why,
    ResultRole.OBJECT: lambda row: row,
    ResultRole.PATH: lambda row: row.path,
    ResultRole.TITLE: lambda row: row.title,
    ResultRole.SCORE: lambda row: row.score,
    ResultRole.SNIPPET: lambda row: row.snippet.text,
    ResultRole.PAGE: lambda row: row.page,
    ResultRole.ALIKE: lambda row: len(row.folded),
}
