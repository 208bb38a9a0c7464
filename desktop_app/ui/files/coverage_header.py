"""How many files were read, each number a filter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from desktop_app.ui.files.file_row import FileRow, Standing, state_sign
from desktop_app.ui.theme.icons import icon
from desktop_app.ui.theme.tokens import M


class CoverageHeader(QWidget):
    """“1,231 of 1,284 fully read · 21 partly · 32 not read”; pressed ones limit the list.

    Signals:
        states_changed: Carries the states that are pressed, none for all.
    """

    states_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("coverage")
        self.setAccessibleName(self.tr("How many files were read"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(M)
        self._buttons = {state: self._button(state) for state in Standing}
        for button in self._buttons.values():
            row.addWidget(button)
        row.addStretch(1)
        self.show_rows(())

    def show_rows(self, rows: Sequence[FileRow]) -> None:
        """Count files by state."""
        counts = Counter(row.state for row in rows)
        total = QLocale().toString(len(rows))
        words = {
            Standing.FULL: self.tr("%1 of %2 fully read"),
            Standing.PARTLY: self.tr("%1 partly"),
            Standing.NOT_READ: self.tr("%1 not read"),
            Standing.LEFT_OUT: self.tr("%1 left out by you"),
        }
        for state, button in self._buttons.items():
            count = QLocale().toString(counts[state])
            text = words[state].replace("%1", count).replace("%2", total)
            button.setText(f" {text}")
            button.setAccessibleName(text)
            button.setEnabled(bool(counts[state]) or button.isChecked())
        left_out = self._buttons[Standing.LEFT_OUT]
        left_out.setVisible(left_out.isEnabled())

    def choose(self, states: frozenset[Standing]) -> None:
        """Press these and no others."""
        for state, button in self._buttons.items():
            button.blockSignals(True)
            button.setChecked(state in states)
            button.blockSignals(False)
        self._tell()

    def _button(self, state: Standing) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"coverage_{state.value}")
        button.setProperty("kind", "pill")
        button.setCheckable(True)
        button.setIcon(icon(*state_sign(state)))
        button.setIconSize(QSize(16, 16))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.toggled.connect(self._tell)
        return button

    def _tell(self) -> None:
        for button in self._buttons.values():
            button.setProperty("active", button.isChecked())
            button.style().unpolish(button)
            button.style().polish(button)
        pressed = (state for state, button in self._buttons.items() if button.isChecked())
        self.states_changed.emit(frozenset(pressed))
