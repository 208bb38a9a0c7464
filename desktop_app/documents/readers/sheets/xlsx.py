"""XLSX, XLSM, XLTX: the sheets of a workbook, streamed, with values as people see them.

Parts are found by relationships. What a formula gave when the file was saved is read, not the
formula. The format: ECMA-376 part 1, clause 18.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from desktop_app.documents.readers.sheets.office_workbook import OfficeWorkbook
from desktop_app.documents.readers.sheets.sheet_text import SheetText
from desktop_app.documents.readers.sheets.workbook_parts import is_struck, rich_text, unescaped
from desktop_app.documents.sources.ooxml import OfficePackage, attribute, local_name
from desktop_app.documents.sources.source import Extracted, Source
from desktop_app.documents.sources.xml_stream import forget, xml_elements

_HEADERS = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")
_CELL_TAGS = tuple(f"{{*}}{name}" for name in ("c", "row", *_HEADERS))
_MAX_ROW_DIGITS = 7


def read(source: Source) -> Extracted:
    """Return one page for each sheet, hidden ones too.

    Raises:
        ReadFailure: DAMAGED, TOO_LARGE or ENCRYPTED where no cell was read; NO_TEXT.
    """
    package = OfficePackage(source.stream())
    return _Workbook(package, package.main_part("xl")).read()


class _Workbook(OfficeWorkbook):
    def read_workbook(self, part: str) -> None:
        for element in xml_elements(self.package.open(part), "{*}sheet", "{*}workbookPr"):
            if local_name(element) == "sheet":
                self.sheets.append((element.get("name", ""), attribute(element, "id")))
            else:
                self.is_1904 = element.get("date1904") in ("1", "true", "on")
            forget(element)

    def read_strings(self, part: str) -> None:
        for element in xml_elements(self.package.open(part), "{*}si"):
            self.strings.append(rich_text(element))
            forget(element)

    def read_styles(self, part: str) -> None:
        for element in xml_elements(self.package.open(part), "{*}numFmt", "{*}fonts", "{*}cellXfs"):
            if local_name(element) == "numFmt":
                number = _integer(element.get("numFmtId"))
                self.formats.add_code(number, element.get("formatCode", ""))
            elif local_name(element) == "fonts":
                for font in element.iterchildren("{*}font"):
                    self.formats.add_font(is_struck=is_struck(font))
            else:
                for style in element:
                    numbers = style.get("numFmtId", "0"), style.get("fontId", "0")
                    self.formats.add_style(*map(_integer, numbers))

    def read_cells(self, part: str, sheet: SheetText) -> None:
        row, column = 0, -1
        for element in xml_elements(self.package.open(part), *_CELL_TAGS):
            name = _name(element.tag)
            if name == "c":
                row, column = _position(element, row, column + 1)
                text = self._cell_text(element)
                sheet.cell(row, column, self.formats.drawn(text, _integer(element.get("s", "0"))))
            elif name == "row":
                row, column = row + 1, -1
            else:
                self.add_running(element.text or "")
            forget(element)

    def _cell_text(self, cell: Any) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return rich_text(cell)
        value = "".join(node.text or "" for node in cell.iterchildren("{*}v"))
        if kind == "n":
            return self._number_text(value, cell.get("s", "0"))
        if kind == "s":
            return self.strings[_integer(value)]
        if kind == "b":
            return {"1": "TRUE", "0": "FALSE"}.get(value, value)
        if kind == "d":
            return value.removesuffix("T00:00:00").replace("T", " ")
        return unescaped(value)

    def _number_text(self, value: str, style: str) -> str:
        try:
            number = float(value)
        except ValueError:
            return value
        return self.number(number, _integer(style))


@lru_cache(maxsize=64)
def _name(tag: str) -> str:
    return tag.rpartition("}")[2]


def _position(cell: Any, row: int, column: int) -> tuple[int, int]:
    """Return row and column of a cell, as given or, where they are not, ``row`` and ``column``."""
    reference = cell.get("r")
    if reference is None:
        number = cell.getparent().get("r")
        return (_row(number, row), column)
    letters = reference.rstrip("0123456789")
    return _row(reference[len(letters) :], row), _column(letters, column)


def _row(number: str | None, default: int) -> int:
    if number and number.isdecimal() and len(number) <= _MAX_ROW_DIGITS:
        return int(number) - 1
    return default


@lru_cache(maxsize=20_000)
def _column(letters: str, default: int) -> int:
    """Return 0 for "A", 25 for "Z", 26 for "AA"."""
    if not 1 <= len(letters) <= 3 or not (letters.isascii() and letters.isalpha()):
        return default
    number = 0
    for letter in letters.upper():
        number = 26 * number + ord(letter) - 64
    return number - 1


def _integer(text: str | None) -> int:
    """Return a number of the file's own counting, -1 for what is none."""
    return int(text) if text and len(text) <= 10 and text.isascii() and text.isdecimal() else -1
