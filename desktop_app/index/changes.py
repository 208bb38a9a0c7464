"""What changed in a folder since the last run, told from one scan and the stored rows alone."""

from __future__ import annotations

from collections.abc import Collection, Container, Mapping
from dataclasses import dataclass, field

from desktop_app.documents.model import Reason
from desktop_app.errors import FolderLooksEmptied
from desktop_app.index.exclusions import is_excluded
from desktop_app.index.rows import Fingerprint, StoredFile

# Looked at anew each run: opening them is cheap and the cause may be gone.
_TRY_AGAIN = {reason.value for reason in (Reason.NO_PERMISSION, Reason.CHANGED, Reason.ONLINE_ONLY)}

_MANY = 10


@dataclass(slots=True)
class Changes:
    """The work of one run.

    Attributes:
        to_read: New and possibly changed files, in scan order.
        moved: (document id, new path, new fingerprint): same inode, size and time elsewhere.
        gone: Documents (path to id) whose files are no longer there.
        unreachable: Paths not seen because a folder above could not be listed or its drive is
            not mounted; their rows are kept.
        unchanged: How many files are as they were.
    """

    to_read: list[str] = field(default_factory=list)
    moved: list[tuple[int, str, Fingerprint]] = field(default_factory=list)
    gone: dict[str, int] = field(default_factory=dict)
    unreachable: list[str] = field(default_factory=list)
    unchanged: int = 0


def compare(
    files: Mapping[str, Fingerprint],
    stored: Mapping[str, StoredFile],
    *,
    unlisted: tuple[str, ...] = (),
    empty_mounts: Mapping[str, int] | None = None,
    outdated: Container[int] = (),
    retried: Container[str] = (),
) -> Changes:
    """Sort the files of a scan into unchanged, to read, moved, gone and unreachable.

    A file is unchanged if size, modification and change time, inode and device are as stored, so
    an edit that sets its times back is seen too.

    Args:
        unlisted: Folders that could not be listed.
        empty_mounts: Folders now empty, with the device each is on.
        outdated: Contents read by an older reader.
        retried: Paths to read again although they did not change.
    """
    changes = Changes()
    read = changes.to_read.append
    unchanged = 0
    for path, fingerprint in files.items():
        known = stored.get(path)
        if (
            known is not None
            and known.fingerprint == fingerprint
            and not known.recheck
            and known.reason not in _TRY_AGAIN
            and (known.content_id is None or known.content_id not in outdated)
            and path not in retried
        ):
            unchanged += 1
        else:
            read(path)
    changes.unchanged = unchanged
    if unchanged < len(stored):
        _sort_missing(changes, files, stored, unlisted, empty_mounts or {})
    return changes


def refuse_emptied(
    changes: Changes, stored: int, found: int, excluded: Collection[str] = ()
) -> None:
    """Ask before most of an index is dropped: a drive may be missing rather than its documents.

    Args:
        excluded: Files and folders that are there, but not wanted any more.

    Raises:
        FolderLooksEmptied: If no file is left, or more than half of ten or more are gone.
    """
    gone = sum(not is_excluded(path, excluded) for path in changes.gone)
    if not gone or not stored:
        return
    if found == 0 or (gone >= _MANY and gone * 2 > stored):
        raise FolderLooksEmptied(
            f"{gone:,} of {stored:,} indexed documents are no longer in the folder.",
            "Check that its drive is connected. If they were really removed, index again with"
            " --confirm-removed.",
        )


def _sort_missing(
    changes: Changes,
    files: Mapping[str, Fingerprint],
    stored: Mapping[str, StoredFile],
    unlisted: tuple[str, ...],
    empty_mounts: Mapping[str, int],
) -> None:
    gone = {path: known for path, known in stored.items() if path not in files}
    for path, known in list(gone.items()):
        if _unreachable(path, known.fingerprint[4], unlisted, empty_mounts):
            changes.unreachable.append(path)
            del gone[path]
    by_identity: dict[Fingerprint, str] = {}
    for path, known in gone.items():
        identity = _identity(known.fingerprint)
        # Two rows of one file (hard links) do not say which of them moved.
        by_identity[identity] = "" if identity in by_identity else path
    still_to_read = []
    for path in changes.to_read:
        old = by_identity.pop(_identity(files[path]), "") if path not in stored else ""
        if old and gone[old].content_id is not None and not gone[old].recheck:
            changes.moved.append((gone.pop(old).id, path, files[path]))
        else:
            still_to_read.append(path)
    changes.to_read = still_to_read
    changes.gone = {path: known.id for path, known in gone.items()}


def _identity(fingerprint: Fingerprint) -> Fingerprint:
    # A rename changes the change time (ctime) of a file on most systems.
    size, mtime_ns, _, inode, device = fingerprint
    return size, mtime_ns, 0, inode, device


def _unreachable(
    path: str, device: int, unlisted: tuple[str, ...], empty_mounts: Mapping[str, int]
) -> bool:
    if any(not folder or path.startswith(folder + "/") for folder in unlisted):
        return True
    return any(
        path.startswith(folder + "/") and now_on != device
        for folder, now_on in empty_mounts.items()
    )
