"""Plain text, Markdown, tables as text, source code: decoded and kept as written."""

from __future__ import annotations

from desktop_app.documents.limits import MAX_PDF_PAGES, MAX_TEXT_BYTES
from desktop_app.documents.model import Reason
from desktop_app.documents.readers.decoding import decode
from desktop_app.documents.readers.source import Extracted, Source


def read(source: Source) -> Extracted:
    """Return the text; form feeds separate pages, of which the last may have several."""
    text = decode(source.data(MAX_TEXT_BYTES))
    pages = tuple(text.split("\f", MAX_PDF_PAGES))
    if source.size > MAX_TEXT_BYTES:
        return Extracted(pages, reason=Reason.TOO_LARGE, detail="only the beginning was read")
    return Extracted(pages)
