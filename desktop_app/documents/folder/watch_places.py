"""Where changes in a folder show themselves."""

from __future__ import annotations

import os
from pathlib import Path

from desktop_app.documents.folder.scanner import scan
from desktop_app.progress import CancelToken, no_report


def watch_places(folder: Path, most: int, token: CancelToken) -> tuple[str, ...]:
    """Return absolute paths whose changes tell of changes in ``folder``, it and ``most`` others.

    Its subfolders, upper ones first, then the files that were changed last: a folder tells of
    files that come and go, and only a file tells that it was written to.
    """
    found = scan(str(folder), token, no_report)
    folders = sorted(found.directories, key=lambda path: (path.count("/"), path))[:most]
    files = sorted(found.files, key=lambda path: -found.files[path][1])
    places = [path for path in (*folders, *files[: most - len(folders)]) if path]
    return (str(folder), *(os.path.join(folder, path) for path in places))
