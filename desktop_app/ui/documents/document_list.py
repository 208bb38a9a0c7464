"""A plain list of documents with their menu and keys, as everywhere."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from desktop_app.ui.documents.document_row import DocumentRole, DocumentRow, DocumentRowDelegate
from desktop_app.ui.documents.intents import DocumentIntents
from desktop_app.ui.documents.menu import DocumentMenu, Subject, act_on_key
from desktop_app.ui.theme.icons import icon


class DocumentList(QListView):
    """Rows of ``DocumentRow``; two of them can be chosen to be compared.

    Signals:
        current_changed: Carries the ``QModelIndex`` that is current now.
        selection_changed: Others are selected now; carries how many.
    """

    current_changed = Signal(QModelIndex)
    selection_changed = Signal(int)

    def __init__(self, intents: DocumentIntents, parent: QWidget | None = None) -> None:
        super().__init__(
            parent,
            uniformItemSizes=True,
            mouseTracking=True,
            selectionMode=QAbstractItemView.SelectionMode.ExtendedSelection,
            editTriggers=QAbstractItemView.EditTrigger.NoEditTriggers,
            verticalScrollMode=QAbstractItemView.ScrollMode.ScrollPerPixel,
            horizontalScrollBarPolicy=Qt.ScrollBarPolicy.ScrollBarAlwaysOff,
        )
        self._intents = intents
        self.setItemDelegate(DocumentRowDelegate(self))
        self.activated.connect(self._on_activated)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None:
            self.selectionModel().currentChanged.connect(self.current_changed)
            self.selectionModel().selectionChanged.connect(self._on_selection_changed)
            model.modelReset.connect(self._on_selection_changed)

    @property
    def selected(self) -> list[DocumentRow]:
        """The documents selected, in the order of the list."""
        rows = sorted(self.selectedIndexes(), key=lambda index: index.row())
        return [index.data(DocumentRole.OBJECT) for index in rows]

    def sizeHint(self) -> QSize:
        return QSize(300, 300)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().data(DocumentRole.OBJECT)
        if row is None or not act_on_key(event, Subject(row.path), self._intents):
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        row = index.data(DocumentRole.OBJECT)
        if row is not None:
            at = self.visualRect(index).center() if by_key else event.pos()
            menu = DocumentMenu(Subject(row.path), self._intents, self)
            self._offer_pair(menu)
            menu.popup(self.viewport().mapToGlobal(at))

    def compare_selected(self) -> None:
        """Ask for the two selected documents side by side."""
        if len(rows := self.selected) == 2:
            self._intents.compare_pair_requested.emit(rows[0].path, rows[1].path)

    def _offer_pair(self, menu: DocumentMenu) -> None:
        if len(self.selectedIndexes()) == 2:
            both = QAction(icon("compare"), self.tr("Compare the &two"), menu)
            both.setObjectName("compare_two")
            both.triggered.connect(self.compare_selected)
            menu.insertAction(menu.actions()[0], both)
            menu.insertSeparator(menu.actions()[1])

    def _on_activated(self, index: QModelIndex) -> None:
        row = index.data(DocumentRole.OBJECT)
        if row is not None:
            self._intents.open_requested.emit(row.path)

    def _on_selection_changed(self) -> None:
        self.selection_changed.emit(len(self.selectedIndexes()))
