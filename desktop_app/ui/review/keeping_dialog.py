"""Which copy is kept: rules in an order that can be changed, and folders that are protected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop_app.similarity.duplicates.kept import DEFAULT_KEEPING, RULES, Keeping
from desktop_app.ui.documents.paths import readable
from desktop_app.ui.review.words import rule_words
from desktop_app.ui.theme.icons import icon
from desktop_app.ui.theme.tokens import L, M

_RULE = Qt.ItemDataRole.UserRole
_MOST_FOLDERS = 300


class KeepingDialog(QDialog):
    """Rules that are ticked are asked from the top; the first that tells two apart decides.

    Signals:
        chosen: Carries the ``Keeping`` a person confirmed.
    """

    chosen = Signal(object)

    def __init__(
        self, keeping: Keeping, folders: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, objectName="keeping_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Kept copies"))
        self._keeping = keeping
        self.rules = QListWidget(self, objectName="keeping_rules")
        self.rules.setAccessibleName(self.tr("Rules, the first decides first"))
        self._up = self._arrow("keeping_up", "up", self.tr("Move up"), -1)
        self._down = self._arrow("keeping_down", "down", self.tr("Move down"), 1)
        self.protected = QListWidget(self, objectName="keeping_protected")
        self.protected.setAccessibleName(self.tr("Protected folders"))
        self._add = QPushButton(self.tr("Protect a folder"), self, objectName="keeping_add")
        menu = QMenu(self._add)
        for folder in ("", *folders[:_MOST_FOLDERS]):
            action = menu.addAction(self._folder_words(folder).replace("&", "&&"))
            action.triggered.connect(lambda _=False, folder=folder: self.protect(folder))
        self._add.setMenu(menu)
        take = QPushButton(self.tr("Protect it no longer"), self, objectName="keeping_take")
        take.clicked.connect(self._unprotect)
        self._chosen = QPushButton(self, objectName="keeping_chosen")
        self._chosen.setProperty("kind", "link")
        self._chosen.clicked.connect(self._forget_chosen)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok
            | QDialogButtonBox.StandardButton.Cancel
            | QDialogButtonBox.StandardButton.RestoreDefaults,
            self,
        )
        self._buttons.accepted.connect(self._on_accepted)
        self._buttons.rejected.connect(self.reject)
        usual = self._buttons.button(QDialogButtonBox.StandardButton.RestoreDefaults)
        usual.clicked.connect(lambda: self._show_rules(DEFAULT_KEEPING))
        self._lay_out(take)
        self._show_rules(keeping)
        for folder in keeping.protected:
            self.protect(folder)
        self._tell_chosen()
        self.resize(560, 600)

    @property
    def keeping(self) -> Keeping:
        """What is chosen."""
        known = {rule.name: rule for rule in RULES}
        items = [self.rules.item(row) for row in range(self.rules.count())]
        rules = [
            known[item.data(_RULE)] for item in items if item.checkState() is Qt.CheckState.Checked
        ]
        return Keeping(tuple(rules), tuple(sorted(self._folders())), self._keeping.chosen)

    def protect(self, folder: str) -> None:
        """Put a folder on the list; "" is the whole of it."""
        if folder not in self._folders():
            item = QListWidgetItem(icon("lock", "quiet"), self._folder_words(folder))
            item.setData(_RULE, folder)
            self.protected.addItem(item)

    def move_rule(self, by: int) -> None:
        """Move the current rule up or down."""
        row = self.rules.currentRow()
        if 0 <= row + by < self.rules.count() and row >= 0:
            self.rules.insertItem(row + by, self.rules.takeItem(row))
            self.rules.setCurrentRow(row + by)

    def _folders(self) -> set[str]:
        return {self.protected.item(row).data(_RULE) for row in range(self.protected.count())}

    def _show_rules(self, keeping: Keeping) -> None:
        self.rules.clear()
        others = [rule for rule in RULES if rule not in keeping.rules]
        for rule in (*keeping.rules, *others):
            item = QListWidgetItem(rule_words(rule.name))
            item.setData(_RULE, rule.name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            on = rule in keeping.rules
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self.rules.addItem(item)
        self.rules.setCurrentRow(0)

    def _unprotect(self) -> None:
        if (row := self.protected.currentRow()) >= 0:
            self.protected.takeItem(row)

    def _forget_chosen(self) -> None:
        self._keeping = Keeping(self._keeping.rules, self._keeping.protected)
        self._tell_chosen()

    def _tell_chosen(self) -> None:
        count = len(self._keeping.chosen)
        self._chosen.setVisible(count > 0)
        self._chosen.setText(self.tr("Forget %Ln choice(s) made by hand", "", count))

    def _on_accepted(self) -> None:
        self.chosen.emit(self.keeping)
        self.accept()

    def _folder_words(self, folder: str) -> str:
        return readable(folder) or self.tr("The whole folder")

    def _lay_out(self, take: QPushButton) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(L, L, L, L)
        column.setSpacing(M)
        head = QLabel(self.tr("Which copy is kept"), self)
        head.setProperty("kind", "title")
        words = self.tr(
            "Rules that are ticked are asked from the top down; the first that tells two copies "
            "apart decides. A copy that you choose by hand (R) comes before all rules."
        )
        explained = QLabel(words, self, wordWrap=True)
        explained.setProperty("kind", "quiet")
        column.addWidget(head)
        column.addWidget(explained)
        row = QHBoxLayout()
        row.addWidget(self.rules, 1)
        arrows = QVBoxLayout()
        arrows.addWidget(self._up)
        arrows.addWidget(self._down)
        arrows.addStretch(1)
        row.addLayout(arrows)
        column.addLayout(row, 3)
        column.addWidget(self._chosen, 0, Qt.AlignmentFlag.AlignLeft)
        second = QLabel(self.tr("Protected folders"), self)
        second.setProperty("kind", "title")
        words = self.tr("A document in one of them is kept before all others and never removed.")
        explained = QLabel(words, self, wordWrap=True)
        explained.setProperty("kind", "quiet")
        column.addSpacing(M)
        column.addWidget(second)
        column.addWidget(explained)
        column.addWidget(self.protected, 2)
        both = QHBoxLayout()
        both.addWidget(self._add)
        both.addWidget(take)
        both.addStretch(1)
        column.addLayout(both)
        column.addWidget(self._buttons)

    def _arrow(self, name: str, drawing: str, words: str, by: int) -> QToolButton:
        button = QToolButton(self, objectName=name)
        button.setIcon(icon(drawing, "quiet"))
        button.setAccessibleName(words)
        button.setToolTip(words)
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        button.clicked.connect(lambda: self.move_rule(by))
        return button
