"""What a copy says otherwise than the kept one, in a few short changes: old, new and the page.

What turns a sentence round comes first, then figures and names, then wording.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from desktop_app.output.words import difference_words, page_words
from desktop_app.similarity.differences import ComparedText, Difference, DifferenceKind, Span
from desktop_app.similarity.duplicates.details import TURNING_WORDS
from desktop_app.terminal import printable

if TYPE_CHECKING:
    from desktop_app.index.rows import TextPrint
    from desktop_app.similarity.duplicates.comparison import Evidence

Compare = Callable[["TextPrint", "TextPrint"], "Evidence | None"]
"""How the kept copy and a member differ; None if one of them has changed since."""

MOST_COMPARED = 500
"""Members of which a list shows changes; of more, only their details."""

_MOST = 3
_LONGEST = 80
_RANKS = {
    DifferenceKind.STRUCK: 1,
    DifferenceKind.AMOUNT: 1,
    DifferenceKind.DATE: 1,
    DifferenceKind.NUMBER: 1,
    DifferenceKind.CELL: 1,
    DifferenceKind.NAME: 2,
    DifferenceKind.WORDING: 3,
    DifferenceKind.ONLY_A: 3,
    DifferenceKind.ONLY_B: 3,
}
_LAST = 4


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between a kept copy and another document.

    Attributes:
        kind: How they differ.
        kept, here: What each says, on one line and shortened; "" where it says nothing.
        page_kept, page_here: 1-based pages; None where it says nothing.
        where: The page in words, "" in texts without pages.
        turning: Whether a word such as "not" came or went.
    """

    kind: DifferenceKind
    kept: str
    here: str
    page_kept: int | None
    page_here: int | None
    where: str
    turning: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """The first changes, and what to know of the others.

    Attributes:
        first: The most telling, at most a few.
        others: How many more there are.
        harmless: Whether all that differs is how things are written.
    """

    first: tuple[Change, ...]
    others: int
    harmless: bool

    @property
    def places(self) -> int:
        """How many differences there are."""
        return len(self.first) + self.others


def changes(found: Evidence, kept: TextPrint, row: TextPrint) -> Changes:
    """Return what differs between a kept copy (text ``a``) and a document (text ``b``)."""
    differences = found.differences
    shown = differences.substantive or tuple(
        one for one in differences.differences if not one.recurring
    )
    texts = (found.text_a, found.text_b)
    ranked = sorted(shown, key=lambda one: _rank(one, *texts))
    first = tuple(_change(one, *texts, kept.kind, row.kind) for one in ranked[:_MOST])
    return Changes(first, len(shown) - len(first), not differences.substantive)


def told(change: Change, kept: str) -> str:
    """Return a change in words: "“12 May” → “13 May” (date, page 2)".

    Args:
        kept: What the kept copy is called: "the kept copy".
    """
    kinds = difference_words([change.kind], f"in {kept}", "here")
    if change.kept and change.here:
        about = ", ".join(filter(None, (kinds, change.where)))
        return f"“{change.kept}” → “{change.here}” ({about})"
    where = f" ({change.where})" if change.where else ""
    if change.here:
        return f"says “{change.here}” where {kept} does not{where}"
    return f"does not say “{change.kept}” where {kept} does{where}"


def _rank(one: Difference, a: ComparedText, b: ComparedText) -> int:
    return 0 if _is_turning(one, a, b) else _RANKS.get(one.kind, _LAST)


def _is_turning(one: Difference, a: ComparedText, b: ComparedText) -> bool:
    here, there = (
        set(_text(text, span).casefold().split()) & TURNING_WORDS
        for text, span in ((a, one.a), (b, one.b))
    )
    return here != there and one.kind in _RANKS


def _change(
    one: Difference, a: ComparedText, b: ComparedText, kind_a: str, kind_b: str
) -> Change:  # fmt: skip
    pages = (
        page_words(kind_a, a, one.a.page) if one.a else "",
        page_words(kind_b, b, one.b.page) if one.b else "",
    )
    return Change(
        one.kind,
        _shortened(_text(a, one.a)),
        _shortened(_text(b, one.b)),
        one.a.page if one.a else None,
        one.b.page if one.b else None,
        " / ".join(dict.fromkeys(page for page in pages if page)),
        _is_turning(one, a, b),
    )


def _text(text: ComparedText, span: Span | None) -> str:
    return text.text[span.start : span.end] if span else ""


def _shortened(text: str) -> str:
    line = printable(" ".join(text.split()))
    return line if len(line) <= _LONGEST else f"{line[: _LONGEST - 2].rstrip()} …"
