"""What stands above the three panes: rules, lists, and what comes of the decisions."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QPushButton, QToolButton, QWidget

from desktop_app.ui.review.shown import Shown
from desktop_app.ui.text.amounts import number, size
from desktop_app.ui.theme.icons import icon
from desktop_app.ui.theme.tokens import L, M, S


class ReviewToolbar(QFrame):
    """Buttons; each has its key or its place in a menu.

    Signals:
        rule_requested: Carries the name of a rule, see ``rules.py``.
        keeping_requested, lists_requested, undo_requested, back_requested, apply_requested,
        report_requested, keys_requested: As they say; ``back_requested`` wants back what was
        removed last.
    """

    rule_requested = Signal(str)
    keeping_requested = Signal()
    lists_requested = Signal()
    undo_requested = Signal()
    back_requested = Signal()
    apply_requested = Signal()
    report_requested = Signal()
    keys_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, objectName="review_toolbar")
        self.setProperty("kind", "bar")
        self.setProperty("edge", "top")
        self._rule = self._button("review_rule", "filter", self.tr("By rule"))
        self._rule.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._rule.setMenu(self._rules())
        keeping = self._button("review_keeping", "lock", self.tr("Kept copies…"))
        keeping.setToolTip(self.tr("Rules for the kept copy, and protected folders"))
        keeping.clicked.connect(self.keeping_requested)
        self._lists = self._button("review_lists", "text", "")
        self._lists.clicked.connect(self.lists_requested)
        undo = self._button("review_undo", "back", self.tr("Undo"))
        undo.setToolTip(self.tr("Take the last decision back (Ctrl+Z)"))
        undo.clicked.connect(self.undo_requested)
        report = self._button("review_report", "page", self.tr("Report…"))
        report.setToolTip(
            self.tr("Save what was decided and done as PDF, web page or table (Ctrl+S)")
        )
        report.clicked.connect(self.report_requested)
        self._status = QLabel(self, objectName="review_status")
        self._status.setProperty("kind", "small")
        self._back = self._button("review_back", "refresh", "")
        self._back.clicked.connect(self.back_requested)
        self._apply = QPushButton(self, objectName="review_apply")
        self._apply.setProperty("kind", "primary")
        self._apply.clicked.connect(self.apply_requested)
        keys = self._button("review_keys", "info", self.tr("Keys"))
        keys.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        keys.setToolTip(self.tr("Keys (?)"))
        keys.clicked.connect(self.keys_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(M, S, L, S)
        row.setSpacing(S)
        for widget in (self._rule, keeping, self._lists, undo, report):
            row.addWidget(widget)
        row.addWidget(self._status, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for widget in (self._back, keys, self._apply):
            row.addWidget(widget)
        self.show_in_bin(0)
        self.show_shown(None)

    def show_shown(self, shown: Shown | None) -> None:
        """Say what could be applied, and whether something is to be looked at."""
        count = len(shown.to_remove) if shown else 0
        self._apply.setEnabled(count > 0)
        words = self.tr("Remove %1…").replace("%1", number(count)) if count else self.tr("Remove…")
        self._apply.setText(words)
        if shown and count:
            free = self.tr("%Ln document(s) decided to be duplicates, %1", "", count)
            self._apply.setToolTip(free.replace("%1", size(shown.to_remove_bytes)))
        else:
            self._apply.setToolTip(self.tr("Nothing has been decided to be a duplicate"))
        amiss = len(shown.stale) + len(shown.conflicts) if shown else 0
        words = self.tr("To look at: %1").replace("%1", number(amiss))
        self._lists.setText(" " + (words if amiss else self.tr("Lists…")))
        self._lists.setAccessibleName(self._lists.text().strip())
        self._lists.setIcon(icon("warning", "warning") if amiss else icon("text", "quiet"))
        self._lists.setToolTip(
            self.tr("What are no duplicates, decisions that are out of date, conflicts")
        )

    def show_in_bin(self, count: int) -> None:
        """Offer to bring back what was removed last; 0 if nothing can be."""
        words = self.tr("Bring back %1").replace("%1", number(count))
        self._back.setText(" " + words)
        self._back.setAccessibleName(words)
        self._back.setToolTip(self.tr("Bring back what was removed last"))
        self._back.setVisible(count > 0)

    def say(self, words: str) -> None:
        """Show a passing word."""
        self._status.setText(words)

    def _rules(self) -> QMenu:
        menu = QMenu(self)
        for name, words in (
            ("identical_files", self.tr("All identical files are duplicates")),
            ("identical_texts", self.tr("All documents with the same text are duplicates")),
            ("removable", self.tr("All that may go are duplicates")),
            ("templates", self.tr("Same template: not related")),
        ):
            action = menu.addAction(words)
            action.setObjectName(f"rule_{name}")
            action.triggered.connect(lambda _=False, name=name: self.rule_requested.emit(name))
        return menu

    def _button(self, name: str, drawing: str, words: str) -> QToolButton:
        button = QToolButton(self, objectName=name, text=f" {words}", iconSize=QSize(16, 16))
        button.setIcon(icon(drawing, "quiet"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.setAccessibleName(words)
        return button
