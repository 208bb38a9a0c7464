from __future__ import annotations

import io
import zipfile

import pytest

from desktop_app.documents.model import Kind, ReadFailure, ReadState, Reason
from desktop_app.documents.readers.office_open import docx
from desktop_app.documents.reading import read_document
from desktop_app.documents.sources import zips
from desktop_app.documents.sources.source import Extracted
from desktop_app.documents.text.normalise import match_text_only, text_sha256
from tests.support import make

PARAGRAPHS = [
    "The tenant pays the rent on the first working day of each month, without any deduction. "
    "Well-known exceptions are named in § 4 (see “Costs”), and so is the long-term arrangement.",
    "Der Mieter trägt die Kosten für größere Schäden; alles Übrige regelt die Hausordnung.",
    "Number 4711 was paid on 2024-02-29: 1,250.00 EUR.",
]


def sha(data: bytes, name: str) -> str:
    result = read_document(data, name)
    return text_sha256(match_text_only(result.text, result.running))


def failure(data: bytes, name: str = "x") -> ReadFailure:
    with pytest.raises(ReadFailure) as caught:
        read_document(data, name)
    return caught.value


def test_read_document_when_one_text_in_many_formats_then_one_hash():
    text = "\n\n".join(PARAGRAPHS)
    wrapped = text.replace("deduction. ", "de-\nduction.\n").replace("Well-known", "Well-\nknown")
    copies = {
        sha(make.docx(PARAGRAPHS, title="A"), "a.docx"),
        sha(make.html(PARAGRAPHS, title="B"), "a.html"),
        sha(make.pdf([text]), "a.pdf"),
        sha(text.encode("utf-16"), "a.txt"),
        sha(wrapped.replace("\n", "\r\n").encode("cp1252"), "b.txt"),
    }
    assert len(copies) == 1


def test_read_document_when_pdf_has_running_header_and_page_numbers_then_hash_of_the_bare_text():
    pages = ["\n".join(f"{page}. {line}" for line in PARAGRAPHS) for page in "ABCD"]
    letterhead = make.pdf(pages, header="Miller & Sons", footer="Page {page} of 4")
    assert sha(letterhead, "a.pdf") == sha("\n".join(pages).encode(), "a.txt")


@pytest.mark.parametrize(
    ("page_count", "left"),
    [
        (2, "miller tel. 123 one body. page two. www"),
        (4, "tel. 123 one body. page two."),
    ],
)
def test_read_document_when_headers_are_kept_apart_then_shown_and_matched_as_in_print(
    monkeypatch, page_count, left
):
    pages, headers = ("One body.", "Page two."), ("Miller\nPage 1", "Tel. 123")
    found = Extracted(pages, running=("www",), headers=headers, page_count=page_count)
    monkeypatch.setattr(docx, "read", lambda source: found)
    result = read_document(make.docx(["x"]), "a.docx")
    assert result.text == "Miller\nPage 1\n\nTel. 123\n\nOne body.\nPage two.\n\nwww"
    assert [result.text[at : at + 4] for at in result.page_starts] == ["Mill", "Page"]
    assert result.title == "One body."
    assert match_text_only(result.text, result.running) == left


@pytest.mark.parametrize("pages", [1, 2, 5])
def test_read_document_when_a_letterhead_is_on_every_page_then_docx_and_pdf_are_one_text(pages):
    bodies = ["\n".join([f"{word} {line}" for line in PARAGRAPHS] * 9) for word in "ABCDE"[:pages]]
    footer = "Reg. no. 123 - Page {page}"
    printed = make.pdf(bodies, header="Miller & Sons", footer=footer)
    kept = "\n".join(bodies).split("\n")
    apart = make.docx(kept, header="Miller & Sons", footer="Reg. no. 123 - Page ")
    assert sha(printed, "a.pdf") == sha(apart, "a.docx")
    other = make.docx(kept, header="Miller & Sons", footer="Reg. no. 124 - Page ")
    assert sha(other, "a.docx") != sha(apart, "a.docx")


def test_read_document_when_only_a_header_has_text_then_it_is_the_text(monkeypatch):
    monkeypatch.setattr(docx, "read", lambda source: Extracted(("",), running=("Head",)))
    assert read_document(make.docx(["x"]), "a.docx").text == "Head"


def test_read_document_when_a_header_is_past_the_limit_then_partly(monkeypatch):
    monkeypatch.setattr("desktop_app.documents.reading.MAX_TEXT_CHARS", 10)
    monkeypatch.setattr(docx, "read", lambda source: Extracted(("12345678",), running=("Head",)))
    result = read_document(make.docx(["x"]), "a.docx")
    assert (result.text, result.reason) == ("12345678", Reason.TOO_LARGE)


