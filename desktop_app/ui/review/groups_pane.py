"""The left pane: how far one is, filters, the groups, the threshold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from desktop_app.ui.documents.intents import DocumentIntents
from desktop_app.ui.documents.placeholder import Placeholder
from desktop_app.ui.review.card_list import CardList
from desktop_app.ui.review.group_filters import GroupFilters
from desktop_app.ui.review.groups_model import GroupsModel
from desktop_app.ui.review.shown import Shown
from desktop_app.ui.review.threshold_bar import ThresholdBar
from desktop_app.ui.text.amounts import number, share
from desktop_app.ui.theme.tokens import L, M

if TYPE_CHECKING:
    from desktop_app.review.board import BoardGroup


class GroupsPane(QWidget):
    """The groups.

    Signals:
        chosen: Another ``BoardGroup`` is current, or the same with other contents, or None.
        wanted_changed: Carries ``Wanted``.
    """

    chosen = Signal(object)
    wanted_changed = Signal(object)

    def __init__(self, intents: DocumentIntents, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="groups_pane")
        self.setAccessibleName(self.tr("Groups"))
        self._shown: Shown | None = None
        self.model = GroupsModel(self)
        self.list = CardList("groups", 2, self.model, intents, self)
        self.list.setAccessibleName(self.tr("Groups of alike documents"))
        self.filters = GroupFilters(self)
        self.threshold = ThresholdBar(intents, self)
        self._place = QLabel(self, objectName="groups_place")
        self._place.setProperty("kind", "title")
        self._progress = QProgressBar(self, objectName="groups_decided", textVisible=False)
        self._progress.setAccessibleName(self.tr("Groups decided"))
        self._none = Placeholder(self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._none)
        head = QVBoxLayout()
        head.setContentsMargins(L, M, L, M)
        head.setSpacing(M)
        for widget in (self._place, self._progress, self.filters):
            head.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        column.addWidget(self.threshold)
        self.list.current_changed.connect(self._on_current_changed)
        self.filters.changed.connect(self.wanted_changed)
        self.threshold.changed.connect(self.filters.set_threshold)
        self._none.button_clicked.connect(self.filters.clear)

    # -- what is shown -----------------------------------------------------------------

    def show_shown(self, shown: Shown) -> None:
        """List groups; the person stays at the group they are at, or at its place."""
        at = self.current
        row = self.list.current_row
        self._shown = shown
        self.model.show_groups(shown.groups)
        self.filters.show_shown(shown)
        self.threshold.show_shown(shown)
        self._stack.setCurrentIndex(0 if shown.groups else 1)
        if not shown.groups:
            self._say_none(shown)
            self.chosen.emit(None)
        else:
            same = self.model.index_of(at.kept.path).row() if at else -1
            wanted = same if same >= 0 else min(max(row, 0), len(shown.groups) - 1)
            if wanted == self.list.current_row:
                self.chosen.emit(self.current)
            else:
                self.list.choose(wanted)
        self._tell_place()

    @property
    def current(self) -> BoardGroup | None:
        """The group the person is at."""
        row = self.list.current_row
        return self.model.groups[row] if 0 <= row < len(self.model.groups) else None

    @property
    def selected(self) -> list[BoardGroup]:
        """The groups selected."""
        return [self.model.groups[row] for row in self.list.selected_rows]

    def step(self, by: int) -> None:
        """Go to the next group, or to the one before."""
        self.list.choose(max(0, self.list.current_row + by))

    def _say_none(self, shown: Shown) -> None:
        if shown.wanted.limits:
            self._none.say(
                "filter",
                self.tr("No group is like that"),
                self.tr(
                    "The filters above leave nothing of %Ln group(s).", "", shown.counts.groups
                ),
                self.tr("Show all groups"),
            )
        else:
            words = self.tr("Nothing is as alike as that.")
            self._none.say("duplicates", self.tr("No groups"), words)

    def _on_current_changed(self, row: int) -> None:
        self._tell_place()
        self.chosen.emit(self.current if row >= 0 else None)

    def _tell_place(self) -> None:
        shown = self._shown
        if shown is None:
            return
        count = len(shown.groups)
        decided = shown.decided / shown.counts.groups if shown.counts.groups else 0.0
        words = self.tr("Group %1 of %2 · %3 decided")
        words = words.replace("%1", number(self.list.current_row + 1 if count else 0))
        words = words.replace("%2", number(count)).replace("%3", share(decided))
        self._place.setText(words)
        self._progress.setRange(0, max(1, shown.counts.groups))
        self._progress.setValue(shown.decided)
