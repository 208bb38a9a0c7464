from __future__ import annotations

import random

import pytest

from desktop_app.documents.model import MARK, ReadFailure, Reason
from desktop_app.documents.readers.list_numbers import number_text
from desktop_app.documents.readers.office_open import docx
from desktop_app.documents.readers.office_open.docx_symbols import symbol
from desktop_app.documents.reading import read_document
from desktop_app.documents.sources.source import Extracted, Source
from tests.support import make
from tests.support.make_ooxml import chart, paragraph, strict, table, word, xml

W_PAGE = '<w:r><w:br w:type="page"/></w:r>'
RENDERED = "<w:r><w:lastRenderedPageBreak/></w:r>"


def extracted(data: bytes) -> Extracted:
    return docx.read(Source(data, "a.docx"))


def paragraphs(data: bytes) -> list[str]:
    found = extracted(data)
    assert found.reason is None
    return "\n\n".join(found.pages).replace("\u200b", "").split("\n\n")


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


# ---- numbers of lists ----------------------------------------------------------------------------


def level(at: int, form: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


NUMBERING = xml(
    "w:numbering",
    '<w:abstractNum w:abstractNumId="7">'
    + level(0, "upperRoman", "%1.")
    + level(1, "decimal", "%1.%2", "<w:isLgl/>")
    + level(2, "lowerLetter", "(%3)", '<w:suff w:val="nothing"/>')
    + '</w:abstractNum><w:abstractNum w:abstractNumId="8">'
    + level(0, "bullet", "\uf0b7")
    + level(1, "bullet", "–")
    + '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="7"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>',
)


def item(text: str, at: int = 0, numbering: int = 1) -> str:
    return paragraph(
        text,
        f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{numbering}"/></w:numPr>',
    )


def test_read_when_paragraphs_are_numbered_then_numbers_as_printed():
    body = item("a") + item("b", 1) + item("c", 1) + item("d", 2) + item("e") + item("f", 1)
    assert paragraphs(word(body, parts={"numbering.xml": NUMBERING})) == [
        "I. a",
        "1.1 b",
        "1.2 c",
        "(a)d",
        "II. e",
        "2.1 f",
    ]


def test_read_when_a_list_starts_anew_then_its_own_number_and_of_bullets_only_dashes():
    body = (
        item("a")
        + item("dot", 0, 2)
        + item("dash", 1, 2)
        + item("b", 0, 3)
        + item("c", 0, 3)
        + item("", 0, 3)
    )
    assert paragraphs(word(body, parts={"numbering.xml": NUMBERING})) == [
        "I. a",
        "dot",
        "– dash",
        "V. b",
        "VI. c",
        "VII.",
    ]


def test_read_when_a_style_numbers_then_also_through_the_style_it_is_based_on():
    styles = xml(
        "w:styles",
        '<w:style w:styleId="Base"><w:name w:val="heading 1"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="Kid"><w:basedOn w:val="Base"/></w:style>'
        '<w:style w:styleId="None"><w:basedOn w:val="Base"/>'
        '<w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:style>',
    )
    body = "".join(
        paragraph(style, f'<w:pStyle w:val="{style}"/>') for style in ("Base", "Kid", "None")
    )
    data = word(body, parts={"numbering.xml": NUMBERING, "styles.xml": styles})
    assert paragraphs(data) == ["I. Base", "II. Kid", "None"]
    assert extracted(data).title == "I. Base"


@pytest.mark.parametrize(
    ("number", "form", "text"),
    [
        (4, "lowerRoman", "iv"),
        (1994, "upperRoman", "MCMXCIV"),
        (28, "lowerLetter", "bb"),
        (7, "decimalZero", "07"),
        (112, "ordinal", "112th"),
        (23, "ordinal", "23rd"),
        (15, "chineseCounting", "十五"),
        (1030, "chineseCounting", "一千零三十"),
        (3, "bullet", ""),
        (3, "someOther", "3"),
        (10**9, "upperRoman", "1000000000"),
        (10**9, "lowerLetter", "1000000000"),
        (-2, "lowerRoman", "-2"),
    ],
)
def test_number_text_when_form_then_as_word_writes_it(number, form, text):
    assert number_text(number, form) == text


# ---- notes, comments, pages ----------------------------------------------------------------------


def notes(kind: str, **texts: str) -> str:
    number = "" if kind == "comment" else f"<w:r><w:{kind}Ref/></w:r>"
    inner = "".join(
        f'<w:{kind} w:id="{name[1:]}"><w:p>{number}{run(text)}</w:p></w:{kind}>'
        for name, text in texts.items()
    )
    return xml(f"w:{kind}s", inner)


def reference(kind: str, number: int, more: str = "") -> str:
    return f'<w:r><w:{kind}Reference w:id="{number}"{more}/></w:r>'


def test_read_when_notes_then_at_the_end_of_their_page_and_endnotes_last():
    body = (
        paragraph("one", more=reference("footnote", 5) + run(" more") + reference("endnote", 1))
        + paragraph("two", more=reference("comment", 9) + W_PAGE)
        + paragraph("three", more=reference("footnote", 2))
    )
    parts = {
        "footnotes.xml": notes("footnote", n2=" second", n5=" first", n6=" never"),
        "endnotes.xml": notes("endnote", n1=" end"),
        "comments.xml": notes("comment", n9="remark"),
    }
    found = extracted(word(body, parts=parts))
    pages = [page.replace("\u200b", "").split("\n\n") for page in found.pages]
    assert pages == [
        ["one¹ moreⁱ", "two", "¹ first", "remark"],
        ["three²", "² second", " never", "ⁱ end"],
    ]


def test_read_when_a_note_has_its_own_mark_then_it_is_not_counted():
    body = paragraph(
        "one", more=reference("footnote", 1, ' w:customMarkFollows="1"') + run("*")
    ) + paragraph("two", more=reference("footnote", 2))
    parts = {"footnotes.xml": notes("footnote", n2="b")}
    assert paragraphs(word(body, parts=parts)) == ["one*", "two¹", "¹b"]


def test_read_when_a_mark_follows_a_word_then_the_word_is_found_alone():
    data = word(
        paragraph("tenant", more=reference("footnote", 1)),
        parts={"footnotes.xml": notes("footnote", n1="x")},
    )
    assert extracted(data).pages[0].startswith("tenant\u200b¹")


@pytest.mark.parametrize(
    ("body", "pages"),
    [
        (paragraph("a", more=W_PAGE + run("b")), ("a", "b")),
        (paragraph("a", more=W_PAGE) + paragraph(more=RENDERED + run("b")), ("a", "b")),
        (paragraph("a ", more=RENDERED + run("b") + W_PAGE + run("c")), ("a", "b", "c")),
        (paragraph("some te", more=RENDERED + run("xt goes on")), ("some text", "goes on")),
        (paragraph("a") + paragraph("b", "<w:pageBreakBefore/>"), ("a", "b")),
        (paragraph("a") + paragraph("b", '<w:pageBreakBefore w:val="0"/>'), ("a\n\nb",)),
        (paragraph(more=RENDERED + run("a")), ("a",)),
        (paragraph("a", more=W_PAGE + W_PAGE + RENDERED + run("b")), ("a", "", "b")),
    ],
)
def test_read_when_pages_are_told_then_pages_and_no_word_is_cut(body, pages):
    assert extracted(word(body)).pages == pages


def test_read_when_a_table_goes_over_pages_then_rows_stay_whole():
    cell = paragraph("left ", more=RENDERED + run("goes on"))
    other = paragraph(more=run("right ") + RENDERED + run("too"))
    start = paragraph(more=RENDERED + run("new"))
    body = paragraph("a") + table(["x", "y"], [cell, other], ["", "z"], [start, start])
    pages = extracted(word(body + paragraph("b"))).pages
    assert pages == ("a\n\nx\ty\nleft goes on\tright too", "\tz", "new\tnew\n\nb")


# ---- what belongs to the text and what does not --------------------------------------------------


def test_read_when_changes_are_tracked_then_as_if_accepted():
    struck = "<w:rPr><w:del/></w:rPr>"
    body = (
        "<w:p><w:ins>" + run("kept ") + "</w:ins><w:del><w:r><w:delText>x</w:delText></w:r>"
        "<w:r><w:t>gone</w:t></w:r></w:del><w:moveFrom>"
        + run("moved")
        + "</w:moveFrom></w:p>"
        + paragraph("joined ", struck)
        + paragraph("together", "<w:pPrChange><w:pPr><w:pageBreakBefore/></w:pPr></w:pPrChange>")
        + paragraph("last", struck)
    )
    assert paragraphs(word(body)) == ["kept", "joined together", "last"]


@pytest.mark.parametrize("change", ["ins", "moveFrom"])
def test_read_when_changes_wait_to_be_accepted_then_they_are_a_mark(change):
    accepted = docx.read(Source(word("<w:p>" + run("kept") + "</w:p>"), "a.docx"))
    body = f"<w:p>{run('kept')}<w:{change}>{run(' more')}</w:{change}></w:p>"
    tracked = docx.read(Source(word(body), "a.docx"))
    assert not accepted.pictures
    assert tracked.pictures == {f"{MARK}1 tracked changes"}


def test_read_when_fields_then_what_they_show():
    def mark(kind: str, inner: str = "") -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}">{inner}</w:fldChar></w:r>'

    nested = mark("begin") + "<w:r><w:instrText>X</w:instrText></w:r>" + mark("separate")
    body = (
        paragraph(
            "a ",
            more=mark("begin")
            + "<w:r><w:instrText> IF </w:instrText></w:r>"
            + nested
            + run("condition")
            + mark("end")
            + mark("separate")
            + run("result")
            + mark("end"),
        )
        + paragraph("b ", more='<w:fldSimple w:instr="PAGE">' + run("7") + "</w:fldSimple>")
        + paragraph("c", more=mark("begin") + run("swallowed"))
        + paragraph("d")
        + paragraph(
            more=mark(
                "begin",
                '<w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="no"/>'
                '<w:listEntry w:val="yes"/></w:ddList></w:ffData>',
            )
            + mark("end")
            + mark("begin", "<w:ffData><w:checkBox><w:checked/></w:checkBox></w:ffData>")
            + mark("end")
        )
    )
    assert paragraphs(word(body)) == ["a result", "b 7", "c", "d", "yes☒"]


