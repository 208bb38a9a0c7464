"""Where removed documents go, and how they come back: the desktop's bin, or a folder of one's own.

A place is reserved before the document is moved, so it stands in the journal before anything is
done. On Linux and the like this is the bin of the desktops (freedesktop.org Trash specification
1.0), written here rather than by send2trash: that replaces what another program puts under the same
name at the same moment, copies over to another drive, and does not say where the document is.
"""

from __future__ import annotations

import contextlib
import os
import stat
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

from desktop_app.review.moving import move, store_names

_MOST_NAMES = 10_000
_LONGEST = 250  # bytes; most file systems take names of 255
_LONGEST_WITH_NOTE = 240  # room for the suffix of the note
_INFO = b".trashinfo"


class NoBin(Exception):
    """There is no bin for a document; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for one document.

    Attributes:
        where: Absolute path that it will have there; b"" if only the system knows.
        note: A file that tells where it came from, or b"".
        shown: The place it came from, as the note tells it.
    """

    where: bytes
    note: bytes = b""
    shown: bytes = b""

    def release(self) -> None:
        """Tidy up after the document stayed, or was taken back."""
        if self.note:
            with contextlib.suppress(OSError):
                os.unlink(self.note)


class Bin(Protocol):
    """Somewhere that removed documents can be brought back from."""

    name: str
    """What it is called in the journal and to people."""

    def reserve(self, path: bytes, device: int) -> Slot:
        """Return a place for the document at ``path`` (absolute), on its drive ``device``.

        It is free now; nothing is there before ``put``.

        Raises:
            NoBin: There is none.
        """

    def put(self, slot: Slot, path: bytes, folder: int | None) -> bytes:
        """Move the document there; returns where it is.

        Args:
            slot: Its place.
            path: The document, absolute.
            folder: Descriptor of the folder it is in, where the system has such.

        Raises:
            OSError: It is where it was, and the place is free.
        """


class DesktopBin:
    """The bin of Linux desktops.

    Args:
        home: Its folder in the user's home; None asks the environment.
    """

    name = "bin"

    def __init__(self, home: Path | None = None) -> None:
        self._home = os.fsencode(home or _home_bin())

    def reserve(self, path: bytes, device: int) -> Slot:
        place, shown = self._place(path, device)
        files, info = os.path.join(place, b"files"), os.path.join(place, b"info")
        try:
            for folder in (files, info):
                os.makedirs(folder, 0o700, exist_ok=True)
            if os.lstat(files).st_dev != device:
                raise NoBin("the bin is on another drive")
            return _free(files, info, os.path.basename(path), shown)
        except OSError as exc:
            raise NoBin(f"the bin cannot be written ({exc.strerror})") from exc

    def put(self, slot: Slot, path: bytes, folder: int | None) -> bytes:
        name = path if folder is None else os.path.basename(path)
        _write_note(slot)
        try:
            move(name, slot.where, folder=folder)
        except OSError:
            slot.release()
            raise
        store_names(os.path.dirname(slot.where), os.path.dirname(path))
        return slot.where

    def _place(self, path: bytes, device: int) -> tuple[bytes, bytes]:
        """Return the bin for a document and how it names the document's place there."""
        if _device(_existing(self._home)) == device:
            return self._home, path
        top = _top_of_drive(path, device)
        for place, is_usable in _bins_of_drive(top):
            if is_usable():
                return place, os.path.relpath(path, top)
        raise NoBin("there is no bin on this drive")


def _free(files: bytes, info: bytes, name: bytes, shown: bytes) -> Slot:
    """Return a place with a free name; nothing is written before the journal knows of it."""
    for there in _numbered(name, b" %d", _LONGEST_WITH_NOTE):
        slot = Slot(os.path.join(files, there), os.path.join(info, there + _INFO), shown)
        if not (os.path.lexists(slot.where) or os.path.lexists(slot.note)):
            return slot
    raise NoBin("the bin holds too many files of this name")


def _numbered(name: bytes, count: bytes, longest: int) -> Iterator[bytes]:
    """Yield a name, then the same with 2, 3 … before its suffix, none longer than ``longest``."""
    stem, suffix = os.path.splitext(name)
    for number in range(1, _MOST_NAMES):
        end = (count % number if number > 1 else b"") + suffix[:200]
        yield stem[: longest - len(end)] + end


