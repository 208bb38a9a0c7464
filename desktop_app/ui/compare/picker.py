"""Asks with which document of the folder another one is to be compared."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListView,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.compare.picker_model import PickerModel
from desktop_app.ui.documents.document_row import DocumentRole, DocumentRowDelegate
from desktop_app.ui.documents.paths import name_of
from desktop_app.ui.theme.icons import icon
from desktop_app.ui.theme.tokens import L, M

_SIZE = QSize(560, 520)


class ComparePicker(QDialog):
    """A box to filter by name and a list; Enter takes what is marked.

    Signals:
        chosen: Carries the path of the other document.
    """

    chosen = Signal(str)

    def __init__(self, path: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="compare_picker")
        self.setWindowTitle(self.tr("Compare with…"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.documents = PickerModel(path, self)
        title = QLabel(self.tr("Compare %1 with:").replace("%1", name_of(path)), self)
        title.setTextFormat(Qt.TextFormat.PlainText)
        title.setWordWrap(True)
        title.setProperty("kind", "title")
        self._box = QLineEdit(self, objectName="picker_box", clearButtonEnabled=True)
        self._box.setPlaceholderText(self.tr("Part of a name or folder"))
        self._box.setAccessibleName(self._box.placeholderText())
        self._box.addAction(icon("search", "quiet"), QLineEdit.ActionPosition.LeadingPosition)
        self._box.textChanged.connect(self._on_typed)
        self._box.installEventFilter(self)
        self._list = self._make_list()
        self._none = QLabel(self.tr("No document fits."), self, visible=False)
        self._none.setProperty("kind", "quiet")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self._take = buttons.addButton(self.tr("Compare"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._take.setProperty("kind", "primary")
        self._take.style().polish(self._take)
        buttons.accepted.connect(self._on_taken)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, L, L, L)
        column.setSpacing(M)
        for widget in (title, self._box):
            column.addWidget(widget)
        column.addWidget(self._list, 1)
        column.addWidget(self._none)
        column.addWidget(buttons)
        self.resize(_SIZE)
        self.documents.modelReset.connect(self._on_filled)
        self._on_filled()
        self._box.setFocus()

    def _make_list(self) -> QListView:
        view = QListView(
            self,
            objectName="picker_list",
            mouseTracking=True,
            editTriggers=QAbstractItemView.EditTrigger.NoEditTriggers,
            verticalScrollMode=QAbstractItemView.ScrollMode.ScrollPerPixel,
            horizontalScrollBarPolicy=Qt.ScrollBarPolicy.ScrollBarAlwaysOff,
        )
        view.setAccessibleName(self.tr("Documents to compare with"))
        view.setItemDelegate(DocumentRowDelegate(view))
        view.setModel(self.documents)
        view.activated.connect(self._on_activated)
        view.doubleClicked.connect(self._on_activated)
        return view

    def _on_typed(self, words: str) -> None:
        self.documents.limit(words)

    def _on_filled(self) -> None:
        first = self.documents.first
        self._list.setCurrentIndex(first)
        self._list.scrollToTop()
        self._none.setVisible(not first.isValid())
        self._take.setEnabled(first.isValid())

    def _on_taken(self) -> None:
        self._on_activated(self._list.currentIndex())

    def _on_activated(self, index: QModelIndex) -> None:
        row = index.data(DocumentRole.OBJECT)
        if row is not None and self.result() != QDialog.DialogCode.Accepted:
            self.chosen.emit(row.path)
            self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_taken()
                return True
            if event.key() in (
                Qt.Key.Key_Down,
                Qt.Key.Key_Up,
                Qt.Key.Key_PageDown,
                Qt.Key.Key_PageUp,
            ):
                self._list.event(event)
                return True
        return super().eventFilter(watched, event)
