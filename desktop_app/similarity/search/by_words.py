"""Searching by words alone, where the index's model is at a provider and was not asked."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from desktop_app.documents.text.words import keyword_tokens
from desktop_app.similarity.model import PassageMatch
from desktop_app.similarity.ports import IndexReader
from desktop_app.similarity.search.folds import Fold


def with_words(fold: Fold, terms: Collection[str], reader: IndexReader) -> Fold:
    """Return ``fold`` with the passage first that has the most of the words."""
    wanted, text = frozenset(terms), fold.content.text
    passages = [
        PassageMatch(row.page, row.start, row.end, 0.0)
        for row in reader.passages_of([fold.content.id])
    ]
    passages.sort(key=lambda one: -len(wanted & set(keyword_tokens(text[one.start : one.end]))))
    return replace(fold, scored=replace(fold.scored, matches=tuple(passages)))
