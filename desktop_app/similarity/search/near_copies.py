"""Whether two texts that a search found are near copies of each other, decided on the texts.

The verdict is that of ``duplicates.py``: exact containment of nine-character shingles in both
directions, then the agreement of numbers, dates and names. It is stricter in one thing: a text in
which a number, a name or a "not" was replaced is no copy, since a row of its own costs little and
a hidden difference much. (Of 40 stories with 2 % of misread letters 27 are still found; two uses
of one form never are, unless all that differs was cut off.) Reading and shingling take 0.24 ms
and telling the details 0.16 ms per 1,000 characters, so the last texts are kept.
"""

from __future__ import annotations

import functools

from desktop_app.documents.text.normalise import match_text_only
from desktop_app.index.rows import ContentRow
from desktop_app.similarity.duplicates.containment import shared_counts
from desktop_app.similarity.duplicates.details import Details, compare_details, details_of
from desktop_app.similarity.duplicates.relations import (
    NEAR_SHARE,
    NEAR_SHARE_OF_LARGER,
    Pair,
    Relation,
    compared,
)
from desktop_app.similarity.duplicates.shingles import char_shingles
from desktop_app.similarity.ports import IndexReader

LONGEST = 100_000
"""Texts with more characters are not compared here: they would hold up the answer."""

SHORTEST = 60
"""Texts with fewer characters are not: they are alike by chance."""

_TEXTS, _PAIRS = 64, 4096
_SIZES_DIFFER = 0.10  # shares this far apart: the larger text has words of its own


class NearCopies:
    """Compares contents of one view of an index. One thread at a time."""

    def __init__(self, reader: IndexReader) -> None:
        self._reader = reader
        self._text = functools.lru_cache(_TEXTS)(self._read)
        self._verdict = functools.lru_cache(_PAIRS)(self._compared)

    def pair(self, a: int, b: int) -> Pair | None:
        """Return the evidence that contents ``a`` and ``b`` say the same, None if they do not.

        The pair holds content ids.

        Raises:
            IndexDamaged: If a text cannot be read.
        """
        return self._verdict(min(a, b), max(a, b))

    def _read(self, content_id: int) -> _Text:
        return _Text(self._reader.content(content_id))

    def _compared(self, a: int, b: int) -> Pair | None:
        one, other = self._text(a), self._text(b)
        sizes = sorted((len(one.shingles), len(other.shingles)))
        if sizes[0] < NEAR_SHARE_OF_LARGER * sizes[1]:
            return None
        (shared,) = shared_counts(one.shingles, [other.shingles], NEAR_SHARE)
        if not sizes[0] or shared < max(NEAR_SHARE * sizes[0], NEAR_SHARE_OF_LARGER * sizes[1]):
            return None
        share_a, share_b = shared / len(one.shingles), shared / len(other.shingles)
        small, large = (one, other) if share_a >= share_b else (other, one)
        details = compare_details(
            small.details, large.details, contained=abs(share_a - share_b) > _SIZES_DIFFER
        )
        pair = compared(
            a,
            b,
            share_a,
            share_b,
            other_details=details.other_details,
            may_contradict=details.only_details or details.may_contradict,
            only_a=details.only_small if small is one else details.only_large,
            only_b=details.only_large if small is one else details.only_small,
        )
        return pair if pair.relation is Relation.NEAR_DUPLICATE and pair.removable else None


class _Text:
    """What is compared of one content."""

    def __init__(self, content: ContentRow) -> None:
        self._display = content.text
        self._match = match_text_only(content.text, content.running)
        self.shingles = char_shingles(self._match)

    @functools.cached_property
    def details(self) -> Details:
        return details_of(self._match, self._display)