def test_read_document_when_paper_has_page_numbers_then_running_but_not_in_other_kinds():
    one_page = read_document(make.pdf(["A letter.", "Its annex."], footer="Page {page}"), "a.pdf")
    assert len(one_page.running) == 2
    assert read_document(b"A letter.\nPage 1", "a.txt").running == ()
    assert len(read_document(b"A letter.\nPage 1\fEnd.\nPage 2", "a.txt").running) == 2


def test_read_document_when_pdf_then_pages_and_title():
    result = read_document(make.pdf(["first", "", "third (3)"], title="Lease of 2024"), "a.pdf")
    assert (result.kind, result.state, result.title) == (Kind.PDF, ReadState.FULL, "Lease of 2024")
    assert result.text == "first\n\nthird (3)"
    assert [result.text[start:][:5] for start in result.page_starts] == ["first", "\nthir", "third"]


def test_read_document_when_pdf_has_form_and_notes_then_their_text_too():
    data = make.pdf(["Form"], fields={"Name": "Ödön Horváth"}, notes=["Signed later"])
    text = read_document(io.BytesIO(data), "a.pdf").text
    assert "Ödön Horváth" in text
    assert "Signed later" in text


def test_read_document_when_pdf_is_scanned_then_said():
    assert failure(make.pdf([""], scanned=[1])).reason is Reason.SCANNED
    result = read_document(make.pdf(["words on a page", ""], scanned=[2]), "a.pdf")
    assert (result.state, result.reason, result.detail) == (
        ReadState.PARTLY,
        Reason.SCANNED,
        "page 2",
    )


def test_read_document_when_pdf_picture_has_a_text_layer_then_full():
    page = "A page that was scanned and has been recognised already.\n" * 10
    assert read_document(make.pdf([page], scanned=[1]), "a.pdf").state is ReadState.FULL


def test_read_document_when_pdf_gives_nothing_then_why():
    assert failure(make.pdf(["secret"], encrypted=True)).reason is Reason.ENCRYPTED
    assert failure(make.pdf([""])).reason is Reason.NO_TEXT
    assert failure(b"%PDF-1.7\n" + bytes(range(256)) * 9).reason is Reason.DAMAGED


def test_read_document_when_pdf_is_cut_off_then_what_is_left():
    data = make.pdf(["still here"])
    result = read_document(data[: data.index(b"xref")], "a.pdf")
    assert (result.text, result.state, result.reason) == (
        "still here",
        ReadState.PARTLY,
        Reason.DAMAGED,
    )


def test_read_document_when_a_pdf_page_is_broken_then_the_others():
    data = make.pdf(["one", "two", "three"])
    first, second, rest = data.split(b"/Type/Page/", 2)
    broken = first + b"/Type/Page/" + second + b"/Type/None/" + rest
    result = read_document(broken, "a.pdf")
    assert (result.state, result.reason, result.detail) == (
        ReadState.PARTLY,
        Reason.DAMAGED,
        "page 2",
    )
    assert "three" in result.text


def test_read_document_when_docx_then_body_table_notes_comments_header_footer():
    data = make.docx(
        ["# Lease", "one\ntwo & <three>"],
        header="Head",
        footer="Foot",
        notes=["A footnote"],
        comments=["A remark"],
        table=[["a", "b"], ["", "d"]],
    )
    result = read_document(data, "a.docx")
    assert result.title == "Lease"
    assert result.text.split("\n\n") == [
        "Head",
        "Lease",
        "one\ntwo & <three>",
        "a\tb\n\td",
        "A footnote",
        "A remark",
        "Foot",
    ]


def document(body: str, doctype: str = "") -> bytes:
    w = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    xml = f"{doctype}<w:document {w}><w:body>{body}</w:body></w:document>"
    return make.zip_file({"word/document.xml": xml.encode()})


def test_read_document_when_docx_has_text_boxes_then_once_and_after_their_paragraph():
    box = "<w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent>"
    text = read_document(
        document(
            f"<w:p><w:r><w:t>be</w:t><Choice>{box}</Choice><Fallback>{box}</Fallback></w:r>"
            "<w:del><w:r><w:t>gone</w:t></w:r></w:del><w:r><w:t>fore</w:t></w:r></w:p>"
        ),
        "a.docx",
    ).text
    assert text == "before\n\nbox"


def test_read_document_when_docx_has_entities_then_none_is_resolved(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("leaked")
    doctype = f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{secret}">]>'
    data = document("<w:p><w:r><w:t>kept &x;</w:t></w:r></w:p>", doctype)
    assert read_document(data, "a.docx").text == "kept"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("<w:p><w:r><w:t>" + " " * (11 << 20) + "</w:t></w:r></w:p>", Reason.TOO_LARGE),
        ("<w:p>" * 5000, Reason.TOO_LARGE),
        ("</w:p>", Reason.DAMAGED),
    ],
)
def test_read_document_when_docx_is_hostile_then_why(body, reason):
    assert failure(document(body)).reason is reason


