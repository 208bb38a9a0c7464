"""What is left when the package is gone: what may be, and what is strange."""

from __future__ import annotations

import fnmatch
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Final

# README.Debian says of these that they stay; the last is the desktop's own, for removed documents.
_KEPT: Final = {
    "indexes": ("Documents/*.likewise", "Documents/*.likewise/*"),
    "settings": (".config/Likewise", ".config/Likewise/*"),
    "samples and recent folders": (".local/share/Likewise", ".local/share/Likewise/*"),
    "the bin": (".local/share/Trash", ".local/share/Trash/*"),
    # Written by the system's library for any program that draws letters.
    "fontconfig's cache": (".cache/fontconfig", ".cache/fontconfig/*"),
}
_ABOVE: Final = (".cache", ".config", ".local", ".local/share")
_PERSONS: Final = (".bash_logout", ".bashrc", ".profile", "Documents", "Documents/*")
# Kept by apt, dpkg and the trial itself: they have nothing to do with what a package brings.
_RECORDS: Final = (
    "/var/cache/*", "/var/lib/apt/*", "/var/lib/dpkg/*", "/var/log/*", "/etc/ld.so.cache",
    "/etc/group-", "/etc/gshadow-", "/etc/passwd-", "/etc/shadow-",
    "/opt",  # of no package; dpkg takes every folder away that it leaves empty
)  # fmt: skip


def below(home: Path) -> set[str]:
    """Return every path below a home, relative to it."""
    found = set()
    for folder, folders, files in os.walk(home):
        found |= {os.path.relpath(os.path.join(folder, name), home) for name in folders + files}
    return found


def strange_in_home(paths: Iterable[str]) -> list[str]:
    """Return the paths that are neither the person's own nor said to stay."""
    may = [*_ABOVE, *_PERSONS, *(pattern for patterns in _KEPT.values() for pattern in patterns)]
    return sorted(path for path in paths if not _matches(path, may))


def kept(paths: Iterable[str]) -> list[str]:
    """Return what of that which may stay is there, each with the number of its files."""
    there = list(paths)
    counts = {
        name: sum(_matches(path, patterns) for path in there) for name, patterns in _KEPT.items()
    }
    return [f"{name} ({count} paths)" for name, count in counts.items() if count]


def strange_in_system(new: Iterable[str]) -> list[str]:
    """Return the paths outside the home that were not there before and should not be now."""
    return sorted(path for path in new if not is_record(path))


def is_record(path: str) -> bool:
    """Return whether a path is apt's, dpkg's or a person's, and no part of a package."""
    if path.startswith("/home/"):
        return True
    return _matches(path, _RECORDS) and "likewise" not in path.lower()


def _matches(path: str, patterns: Iterable[str]) -> bool:
    return any(fnmatch.fnmatchcase(path, pattern) for pattern in patterns)
