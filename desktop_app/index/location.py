"""Where an index lies: ``<folder name>.likewise/`` beside the folder, else the user's app data.

Beside the folder keeps index and documents together without touching the documents' own folder.
App data is taken where that cannot be trusted: a parent that cannot be written, a network share
(SQLite's WAL is for one host only), or a folder that a sync program copies (research: half-synced
databases). The place found is shown by ``likewise status`` and in the window.
"""

from __future__ import annotations

import contextlib
import enum
import errno
import hashlib
import json
import os
import secrets
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from desktop_app.errors import (
    DiskFull,
    FolderUnavailable,
    IndexDamaged,
    IndexTooNew,
    IndexTooOld,
    IndexUnwritable,
)
from desktop_app.paths import user_data_dir

SUFFIX = ".likewise"
FORMAT_NAME = "FORMAT"
DATABASE_NAME = "index.sqlite3"
LOCK_NAME = "writer.lock"
RESERVE_NAME = "reserve.bin"
RESERVE_BYTES = 4 << 20
_RESERVE_STEP = 1 << 16
LAYOUT_VERSION = 1
_AS_YOU_CHOSE = "as you chose"

_SHARES = ("nfs", "cifs", "smb", "9p", "afs", "webdav", "davfs", "sshfs", "fuse.")
_SYNC_MARKERS = (".dropbox", ".dropbox.cache", ".stfolder", ".owncloudsync.log", ".nextcloudsync")
_SYNC_NAMES = (
    "dropbox",
    "onedrive",
    "icloud",
    "google drive",
    "googledrive",
    "nextcloud",
    "owncloud",
)


class Place(enum.Enum):
    BESIDE = "beside the folder"
    APP_DATA = "in your profile"


@dataclass(frozen=True, slots=True)
class IndexLocation:
    """An index folder and why it lies where it does.

    Attributes:
        folder: The documents' folder, absolute, links resolved.
        why: Readable reason for a place other than beside the folder; "" otherwise.
    """

    folder: Path
    directory: Path
    place: Place
    why: str = ""

    @property
    def database(self) -> Path:
        return self.directory / DATABASE_NAME

    @property
    def cache(self) -> Path:
        return self.directory / "cache"

    @property
    def reserve(self) -> Path:
        return self.directory / RESERVE_NAME


def resolve_folder(folder: str | os.PathLike[str]) -> Path:
    """Return the absolute folder, links resolved.

    Raises:
        FolderUnavailable: If it is missing, not a folder, or cannot be reached.
    """
    if not os.fspath(folder).strip():
        raise FolderUnavailable("No folder was named.", "Name the folder with the documents.")
    path = Path(folder).expanduser()
    try:
        path = path.resolve(strict=True)
        is_folder = path.is_dir()
    except (OSError, RuntimeError, ValueError) as exc:
        raise FolderUnavailable(
            f"The folder “{_shown(folder)}” cannot be found.",
            "Check that its drive is connected and the name is right.",
        ) from exc
    if not is_folder:
        raise FolderUnavailable(f"“{_shown(folder)}” is not a folder.", "Choose a folder.")
    return path


def find(folder: Path) -> IndexLocation | None:
    """Return the index that lies where one of ``folder`` would, or None.

    Raises:
        IndexDamaged: If something that is not an index folder lies in its place.
    """
    for location in (beside(folder), in_app_data(folder)):
        if os.path.lexists(location.directory):
            _refuse_foreign(location.directory)
            if location.place is Place.APP_DATA:
                return in_app_data(folder, _why_not_beside(folder) or _AS_YOU_CHOSE)
            return location
    return None


def choose(folder: Path, *, prefer: Place | None = None) -> IndexLocation:
    """Return where a new index for ``folder`` goes; creates nothing."""
    if prefer is Place.APP_DATA:
        return in_app_data(folder, _AS_YOU_CHOSE)
    why = _why_not_beside(folder)
    return in_app_data(folder, why) if why else beside(folder)


def create(location: IndexLocation) -> None:
    """Make the index folder (see ``create_folder``) with ``FORMAT`` (0600, synced) and the reserve.

    Raises:
        IndexUnwritable, DiskFull: If the place cannot be written.
    """
    create_folder(location)
    with _writing(location):
        location.cache.mkdir(mode=0o700, exist_ok=True)
        if not (location.directory / FORMAT_NAME).exists():
            _write_format(location)
        restore_reserve(location)


def create_folder(location: IndexLocation) -> None:
    """Make the empty index folder (0700), where the writer's lock can lie.

    Raises:
        IndexUnwritable, DiskFull: If the place cannot be written.
    """
    with _writing(location):
        if location.place is Place.APP_DATA:
            location.directory.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        location.directory.mkdir(mode=0o700, exist_ok=True)
        location.directory.chmod(0o700)


@contextlib.contextmanager
def _writing(location: IndexLocation) -> Iterator[None]:
    try:
        yield
    except OSError as exc:
        if is_out_of_room(exc):
            raise disk_full() from exc
        raise IndexUnwritable(
            f"The index cannot be written at “{location.directory}” ({exc.strerror}).",
            "Free some space or give yourself permission to write there.",
        ) from exc