def test_read_when_header_and_footer_then_running_once_without_page_numbers():
    number = '<w:fldSimple w:instr=" PAGE \\* MERGEFORMAT">' + run("3") + "</w:fldSimple>"
    parts = {
        "header1.xml": xml("w:hdr", paragraph("Miller & Sons")),
        "header2.xml": xml("w:hdr", paragraph("Miller & Sons")),
        "footer1.xml": xml("w:ftr", paragraph("Page ", more=number)),
        "footer2.xml": xml("w:ftr", paragraph(more=number)),
    }
    found = extracted(word(paragraph("body"), parts=parts))
    assert (found.headers, found.running) == (("Miller & Sons",), ("Page",))


def test_read_when_symbols_breaks_tabs_and_formulas_then_as_text():
    body = paragraph(
        "a",
        '<w:tabs><w:tab w:val="left" w:pos="720"/></w:tabs>',
        "<w:r><w:tab/><w:br/><w:noBreakHyphen/>"
        '<w:sym w:font="Wingdings" w:char="F0FE"/><w:sym w:font="Symbol" w:char="F061"/></w:r>'
        "<m:oMath><m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr></m:nary><m:d><m:dPr/><m:e>"
        "<m:f><m:num><m:r><m:t>x</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
        "</m:e></m:d></m:oMath>",
    )
    assert paragraphs(word(body)) == ["a\t\n-☑α∑(x/2)"]


