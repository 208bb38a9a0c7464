"""XLS: cells, formats, strings over several records, and hostile files."""

from __future__ import annotations

import struct
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.readers.sheets import xls
from desktop_app.documents.readers.sheets.excel_values import rk_number
from desktop_app.documents.readers.sheets.sheet_text import MAX_EMPTY_CELLS
from desktop_app.documents.readers.sheets.xls_strings import shared_strings
from desktop_app.documents.sources.source import Extracted, Source
from tests.support.make import ole
from tests.support.make_sheets import Shown, biff
from tests.support.make_sheets import xls as make_xls

_BEGIN_8 = biff(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0))
_BEGIN_5 = biff(0x0809, struct.pack("<HHHH", 0x0500, 5, 0, 0))
_BEGIN_CHART = biff(0x0809, struct.pack("<HHHHII", 0x0600, 0x20, 0, 0, 0, 0))
_END = biff(0x0A, b"")


def _read(data: bytes) -> Extracted:
    return xls.read(Source(data, "x.xls"))


def _book(records: bytes, *, begin: bytes = _BEGIN_8, before: bytes = b"") -> bytes:
    """Return a workbook of one sheet of these records."""
    name = b"\1S" if begin == _BEGIN_5 else b"\1\0S"
    head = begin + before
    at = len(head) + 4 + 6 + len(name) + 4
    head += biff(0x85, struct.pack("<IBB", at, 0, 0) + name) + _END
    return ole({"Workbook": head + begin + records + _END})


def _text(records: bytes, **options: bytes) -> str:
    return _read(_book(records, **options)).pages[0]


def _cell(kind: int, column: int, value: bytes) -> bytes:
    return biff(kind, struct.pack("<HHH", 0, column, 0) + value)


def test_workbook_when_read_then_each_sheet_is_a_page_under_its_name() -> None:
    rows = [["Größe", None, Shown(45504, "dd.mm.yy")], [], [True, 1.25, "Ωmega"]]
    found = _read(make_xls({"First": rows, "Second": [["y"]]}, header="&CDraft&P"))
    assert found.pages == ("First\nGröße\t\t2024-07-31\nTRUE\t1.25\tΩmega", "Second\ny")
    assert (found.running, found.reason) == (("Draft",), None)


def test_date_when_the_workbook_counts_from_1904_then_it_is_so_read() -> None:
    data = make_xls({"S": [[Shown(0, "yyyy-mm-dd")]]}, is_1904=True)
    assert _read(data).pages == ("S\n1904-01-01",)


def test_comment_when_there_then_it_follows_the_cells() -> None:
    data = make_xls({"S": [["a"]]}, comment="Ask Ωmega")
    assert _read(data).pages == ("S\na\n\nAsk Ωmega",)


def test_formulas_when_read_then_what_they_gave_counts() -> None:
    text = _cell(0x06, 0, bytes([0, 0, 0, 0, 0, 0, 0xFF, 0xFF]))
    text += biff(0x207, struct.pack("<HB", 2, 0) + b"hi")
    truth = _cell(0x06, 1, bytes([1, 0, 1, 0, 0, 0, 0xFF, 0xFF]))
    error = _cell(0x06, 2, bytes([2, 0, 0x2A, 0, 0, 0, 0xFF, 0xFF]))
    number = _cell(0x06, 3, struct.pack("<d", 0.5))
    assert _text(text + truth + error + number) == "S\nhi\tTRUE\t#N/A\t0.5"


def test_numbers_when_packed_then_they_are_read() -> None:
    several = biff(0xBD, struct.pack("<HHHIHIH", 0, 1, 0, 4 << 2 | 2, 0, 5 << 2 | 2, 2))
    assert _text(_cell(0x27E, 0, struct.pack("<I", 3 << 2 | 3)) + several) == "S\n0.03\t4\t5"


@pytest.mark.parametrize(
    ("packed", "value"),
    [(0x3FF00000, 1.0), (0x3FF00001, 0.01), (0xFFFFFFFE, -1.0), (1234500 << 2 | 3, 12345.0)],
)
def test_rk_number_when_unpacked_then_it_is_what_was_packed(packed: int, value: float) -> None:
    assert rk_number(packed) == value


