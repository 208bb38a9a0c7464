"""Reading an index: every answer comes from one snapshot and from checked blobs."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import apsw
import numpy as np
import numpy.typing as npt

from desktop_app.errors import IndexDamaged, IndexMissing
from desktop_app.index.blobs import checksum, unpack_numbers, unpack_text
from desktop_app.index.database import close_database, open_database, told
from desktop_app.index.location import IndexLocation, damaged
from desktop_app.index.rows import (
    ContentRow,
    DocumentRow,
    FileState,
    GenerationRow,
    PassageRow,
    TextPrint,
)

IntArray = npt.NDArray[np.int64]
HalfArray = npt.NDArray[np.float16]
T = TypeVar("T")

_VECTORS_PER_BLOCK = 4096


class IndexReader:
    """One consistent view of an index; use from one thread at a time.

    Within ``snapshot()`` all answers come from the same moment, whatever a writer commits
    meanwhile. Raises ``IndexDamaged`` where a checksum or a count does not hold.
    """

    def __init__(self, location: IndexLocation) -> None:
        self.location = location
        self._connection = open_database(location, write=False)

    def close(self) -> None:
        close_database(self._connection, write=False)

    @contextlib.contextmanager
    def snapshot(self) -> Iterator[IndexReader]:
        """Hold one moment of the index for several questions; may be nested."""
        if self._connection.in_transaction:
            yield self
            return
        self.rows("BEGIN")
        try:
            yield self
        finally:
            with contextlib.suppress(apsw.Error):
                self._connection.execute("ROLLBACK")

    # -- the index as a whole ------------------------------------------------

    @property
    def index_id(self) -> str:
        return str(self.meta("index_id"))

    @property
    def epoch(self) -> int:
        return int(self.meta("epoch"))

    @property
    def changes(self) -> int:
        """Grows with every commit that changes an answer."""
        return int(self.meta("changes"))

    @property
    def cache_dir(self) -> Path | None:
        cache = self.location.cache
        return cache if os.access(cache, os.W_OK) else None

    def meta(self, key: str) -> Any:
        """Return one value of the ``meta`` table; a missing one means damage."""
        value = self.value("SELECT value FROM meta WHERE key = ?", key)
        if value is None:
            raise self._damaged(f"its record of “{key}” is missing")
        return value

    # -- generations and vectors ---------------------------------------------

    def live(self) -> GenerationRow:
        """Return the generation that answers queries.

        Raises:
            IndexMissing: If nothing was indexed yet.
        """
        rows = self.rows("SELECT * FROM generation WHERE state = 'live'")
        if not rows:
            raise IndexMissing(
                "Nothing in this folder has been indexed yet.", "Run “likewise index” on it first."
            )
        return GenerationRow(*rows[0])

    @property
    def generation(self) -> int:
        return self.live().id

    @property
    def dim(self) -> int:
        return self.live().dim

    def vector_count(self) -> int:
        return int(self.value("SELECT count(*) FROM vector WHERE generation = ?", self.generation))

    def has_vectors(self, generation: int) -> bool:
        """Whether a generation has any vector yet."""
        return bool(self.value("SELECT 1 FROM vector WHERE generation = ? LIMIT 1", generation))

    def max_vector_id(self) -> int:
        found = self.value("SELECT max(id) FROM vector WHERE generation = ?", self.generation)
        return int(found or 0)

    def vector_blocks(self, after_id: int = 0) -> Iterator[tuple[IntArray, HalfArray]]:
        """Yield ids (n,) and vectors (n, dim) in order of id, those above ``after_id``."""
        return self.vector_blocks_of(self.live(), after_id)

    def vector_blocks_of(
        self, generation: GenerationRow, after_id: int = 0
    ) -> Iterator[tuple[IntArray, HalfArray]]:
        """Yield like ``vector_blocks``, for any generation."""
        size = generation.dim * 2
        while True:
            rows = self.rows(
                "SELECT id, crc, data FROM vector WHERE id > ? AND generation = ?"
                " ORDER BY id LIMIT ?",
                after_id,
                generation.id,
                _VECTORS_PER_BLOCK,
            )
            if not rows:
                return
            for row_id, crc, data in rows:
                if row_id <= after_id or len(data) != size or checksum(data) != crc:
                    raise self._damaged("a vector does not match its checksum")
                after_id = row_id
            ids = np.array([row[0] for row in rows], dtype=np.int64)
            block = np.frombuffer(b"".join(row[2] for row in rows), dtype=np.float16)
            yield ids, block.reshape(len(rows), generation.dim)

    def vector_ids(self, generation: int, text_digests: Sequence[bytes]) -> dict[bytes, int]:
        """Return the ids of those vectors that exist, by the sha256 of the text embedded."""
        return dict(
            self._in(
                "SELECT text_sha256, id FROM vector WHERE text_sha256 IN (@)"
                f" AND generation = {int(generation)}",
                text_digests,
            )
        )

    def digests_of(self, vector_ids: Sequence[int]) -> list[bytes]:
        """Return the sha256 of the text embedded for each vector, in the order asked for."""
        found = dict(self._in("SELECT id, text_sha256 FROM vector WHERE id IN (@)", vector_ids))
        try:
            return [found[vector_id] for vector_id in vector_ids]
        except KeyError as exc:
            raise self._damaged("a vector is missing") from exc

    # -- passages, documents, contents ----------------------------------------

    def passages_with_vectors(self, vector_ids: Sequence[int]) -> list[PassageRow]:
        rows = self._in(
            "SELECT content_id, ord, page, start, end, vector_id FROM passage"
            f" WHERE vector_id IN (@) AND generation = {self.generation}",
            vector_ids,
        )
        return [PassageRow(*row) for row in rows]

    def passages_of(self, content_ids: Sequence[int]) -> list[PassageRow]:
        """Return the passages of these contents in order of (content_id, ord)."""
        rows = self._in(
            "SELECT content_id, ord, page, start, end, vector_id FROM passage"
            f" WHERE content_id IN (@) AND generation = {self.generation}",
            content_ids,
        )
        return sorted(PassageRow(*row) for row in rows)

    def documents(self) -> Iterator[DocumentRow]:
        """Yield every document; one that gave no text has no content."""
        rows = self.rows(
            "SELECT d.id, d.path, d.size, d.mtime_ns, c.id FROM document d"
            " LEFT JOIN content c ON c.id = d.content_id AND c.chars > 0"
        )
        for row in rows:
            yield _document(row)

    def some_paths(self, limit: int) -> list[str]:
        """Return at most ``limit`` paths of documents."""
        rows = self.rows("SELECT path FROM document LIMIT ?", limit)
        return [os.fsdecode(row[0]) for row in rows]

    def documents_with_contents(self, content_ids: Sequence[int]) -> list[DocumentRow]:
        rows = self._in(
            "SELECT id, path, size, mtime_ns, content_id FROM document WHERE content_id IN (@)",
            content_ids,
        )
        return [_document(row) for row in rows]

    def document(self, path: str) -> DocumentRow | None:
        rows = self.rows(
            "SELECT id, path, size, mtime_ns, content_id FROM document WHERE path = ?",
            os.fsencode(path),
        )
        return _document(rows[0]) if rows else None

    def content(self, content_id: int) -> ContentRow:
        return next(self.contents([content_id]))

    def contents(self, content_ids: Iterable[int]) -> Iterator[ContentRow]:
        """Yield contents with their texts in the order asked for."""
        for content_id in content_ids:
            rows = self.rows(
                "SELECT c.sha256, c.kind, c.title, c.text_sha256, c.chars, t.crc, t.text,"
                " t.page_starts, t.running, t.recognised"
                " FROM content c LEFT JOIN content_text t ON t.content_id = c.id WHERE c.id = ?",
                content_id,
            )
            if not rows:
                raise self._damaged("the text of a document is missing")
            sha256, kind, title, text_sha256, chars, crc, *blobs = rows[0]
            if blobs[0] is None:
                yield ContentRow(content_id, sha256, kind, title, "", (0,), text_sha256, 0)
                continue
            text, (starts, running, recognised) = self._unpack(blobs, crc)
            if len(text) != chars:
                raise self._damaged("a text does not match its length")
            yield ContentRow(
                content_id,
                sha256,
                kind,
                title,
                text,
                starts,
                text_sha256,
                chars,
                tuple(zip(running[::2], running[1::2], strict=True)),
                recognised,
            )

    def kinds_of(self, content_ids: Sequence[int]) -> dict[int, str]:
        return dict(self._in("SELECT id, kind FROM content WHERE id IN (@)", content_ids))

    def content_count(self) -> int:
        return int(self.value("SELECT count(*) FROM content_text") or 0)

    def content_of_document(self, document_id: int) -> ContentRow:
        """Return the content of a document that has one."""
        content_id = self.value("SELECT content_id FROM document WHERE id = ?", document_id)
        if content_id is None:
            raise self._damaged("a document is missing")
        return self.content(content_id)

    def text_prints(self, path: str | None = None) -> list[TextPrint]:
        """Return what tells equal documents without reading them, of all whose bytes were read.

        Args:
            path: Only of this document.
        """
        which = ("", ()) if path is None else (" WHERE d.path = ?", (os.fsencode(path),))
        rows = self.rows(
            "SELECT d.id, d.path, c.sha256, c.text_sha256, c.chars, c.state = 'not_read'"
            " AND c.reason != 'empty', c.state = 'full' AND c.recognition = ''"
            " AND c.kind NOT IN ('archive', 'mbox'), c.running_sha256,"
            # A message is its first page; what is attached to it follows.
            " c.kind IN ('archive', 'mbox') OR c.kind IN ('email', 'msg')"
            " AND coalesce(length(t.page_starts), 0) > 8, c.kind, d.mtime_ns,"
            " d.inode, d.device"
            " FROM document d JOIN content c ON c.id = d.content_id"
            f" LEFT JOIN content_text t ON t.content_id = c.id{which[0]}",
            *which[1],
        )
        return [_text_print(row) for row in rows]

    def text_digests(self) -> list[tuple[int, bytes, bytes, int]]:
        """Return (content id, sha256, text_sha256, chars) of every content that has text."""
        return self.rows(
            "SELECT id, sha256, text_sha256, chars FROM content WHERE chars > 0 ORDER BY id"
        )

    # -- keywords --------------------------------------------------------------

    def keyword_hits(
        self, query: str, limit: int | None, content_ids: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        """Return (content id, BM25) for an FTS5 expression, best first; higher is closer."""
        where = ""
        if content_ids is not None:
            # "+": else the expression is matched anew for each id (measured: 110 times slower).
            where = f" AND +rowid IN ({','.join(str(int(i)) for i in content_ids)})"
        rows = self.rows(
            "SELECT rowid, -bm25(keyword) FROM keyword WHERE keyword MATCH ?"
            f"{where} ORDER BY 2 DESC, 1 LIMIT ?",
            query,
            -1 if limit is None else limit,
        )
        return [(int(row[0]), float(row[1])) for row in rows]

    def document_frequency(self, terms: Sequence[str]) -> dict[str, int]:
        return dict(self._in("SELECT term, doc FROM keyword_terms WHERE term IN (@)", terms))

    # -- coverage --------------------------------------------------------------

    def file_states(self) -> Iterator[FileState]:
        """Yield every file the last run saw, read or not, in order of path."""
        generation = self.value("SELECT id FROM generation WHERE state = 'live'") or 0
        rows = self.rows(
            "SELECT d.path, c.sha256, c.kind, coalesce(d.reason, c.reason, ''),"
            " coalesce(nullif(d.detail, ''), c.detail, ''), coalesce(c.state, 'not_read'),"
            " (SELECT count(*) FROM passage p WHERE p.generation = ? AND p.content_id = c.id)"
            " FROM document d LEFT JOIN content c ON c.id = d.content_id"
            " UNION ALL SELECT path, NULL, NULL, reason, detail, 'not_read', 0 FROM skipped"
            " ORDER BY 1",
            generation,
        )
        for path, sha256, kind, reason, detail, state, passages in rows:
            yield FileState(os.fsdecode(path), sha256, passages, kind or "", state, reason, detail)

    def problems(self) -> list[tuple[str, str, str, bool]]:
        """Return (path, reason, detail, partly read) of every file not fully read, by path."""
        rows = self.rows(
            "SELECT path, reason, detail, 0 FROM document WHERE content_id IS NULL"
            " UNION ALL SELECT d.path, c.reason, c.detail, c.state = 'partly' FROM content c"
            " JOIN document d ON d.content_id = c.id WHERE c.state != 'full'"
            " UNION ALL SELECT path, reason, detail, 0 FROM skipped ORDER BY 1"
        )
        return [
            (os.fsdecode(path), reason, detail, bool(partly))
            for path, reason, detail, partly in rows
        ]

    def count_documents(self) -> int:
        return int(self.counts()["document"])

    def count_skipped(self) -> int:
        return int(self.value("SELECT count(*) FROM skipped") or 0)

    def counts(self) -> dict[str, int]:
        """Return the number of rows that each table should have, by the meta table."""
        return dict(json.loads(self.meta("counts")))

    # -- plumbing --------------------------------------------------------------

    def _told(self) -> contextlib.AbstractContextManager[None]:
        return told(self.location)

    def rows(self, sql: str, *values: Any) -> list[Any]:
        with self._told():
            return self._connection.execute(sql, values).fetchall()

    def value(self, sql: str, *values: Any) -> Any:
        rows = self.rows(sql, *values)
        return rows[0][0] if rows else None

    def _in(self, sql: str, values: Sequence[Any]) -> list[Any]:
        """Run ``sql`` with ``@`` standing for the values, a thousand at a time."""
        found: list[Any] = []
        for chunk in _chunks(values, 1000):
            found += self.rows(sql.replace("@", ",".join("?" * len(chunk))), *chunk)
        return found

    def _unpack(self, blobs: Sequence[bytes], crc: int) -> tuple[str, list[tuple[int, ...]]]:
        """Return the text and the lists of numbers stored with it."""
        if checksum(*blobs) != crc:
            raise self._damaged("a text does not match its checksum")
        packed, *numbers = blobs
        return unpack_text(packed), [unpack_numbers(blob) for blob in numbers]

    def _damaged(self, what: str) -> IndexDamaged:
        return damaged(self.location.directory, what)


def _text_print(row: Sequence[Any]) -> TextPrint:
    document_id, path, sha256, text_sha256, chars, unread, whole, running, package, *more = row
    kind, mtime_ns, inode, device = more
    return TextPrint(
        document_id,
        os.fsdecode(path),
        sha256,
        text_sha256,
        chars,
        bool(unread),
        bool(whole),
        running,
        bool(package),
        kind,
        mtime_ns,
        (inode, device),
    )


def _document(row: Sequence[Any]) -> DocumentRow:
    return DocumentRow(row[0], os.fsdecode(row[1]), row[2], row[3], row[4])


def _chunks(values: Sequence[T], size: int) -> Iterator[Sequence[T]]:
    return (values[i : i + size] for i in range(0, len(values), size))
