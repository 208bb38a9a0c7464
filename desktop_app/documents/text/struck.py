"""Marks around text that is struck out: it was written and no longer holds.

One sign on either side that breaks no word, is in no keyword and hardly ever occurs in documents.
Every reader writes them alike, so "5,000" struck out is not the same as "5,000", and is the same in
a DOCX, its PDF and a web page.
"""

from __future__ import annotations

from typing import Final

STRUCK_START: Final = "⟦"
STRUCK_END: Final = "⟧"


def struck(text: str) -> str:
    """Return ``text`` marked as struck out; white space around it stays outside the marks."""
    inner = text.strip()
    if not inner:
        return text
    before, _, after = text.partition(inner)
    return f"{before}{STRUCK_START}{inner}{STRUCK_END}{after}"
