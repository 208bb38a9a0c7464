"""Files and folders a person does not want to be read, kept beside the database.

Not in it: what is damaged or made anew must not bring back what was left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from desktop_app.errors import IndexUnwritable
from desktop_app.index.location import IndexLocation
from desktop_app.json_file import read_object, write_object

FILE_NAME = "excluded.json"


def exclusions(location: IndexLocation) -> frozenset[str]:
    """Return what is left out, relative to the folder; a folder stands for all that is in it."""
    found = read_object(_file(location)).get("paths")
    return frozenset(filter(_is_path, found)) if isinstance(found, list) else frozenset()


def keep_exclusions(location: IndexLocation, paths: Iterable[str]) -> None:
    """Store what is left out from the next run on.

    Raises:
        IndexUnwritable: It cannot be stored.
    """
    try:
        write_object(_file(location), {"paths": sorted(paths)})
    except OSError as exc:
        raise IndexUnwritable(
            f"What is left out could not be noted in “{location.directory}” ({exc.strerror}).",
            "Check that the disk has room and that you may write there.",
        ) from exc


def is_excluded(path: str, excluded: Collection[str]) -> bool:
    """Return whether a file, or a folder it lies in, is left out."""
    if not excluded:
        return False
    return any(path[:end] in excluded for end in (*_slashes(path), len(path)))


def _is_path(found: object) -> bool:
    return isinstance(found, str)


def _slashes(path: str) -> Iterable[int]:
    return (at for at, letter in enumerate(path) if letter == "/")


def _file(location: IndexLocation) -> Path:
    return location.directory / FILE_NAME