def test_read_document_when_docx_breaks_off_then_partly():
    result = read_document(document("<w:p><w:r><w:t>start</w:t></w:r></w:p></w:x>"), "a.docx")
    assert (result.text, result.state, result.reason) == (
        "start",
        ReadState.PARTLY,
        Reason.DAMAGED,
    )


def test_read_document_when_docx_inflates_past_the_ratio_then_partly(monkeypatch):
    monkeypatch.setattr(zips, "ZIP_RATIO_FROM_BYTES", 1 << 20)
    start = "<w:p><w:r><w:t>start</w:t></w:r></w:p>"
    result = read_document(document(start + "<w:p></w:p>" * 300_000), "a.docx")
    assert (result.text, result.reason) == ("start", Reason.TOO_LARGE)


def test_read_document_when_html_then_blocks_cells_and_no_scripts():
    page = (
        "<title>Ti&amp;tle</title><style>p{}</style><script>if (a<b) {}</script>"
        "<h1>Head <b>ing</b></h1><p>one<br>two &uuml;<ul><li>a<li>b</ul>"
        "<table><tr><td>1<td>2</table><pre>x\n  y</pre>"
    )
    result = read_document(f"<html>{page}".encode(), "a.html")
    assert result.title == "Ti&tle"
    assert result.text == "Head ing\n\none\ntwo ü\n\na\nb\n\n1\t2\n\nx\n  y"


def test_read_document_when_html_declares_its_encoding_then_used():
    data = make.html(["Łódź — größe"], encoding="iso-8859-2")
    assert read_document(data, "a.html").text == "Łódź — größe"


def test_read_document_when_text_has_form_feeds_then_pages():
    result = read_document(b"one\ntwo\fthree", "a.txt")
    assert (result.text, result.page_starts) == ("one\ntwo\nthree", (0, 8))


def test_read_document_when_text_is_blank_or_unseen_then_no_text():
    assert failure(" \n\t\u200b\u00ad".encode()).reason is Reason.NO_TEXT


def test_read_document_when_text_is_past_the_limit_then_partly(monkeypatch):
    monkeypatch.setattr("desktop_app.documents.reading.MAX_TEXT_CHARS", 10)
    result = read_document(b"12345 789012345", "a.txt")
    assert (result.text, result.state, result.reason) == (
        "12345 7890",
        ReadState.PARTLY,
        Reason.TOO_LARGE,
    )


def test_read_document_when_the_first_line_goes_on_then_no_title():
    assert read_document(b"The rent is due on the\nfirst of each month.", "a.txt").title == ""


@pytest.mark.parametrize("odd", ["<![CDAT[ x ]]>", "<![if !mso]>", "<![ ]>", "<!-- -- >", "<!>"])
def test_read_document_when_html_has_odd_declarations_then_the_rest(odd):
    text = read_document(f"<html><p>before{odd}</p><!-- --><p>after</p>".encode(), "a.html").text
    assert text.startswith("before")
    assert text.endswith("after")


def test_read_document_when_html_is_past_the_limit_then_partly(monkeypatch):
    monkeypatch.setattr("desktop_app.documents.readers.markup.html.MAX_TEXT_BYTES", 30)
    result = read_document(b"<html><p>beginning</p>" + b"<p>more</p>" * 9, "a.html")
    assert result.text.startswith("beginning")
    assert result.reason is Reason.TOO_LARGE


@pytest.mark.parametrize("own", ["Untitled1", "scan0003.pdf", "42", "Microsoft Word - letter.doc"])
def test_read_document_when_metadata_title_says_nothing_then_first_line(own):
    result = read_document(make.pdf(["Notice of defects\nDear all"], title=own), "secret name.pdf")
    assert result.title == "Notice of defects"


def test_read_when_a_first_line_in_lower_case_stands_alone_then_it_is_the_title() -> None:
    text = b"simple shear flow past a flat plate .\n\nin the study of high-speed flow past a body"
    assert read_document(text, "2.txt").title == "simple shear flow past a flat plate ."


@pytest.mark.parametrize(
    ("picture", "detail"), [("word/media/image1.PNG", "only pictures"), ("word/x.xml", "")]
)
def test_read_document_when_there_is_no_text_then_whether_there_are_pictures(picture, detail):
    with zipfile.ZipFile(io.BytesIO(make.docx([""]))) as package:
        members = {name: package.read(name) for name in package.namelist()}
    found = failure(make.zip_file(members | {picture: b"picture"}))
    assert (found.reason, found.detail) == (Reason.NO_TEXT, detail)
