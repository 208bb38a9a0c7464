"""Marks of footnotes and endnotes, as a print has them in the text and before the note."""

from __future__ import annotations

_RAISED = str.maketrans("0123456789ivxlcdm", "⁰¹²³⁴⁵⁶⁷⁸⁹ⁱᵛˣˡᶜᵈᵐ")
# A mark belongs to its word when documents are compared, not when words are looked up.
_GAP = "\u200b"


def raised(mark: str) -> str:
    """Return a note's mark as it stands before the note."""
    return mark.translate(_RAISED)


def at_word(mark: str) -> str:
    """Return a raised mark as it stands behind the word that the note is about."""
    return _GAP + mark if mark else ""
