"""Naming pages to a person."""

from __future__ import annotations

from collections.abc import Sequence

_MOST_NAMED = 8


def named(numbers: Sequence[int]) -> str:
    """Return "page 3", "pages 3, 5" or, of many, the first eight and how many more."""
    names = ", ".join(map(str, numbers[:_MOST_NAMED]))
    rest = len(numbers) - _MOST_NAMED
    more = f" and {rest} more" if rest > 0 else ""
    return f"page {names}" if len(numbers) == 1 else f"pages {names}{more}"
