"""Two documents of a folder compared: what they are to each other, and how they differ."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from desktop_app.documents.text.normalise import match_text
from desktop_app.index.rows import ContentRow, TextPrint
from desktop_app.progress import CancelToken, no_report
from desktop_app.similarity.candidates import Candidates
from desktop_app.similarity.differences import ComparedText, Differences, compare_texts
from desktop_app.similarity.differences.model import SpanPair
from desktop_app.similarity.groups import Obstacle, obstacle_to_removal, same_content
from desktop_app.similarity.recurring import RecurringText
from desktop_app.similarity.relations import Pair, Relation
from desktop_app.similarity.verify import Verifier


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


def compare_documents(
    a: TextPrint,
    b: TextPrint,
    load: Callable[[TextPrint], ComparedText],
    recurring: RecurringText | None,
    token: CancelToken,
) -> DocumentComparison:
    """Compare two documents, with the verdict that a search for duplicates would give.

    Args:
        a, b: The documents; may be one.
        load: Gives the text of each.
        recurring: What recurs in the folder, if that is known.
        token: Looked at between steps.

    Raises:
        Cancelled: If ``token`` was set.
    """
    text_a, text_b = load(a), load(b)
    spans = [recurring_spans(text, recurring) for text in (text_a, text_b)]
    found = compare_texts(text_a, text_b, recurring_a=spans[0], recurring_b=spans[1], token=token)
    pair = _pair((a, b), (text_a, text_b), recurring, token)
    said = _Said(a.id, found)
    return DocumentComparison(
        a,
        b,
        text_a,
        text_b,
        pair,
        found,
        obstacle_to_removal(pair, a, b, substance=said) if pair else Obstacle.RELATION,
        obstacle_to_removal(pair, b, a, substance=said) if pair else Obstacle.RELATION,
        spans[0],
        spans[1],
        recurring_known=recurring is not None,
    )


def compared_text(content: ContentRow) -> ComparedText:
    """Return a stored content as it is compared."""
    return ComparedText(
        content.text, content.page_starts or (0,), content.running, bool(content.recognised)
    )


def recurring_spans(text: ComparedText, recurring: RecurringText | None) -> tuple[SpanPair, ...]:
    """Return the spans of a display text that recur in the folder, ascending and apart."""
    if recurring is None:
        return ()
    match = match_text(text.text, text.running)
    return tuple(match.display_span(one.start, one.end) for one in recurring.spans(match.text))


class _Said:
    """What the differences, known already, say of both documents."""

    def __init__(self, a: int, found: Differences) -> None:
        self._a, self._found = a, found

    def adds(self, row: TextPrint, other: TextPrint) -> bool:
        return self._found.adds_a if row.id == self._a else self._found.adds_b


def _pair(
    rows: tuple[TextPrint, TextPrint],
    texts: tuple[ComparedText, ComparedText],
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
    text_of = dict(zip((a.id, b.id), texts, strict=True))
    verifier = Verifier(
        [a.id, b.id],
        lambda document: match_text(text_of[document].text, text_of[document].running).text,
        lambda document: text_of[document].text,
    )
    both = Candidates(np.array([0]), np.array([1]), 0)
    measured = verifier.measured(both, token, no_report)
    return next(verifier.judged(measured, recurring, token, no_report), None)
