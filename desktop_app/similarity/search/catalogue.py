"""Which documents there are, by what they contain."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from desktop_app.index.rows import DocumentRow
from desktop_app.similarity.model import Filters
from desktop_app.similarity.ports import IndexReader


class Catalogue:
    """Readable documents, by content.

    Args:
        documents: Those without a content are left out.
    """

    def __init__(self, documents: Iterable[DocumentRow]) -> None:
        self._by_content: dict[int, list[DocumentRow]] = {}
        for row in sorted(documents, key=lambda row: row.path):
            if row.content_id is not None:
                self._by_content.setdefault(row.content_id, []).append(row)

    def __contains__(self, content_id: object) -> bool:
        return content_id in self._by_content

    def __len__(self) -> int:
        """Return the number of documents."""
        return sum(map(len, self._by_content.values()))

    @property
    def content_ids(self) -> list[int]:
        """Ids of the contents, in order of their first document's path."""
        return list(self._by_content)

    def documents(self, content_id: int) -> Sequence[DocumentRow]:
        """Return the documents with this content, by path; none if there is no such content."""
        return self._by_content.get(content_id, ())

    def first_path(self, content_id: int) -> str:
        """Return the first path with this content.

        Raises:
            KeyError: If there is none.
        """
        return self._by_content[content_id][0].path

    def only(self, keep: Callable[[int], bool]) -> Catalogue:
        """Return the documents whose content id ``keep`` accepts."""
        return Catalogue(row for i, rows in self._by_content.items() if keep(i) for row in rows)

    def filtered(self, filters: Filters, reader: IndexReader) -> Catalogue:
        """Return the documents that ``filters`` let through."""
        left = Catalogue(
            row for rows in self._by_content.values() for row in rows if _lets_through(filters, row)
        )
        if not filters.kinds:
            return left
        kinds = reader.kinds_of(left.content_ids)
        return left.only(lambda content_id: kinds[content_id] in filters.kinds)


def _lets_through(filters: Filters, row: DocumentRow) -> bool:
    inside = not filters.subfolder or row.path.startswith(filters.subfolder.rstrip("/") + "/")
    return (
        inside
        and (filters.modified_from_ns is None or row.mtime_ns >= filters.modified_from_ns)
        and (filters.modified_to_ns is None or row.mtime_ns < filters.modified_to_ns)
        and (filters.min_bytes is None or row.size >= filters.min_bytes)
        and (filters.max_bytes is None or row.size <= filters.max_bytes)
    )
