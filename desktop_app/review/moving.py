"""Moves a file within one drive, and never onto another."""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from functools import cache
from typing import Any

_AT_FDCWD = -100
_RENAME_NOREPLACE = 1  # Linux
_RENAME_EXCL = 4  # macOS
_NOT_HERE = (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EOPNOTSUPP)


def move(source: bytes, target: bytes, *, folder: int | None = None) -> None:
    """Rename ``source`` to ``target``; inode, times and mode stay.

    Args:
        source: Absolute; a name in ``folder`` if that is given.
        target: Absolute.
        folder: Descriptor of the folder that ``source`` is in.

    Raises:
        FileExistsError: Something is at ``target``; both are as they were.
        OSError: EXDEV if the two are on different drives, and what else the system says.
    """
    if sys.platform == "win32":
        os.rename(os.fsdecode(source), os.fsdecode(target))  # never replaces there
        return
    call = _exclusive_rename()
    if call is not None:
        if call(_AT_FDCWD if folder is None else folder, source, target) == 0:
            return
        code = ctypes.get_errno()
        if code not in _NOT_HERE:
            raise OSError(code, os.strerror(code), os.fsdecode(target))
    _move_by_link(source, target, folder)


def _move_by_link(source: bytes, target: bytes, folder: int | None) -> None:
    """For file systems without an exclusive rename: two names for a moment, never none."""
    try:
        os.link(source, target, src_dir_fd=folder, follow_symlinks=False)
    except OSError as exc:
        if exc.errno not in (errno.EPERM, *_NOT_HERE):
            raise
    else:
        os.unlink(source, dir_fd=folder)
        return
    # No links either, such as on a memory stick: what is there is looked for right before.
    if os.path.lexists(target):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), os.fsdecode(target))
    os.rename(source, target, src_dir_fd=folder)


@cache
def _exclusive_rename() -> Any:
    """Return ``(folder, source, target) -> 0`` where the system has such a call, or None."""
    libc = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "darwin":
        renameatx = getattr(libc, "renameatx_np", None)
        if renameatx is None:
            return None
        return lambda folder, source, target: renameatx(
            -2 if folder == _AT_FDCWD else folder, source, -2, target, _RENAME_EXCL
        )
    renameat2 = getattr(libc, "renameat2", None)
    if renameat2 is None:
        return None
    return lambda folder, source, target: renameat2(
        folder, source, _AT_FDCWD, target, _RENAME_NOREPLACE
    )


def store_names(*folders: bytes) -> None:
    """Wait until the names in folders are on the disk, where the system can."""
    if sys.platform == "win32":
        return
    for folder in folders:
        fd = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)
