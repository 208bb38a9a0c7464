"""All keys on one page."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from desktop_app.ui.text.keys import native_keys
from desktop_app.ui.theme.tokens import XL, L, M


class KeysDialog(QDialog):
    """A table of what can be done, and by which key.

    Args:
        groups: Heading and rows of (words, key).
    """

    def __init__(
        self,
        groups: Sequence[tuple[str, Sequence[tuple[str, str]]]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent, objectName="keys_dialog", windowTitle=self.tr("Keys"))
        table = QGridLayout()
        table.setContentsMargins(XL, L, XL, L)
        table.setHorizontalSpacing(XL)
        table.setVerticalSpacing(M)
        table.setColumnStretch(0, 1)
        for heading, rows in groups:
            self._heading(table, heading)
            for words, key in rows:
                self._row(table, words, key)
        page = QWidget(self)
        page.setLayout(table)
        area = QScrollArea(self, objectName="keys_table", widgetResizable=True)
        area.setWidget(page)
        area.setAccessibleName(self.tr("Keys"))
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, L)
        layout.addWidget(area)
        layout.addWidget(buttons)
        buttons.setContentsMargins(L, 0, L, 0)
        wide = page.sizeHint().width() + area.verticalScrollBar().sizeHint().width()
        self.setMinimumWidth(wide)
        self.resize(max(460, wide), 560)

    def _heading(self, table: QGridLayout, text: str) -> None:
        label = QLabel(text, self)
        label.setProperty("kind", "title")
        if table.count():
            label.setContentsMargins(0, L, 0, 0)
        table.addWidget(label, table.rowCount(), 0, 1, 2)

    def _row(self, table: QGridLayout, words: str, key: str) -> None:
        row = table.rowCount()
        table.addWidget(QLabel(words, self), row, 0)
        sign = QLabel(native_keys(key), self)
        sign.setProperty("kind", "quiet")
        table.addWidget(sign, row, 1, alignment=Qt.AlignmentFlag.AlignRight)
