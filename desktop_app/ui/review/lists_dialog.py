"""Decisions to look at once more: no duplicates, out of date, at odds with each other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPushButton,
    QStackedWidget,
    QTabWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.review.decisions import Decision
from desktop_app.ui.documents.paths import readable
from desktop_app.ui.documents.placeholder import Placeholder
from desktop_app.ui.review.shown import Shown
from desktop_app.ui.review.words import verdict_words
from desktop_app.ui.text.amounts import number
from desktop_app.ui.theme.tokens import L, M

_DECISION = Qt.ItemDataRole.UserRole


class ListsDialog(QDialog):
    """Three lists; what is selected can be taken back.

    Signals:
        taken_back: Carries the ``Decision``s that are to stand no longer.
    """

    taken_back = Signal(object)

    def __init__(self, shown: Shown, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="lists_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Decisions to look at"))
        self.tabs = QTabWidget(self, objectName="lists_tabs")
        self.tabs.setAccessibleName(self.tr("Lists"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self._take = QPushButton(self.tr("Take back"), self, objectName="lists_take_back")
        buttons.addButton(self._take, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        self._take.clicked.connect(self._on_taken_back)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, L, L, L)
        column.setSpacing(M)
        column.addWidget(self.tabs, 1)
        column.addWidget(buttons)
        self.tabs.currentChanged.connect(self._tell)
        self.show_shown(shown)
        if shown.conflicts:
            self.tabs.setCurrentIndex(2)
        elif shown.stale:
            self.tabs.setCurrentIndex(1)
        self.resize(760, 480)

    def show_shown(self, shown: Shown) -> None:
        """Fill the lists; the tab that is open stays open."""
        at = self.tabs.currentIndex()
        while self.tabs.count():
            if (page := self.tabs.widget(0)) is not None:
                page.deleteLater()
            self.tabs.removeTab(0)
        self._add(
            self.tr("No duplicates"),
            self.tr("Pairs that are not shown as alike any more. Taken back, they are again."),
            "lists_not_duplicates",
            [(one,) for one in shown.not_duplicates],
        )
        self._add(
            self.tr("Out of date"),
            self.tr(
                "One of the two documents has changed or is gone since; nothing is done by these."
            ),
            "lists_stale",
            [(one,) for one in shown.stale],
        )
        self._add(
            self.tr("Conflicts"),
            self.tr("Documents with one text that were decided differently."),
            "lists_conflicts",
            list(shown.conflicts),
        )
        self.tabs.setCurrentIndex(max(at, 0))
        self._tell()

    @property
    def list(self) -> QTreeWidget:
        """The list that is open."""
        found = self.tabs.currentWidget().findChild(QTreeWidget)
        assert isinstance(found, QTreeWidget)
        return found

    def _add(self, title: str, words: str, name: str, rows: Sequence[Sequence[Decision]]) -> None:
        page = QWidget(self.tabs)
        tree = QTreeWidget(page, objectName=name, columnCount=3)
        tree.setAccessibleName(title)
        tree.setHeaderLabels([self.tr("Document"), self.tr("Beside"), self.tr("Decision")])
        tree.setSelectionMode(QTreeWidget.SelectionMode.ExtendedSelection)
        tree.setRootIsDecorated(False)
        for row in rows:
            tree.addTopLevelItems([_item(one) for one in row])
        tree.setColumnWidth(0, 290)
        tree.setColumnWidth(1, 290)
        tree.itemSelectionChanged.connect(self._tell)
        none = Placeholder(page)
        none.say("check", self.tr("Nothing here"))
        stack = QStackedWidget(page)
        stack.addWidget(tree)
        stack.addWidget(none)
        stack.setCurrentIndex(0 if rows else 1)
        explained = QLabel(words, page, wordWrap=True)
        explained.setProperty("kind", "quiet")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, M, 0, 0)
        column.addWidget(explained)
        column.addWidget(stack, 1)
        self.tabs.addTab(page, f"{title} ({number(len(rows))})")

    def _selected(self) -> Iterable[Decision]:
        return [item.data(0, _DECISION) for item in self.list.selectedItems()]

    def _on_taken_back(self) -> None:
        if found := tuple(self._selected()):
            self.taken_back.emit(found)

    def _tell(self) -> None:
        there = self.tabs.currentWidget() is not None
        self._take.setEnabled(there and bool(self.list.selectedItems()))


def _item(one: Decision) -> QTreeWidgetItem:
    verdict = verdict_words(one.verdict) if one.verdict else ""
    words = " · ".join(part for part in (verdict, one.note) if part)
    item = QTreeWidgetItem([readable(one.path), readable(one.other), words])
    item.setData(0, _DECISION, one)
    for column in range(3):
        item.setToolTip(column, item.text(column))
    return item