def _write_note(slot: Slot) -> None:
    """Write where a document came from; this takes the name, for all programs.

    Raises:
        OSError: FileExistsError if another program was quicker.
    """
    now = time.strftime("%Y-%m-%dT%H:%M:%S")
    content = f"[Trash Info]\nPath={quote(slot.shown)}\nDeletionDate={now}\n"
    fd = os.open(slot.note, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(fd, "wb") as file:
            file.write(content.encode("ascii"))
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        slot.release()
        raise


def _home_bin() -> Path:
    data = os.environ.get("XDG_DATA_HOME", "")
    base = Path(data) if os.path.isabs(data) else Path.home() / ".local" / "share"
    return base / "Trash"


def _existing(path: bytes) -> bytes:
    while not os.path.exists(path) and path != os.path.dirname(path):
        path = os.path.dirname(path)
    return path


def _device(path: bytes) -> int:
    return os.stat(path).st_dev


def _top_of_drive(path: bytes, device: int) -> bytes:
    top = os.path.dirname(path)
    while top != os.path.dirname(top) and _device(os.path.dirname(top)) == device:
        top = os.path.dirname(top)
    return top


def _bins_of_drive(top: bytes) -> Iterator[tuple[bytes, Callable[[], bool]]]:
    if sys.platform == "win32":
        return
    user = str(os.getuid()).encode("ascii")
    shared = os.path.join(top, b".Trash")
    yield os.path.join(shared, user), lambda: _is_for_all(shared)
    own = os.path.join(top, b".Trash-" + user)
    yield own, lambda: _is_own(own)


def _is_for_all(shared: bytes) -> bool:
    """As the specification asks: a real folder with the sticky bit."""
    try:
        mode = os.lstat(shared).st_mode
    except OSError:
        return False
    return stat.S_ISDIR(mode) and bool(mode & stat.S_ISVTX)


def _is_own(place: bytes) -> bool:
    try:
        os.makedirs(place, 0o700, exist_ok=True)
        return stat.S_ISDIR(os.lstat(place).st_mode)
    except OSError:
        return False


class SystemBin:
    """The bin of Windows and macOS, by send2trash; what was put there is found by its inode."""

    name = "bin"

    def reserve(self, path: bytes, device: int) -> Slot:
        del path, device
        return Slot(b"")

    def put(self, slot: Slot, path: bytes, folder: int | None) -> bytes:
        del slot, folder
        from send2trash import send2trash

        before = os.lstat(path)
        send2trash(os.fsdecode(path))
        return next(_with_inode(_system_bins(path), before), b"")


def _system_bins(path: bytes) -> Iterator[bytes]:
    if sys.platform == "win32":
        drive = os.path.splitdrive(os.fsdecode(path))[0]
        with contextlib.suppress(OSError):
            for entry in os.scandir(f"{drive}\\$Recycle.Bin"):
                yield os.fsencode(entry.path)
    else:
        yield os.fsencode(Path.home() / ".Trash")


def _with_inode(folders: Iterator[bytes], wanted: os.stat_result) -> Iterator[bytes]:
    for folder in folders:
        with contextlib.suppress(OSError):
            for entry in os.scandir(folder):
                if os.path.samestat(os.lstat(entry.path), wanted):
                    yield entry.path


class Quarantine:
    """A folder of the person's choice that removed documents are put into.

    Args:
        folder: Absolute; made if it is not there. Outside the documents' folder and on its drive.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = os.fsencode(folder)
        self.name = os.fsdecode(self._folder)

    def reserve(self, path: bytes, device: int) -> Slot:
        try:
            os.makedirs(self._folder, 0o700, exist_ok=True)
            if os.stat(self._folder).st_dev != device:
                raise NoBin(f"“{self.name}” is on another drive")
        except OSError as exc:
            raise NoBin(f"“{self.name}” cannot be written ({exc.strerror})") from exc
        for there in _numbered(os.path.basename(path), b" (%d)", _LONGEST):
            where = os.path.join(self._folder, there)
            if not os.path.lexists(where):
                return Slot(where)
        raise NoBin(f"“{self.name}” holds too many files of this name")

    def put(self, slot: Slot, path: bytes, folder: int | None) -> bytes:
        name = path if folder is None else os.path.basename(path)
        move(name, slot.where, folder=folder)
        store_names(self._folder, os.path.dirname(path))
        return slot.where


def usual_bin() -> Bin:
    """Return the bin of this computer."""
    return SystemBin() if sys.platform in ("win32", "darwin") else DesktopBin()