@pytest.mark.parametrize(
    ("code", "font", "text"),
    [
        ("F041", "Arial", "A"),
        ("2610", "MS Gothic", "☐"),
        ("F04A", "Wingdings", ""),
        ("zz", "x", ""),
    ],
)
def test_symbol_when_font_has_characters_then_those(code, font, text):
    assert symbol(code, font) == text


def test_read_when_pictures_are_described_then_what_says_something():
    body = "".join(
        paragraph(more=f'<w:r><w:drawing><wp:docPr descr="{text}"/></w:drawing></w:r>')
        for text in ("The old bridge", "photo_0017.jpg", "Picture 12", "")
    )
    assert paragraphs(word(body)) == ["The old bridge"]


def test_read_when_tables_are_nested_then_each_outer_row_is_a_line():
    inner = table(["b1", "b2"], ["b3", "b4"])
    layout = table([paragraph("first") + paragraph("second")])
    body = table(["a", paragraph("b") + inner + paragraph("")], ["", "d"]) + layout
    assert paragraphs(word(body)) == ["a\tb b1\tb2 b3\tb4\n\td", "first\nsecond"]


def test_read_when_content_controls_and_alternatives_then_once():
    box = "<w:txbxContent>" + paragraph("box") + "</w:txbxContent>"
    alternative = f"<mc:AlternateContent><mc:Choice>{box}</mc:Choice><mc:Choice>{box}</mc:Choice>"
    alternative += f"<mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    only = f"<mc:AlternateContent><mc:Fallback>{box}</mc:Fallback></mc:AlternateContent>"
    body = f"<w:sdt><w:sdtContent>{paragraph('control', more=f'<w:r>{alternative}{only}</w:r>')}"
    assert paragraphs(word(body + "</w:sdtContent></w:sdt>")) == ["control", "box", "box"]


