"""Which models shall be compared, and what they are asked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from desktop_app.errors import ConsentMissing
from desktop_app.ui.models.candidates import Candidate, Wanted, model_name
from desktop_app.ui.text.sentences import message_of
from desktop_app.ui.theme.tokens import M

_CANDIDATE = Qt.ItemDataRole.UserRole
_MOST_QUERIES = 50
_MOST_TAKEN = 10
_DOCUMENTS = 100
_MOST_DOCUMENTS = 1000


class ComparisonChoice(QWidget):
    """Models with a tick each, questions, a number of documents.

    Args:
        searched: Words this folder was asked for, the last ones first.

    Signals:
        changed: Something was chosen otherwise.
    """

    changed = Signal()

    def __init__(self, searched: Sequence[str] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="comparison_choice")
        self._searched = searched[:_MOST_TAKEN]
        self.models = QListWidget(self, objectName="comparison_models")
        self.models.setAccessibleName(self.tr("Models"))
        self.models.setWordWrap(True)
        self.models.itemChanged.connect(self.changed)
        self.questions = QPlainTextEdit(self, objectName="comparison_questions")
        self.questions.setTabChangesFocus(True)
        self.questions.setPlaceholderText(
            self.tr("None: then titles and first sentences of documents are asked for.")
        )
        self._take = QPushButton(
            self.tr("Take what I searched for"), self, objectName="comparison_take"
        )
        self._take.setVisible(bool(self._searched))
        self._take.clicked.connect(self._on_take)
        self.documents = QSpinBox(self, objectName="comparison_documents")
        self.documents.setRange(10, _MOST_DOCUMENTS)
        self.documents.setSingleStep(50)
        self.documents.setValue(_DOCUMENTS)
        self._lay_out()

    def _lay_out(self) -> None:
        models = self._label(self.tr("&Models"), self.models)
        questions = self._label(self.tr("Your &questions, one a line"), self.questions)
        documents = self._label(self.tr("&Documents to read, at most"), self.documents)
        above = QHBoxLayout()
        above.addWidget(questions, 1)
        above.addWidget(self._take)
        line = QHBoxLayout()
        line.setSpacing(M)
        line.addWidget(documents)
        line.addWidget(self.documents)
        line.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(M)
        column.addWidget(models)
        column.addWidget(self.models, 3)
        column.addLayout(above)
        column.addWidget(self.questions, 2)
        column.addLayout(line)
        QWidget.setTabOrder(self.models, self._take)
        QWidget.setTabOrder(self._take, self.questions)
        QWidget.setTabOrder(self.questions, self.documents)

    def _label(self, words: str, of: QWidget) -> QLabel:
        label = QLabel(words, self)
        label.setBuddy(of)
        of.setAccessibleName(words.replace("&", ""))
        return label

    # -- what is shown -----------------------------------------------------------------

    def show_candidates(self, candidates: Sequence[Candidate]) -> None:
        """Offer these; those of this computer are ticked, for they cost nothing."""
        self.models.blockSignals(True)
        self.models.clear()
        for candidate in candidates:
            self.models.addItem(self._item(candidate))
        self.models.setCurrentRow(0)
        self.models.blockSignals(False)
        self.changed.emit()

    @property
    def wanted(self) -> Wanted:
        """What is chosen now."""
        lines = self.questions.toPlainText().splitlines()
        queries = dict.fromkeys(filter(None, (" ".join(line.split()) for line in lines)))
        items = [self.models.item(row) for row in range(self.models.count())]
        ticked: list[Candidate] = [
            item.data(_CANDIDATE) for item in items if item.checkState() is Qt.CheckState.Checked
        ]
        return Wanted(
            tuple(candidate.model for candidate in ticked),
            any(candidate.in_use for candidate in ticked),
            tuple(queries)[:_MOST_QUERIES],
            self.documents.value(),
        )

    # -- parts -------------------------------------------------------------------------

    def _item(self, candidate: Candidate) -> QListWidgetItem:
        place = candidate.host or self.tr("on this computer")
        words = " · ".join(
            filter(None, (model_name(candidate.model), place, self._note(candidate)))
        )
        item = QListWidgetItem(words)
        item.setData(_CANDIDATE, candidate)
        item.setToolTip(candidate.model)
        flags = Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable
        if candidate.can_be_chosen:
            flags |= Qt.ItemFlag.ItemIsEnabled
        if candidate.in_use and candidate.can_be_chosen:
            flags &= ~Qt.ItemFlag.ItemIsUserCheckable  # what the others are compared with
        item.setFlags(flags)
        ticked = candidate.can_be_chosen and (candidate.in_use or not candidate.host)
        item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
        return item

    def _note(self, candidate: Candidate) -> str:
        if isinstance(candidate.refusal, ConsentMissing):
            return self.tr("needs your yes first: Settings, Models")
        if candidate.refusal is not None:
            return message_of(candidate.refusal)
        if not candidate.is_here:
            return self.tr("not fetched yet")
        return self.tr("in use") if candidate.in_use else ""

    def _on_take(self) -> None:
        there = self.wanted.queries
        self.questions.setPlainText("\n".join(dict.fromkeys((*there, *self._searched))))
