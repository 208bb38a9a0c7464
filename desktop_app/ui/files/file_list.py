"""All that the window wants to know of the files of a folder, made on a worker thread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from desktop_app.index.rows import FileState
from desktop_app.ui.files.file_row import FileRow, natural, rows_of


@dataclass(frozen=True, slots=True)
class FileList:
    """The files of a folder.

    Attributes:
        kinds: Documents that can be found, by value of ``documents.model.Kind``.
        subfolders: Paths of the folders in which such documents are, at any depth, in order.
    """

    rows: tuple[FileRow, ...] = field(repr=False)
    kinds: Mapping[str, int]
    subfolders: tuple[str, ...]


def list_files(states: Iterable[FileState]) -> FileList:
    """Return what the last run saw. Any thread may call it."""
    rows = rows_of(states)
    found = [row for row in rows if row.passages]
    return FileList(rows, Counter(row.kind for row in found), _subfolders(found))


def _subfolders(rows: Iterable[FileRow]) -> tuple[str, ...]:
    folders: set[str] = set()
    for folder in {row.path.rpartition("/")[0] for row in rows}:
        path = folder
        while path and path not in folders:
            folders.add(path)
            path = path.rpartition("/")[0]
    return tuple(sorted(folders, key=natural))
