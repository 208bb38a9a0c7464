"""Which groups are listed, and in which order: quiet chips above the list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QLineEdit, QMenu, QToolButton, QVBoxLayout, QWidget

from desktop_app.review.decisions import Verdict
from desktop_app.similarity.duplicates.relations import Relation
from desktop_app.ui.documents.kinds import Family
from desktop_app.ui.documents.paths import readable
from desktop_app.ui.flow_layout import FlowLayout
from desktop_app.ui.review.shown import Shown, Wanted
from desktop_app.ui.review.words import group_words, state_words, verdict_words
from desktop_app.ui.search.filter_chips import Chip
from desktop_app.ui.text.amounts import number
from desktop_app.ui.theme.icons import icon
from desktop_app.ui.theme.tokens import M, S

_TYPING_MS = 150
_MOST_FOLDERS = 300
_RELATIONS = (
    Relation.IDENTICAL_FILE,
    Relation.IDENTICAL_TEXT,
    Relation.NEAR_DUPLICATE,
    Relation.CONTAINS,
    Relation.SAME_TEMPLATE,
    Relation.POSSIBLE,
)
_STATES = ("open", "partly", "decided", "conflict")


class GroupFilters(QWidget):
    """A box for part of a name, and chips for relation, decision, type, folder and order.

    Signals:
        changed: Carries ``Wanted``; its threshold is the one given last.
    """

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="group_filters")
        self.setAccessibleName(self.tr("Filters"))
        self._wanted = Wanted()
        self._folders: Sequence[str] | None = None
        self.box = QLineEdit(self, objectName="groups_box", clearButtonEnabled=True)
        self.box.setPlaceholderText(self.tr("Part of a name or folder"))
        self.box.setAccessibleName(self.box.placeholderText())
        self.box.addAction(icon("search", "quiet"), QLineEdit.ActionPosition.LeadingPosition)
        self._pause = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._pause.timeout.connect(lambda: self._set(words=self.box.text().strip()))
        self.box.textChanged.connect(lambda _: self._pause.start())
        self._relation = Chip("groups_relation", self.tr("Relation"), "duplicates", self)
        self._state = Chip("groups_state", self.tr("Decision"), "check", self)
        self._type = Chip("groups_type", self.tr("Type"), "page", self)
        self._folder = Chip("groups_folder", self.tr("Folder"), "folder", self)
        self._order = Chip("groups_order", self.tr("Order"), "filter", self)
        self._clear = QToolButton(self, objectName="groups_clear", text=self.tr("Show all groups"))
        self._clear.setProperty("kind", "small")
        self._clear.clicked.connect(self.clear)
        chips = QWidget(self)
        flow = FlowLayout(chips, spacing=S)
        for chip in (self._relation, self._state, self._type, self._folder, self._order):
            chip.setProperty("small", True)
            flow.addWidget(chip)
        flow.addWidget(self._clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(M)
        column.addWidget(self.box)
        column.addWidget(chips)
        self._fill_states()
        self._fill_orders()
        self._fill(self._type.menu(), Family, lambda one: one.words, "families")
        self._tell()

    # -- what there is -------------------------------------------------------------------

    def show_shown(self, shown: Shown) -> None:
        """Offer the relations and folders that there are."""
        menu = self._relation.menu()
        if not menu.isVisible():
            menu.clear()
            counts = shown.counts.by_relation
            there = [one for one in _RELATIONS if counts.get(one) or one in self._wanted.relations]
            words = lambda one: f"{group_words(one)}\t{number(counts.get(one, 0))}"  # noqa: E731
            self._fill(menu, there, words, "relations")
        if shown.folders != self._folders:
            self._folders = shown.folders
            self._fill_folders(shown.folders)

    @property
    def wanted(self) -> Wanted:
        """What is chosen."""
        return self._wanted

    def set_threshold(self, threshold: int) -> None:
        """Show groups at another threshold, in percent."""
        self._set(threshold=threshold)

    def clear(self) -> None:
        """Show all groups at this threshold, in the same order."""
        self.box.clear()
        self._pause.stop()
        self._wanted = Wanted(self._wanted.threshold, order=self._wanted.order)
        for chip in (self._relation, self._state, self._type):
            for action in chip.menu().actions():
                before = action.blockSignals(True)
                action.setChecked(False)
                action.blockSignals(before)
        self._tell()
        self.changed.emit(self._wanted)

    def _fill_states(self) -> None:
        menu = self._state.menu()
        self._fill(menu, _STATES, state_words, "states")
        menu.addSeparator()
        self._fill(menu, Verdict, verdict_words, "verdicts")
        menu.addSeparator()
        action = QAction(self.tr("Something may go"), menu, checkable=True)
        action.toggled.connect(lambda on: self._set(removable=on))
        menu.addAction(action)

    def _fill_orders(self) -> None:
        menu = self._order.menu()
        self._orders = {
            "strongest": self.tr("Strongest relation first"),
            "confidence": self.tr("Surest first (weakest link)"),
            "risk": self.tr("Riskiest first"),
            "size": self.tr("Most room first"),
            "count": self.tr("Most documents first"),
            "path": self.tr("By place"),
        }
        group = QActionGroup(menu)
        for name, words in self._orders.items():
            action = QAction(words, menu, checkable=True, checked=name == self._wanted.order)
            action.triggered.connect(lambda _=False, name=name: self._set(order=name))
            group.addAction(action)
            menu.addAction(action)

    def _fill_folders(self, folders: Sequence[str]) -> None:
        menu = self._folder.menu()
        menu.clear()
        for folder in ("", *folders[:_MOST_FOLDERS]):
            words = readable(folder).replace("&", "&&") or self.tr("All folders")
            action = menu.addAction(words)
            action.triggered.connect(lambda _=False, folder=folder: self._set(folder=folder))

    def _fill(
        self, menu: QMenu, values: Iterable[object], words: Callable[..., str], name: str
    ) -> None:
        for value in values:
            chosen = value in getattr(self._wanted, name)
            action = QAction(words(value), menu, checkable=True, checked=chosen)
            action.toggled.connect(
                lambda on, value=value: self._set(**{name: self._with(name, value, on=on)})
            )
            menu.addAction(action)

    # -- what is chosen --------------------------------------------------------------------

    def _with(self, name: str, value: object, *, on: bool) -> frozenset[object]:
        chosen: frozenset[object] = getattr(self._wanted, name)
        return chosen | {value} if on else chosen - {value}

    def _set(self, **changes: object) -> None:
        wanted = replace(self._wanted, **changes)  # type: ignore[arg-type]
        if wanted != self._wanted:
            self._wanted = wanted
            self._tell()
            self.changed.emit(wanted)

    def _tell(self) -> None:
        wanted = self._wanted
        self._relation.say(
            _listed(group_words(one) for one in _RELATIONS if one in wanted.relations)
        )
        states = [state_words(one) for one in _STATES if one in wanted.states]
        states += [verdict_words(one) for one in Verdict if one in wanted.verdicts]
        if wanted.removable:
            states.append(self.tr("Something may go"))
        self._state.say(_listed(states))
        self._type.say(_listed(one.words for one in Family if one in wanted.families))
        self._folder.say(readable(wanted.folder))
        usual = wanted.order == "strongest"
        self._order.say("" if usual else self._orders[wanted.order])
        self._clear.setVisible(wanted.limits)


def _listed(words: Iterable[str]) -> str:
    found = list(words)
    return found[0] + (f" +{len(found) - 1}" if len(found) > 1 else "") if found else ""
