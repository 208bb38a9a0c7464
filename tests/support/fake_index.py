"""An index in memory: what search and find-similar read, without the store."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from desktop_app.documents.text.words import keyword_tokens
from desktop_app.index.rows import ContentRow, DocumentRow, PassageRow
from desktop_app.similarity.ports import FloatArray, HalfArray, IntArray

EmbedTexts = Callable[[Sequence[str]], FloatArray]


class FakeIndex:
    """Implements ``IndexReader``; grows through ``add``. One passage per paragraph of the text.

    Attributes:
        cache_dir: Set it to have the snapshot keep files.
        epoch, generation: Set them to make a cache worthless.
    """

    index_id = "fake"

    def __init__(self, embed: EmbedTexts, dim: int, cache_dir: Path | None = None) -> None:
        self.dim = dim
        self.cache_dir = cache_dir
        self.epoch = 1
        self.generation = 1
        self._embed = embed
        self._vectors: dict[int, HalfArray] = {}
        self._vector_of: dict[str, int] = {}
        self._contents: dict[int, ContentRow] = {}
        self._content_of: dict[bytes, int] = {}
        self._passages: dict[int, list[PassageRow]] = {}
        self._documents: dict[str, DocumentRow] = {}
        self._db = sqlite3.connect(":memory:")
        self._db.execute("CREATE VIRTUAL TABLE words USING fts5(tokens)")
        self._db.execute("CREATE VIRTUAL TABLE vocabulary USING fts5vocab(words, row)")

    def close(self) -> None:
        self._db.close()

    def add(
        self, path: str, text: str, *, title: str = "", kind: str = "text", mtime_ns: int = 0
    ) -> DocumentRow:
        """Index one document and return its row. Pages are separated by form feeds."""
        sha = hashlib.sha256(f"{kind}\0{title}\0{text}".encode()).digest()
        if sha not in self._content_of:
            self._add_content(sha, text, title, kind)
        row = DocumentRow(
            len(self._documents) + 1, path, len(text.encode()), mtime_ns, self._content_of[sha]
        )
        self._documents[path] = row
        return row

    def add_unread(self, path: str) -> None:
        """Record a document nothing could be read from."""
        self._documents[path] = DocumentRow(len(self._documents) + 1, path, 0, 0, None)

    def add_many(self, texts: dict[str, tuple[str, str]], vectors: FloatArray) -> None:
        """Index path → (title, text) with one given vector per passage, in order."""
        rows = iter(vectors)
        self._embed = lambda some: np.stack([next(rows) for _ in some])
        for path, (title, text) in texts.items():
            self.add(path, text, title=title)

    def remove(self, path: str) -> None:
        """Remove a document; its content and vectors stay, as in the store before tidying."""
        del self._documents[path]

    def _add_content(self, sha: bytes, text: str, title: str, kind: str) -> None:
        content_id = len(self._contents) + 1
        starts = (0, *(at + 1 for at, char in enumerate(text) if char == "\f"))
        digest = hashlib.sha256(" ".join(text.split()).encode()).digest()
        self._content_of[sha] = content_id
        self._contents[content_id] = ContentRow(
            content_id, sha, kind, title, text, starts, digest, len(text)
        )
        spans = list(paragraphs(text))
        fresh = [text[a:b] for a, b in spans if f"{title}\n{text[a:b]}" not in self._vector_of]
        fresh = list(dict.fromkeys(fresh))
        if fresh:
            for part, row in zip(fresh, self._embed(fresh), strict=True):
                self._vector_of[f"{title}\n{part}"] = len(self._vectors) + 1
                self._vectors[len(self._vectors) + 1] = row.astype(np.float16)
        self._passages[content_id] = [
            PassageRow(
                content_id, number, sum(s <= a for s in starts), a, b,
                self._vector_of[f"{title}\n{text[a:b]}"],
            )
            for number, (a, b) in enumerate(spans)
        ]  # fmt: skip
        self._db.execute(
            "INSERT INTO words(rowid, tokens) VALUES (?, ?)",
            (content_id, " ".join(keyword_tokens(f"{title} {text}"))),
        )

    # --- IndexReader

    def vector_count(self) -> int:
        return len(self._vectors)

    def max_vector_id(self) -> int:
        return max(self._vectors, default=0)

    def vector_blocks(self, after_id: int = 0) -> Iterator[tuple[IntArray, HalfArray]]:
        ids = [i for i in self._vectors if i > after_id]
        for start in range(0, len(ids), 3000):
            some = ids[start : start + 3000]
            yield np.array(some, np.int64), np.stack([self._vectors[i] for i in some])

    def passages_with_vectors(self, vector_ids: Sequence[int]) -> list[PassageRow]:
        wanted = {int(i) for i in vector_ids}
        return [row for rows in self._passages.values() for row in rows if row.vector_id in wanted]

    def passages_of(self, content_ids: Sequence[int]) -> list[PassageRow]:
        return [row for i in sorted(set(content_ids)) for row in self._passages.get(i, [])]

    def documents(self) -> Iterator[DocumentRow]:
        return iter(list(self._documents.values()))

    def documents_with_contents(self, content_ids: Sequence[int]) -> list[DocumentRow]:
        wanted = set(content_ids)
        return [row for row in self._documents.values() if row.content_id in wanted]

    def document(self, path: str) -> DocumentRow | None:
        return self._documents.get(path)

    def content(self, content_id: int) -> ContentRow:
        return self._contents[content_id]

    def kinds_of(self, content_ids: Sequence[int]) -> dict[int, str]:
        return {i: self._contents[i].kind for i in content_ids}

    def content_count(self) -> int:
        return len(self._contents)

    def keyword_hits(
        self, query: str, limit: int | None, content_ids: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        found = self._db.execute(
            "SELECT rowid, -bm25(words) FROM words WHERE words MATCH ? ORDER BY 2 DESC, 1", (query,)
        )
        hits = [(int(i), float(score)) for i, score in found]
        if content_ids is not None:
            wanted = set(content_ids)
            hits = [hit for hit in hits if hit[0] in wanted]
        return hits[:limit]

    def document_frequency(self, terms: Sequence[str]) -> dict[str, int]:
        marks = ",".join("?" * len(terms))
        sql = f"SELECT term, doc FROM vocabulary WHERE term IN ({marks})"
        return {str(term): int(count) for term, count in self._db.execute(sql, list(terms))}


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the paragraphs of ``text``, set apart by blank lines or form feeds."""
    for match in re.finditer(r"\S(?:(?!\n\n|\f).)*", text, re.DOTALL):
        yield match.start(), match.start() + len(match.group().rstrip())


class VectorIndex(FakeIndex):
    """An index of given vectors without documents, ids 1, 2, …"""

    def __init__(self, vectors: FloatArray, cache_dir: Path | None = None) -> None:
        super().__init__(lambda _: vectors[:0], vectors.shape[1], cache_dir)
        self.append(vectors)

    def append(self, vectors: FloatArray) -> None:
        for row in vectors:
            self._vectors[len(self._vectors) + 1] = row.astype(np.float16)

    def brute_force(self, query: FloatArray, k: int) -> tuple[IntArray, FloatArray]:
        """Return the k best ids and scores by scoring every vector, ties by id."""
        rows = np.stack(list(self._vectors.values())).astype(np.float64)
        scores = (rows @ query.astype(np.float64)).astype(np.float32)
        best = np.lexsort((np.arange(len(scores)), -scores))[:k]
        return best.astype(np.int64) + 1, scores[best]
