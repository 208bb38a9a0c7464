"""Keys and privacy: what keeps everything on this computer, and the keys for what may leave it."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop_app.settings import Settings
from desktop_app.ui.settings.choices_page import ChoicesPage


class PrivacyPage(ChoicesPage):
    """The offline lock; the keys are put below it from elsewhere.

    Signals:
        lock_chosen: The person switched the lock, on or off; it is to count at once.
    """

    lock_chosen = Signal(bool)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__("privacy_page", parent)
        self.title = self.tr("Keys and privacy")
        self.heading(self.tr("Offline lock"))
        self.lock = self.switch(
            "offline_lock", self.tr("Likewise makes no connection at all"), settings.offline_lock
        )
        self._on = settings.offline_lock
        self.lock.clicked.connect(self._on_switched)
        self.about_lock = self.note(
            self.tr(
                "With the lock on, models at a provider cannot be reached, whatever was agreed to "
                "for a folder; all else works as ever. It counts at once, also for a run under way."
            )
        )
        self.column.addStretch(1)

    def show_lock(self, on: bool, at_start: bool) -> None:
        """Show the lock as it is now.

        Args:
            at_start: It is on by how Likewise was started, and cannot be switched off here.
        """
        self._on = on
        self.lock.setChecked(on or at_start)
        self.lock.setEnabled(not at_start)
        if at_start:
            self.about_lock.setText(
                self.tr("Likewise was started with the lock on; so it stays until it is closed.")
            )

    def applied_to(self, settings: Settings) -> Settings:
        """Return ``settings`` with what stands on this page."""
        return replace(settings, offline_lock=self._on)

    def take_in(self, page: QWidget) -> None:
        """Show the keys, below the lock."""
        page.setParent(self)
        self.column.insertWidget(self.column.count() - 1, page)

    def _on_switched(self, on: bool) -> None:
        self._on = on
        self.lock_chosen.emit(on)
