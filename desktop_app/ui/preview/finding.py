"""Finding in one document."""

from __future__ import annotations

from bisect import bisect_left

MOST_FOUND = 10_000


def find_all(folded: str, wanted: str) -> list[int]:
    """Return where ``wanted`` begins in a text, not overlapping, at most ``MOST_FOUND`` places.

    Args:
        folded, wanted: Both as ``document.fold_letters`` gives them.
    """
    if not wanted:
        return []
    found: list[int] = []
    at = folded.find(wanted)
    while at >= 0 and len(found) < MOST_FOUND:
        found.append(at)
        at = folded.find(wanted, at + len(wanted))
    return found


def nearest(places: list[int], offset: int) -> int:
    """Return the number of the first place at or after ``offset``; the first one after the end."""
    number = bisect_left(places, offset)
    return number if number < len(places) else 0
