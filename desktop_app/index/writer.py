"""Writing an index: one process at a time, whole transactions, counted rows."""

from __future__ import annotations

import contextlib
import itertools
import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import apsw

from desktop_app.documents.model import Passage
from desktop_app.errors import BugError, DiskFull, IndexBusy
from desktop_app.index.blobs import checksum, pack_numbers, pack_text, unpack_text
from desktop_app.index.database import close_database, create_database, open_database, told
from desktop_app.index.location import (
    LOCK_NAME,
    IndexLocation,
    create,
    create_folder,
    release_reserve,
    restore_reserve,
)
from desktop_app.index.reader import IndexReader
from desktop_app.index.rows import Fingerprint, GenerationRow, StoredFile

if TYPE_CHECKING:
    import filelock


def writer_lock(location: IndexLocation) -> filelock.BaseFileLock:
    """Take the lock of the one writer; the system gives it back when the process ends.

    Raises:
        IndexBusy: If another process has it.
        IndexUnwritable
    """
    import filelock

    lock = filelock.FileLock(location.directory / LOCK_NAME, mode=0o600)
    with told(location):
        try:
            lock.acquire(timeout=0)
        except filelock.Timeout as exc:
            raise IndexBusy(
                "Another Likewise is indexing this folder.", "Wait until it is done, or close it."
            ) from exc
    return lock


