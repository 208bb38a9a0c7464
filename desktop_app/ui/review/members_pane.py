"""The middle pane: the documents of a group, and what can be decided about them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QToolButton, QVBoxLayout, QWidget

from desktop_app.review.decisions import Verdict
from desktop_app.ui.documents.intents import DocumentIntents
from desktop_app.ui.flow_layout import FlowLayout
from desktop_app.ui.review.card_list import CardList
from desktop_app.ui.review.cards import CardRole
from desktop_app.ui.review.members_model import MembersModel, Pending
from desktop_app.ui.review.words import Counted, group_words
from desktop_app.ui.theme.tokens import L, M, S

if TYPE_CHECKING:
    from desktop_app.review.board import BoardGroup, BoardMember

KEYS = {
    Verdict.DUPLICATE: "D",
    Verdict.VERSION: "V",
    Verdict.NOT_RELATED: "X",
    Verdict.KEEP: "K",
    Verdict.UNSURE: "U",
}
NOTE_KEY, KEPT_KEY = "N", "R"


class MembersPane(QWidget):
    """Kept copy first.

    Signals:
        chosen: Another document is current; carries its ``BoardMember``, None for the kept copy.
        verdict_requested: Carries a ``Verdict`` for what is selected.
        note_requested, kept_requested: About the current document.
    """

    chosen = Signal(object)
    verdict_requested = Signal(object)
    note_requested = Signal()
    kept_requested = Signal()

    def __init__(self, intents: DocumentIntents, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="members_pane")
        self.setAccessibleName(self.tr("Documents of the group"))
        self._counted = Counted(self)
        self.model = MembersModel(self)
        self.list = CardList("members", 3, self.model, intents, self)
        self.list.setAccessibleName(self.tr("Documents of the group"))
        self._title = QLabel(self, objectName="members_title")
        self._title.setProperty("kind", "title")
        self._hint = QLabel(self, objectName="members_hint", wordWrap=True)
        self._hint.setProperty("kind", "small")
        self._buttons = QFrame(self)
        self._buttons.setProperty("kind", "bar")
        self._buttons.setProperty("edge", "bottom")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._title.setContentsMargins(L, M, L, M)
        column.addWidget(self._title)
        column.addWidget(self.list, 1)
        column.addWidget(self._buttons)
        self._make_buttons()
        self.list.current_changed.connect(self._on_current_changed)
        self.list.selectionModel().selectionChanged.connect(self._tell_hint)

    # -- what is shown -----------------------------------------------------------------

    def show_group(self, group: BoardGroup | None, pending: Pending) -> None:
        """Show a group; in another one than before, the first open document is current."""
        before = self.model.group
        at, path = self.list.current_row, self.list.currentIndex().data(CardRole.PATH)
        self.model.show_group(group, pending)
        self._buttons.setEnabled(group is not None)
        if group is None:
            self._title.clear()
            self.chosen.emit(None)
            return
        words = self._counted.documents(group.count)
        self._title.setText(f"{group_words(group.relation)} · {words}")
        same = before is not None and before.kept.path == group.kept.path
        if not same or at < 0:
            self.list.choose(self.next_open(0) or 1)
        elif self.list.current_row < 0:
            there = self.model.index_of(path).row()
            self.list.choose(there if there >= 0 else min(at, len(group.members)))
        self._tell_hint()

    def show_pending(self, pending: Pending) -> None:
        """Decisions have been made, or written down."""
        self.model.show_group(self.model.group, pending)

    @property
    def current(self) -> BoardMember | None:
        """The document the person is at; None for the kept copy."""
        return self.model.member_at(self.list.current_row)

    @property
    def selected(self) -> list[BoardMember]:
        """The documents selected, without the kept copy."""
        found = (self.model.member_at(row) for row in self.list.selected_rows)
        return [member for member in found if member is not None]

    def next_open(self, after: int) -> int | None:
        """Return the row of the first document below ``after`` without a decision, or None."""
        for row in range(after + 1, self.model.rowCount()):
            member = self.model.member_at(row)
            if member is not None and self.model.verdict_of(member) is None:
                return row
        return None

    # -- parts -------------------------------------------------------------------------

    def _make_buttons(self) -> None:
        column = QVBoxLayout(self._buttons)
        column.setContentsMargins(L, M, L, M)
        column.setSpacing(S)
        column.addWidget(self._hint)
        row = QWidget(self._buttons)
        flow = FlowLayout(row, spacing=S)
        words = {
            Verdict.DUPLICATE: self.tr("Duplicate"),
            Verdict.VERSION: self.tr("Version"),
            Verdict.NOT_RELATED: self.tr("Not related"),
            Verdict.KEEP: self.tr("Keep both"),
            Verdict.UNSURE: self.tr("Unsure"),
        }
        for verdict, key in KEYS.items():
            button = self._button(f"decide_{verdict.value}", words[verdict], key)
            button.clicked.connect(lambda _=False, one=verdict: self.verdict_requested.emit(one))
            flow.addWidget(button)
        note = self._button("decide_note", self.tr("Note…"), NOTE_KEY)
        note.clicked.connect(self.note_requested)
        flow.addWidget(note)
        kept = self._button("decide_kept", self.tr("Keep this one instead"), KEPT_KEY)
        kept.clicked.connect(self.kept_requested)
        flow.addWidget(kept)
        column.addWidget(row)

    def _button(self, name: str, words: str, key: str) -> QToolButton:
        button = QToolButton(self._buttons, objectName=name, text=f"{words}  {key}")
        button.setProperty("kind", "pill")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setAccessibleName(words)
        button.setToolTip(self.tr("%1 (key %2)").replace("%1", words).replace("%2", key))
        return button

    def _on_current_changed(self, row: int) -> None:
        if row >= 0:
            self.chosen.emit(self.model.member_at(row))

    def _tell_hint(self) -> None:
        count = len(self.selected)
        if count > 1:
            words = self.tr("What you decide goes for %Ln document(s).", "", count)
        elif self.current is None:
            words = self.tr("The kept copy stays; decide about the others.")
        else:
            words = self.tr("What is this to the kept copy?")
        self._hint.setText(words)
