"""XLSB: cells, formats, comments, and hostile files."""

from __future__ import annotations

import io
import struct
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.readers.sheets import xlsb
from desktop_app.documents.readers.sheets.sheet_text import MAX_EMPTY_CELLS
from desktop_app.documents.sources.source import Extracted, Source
from tests.support.make import zip_file
from tests.support.make_sheets import Shown, binary_record, binary_string
from tests.support.make_sheets import xlsb as make_xlsb

_SHEET = "xl/s0.bin"


def _read(data: bytes) -> Extracted:
    return xlsb.read(Source(data, "x.xlsb"))


def _with(records: bytes) -> Extracted:
    """Return what is read from a sheet of these records."""
    return _read(_changed(make_xlsb({"S": [["shared"]]}), {_SHEET: records}))


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _changed(data: bytes, members: dict[str, bytes]) -> bytes:
    return zip_file({**_members(data), **members})


def _row(number: int) -> bytes:
    return binary_record(0, struct.pack("<I13x", number))


def _cell(kind: int, column: int, value: bytes) -> bytes:
    return binary_record(kind, struct.pack("<II", column, 0) + value)


def test_workbook_when_read_then_each_sheet_is_a_page_under_its_name() -> None:
    rows = [["Größe", None, Shown(45504, "dd.mm.yy")], [], [True, Shown(0.5, "0%"), "Ωmega"]]
    data = make_xlsb({"First": rows, "Second": [["y"]]}, header="&CDraft&P", comment="Ask")
    found = _read(data)
    assert found.pages == ("First\nGröße\t\t2024-07-31\nTRUE\t50%\tΩmega\n\nAsk", "Second\ny")
    assert (found.running, found.reason) == (("Draft",), None)


def test_date_when_the_workbook_counts_from_1904_then_it_is_so_read() -> None:
    data = make_xlsb({"S": [[Shown(0, "yyyy-mm-dd")]]}, is_1904=True)
    assert _read(data).pages == ("S\n1904-01-01",)


def test_cells_when_of_every_type_then_all_are_read() -> None:
    cells = (
        _cell(1, 0, b"")
        + _cell(2, 1, struct.pack("<I", 7 << 2 | 2))
        + _cell(3, 2, b"\x2a")
        + _cell(6, 3, binary_string("own"))
        + _cell(62, 4, b"\0" + binary_string("rich"))
        + _cell(8, 5, binary_string("made"))
        + _cell(9, 6, struct.pack("<d", 0.5))
        + _cell(10, 7, b"\0")
        + _cell(11, 8, b"\x07")
        + binary_record(16, bytes(4) + struct.pack("<d", 2))
    )
    assert (
        _with(_row(0) + cells).pages[0] == "S\n\t7\t#N/A\town\trich\tmade\t0.5\tFALSE\t#DIV/0!\t2"
    )


def test_cells_when_in_far_corners_then_the_gap_is_bounded() -> None:
    value = struct.pack("<I", 1 << 2 | 2)
    far = _row(0) + _cell(2, 0, value) + _row(0xFFFFFFFF) + _cell(2, 0xFFFFFFFF, value)
    assert _with(far).pages[0] == "S\n1\n" + "\t" * MAX_EMPTY_CELLS + "1"


def test_record_when_absurdly_long_then_it_is_passed_over() -> None:
    long = binary_record(999, bytes(2 << 20))
    value = struct.pack("<I", 1 << 2 | 2)
    assert _with(long + _row(0) + _cell(2, 0, value)).pages[0] == "S\n1"


@pytest.mark.parametrize("end", [b"\x07", b"\x07\xff", _cell(5, 1, b"\0")])
def test_sheet_when_cut_off_then_the_beginning_is_kept(end: bytes) -> None:
    found = _with(_row(0) + _cell(7, 0, struct.pack("<I", 0)) + end)
    assert (found.pages, found.reason) == (("S\nshared",), Reason.DAMAGED)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 400), st.binary(max_size=8), st.integers(0, 8))
def test_part_when_bytes_are_changed_then_nothing_but_a_failure_comes_out(
    at: int, junk: bytes, cut: int
) -> None:
    data = make_xlsb({"S": [["a", 1.5, Shown(3, "0.0%")]]}, header="h", comment="c")
    members = _members(data)
    for name in (_SHEET, "xl/workbook.bin", "xl/styles.bin", "xl/sharedStrings.bin"):
        part = members[name]
        with suppress(ReadFailure):
            _read(_changed(data, {name: part[:at] + junk + part[at + cut :]}))
