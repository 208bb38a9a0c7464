"""Who removes documents, and from whom the copies that stay are safe meanwhile.

Two things, as two people may remove each other's copies at the same moment: one process of a user
at a time, by a lock file in the user's data (folders within each other have two indexes); and on
each of the two files a lock of the system, which other users' processes meet as well.
"""

from __future__ import annotations

import contextlib
import errno
from collections.abc import Iterator
from pathlib import Path

from desktop_app.errors import EnvironmentProblem
from desktop_app.paths import user_data_dir

_PATIENCE = 30.0  # seconds
_TAKEN = (errno.EAGAIN, errno.EACCES)


@contextlib.contextmanager
def removing_alone(where: Path | None = None, patience: float = _PATIENCE) -> Iterator[None]:
    """Hold the lock under which documents are removed and brought back.

    Args:
        where: Folder of the lock file; None for this user's data.
        patience: Seconds to wait for another process.

    Raises:
        EnvironmentProblem: Another process holds it for longer, or it cannot be made.
    """
    import filelock

    folder = where or user_data_dir()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = filelock.FileLock(folder / "removal.lock", mode=0o600)
        with lock.acquire(timeout=patience):
            yield
    except filelock.Timeout as exc:
        raise EnvironmentProblem(
            "Another Likewise is removing documents just now.", "Wait until it has finished."
        ) from exc


def hold_file(fd: int, *, alone: bool) -> bool:
    """Lock an open file until it is closed; False if someone else holds it.

    Args:
        fd: Descriptor of the file.
        alone: Whether no one else may hold it, too: asked for what is to be removed. The copy that
            stays is held together with others.
    """
    try:
        import fcntl
    except ImportError:
        return True  # Windows: a file that is open cannot be removed by anyone.
    try:
        fcntl.flock(fd, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except OSError as exc:
        # Some file systems know no locks; there the lock of the user has to do.
        return exc.errno not in _TAKEN
    return True