# ---- other parts ---------------------------------------------------------------------------------


def test_read_when_chart_and_diagram_then_in_their_place_and_once():
    drawing = '<w:r><w:drawing><c:chart r:id="c"/><dgm:relIds r:dm="d"/></w:drawing></w:r>'
    words = "<a:p><a:r><a:t>{}</a:t></a:r></a:p>"
    data = "<dgm:pt><dgm:t>" + words.format("data") + '</dgm:t></dgm:pt><x relId="s"/>'
    parts = {
        "charts/chart1.xml": chart("Sales", ["Q1", "Q2"], {"A": ["0.30000000000000004", "7"]}),
        "diagrams/data1.xml": xml("dgm:dataModel", data.replace("<x", "<dgm:dataModelExt")),
        "diagrams/drawing1.xml": xml("dgm:drawing", words.format("drawn") + words.format("two")),
    }
    relations = [
        ("c", "chart", "charts/chart1.xml"),
        ("d", "diagramData", "diagrams/data1.xml"),
        ("s", "diagramDrawing", "diagrams/drawing1.xml"),
    ]
    body = paragraph("before", more=drawing) + paragraph("after", more=drawing)
    assert paragraphs(word(body, parts=parts, relations=relations)) == [
        "before",
        "Sales\nA\nQ1\tQ2\n0.3\t7",
        "drawn\ntwo",
        "after",
    ]


def test_read_when_other_documents_are_put_in_then_read_and_the_unread_named():
    parts = {
        "chunk.htm": make.html(["From a page"]),
        "embeddings/inner.docx": make.docx(["An inner lease"]),
        "embeddings/broken.docx": b"PK\x03\x04 broken",
        "embeddings/formula.bin": b"\0\1\2",
    }
    relations = [
        ("h", "aFChunk", "chunk.htm"),
        ("e", "package", "embeddings/inner.docx"),
        ("b", "package", "embeddings/broken.docx"),
        ("f", "oleObject", "embeddings/formula.bin"),
    ]
    formula = '<w:r><w:object><o:OLEObject ProgID="Equation.3" r:id="f"/></w:object></w:r>'
    body = paragraph("a", more=formula) + '<w:altChunk r:id="h"/>' + paragraph("b")
    found = extracted(word(body, parts=parts, relations=relations))
    assert found.pages[0].split("\n\n") == [
        "a",
        "From a page",
        "b",
        "Attachment: inner.docx",
        "An inner lease",
        "Attachment: broken.docx",
    ]
    assert found.reason is Reason.ATTACHMENTS
    assert "broken.docx" in found.detail


