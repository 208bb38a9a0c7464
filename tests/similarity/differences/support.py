"""Two texts compared, and the differences as short values that tests can state."""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.progress import CancelToken
from desktop_app.similarity.differences import (
    ComparedText,
    Difference,
    DifferenceKind,
    Differences,
    Span,
    compare_texts,
)


def compared(
    a: str | ComparedText, b: str | ComparedText, *, recognised: bool = False
) -> Differences:
    first, second = (
        text if isinstance(text, ComparedText) else ComparedText(text, recognised=recognised)
        for text in (a, b)
    )
    return compare_texts(first, second, token=CancelToken())


def told(a: str, b: str, found: Iterable[Difference]) -> list[tuple[DifferenceKind, str, str]]:
    """The kind of each difference and what stands there; "" for nothing."""
    return [(one.kind, slice_of(a, one.a), slice_of(b, one.b)) for one in found]


def differing(a: str, b: str, *, recognised: bool = False) -> list[tuple[DifferenceKind, str, str]]:
    return told(a, b, compared(a, b, recognised=recognised).differences)


def slice_of(text: str, span: Span | None) -> str:
    return text[span.start : span.end] if span else ""
