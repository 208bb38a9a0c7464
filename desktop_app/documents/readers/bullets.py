"""Marks of list items that a print shows as signs that mean something elsewhere."""

from __future__ import annotations

_DASHES = frozenset("-*+>–—")


def written_bullet(bullet: str) -> str:
    """Return a bullet if it is a sign that texts are typed with, such as a dash, else "".

    Dots, squares and arrows say nothing, in a PDF neither (``folding.LIST_MARKS``); a dash at the
    beginning of a line may be one of the sentence.
    """
    return bullet if bullet in _DASHES else ""
