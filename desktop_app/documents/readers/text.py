"""Plain text, Markdown, tables as text, source code: decoded and kept as written."""

from __future__ import annotations

from desktop_app.documents.limits import MAX_TEXT_CHARS
from desktop_app.documents.model import Reason
from desktop_app.documents.readers.decoding import decode
from desktop_app.documents.readers.source import Extracted, Source

_MOST_BYTES = 4 * MAX_TEXT_CHARS


def read(source: Source) -> Extracted:
    """Return the text; form feeds separate pages."""
    text = decode(source.data(_MOST_BYTES))
    pages = tuple(text.split("\f"))
    if source.size > _MOST_BYTES:
        return Extracted(pages, reason=Reason.TOO_LARGE, detail="only the beginning was read")
    return Extracted(pages)
