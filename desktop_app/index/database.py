"""Opening the index's SQLite file, and what its errors mean to a person.

Measured choices (kill -9 and power-cut runs): WAL with ``synchronous=FULL`` on local disks,
DELETE with EXTRA where memory cannot be shared between processes (network shares). Every page
carries a checksum (SQLite's cksumvfs, shipped with apsw): a flipped bit is an error on reading,
never another answer. The file is never opened by other means: closing a second descriptor would
drop SQLite's locks.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import json
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import apsw

from desktop_app.errors import DiskFull, IndexBusy, IndexDamaged, IndexMissing, IndexUnwritable
from desktop_app.index import schema
from desktop_app.index.location import (
    FORMAT_NAME,
    LOCK_NAME,
    IndexLocation,
    damaged,
    disk_full,
    is_out_of_room,
    on_share,
    read_format,
    release_reserve,
    too_new,
    too_old,
)

_BUSY_MS = 10_000
_CHECKSUM_BYTES = 8
_WAL_HEADER_BYTES, _WAL_FRAME_BYTES = 32, 24
_CHECKPOINT_PAGES = 4000
_LOST_TABLE = ("no such", "fts5", "vtable constructor", "malformed")


@functools.cache
def checksum_vfs() -> str:
    """Return the name of the file layer that keeps a checksum in every page."""
    import apsw.sqlite_extra

    loader = apsw.Connection(":memory:")
    apsw.sqlite_extra.load(loader, "cksumvfs")
    loader.close()
    return "cksmvfs"


def create_database(location: IndexLocation) -> None:
    """Make an empty database with mode 0600; does nothing if there is one."""
    if os.path.lexists(location.database):
        _refuse_no_file(location)
    try:
        _create_tables(location)
    except DiskFull:
        if not release_reserve(location):
            raise
        _create_tables(location)


def _create_tables(location: IndexLocation) -> None:
    with told(location):
        with contextlib.suppress(FileExistsError):
            # Before SQLite opens it: private from the first byte, and -wal and -shm inherit.
            os.close(os.open(location.database, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        connection = apsw.Connection(str(location.database), vfs=checksum_vfs())
        try:
            connection.set_busy_timeout(_BUSY_MS)
            # The log of a crash is for ``open_database`` to look at.
            connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, int(_has_log(location)))
            if connection.pragma("application_id") == 0:
                connection.reserve_bytes("main", _CHECKSUM_BYTES)
                connection.pragma("auto_vacuum", 2)
                _set_journal(connection, location)
                schema.create(connection)
        finally:
            connection.close()


def open_database(location: IndexLocation, *, write: bool) -> apsw.Connection:
    """Return a connection to a sound-looking database.

    A reader on a medium that cannot be written opens the file as immutable.

    Raises:
        IndexDamaged, IndexTooNew, IndexUnwritable, IndexBusy, DiskFull
        IndexTooOld: If a reader may not bring an earlier schema up to date.
        IndexMissing: If a reader comes while the index is being made.
    """
    try:
        return _open_checked(location, write=write)
    except IndexDamaged as exc:
        if not write and _being_made(location):
            raise IndexMissing(
                "The index of this folder is just being made.", "Try again in a moment."
            ) from exc
        raise


def _open_checked(location: IndexLocation, *, write: bool) -> apsw.Connection:
    read_format(location.directory)
    size = _refuse_no_file(location)
    if size == 0:
        raise damaged(location.directory, "its database is empty")
    try:
        return _open(location, size, write=write)
    except DiskFull:
        # Even a reader needs some room beside the database, for the index of the log.
        if not write and not _has_log(location):
            return _open(location, size, write=False, immutable=True)
        if not release_reserve(location):
            raise
        return _open(location, size, write=write)


def _open(
    location: IndexLocation, size: int, *, write: bool, immutable: bool = False
) -> apsw.Connection:
    with told(location):
        connection = _connect(location, write=write, immutable=immutable)
        try:
            crashed = _has_log(location) and (write or not _writer_at_work(location))
            _check_header(connection, location, size)
            if crashed:
                _check_after_crash(connection, location, write=write)
            if write:
                _configure(connection, location)
            elif connection.pragma("user_version") < schema.SCHEMA_VERSION:
                _upgrade_for_reader(connection, location)
        except BaseException:
            connection.close()
            raise
        return connection


def _refuse_no_file(location: IndexLocation) -> int:
    """Return the database's size; a folder or a link in its place is damage."""
    try:
        info = os.lstat(location.database)
    except OSError as exc:
        raise damaged(location.directory, "its database is missing") from exc
    if not stat.S_ISREG(info.st_mode):
        raise damaged(location.directory, "its database is not a file")
    return info.st_size


