"""Texts prepared to be compared: their words found, and what of them recurs in the folder.

A kept copy is compared with every member of its group, so the texts of late are kept.
"""

from __future__ import annotations

from dataclasses import dataclass

from desktop_app.index.reader import IndexReader
from desktop_app.index.rows import ContentRow, TextPrint
from desktop_app.progress import CancelToken
from desktop_app.similarity.differences import (
    ComparedText,
    Differences,
    Tokens,
    compare_texts,
    tokenised,
)
from desktop_app.similarity.differences.model import SpanPair
from desktop_app.similarity.duplicates.recurring import RecurringText
from desktop_app.similarity.duplicates.recurring_store import keep, kept
from desktop_app.similarity.lru import WeighedCache

_CACHED_CHARS = 2_000_000


@dataclass(frozen=True, slots=True)
class PreparedText:
    """A text ready to be compared with many.

    Attributes:
        tokens: Its words.
        recurring: Spans of its display text that recur in the folder, ascending and apart.
    """

    tokens: Tokens
    recurring: tuple[SpanPair, ...] = ()

    @property
    def source(self) -> ComparedText:
        """The text itself."""
        return self.tokens.source


class PreparedTexts:
    """The texts of an index, prepared; those of late are kept. One thread at a time."""

    def __init__(self, reader: IndexReader) -> None:
        self._reader = reader
        self._changes = -1
        self._recurring: RecurringText | None = None
        self._forget()

    @property
    def recurring(self) -> RecurringText | None:
        """What recurs in the folder, if it was learned here or by an earlier run."""
        folder = self._reader.cache_dir
        if self._recurring is None and folder is not None:
            self._recurring = kept(folder, self._reader.index_id)
            if self._recurring is not None:
                self._forget()
        return self._recurring

    def learned(self, recurring: RecurringText) -> None:
        """Use from now on, and keep for later runs, what was found to recur."""
        self._recurring = recurring
        self._forget()
        if self._reader.cache_dir is not None:
            keep(self._reader.cache_dir, self._reader.index_id, recurring)

    def __call__(self, row: TextPrint) -> PreparedText:
        """Return the text of a document as the index has it now; without words if it has none.

        Raises:
            IndexDamaged: If the document is not in the index.
        """
        changes = self._reader.changes
        if changes != self._changes:
            self._forget()
            self._changes = changes
        return self._texts(row.id)

    def _forget(self) -> None:
        self._texts = WeighedCache(self._read, _length, _CACHED_CHARS)

    def _read(self, document: int) -> PreparedText:
        return prepared(self._reader.content_of_document(document), self.recurring)


def prepared(content: ContentRow, recurring: RecurringText | None) -> PreparedText:
    """Return the text of a stored content, ready to be compared."""
    tokens = tokenised(compared_text(content))
    if recurring is None:
        return PreparedText(tokens)
    match = tokens.match
    spans = (match.display_span(one.start, one.end) for one in recurring.spans(match.text))
    return PreparedText(tokens, tuple(spans))


def compared_text(content: ContentRow) -> ComparedText:
    """Return a stored content as it is compared."""
    return ComparedText(
        content.text, content.page_starts or (0,), content.running, bool(content.recognised)
    )


def differences_of(a: PreparedText, b: PreparedText, token: CancelToken) -> Differences:
    """Return where two texts agree and how they differ.

    Raises:
        Cancelled: If ``token`` was set.
    """
    return compare_texts(
        a.tokens, b.tokens, recurring_a=a.recurring, recurring_b=b.recurring, token=token
    )


def _length(text: PreparedText) -> int:
    return len(text.source.text)
