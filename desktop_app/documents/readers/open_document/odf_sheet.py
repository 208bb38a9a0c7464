"""Tables of an OpenDocument spreadsheet: a page for each, with the text its cells show.

Dates are an exception: they come out in ISO 8601, as from every other spreadsheet. Cells and rows
that the file says are repeated are written again up to a limit, which loses no word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from desktop_app.documents.readers.open_document.odf_lists import ListNumbers
from desktop_app.documents.readers.open_document.odf_markup import Mark, MarkKind, inside, pass_over
from desktop_app.documents.readers.open_document.odf_text import BOXES, SKIPPED, FlowText
from desktop_app.documents.readers.sheets.number_formats import plain_number
from desktop_app.documents.readers.sheets.sheet_text import SheetText, TextRoom, WorkbookText

MAX_REPEATS = 256
_FAR = 1 << 31
_BLANKS = ("text:s", "text:tab", "text:line-break")
_TIME = re.compile(r"PT(\d{1,9})H(\d\d)M(\d\d)")
_WHITE = re.compile(r"\s+")


def take_sheets(root: Mark, stream: Iterator[Mark], workbook: WorkbookText) -> None:
    """Write all tables of a spreadsheet, which has just started, into ``workbook``."""
    for mark in inside(root, stream):
        if mark.kind is not MarkKind.START:
            continue
        if mark.name != "table:table" or mark.get("table:name").startswith("'file:"):
            pass_over(mark, stream)  # among them copies of other files that formulas refer to
            continue
        with workbook.sheet(mark.get("table:name")) as sheet:
            _take_table(mark, stream, sheet)


def _take_table(root: Mark, stream: Iterator[Mark], sheet: SheetText) -> None:
    row = 0
    for mark in inside(root, stream):
        if mark.kind is not MarkKind.START:
            continue
        if mark.name == "table:table-row":
            repeats = mark.number("table:number-rows-repeated", _FAR)
            cells = _row(mark, stream, sheet)
            for i in range(min(repeats, MAX_REPEATS) if cells else 0):
                for column, text in cells:
                    sheet.cell(row + i, column, text)
            row += repeats
        elif mark.name in BOXES:
            sheet.block(_flow_text(mark, stream))
        elif mark.name in SKIPPED:
            pass_over(mark, stream)


def _row(root: Mark, stream: Iterator[Mark], sheet: SheetText) -> list[tuple[int, str]]:
    """Return column and text of the cells of a row that say something."""
    cells: list[tuple[int, str]] = []
    column = 0
    for mark in inside(root, stream):
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
    for mark in inside(cell, stream):
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
            pass_over(mark, stream)
    if date:
        return date.removesuffix("T00:00:00").replace("T", " ")
    return _WHITE.sub(" ", "".join(pieces)).strip() or value


def _value(cell: Mark) -> str:
    """Return the value of a cell that has no text, as other programs write them."""
    if time := _TIME.match(cell.get("office:time-value")):
        return f"{int(time[1])}:{time[2]}:{time[3]}"
    if number := cell.get("office:value"):
        try:
            return plain_number(float(number))
        except ValueError:
            return number
    return cell.get("office:string-value") or cell.get("office:boolean-value").upper()


def _flow_text(root: Mark, stream: Iterator[Mark]) -> str:
    flow = FlowText(TextRoom(), ListNumbers())
    flow.take(root, stream)
    return "\n\n".join(flow.pages())
