"""Tables as text (CSV, TSV): cells parted by tabs, as those of a workbook, so both read alike.

Which sign parts the cells is found by trying: it is the one by which most of the first rows have as
many cells as the first. A file that no sign parts, or that is no table after all, stays as written.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Final

from desktop_app.documents.limits import MAX_PDF_PAGES, MAX_TEXT_BYTES
from desktop_app.documents.model import Reason
from desktop_app.documents.readers.sheets.sheet_text import MAX_EMPTY_CELLS
from desktop_app.documents.sources.decoding import decode
from desktop_app.documents.sources.source import Extracted, Source

_SIGNS: Final = ("\t", ";", ",", "|")
_TABS: Final = (".tsv", ".tab")
_NAMED = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)  # Excel's own first line
_ROWS_TRIED: Final = 50
_TRIED_CHARS: Final = 1 << 16
_LEAST_AGREEING: Final = 0.8
_LONG_GAP = re.compile("\t" * (MAX_EMPTY_CELLS + 1) + "\t+")


def read(source: Source) -> Extracted:
    """Return the rows of a table as lines; a form feed begins a page only where there is none."""
    text = decode(source.data(MAX_TEXT_BYTES))
    table = to_text(text, "\t" if source.suffix in _TABS else "")
    pages = tuple(text.split("\f", MAX_PDF_PAGES)) if table is None else (table,)
    if source.size > MAX_TEXT_BYTES:
        return Extracted(pages, "", Reason.TOO_LARGE, "only the beginning was read")
    return Extracted(pages)


def to_text(text: str, sign: str = "") -> str | None:
    """Return a table with tabs between its cells, None if it is no table.

    Args:
        sign: What parts the cells; "" if it is to be found out.
    """
    text = text.removeprefix("\ufeff")
    if named := _NAMED.match(text):
        sign, text = named[1], text[named.end() :]
    sign = sign or _sign(text)
    try:
        return "\n".join(filter(None, map(_line, _rows(text, sign)))) if sign else None
    except csv.Error:  # such as a quotation mark that never ends
        return None


def _sign(text: str) -> str:
    """Return the sign that parts most rows into as many cells as the first, "" for none."""
    best, most = "", _LEAST_AGREEING
    for sign in _SIGNS:
        try:
            widths = [
                len(row)
                for _, row in zip(
                    range(_ROWS_TRIED), _rows(text[:_TRIED_CHARS], sign), strict=False
                )
                if row
            ]
        except csv.Error:
            continue
        if widths and widths[0] > 1 and (share := widths.count(widths[0]) / len(widths)) >= most:
            best, most = sign, share + 1e-9
    return best


def _rows(text: str, sign: str) -> Iterator[list[str]]:
    return csv.reader(io.StringIO(text, newline=""), delimiter=sign)


def _line(row: list[str]) -> str:
    line = "\t".join([" ".join(cell.split()) for cell in row]).rstrip("\t")
    return _LONG_GAP.sub("\t" * (MAX_EMPTY_CELLS + 1), line)
