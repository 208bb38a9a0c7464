"""The models of one provider, or of this computer, a line each."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.models.choosing_work import ModelRow
from desktop_app.ui.text.amounts import day, dollars, number
from desktop_app.ui.theme.tokens import L, M, S

_NAME, _DIM, _PRICE, _DEED = range(4)


class ModelCard(QFrame):
    """Where these models run, what each is, and the button that takes it.

    Signals:
        use_requested: Carries the id of a model, with the dimension that was chosen.
        take_back_requested: Carries the id of a model that has a person's yes.
        key_requested: The key of this provider shall be set.
    """

    use_requested = Signal(str)
    take_back_requested = Signal(str)
    key_requested = Signal()

    def __init__(self, title: str, about: str, parent: QWidget, *, has_key: bool = False) -> None:
        super().__init__(parent, objectName="model_card")
        self.setProperty("kind", "card")
        self.title = title
        heading = QLabel(title, self)
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        self.about = _small(about, self)
        self.key = QPushButton(self.tr("Key…"), self, objectName="model_key", autoDefault=False)
        self.key.setAccessibleName(self.tr("Key for %1").replace("%1", title))
        self.key.setVisible(has_key)
        self.key.clicked.connect(self.key_requested)
        head = QHBoxLayout()
        head.setSpacing(M)
        head.addWidget(heading, 1)
        head.addWidget(self.key)
        self._lines: list[QWidget] = []
        self._shown: tuple[tuple[ModelRow, ...], bool] | None = None
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(M)
        self._grid.setVerticalSpacing(S)
        self._grid.setColumnStretch(_NAME, 1)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(L, M, M, M)
        self.column.setSpacing(S)
        self.column.addLayout(head)
        self.column.addWidget(self.about)
        self.column.addLayout(self._grid)

    def show_rows(self, rows: list[ModelRow], *, can_choose: bool) -> None:
        """Show these models in place of those before.

        Args:
            can_choose: A folder is open, and its texts may go there.
        """
        shown = tuple(rows), can_choose
        if shown == self._shown:
            return  # whoever is just choosing a dimension is not disturbed
        self._shown = shown
        for widget in self._lines:
            self._grid.removeWidget(widget)
            widget.setParent(None)
            widget.deleteLater()
        self._lines = []
        for place, row in enumerate(rows):
            self._add(3 * place, row, can_choose=can_choose)

    def _add(self, line: int, row: ModelRow, *, can_choose: bool) -> None:
        name = QLabel(row.name, self, objectName="model_name", textFormat=Qt.TextFormat.PlainText)
        name.setToolTip(row.model)
        dims = self._dims(row)
        price = QLabel(_price_words(row), self, objectName="model_price")
        price.setProperty("kind", "small")
        self._put(name, line, _NAME)
        self._put(dims, line, _DIM)
        self._put(price, line, _PRICE)
        if row.can_be_chosen or isinstance(dims, QComboBox):
            use = QPushButton(
                self.tr("Use…") if row.provider else self.tr("Use"),
                self,
                objectName="model_use",
                autoDefault=False,
            )
            use.setAccessibleName(self.tr("Use %1 for this folder").replace("%1", row.name))
            use.setEnabled(can_choose)
            use.clicked.connect(lambda: self.use_requested.emit(_chosen_id(row, dims)))
            self._put(use, line, _DEED)
        note = _small(self._note(row), self)
        note.setObjectName("model_note")
        if row.in_use or row.is_coming:
            note.setProperty("tone", "good")
        self._put(note, line + 1, _NAME, columns=_DEED)
        if row.agreed_on:
            back = QPushButton(
                self.tr("Take back"), self, objectName="model_take_back", autoDefault=False
            )
            back.setProperty("kind", "link")
            back.setAccessibleName(
                self.tr("Take back the yes to %1 for this folder").replace("%1", row.name)
            )
            back.clicked.connect(lambda: self.take_back_requested.emit(row.model))
            self._put(back, line + 1, _DEED)
        self._grid.setRowMinimumHeight(line + 2, S)

    def _put(self, widget: QWidget, line: int, column: int, columns: int = 1) -> None:
        self._grid.addWidget(widget, line, column, 1, columns)
        self._lines.append(widget)
        widget.show()

    def _dims(self, row: ModelRow) -> QWidget:
        numbers = self.tr("%1 numbers")
        if len(row.dims) < 2:
            words = numbers.replace("%1", number(row.dim)) if row.dim else ""
            label = QLabel(words, self, objectName="model_dim")
            label.setProperty("kind", "small")
            return label
        box = QComboBox(self, objectName="model_dims")
        box.setAccessibleName(self.tr("Length of the vectors of %1").replace("%1", row.name))
        for dim in sorted({*row.dims, row.dim}):
            box.addItem(numbers.replace("%1", number(dim)), dim)
        box.setCurrentIndex(box.findData(row.dim))
        return box

    def _note(self, row: ModelRow) -> str:
        parts = [self._state(row), language_words(row.languages)]
        if row.agreed_on:
            parts.append(self.tr("you said yes on %1").replace("%1", day(row.agreed_on)))
        return " · ".join(filter(None, parts))

    def _state(self, row: ModelRow) -> str:
        if row.is_coming:
            return self.tr("this folder is being indexed with it")
        if row.in_use and row.provider and not row.agreed_on:
            return self.tr("this folder uses it, but nothing may be sent without your yes")
        return self.tr("this folder uses it") if row.in_use else ""


def language_words(languages: str) -> str:
    """Return which languages a model knows, in the window's."""
    if languages == "English":
        return QCoreApplication.translate("ModelCard", "English")
    if languages == "many languages":
        return QCoreApplication.translate("ModelCard", "many languages")
    count, _, unit = languages.partition(" ")
    if unit != "languages":
        return ""
    return QCoreApplication.translate("ModelCard", "%1 languages").replace("%1", count)


def _price_words(row: ModelRow) -> str:
    if not row.provider:
        return QCoreApplication.translate("ModelCard", "free")
    if row.price is None:
        return QCoreApplication.translate("ModelCard", "price not known here")
    words = QCoreApplication.translate("ModelCard", "%1 a million tokens")
    return words.replace("%1", dollars(row.price))


def _chosen_id(row: ModelRow, dims: QWidget) -> str:
    if not isinstance(dims, QComboBox):
        return row.model
    dim = dims.currentData()
    is_usual = row.dims and dim == max(row.dims)
    return row.model if is_usual else f"{row.model}@{dim}"


def _small(words: str, parent: QWidget) -> QLabel:
    label = QLabel(words, parent, wordWrap=True)
    label.setProperty("kind", "small")
    return label
