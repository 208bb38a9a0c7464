"""What would be lost beside the text if one document went and another stayed."""

from __future__ import annotations

from typing import Final

from desktop_app.documents.model import Kind
from desktop_app.documents.text.beside import Beside, unpacked
from desktop_app.index.rows import TextPrint

_STORED_ANEW: Final = Kind.PDF.value
"""Pictures of a print are its own: their bytes are like no others'."""
_IN_ONE: Final = Kind.DOC.value
"""All pictures of such a file are one here."""


def is_lost_beside(row: TextPrint, other: TextPrint) -> bool:
    """Return whether ``row`` has headers, links or pictures that ``other`` lacks, or other marks.

    Headers must be the same, or ``row`` has none; what it links to must be linked to. Pictures must
    be the same. Between a print and the document it was made of nobody can tell; there, it is
    enough that the one that stays has as many.
    """
    if row.beside == other.beside:
        return False
    mine, others = unpacked(row.beside), unpacked(other.beside)
    if mine.marks != others.marks:
        return True
    if mine.headers not in (b"", others.headers) or not mine.links <= others.links:
        return True
    return _are_pictures_lost(mine, others, {row.kind, other.kind})


def _are_pictures_lost(mine: Beside, others: Beside, kinds: set[str]) -> bool:
    if mine.pictures <= others.pictures:
        return False
    if len(kinds) == 1 or _STORED_ANEW not in kinds or _IN_ONE in kinds:
        return True
    return len(mine.pictures) > len(others.pictures)
