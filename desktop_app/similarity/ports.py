"""What search and find-similar need of an index, whoever keeps it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from desktop_app.index.rows import ContentRow, DocumentRow, PassageRow

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float32]
HalfArray = npt.NDArray[np.float16]
BoolArray = npt.NDArray[np.bool_]


class VectorSource(Protocol):
    """The vectors of an index, as one consistent view shows them.

    A vector belongs to a distinct passage text, is of unit length, and may have outlived its
    passages; vector ids ascend and are never used again. Vectors disappear only when ``epoch``
    changes. All methods raise ``IndexDamaged`` where a checksum does not hold.
    """

    @property
    def index_id(self) -> str: ...

    @property
    def epoch(self) -> int: ...

    @property
    def generation(self) -> int:
        """The live generation; every vector given out belongs to it."""
        ...

    @property
    def dim(self) -> int: ...

    @property
    def cache_dir(self) -> Path | None:
        """Where files that can be made again may be kept; None: nowhere."""
        ...

    def vector_count(self) -> int: ...

    def max_vector_id(self) -> int:
        """Return the highest vector id, 0 if there is none."""
        ...

    def vector_blocks(self, after_id: int = 0) -> Iterator[tuple[IntArray, HalfArray]]:
        """Yield ids (n,) and vectors (n, dim), those above ``after_id``, in ascending order."""
        ...


class IndexReader(VectorSource, Protocol):
    """One consistent view of an index. Methods may be called from one thread at a time.

    All methods raise ``IndexDamaged`` where a checksum does not hold.
    """

    def passages_with_vectors(self, vector_ids: Sequence[int]) -> list[PassageRow]: ...

    def passages_of(self, content_ids: Sequence[int]) -> list[PassageRow]:
        """Return the passages of these contents in order of (content_id, ord)."""
        ...

    def documents(self) -> Iterator[DocumentRow]: ...

    def documents_with_contents(self, content_ids: Sequence[int]) -> list[DocumentRow]: ...

    def document(self, path: str) -> DocumentRow | None: ...

    def content(self, content_id: int) -> ContentRow: ...

    def kinds_of(self, content_ids: Sequence[int]) -> dict[int, str]:
        """Return ``ContentRow.kind`` by content id, without reading any text."""
        ...

    def content_count(self) -> int: ...

    def keyword_hits(
        self, query: str, limit: int | None, content_ids: Sequence[int] | None = None
    ) -> list[tuple[int, float]]:
        """Return (content id, BM25) for an FTS5 expression, best first; scores grow with closeness.

        Args:
            query: FTS5 MATCH expression over the tokens of ``documents.words.keyword_tokens``.
            limit: At most this many; None for all.
            content_ids: Only these contents; None for all.
        """
        ...

    def document_frequency(self, terms: Sequence[str]) -> dict[str, int]:
        """Return in how many contents each term occurs; terms that occur in none may be missing."""
        ...
