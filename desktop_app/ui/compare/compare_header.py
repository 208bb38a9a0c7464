"""What stands above two compared texts: the verdict, what differs, and the way through it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.compare.model import Aligned, Compared, Family
from desktop_app.ui.compare.words import (
    family_explained,
    family_words,
    relation_words,
    summary,
)
from desktop_app.ui.flow_layout import FlowLayout
from desktop_app.ui.text.amounts import number
from desktop_app.ui.theme.icons import icon
from desktop_app.ui.theme.tokens import L, M, S

NEXT_KEY, BEFORE_KEY = "F8", "Shift+F8"
_BESIDE, _ONE_BELOW_THE_OTHER = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
_SUMMARY_WIDTH = 240
"""With less than that, a summary stands below the verdict."""


class CompareHeader(QFrame):
    """Relation and summary, a chip for each family of differences, and buttons.

    Signals:
        families_changed: Carries the ``Family`` values that are to be shown.
        only_toggled: Whether only differences are to be shown.
        step_requested: 1 for the next difference, -1 for the one before.
        copy_requested, list_toggled: As they say.
    """

    families_changed = Signal(object)
    only_toggled = Signal(bool)
    step_requested = Signal(int)
    copy_requested = Signal()
    list_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="compare_header")
        self.setProperty("kind", "bar")
        self.setProperty("edge", "top")
        self._relation = QLabel(self, objectName="compare_relation")
        self._relation.setProperty("kind", "title")
        self._summary = QLabel(self, objectName="compare_summary", wordWrap=True)
        self._position = QLabel(self, objectName="compare_position")
        self._position.setProperty("kind", "quiet")
        self._chips = {family: self._chip(family) for family in Family}
        self._only = self._button("compare_only", "filter", self.tr("Only differences"))
        self._only.setCheckable(True)
        self._only.toggled.connect(self.only_toggled)
        self._list = self._button("compare_list", "text", self.tr("List"))
        self._list.setToolTip(self.tr("Show the differences as a list"))
        self._list.setCheckable(True)
        self._list.toggled.connect(self.list_toggled)
        self._before = self._step("compare_before", "up", self.tr("Difference before"), BEFORE_KEY)
        self._next = self._step("compare_next", "down", self.tr("Next difference"), NEXT_KEY)
        self._before.clicked.connect(lambda: self.step_requested.emit(-1))
        self._next.clicked.connect(lambda: self.step_requested.emit(1))
        self._copy = self._step("compare_copy", "copy", self.tr("Copy both passages"), "Ctrl+C")
        self._copy.clicked.connect(self.copy_requested)
        self._lay_out()
        self.show_compared(None)

    # -- what is shown -----------------------------------------------------------------

    def show_compared(self, found: Compared | None) -> None:
        """Say what two documents are to each other and how they differ."""
        words = relation_words(found) if found else ""
        self._relation.setText(words)
        self._relation.setVisible(bool(words))
        self._summary.setText(summary(found.aligned) if found and found.aligned.whole else "")
        if found and not found.aligned.whole:
            self._summary.setText(self.tr("The beginning is shown; the rest is being compared…"))
        self.setAccessibleName(f"{words}. {self._summary.text()}")
        self._show_chips(found.aligned if found else None)

    def show_position(self, current: int, count: int, *, has_current: bool) -> None:
        """Say which difference is the current one.

        Args:
            current: From 1; 0 for none.
        """
        if current:
            words = self.tr("%1 of %2").replace("%1", number(current))
            words = words.replace("%2", number(count))
        else:
            words = self.tr("%Ln difference(s)", "", count)
        self._position.setText(words)
        self._before.setEnabled(count > 0)
        self._next.setEnabled(count > 0)
        self._copy.setEnabled(has_current)

    @property
    def families(self) -> frozenset[Family]:
        """The families that are switched on."""
        return frozenset(family for family, chip in self._chips.items() if chip.isChecked())

    def _show_chips(self, found: Aligned | None) -> None:
        counts = {family: found.count(family) if found else 0 for family in Family}
        grave = any(count for family, count in counts.items() if family is not Family.SMALL)
        for family, chip in self._chips.items():
            chip.setVisible(counts[family] > 0)
            chip.setText(f"{family_words(family)}  {number(counts[family])}")
            chip.setAccessibleName(f"{family_words(family)}: {number(counts[family])}")
        # Small things hide the grave ones; alone they are what there is to see.
        small = self._chips[Family.SMALL]
        if not small.property("touched"):
            before = small.blockSignals(True)
            small.setChecked(not grave)
            small.blockSignals(before)
            _polish(small)
        self._only.setEnabled(any(counts.values()))
        self._fit()
        self.families_changed.emit(self.families)

    def forget_choices(self) -> None:
        """Other documents: all is shown as at first."""
        for chip in self._chips.values():
            chip.setProperty("touched", False)
            before = chip.blockSignals(True)
            chip.setChecked(True)
            chip.blockSignals(before)
            _polish(chip)
        self._only.setChecked(False)

    # -- parts -------------------------------------------------------------------------

    def _lay_out(self) -> None:
        # Not as wide as all of it in one line: what does not fit stands in two.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._words = QBoxLayout(_BESIDE, spacing=M + S)
        self._words.addWidget(self._relation)
        self._words.addWidget(self._summary, 1)
        self._chip_row = QWidget(self, objectName="compare_chips")
        self._chip_row.setAccessibleName(self.tr("What differs"))
        flow = FlowLayout(self._chip_row, spacing=S)
        for chip in self._chips.values():
            flow.addWidget(chip)
        self._tools = QWidget(self)
        tools = QHBoxLayout(self._tools, spacing=S)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.addStretch(1)
        for widget in (
            self._only,
            self._list,
            self._copy,
            self._before,
            self._position,
            self._next,
        ):
            tools.addWidget(widget)
        self._below = QBoxLayout(_BESIDE, spacing=S)
        self._below.addWidget(self._chip_row, 1)
        self._below.addWidget(self._tools)
        column = QVBoxLayout(self)
        column.setContentsMargins(L, M, M, M)
        column.setSpacing(M)
        column.addLayout(self._words)
        column.addLayout(self._below)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Put side by side what has room there."""
        room = self.width() - L - M
        chips = [chip for chip in self._chips.values() if not chip.isHidden()]
        wide = sum(chip.sizeHint().width() + S for chip in chips) + S
        self._chip_row.setVisible(bool(chips))
        beside = wide + self._tools.sizeHint().width() <= room
        self._below.setDirection(_BESIDE if beside or not chips else _ONE_BELOW_THE_OTHER)
        words = self._relation.sizeHint().width() + _SUMMARY_WIDTH
        self._words.setDirection(_BESIDE if words <= room else _ONE_BELOW_THE_OTHER)
        self._words.setSpacing(M + S if words <= room else S)

    def _chip(self, family: Family) -> QToolButton:
        chip = QToolButton(
            self, objectName=f"compare_{family}", checkable=True, checked=True, visible=False
        )
        chip.setProperty("kind", "pill")
        chip.setProperty("small", True)
        chip.setProperty("active", True)
        chip.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        chip.setToolTip(family_explained(family))
        chip.toggled.connect(lambda _, chip=chip: self._on_chip_toggled(chip))
        return chip

    def _on_chip_toggled(self, chip: QToolButton) -> None:
        chip.setProperty("touched", True)
        _polish(chip)
        self.families_changed.emit(self.families)

    def _button(self, name: str, drawing: str, words: str) -> QToolButton:
        button = QToolButton(self, objectName=name, text=words, iconSize=QSize(16, 16))
        button.setIcon(icon(drawing, "quiet"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return button

    def _step(self, name: str, drawing: str, words: str, key: str) -> QToolButton:
        button = self._button(name, drawing, words)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        native = QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)
        button.setToolTip(f"{words} ({native})")
        button.setAccessibleName(words)
        return button


def _polish(chip: QToolButton) -> None:
    chip.setProperty("active", chip.isChecked())
    chip.style().unpolish(chip)
    chip.style().polish(chip)
