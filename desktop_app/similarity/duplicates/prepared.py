"""Texts prepared to be compared: their words found, and what of them recurs in the folder.

A kept copy is compared with every member of its group, and what was compared before something was
offered for removal is shown soon after, so the texts of late are kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

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

_CACHED_CHARS = 4_000_000
_CACHED_SPANS = 100_000


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
                self._forget_spans()
        return self._recurring

    def learned(self, recurring: RecurringText) -> None:
        """Use from now on, and keep for later runs, what was found to recur."""
        self._recurring = recurring
        self._forget_spans()
        if self._reader.cache_dir is not None:
            keep(self._reader.cache_dir, self._reader.index_id, recurring)

    def __call__(self, row: TextPrint) -> PreparedText:
        """Return the text of a document as the index has it now; without words if it has none.

        Raises:
            IndexDamaged: If the document is not in the index.
        """
        self._renew()
        return PreparedText(self._texts(row.id).tokens, self._spans(row.id))

    def tokens(self, row: TextPrint) -> Tokens | None:
        """Return the words of a document; None if it has changed since ``row`` was had.

        Raises:
            IndexDamaged: If the document is not in the index.
        """
        self._renew()
        text = self._texts(row.id)
        return text.tokens if text.sha256 == row.sha256 else None

    def _renew(self) -> None:
        changes = self._reader.changes
        if changes != self._changes:
            self._forget()
            self._changes = changes

    def _forget(self) -> None:
        self._texts = WeighedCache(self._read, _length, _CACHED_CHARS)
        self._forget_spans()

    def _forget_spans(self) -> None:
        self._spans = WeighedCache(self._find_spans, lambda spans: 1 + len(spans), _CACHED_SPANS)

    def _read(self, document: int) -> _Text:
        content = self._reader.content_of_document(document)
        return _Text(content.sha256, tokenised(compared_text(content)))

    def _find_spans(self, document: int) -> tuple[SpanPair, ...]:
        recurring = self.recurring
        if recurring is None:
            return ()
        match = self._texts(document).tokens.match
        spans = recurring.spans(match.text)
        return tuple(match.display_span(one.start, one.end) for one in spans)


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


class _Text(NamedTuple):
    sha256: bytes
    tokens: Tokens


def _length(text: _Text) -> int:
    return len(text.tokens.source.text)
