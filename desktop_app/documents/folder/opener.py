"""The one way a document is opened: never through a link, never a pipe, device or placeholder.

Every component below the folder is opened on its own, relative to the one before, without following
links: so a folder swapped for a link cannot lead outside, and a path may be longer than PATH_MAX.
Systems without ``dir_fd`` (Windows) look at each component by name instead and compare what was
opened with what was looked at.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys

from desktop_app.documents.model import ReadFailure, Reason

Fingerprint = tuple[int, int, int, int, int]
"""(size in bytes, mtime_ns, ctime_ns, inode, device), each within a signed 64-bit integer."""

WALKS_BY_DESCRIPTOR = os.open in os.supports_dir_fd and os.stat in os.supports_dir_fd

_FILE_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_NOFOLLOW", 0)
    | getattr(os, "O_CLOEXEC", 0)
    | getattr(os, "O_NOCTTY", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_NOINHERIT", 0)
)
_FOLDER_FLAGS = (
    os.O_RDONLY
    | getattr(os, "O_DIRECTORY", 0)
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_CLOEXEC", 0)
)
# Passing through a folder needs no right to list it.
_STEP_FLAGS = _FOLDER_FLAGS | getattr(os, "O_PATH", 0)
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0)

# Windows: OFFLINE, RECALL_ON_OPEN, RECALL_ON_DATA_ACCESS. macOS: SF_DATALESS.
_WINDOWS_ONLINE_ONLY = 0x1000 | 0x40000 | 0x400000
_MACOS_DATALESS = 0x40000000
# The bit that tells links and junctions from other reparse points, such as those of OneDrive.
_REPARSE_NAME_SURROGATE = 0x20000000

_INT64_MAX = 2**63 - 1
_OUR_OWN_SHORTAGE = {errno.EMFILE, errno.ENFILE, errno.ENOMEM}
_REASONS = {
    errno.ENOENT: (Reason.VANISHED, ""),
    errno.ENOTDIR: (Reason.VANISHED, ""),
    errno.ENAMETOOLONG: (Reason.VANISHED, "the name is too long for this system"),
    errno.ESTALE: (Reason.VANISHED, "the drive is gone"),
    errno.ELOOP: (Reason.NOT_A_FILE, "a link"),
    errno.ENXIO: (Reason.NOT_A_FILE, "a socket or device"),
    errno.ENODEV: (Reason.NOT_A_FILE, "a device"),
    errno.EISDIR: (Reason.NOT_A_FILE, "a folder"),
    errno.EACCES: (Reason.NO_PERMISSION, ""),
    errno.EPERM: (Reason.NO_PERMISSION, ""),
    errno.EAGAIN: (Reason.NO_PERMISSION, "in use by another program"),
    errno.EBUSY: (Reason.NO_PERMISSION, "in use by another program"),
    errno.EIO: (Reason.DAMAGED, "the drive cannot read it"),
}
_WINDOWS_IN_USE = {32, 33}  # ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION


def open_regular(root: bytes, relative: bytes) -> int:
    """Open a regular file for reading and return its descriptor, which the caller closes.

    Never blocks on a pipe or device, follows no link below ``root`` (``root`` itself may be one),
    and never makes a cloud drive fetch a file that is only online.

    Args:
        root: The folder, absolute, as ``os.fsencode`` gives it.
        relative: Path below it with ``/``; of any length.

    Raises:
        ReadFailure: NOT_A_FILE, ONLINE_ONLY, NO_PERMISSION, VANISHED or DAMAGED.
        OSError: This process is out of descriptors or memory: no fault of the file.
    """
    parts = relative.split(b"/")
    if not _is_plain(parts):
        raise ReadFailure(Reason.NOT_A_FILE, "not a path inside the folder")
    try:
        return (
            _open_by_descriptor(root, parts) if WALKS_BY_DESCRIPTOR else _open_by_name(root, parts)
        )
    except OSError as exc:
        raise failure_from(exc) from exc


def open_folder_of(root: bytes, relative: bytes) -> int:
    """Open the folder that a document is in, for what takes a ``dir_fd``; the caller closes it.

    For systems where ``WALKS_BY_DESCRIPTOR`` holds. Follows no link below ``root``.

    Raises:
        ReadFailure: NOT_A_FILE, NO_PERMISSION, VANISHED or DAMAGED.
        OSError: This process is out of descriptors or memory.
    """
    parts = relative.split(b"/")
    if not _is_plain(parts):
        raise ReadFailure(Reason.NOT_A_FILE, "not a path inside the folder")
    try:
        return _open_folder_of(root, parts)
    except OSError as exc:
        raise failure_from(exc) from exc


def open_folder(name: bytes | str, parent: int | None = None) -> int:
    """Open a folder for ``os.listdir``; a link is followed only without ``parent``.

    For systems where ``WALKS_BY_DESCRIPTOR`` holds.

    Args:
        parent: Descriptor of the folder that ``name`` is in; it stays open.

    Raises:
        OSError: As the system says; ELOOP or ENOTDIR for a link.
    """
    if parent is None:
        return os.open(name, _FOLDER_FLAGS)
    return os.open(name, _FOLDER_FLAGS | _NO_FOLLOW, dir_fd=parent)


def fingerprint(status: os.stat_result) -> Fingerprint:
    """Return what tells a changed file from an unchanged one, cheaply.

    Times before 1677 or after 2262 are clamped, unsigned inode and device numbers wrapped.
    """
    modified, changed = status.st_mtime_ns, status.st_ctime_ns
    inode, device = status.st_ino, status.st_dev
    if (
        0 <= modified <= _INT64_MAX
        and 0 <= changed <= _INT64_MAX
        and 0 <= inode | device <= _INT64_MAX
    ):
        return status.st_size, modified, changed, inode, device
    return status.st_size, _clamp(modified), _clamp(changed), _wrap(inode), _wrap(device)


def oddity(status: os.stat_result) -> tuple[Reason, str] | None:
    """Return why something found by ``lstat`` is not opened, or None for an ordinary file."""
    mode = status.st_mode
    if is_link(status):
        return Reason.NOT_A_FILE, "a link"
    if stat.S_ISREG(mode):
        return (Reason.ONLINE_ONLY, "") if is_online_only(status) else None
    for test, name in (
        (stat.S_ISDIR, "a folder"),
        (stat.S_ISFIFO, "a named pipe"),
        (stat.S_ISSOCK, "a socket"),
    ):
        if test(mode):
            return Reason.NOT_A_FILE, name
    return Reason.NOT_A_FILE, "a device"


def is_link(status: os.stat_result) -> bool:
    """Return whether this is a symbolic link, a junction or another stand-in for a name."""
    tag: int = getattr(status, "st_reparse_tag", 0)
    return stat.S_ISLNK(status.st_mode) or bool(tag & _REPARSE_NAME_SURROGATE)


def is_online_only(status: os.stat_result) -> bool:
    """Return whether reading would make a cloud drive fetch the content.

    A file without blocks is no sign: sparse files and inline data have none either.
    """
    attributes: int = getattr(status, "st_file_attributes", 0)
    flags: int = getattr(status, "st_flags", 0) if sys.platform == "darwin" else 0
    return bool(attributes & _WINDOWS_ONLINE_ONLY or flags & _MACOS_DATALESS)


def failure_from(exc: OSError) -> ReadFailure:
    """Return the failure of one file that ``exc`` stands for.

    Raises:
        OSError: ``exc`` itself, if it tells of this process and not of the file.
    """
    if exc.errno in _OUR_OWN_SHORTAGE:
        raise exc
    if getattr(exc, "winerror", None) in _WINDOWS_IN_USE:
        return ReadFailure(Reason.NO_PERMISSION, "in use by another program")
    reason, detail = _REASONS.get(exc.errno or 0, (Reason.DAMAGED, exc.strerror or ""))
    return ReadFailure(reason, detail)


def long_path(path: str) -> str:
    """Return ``path`` in the form that has no length limit and no reserved names on Windows."""
    if sys.platform != "win32" or path.startswith("\\\\?\\"):
        return path
    path = os.path.abspath(path)
    if path.startswith("\\\\"):
        return "\\\\?\\UNC\\" + path[2:]
    return "\\\\?\\" + path


def _is_plain(parts: list[bytes]) -> bool:
    odd = (b"", b".", b"..")
    # On Windows "a:b" names a hidden stream and "\" is a separator.
    forbidden = b"\0\\:" if os.sep == "\\" else b"\0"
    return not any(part in odd or any(byte in forbidden for byte in part) for part in parts)


def _open_by_descriptor(root: bytes, parts: list[bytes]) -> int:
    parent = _open_folder_of(root, parts)
    name = parts[-1]
    try:
        # Looked at by name first: opening a tape drive rewinds it, opening a placeholder may fetch.
        _refuse_odd(os.stat(name, dir_fd=parent, follow_symlinks=False))
        fd = os.open(name, _FILE_FLAGS, dir_fd=parent)
    finally:
        os.close(parent)
    return _only_ordinary(fd)


def _open_folder_of(root: bytes, parts: list[bytes]) -> int:
    parent = os.open(root, _STEP_FLAGS)
    try:
        for folder in parts[:-1]:
            parent = _step_through(parent, folder)
    except BaseException:
        os.close(parent)
        raise
    return parent


def _step_through(parent: int, name: bytes) -> int:
    try:
        child = os.open(name, _STEP_FLAGS | _NO_FOLLOW, dir_fd=parent)
    except NotADirectoryError:
        # Linux says ENOTDIR for a link, too.
        if stat.S_ISLNK(os.stat(name, dir_fd=parent, follow_symlinks=False).st_mode):
            raise ReadFailure(Reason.NOT_A_FILE, "a folder on the way is a link") from None
        raise
    os.close(parent)
    return child


def _open_by_name(root: bytes, parts: list[bytes]) -> int:
    path = long_path(os.fsdecode(root))
    for folder in parts[:-1]:
        path = os.path.join(path, os.fsdecode(folder))
        if is_link(os.lstat(path)):
            raise ReadFailure(Reason.NOT_A_FILE, "a folder on the way is a link")
    path = os.path.join(path, os.fsdecode(parts[-1]))
    before = os.lstat(path)
    _refuse_odd(before)
    fd = _only_ordinary(os.open(path, _FILE_FLAGS))
    if not os.path.samestat(before, os.fstat(fd)):
        os.close(fd)
        raise ReadFailure(Reason.CHANGED, "replaced while it was opened")
    return fd


def _only_ordinary(fd: int) -> int:
    try:
        _refuse_odd(os.fstat(fd))
    except BaseException:
        with contextlib.suppress(OSError):
            os.close(fd)
        raise
    return fd


def _refuse_odd(status: os.stat_result) -> None:
    if found := oddity(status):
        raise ReadFailure(*found)


def _clamp(value: int) -> int:
    return max(-_INT64_MAX - 1, min(value, _INT64_MAX))


def _wrap(value: int) -> int:
    return ((value + 2**63) % 2**64) - 2**63
