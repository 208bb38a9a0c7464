"""OpenDocument: text in order with notes, lists and pages; sheets; slides; hostile files."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.readers.open_document import odf
from desktop_app.documents.sources.source import Extracted, Source
from tests.support.make_odf import cell, chart, flat, packed, sheet

_NUMBERED = "".join(
    f'<text:list-level-style-number text:level="{level}" style:num-format="{form}" '
    f'style:num-suffix="." text:display-levels="{shown}"/>'
    for level, form, shown in ((1, "1", 1), (2, "a", 2))
)
_STYLES = f'<text:list-style style:name="L">{_NUMBERED}</text:list-style>'


def _read(data: bytes) -> Extracted:
    return odf.read(Source(data, "x.odt"))


def _text(body: str, styles: str = "") -> str:
    return "\f".join(_read(packed("text", body, styles=styles)).pages)


def _item(text: str, more: str = "") -> str:
    return f"<text:list-item><text:p>{text}</text:p>{more}</text:list-item>"


def test_paragraph_when_it_has_marks_then_spaces_tabs_and_breaks_are_kept() -> None:
    body = '<text:p>a\n  b<text:s text:c="2"/>c<text:tab/>d<text:line-break/>e<!-- x -->f</text:p>'
    assert _text(body) == "a b  c\td\nef"


def test_paragraph_when_spans_are_nested_then_text_is_in_order() -> None:
    assert _text("<text:p>1<text:span>2<text:a>3</text:a>4</text:span>5</text:p>") == "12345"


def test_notes_and_comments_when_in_a_paragraph_then_they_follow_the_text() -> None:
    note = (
        '<text:note text:note-class="{}"><text:note-citation>7</text:note-citation>'
        "<text:note-body><text:p>{}</text:p></text:note-body></text:note>"
    )
    body = (
        f"<text:p>one{note.format('endnote', 'last')}{note.format('footnote', 'foot')}"
        "<office:annotation><dc:creator>Eve</dc:creator><text:p>said</text:p></office:annotation>"
        " two</text:p><text:p>three</text:p>"
    )
    assert _text(body) == ("one\u200b⁷\u200b⁷ two\n\nthree\n\n⁷ foot\n\nsaid\n\n⁷ last")


def test_list_when_its_bullet_is_a_dash_then_it_is_written_and_a_dot_is_not() -> None:
    styles = "".join(
        f'<text:list-style style:name="{name}"><text:list-level-style-bullet text:level="1" '
        f'text:bullet-char="{bullet}"/></text:list-style>'
        for name, bullet in (("D", "–"), ("B", "•"))
    )
    lists = "".join(
        f'<text:list text:style-name="{name}">{_item(name)}</text:list>' for name in "DB"
    )
    assert _text(lists, styles) == "– D\n\nB"


def test_form_when_it_has_boxes_then_whether_they_are_ticked() -> None:
    namespace = 'xmlns:field="urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0"'
    kind = 'field:type="vnd.oasis.opendocument.field.FORMCHECKBOX"'
    ticked = '<field:param field:name="Checkbox_Checked" field:value="true"/>'
    body = (
        '<office:forms><form:checkbox form:label="agree" form:current-state="checked"/>'
        '<form:checkbox form:label="refuse"/><form:radio form:label="he" form:selected="true"/>'
        f"</office:forms><text:p {namespace}><field:fieldmark {kind}>{ticked}</field:fieldmark>"
        f" Yes <field:fieldmark {kind}/> No</text:p>"
    )
    assert _text(body) == "☒ agree\n\n☐ refuse\n\n☒ he\n\n☒ Yes ☐ No"


def test_text_box_when_inside_a_sentence_then_it_follows_the_paragraph() -> None:
    body = (
        "<text:p>left <draw:frame><draw:text-box><text:p>boxed</text:p></draw:text-box>"
        "<svg:desc>a picture</svg:desc></draw:frame>right</text:p>"
    )
    assert _text(body) == "left right\n\nboxed\n\na picture"


def test_table_when_read_then_cells_are_parted_by_tabs_and_rows_by_newlines() -> None:
    row = "<table:table-row>{}</table:table-row>"
    rows = row.format(cell("a") + cell("b")) + row.format(cell("c") + cell())
    assert _text(f"<table:table>{rows}</table:table><text:p>end</text:p>") == "a\tb\nc\n\nend"


def test_list_when_numbered_then_items_have_their_numbers() -> None:
    inner = f"<text:list>{_item('x')}{_item('y')}</text:list>"
    body = (
        f'<text:list text:style-name="L">{_item("a", "<text:p>more</text:p>")}{_item("b", inner)}'
    )
    body += (
        '</text:list><text:list text:style-name="L" text:continue-numbering="true">'
        f"{_item('c')}</text:list>"
    )
    expected = "1. a\n\nmore\n\n2. b\n\n2.a. x\n\n2.b. y\n\n3. c"
    assert _text(body, _STYLES) == expected


def test_heading_when_the_outline_is_numbered_then_it_has_its_number() -> None:
    outline = (
        '<text:outline-style><text:outline-level-style text:level="1" style:num-format="I" '
        'style:num-suffix=")"/></text:outline-style>'
    )
    body = '<text:h text:outline-level="1">Scope</text:h>' * 4
    assert _text(body, outline).split("\n\n")[3] == "IV) Scope"


def test_deleted_text_when_changes_are_tracked_then_it_is_left_out() -> None:
    body = "<text:tracked-changes><text:p>gone</text:p></text:tracked-changes><text:p>here</text:p>"
    assert _text(body) == "here"


def test_pages_when_the_file_marks_them_then_they_begin_with_a_paragraph() -> None:
    style = (
        '<style:style style:name="B"><style:paragraph-properties fo:break-before="page"/>'
        "</style:style>"
    )
    body = (
        "<text:p>one <text:soft-page-break/>goes on</text:p><text:p>two</text:p>"
        '<text:p text:style-name="B">three</text:p>'
    )
    data = flat("text", body, styles=style).replace(
        b"<office:text>", b'<office:text text:use-soft-page-breaks="true">'
    )
    assert odf.read_flat(Source(data, "x.fodt")).pages == ("one goes on", "two", "three")


def test_form_when_it_has_values_then_they_are_read() -> None:
    body = '<office:forms><form:text form:current-value="typed"/></office:forms>'
    assert _text(body) == "typed"


def test_headers_when_in_master_styles_then_they_are_running_without_page_numbers() -> None:
    master = (
        "<style:master-page><style:header><text:p>Draft</text:p></style:header><style:footer>"
        "<text:p>(<text:page-number>3</text:page-number>)</text:p></style:footer>"
        '<style:header-left style:display="false"><text:p>off</text:p></style:header-left>'
        "</style:master-page>"
    )
    found = _read(packed("text", "<text:p>x</text:p>", master=master, title="Will"))
    assert (found.headers, found.running, found.title) == (("Draft",), (), "Will")


def test_chart_when_embedded_then_its_title_is_read_and_not_its_copy_of_the_cells() -> None:
    others = {"Object 1/content.xml": chart("Costs", "copy")}
    assert _read(packed("text", "<text:p>x</text:p>", others=others)).pages == ("x\n\nCosts",)


def test_slides_when_read_then_each_is_a_page_with_its_notes() -> None:
    slide = (
        "<draw:page><draw:frame><draw:text-box><text:p>{} <text:page-number>9</text:page-number>"
        "</text:p></draw:text-box></draw:frame><presentation:notes><draw:frame><draw:text-box>"
        "<text:p>say {}</text:p></draw:text-box></draw:frame></presentation:notes></draw:page>"
    )
    body = (
        "<presentation:footer-decl>Acme</presentation:footer-decl>"
        + slide.format("A", "a")
        + "<draw:page/>"
        + slide.format("B", "b")
    )
    found = _read(packed("presentation", body))
    assert (found.pages, found.running) == (("A\n\nsay a", "", "B\n\nsay b"), ("Acme",))


def test_sheets_when_read_then_the_text_shown_is_taken_and_dates_are_iso() -> None:
    rows = (
        cell("12.5%", 'office:value="0.125"')
        + cell()
        + cell(attributes='office:value="0.30000000000000004"'),
        "",
        cell("31.07.24", 'office:date-value="2024-07-31T00:00:00"')
        + cell(attributes='office:time-value="PT09H05M00S"')
        + cell(attributes='office:boolean-value="true"'),
    )
    found = _read(packed("spreadsheet", sheet("One", *rows) + sheet("Two", cell("x"))))
    assert found.pages == ("One\n12.5%\t\t0.3\n2024-07-31\t9:05:00\tTRUE", "Two\nx")


def test_sheet_when_cells_have_notes_and_drawings_then_they_follow_the_cells() -> None:
    inner = (
        "<table:table-cell><office:annotation><dc:creator>E</dc:creator><text:p>why</text:p>"
        "</office:annotation><text:p>a</text:p><draw:frame><draw:text-box><text:p>box</text:p>"
        "</draw:text-box></draw:frame></table:table-cell>"
    )
    assert _read(packed("spreadsheet", sheet("S", inner))).pages == ("S\na\n\nwhy\n\nbox",)


def test_sheet_when_copied_from_another_file_for_formulas_then_it_is_left_out() -> None:
    body = sheet("S", cell("x")) + sheet("'file:///other.ods'#$S", cell("y"))
    assert _read(packed("spreadsheet", body)).pages == ("S\nx",)


def test_sheet_when_repeats_are_absurd_then_they_are_bounded() -> None:
    many = 'table:number-columns-repeated="2147483647"'
    rows = cell("x", many) + cell("", many) + cell("end")
    body = sheet("S", rows).replace(
        "<table:table-row>", '<table:table-row table:number-rows-repeated="2147483647">'
    )
    found = _read(packed("spreadsheet", body))
    assert len(found.pages[0]) < 1_000_000
    assert found.pages[0].endswith("end")


def test_package_when_encrypted_then_it_says_so() -> None:
    manifest = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    with pytest.raises(ReadFailure) as failure:
        _read(packed("text", "<text:p>x</text:p>", manifest=manifest))
    assert failure.value.reason is Reason.ENCRYPTED


def test_document_when_cut_off_then_the_beginning_is_kept() -> None:
    data = flat("text", "<text:p>first</text:p><text:p>second</text:p>")
    found = odf.read_flat(Source(data[: data.index(b"second")], "x.fodt"))
    assert (found.pages, found.reason) == (("first",), Reason.DAMAGED)


def test_document_when_nested_absurdly_then_it_is_refused_and_the_beginning_kept() -> None:
    body = "<text:p>first</text:p>" + "<draw:g>" * 60_000
    found = odf.read_flat(Source(flat("text", body), "x.fodt"))
    assert found.pages == ("first",)
    assert found.reason in (Reason.TOO_LARGE, Reason.DAMAGED)


@pytest.mark.parametrize("kind", ["text", "spreadsheet", "presentation"])
def test_document_when_it_says_nothing_then_no_text(kind: str) -> None:
    with pytest.raises(ReadFailure) as failure:
        _read(packed(kind, ""))
    assert failure.value.reason is Reason.NO_TEXT


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 3_000), st.binary(max_size=12), st.integers(0, 40))
def test_document_when_bytes_are_changed_then_nothing_but_a_failure_comes_out(
    at: int, junk: bytes, cut: int
) -> None:
    body = sheet("S", cell("x")) + f"<text:list>{_item('y')}</text:list><draw:g><text:p>z</text:p>"
    for kind in ("text", "spreadsheet"):
        data = flat(kind, body + "</draw:g>", styles=_STYLES)
        with suppress(ReadFailure):
            odf.read_flat(Source(data[:at] + junk + data[at + cut :], "x.fodt"))