def _being_made(location: IndexLocation) -> bool:
    """Whether nothing is there yet, or a writer is at work on what does not look sound."""
    made = (location.database, location.directory / FORMAT_NAME)
    if not any(os.path.lexists(path) for path in made):
        return True
    return _writer_at_work(location)


def _writer_at_work(location: IndexLocation) -> bool:
    import filelock

    lock = filelock.FileLock(location.directory / LOCK_NAME, mode=0o600)
    try:
        lock.acquire(timeout=0)
    except filelock.Timeout:
        return True
    except OSError:
        return False
    lock.release()
    return False


def _check_after_crash(
    connection: apsw.Connection, location: IndexLocation, *, write: bool
) -> None:
    """Look at every page once, where a run that did not end left its log.

    SQLite leaves out what follows a damaged part of the log without a word. Pages copied to the
    database before then no longer fit to the rest, and what was committed would be lost unsaid.
    """
    # Closing after bad news must not tidy the log away: the next to come would hear none.
    connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1)
    committed = _frames_committed(location)
    accepted, _ = connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_NOOP)
    # Without the lock, a writer that has just started may have begun the log anew.
    if committed > accepted and (write or not _writer_at_work(location)):
        raise damaged(location.directory, "the log of its last run is altered")
    connection.execute("BEGIN")
    try:
        if connection.execute("PRAGMA integrity_check(1)").get != "ok":
            raise damaged(location.directory, "its contents do not fit together")
        counts = json.loads(connection.execute("SELECT value FROM meta WHERE key = 'counts'").get)
        for table in schema.COUNTED:
            if connection.execute(f"SELECT count(*) FROM {table}").get != counts[table]:
                raise damaged(location.directory, "rows are missing")
    finally:
        with contextlib.suppress(apsw.Error):
            connection.execute("ROLLBACK")
    connection.config(apsw.SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 0)


def _frames_committed(location: IndexLocation) -> int:
    """Return the number of the last frame in the log that ends a transaction of this log.

    Format: https://sqlite.org/fileformat2.html#the_write_ahead_log. Frames of an earlier round
    have another salt.
    """
    last = 0
    with contextlib.suppress(FileNotFoundError), open(f"{location.database}-wal", "rb") as log:
        header = log.read(_WAL_HEADER_BYTES)
        if len(header) < _WAL_HEADER_BYTES:
            return 0
        page_bytes, salt = int.from_bytes(header[8:12]), header[16:24]
        for number in itertools.count(1):
            frame = log.read(_WAL_FRAME_BYTES)
            if len(frame) < _WAL_FRAME_BYTES:
                break
            log.seek(page_bytes, os.SEEK_CUR)
            if frame[8:16] == salt and any(frame[4:8]):
                last = number
    return last


def _has_log(location: IndexLocation) -> bool:
    log = Path(f"{location.database}-wal")
    return log.exists() and log.stat().st_size > 0


def _connect(location: IndexLocation, *, write: bool, immutable: bool) -> apsw.Connection:
    path = str(location.database)
    if write:
        return apsw.Connection(path, flags=apsw.SQLITE_OPEN_READWRITE, vfs=checksum_vfs())
    if immutable or _cannot_write(location.directory):
        if _has_log(location):
            raise IndexUnwritable(
                "The index was not closed cleanly and lies where nothing can be written.",
                "Copy the folder and its index to a disk that can be written.",
            )
        return apsw.Connection(
            f"file:{quote(os.fsencode(path))}?immutable=1",
            flags=apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI,
            vfs=checksum_vfs(),
        )
    # Read-write also for readers: the last one to leave may have to recover a crashed writer's log.
    connection = apsw.Connection(path, flags=apsw.SQLITE_OPEN_READWRITE, vfs=checksum_vfs())
    connection.pragma("query_only", True)
    return connection


