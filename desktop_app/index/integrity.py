"""Is the index sound, and what to do when it is not."""

from __future__ import annotations

import contextlib
import logging
import os
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import apsw

from desktop_app.errors import AppError, IndexBusy
from desktop_app.index.database import checksum_vfs
from desktop_app.index.location import DATABASE_NAME, FORMAT_NAME, IndexLocation
from desktop_app.index.reader import IndexReader
from desktop_app.index.rows import GenerationRow
from desktop_app.index.schema import COUNTED
from desktop_app.index.writer import IndexWriter
from desktop_app.progress import CancelToken, ProgressMeter, Report, Stage

logger = logging.getLogger(__name__)

_FILES = (DATABASE_NAME, DATABASE_NAME + "-wal", DATABASE_NAME + "-shm", FORMAT_NAME)
_ASIDE = ("index.damaged-*", "index.before-rebuild-*")
_SALVAGE_STEP = 500

_VectorRow = tuple[int, bytes, int, bytes]


def verify(location: IndexLocation, token: CancelToken, report: Report) -> list[str]:
    """Read every page and every blob; return the problems found, none if the index is sound.

    Raises:
        IndexBusy, Cancelled
    """
    try:
        reader = IndexReader(location)
    except IndexBusy:
        raise
    except AppError as exc:
        return [exc.message]
    problems: list[str] = []
    try:
        with reader.snapshot():
            for check in (_check_pages, _check_counts, _check_vectors, _check_texts, _check_links):
                try:
                    problems += check(reader, token, report)
                except AppError as exc:
                    problems.append(exc.message)
                if problems:
                    break  # each check builds on the ones before
    finally:
        reader.close()
    return list(dict.fromkeys(problems))


def _check_pages(reader: IndexReader, token: CancelToken, report: Report) -> Iterator[str]:
    token.check()
    for (line,) in reader.rows("PRAGMA integrity_check(20)"):
        if line != "ok":
            yield f"The database's pages: {line}"
    for table, *_ in reader.rows("PRAGMA foreign_key_check"):
        yield f"A row of “{table}” belongs to nothing."


def _check_counts(reader: IndexReader, token: CancelToken, report: Report) -> Iterator[str]:
    for table, wanted in reader.counts().items():
        token.check()
        if table in COUNTED:
            found = reader.value(f"SELECT count(*) FROM {table}")
            if found != wanted:
                yield f"“{table}” has {found:,} rows where {wanted:,} were written."
    words = reader.value("SELECT count(*) FROM keyword_docsize")
    if words != reader.counts()["content_text"]:
        yield "The keyword index does not have every text."


def _check_vectors(reader: IndexReader, token: CancelToken, report: Report) -> Iterator[str]:
    meter = ProgressMeter(report, Stage.CHECKING, reader.counts()["vector"], unit="passages")
    for generation in reader.rows("SELECT * FROM generation"):
        for ids, _ in reader.vector_blocks_of(GenerationRow(*generation)):
            token.check()
            meter.advance(len(ids))
    meter.finish()
    lost = reader.value(
        "SELECT count(*) FROM passage WHERE vector_id NOT IN (SELECT id FROM vector)"
    )
    if lost:
        yield f"{lost:,} passages have no vector."


def _check_texts(reader: IndexReader, token: CancelToken, report: Report) -> Iterator[str]:
    ids = [row[0] for row in reader.rows("SELECT id FROM content")]
    meter = ProgressMeter(report, Stage.CHECKING, len(ids), unit="documents")
    for content in reader.contents(ids):
        token.check()
        for passage in reader.passages_of([content.id]):
            if not 0 <= passage.start < passage.end <= content.chars:
                yield "A passage lies outside its text."
                break
        meter.advance()
    meter.finish()


def _check_links(reader: IndexReader, token: CancelToken, report: Report) -> Iterator[str]:
    token.check()
    bare = reader.value(
        "SELECT count(*) FROM content_text WHERE EXISTS (SELECT 1 FROM generation WHERE"
        " state = 'live') AND NOT EXISTS (SELECT 1 FROM passage p JOIN generation g"
        " ON g.id = p.generation WHERE g.state = 'live' AND p.content_id = content_text.content_id)"
    )
    building = reader.value("SELECT count(*) FROM generation WHERE state = 'building'")
    if bare and not building:
        yield f"{bare:,} documents have no passages."


