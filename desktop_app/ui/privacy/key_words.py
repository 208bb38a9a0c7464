"""Where a key is and what is wrong with the keyring, in the window's words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from desktop_app.privacy.credentials import KeyPlace, KeyState
from desktop_app.ui.privacy.key_work import COMPATIBLE
from desktop_app.ui.text.sentences import in_our_words


def state_words(state: KeyState, provider: str) -> str:
    """Return one plain sentence: where the key is, or why that cannot be known."""
    if state.place is KeyPlace.STORED:
        return QCoreApplication.translate(
            "KeyWords", "A key is kept in the keyring of this computer."
        )
    if state.place is KeyPlace.FOR_THIS_SESSION:
        return QCoreApplication.translate(
            "KeyWords", "A key is kept for this session only, until Likewise is closed."
        )
    if state.trouble is not None:
        return in_our_words(state.trouble.value)
    if provider == COMPATIBLE:
        return QCoreApplication.translate(
            "KeyWords", "No key is kept; most such servers need none."
        )
    return QCoreApplication.translate("KeyWords", "No key is kept.")


def remedy_words(state: KeyState) -> str:
    """Return what a person can do about the keyring; "" where nothing is wrong."""
    return in_our_words(state.trouble.remedy) if state.trouble is not None else ""
