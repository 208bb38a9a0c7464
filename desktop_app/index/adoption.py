"""The index of a folder that was renamed or moved since it was made."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from desktop_app.errors import AppError
from desktop_app.index import location as places
from desktop_app.index.location import SUFFIX, IndexLocation
from desktop_app.paths import user_data_dir

_LOOKED_AT = 50


def find_index(folder: Path) -> IndexLocation | None:
    """Return the index of ``folder``, or None; an index left behind by a rename is brought along.

    Raises:
        IndexDamaged: If something that is not an index folder lies in its place.
    """
    return places.find(folder) or _follow_rename(folder)


def _follow_rename(folder: Path) -> IndexLocation | None:
    for left, target in _left_behind(folder):
        if _is_of(left, folder):
            try:
                left.rename(target.directory)
            except OSError:
                continue
            return target
    return None


def _left_behind(folder: Path) -> Iterator[tuple[Path, IndexLocation]]:
    """Yield index folders without their documents' folder, and where each would go."""
    for path in _folders_in(folder.parent):
        if path.name.endswith(SUFFIX) and not Path(str(path)[: -len(SUFFIX)]).exists():
            yield path, places.beside(folder)
    for path in _folders_in(user_data_dir() / "indexes"):
        yield path, places.in_app_data(folder)


def _folders_in(directory: Path) -> Iterator[Path]:
    try:
        with os.scandir(directory) as entries:
            found = sorted(e.path for e in entries if e.is_dir(follow_symlinks=False))
    except OSError:
        return
    yield from map(Path, found)


def _is_of(index: Path, folder: Path) -> bool:
    """Whether ``folder`` is the one the index was made of.

    An inode alone does not tell: it is used again when a folder is deleted. So some of the
    documents must be there too.
    """
    from desktop_app.index.reader import IndexReader

    try:
        if places.read_format(index).get("folder_id") != places.folder_id(folder):
            return False
        reader = IndexReader(IndexLocation(folder, index, places.Place.BESIDE))
    except AppError:
        return False
    try:
        documents = reader.some_paths(_LOOKED_AT)
    except AppError:
        return False
    finally:
        reader.close()
    return any(os.path.lexists(folder / path) for path in documents)
