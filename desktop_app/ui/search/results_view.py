"""The list of results."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from desktop_app.ui.documents.intents import DocumentIntents
from desktop_app.ui.documents.menu import DocumentMenu, Subject, act_on_key
from desktop_app.ui.search.result_delegate import ResultDelegate
from desktop_app.ui.search.result_row import ResultRow
from desktop_app.ui.search.results_model import ResultsModel


class ResultsView(QListView):
    """Results, best first. Up and Down choose, Right and Left unfold and fold, Enter opens.

    Signals:
        chosen: Another row is the current one; carries its ``ResultRow``, or None.
        activated_row: Enter or a double click; carries the ``ResultRow``.
        left_upwards: Up on the first row.
    """

    chosen = Signal(object)
    activated_row = Signal(object)
    left_upwards = Signal()

    def __init__(self, intents: DocumentIntents, parent: QWidget | None = None) -> None:
        super().__init__(
            parent,
            objectName="results",
            uniformItemSizes=True,
            mouseTracking=True,
            verticalScrollMode=QAbstractItemView.ScrollMode.ScrollPerPixel,
            horizontalScrollBarPolicy=Qt.ScrollBarPolicy.ScrollBarAlwaysOff,
            editTriggers=QAbstractItemView.EditTrigger.NoEditTriggers,
            resizeMode=QListView.ResizeMode.Adjust,
        )
        self.setAccessibleName(self.tr("Results"))
        self._intents = intents
        self._results = ResultsModel(self)
        self._delegate = ResultDelegate(self)
        self.setItemDelegate(self._delegate)
        self.setModel(self._results)
        # With all rows of one height, as long as nothing is unfolded, 20,000 are laid out at once.
        self._results.expanded_changed.connect(self._on_expanded_changed)
        self._delegate.fold_toggled.connect(self.toggle)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self.activated.connect(self._on_activated)
        self._set_step()

    @property
    def results(self) -> ResultsModel:
        return self._results

    @property
    def current_row(self) -> ResultRow | None:
        return self._results.row_at(self.currentIndex())

    def choose_first(self) -> None:
        """Make the best result the current one."""
        if self._results.rowCount():
            self.setCurrentIndex(self._results.index(0))

    def step(self, by: int) -> None:
        """Go to the next or an earlier result."""
        number = self.currentIndex().row() + by
        if 0 <= number < self._results.rowCount():
            self.setCurrentIndex(self._results.index(number))

    def toggle(self, index: QModelIndex) -> None:
        """Unfold or fold the documents that say the same as the one at ``index``."""
        self._results.set_expanded(index, expanded=not self._results.is_expanded(index))

    def subject(self) -> Subject | None:
        """Return what the menu and its keys are about."""
        row = self.current_row
        return Subject(row.path, row.snippet.text) if row else None

    # -- events --------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        subject = self.subject()
        index = self.currentIndex()
        key = event.key()
        if subject and act_on_key(event, subject, self._intents):
            return
        if key in (Qt.Key.Key_Right, Qt.Key.Key_Left) and not event.modifiers():
            self._fold_by_key(index, expanded=key == Qt.Key.Key_Right)
        elif key == Qt.Key.Key_Up and index.row() <= 0:
            self.left_upwards.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self._on_activated(index)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        subject = self.subject()
        if subject:
            at = self.visualRect(index).center() if by_key else event.pos()
            DocumentMenu(subject, self._intents, self).popup(self.viewport().mapToGlobal(at))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._set_step()

    # -- plumbing --------------------------------------------------------------------

    def _fold_by_key(self, index: QModelIndex, *, expanded: bool) -> None:
        row = self._results.row_at(index)
        if row is not None and row.alike_of and not expanded:
            self.setCurrentIndex(self._results.index_of(row.alike_of))
        else:
            self._results.set_expanded(index, expanded=expanded)

    def _on_expanded_changed(self, any_expanded: bool) -> None:
        self.setUniformItemSizes(not any_expanded)
        self.scheduleDelayedItemsLayout()

    def _on_current_changed(self, current: QModelIndex) -> None:
        self.chosen.emit(self._results.row_at(current))

    def _on_activated(self, index: QModelIndex) -> None:
        row = self._results.row_at(index)
        if row is not None:
            self.activated_row.emit(row)
            self._intents.open_requested.emit(row.path)

    def _set_step(self) -> None:
        metrics = self._delegate.metrics(self.font(), self.viewport().width())
        self.verticalScrollBar().setSingleStep(max(1, metrics.hit_height // 3))
