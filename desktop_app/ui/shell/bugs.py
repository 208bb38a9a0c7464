"""Errors that nobody expected, from any thread, to the window's banners."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop_app.logs import note_bug


class BugReporter(QObject):
    """Notes the details in a private file and passes on the sentence.

    Signals:
        noted: Carries what to show; arrives on the window's thread.
    """

    noted = Signal(str)

    def tell(self, error: BaseException) -> None:
        """Note an error; called on the thread where it happened."""
        self.noted.emit(note_bug(error))
