"""What XLSX and XLSB have in common: a package with sheets, shared strings, styles and drawings."""

from __future__ import annotations

import struct
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager

from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.readers.sheets.number_formats import shown_number
from desktop_app.documents.readers.sheets.sheet_text import SheetText, WorkbookText
from desktop_app.documents.readers.sheets.workbook_parts import (
    CellFormats,
    SharedStrings,
    SheetParts,
    running_text,
)
from desktop_app.documents.sources.ooxml import OfficePackage, Relation
from desktop_app.documents.sources.source import Extracted


class OfficeWorkbook(ABC):
    """Reads a workbook; a subclass knows how its parts are written.

    Attributes:
        sheets: Name and relationship id of each.
        strings, formats, is_1904: For the text of cells; all four are filled by ``read_workbook``,
            ``read_strings`` and ``read_styles``, which are called before any cell is read.
    """

    def __init__(self, package: OfficePackage, main: str) -> None:
        self.package = package
        self.sheets: list[tuple[str, str]] = []
        self.strings = SharedStrings()
        self.formats = CellFormats()
        self.is_1904 = False
        self._main = main
        self._parts = SheetParts(package)
        self._text = WorkbookText()

    @abstractmethod
    def read_workbook(self, part: str) -> None:
        """Fill ``sheets`` and ``is_1904``."""

    @abstractmethod
    def read_strings(self, part: str) -> None:
        """Fill ``strings``."""

    @abstractmethod
    def read_styles(self, part: str) -> None:
        """Fill ``formats``."""

    @abstractmethod
    def read_cells(self, part: str, sheet: SheetText) -> None:
        """Write the cells of a sheet's part."""

    def read(self) -> Extracted:
        """Return one page for each sheet.

        Raises:
            ReadFailure: The first problem where no cell was read; NO_TEXT.
        """
        relations = self.package.relations(self._main)
        with self._keeping_what_was_read():
            self.read_workbook(self._main)
        for relation in relations or self.package.guessed_relations(self._main):
            with self._keeping_what_was_read():
                if relation.kind == "sharedStrings":
                    self.read_strings(relation.target)
                elif relation.kind == "styles":
                    self.read_styles(relation.target)
        for name, part in self._parts_of_sheets(relations):
            if self._parts.is_new(part):
                self._read_sheet(name, part)
        if self.package.problem:
            self._text.remember(self.package.problem)
        return self._text.extracted(self.package.title())

    def number(self, value: float, style: int) -> str:
        """Return a number as its cell style shows it."""
        return shown_number(value, self.formats.code(style), is_1904=self.is_1904)

    def is_new(self, part: str) -> bool:
        """Whether a part is there and was not read before."""
        return self._parts.is_new(part)

    def add_running(self, code: str) -> None:
        """Note a sheet's header or footer."""
        if text := running_text(code):
            self._text.running[text] = None

    def _parts_of_sheets(self, relations: tuple[Relation, ...]) -> Iterator[tuple[str, str]]:
        if relations:
            targets = {relation.id: relation.target for relation in relations}
            return ((name, targets.get(key, "")) for name, key in self.sheets)
        guessed = self.package.guessed_relations(self._main)
        parts = [relation.target for relation in guessed if relation.kind == "sheet"]
        return zip((name for name, _ in self.sheets), parts, strict=False)

    def _read_sheet(self, name: str, part: str) -> None:
        with self._text.sheet(name) as sheet:
            with self._keeping_what_was_read():
                self.read_cells(part, sheet)
            self._parts.add(self.package.relations(part), sheet)

    @contextmanager
    def _keeping_what_was_read(self) -> Iterator[None]:
        try:
            yield
        except ReadFailure as exc:
            self._text.remember(exc)
        except (struct.error, IndexError):  # a binary record that is too short
            self._text.remember(ReadFailure(Reason.DAMAGED, "part of the workbook"))
