"""Documents opened, locked and read once more, right before one of them is removed."""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from desktop_app.documents.folder.opener import Fingerprint, fingerprint, open_regular
from desktop_app.documents.model import ReadFailure
from desktop_app.documents.reasons import sentence
from desktop_app.paths import display_path
from desktop_app.progress import CancelToken
from desktop_app.review.locks import hold_file

_PIECE = 1 << 20


class Refused(Exception):
    """A document stays where it is; the text says why, as one sentence."""


@dataclass(frozen=True, slots=True)
class Held:
    """An open, locked document whose content is the one that was reviewed.

    Attributes:
        root: The folder, absolute.
        path: Relative to it.
        fd: Its descriptor.
        seen: What it looked like before and after it was read.
        let_go: Closes it, earlier than ``held`` does: Windows moves no file that is open.
    """

    root: bytes
    path: str
    fd: int
    seen: Fingerprint
    let_go: Callable[[], None]

    @property
    def file(self) -> tuple[int, int]:
        """Inode and device: equal for two names of one file."""
        return self.seen[3], self.seen[4]

    @property
    def absolute(self) -> bytes:
        return os.path.join(self.root, os.fsencode(self.path))

    def is_still_there(self) -> bool:
        """Whether its path still leads to this very file, unchanged."""
        try:
            fd = open_regular(self.root, os.fsencode(self.path))
        except ReadFailure:
            return False
        try:
            return fingerprint(os.fstat(fd)) == self.seen
        finally:
            os.close(fd)


@contextlib.contextmanager
def held(
    root: bytes, path: str, sha256: bytes, token: CancelToken, *, stays: Held | None = None
) -> Iterator[Held]:
    """Open a document, lock it and make sure that its content is the one that was reviewed.

    Args:
        root: The folder, absolute.
        path: Relative to it.
        sha256: Digest of the content that was reviewed.
        token: Looked at every megabyte.
        stays: For a document that is to be removed, which nobody else may hold then: the copy that
            stays. None for that copy itself, which others may hold, too.

    Raises:
        Refused: It is not there, cannot be read, is held by others, has changed, or is but another
            name of the file that stays.
    """
    shown = display_path(path)
    try:
        fd = open_regular(root, os.fsencode(path))
    except ReadFailure as exc:
        raise Refused(f"“{shown}”: {sentence(exc.reason, exc.detail)}.") from exc
    with contextlib.ExitStack() as closing:
        closing.callback(os.close, fd)
        before = fingerprint(os.fstat(fd))
        if stays is not None and before[3:] == stays.file:
            raise Refused("Both are names of one and the same file.")
        if not hold_file(fd, alone=stays is not None):
            raise Refused(f"“{shown}” is being removed, or kept for another, by someone else.")
        if _digest(fd, token, shown) != sha256 or fingerprint(os.fstat(fd)) != before:
            raise Refused(f"“{shown}” has changed since it was reviewed.")
        yield Held(root, path, fd, before, closing.close)


def digest_of(path: bytes, token: CancelToken) -> bytes | None:
    """Return the sha256 of a file that is no link, or None if it cannot be read."""
    try:
        fd = open_regular(os.path.dirname(path), os.path.basename(path))
    except ReadFailure:
        return None
    try:
        return _digest(fd, token, "")
    except Refused:
        return None
    finally:
        os.close(fd)


def _digest(fd: int, token: CancelToken, shown: str) -> bytes:
    whole = hashlib.sha256()
    try:
        while piece := os.read(fd, _PIECE):
            token.check()
            whole.update(piece)
    except OSError as exc:
        raise Refused(f"“{shown}” cannot be read ({exc.strerror}).") from exc
    return whole.digest()