def test_read_when_a_file_is_put_in_as_an_icon_then_its_text():
    note = b"A note put in as an icon."
    native = b"\0\0\0\0\2\0note.txt\0C:\\note.txt\0\0\0\3\0" + (9).to_bytes(4, "little")
    native += b"C:\\n.txt\0" + len(note).to_bytes(4, "little") + note
    data = make.ole({"\x01Ole10Native": native})
    parts = {"embeddings/o.bin": data}
    found = extracted(
        word(paragraph("a"), parts=parts, relations=[("o", "oleObject", "embeddings/o.bin")])
    )
    assert found.pages[0].endswith("Attachment: note.txt\n\nA note put in as an icon.")


# ---- damage --------------------------------------------------------------------------------------


def test_read_when_strict_then_as_transitional():
    member = strict(xml("w:document", "<w:body>" + paragraph("strict") + "</w:body>"))
    assert paragraphs(make.zip_file({"word/document.xml": member.encode()})) == ["strict"]


def test_read_when_relationships_are_lost_then_parts_by_their_names():
    members = {
        "word/document.xml": xml("w:document", paragraph("a", more=reference("footnote", 1))),
        "word/footnotes.xml": notes("footnote", n1="b"),
        "word/header1.xml": xml("w:hdr", paragraph("head")),
    }
    found = extracted(make.zip_file({name: part.encode() for name, part in members.items()}))
    assert (found.pages, found.headers) == (("a\u200b¹\n\n¹b",), ("head",))


@pytest.mark.parametrize("part", ["footnotes.xml", "styles.xml", "numbering.xml", "header1.xml"])
def test_read_when_one_part_is_damaged_then_the_rest(part):
    data = word(
        paragraph("body"), parts={"header2.xml": xml("w:hdr", paragraph("h")), part: "<w:x"}
    )
    found = extracted(data)
    assert (found.pages, found.headers, found.reason) == (("body",), ("h",), Reason.DAMAGED)


def test_read_when_the_body_breaks_off_in_a_table_then_what_came_before():
    data = word(paragraph("a") + "<w:tbl><w:tr><w:tc>" + paragraph("b") + run("c") + "</w:body>")
    found = extracted(data)
    assert (found.pages, found.reason) == (("a\n\nb\nc",), Reason.DAMAGED)


def test_read_when_prefixes_are_not_bound_then_read_all_the_same():
    unbound = '<u:p><u:r><u:t>b</u:t><u:br u:type="page"/><u:t>c</u:t></u:r></u:p>'
    found = extracted(word(paragraph("a") + unbound))
    assert (found.pages, found.reason) == (("a\n\nb", "c"), Reason.DAMAGED)


def test_read_when_there_is_no_body_then_damaged():
    with pytest.raises(ReadFailure) as caught:
        extracted(make.zip_file({"word/styles.xml": b"<w/>"}))
    assert caught.value.reason is Reason.DAMAGED


@pytest.mark.parametrize("name", ["tc", "tr", "tbl", "txbxContent", "p", "r", "footnote", "del"])
def test_read_when_elements_stand_where_they_must_not_then_no_word_is_lost(name):
    body = f"<w:{name}><w:tr>{paragraph('one')}<w:{name}>{run('two')}</w:{name}></w:tr></w:{name}>"
    text = " ".join(extracted(word(body + paragraph("three"))).pages)
    expected = {"three"} if name == "del" else {"one", "two", "three"}
    assert set(text.split()) == expected


def test_read_when_bytes_are_changed_then_text_or_a_reason():
    parts = {
        "numbering.xml": NUMBERING,
        "footnotes.xml": notes("footnote", n1="note"),
        "header1.xml": xml("w:hdr", paragraph("head")),
    }
    data = word(
        item("a") + table(["b", "c"]) + paragraph("d", more=reference("footnote", 1)), parts=parts
    )
    dice = random.Random(7)
    for _ in range(150):
        mutated = bytearray(data)
        for _ in range(dice.randint(1, 8)):
            mutated[dice.randrange(4, len(mutated))] = dice.randrange(256)
        try:
            read_document(bytes(mutated), "a.docx")
        except ReadFailure:
            continue
