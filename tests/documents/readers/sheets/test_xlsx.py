"""XLSX: cells as people see them, the parts around a sheet, and hostile files."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.readers.sheets import xlsx
from desktop_app.documents.readers.sheets.number_formats import plain_number, shown_number
from desktop_app.documents.readers.sheets.sheet_text import MAX_EMPTY_CELLS
from desktop_app.documents.sources.source import Extracted, Source
from tests.support.make import zip_file
from tests.support.make_sheets import Shown
from tests.support.make_sheets import xlsx as make_xlsx

_MAIN = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _read(data: bytes) -> Extracted:
    return xlsx.read(Source(data, "x.xlsx"))


def _sheet(inner: str) -> bytes:
    """Return a workbook of one sheet from the XML of that sheet."""
    relations = f'<Relationship Id="a" Type="{_MAIN}/worksheet" Target="w.xml"/>'
    package = f'<Relationship Type="{_MAIN}/officeDocument" Target="b.xml"/>'
    return zip_file(
        {
            "_rels/.rels": f"<R>{package}</R>".encode(),
            "b.xml": b'<workbook><sheets><sheet name="S" id="a"/></sheets></workbook>',
            "_rels/b.xml.rels": f"<R>{relations}</R>".encode(),
            "w.xml": f"<worksheet>{inner}</worksheet>".encode(),
        }
    )


def _text(inner: str) -> str:
    return _read(_sheet(inner)).pages[0]


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        (45504, "dd/mm/yyyy", "2024-07-31"),
        (45504, "[$-407]d. mmmm yyyy;@", "2024-07-31"),
        (45504.5, "m/d/yy h:mm", "2024-07-31 12:00"),
        (0.99999999, "h:mm:ss", "00:00:00"),
        (1, "yyyy-mm-dd", "1900-01-01"),
        (61, "yyyy-mm-dd", "1900-03-01"),
        (-1, "yyyy-mm-dd", "-1"),
        (1.5, "[h]:mm", "36:00"),
        (0.125, "0.0%", "12.5%"),
        (1234.5, "#,##0.00", "1,234.50"),
        (1234.5, "#,##0.00\\ [$€-407]", "1,234.50 €"),
        (-1234.5, '"$"#,##0_);("$"#,##0)', "($1,235)"),
        (-3, "0.0", "-3.0"),
        (-0.001, "0.00", "0.00"),
        (0, '0;-0;"none"', "none"),
        (7, "000", "007"),
        (5551234, "000-0000", "555-1234"),
        (12, "#.##", "12"),
        (2_500_000, '0.0,,"M"', "2.5M"),
        (12345.678, "0.00E+00", "1.23E+04"),
        (5, '[>=10]"many";[<3]"few";0', "5"),
        (20, '[>=10]"many";0', "many"),
        (3, ";;;", "3"),
        (1.5, "# ?/?", "1.5"),
        (1e300, "0%", "1" + "0" * 302 + "%"),
        (0.1 + 0.2, "", "0.3"),
    ],
)
def test_number_when_it_has_a_format_then_it_is_shown_so(
    value: float, code: str, shown: str
) -> None:
    assert shown_number(value, code) == shown


def test_date_when_the_file_counts_from_1904_then_it_is_the_same_day() -> None:
    assert shown_number(44042, "yyyy-mm-dd", is_1904=True) == "2024-07-31"


@pytest.mark.parametrize(
    ("value", "shown"),
    [(1e15, "1000000000000000"), (1e-9, "0.000000001"), (1e22, "1E+22"), (-0.0, "0"), (3.0, "3")],
)
def test_number_when_it_has_no_format_then_it_is_plain(value: float, shown: str) -> None:
    assert plain_number(value) == shown


@given(st.floats(), st.text('#0?.,;%E+-[]<>=$€@"\\_* /ymdhsGeneral', max_size=30))
def test_number_when_its_format_is_anything_then_it_is_shown(value: float, code: str) -> None:
    assert shown_number(value, code)


def test_workbook_when_read_then_each_sheet_is_a_page_under_its_name() -> None:
    rows = [["Größe", None, Shown(0.5, "0%")], [], [True, 1.25, "x"]]
    found = _read(make_xlsx({"First": rows, "Second": [["y"]]}, title="Budget", folder="odd"))
    assert found.pages == ("First\nGröße\t\t50%\nTRUE\t1.25\tx", "Second\ny")
    assert (found.title, found.reason) == ("Budget", None)


def test_date_when_the_workbook_counts_from_1904_then_it_is_so_read() -> None:
    data = make_xlsx({"S": [[Shown(0, "yyyy-mm-dd")]]}, is_1904=True)
    assert _read(data).pages == ("S\n1904-01-01",)


def test_parts_around_a_sheet_when_there_then_they_follow_its_cells() -> None:
    data = make_xlsx(
        {"S": [["a"]]},
        header='&L&"Arial,Bold"&12Draft && more&C&P of &N&R&D',
        comments=["note", "[Threaded comment]\n\nYour version of Excel ..."],
        threads=["said"],
        box="in a box",
        chart_title="Costs",
    )
    found = _read(data)
    assert found.pages == ("S\na\n\nnote\n\nsaid\n\nin a box\n\nCosts",)
    assert found.running == ("Draft & more of",)


def test_cells_when_of_every_type_then_all_are_read() -> None:
    cells = (
        '<c r="A1" t="inlineStr"><is><r><t>ri</t></r><r><t>ch</t></r><rPh><t>no</t></rPh></is></c>'
        '<c r="B1" t="str"><f>1+1</f><v>made_x000a_up</v></c><c r="C1" t="e"><v>#N/A</v></c>'
        '<c r="D1" t="d"><v>2024-07-31T00:00:00</v></c><c r="E1" t="b"><v>0</v></c>'
        '<c r="F1"><v>0.1000000000000000055</v></c><c r="G1"><v>odd</v></c><c r="H1" t="s"/>'
    )
    assert _text(f"<row>{cells}</row>") == "S\nrich\tmade up\t#N/A\t2024-07-31\tFALSE\t0.1\todd"


def test_cell_when_it_holds_an_entity_then_that_is_not_looked_up() -> None:
    sheet = '<!DOCTYPE w [<!ENTITY e SYSTEM "file:///etc/passwd">]><w><c>&e;<v>1</v></c></w>'
    data = _with_members(_sheet(""), {"w.xml": sheet.encode()})
    assert _read(data).pages == ("S\n1",)


def test_cells_when_they_have_no_references_then_they_are_counted() -> None:
    row = "<row><c><v>1</v></c><c><v>2</v></c></row>"
    assert _text(row + row) == "S\n1\t2\n1\t2"


def test_cells_when_in_far_corners_then_the_gap_is_bounded() -> None:
    row = '<row><c r="A1"><v>1</v></c></row><row><c r="XFD1048576"><v>2</v></c></row>'
    assert _text(row) == "S\n1\n" + "\t" * MAX_EMPTY_CELLS + "2"


def test_sheet_when_cut_off_then_the_beginning_is_kept() -> None:
    data = _sheet("<row><c><v>1</v></c></row><row><c><v>2")
    found = _read(data)
    assert (found.pages, found.reason) == (("S\n1",), Reason.DAMAGED)


def test_sheet_when_two_names_lead_to_one_part_then_it_is_read_once() -> None:
    data = _sheet("<row><c><v>1</v></c></row>")
    book = b'<workbook><sheet name="S" id="a"/><sheet name="T" id="a"/></workbook>'
    assert _read(_with_members(data, {"b.xml": book})).pages == ("S\n1",)


@pytest.mark.parametrize("value", ["-1", "99", "99999999999", "x", ""])
def test_shared_string_when_there_is_none_then_the_cell_is_empty(value: str) -> None:
    cells = f'<row><c t="s"><v>{value}</v></c><c><v>1</v></c></row>'
    assert _text(cells) == "S\n\t1"


@pytest.mark.parametrize("place", ["1A", "ZZZZ9", "A" * 4000, "A" + "9" * 5000, "Ä1", ""])
def test_cell_when_its_reference_is_nonsense_then_it_is_still_read(place: str) -> None:
    assert _text(f'<row><c r="{place}"><v>1</v></c></row>') == "S\n1"


def test_workbook_when_all_sheets_are_empty_then_no_text() -> None:
    with pytest.raises(ReadFailure) as failure:
        _read(make_xlsx({"S": [[]]}))
    assert failure.value.reason is Reason.NO_TEXT


def test_workbook_when_its_strings_are_damaged_then_it_is_partly_read() -> None:
    data = make_xlsx({"S": [["lost", 5]]})
    members = {"xl/sharedStrings.xml": b"<sst><si"}
    found = _read(_with_members(data, members))
    assert (found.pages, found.reason) == (("S\n\t5",), Reason.DAMAGED)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 900), st.binary(max_size=12), st.integers(0, 40))
def test_sheet_when_bytes_are_changed_then_nothing_but_a_failure_comes_out(
    at: int, junk: bytes, cut: int
) -> None:
    data = make_xlsx({"S": [["a", 1.5, Shown(3, "0.0%")], [True, "b"]]}, header="&Lx")
    for name in ("xl/s0.xml", "xl/styles.xml", "xl/book.xml", "xl/sharedStrings.xml"):
        part = _member(data, name)
        with suppress(ReadFailure):
            _read(_with_members(data, {name: part[:at] + junk + part[at + cut :]}))


def _member(data: bytes, name: str) -> bytes:
    return _members(data)[name]


def _with_members(data: bytes, members: dict[str, bytes]) -> bytes:
    return zip_file({**_members(data), **members})


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_cell_when_struck_out_or_above_the_line_then_so_written() -> None:
    def run(look: str, words: str) -> str:
        return f"<r><rPr>{look}</rPr><t>{words}</t></r>"

    rich = (
        run("<b/>", "due") + run("<strike/>", " not") + run('<strike val="1"/>', " yet ")
        + run('<strike val="0"/>', "m") + run('<vertAlign val="superscript"/>', "2")
    )  # fmt: skip
    cells = (
        f'<c t="inlineStr"><is>{rich}</is></c><c s="1"><v>500</v></c><c s="0"><v>600</v></c>'
        '<c s="1" t="inlineStr"><is><t>void</t></is></c>'
    )
    styles = (
        "<styleSheet><fonts><font/><font><strike/></font></fonts>"
        '<cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs></styleSheet>'
    )
    relations = f'<Relationship Id="a" Type="{_MAIN}/worksheet" Target="w.xml"/>'
    relations += f'<Relationship Id="b" Type="{_MAIN}/styles" Target="st.xml"/>'
    data = _with_members(
        _sheet(f"<row>{cells}</row>"),
        {"st.xml": styles.encode(), "_rels/b.xml.rels": f"<R>{relations}</R>".encode()},
    )
    assert _read(data).pages == ("S\ndue ⟦not yet⟧ m²\t⟦500⟧\t600\t⟦void⟧",)


@pytest.mark.parametrize(
    ("name", "page", "headers"),
    [
        ("Sheet1", "a", ()),
        ("Tabelle 2", "a", ()),
        ("expenses", "a", ("expenses",)),
        ("Unpaid fees", "a", ("Unpaid fees",)),
        ("2024", "2024\na", ()),
        ("EU", "EU\na", ()),
    ],
)
def test_sheet_when_it_is_the_only_one_then_its_name_stands_above(
    name: str, page: str, headers: tuple[str, ...]
) -> None:
    found = _read(make_xlsx({name: [["a"]]}))
    assert (found.pages, found.headers) == ((page,), headers)


def test_cell_when_under_another_day_of_the_month_then_another_text() -> None:
    first, second = ([["Ann", *[None] * day, "x"]] for day in (11, 14))
    assert _read(make_xlsx({"S": first})).pages != _read(make_xlsx({"S": second})).pages