class IndexWriter(IndexReader):
    """The one writer of an index; also reads, on the same connection.

    Holds a lock that the system gives back when the process ends, however it ends.

    Raises:
        IndexBusy: If another process is writing.
        IndexUnwritable, IndexDamaged, IndexTooNew, DiskFull
    """

    def __init__(self, location: IndexLocation) -> None:
        create_folder(location)
        self._lock = writer_lock(location)
        is_new = not location.database.exists()
        try:
            create(location)
            create_database(location)
            self.location = location
            self._connection = open_database(location, write=True)
        except BaseException:
            self._lock.release()
            raise
        self._delta: Counter[str] = Counter()
        self._written = False
        restore_reserve(location, partly=not is_new)

    def close(self) -> None:
        close_database(self._connection, write=True)
        self._lock.release()

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing; on return it is on the disk. Counts and ``changes`` go with it."""
        with told(self.location):
            self._connection.execute("BEGIN IMMEDIATE")
        self._delta.clear()
        self._written = False
        try:
            yield
            with told(self.location):
                self._count()
                self._connection.execute("COMMIT")
        except BaseException:
            with contextlib.suppress(apsw.Error):
                self._connection.execute("ROLLBACK")
            raise

    def shrink(self, work: Callable[[], None]) -> None:
        """Do ``work``, which frees room, in a transaction; a full disk gets the reserve for it."""
        try:
            with self.transaction():
                work()
        except DiskFull:
            if not release_reserve(self.location):
                raise
            with self.transaction():
                work()
            with contextlib.suppress(apsw.Error):
                self._connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
            restore_reserve(self.location)

    # -- generations -----------------------------------------------------------

    def generations(self) -> list[GenerationRow]:
        return [GenerationRow(*row) for row in self.rows("SELECT * FROM generation ORDER BY id")]

    def add_generation(self, row: GenerationRow) -> int:
        """Note a new generation (``row.id`` is not used) and return its id."""
        self._run(
            "INSERT INTO generation (model_id, revision, dim, tokens, overlap, state)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            row[1:],
        )
        return self._connection.last_insert_rowid()

    def set_generation_state(self, generation: int, state: str) -> None:
        self._run("UPDATE generation SET state = ? WHERE id = ?", (state, generation))

    def make_live(self, generation: int) -> None:
        """Let ``generation`` answer from now on; the one before it rests as a cache."""
        self._run("UPDATE generation SET state = 'old' WHERE state = 'live'")
        self.set_generation_state(generation, "live")

    # -- documents ---------------------------------------------------------------

    def stored_files(self) -> dict[str, StoredFile]:
        """Return what is known of every path (100,000 rows in about 0.2 CPU s)."""
        # Row by row and without os.fsdecode's checks: this is a third of a run without changes.
        encoding, errors = sys.getfilesystemencoding(), sys.getfilesystemencodeerrors()
        sql = (
            "SELECT path, id, size, mtime_ns, ctime_ns, inode, device, content_id, recheck, reason"
            " FROM document"
        )
        with told(self.location):
            rows: Iterator[Any] = self._connection.execute(sql)
            return {
                path.decode(encoding, errors): StoredFile(
                    row_id, (size, mtime, ctime, inode, device), content, recheck, why
                )
                for path, row_id, size, mtime, ctime, inode, device, content, recheck, why in rows
            }

    def put_document(
        self,
        path: str,
        fingerprint: Fingerprint,
        content_id: int | None,
        *,
        recheck: bool = False,
        reason: str | None = None,
        detail: str = "",
    ) -> None:
        """Insert or update the row of one path."""
        values = (*fingerprint, recheck, content_id, reason, detail, os.fsencode(path))
        if not self._run(
            "UPDATE document SET size = ?, mtime_ns = ?, ctime_ns = ?, inode = ?, device = ?,"
            " recheck = ?, content_id = ?, reason = ?, detail = ? WHERE path = ?",
            values,
        ):
            self._run(
                "INSERT INTO document (size, mtime_ns, ctime_ns, inode, device, recheck,"
                " content_id, reason, detail, path) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                values,
                adds="document",
            )

    def move_documents(self, moves: Sequence[tuple[int, str, Fingerprint]]) -> None:
        """Give documents (by id) new paths and fingerprints; chains and swaps are fine."""
        # Through names no file can have, so that a to b and b to c do not meet.
        self._many(
            "UPDATE document SET path = ? WHERE id = ?",
            [(b"\0%d" % row_id, row_id) for row_id, _, _ in moves],
        )
        self._many(
            "UPDATE document SET path = ?, size = ?, mtime_ns = ?, ctime_ns = ?, inode = ?,"
            " device = ? WHERE id = ?",
            [(os.fsencode(path), *print_, row_id) for row_id, path, print_ in moves],
        )

    def remove_documents(self, ids: Iterable[int]) -> None:
        self._many("DELETE FROM document WHERE id = ?", [(i,) for i in ids], takes="document")

    def forget_paths(self, paths: Iterable[str]) -> None:
        """Drop documents by path, as if they were never there; what was read of them is kept."""
        with self.transaction():
            known = self.stored_files()
            self.remove_documents([known[path].id for path in paths if path in known])

    def replace_skipped(self, rows: Sequence[tuple[str, str, str]]) -> None:
        """Note the files this run passed over (path, reason, detail); writes only differences."""
        new = {(os.fsencode(path), reason, detail) for path, reason, detail in rows}
        old = set(self.rows("SELECT path, reason, detail FROM skipped"))
        if new == old:
            return
        with self.transaction():
            self._many("DELETE FROM skipped WHERE path = ?", [(row[0],) for row in old - new])
            self._many("INSERT OR REPLACE INTO skipped VALUES (?, ?, ?)", sorted(new - old))

    def no_longer_waiting(self, paths: Iterable[str]) -> None:
        """Forget that these files had not been read yet."""
        self._many("DELETE FROM skipped WHERE path = ?", [(os.fsencode(path),) for path in paths])

    # -- contents ------------------------------------------------------------------

    def known_digests(
        self, reader_version: int, *, but_of: Sequence[str] = ()
    ) -> dict[bytes, tuple[int, bool]]:
        """Return (content id, has text) by sha256, of contents read by this reader version.

        Args:
            but_of: Paths whose contents are left out.
        """
        rows = self.rows(
            "SELECT sha256, id, chars FROM content WHERE reader_version >= ?", reader_version
        )
        left_out = {known.content_id for path in but_of if (known := self.document(path))}
        return {
            sha256: (row_id, chars > 0) for sha256, row_id, chars in rows if row_id not in left_out
        }

    def outdated_contents(self, reader_version: int) -> set[int]:
        rows = self.rows("SELECT id FROM content WHERE reader_version < ?", reader_version)
        return {row[0] for row in rows}

    def keep_reading(self, sha256: bytes, reader_version: int) -> int | None:
        """Take the text stored for these bytes as that of a newer reader too.

        Returns:
            The content's id, or None if no text of it is stored.
        """
        row_id = self.value("SELECT id FROM content WHERE sha256 = ? AND chars > 0", sha256)
        if row_id is not None:
            self._run(
                "UPDATE content SET reader_version = ? WHERE id = ?", (reader_version, row_id)
            )
        return None if row_id is None else int(row_id)

    def put_content(
        self,
        sha256: bytes,
        reader_version: int,
        *,
        kind: str,
        state: str,
        title: str = "",
        text: str = "",
        page_starts: Sequence[int] = (0,),
        running: Sequence[tuple[int, int]] = (),
        recognised: Sequence[int] = (),
        text_sha256: bytes = b"",
        beside: bytes = b"",
        keywords: str = "",
        reason: str | None = None,
        detail: str = "",
        scanned: int = 0,
        recognition: str = "",
    ) -> int:
        """Store what was read from these bytes, replacing an older reading; returns the id.

        Args:
            scanned: How many pages have their text in a picture that was not recognised.
            recognition: Languages text was looked for in its pictures, or "" if it was not.
        """
        old = self.value("SELECT id FROM content WHERE sha256 = ?", sha256)
        if old is not None:
            self._forget_text(old)
            self._run("DELETE FROM passage WHERE content_id = ?", (old,), takes="passage")
        values = (
            *(reader_version, kind, title, len(text), text_sha256, beside),
            *(state, reason, detail, scanned, recognition),
        )
        if old is None:
            self._run(
                "INSERT INTO content (reader_version, kind, title, chars, text_sha256,"
                " running_sha256, state, reason, detail, scanned, recognition, sha256)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*values, sha256),
                adds="content",
            )
            content_id = self._connection.last_insert_rowid()
        else:
            content_id = int(old)
            self._run(
                "UPDATE content SET reader_version = ?, kind = ?, title = ?, chars = ?,"
                " text_sha256 = ?, running_sha256 = ?, state = ?, reason = ?, detail = ?,"
                " scanned = ?, recognition = ?"
                " WHERE id = ?",
                (*values, content_id),
            )
        if text:
            packed = pack_text(text)
            numbers = [
                pack_numbers(values)
                for values in (page_starts, itertools.chain.from_iterable(running), recognised)
            ]
            self._run(
                "INSERT INTO content_text (content_id, crc, text, page_starts, running, recognised)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (content_id, checksum(packed, *numbers), packed, *numbers),
                adds="content_text",
            )
            self._run("INSERT INTO keyword (rowid, words) VALUES (?, ?)", (content_id, keywords))
        return content_id

    def to_recognise(self, languages: str) -> list[str]:
        """Return a path of each content with pictures not yet looked at for these languages.

        Those with the fewest such pages come first.
        """
        rows = self.rows(
            "SELECT min(d.path) FROM content c JOIN document d ON d.content_id = c.id"
            " WHERE c.scanned > 0 AND c.recognition != ? GROUP BY c.id ORDER BY c.scanned, 1",
            languages,
        )
        return [os.fsdecode(row[0]) for row in rows]

    def note_recognition(self, sha256: bytes, languages: str, reason: str, detail: str) -> None:
        """Remember that the pictures of a content gave no text; text it has already stays."""
        self._run("UPDATE content SET recognition = ? WHERE sha256 = ?", (languages, sha256))
        self._run(
            "UPDATE content SET reason = ?, detail = ? WHERE sha256 = ? AND chars = 0",
            (reason, detail, sha256),
        )

    def recognised_pages(self, languages: str) -> dict[bytes, dict[int, str]]:
        """Return the texts of pages recognised so far of contents that wait for it, by content.

        A text that does not fit its checksum is left out: the page is recognised again.
        """
        rows = self.rows(
            "SELECT sha256, page, crc, text FROM recognised_page WHERE languages = ?1 AND sha256 IN"
            " (SELECT sha256 FROM content WHERE scanned > 0 AND recognition != ?1)",
            languages,
        )
        found: dict[bytes, dict[int, str]] = {}
        for sha256, page, crc, packed in rows:
            if checksum(packed) == crc:
                found.setdefault(sha256, {})[page] = unpack_text(packed)
        return found

    def put_recognised_pages(self, languages: str, pages: Sequence[tuple[bytes, int, str]]) -> None:
        """Store the texts of pages (sha256 of the content, page, text) as they come."""
        rows = [(sha256, page, pack_text(text)) for sha256, page, text in pages]
        self._many(
            "INSERT OR REPLACE INTO recognised_page VALUES (?, ?, ?, ?, ?)",
            [(sha256, languages, page, checksum(text), text) for sha256, page, text in rows],
        )

    def put_passages(
        self, generation: int, content_id: int, passages: Sequence[Passage], vectors: Sequence[int]
    ) -> None:
        """Store the passages of a content with the id of each one's vector."""
        if len(passages) != len(vectors):
            raise BugError("Passages and vectors do not pair up.")
        self._many(
            "INSERT INTO passage VALUES (?, ?, ?, ?, ?, ?, ?)",
            [
                (generation, content_id, i, p.page, p.start, p.end, vector)
                for i, (p, vector) in enumerate(zip(passages, vectors, strict=True))
            ],
            adds="passage",
        )

    def put_vectors(self, generation: int, rows: Sequence[tuple[bytes, bytes]]) -> None:
        """Store (sha256 of the text, float16 bytes) pairs; those already there stay."""
        self._many(
            "INSERT OR IGNORE INTO vector (generation, text_sha256, crc, data) VALUES (?, ?, ?, ?)",
            [(generation, digest, checksum(data), data) for digest, data in rows],
            adds="vector",
        )

    def unused_contents(self) -> list[int]:
        """Return contents that no document has any more."""
        rows = self.rows(
            "SELECT id FROM content WHERE id NOT IN"
            " (SELECT content_id FROM document WHERE content_id IS NOT NULL)"
        )
        return [row[0] for row in rows]

    def remove_contents(self, ids: Sequence[int]) -> None:
        """Remove contents with their passages and keywords; their vectors stay as a cache."""
        for content_id in ids:
            self._forget_text(content_id)
            self._run("DELETE FROM passage WHERE content_id = ?", (content_id,), takes="passage")
            self._run("DELETE FROM content WHERE id = ?", (content_id,), takes="content")

    def contents_without_passages(self, generation: int) -> list[int]:
        """Return contents with text that ``generation`` has no passages of yet."""
        rows = self.rows(
            "SELECT content_id FROM content_text WHERE content_id NOT IN"
            " (SELECT content_id FROM passage WHERE generation = ?) ORDER BY content_id",
            generation,
        )
        return [row[0] for row in rows]

    # -- upkeep -----------------------------------------------------------------------

    def drop_unused(self) -> None:
        """Remove vectors no passage uses and generations at rest; ids given out before are void."""
        self._run(
            "DELETE FROM passage WHERE generation IN"
            " (SELECT id FROM generation WHERE state = 'old')",
            takes="passage",
        )
        self._run(
            "DELETE FROM vector WHERE id NOT IN (SELECT vector_id FROM passage)", takes="vector"
        )
        self._run("DELETE FROM generation WHERE state = 'old'")
        self._run("DELETE FROM recognised_page WHERE sha256 NOT IN (SELECT sha256 FROM content)")
        self.set_meta("epoch", self.epoch + 1)

    def tidy(self) -> None:
        """Merge the keyword index and give free pages back to the disk."""
        self._run("INSERT INTO keyword (keyword) VALUES ('optimize')")
        # A plain statement would stop after the first page: each step frees one.
        self.rows("PRAGMA incremental_vacuum")
        with contextlib.suppress(apsw.Error):
            self._connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)

    def set_meta(self, key: str, value: Any) -> None:
        self._run("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    # -- plumbing ---------------------------------------------------------------------

    def _count(self) -> None:
        if not self._written:
            return
        if self._delta:
            counts = self.counts()
            for table, by in self._delta.items():
                counts[table] += by
            self.set_meta("counts", json.dumps(counts))
        self.set_meta("changes", self.changes + 1)

    def _forget_text(self, content_id: int) -> None:
        if self._run(
            "DELETE FROM content_text WHERE content_id = ?", (content_id,), takes="content_text"
        ):
            self._run("DELETE FROM keyword WHERE rowid = ?", (content_id,))

    def _run(self, sql: str, values: Sequence[Any] = (), *, adds: str = "", takes: str = "") -> int:
        """Run one writing statement, count its rows for table ``adds`` or ``takes``."""
        return self._many(sql, (values,), adds=adds, takes=takes)

    def _many(
        self, sql: str, rows: Iterable[Sequence[Any]], *, adds: str = "", takes: str = ""
    ) -> int:
        # changes(), not total_changes(): a statement may flush FTS5's pending rows on its way.
        changed = 0
        with told(self.location):
            for row in rows:
                self._connection.execute(sql, row)
                changed += self._connection.changes()
        self._written = self._written or changed > 0
        if adds:
            self._delta[adds] += changed
        if takes:
            self._delta[takes] -= changed
        return changed
