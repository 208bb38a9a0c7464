"""Plain text, Markdown, tables as text, source code: decoded and kept as written."""

from __future__ import annotations

import itertools
import re
from typing import Final

from desktop_app.documents.limits import MAX_PDF_PAGES, MAX_TEXT_BYTES
from desktop_app.documents.model import Reason
from desktop_app.documents.sources.decoding import decode
from desktop_app.documents.sources.source import Extracted, Source

_RST_SUFFIXES: Final = (".rst", ".rest")
_ADORNMENT = re.compile(r"([!-/:-@\[-`{-~])\1{2,}\s*")
_HEADING_WITHIN_CHARS: Final = 4_000


def read(source: Source) -> Extracted:
    """Return the text; form feeds separate pages, of which the last may have several."""
    text = decode(source.data(MAX_TEXT_BYTES))
    title = _rst_heading(text) if source.suffix in _RST_SUFFIXES else ""
    pages = tuple(text.split("\f", MAX_PDF_PAGES))
    if source.size > MAX_TEXT_BYTES:
        return Extracted(pages, title, Reason.TOO_LARGE, "only the beginning was read")
    return Extracted(pages, title)


def _rst_heading(text: str) -> str:
    """Return the first line with a line of punctuation under it, or under and over it."""
    lines = text[:_HEADING_WITHIN_CHARS].splitlines()
    for line, below in itertools.pairwise(lines):
        if _ADORNMENT.fullmatch(below) and line.strip() and not _ADORNMENT.fullmatch(line):
            return line.strip()
    return ""
