"""The folders that were open last, in the settings folder."""

from __future__ import annotations

import contextlib
from pathlib import Path

from desktop_app.json_file import read_object, write_object
from desktop_app.paths import user_settings_dir

MOST = 8


class RecentFolders:
    """Absolute paths, the last one opened first. Whether they are still there is not looked at.

    Args:
        path: The file they are kept in; None takes the one in the settings folder.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path or user_settings_dir() / "recent.json"
        stored = read_object(self._path).get("folders")
        given = stored if isinstance(stored, list) else []
        self._folders = [path for path in given if isinstance(path, str) and path][:MOST]

    @property
    def folders(self) -> tuple[str, ...]:
        """All of them."""
        return tuple(self._folders)

    def add(self, folder: str) -> None:
        """Put a folder first."""
        self._folders = [folder, *(path for path in self._folders if path != folder)][:MOST]

    def forget(self, folder: str) -> None:
        """Take a folder off the list; its index stays."""
        self._folders = [path for path in self._folders if path != folder]

    def save(self) -> None:
        """Keep the list, as far as that is possible; may be called on any thread."""
        # A name that is not UTF-8 is no text, and JSON holds nothing else: not remembered.
        folders = [path for path in self._folders if path.isprintable()]
        with contextlib.suppress(OSError):
            write_object(self._path, {"folders": folders})
