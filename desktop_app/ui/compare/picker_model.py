"""What a document may be compared with, best guesses first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.ui.documents.document_row import DocumentRole, DocumentRow

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()

MOST = 500
"""Documents listed at once; whoever looks for another types a part of its name."""


class PickerModel(QAbstractListModel):
    """Documents under headings: those most like it, those looked at of late, all others.

    Args:
        left_out: The document itself.
    """

    def __init__(self, left_out: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._left_out = left_out
        self._alike: tuple[DocumentRow, ...] = ()
        self._recent: tuple[DocumentRow, ...] = ()
        self._all: Sequence[DocumentRow] = ()
        self._folded: list[str] = []
        self._words = ""
        self._rows: list[DocumentRow | str] = []

    def show_alike(self, rows: Sequence[DocumentRow]) -> None:
        """Offer these first: they are like it."""
        self._alike = self._others(rows)
        self._refill()

    def show_recent(self, rows: Sequence[DocumentRow]) -> None:
        """Offer these next: the person has looked at them of late."""
        self._recent = self._others(rows)
        self._refill()

    def show_all(self, rows: Sequence[DocumentRow]) -> None:
        """Offer all documents of the folder."""
        self._all = self._others(rows)
        self._folded = [row.path.lower() for row in self._all]
        self._refill()

    def limit(self, words: str) -> None:
        """Offer only documents whose path holds all the words."""
        self._words = words.lower().strip()
        self._refill()

    @property
    def first(self) -> QModelIndex:
        """The first document, below the first heading."""
        for number, row in enumerate(self._rows):
            if isinstance(row, DocumentRow):
                return self.index(number, 0)
        return QModelIndex()

    @property
    def documents(self) -> int:
        """How many documents are listed."""
        return sum(isinstance(row, DocumentRow) for row in self._rows)

    def _others(self, rows: Sequence[DocumentRow]) -> tuple[DocumentRow, ...]:
        return tuple(row for row in rows if row.path != self._left_out)

    def _refill(self) -> None:
        self.beginResetModel()
        self._rows = []
        self._add(self.tr("Most like it"), [row for row in self._alike if self._fits(row)])
        told = {row.path for row in self._alike}
        recent = [row for row in self._recent if row.path not in told and self._fits(row)]
        self._add(self.tr("Looked at of late"), recent)
        told |= {row.path for row in self._recent}
        self._add(self.tr("In this folder"), self._of_folder(told))
        self.endResetModel()

    def _of_folder(self, told: set[str]) -> list[DocumentRow]:
        words = self._words.split()
        found: list[DocumentRow] = []
        for row, folded in zip(self._all, self._folded, strict=True):
            if row.path not in told and all(word in folded for word in words):
                found.append(row)
                if len(found) >= MOST:
                    break
        return found

    def _add(self, heading: str, rows: Sequence[DocumentRow]) -> None:
        if rows:
            self._rows += [heading, *rows]

    def _fits(self, row: DocumentRow) -> bool:
        return all(word in row.path.lower() for word in self._words.split())

    # -- QAbstractListModel --------------------------------------------------------

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self._rows[index.row()], str):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        document = row if isinstance(row, DocumentRow) else None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return document.name if document else row
            case Qt.ItemDataRole.AccessibleTextRole:
                return document.spoken if document else row
            case Qt.ItemDataRole.ToolTipRole:
                return document.path.encode("utf-8", "replace").decode() if document else None
            case DocumentRole.OBJECT:
                return document
            case _:
                return None