def set_aside(location: IndexLocation, *, damaged: bool) -> Path | None:
    """Rename the database out of the way (``index.damaged-<time>.sqlite3``); returns its new place.

    The cache is dropped: it belongs to the old database. Raises OSError if nothing can be renamed.
    """
    stamp = time.strftime("%Y%m%d-%H%M%S")
    word = "damaged" if damaged else "before-rebuild"
    moved: Path | None = None
    for name in _FILES:
        source = location.directory / name
        if os.path.lexists(source):
            target = location.directory / f"index.{word}-{stamp}.{name.removeprefix('index.')}"
            source.rename(target)
            if name == DATABASE_NAME:
                moved = target
    drop_cache(location)
    return moved


def drop_cache(location: IndexLocation) -> None:
    """Remove the files that can be made again."""
    with contextlib.suppress(OSError):
        for entry in os.scandir(location.cache):
            if entry.is_file(follow_symlinks=False):
                os.unlink(entry.path)


def forget_set_aside(location: IndexLocation) -> None:
    """Remove databases set aside by earlier rebuilds."""
    for pattern in _ASIDE:
        for path in location.directory.glob(pattern):
            with contextlib.suppress(OSError):
                path.unlink()


def salvage(source: Path, writer: IndexWriter, generation: GenerationRow) -> int:
    """Copy vectors whose checksums hold from a set-aside database; returns how many.

    Only those made by the same model and revision; a passage with such a vector is not embedded
    (or paid for) again. Pages that cannot be read are skipped.
    """
    try:
        old = _open_aside(source)
    except (apsw.Error, OSError, AppError):
        return 0
    saved = 0
    try:
        rows = old.execute(
            "SELECT id FROM generation WHERE model_id = ? AND revision = ? AND dim = ?",
            (generation.model_id, generation.revision, generation.dim),
        ).fetchall()
        found = old.execute("SELECT seq FROM sqlite_sequence WHERE name = 'vector'").fetchall()
    except apsw.Error:
        old.close()
        return 0
    wanted = {row[0] for row in rows}
    last = cast(int, found[0][0]) if found else -1
    size = generation.dim * 2
    for first in range(0, last + 1, _SALVAGE_STEP):
        good = [
            (digest, data)
            for owner, digest, crc, data in _readable(old, first, first + _SALVAGE_STEP)
            if owner in wanted and len(data) == size and zlib.crc32(data) == crc
        ]
        if good:
            with writer.transaction():
                writer.put_vectors(generation.id, good)
            saved += len(good)
    old.close()
    return saved


def newest_aside(location: IndexLocation) -> Path | None:
    """Return the database set aside last, or None."""
    found = [
        path
        for pattern in _ASIDE
        for path in location.directory.glob(f"{pattern}.{DATABASE_NAME.removeprefix('index.')}")
        if path.is_file() and not path.is_symlink()  # what was in its place may be anything
    ]
    return max(found, key=lambda path: path.stat().st_mtime_ns, default=None)


def model_aside(source: Path | None) -> str | None:
    """Return the model of a set-aside database, or None if there is none or it cannot be read."""
    if source is None:
        return None
    try:
        old = _open_aside(source)
        try:
            rows = old.execute("SELECT model_id FROM generation WHERE state = 'live'").fetchall()
        finally:
            old.close()
    except apsw.Error:
        return None
    return str(rows[0][0]) if rows else None


def _open_aside(source: Path) -> apsw.Connection:
    return apsw.Connection(str(source), flags=apsw.SQLITE_OPEN_READWRITE, vfs=checksum_vfs())


def _readable(old: apsw.Connection, first: int, end: int) -> Iterator[_VectorRow]:
    sql = "SELECT generation, text_sha256, crc, data FROM vector WHERE id >= ? AND id < ?"
    try:
        yield from cast(list[_VectorRow], old.execute(sql, (first, end)).fetchall())
    except apsw.Error:
        if end - first > 1:
            middle = (first + end) // 2
            yield from _readable(old, first, middle)
            yield from _readable(old, middle, end)
