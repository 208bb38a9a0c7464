"""The groups as a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from desktop_app.ui.documents.paths import folder_of, name_of, readable
from desktop_app.ui.review.cards import Card, CardRole, Line
from desktop_app.ui.review.words import Counted, group_words, state_words
from desktop_app.ui.text.amounts import share, size

if TYPE_CHECKING:
    from desktop_app.review.board import BoardGroup

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_TONES = {"open": "quiet", "partly": "warning", "decided": "good", "conflict": "bad"}


class GroupsModel(QAbstractListModel):
    """Groups in the order they are shown in."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._groups: Sequence[BoardGroup] = ()
        self._places: dict[str, int] = {}
        self._counted = Counted(self)

    def show_groups(self, groups: Sequence[BoardGroup]) -> None:
        """List these; groups whose kept copies are the same as before stay where they are."""
        places = {group.kept.path: place for place, group in enumerate(groups)}
        if list(places) == list(self._places):
            self._groups = groups
            if groups:
                self.dataChanged.emit(self.index(0, 0), self.index(len(groups) - 1, 0))
            return
        self.beginResetModel()
        self._groups, self._places = groups, places
        self.endResetModel()

    @property
    def groups(self) -> Sequence[BoardGroup]:
        """All that are listed."""
        return self._groups

    def index_of(self, kept: str) -> QModelIndex:
        """Return where the group of a kept copy is; invalid if it is not listed."""
        place = self._places.get(kept)
        return QModelIndex() if place is None else self.index(place, 0)

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._groups)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        group = self._groups[index.row()]
        told: dict[int, Callable[[], object]] = {
            CardRole.OBJECT: lambda: group,
            CardRole.CARD: lambda: self._card(group),
            CardRole.PATH: lambda: group.kept.path,
            Qt.ItemDataRole.DisplayRole: lambda: name_of(group.kept.path),
            Qt.ItemDataRole.ToolTipRole: lambda: readable(group.kept.path),
            Qt.ItemDataRole.AccessibleTextRole: lambda: self._card(group).spoken,
        }
        return told[role]() if role in told else None

    def _card(self, group: BoardGroup) -> Card:
        state = group.state.value
        weakest = self.tr("from %1").replace("%1", share(group.weakest))
        free = group.removable_bytes
        counted = self._counted.documents(group.count)
        return Card(
            name_of(group.kept.path),
            state_words(state),
            _TONES[state],
            (
                Line(counted, size(free) if free else "", chip=group_words(group.relation)),
                Line(folder_of(group.kept.path) or self.tr("At the top of the folder"), weakest),
            ),
        )
