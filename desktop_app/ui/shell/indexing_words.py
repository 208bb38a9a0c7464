"""Where indexing is, in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_app.ui.text.amounts import number
from desktop_app.ui.work.indexing_status import Activity, IndexingStatus

translate = QCoreApplication.translate


def headline(status: IndexingStatus) -> str:
    """Return the few words of the pill."""
    words = activity_words(status.activity)
    if not status.busy or status.activity in (Activity.PAUSED, Activity.STOPPING):
        return words
    if status.files:
        counted = translate("IndexingWords", "%1 of %2").replace("%1", number(status.files_done))
        return f"{words} · {counted.replace('%2', number(status.files))}"
    return f"{words} · {number(status.files_done)}" if status.files_done else f"{words}…"


def activity_words(activity: Activity) -> str:
    """Return what is being done, in a word or two."""
    return {
        Activity.IDLE: translate("IndexingWords", "Not looked at yet"),
        Activity.SCANNING: translate("IndexingWords", "Looking through the folder"),
        Activity.READING: translate("IndexingWords", "Reading"),
        Activity.RECOGNISING: translate("IndexingWords", "Recognising scanned pages"),
        Activity.EMBEDDING: translate("IndexingWords", "Indexing"),
        Activity.WAITING_FOR_POWER: translate("IndexingWords", "Waiting for mains power"),
        Activity.PAUSED: translate("IndexingWords", "Paused"),
        Activity.STOPPING: translate("IndexingWords", "Stopping…"),
        Activity.STOPPED: translate("IndexingWords", "Stopped"),
        Activity.FAILED: translate("IndexingWords", "Indexing did not finish"),
        Activity.DONE: translate("IndexingWords", "Up to date"),
    }[activity]


def fraction(status: IndexingStatus) -> float | None:
    """Return how much of this stage is done, 0 to 1, or None while that is not known."""
    if not status.busy or not status.files:
        return None
    return min(1.0, status.files_done / status.files)