@pytest.mark.parametrize("at", [*range(9, 30), 31])
def test_strings_when_cut_by_records_then_they_are_whole(at: int) -> None:
    # Two plain characters, runs of fonts, an extension; then two wide ones.
    first = struct.pack("<HBHI", 2, 4 | 8, 1, 3) + b"ab" + b"runs" + b"ext"
    table = struct.pack("<II", 2, 2) + first + struct.pack("<HB", 2, 1) + "Ωψ".encode("utf-16-le")
    # A piece that begins with characters begins with their flags.
    flags = {17: b"\0", 18: b"\0", 29: b"\1", 31: b"\1"}.get(at, b"")
    assert list(shared_strings((table[:at], flags + table[at:]))) == ["ab", "Ωψ"]


def test_workbook_when_of_excel_5_then_its_code_page_counts() -> None:
    before = biff(0x42, struct.pack("<H", 1251))
    label = _cell(0x204, 0, struct.pack("<H", 6) + "Привет".encode("cp1251"))
    note = biff(0x1C, struct.pack("<HHH", 0, 0, 2) + "да".encode("cp1251"))
    assert _text(label + note, begin=_BEGIN_5, before=before) == "S\nПривет\n\nда"


def test_chart_when_inside_a_sheet_then_its_title_counts_and_not_its_cells() -> None:
    title = biff(0x100D, struct.pack("<HBB", 0, 5, 0) + b"Costs")
    chart = _BEGIN_CHART + title + _cell(0x203, 0, struct.pack("<d", 9)) + _END
    after = _cell(0x203, 1, struct.pack("<d", 1))
    assert _text(chart + after) == "S\n\t1\n\nCosts"


def test_cells_when_in_far_corners_then_the_gap_is_bounded() -> None:
    far = biff(0x203, struct.pack("<HHHd", 65535, 65535, 0, 2))
    found = _text(_cell(0x203, 0, struct.pack("<d", 1)) + far)
    assert found == "S\n1\n" + "\t" * MAX_EMPTY_CELLS + "2"


def test_workbook_when_protected_then_it_is_encrypted() -> None:
    with pytest.raises(ReadFailure) as failure:
        _read(make_xls({"S": [["x"]]}, before=biff(0x2F, bytes(54))))
    assert failure.value.reason is Reason.ENCRYPTED


@pytest.mark.parametrize("start", [500, 29_990, 0xFFFF_0000])
def test_workbook_when_sheets_start_anywhere_then_none_is_walked_twice(start: int) -> None:
    name = b"\1\0S"
    heads = b"".join(biff(0x85, struct.pack("<IBB", start + i, 0, 0) + name) for i in range(400))
    stream = (_BEGIN_8 + heads + _END).ljust(30_000, b"\0")
    with pytest.raises(ReadFailure) as failure:
        _read(ole({"Workbook": stream}))
    assert failure.value.reason in (Reason.DAMAGED, Reason.NO_TEXT)


def test_cell_when_its_record_is_cut_then_the_others_are_kept() -> None:
    found = _read(_book(biff(0x203, b"\0\0") + _cell(0x203, 0, struct.pack("<d", 1))))
    assert (found.pages, found.reason) == (("S\n1",), Reason.DAMAGED)


@pytest.mark.parametrize("stream", [b"", b"\0" * 100, _BEGIN_8 + _END])
def test_workbook_when_it_has_no_sheets_then_it_is_damaged(stream: bytes) -> None:
    with pytest.raises(ReadFailure) as failure:
        _read(ole({"Workbook": stream}))
    assert failure.value.reason is Reason.DAMAGED


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 6_000), st.binary(max_size=8))
def test_workbook_when_bytes_are_changed_then_nothing_but_a_failure_comes_out(
    at: int, junk: bytes
) -> None:
    data = make_xls({"S": [["a", 1.5, Shown(3, "0.0%")]], "T": [["Ω"]]}, comment="c", header="h")
    with suppress(ReadFailure):
        _read(data[:at] + junk + data[at + len(junk) :])


def test_cell_when_its_font_is_struck_out_then_marked() -> None:
    plain, struck_out = (biff(0x31, struct.pack("<HH12x", 200, flags)) for flags in (0, 8))
    styles = biff(0xE0, struct.pack("<HH16x", 0, 0)) + biff(0xE0, struct.pack("<HH16x", 5, 0))
    cells = _cell(0x203, 0, struct.pack("<d", 1)) + biff(0x203, struct.pack("<HHHd", 0, 1, 1, 2))
    # The fifth font has the number 5.
    fonts = plain * 4 + struck_out
    assert _text(cells, before=fonts + styles) == "S\n1\t⟦2⟧"
