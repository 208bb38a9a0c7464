"""XLSX, XLSM, XLTX: the sheets of a workbook, streamed, with values as people see them.

Parts are found by relationships. What a formula gave when the file was saved is read, not the
formula. The format: ECMA-376 part 1, clause 18.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from desktop_app.documents.model import ReadFailure
from desktop_app.documents.readers.number_formats import shown_number
from desktop_app.documents.readers.ooxml import OfficePackage
from desktop_app.documents.readers.sheet_text import SheetText, WorkbookText
from desktop_app.documents.readers.source import Extracted, Source
from desktop_app.documents.readers.workbook_parts import (
    CellFormats,
    SharedStrings,
    SheetParts,
    local_name,
    rich_text,
    running_text,
    unescaped,
)
from desktop_app.documents.readers.xml_stream import forget, xml_elements

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


class _Workbook:
    def __init__(self, package: OfficePackage, main: str) -> None:
        self._package = package
        self._main = main
        self._text = WorkbookText()
        self._parts = SheetParts(package)
        self._strings = SharedStrings()
        self._formats = CellFormats()
        self._is_1904 = False

    def read(self) -> Extracted:
        relations = self._package.relations(self._main)
        for relation in relations or self._package.guessed_relations(self._main):
            try:
                if relation.kind == "sharedStrings":
                    self._read_strings(relation.target)
                elif relation.kind == "styles":
                    self._read_styles(relation.target)
            except ReadFailure as exc:
                self._text.remember(exc)
        targets = {relation.id: relation.target for relation in relations}
        for name, relation_id in self._sheets():
            self._read_sheet(name, targets.get(relation_id, ""))
        if self._package.problem:
            self._text.remember(self._package.problem)
        return self._text.extracted(self._package.title())

    def _sheets(self) -> list[tuple[str, str]]:
        """Return name and relationship of each sheet."""
        found = []
        try:
            for element in xml_elements(
                self._package.open(self._main), "{*}sheet", "{*}workbookPr"
            ):
                if local_name(element) == "sheet":
                    ids = [value for key, value in element.items() if key.endswith("}id")]
                    found.append((element.get("name", ""), ids[0] if ids else ""))
                else:
                    self._is_1904 = element.get("date1904") in ("1", "true", "on")
                forget(element)
        except ReadFailure as exc:
            self._text.remember(exc)
        return found

    def _read_strings(self, part: str) -> None:
        for element in xml_elements(self._package.open(part), "{*}si"):
            self._strings.append(rich_text(element))
            forget(element)

    def _read_styles(self, part: str) -> None:
        for element in xml_elements(self._package.open(part), "{*}numFmt", "{*}cellXfs"):
            if local_name(element) == "numFmt":
                self._formats.add_code(
                    _integer(element.get("numFmtId")), element.get("formatCode", "")
                )
                continue
            for style in element:
                self._formats.add_style(_integer(style.get("numFmtId", "0")))

    def _read_sheet(self, name: str, part: str) -> None:
        if not self._parts.is_new(part):
            return
        with self._text.sheet(name) as sheet:
            self._read_cells(part, sheet)
            self._parts.add(self._package.relations(part), sheet)

    def _read_cells(self, part: str, sheet: SheetText) -> None:
        row, column = 0, -1
        for element in xml_elements(self._package.open(part), *_CELL_TAGS):
            name = local_name(element)
            if name == "c":
                row, column = _position(element, row, column + 1)
                sheet.cell(row, column, self._cell_text(element))
            elif name == "row":
                row, column = row + 1, -1
            elif text := running_text(element.text or ""):
                self._text.running[text] = None
            forget(element)

    def _cell_text(self, cell: Any) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return rich_text(cell)
        value = next((node.text or "" for node in cell if local_name(node) == "v"), "")
        if kind == "n":
            return self._number_text(value, cell.get("s", "0"))
        if kind == "s":
            return self._strings[_integer(value)]
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
        return shown_number(number, self._formats.code(_integer(style)), is_1904=self._is_1904)


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