def _check_header(connection: apsw.Connection, location: IndexLocation, size: int) -> None:
    connection.set_busy_timeout(_BUSY_MS)
    if connection.pragma("application_id") != schema.APPLICATION_ID:
        raise damaged(location.directory, "its database is not one of ours")
    found = connection.pragma("user_version")
    if found > schema.SCHEMA_VERSION:
        raise too_new(location.directory)
    if _is_short(connection, location, size):
        raise damaged(location.directory, "its database was cut short")
    if not connection.pragma("checksum_verification"):
        raise damaged(location.directory, "its page checksums are switched off")


def _is_short(connection: apsw.Connection, location: IndexLocation, size: int) -> bool:
    # A writer may have come to its end since ``size`` was taken, and moved its log to the file.
    for _ in range(2):
        pages = connection.pragma("page_count") * connection.pragma("page_size")
        if _has_log(location) or size >= pages:
            return False
        size = location.database.stat().st_size
    return True


def _configure(connection: apsw.Connection, location: IndexLocation) -> None:
    connection.pragma("foreign_keys", True)
    _set_journal(connection, location)
    schema.migrate(connection)


def _upgrade_for_reader(connection: apsw.Connection, location: IndexLocation) -> None:
    """Bring an earlier schema up to date, so that questions need no run of indexing first."""
    if connection.readonly("main"):
        raise too_old(location.directory)
    connection.pragma("query_only", False)
    schema.migrate(connection)
    connection.pragma("query_only", True)


def _set_journal(connection: apsw.Connection, location: IndexLocation) -> None:
    wanted = "delete" if on_share(location.directory) else "wal"
    mode = connection.pragma("journal_mode", wanted)
    connection.pragma("synchronous", "full" if mode == "wal" else "extra")
    if mode == "wal":
        connection.wal_autocheckpoint(_CHECKPOINT_PAGES)


def close_database(connection: apsw.Connection, *, write: bool) -> None:
    """Close; a writer first empties the log, so that the index at rest is one checked file."""
    if write:
        with contextlib.suppress(apsw.Error):
            connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
    connection.close()


@contextlib.contextmanager
def told(location: IndexLocation) -> Iterator[None]:
    """Turn SQLite's and the system's errors into ones a person can act on."""
    try:
        yield
    except apsw.FullError as exc:
        raise disk_full() from exc
    except (apsw.BusyError, apsw.LockedError) as exc:
        raise IndexBusy(
            "Another Likewise is writing this index.", "Wait until it is done, then try again."
        ) from exc
    except (apsw.ReadOnlyError, apsw.CantOpenError, apsw.PermissionsError) as exc:
        raise IndexUnwritable(
            f"The index at “{location.directory}” cannot be written.",
            "Give yourself permission to write there, or choose your profile as its place.",
        ) from exc
    except apsw.IOError as exc:
        if _wrote_to_full_disk(exc):
            raise disk_full() from exc
        raise damaged(location.directory, "part of it cannot be read back") from exc
    except (apsw.CorruptError, apsw.NotADBError, apsw.FormatError) as exc:
        raise damaged(location.directory, "its contents do not fit together") from exc
    except OSError as exc:
        if is_out_of_room(exc):
            raise disk_full() from exc
        raise IndexUnwritable(
            f"The index at “{location.directory}” cannot be reached ({exc.strerror}).",
            "Check that its drive is connected and you may write there.",
        ) from exc
    except apsw.SQLError as exc:
        # Our statements are fixed: what fails here is a table that is not as we made it.
        if any(sign in str(exc) for sign in _LOST_TABLE):
            raise damaged(location.directory, "a table is missing or altered") from exc
        raise


def _wrote_to_full_disk(exc: apsw.IOError) -> bool:
    writing = (
        apsw.SQLITE_IOERR_WRITE,
        apsw.SQLITE_IOERR_FSYNC,
        apsw.SQLITE_IOERR_TRUNCATE,
        apsw.SQLITE_IOERR_SHMSIZE,
        apsw.SQLITE_IOERR_SHMOPEN,
        apsw.SQLITE_IOERR_SHMMAP,
    )
    return getattr(exc, "extendedresult", 0) in writing


def _cannot_write(directory: Path) -> bool:
    if not os.access(directory, os.W_OK):
        return True
    return hasattr(os, "statvfs") and bool(os.statvfs(directory).f_flag & os.ST_RDONLY)
