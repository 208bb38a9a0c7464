"""What is in a folder: every file once, with its fingerprint, and everything else with a reason.

One pass, depth first, without recursion. Where the system allows, each folder is
opened relative to the one it is in: links are never followed, even if one is put in place
during the scan, paths may be longer than PATH_MAX, and the look at each file is cheaper.
"""

from __future__ import annotations

import gc
import os
import stat
import sys
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

from desktop_app.documents.folder.opener import (
    WALKS_BY_DESCRIPTOR,
    Fingerprint,
    failure_from,
    fingerprint,
    is_link,
    is_online_only,
    long_path,
    oddity,
    open_folder,
)
from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.system_files import SUSPECT_STARTS, system_file, system_folder
from desktop_app.errors import FolderUnavailable
from desktop_app.progress import CancelToken, ProgressMeter, Report, Stage

INDEX_SUFFIX = ".likewise"
INDEX_MARK = "FORMAT"

MAX_DEPTH = 1_000
"""Folders nested deeper are told as not listed: no person's are, and loops of mounts end here."""

_ENTRIES_PER_CHECK = 1_000
_LADDER_RUNGS = 64
_TYPE, _ORDINARY = 0o170000, stat.S_IFREG
# Where an ordinary file may still be a placeholder of a cloud drive or a link.
_HAS_ODD_FILES = sys.platform in ("win32", "darwin")


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that is not read. A folder stands for all that is in it.

    Attributes:
        path: Relative to the scanned folder, with ``/``.
    """

    path: str
    reason: Reason
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Scan:
    """What one pass over a folder found. Paths are relative, with ``/`` and surrogateescape.

    Attributes:
        files: Every ordinary file with its fingerprint; folder by folder, names in order.
        skipped: What is not read, in the same order.
        unlisted: Folders that could not be (fully) looked at: what the index knows of them may
            still be there and must not be forgotten. "" is the scanned folder itself.
        directories: Device and number of entries of each folder that was listed; "" is the
            scanned folder. A folder that had entries and is now an empty one on another device is
            a mount point whose drive is away.
    """

    files: dict[str, Fingerprint]
    skipped: tuple[Skipped, ...]
    unlisted: tuple[str, ...]
    directories: dict[str, tuple[int, int]]


def scan(
    folder: str,
    token: CancelToken,
    report: Report,
    *,
    excluded: Collection[str] = (),
) -> Scan:
    """Return what is in ``folder`` and below; no file is opened.

    Args:
        folder: Absolute path; may itself be a link.
        excluded: Relative paths of files, and of folders with all that is in them, that a person
            does not want to be read. Index folders (``*.likewise`` with our mark) are left out
            without a word.

    Raises:
        FolderUnavailable: ``folder`` is missing or cannot be listed.
        Cancelled: ``token`` was set; looked at in each folder and every 1,000 entries.
    """
    walk = _Walk(frozenset(excluded), token, ProgressMeter(report, Stage.SCANNING))
    with closing(_Ladder(folder)) as ladder, _collector_off():
        walk.run(ladder)
    walk.meter.finish()
    return Scan(walk.files, tuple(walk.skipped), tuple(walk.unlisted), walk.directories)


class _Walk:
    """The state of one pass."""

    def __init__(self, excluded: frozenset[str], token: CancelToken, meter: ProgressMeter) -> None:
        self._excluded, self._token, self.meter = excluded, token, meter
        self.files: dict[str, Fingerprint] = {}
        self.skipped: list[Skipped] = []
        self.unlisted: list[str] = []
        self.directories: dict[str, tuple[int, int]] = {}

    def run(self, ladder: _Ladder) -> None:
        try:
            waiting = self._look_into("", ladder)
        except OSError as exc:
            raise _unavailable(ladder.root, exc) from exc
        while waiting:
            folder = waiting.pop()
            try:
                waiting += self._look_into(folder, ladder)
            except OSError as exc:
                self._not_listed(folder, failure_from(exc))
            except ReadFailure as failure:
                self._not_listed(folder, failure)

    def _look_into(self, folder: str, ladder: _Ladder) -> list[str]:
        """Note what is in ``folder``; return the folders in it, last first."""
        self._token.check()
        with ladder.enter(folder) as (target, device):
            if folder.endswith(INDEX_SUFFIX) and _is_index(target):
                return []
            names = sorted(os.listdir(target))
            self.directories[folder] = (device, len(names))
            folders: list[str] = []
            for first in range(0, len(names), _ENTRIES_PER_CHECK):
                self._token.check()
                batch = names[first : first + _ENTRIES_PER_CHECK]
                self._note(batch, target, folder, folders)
                self.meter.advance(len(batch), folder)
        folders.reverse()
        return folders

    def _note(self, names: list[str], target: int | str, folder: str, folders: list[str]) -> None:
        prefix = f"{folder}/" if folder else ""
        files, excluded = self.files, self._excluded
        for name in names:
            path = prefix + name
            try:
                # Not DirEntry.stat: on Windows it tells no inode and perhaps an old size; elsewhere
                # keeping the entries of a large folder for sorting costs more than it saves.
                if isinstance(target, str):
                    status = os.lstat(f"{target}{os.sep}{name}")
                else:
                    status = os.stat(name, dir_fd=target, follow_symlinks=False)
            except OSError as exc:
                self._not_looked_at(path, folder, failure_from(exc))
                continue
            if excluded and path in excluded:
                self.skipped.append(Skipped(path, Reason.EXCLUDED))
                continue
            # The way of nearly every entry: no call that it does not need.
            if status.st_mode & _TYPE == _ORDINARY and not (_HAS_ODD_FILES and oddity(status)):
                if name[0] in SUSPECT_STARTS and (what := system_file(name)):
                    self.skipped.append(Skipped(path, Reason.SYSTEM_FILE, what))
                else:
                    files[path] = fingerprint(status)
            else:
                self._note_other(path, name, status, folders)

    def _note_other(self, path: str, name: str, status: os.stat_result, folders: list[str]) -> None:
        if not stat.S_ISDIR(status.st_mode) or is_link(status):
            reason, detail = oddity(status) or (Reason.NOT_A_FILE, "")
            self.skipped.append(Skipped(path, reason, detail))
        elif what := system_folder(name):
            self.skipped.append(Skipped(path, Reason.SYSTEM_FILE, what))
        elif is_online_only(status):
            # Listing it would make the cloud drive fetch the names.
            self._not_listed(path, ReadFailure(Reason.ONLINE_ONLY))
        else:
            folders.append(path)

    def _not_listed(self, folder: str, failure: ReadFailure) -> None:
        self.unlisted.append(folder)
        self.skipped.append(Skipped(folder, failure.reason, failure.detail or "a folder"))

    def _not_looked_at(self, path: str, folder: str, failure: ReadFailure) -> None:
        # A file deleted since the listing is simply not there. Anything else may still be.
        if failure.reason is Reason.VANISHED:
            return
        self.skipped.append(Skipped(path, failure.reason, failure.detail))
        if not self.unlisted or self.unlisted[-1] != folder:
            self.unlisted.append(folder)


class _Ladder:
    """The way down to the folder in hand: descriptors of the folders above it, root first.

    Folders must be entered depth first. Only the upper rungs are kept open; what is deeper is
    reached from the last of them again each time.
    """

    def __init__(self, root: str) -> None:
        self.root = root
        self._rungs: list[int] = []
        self._above: list[tuple[int, int]] = []

    @contextmanager
    def enter(self, folder: str) -> Iterator[tuple[int | str, int]]:
        """Yield what ``os.listdir`` takes for ``folder``, and its device.

        Raises:
            OSError: It cannot be opened.
            ReadFailure: It is too deep, or a mount of a folder it lies in.
        """
        parts = folder.split("/") if folder else []
        if len(parts) > MAX_DEPTH:
            raise ReadFailure(Reason.TOO_LARGE, f"more than {MAX_DEPTH:,} folders deep")
        if not WALKS_BY_DESCRIPTOR:
            yield self._by_name(parts)
            return
        target = self._climb(parts)
        try:
            yield target, self._identify(len(parts), os.fstat(target))
        finally:
            if len(parts) >= _LADDER_RUNGS:
                os.close(target)

    def close(self) -> None:
        """Close what is open."""
        self._cut(0)

    def _by_name(self, parts: list[str]) -> tuple[str, int]:
        path = os.path.join(long_path(self.root), *parts)
        status = os.lstat(path) if parts else os.stat(path)
        if parts and is_link(status):
            raise ReadFailure(Reason.NOT_A_FILE, "a link")
        return path, self._identify(len(parts), status)

    def _climb(self, parts: list[str]) -> int:
        if not parts:
            self._rungs.append(open_folder(self.root))
            return self._rungs[0]
        self._cut(min(len(parts), _LADDER_RUNGS))
        fd = os.dup(self._rungs[-1])
        for part in parts[len(self._rungs) - 1 :]:
            try:
                below = open_folder(part, fd)
            finally:
                os.close(fd)
            fd = below
        if len(parts) < _LADDER_RUNGS:
            self._rungs.append(fd)
        return fd

    def _cut(self, rungs: int) -> None:
        while len(self._rungs) > rungs:
            os.close(self._rungs.pop())

    def _identify(self, depth: int, status: os.stat_result) -> int:
        identity = (status.st_dev, status.st_ino)
        del self._above[depth:]
        if status.st_ino and identity in self._above:
            raise ReadFailure(Reason.NOT_A_FILE, "the same folder again, mounted inside itself")
        self._above.append(identity)
        return status.st_dev


@contextmanager
def _collector_off() -> Iterator[None]:
    """Spare the cycle collector the growing table, in which there are no cycles.

    It would look at every new tuple, for a tenth of the scan's time (as Mercurial's ``nogc``).
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _is_index(target: int | str) -> bool:
    try:
        if isinstance(target, int):
            mark = os.stat(INDEX_MARK, dir_fd=target, follow_symlinks=False)
        else:
            mark = os.lstat(os.path.join(target, INDEX_MARK))
    except OSError:
        return False
    return stat.S_ISREG(mark.st_mode)


def _unavailable(root: str, exc: OSError) -> FolderUnavailable:
    if isinstance(exc, PermissionError):
        return FolderUnavailable(
            f"The folder {root} cannot be listed.", "Ask its owner for permission to read it."
        )
    return FolderUnavailable(
        f"The folder {root} is not there.", "Connect its drive, or choose another folder."
    )
