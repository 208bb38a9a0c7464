"""What came of a comparison: the models' table, and per question what two of them found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QGridLayout,
    QHeaderView,
    QLabel,
    QListView,
    QTableView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.documents.paths import readable
from desktop_app.ui.models.candidates import model_name
from desktop_app.ui.models.comparison_model import (
    OBJECT,
    ClosestModel,
    ComparisonModel,
    Measure,
    failure_words,
)
from desktop_app.ui.text.amounts import number
from desktop_app.ui.theme.tokens import M

if TYPE_CHECKING:
    from desktop_app.model_comparison import ModelComparison


class ComparisonResult(QWidget):
    """Shows a ``ModelComparison``.

    Signals:
        open_requested: A document was activated; carries its path in the folder.

    Attributes:
        table: The models.
        questions: What was asked.
        left, right: What two models found for the chosen question.
        other: Which model stands at the right.
    """

    open_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="comparison_result")
        self._found: ModelComparison | None = None
        self.measures = ComparisonModel(self)
        self.table = _table(self.measures, self)
        self.table.setAccessibleName(self.tr("Models compared"))
        self._failures = QLabel(self, objectName="comparison_failures", wordWrap=True)
        self._failures.setTextFormat(Qt.TextFormat.PlainText)
        self._meaning = QLabel(self, objectName="comparison_meaning", wordWrap=True)
        self._meaning.setProperty("kind", "quiet")
        self._meaning.setText(
            self.tr(
                "“Same among ten” is how many of the ten closest documents are those of the model "
                "in use, too. It tells how much answers would change, not which model is right: "
                "look at the documents."
            )
        )
        self.questions = QTreeWidget(self, objectName="comparison_asked", columnCount=2)
        self.questions.setAccessibleName(self.tr("Questions"))
        self.questions.setHeaderLabels([self.tr("Question"), self.tr("Same")])
        self.questions.setRootIsDecorated(False)
        self.questions.setUniformRowHeights(True)
        heads = self.questions.header()
        heads.setStretchLastSection(False)
        heads.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        heads.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self._first = QLabel(self, objectName="comparison_first")
        self.other = QComboBox(self, objectName="comparison_other")
        self.other.setAccessibleName(self.tr("Model at the right"))
        self.left, self._left = self._list("comparison_left")
        self.right, self._right = self._list("comparison_right")
        self.other.currentIndexChanged.connect(self._on_other)
        self.questions.currentItemChanged.connect(self._show_documents)
        self._lay_out()

    def _lay_out(self) -> None:
        below = QGridLayout()
        below.setSpacing(M)
        below.addWidget(self._first, 0, 1)
        below.addWidget(self.other, 0, 2)
        below.addWidget(self.questions, 0, 0, 2, 1)
        below.addWidget(self.left, 1, 1)
        below.addWidget(self.right, 1, 2)
        for part, stretch in enumerate((4, 3, 3)):
            below.setColumnStretch(part, stretch)
        below.setRowStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(M)
        column.addWidget(self.table)
        column.addWidget(self._failures)
        column.addWidget(self._meaning)
        column.addLayout(below, 1)
        for before, after in (
            (self.table, self.questions),
            (self.questions, self.left),
            (self.left, self.other),
            (self.other, self.right),
        ):
            QWidget.setTabOrder(before, after)

    def _list(self, name: str) -> tuple[QListView, ClosestModel]:
        view, model = QListView(self), ClosestModel(self)
        view.setObjectName(name)
        view.setModel(model)
        view.setIconSize(QSize(16, 16))
        view.setUniformItemSizes(True)
        view.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.activated.connect(self._on_activated)
        return view, model

    # -- what is shown -----------------------------------------------------------------

    def show_found(self, found: ModelComparison) -> None:
        """Show what was found."""
        self._found = found
        self.measures.show(found)
        self._fit_table()
        failures = list(filter(None, map(failure_words, found.models)))
        self._failures.setText("\n".join(failures))
        self._failures.setVisible(bool(failures))
        first = found.models[0]
        self._first.setText(self.tr("%1, in use").replace("%1", model_name(first.model)))
        self.left.setAccessibleName(self._first.text())
        self.other.blockSignals(True)
        self.other.clear()
        for at, row in enumerate(found.models[1:], 1):
            if row.closest:
                self.other.addItem(model_name(row.model), at)
        self.other.blockSignals(False)
        self.questions.clear()
        items = [QTreeWidgetItem([query, ""]) for query in found.queries]
        for item in items:
            item.setToolTip(0, item.text(0))
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight)
        self.questions.addTopLevelItems(items)
        self._on_other()
        self.questions.setCurrentItem(items[0])

    def as_table(self) -> list[list[str]]:
        """Return the models' table, and below it each question's documents for each model."""
        rows = self.measures.as_table()
        if self._found is None:
            return rows
        places = [number(place) for place in range(1, 11)]
        rows += [[], [self.tr("Question"), self.tr("Model"), *places]]
        for at, query in enumerate(self._found.queries):
            rows += [
                [query, model_name(row.model), *map(readable, row.closest[at])]
                for row in self._found.models
                if row.closest
            ]
        return rows

    def _on_other(self) -> None:
        if self._found is None:
            return
        at = self.other.currentData()
        name = self.other.currentText()
        self.right.setAccessibleName(name or self.other.accessibleName())
        for row in range(self.questions.topLevelItemCount()):
            item = self.questions.topLevelItem(row)
            if item is not None:
                item.setText(1, self._shared(row, at))
        self._show_documents()

    def _shared(self, question: int, other: int | None) -> str:
        first, second = self._closest(question, 0), self._closest(question, other)
        if not first or not second:
            return "–"
        words = self.tr("%1 of %2").replace("%1", number(len(set(first) & set(second))))
        return words.replace("%2", number(len(first)))

    def _closest(self, question: int, model: int | None) -> tuple[str, ...]:
        if self._found is None or model is None or question < 0:
            return ()
        closest = self._found.models[model].closest
        return closest[question] if closest else ()

    def _show_documents(self) -> None:
        item = self.questions.currentItem()
        question = self.questions.indexOfTopLevelItem(item) if item is not None else -1
        first = self._closest(question, 0)
        second = self._closest(question, self.other.currentData())
        self._left.show(first, second)
        self._right.show(second, first)

    def _fit_table(self) -> None:
        """Make the table as high as its rows, up to six."""
        rows = min(self.measures.rowCount(), 6)
        height = self.table.horizontalHeader().sizeHint().height()
        height += rows * self.table.verticalHeader().defaultSectionSize()
        self.table.setFixedHeight(height + 2 * self.table.frameWidth() + 2)
        self.table.selectRow(0)

    def _on_activated(self, index: QModelIndex) -> None:
        self.open_requested.emit(index.data(OBJECT))


def _table(model: ComparisonModel, parent: QWidget) -> QTableView:
    table = QTableView(parent)
    table.setObjectName("comparison_table")
    table.setModel(model)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.setCornerButtonEnabled(False)
    rows = table.verticalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(table.fontMetrics().height() + 2 * M)
    heads = table.horizontalHeader()
    heads.setHighlightSections(False)
    heads.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
    heads.setSectionResizeMode(Measure.MODEL, QHeaderView.ResizeMode.Stretch)
    return table
