"""The documents of the map as a list: all, those of a topic, or those inside a loop."""

from __future__ import annotations

import enum
from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.ui.documents.document_row import DocumentRole, DocumentRow
from desktop_app.ui.map.model import FolderMap

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class MapRole(enum.IntEnum):
    """Roles beside those of every list of documents."""

    POINT = Qt.ItemDataRole.UserRole + 1
    """The number of the point on the map."""


class MapListModel(QAbstractListModel):
    """Documents by topic, then by path."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._map = FolderMap((), (), (), ())
        self._points: Sequence[int] = ()
        self._places: dict[int, int] = {}

    def show_points(self, folder_map: FolderMap, points: Sequence[int] | None) -> None:
        """List some points of a map, or all of them (None)."""
        self.beginResetModel()
        self._map = folder_map
        self._points = folder_map.listed
        if points is not None:
            chosen = frozenset(points)
            self._points = [point for point in folder_map.listed if point in chosen]
        self._places = {point: row for row, point in enumerate(self._points)}
        self.endResetModel()

    @property
    def points(self) -> Sequence[int]:
        """The points listed, in the order of the list."""
        return self._points

    def index_of(self, point: int) -> QModelIndex:
        """Return where a point is listed; invalid if it is not."""
        row = self._places.get(point)
        return QModelIndex() if row is None else self.index(row, 0)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._points)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        point = self._points[index.row()]
        if role == MapRole.POINT:
            return point
        row = DocumentRow(self._map.paths[point], note=self._map.label_of(point))
        match role:
            case DocumentRole.OBJECT:
                return row
            case Qt.ItemDataRole.DisplayRole:
                return row.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return row.spoken
            case _:
                return None
