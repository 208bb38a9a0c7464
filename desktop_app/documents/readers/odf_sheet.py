"""Tables of an OpenDocument spreadsheet: a page for each, with the text its cells show.

Dates are an exception: they come out in ISO 8601, as from every other spreadsheet. Cells and rows
that the file says are repeated are written again up to a limit, which loses no word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop_app.documents.readers.odf_lists import ListNumbers
from desktop_app.documents.readers.odf_markup import Mark, MarkKind, inside, pass_over
from desktop_app.documents.readers.odf_text import BOXES, SKIPPED, FlowText
from desktop_app.documents.readers.sheet_text import SheetText, TextRoom, WorkbookText

MAX_REPEATS = 1_000
_FAR = 1 << 31
_BLANKS = ("text:s", "text:tab", "text:line-break")
_VALUES = ("office:string-value", "office:value", "office:time-value", "office:boolean-value")
_WHITE = re.compile(r"\s+")


def take_sheets(stream: Iterator[Mark], workbook: WorkbookText) -> None:
    """Write all tables of a spreadsheet, which has just started, into ``workbook``."""
    for mark in inside(stream):
        if mark.kind is not MarkKind.START:
            continue
        if mark.name != "table:table" or mark.get("table:name").startswith("'file:"):
            pass_over(stream)  # among them copies of other files that formulas refer to
            continue
        with workbook.sheet(mark.get("table:name")) as sheet:
            _take_table(stream, sheet)


def _take_table(stream: Iterator[Mark], sheet: SheetText) -> None:
    row = 0
    for mark in inside(stream):
        if mark.kind is not MarkKind.START:
            continue
        if mark.name == "table:table-row":
            repeats = mark.number("table:number-rows-repeated", _FAR)
            cells = _row(stream, sheet)
            for i in range(min(repeats, MAX_REPEATS) if cells else 0):
                for column, text in cells:
                    sheet.cell(row + i, column, text)
            row += repeats
        elif mark.name in BOXES:
            sheet.block(_flow_text(mark, stream))
        elif mark.name in SKIPPED:
            pass_over(stream)


def _row(stream: Iterator[Mark], sheet: SheetText) -> list[tuple[int, str]]:
    """Return column and text of the cells of a row that say something."""
    cells: list[tuple[int, str]] = []
    column = 0
    for mark in inside(stream):
        if mark.kind is MarkKind.START and mark.name in (
            "table:table-cell",
            "table:covered-table-cell",
        ):
            repeats = mark.number("table:number-columns-repeated", _FAR)
            if text := _cell(mark, stream, sheet):
                cells += [(column + i, text) for i in range(min(repeats, MAX_REPEATS))]
            column += repeats
    return cells


def _cell(cell: Mark, stream: Iterator[Mark], sheet: SheetText) -> str:
    date, value = cell.get("office:date-value"), _value(cell)
    pieces: list[str] = []
    paragraphs = 0
    for mark in inside(stream):
        if mark.kind is MarkKind.TEXT:
            if paragraphs:
                pieces.append(mark.text)
        elif mark.kind is MarkKind.END:
            paragraphs -= mark.name == "text:p"
        elif mark.name == "text:p":
            paragraphs += 1
            pieces.append(" ")
        elif mark.name in _BLANKS:
            pieces.append(" ")
        elif mark.name in BOXES or mark.name == "office:annotation":
            sheet.block(_flow_text(mark, stream))
        elif mark.name in SKIPPED:
            pass_over(stream)
    if date:
        return date.removesuffix("T00:00:00").replace("T", " ")
    return _WHITE.sub(" ", "".join(pieces)).strip() or value


def _value(cell: Mark) -> str:
    return next(filter(None, map(cell.get, _VALUES)), "")


def _flow_text(root: Mark, stream: Iterator[Mark]) -> str:
    flow = FlowText(TextRoom(), ListNumbers())
    flow.take(root, stream)
    return "\n\n".join(flow.pages())
