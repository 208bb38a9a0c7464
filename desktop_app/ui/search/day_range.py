"""Asks for two days."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QDateEdit, QDialog, QDialogButtonBox, QFormLayout, QWidget

from desktop_app.ui.theme.tokens import L


class DayRangeDialog(QDialog):
    """From one day to another, both included.

    Signals:
        chosen: Carries two ``date``s.
    """

    chosen = Signal(object, object)

    def __init__(self, parent: QWidget, days: tuple[date, date] | None) -> None:
        super().__init__(parent, objectName="day_range")
        self.setWindowTitle(self.tr("Changed between two days"))
        today = QDate.currentDate()
        first, last = days or (today.addMonths(-1).toPython(), today.toPython())
        self._first = QDateEdit(first, self, objectName="first_day", calendarPopup=True)
        self._last = QDateEdit(last, self, objectName="last_day", calendarPopup=True)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout(self, spacing=L)
        form.addRow(self.tr("&First day:"), self._first)
        form.addRow(self.tr("&Last day:"), self._last)
        form.addRow(buttons)
        self.accepted.connect(self._on_accepted)
        self.finished.connect(self.deleteLater)

    def _on_accepted(self) -> None:
        self.chosen.emit(self._first.date().toPython(), self._last.date().toPython())
