"""What a button beside a problem offers to do about it."""

from __future__ import annotations

import enum

from PySide6.QtCore import QCoreApplication

from desktop_app.errors import (
    AppError,
    ConsentMissing,
    FolderLooksEmptied,
    FolderUnavailable,
    IndexBusy,
    IndexProblem,
    IndexTooNew,
    KeyRefused,
    KeyringUnusable,
    LedgerUnwritable,
    ModelProblem,
    NeverLeaves,
    OfflineLocked,
    ProviderProblem,
)


class Remedy(enum.Enum):
    """What a button may offer.

    The first three are done by ``IndexingController.apply``, all others by the window.
    """

    TRY_AGAIN = "try again"
    CONFIRM_REMOVED = "they are gone: forget them"
    REBUILD = "make the index anew"
    CHOOSE_FOLDER = "choose another folder"
    SET_KEY = "set the key of the folder's model"
    PRIVACY = "open keys and privacy"
    CONSENT = "tell what would be sent, and ask"
    CHOOSE_MODEL = "choose another model"


def remedies_of(error: AppError) -> tuple[Remedy, ...]:
    """Return what can be done about an error, the likeliest first; () where nothing is known."""
    for kind, remedies in _REMEDIES:
        if isinstance(error, kind):
            return remedies
    return ()


def remedy_words(remedy: Remedy) -> str:
    """Return what the button says."""
    translate = QCoreApplication.translate
    return {
        Remedy.TRY_AGAIN: translate("Remedies", "Try again"),
        Remedy.CONFIRM_REMOVED: translate("Remedies", "They are gone"),
        Remedy.REBUILD: translate("Remedies", "Make the index anew"),
        Remedy.CHOOSE_FOLDER: translate("Remedies", "Open another folder…"),
        Remedy.SET_KEY: translate("Remedies", "Set a key…"),
        Remedy.PRIVACY: translate("Remedies", "Keys and privacy…"),
        Remedy.CONSENT: translate("Remedies", "What would be sent…"),
        Remedy.CHOOSE_MODEL: translate("Remedies", "Choose a model…"),
    }[remedy]


_REMEDIES: tuple[tuple[type[AppError], tuple[Remedy, ...]], ...] = (
    (FolderLooksEmptied, (Remedy.TRY_AGAIN, Remedy.CONFIRM_REMOVED)),
    (FolderUnavailable, (Remedy.TRY_AGAIN, Remedy.CHOOSE_FOLDER)),
    (IndexBusy, (Remedy.TRY_AGAIN,)),
    (IndexTooNew, (Remedy.CHOOSE_FOLDER,)),
    (IndexProblem, (Remedy.REBUILD, Remedy.CHOOSE_FOLDER)),
    (KeyRefused, (Remedy.SET_KEY, Remedy.TRY_AGAIN)),
    (KeyringUnusable, (Remedy.TRY_AGAIN, Remedy.SET_KEY)),
    (OfflineLocked, (Remedy.PRIVACY, Remedy.CHOOSE_MODEL)),
    (NeverLeaves, (Remedy.CHOOSE_MODEL,)),
    (ConsentMissing, (Remedy.CONSENT, Remedy.CHOOSE_MODEL)),
    (ProviderProblem, (Remedy.TRY_AGAIN, Remedy.CHOOSE_MODEL)),
    (LedgerUnwritable, (Remedy.TRY_AGAIN,)),
    (ModelProblem, (Remedy.TRY_AGAIN, Remedy.CHOOSE_MODEL)),
)
