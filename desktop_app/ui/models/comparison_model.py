"""Models side by side as a table, and the documents that two of them find for one question."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QAbstractTableModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QIcon, QPixmap

from desktop_app.ui.documents.paths import folder_of, name_of
from desktop_app.ui.models.candidates import model_name
from desktop_app.ui.text.amounts import dollars, number, share
from desktop_app.ui.text.sentences import in_our_words
from desktop_app.ui.theme.icons import icon

if TYPE_CHECKING:
    from desktop_app.model_comparison import ModelComparison, ModelResult

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_HERE = "this computer"
OBJECT = Qt.ItemDataRole.UserRole
"""The ``ModelResult``, or the path of a document."""


class Measure(enum.IntEnum):
    MODEL = 0
    PLACE = 1
    DIMENSION = 2
    SPEED = 3
    COST = 4
    AGREEMENT = 5


class ComparisonModel(QAbstractTableModel):
    """A row for each model, the one that the others are compared with first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[ModelResult] = ()

    def show(self, found: ModelComparison) -> None:
        """Show what was found."""
        self.beginResetModel()
        self._rows = found.models
        self.endResetModel()

    def as_table(self) -> list[list[str]]:
        """Return heads and cells as they are read."""
        return [
            list(self._heads()),
            *([self._words(row, column) for column in Measure] for row in self._rows),
        ]

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(Measure)

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(Measure):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heads()[section]
        return _alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], Measure(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                value: object = self._words(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                value = row.model if column is Measure.MODEL else self._words(row, column)
            case Qt.ItemDataRole.AccessibleTextRole:
                value = f"{self._heads()[column]}: {self._words(row, column)}"
            case Qt.ItemDataRole.TextAlignmentRole:
                value = _alignment(column)
            case _:
                value = row if role == OBJECT else None
        return value

    # -- words -------------------------------------------------------------------------

    def _words(self, row: ModelResult, column: Measure) -> str:
        match column:
            case Measure.MODEL:
                words = model_name(row.model)
            case Measure.PLACE:
                words = self.tr("this computer") if row.runs_at == _HERE else row.runs_at
            case Measure.DIMENSION:
                words = number(row.dim)
            case Measure.SPEED:
                words = _speed(row)
            case Measure.COST:
                words = self._cost(row)
            case Measure.AGREEMENT:
                words = self._agreement(row)
        return words

    def _cost(self, row: ModelResult) -> str:
        if row.runs_at == _HERE:
            return self.tr("nothing")
        if row.price_usd is not None:
            return dollars(row.price_usd)
        return self.tr("%Ln token(s)", "", row.tokens) if row.tokens else "–"

    def _agreement(self, row: ModelResult) -> str:
        if row is self._rows[0]:
            return self.tr("the one in use")
        return "–" if row.overlap is None else share(row.overlap)

    def _heads(self) -> tuple[str, ...]:
        return (
            self.tr("Model"),
            self.tr("Runs on"),
            self.tr("Dimensions"),
            self.tr("Documents a second"),
            self.tr("Cost"),
            self.tr("Same among ten"),
        )


class ClosestModel(QAbstractListModel):
    """The documents a model finds for one question, the closest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._paths: Sequence[str] = ()
        self._shared: frozenset[str] = frozenset()
        self._sign = icon("check", "good")
        room = QPixmap(16, 16)
        room.fill(Qt.GlobalColor.transparent)
        self._no_sign = QIcon(room)  # the names stand below each other

    def show(self, paths: Sequence[str], others: Sequence[str]) -> None:
        """Show documents, and which of them stand among ``others``, too."""
        self.beginResetModel()
        self._paths, self._shared = paths, frozenset(paths) & frozenset(others)
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._paths)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        path = self._paths[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                value: object = f"{index.row() + 1}.  {name_of(path)}"
            case Qt.ItemDataRole.ToolTipRole:
                value = " › ".join(filter(None, (folder_of(path), name_of(path))))
            case Qt.ItemDataRole.AccessibleTextRole:
                value = self._told(index.row(), path)
            case Qt.ItemDataRole.DecorationRole:
                value = self._sign if path in self._shared else self._no_sign
            case _:
                value = path if role == OBJECT else None
        return value

    def _told(self, row: int, path: str) -> str:
        words = self.tr("found by both") if path in self._shared else self.tr("found by one only")
        return f"{row + 1}. {name_of(path)}, {words}"


def failure_words(row: ModelResult) -> str:
    """Return why there is nothing to tell of a model; "" if there is."""
    return f"{model_name(row.model)}: {in_our_words(row.failure)}" if row.failure else ""


def _speed(row: ModelResult) -> str:
    if not row.documents_per_second:
        return "–"
    digits = 1 if row.documents_per_second < 10 else 0
    return QLocale().toString(row.documents_per_second, "f", digits)


def _alignment(column: int) -> int:
    text = column in (Measure.MODEL, Measure.PLACE)
    side = Qt.AlignmentFlag.AlignLeft if text else Qt.AlignmentFlag.AlignRight
    return int(side | Qt.AlignmentFlag.AlignVCenter)
