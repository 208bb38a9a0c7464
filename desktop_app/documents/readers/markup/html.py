"""HTML and XHTML files to text, in the encoding that browsers would choose."""

from __future__ import annotations

import re
from typing import Final

from desktop_app.documents.limits import MAX_TEXT_BYTES
from desktop_app.documents.model import Reason
from desktop_app.documents.readers.markup.html_page import Page, read_page
from desktop_app.documents.sources.decoding import decode
from desktop_app.documents.sources.source import Extracted, Source

_CHARSET = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.I
)
_CHARSET_WITHIN_BYTES = 8 << 10
# A page in one of these cannot name it in letters of one byte.
_WIDE: Final = ("utf-16", "utf-32", "ucs-2", "utf16", "utf32")


def read(source: Source) -> Extracted:
    """Return the page's text; blocks are paragraphs, cells are parted by tabs."""
    page = _decoded(source.data(MAX_TEXT_BYTES))
    below = tuple(filter(None, [page.addresses]))
    if source.size > MAX_TEXT_BYTES:
        detail = "only the beginning was read"
        return Extracted((page.text,), page.title, Reason.TOO_LARGE, detail, below)
    return Extracted((page.text,), page.title, running=below)


def bytes_to_text(data: bytes) -> tuple[str, str]:
    """Return the text and title of a page in the encoding it names, or another that fits."""
    page = _decoded(data)
    return page.text, page.title


def to_text(markup: str) -> tuple[str, str]:
    """Return the text of HTML and its title (or first main heading)."""
    page = read_page(markup)
    return page.text, page.title


def declared_charset(data: bytes) -> str:
    """Return the encoding that a page names in its head, or ""."""
    declared = _CHARSET.search(data[:_CHARSET_WITHIN_BYTES])
    if declared is None:
        return ""
    name = declared[1].decode("ascii", "replace").lower()
    return "utf-8" if name.startswith(_WIDE) else name


def _decoded(data: bytes) -> Page:
    return read_page(decode(data, declared_charset(data)))
