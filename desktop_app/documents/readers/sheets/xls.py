"""XLS of Excel 5 to 2003: the sheets of a binary workbook stream ([MS-XLS], also called BIFF).

The stream is walked once, record by record, so two cells in far corners or a size that lies cost
nothing. What a formula gave when the file was saved is read, not the formula.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.readers.sheets.excel_values import error_text, rk_number, truth_text
from desktop_app.documents.readers.sheets.number_formats import shown_number
from desktop_app.documents.readers.sheets.sheet_text import SheetText, WorkbookText
from desktop_app.documents.readers.sheets.workbook_parts import (
    CellFormats,
    SharedStrings,
    running_text,
)
from desktop_app.documents.readers.sheets.xls_strings import StringForm, drawn_text, shared_strings
from desktop_app.documents.sources.code_pages import narrow_codec
from desktop_app.documents.sources.ole import open_ole, title_of
from desktop_app.documents.sources.source import Extracted, Source

_BEGIN, _END, _CONTINUE, _LOCKED = 0x0809, 0x000A, 0x003C, 0x002F
_CODE_PAGE, _DATES, _FONT, _FORMAT, _STYLE = 0x0042, 0x0022, 0x0031, 0x041E, 0x00E0
_SHEET, _STRINGS = 0x0085, 0x00FC
_NUMBER, _RK, _RKS, _TRUTH, _FORMULA = 0x0203, 0x027E, 0x00BD, 0x0205, 0x0006
_SHARED, _TEXT, _RICH, _FORMULA_TEXT = 0x00FD, 0x0204, 0x00D6, 0x0207
_HEADER, _FOOTER, _NOTE, _DRAWN, _CHART_TEXT = 0x0014, 0x0015, 0x001C, 0x01B6, 0x100D
_VERSION_8 = 0x0600
_CHART = 0x0020
_MODULE = 6  # a sheet of Visual Basic
_NO_NUMBER = 0xFFFF
_NO_FONT, _IS_STRUCK = 4, 0x0008


@dataclass(frozen=True, slots=True)
class _Record:
    """One record.

    Attributes:
        pieces: Its content, then that of the records that continue it.
    """

    kind: int
    pieces: tuple[bytes, ...]

    @property
    def data(self) -> bytes:
        return self.pieces[0]

    def numbers(self, form: str, at: int = 0) -> tuple[int, ...]:
        """Return whole numbers (``struct``, little-endian) at an offset."""
        return struct.unpack_from("<" + form, self.data, at)

    def real(self, at: int) -> float:
        return float(struct.unpack_from("<d", self.data, at)[0])


def read(source: Source) -> Extracted:
    """Return one page for each sheet, hidden ones too.

    Raises:
        ReadFailure: ENCRYPTED; DAMAGED or TOO_LARGE where no cell was read; NO_TEXT.
    """
    root = open_ole(source)
    stream = root.stream("Workbook") or root.stream("Book")
    return _Workbook(stream).read(title_of(root))


class _Workbook:
    def __init__(self, stream: bytes) -> None:
        self._stream = stream
        self._text = WorkbookText()
        self._strings = SharedStrings()
        self._formats = CellFormats()
        self._form = StringForm(None)
        self._sheets: dict[int, str] = {}  # by where they start
        self._is_1904 = False
        self._awaited = (0, 0, 0)  # row, column, style where a formula gave the text that follows

    def read(self, title: str) -> Extracted:
        self._read_globals()
        starts = sorted(self._sheets)
        # Each sheet ends before the next begins, so that none is walked twice.
        ends = dict(zip(starts, [*starts[1:], len(self._stream)], strict=True))
        for start, name in self._sheets.items():
            with self._text.sheet(name) as sheet:
                self._read_sheet(sheet, start, ends[start])
        return self._text.extracted(title)

    def _read_globals(self) -> None:
        for record in _records(self._stream, 0, len(self._stream)):
            try:
                self._take_global(record)
            except (struct.error, IndexError):
                self._note_damage()
            if record.kind == _END:
                break
        if not self._sheets:
            raise ReadFailure(Reason.DAMAGED, "no workbook inside")

    def _take_global(self, record: _Record) -> None:
        kind = record.kind
        if kind == _LOCKED:
            raise ReadFailure(Reason.ENCRYPTED)
        if kind == _BEGIN:
            is_old = record.numbers("H")[0] < _VERSION_8
            self._form = StringForm("cp1252" if is_old else None)
        elif kind == _CODE_PAGE and self._form.codec:
            self._form = StringForm(narrow_codec(record.numbers("H")[0]))
        elif kind == _DATES:
            self._is_1904 = record.numbers("H") == (1,)
        elif kind == _FORMAT:
            (number,) = record.numbers("H")
            self._formats.add_code(number, self._string(record, 2, 1 if self._form.codec else 2))
        elif kind == _STYLE:
            font, number = record.numbers("HH")
            # No font has the number 4 ([MS-XLS] 2.5.129).
            self._formats.add_style(number, font - (font > _NO_FONT))
        elif kind == _FONT:
            self._formats.add_font(is_struck=bool(record.numbers("H", 2)[0] & _IS_STRUCK))
        elif kind == _STRINGS:
            for text in shared_strings(record.pieces):
                self._strings.append(text)
        elif kind == _SHEET and record.data[5] != _MODULE:
            self._sheets.setdefault(record.numbers("I")[0], self._string(record, 6, 1))

    def _read_sheet(self, sheet: SheetText, start: int, end: int) -> None:
        inside = 0
        is_chart = False
        for record in _records(self._stream, start, end):
            if not inside and record.kind != _BEGIN:
                break
            try:
                if record.kind == _BEGIN:  # charts are inside the sheet that shows them
                    inside += 1
                    is_chart = record.numbers("H", 2) == (_CHART,)
                elif record.kind == _END:
                    inside -= 1
                    is_chart = False
                elif is_chart:
                    self._take_from_chart(record, sheet)
                else:
                    self._take_from_sheet(record, sheet)
            except (struct.error, IndexError):
                self._note_damage()
            if not inside:
                return
        self._note_damage()

    def _take_from_chart(self, record: _Record, sheet: SheetText) -> None:
        if record.kind == _CHART_TEXT:
            sheet.block(self._string(record, 2, 1))
        elif record.kind in (_HEADER, _FOOTER):
            self._take_running(record)

    def _take_from_sheet(self, record: _Record, sheet: SheetText) -> None:
        kind = record.kind
        if kind in _CELLS:
            row, column, style = record.numbers("HHH")
            text = _CELLS[kind](self, record, style)
            sheet.cell(row, column, self._formats.drawn(text, style))
        elif kind == _RKS:
            self._take_numbers(record, sheet)
        elif kind == _FORMULA_TEXT:
            row, column, style = self._awaited
            text = self._string(record, 0, 2)
            sheet.cell(row, column, self._formats.drawn(text, style))
        elif kind == _DRAWN:
            (length,) = record.numbers("H", 10)
            if length:
                sheet.block(drawn_text(length, record.pieces[1:]))
        elif kind == _NOTE and self._form.codec:
            sheet.block(record.data[6:].decode(self._form.codec, "replace"))
        elif kind in (_HEADER, _FOOTER):
            self._take_running(record)

    def _take_numbers(self, record: _Record, sheet: SheetText) -> None:
        row, first = record.numbers("HH")
        for i in range((len(record.data) - 6) // 6):
            style, packed = record.numbers("HI", 4 + 6 * i)
            text = self._number(rk_number(packed), style)
            sheet.cell(row, first + i, self._formats.drawn(text, style))

    def _take_running(self, record: _Record) -> None:
        if record.data:
            size = 1 if self._form.codec else 2
            if text := running_text(self._string(record, 0, size)):
                self._text.running[text] = None

    def _shared_text(self, record: _Record, style: int) -> str:
        return self._strings[record.numbers("I", 6)[0]]

    def _own_text(self, record: _Record, style: int) -> str:
        return self._string(record, 6, 2)

    def _real_text(self, record: _Record, style: int) -> str:
        return self._number(record.real(6), style)

    def _packed_text(self, record: _Record, style: int) -> str:
        return self._number(rk_number(record.numbers("I", 6)[0]), style)

    def _truth_text(self, record: _Record, style: int) -> str:
        value, is_error = record.numbers("BB", 6)
        return error_text(value) if is_error else truth_text(value)

    def _formula_text(self, record: _Record, style: int) -> str:
        """Return what a formula gave; text comes in a record of its own ([MS-XLS] 2.5.133)."""
        kind, value, mark = record.numbers("BxBxxxH", 6)
        if mark != _NO_NUMBER:
            return self._real_text(record, style)
        if kind == 0:
            row, column = record.numbers("HH")
            self._awaited = row, column, style
        return {1: truth_text(value), 2: error_text(value)}.get(kind, "")

    def _number(self, value: float, style: int) -> str:
        return shown_number(value, self._formats.code(style), is_1904=self._is_1904)

    def _string(self, record: _Record, at: int, length_size: int) -> str:
        return self._form.read(record.pieces, at, length_size)

    def _note_damage(self) -> None:
        self._text.remember(ReadFailure(Reason.DAMAGED, "part of the workbook"))


_CELLS = {
    _SHARED: _Workbook._shared_text,
    _TEXT: _Workbook._own_text,
    _RICH: _Workbook._own_text,
    _NUMBER: _Workbook._real_text,
    _RK: _Workbook._packed_text,
    _TRUTH: _Workbook._truth_text,
    _FORMULA: _Workbook._formula_text,
}


def _records(stream: bytes, start: int, end: int) -> Iterator[_Record]:
    """Yield the records between two offsets, each with those that continue it."""
    at, end, kind = start, min(end, len(stream)), -1
    pieces: list[bytes] = []
    while at + 4 <= end:
        next_kind, size = struct.unpack_from("<HH", stream, at)
        content = stream[at + 4 : at + 4 + size]
        at += 4 + size
        if next_kind == _CONTINUE and pieces:
            pieces.append(content)
            continue
        if pieces:
            yield _Record(kind, tuple(pieces))
        kind, pieces = next_kind, [content]
    if pieces:
        yield _Record(kind, tuple(pieces))
