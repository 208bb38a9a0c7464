"""Errors that nobody expected, from any thread, to the window's banners."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from desktop_app.logs import note_bug, report_of


class BugReporter(QObject):
    """Notes the details in a private file and passes on the sentence.

    Signals:
        noted: Carries the sentence to show and the report; arrives on the window's thread.
    """

    noted = Signal(str, str)

    def tell(self, error: BaseException) -> None:
        """Note an error; called on the thread where it happened."""
        self.noted.emit(note_bug(error), report_of(error))
