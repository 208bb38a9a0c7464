"""The differences as a list: to read in a row, and for whoever cannot see the two columns."""

from __future__ import annotations

import enum

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from desktop_app.ui.compare.model import Aligned, Family, Place
from desktop_app.ui.compare.words import place_words

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class PlaceRole(enum.IntEnum):
    """Roles beside Qt's own."""

    OBJECT = Qt.ItemDataRole.UserRole
    """The ``Place``."""
    NUMBER = Qt.ItemDataRole.UserRole + 1
    """Its number in ``Aligned.places``."""


class DifferencesModel(QAbstractListModel):
    """The places of some families, from the top."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._aligned: Aligned | None = None
        self._families: frozenset[Family] = frozenset(Family)
        self._numbers: list[int] = []

    def show_aligned(self, aligned: Aligned | None) -> None:
        """List the places of two texts."""
        self._aligned = aligned
        self._refill()

    def show_families(self, families: frozenset[Family]) -> None:
        """List only places of these families."""
        self._families = families
        self._refill()

    def index_of(self, number: int) -> QModelIndex:
        """Return where a place is listed; invalid if it is not."""
        try:
            return self.index(self._numbers.index(number), 0)
        except ValueError:
            return QModelIndex()

    def _refill(self) -> None:
        self.beginResetModel()
        places = self._aligned.places if self._aligned else ()
        self._numbers = [n for n, place in enumerate(places) if place.family in self._families]
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._numbers)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or self._aligned is None:
            return None
        number = self._numbers[index.row()]
        place: Place = self._aligned.places[number]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return place_words(place)
            case PlaceRole.OBJECT:
                return place
            case PlaceRole.NUMBER:
                return number
            case _:
                return None