def restore_reserve(location: IndexLocation, *, partly: bool = False) -> None:
    """Lay by 4 MiB so that a full disk can still be tidied; does nothing if there is no room.

    Args:
        partly: Keep what there is room for. Otherwise what was given back to open an index on a
            full disk would go to new documents, and none could be removed afterwards.
    """
    if location.reserve.exists() and location.reserve.stat().st_size == RESERVE_BYTES:
        return
    try:
        fd = os.open(location.reserve, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(fd, "wb", buffering=0) as file:
            # Real blocks, not a hole: a sparse file would reserve nothing.
            for _ in range(RESERVE_BYTES // _RESERVE_STEP):
                file.write(os.urandom(4096) * (_RESERVE_STEP // 4096))
            os.fsync(file.fileno())
    except OSError:
        if not partly:
            release_reserve(location)


def release_reserve(location: IndexLocation) -> bool:
    """Give the reserve back to the disk. Returns whether there was one."""
    try:
        location.reserve.unlink()
    except OSError:
        return False
    return True


def read_format(directory: Path) -> dict[str, object]:
    """Return the contents of ``FORMAT``.

    Without this mark an empty file would pass for an empty index: SQLite takes 0 bytes as one.

    Raises:
        IndexDamaged: If it is missing, unreadable or altered.
        IndexTooNew: If a newer Likewise wrote it.
    """
    try:
        raw = (directory / FORMAT_NAME).read_bytes()[:4096]
        body, _, check = raw.partition(b"\n")
        if hashlib.sha256(body).hexdigest().encode() != check.strip():
            raise ValueError("checksum")
        found = json.loads(body)
        layout = int(found["layout"])
    except (OSError, ValueError, KeyError, TypeError) as exc:
        raise damaged(directory, "its FORMAT file is missing or altered") from exc
    if layout > LAYOUT_VERSION:
        raise too_new(directory)
    return dict(found)


def damaged(directory: Path, what: str) -> IndexDamaged:
    return IndexDamaged(
        f"The index at “{directory}” is damaged: {what}.",
        "Run “likewise rebuild” on the folder; your documents are not touched.",
    )


def too_new(directory: Path) -> IndexTooNew:
    return IndexTooNew(
        f"The index at “{directory}” was made by a newer Likewise.",
        "Update Likewise, or move that index away to make a new one.",
    )


def too_old(directory: Path) -> IndexTooOld:
    return IndexTooOld(
        f"The index at “{directory}” was made by an earlier Likewise and cannot be changed there.",
        "Copy the folder and its index to a disk that can be written.",
    )


def is_out_of_room(exc: OSError) -> bool:
    """Whether the system said that the disk, or the person's share of it, is full."""
    return exc.errno in (errno.ENOSPC, errno.EDQUOT)


def disk_full() -> DiskFull:
    return DiskFull(
        "The disk that holds the index is full; what was indexed so far is safe.",
        "Make some room, then index again: it goes on where it was.",
    )


def _write_format(location: IndexLocation) -> None:
    body = json.dumps(
        {
            "format": "Likewise index",
            "layout": LAYOUT_VERSION,
            "index_id": secrets.token_hex(16),
            "folder": _shown(location.folder.name),
            "folder_id": folder_id(location.folder),
        }
    ).encode()
    target = location.directory / FORMAT_NAME
    draft = target.with_suffix(".new")
    fd = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(fd, "wb") as file:
        file.write(body + b"\n" + hashlib.sha256(body).hexdigest().encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(target)
    sync_directory(location.directory)
    sync_directory(location.directory.parent)


def sync_directory(directory: Path) -> None:
    """Make renames in ``directory`` durable (a no-op where directories cannot be synced)."""
    if os.name == "nt":
        return
    fd = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)


def beside(folder: Path) -> IndexLocation:
    """Return the place beside the folder."""
    return IndexLocation(folder, folder.with_name(folder.name + SUFFIX), Place.BESIDE)


def in_app_data(folder: Path, why: str = "") -> IndexLocation:
    """Return the place in the user's app data."""
    key = hashlib.sha256(os.fsencode(str(folder))).hexdigest()[:16]
    return IndexLocation(folder, user_data_dir() / "indexes" / key, Place.APP_DATA, why)


def _refuse_foreign(directory: Path) -> None:
    if not stat.S_ISDIR(os.lstat(directory).st_mode):
        raise IndexDamaged(
            f"“{directory}” is not an index folder but a file or a link.",
            "Move it away; then index the folder again.",
        )


def folder_id(folder: Path) -> str:
    """Return what stays the same when the folder is renamed: its device and inode."""
    info = folder.stat()
    return f"{info.st_dev:x}:{info.st_ino:x}"


def _why_not_beside(folder: Path) -> str:
    parent = folder.parent
    if parent == folder:
        return "the folder is a whole drive"
    if not os.access(parent, os.W_OK) or _read_only(parent):
        return "the place beside the folder cannot be written"
    if on_share(parent):
        return "the folder is on a network share"
    if _synced(folder):
        return "the folder is copied by a sync program"
    return ""


def _read_only(directory: Path) -> bool:
    if not hasattr(os, "statvfs"):
        return False
    return bool(os.statvfs(directory).f_flag & os.ST_RDONLY)


def on_share(directory: Path) -> bool:
    """Whether ``directory`` is on a network share, by the type of its file system."""
    import psutil

    best = ""
    kind = ""
    for part in psutil.disk_partitions(all=True):
        inside = directory == Path(part.mountpoint) or Path(part.mountpoint) in directory.parents
        if inside and len(part.mountpoint) >= len(best):
            best, kind = part.mountpoint, part.fstype.lower()
    return kind.startswith(_SHARES) or str(directory).startswith("\\\\")


def _synced(folder: Path) -> bool:
    for directory in (folder, *folder.parents):
        if directory.name.lower().startswith(_SYNC_NAMES):
            return True
        if any((directory / marker).exists() for marker in _SYNC_MARKERS):
            return True
    return False


def _shown(path: str | os.PathLike[str]) -> str:
    return os.fsencode(path).decode("utf-8", "replace")
