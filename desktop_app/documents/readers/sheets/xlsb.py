"""XLSB: a workbook in a ZIP whose workbook, strings and sheets are binary records ([MS-XLSB]).

Records are walked as they stream in, so two cells in far corners cost nothing. What surrounds the
cells (drawings, threads) is XML as in XLSX.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import TypeAlias

from desktop_app.documents.readers.sheets.excel_values import error_text, rk_number, truth_text
from desktop_app.documents.readers.sheets.office_workbook import OfficeWorkbook
from desktop_app.documents.readers.sheets.sheet_text import SheetText
from desktop_app.documents.readers.sheets.workbook_parts import add_comment
from desktop_app.documents.sources.ooxml import OfficePackage
from desktop_app.documents.sources.source import Extracted, Source
from desktop_app.documents.sources.zips import Member

_MAX_RECORD_BYTES = 1 << 20  # a cell holds 32,767 characters
_ROW, _HEADER_FOOTER, _COMMENT_TEXT = 0, 479, 637
_WORKBOOK, _SHEET, _STRING, _FORMAT = 153, 156, 19, 44
_STYLE, _STYLES_START, _STYLES_END, _FONT = 47, 617, 618, 43
_IS_STRUCK = 0x0008
_BLANK, _RK, _ERROR, _TRUTH, _REAL, _TEXT, _SHARED, _RICH = 1, 2, 3, 4, 5, 6, 7, 62
# A formula's record has what it gave where a plain cell has its value.
_FORMULAS = {8: _TEXT, 9: _REAL, 10: _TRUTH, 11: _ERROR}
# Short records leave out the column: it is the next one.
_SHORT = {12: _BLANK, 13: _RK, 14: _ERROR, 15: _TRUTH, 16: _REAL, 17: _TEXT, 18: _SHARED}
_CELLS = frozenset({*range(1, 19), _RICH})
_NO_STRING = 0xFFFF_FFFF

Record: TypeAlias = tuple[int, bytes]


def read(source: Source) -> Extracted:
    """Return one page for each sheet, hidden ones too.

    Raises:
        ReadFailure: DAMAGED, TOO_LARGE or ENCRYPTED where no cell was read; NO_TEXT.
    """
    package = OfficePackage(source.stream())
    mains = (item.target for item in package.relations() if item.kind == "officeDocument")
    return _Workbook(package, next(mains, "xl/workbook.bin")).read()


class _Workbook(OfficeWorkbook):
    def read_workbook(self, part: str) -> None:
        for kind, data in _records(self.package.open(part)):
            if kind == _SHEET:
                relation, end = _wide_string(data, 8)
                self.sheets.append((_wide_string(data, end)[0], relation))
            elif kind == _WORKBOOK:
                self.is_1904 = bool(data[0] & 1)

    def read_strings(self, part: str) -> None:
        for kind, data in _records(self.package.open(part)):
            if kind == _STRING:
                self.strings.append(_wide_string(data, 1)[0])

    def read_styles(self, part: str) -> None:
        are_cells = False
        for kind, data in _records(self.package.open(part)):
            if kind == _FORMAT:
                (number,) = struct.unpack_from("<H", data)
                self.formats.add_code(number, _wide_string(data, 2)[0])
            elif kind in (_STYLES_START, _STYLES_END):
                are_cells = kind == _STYLES_START
            elif kind == _STYLE and are_cells:
                self.formats.add_style(*struct.unpack_from("<HH", data, 2))
            elif kind == _FONT:
                self.formats.add_font(is_struck=bool(data[2] & _IS_STRUCK))

    def read_cells(self, part: str, sheet: SheetText) -> None:
        row, column = 0, -1
        for kind, data in _records(self.package.open(part)):
            if kind == _ROW:
                (row,), column = struct.unpack_from("<I", data), -1
            elif kind in _SHORT:
                column += 1
                sheet.cell(row, column, self._drawn(_SHORT[kind], data, 4))
            elif kind in _CELLS:
                (column,) = struct.unpack_from("<I", data)
                sheet.cell(row, column, self._drawn(_FORMULAS.get(kind, kind), data, 8))
            elif kind == _HEADER_FOOTER:
                self._read_headers(data)
        for relation in self.package.relations(part):
            if relation.kind == "comments" and self.is_new(relation.target):
                self._read_comments(relation.target, sheet)

    def _drawn(self, kind: int, data: bytes, at: int) -> str:
        style = int.from_bytes(data[at - 4 : at - 1], "little")
        return self.formats.drawn(self._cell_text(kind, data, at), style)

    def _cell_text(self, kind: int, data: bytes, at: int) -> str:
        if kind == _SHARED:
            return self.strings[struct.unpack_from("<I", data, at)[0]]
        if kind in (_TEXT, _RICH):
            return _wide_string(data, at + (kind == _RICH))[0]
        if kind == _TRUTH:
            return truth_text(data[at])
        if kind == _ERROR:
            return error_text(data[at])
        return "" if kind == _BLANK else self._number_text(kind, data, at)

    def _number_text(self, kind: int, data: bytes, at: int) -> str:
        style = int.from_bytes(data[at - 4 : at - 1], "little")
        if kind == _RK:
            return self.number(rk_number(struct.unpack_from("<I", data, at)[0]), style)
        return self.number(struct.unpack_from("<d", data, at)[0], style)

    def _read_headers(self, data: bytes) -> None:
        at = 2
        for _ in range(6):
            text, at = _wide_string(data, at)
            self.add_running(text)

    def _read_comments(self, part: str, sheet: SheetText) -> None:
        for kind, data in _records(self.package.open(part)):
            if kind == _COMMENT_TEXT:
                add_comment(_wide_string(data, 1)[0], sheet)


def _wide_string(data: bytes, at: int) -> tuple[str, int]:
    """Return a string with its length in front, and where it ends ([MS-XLSB] 2.5.168)."""
    (length,) = struct.unpack_from("<I", data, at)
    if length == _NO_STRING:
        return "", at + 4
    end = at + 4 + 2 * length
    return data[at + 4 : end].decode("utf-16-le", "replace"), end


def _records(member: Member) -> Iterator[Record]:
    """Yield number and content of each record of a part; one that is absurdly long is left out.

    Raises:
        ReadFailure: As of the member.
        IndexError: The part ends inside the head of a record.
    """
    stream = _Lookahead(member)
    while head := stream.peek(6):
        kind, used = head[0], 1
        if kind & 0x80:
            kind, used = kind & 0x7F | head[1] << 7, 2
        size = shift = 0
        while True:
            size |= (head[used] & 0x7F) << shift
            used, shift = used + 1, shift + 7
            if shift == 28 or not head[used - 1] & 0x80:
                break
        stream.skip(used)
        if size <= _MAX_RECORD_BYTES:
            yield kind, stream.peek(size)
        stream.skip(size)


class _Lookahead:
    """A stream whose next bytes can be looked at before they are passed."""

    def __init__(self, member: Member) -> None:
        self._member = member
        self._buffer, self._at = b"", 0

    def peek(self, size: int) -> bytes:
        """Return the next bytes, fewer at the end."""
        while len(self._buffer) - self._at < size:
            more = self._member.read()
            if not more:
                break
            self._buffer, self._at = self._buffer[self._at :] + more, 0
        return self._buffer[self._at : self._at + size]

    def skip(self, size: int) -> None:
        self._at += size
        while self._at > len(self._buffer):
            self._at -= len(self._buffer)
            self._buffer = self._member.read()
            if not self._buffer:
                self._at = 0
