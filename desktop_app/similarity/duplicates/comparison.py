"""Two documents of a folder compared: what they are to each other, and how they differ."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from desktop_app.index.rows import TextPrint
from desktop_app.progress import CancelToken, no_report
from desktop_app.similarity.differences import ComparedText, Differences
from desktop_app.similarity.differences.model import SpanPair
from desktop_app.similarity.duplicates.candidates import Candidates
from desktop_app.similarity.duplicates.duplicates import MIN_WORDS
from desktop_app.similarity.duplicates.groups import Obstacle, obstacle_to_removal, same_content
from desktop_app.similarity.duplicates.kept import DEFAULT_KEEPING
from desktop_app.similarity.duplicates.prepared import PreparedText, differences_of
from desktop_app.similarity.duplicates.recurring import RecurringText
from desktop_app.similarity.duplicates.relations import Pair, Relation
from desktop_app.similarity.duplicates.shingles import words_of
from desktop_app.similarity.duplicates.substance import Said, said
from desktop_app.similarity.duplicates.verify import Verifier


@dataclass(frozen=True, slots=True)
class DocumentComparison:
    """Two documents and the evidence.

    Attributes:
        a, b: The documents, as asked about.
        text_a, text_b: Their texts; without words where a document has none.
        pair: What they are to each other; None if nothing but words of every day.
        differences: Where the texts agree and how they differ.
        obstacle_a, obstacle_b: Why each is not offered for removal because of the other, or None
            if it may be; ``RELATION`` where there is no pair.
        recurring_a, recurring_b: Spans of the display texts that recur in the folder.
        recurring_known: Whether what recurs in the folder was known here; else all counts alike.
    """

    a: TextPrint
    b: TextPrint
    text_a: ComparedText
    text_b: ComparedText
    pair: Pair | None
    differences: Differences
    obstacle_a: Obstacle | None
    obstacle_b: Obstacle | None
    recurring_a: tuple[SpanPair, ...] = ()
    recurring_b: tuple[SpanPair, ...] = ()
    recurring_known: bool = False

    @property
    def relation(self) -> Relation | None:
        """What ``a`` is to ``b``."""
        return self.pair.relation_of(self.a.id) if self.pair else None


@dataclass(frozen=True, slots=True)
class Evidence:
    """How two documents of an answer differ; what they are to each other is in the answer.

    Attributes:
        text_a, text_b: Their texts.
        differences: Where the texts agree and how they differ.
    """

    text_a: ComparedText
    text_b: ComparedText
    differences: Differences


def compare_documents(
    a: TextPrint,
    b: TextPrint,
    load: Callable[[TextPrint], PreparedText],
    recurring: RecurringText | None,
    token: CancelToken,
) -> DocumentComparison:
    """Compare two documents, with the verdict that a search for duplicates would give.

    Args:
        a, b: The documents; may be one.
        load: Gives the text of each, prepared with ``recurring``.
        recurring: What recurs in the folder, if that is known.
        token: Looked at between steps.

    Raises:
        Cancelled: If ``token`` was set.
    """
    text_a, text_b = load(a), load(b)
    found = differences_of(text_a, text_b, token)
    pair = _pair((a, b), (text_a, text_b), recurring, token)
    known = _Known(a.id, *said(found))
    return DocumentComparison(
        a,
        b,
        text_a.source,
        text_b.source,
        pair,
        found,
        obstacle_to_removal(pair, a, b, substance=known) if pair else Obstacle.RELATION,
        obstacle_to_removal(pair, b, a, substance=known) if pair else Obstacle.RELATION,
        text_a.recurring,
        text_b.recurring,
        recurring_known=recurring is not None,
    )


class _Known:
    """What two documents say, known already."""

    def __init__(self, a: int, said_a: Said, said_b: Said) -> None:
        self._a, self._said_a, self._said_b = a, said_a, said_b

    def adds(self, row: TextPrint, other: TextPrint) -> bool:
        return self._of(row).more

    def introduces(self, row: TextPrint, other: TextPrint) -> bool:
        return self._of(row).ahead

    def _of(self, row: TextPrint) -> Said:
        return self._said_a if row.id == self._a else self._said_b


def _pair(
    rows: tuple[TextPrint, TextPrint],
    texts: tuple[PreparedText, PreparedText],
    recurring: RecurringText | None,
    token: CancelToken,
) -> Pair | None:
    a, b = rows
    if a.sha256 == b.sha256:
        return same_content(a, b)
    if not (a.chars and b.chars):
        return None
    if a.text_sha256 == b.text_sha256:
        return same_content(a, b)
    tokens_of = {row.id: text.tokens for row, text in zip(rows, texts, strict=True)}
    if any(len(words_of(tokens.match.text)) < MIN_WORDS for tokens in tokens_of.values()):
        return None
    # In the order of a search for duplicates, so that both say the same.
    ids = [row.id for row in sorted(rows, key=DEFAULT_KEEPING.order_of_copies)]
    verifier = Verifier(
        ids,
        lambda document: tokens_of[document].match.text,
        lambda document: tokens_of[document].source.text,
    )
    both = Candidates(np.array([0]), np.array([1]))
    measured = verifier.measured(both, token, no_report)
    return next(verifier.judged(measured, recurring, token, no_report), None)
