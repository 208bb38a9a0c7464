"""A list of cards with the menu and keys of a document."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from desktop_app.ui.documents.intents import DocumentIntents
from desktop_app.ui.documents.menu import DocumentMenu, Subject, act_on_key
from desktop_app.ui.review.cards import CardDelegate, CardRole


class CardList(QListView):
    """Rows of ``Card``; several can be selected.

    Args:
        lines: How many small lines a card has.

    Signals:
        current_changed: Another row is current now; carries its number, -1 for none.
    """

    current_changed = Signal(int)

    def __init__(
        self,
        name: str,
        lines: int,
        model: QAbstractItemModel,
        intents: DocumentIntents,
        parent: QWidget,
    ) -> None:
        super().__init__(
            parent,
            objectName=name,
            uniformItemSizes=True,
            mouseTracking=True,
            selectionMode=QAbstractItemView.SelectionMode.ExtendedSelection,
            editTriggers=QAbstractItemView.EditTrigger.NoEditTriggers,
            verticalScrollMode=QAbstractItemView.ScrollMode.ScrollPerPixel,
            horizontalScrollBarPolicy=Qt.ScrollBarPolicy.ScrollBarAlwaysOff,
        )
        self._intents = intents
        self.setItemDelegate(CardDelegate(lines, self))
        self.setModel(model)
        self.selectionModel().currentRowChanged.connect(self._on_current_changed)
        self.activated.connect(self._on_activated)

    def choose(self, row: int) -> None:
        """Make a row the only selected one; one that is not there is left alone."""
        index = self.model().index(row, 0)
        if index.isValid():
            flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
            self.selectionModel().setCurrentIndex(index, flag)
            self.scrollTo(index)

    @property
    def current_row(self) -> int:
        """The row that is current, -1 for none."""
        return self.currentIndex().row()

    @property
    def selected_rows(self) -> list[int]:
        """Rows selected, in order."""
        return sorted(index.row() for index in self.selectedIndexes())

    def sizeHint(self) -> QSize:
        return QSize(280, 300)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        path = self.currentIndex().data(CardRole.PATH)
        if path is None or not act_on_key(event, Subject(path), self._intents):
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if (path := index.data(CardRole.PATH)) is not None:
            at = self.visualRect(index).center() if by_key else event.pos()
            DocumentMenu(Subject(path), self._intents, self).popup(self.viewport().mapToGlobal(at))

    def keyboardSearch(self, search: str) -> None:
        """Letters are decisions here; the box above the list finds names."""

    def _on_current_changed(self, current: QModelIndex) -> None:
        self.current_changed.emit(current.row())

    def _on_activated(self, index: QModelIndex) -> None:
        self._intents.open_requested.emit(index.data(CardRole.PATH))
