"""Where the app keeps what belongs to the user and not to one folder."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

APP_NAME = "Likewise"


def user_data_dir() -> Path:
    """The user's data directory for this app; not created here."""
    return Path(platformdirs.user_data_dir(APP_NAME, appauthor=False))


def user_settings_dir() -> Path:
    """The user's settings directory for this app; not created here."""
    return Path(platformdirs.user_config_dir(APP_NAME, appauthor=False))


def relative_bytes(path: str) -> bytes:
    """A document's relative path as the bytes the file system knows it by."""
    return os.fsencode(path)


def display_path(path: str) -> str:
    """``path`` fit for a screen or JSON: bytes that are not UTF-8 become U+FFFD."""
    return os.fsencode(path).decode("utf-8", "replace")
