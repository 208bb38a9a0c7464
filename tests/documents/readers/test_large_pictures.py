"""Office documents that are little more than pictures with a scan pasted into them."""

from __future__ import annotations

import pytest

from desktop_app.documents.model import ReadFailure, ReadState, Reason
from desktop_app.documents.readers.large_pictures import (
    LargePictures,
    emu_millimetres,
    millimetres,
)
from desktop_app.documents.reading import read_document
from tests.support import make_odf, make_ooxml

COVERING = "Herewith the scanned statement of the inspector, as ordered by the tribunal."
REPORT = "Figures follow from the orders of the year before and from those of this one. " * 6
A4_MM, LOGO_MM = (150, 200), (60, 30)
_DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


def docx(text: str, size: tuple[int, int], count: int = 1) -> bytes:
    extent = f'<wp:extent cx="{size[0] * 36_000}" cy="{size[1] * 36_000}"/>'
    picture = (
        f'<w:r><w:drawing><wp:inline xmlns:wp="{_DRAWING}/wordprocessingDrawing">{extent}'
        f'<a:blip xmlns:a="{_DRAWING}/main"/></wp:inline></w:drawing></w:r>'
    )
    return make_ooxml.word(make_ooxml.paragraph(text, more=picture * count))


def old_docx(text: str, size: tuple[int, int], around: str = "pict") -> bytes:
    style = f"position:absolute;width:{size[0] / 10}cm;height:{size[1] / 10}cm"
    picture = (
        f'<w:r><w:{around}><v:shape xmlns:v="urn:schemas-microsoft-com:vml" style="{style}">'
        f"<v:imagedata/></v:shape></w:{around}></w:r>"
    )
    return make_ooxml.word(make_ooxml.paragraph(text, more=picture))


def pptx(text: str, size: tuple[int, int], around: tuple[str, str] = ("", "")) -> bytes:
    extent = f'<a:ext cx="{size[0] * 36_000}" cy="{size[1] * 36_000}"/>'
    picture = (
        "<p:pic><p:blipFill><a:blip><a:extLst><a:ext/></a:extLst></a:blip></p:blipFill>"
        f'<p:spPr><a:xfrm><a:off x="0" y="0"/>{extent}</a:xfrm></p:spPr></p:pic>'
    )
    words = make_ooxml.shape(text) if text else ""
    return make_ooxml.slides(words + picture.join(around))


def odf(kind: str, text: str, size: tuple[int, int], href: str = "Pictures/1.png") -> bytes:
    frame = (
        f'<draw:frame svg:width="{size[0] / 10}cm" svg:height="{size[1] / 10}cm"><draw:image '
        f'xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="{href}"/></draw:frame>'
    )
    if kind == "presentation":
        box = f"<draw:frame><draw:text-box><text:p>{text}</text:p></draw:text-box></draw:frame>"
        return make_odf.packed(kind, f"<draw:page>{box}{frame}</draw:page>")
    return make_odf.packed(kind, f"<text:p>{text}{frame}</text:p>")


DOCUMENTS = [
    pytest.param(docx, "a.docx", id="docx"),
    pytest.param(old_docx, "a.docx", id="docx with old pictures"),
    pytest.param(pptx, "a.pptx", id="pptx"),
    pytest.param(lambda *given: odf("text", *given), "a.odt", id="odt"),
    pytest.param(lambda *given: odf("presentation", *given), "a.odp", id="odp"),
]


@pytest.mark.parametrize(("made", "name"), DOCUMENTS)
def test_read_when_a_note_covers_a_scan_then_partly(made, name):
    found = read_document(made(COVERING, A4_MM), name)
    assert found.text == COVERING
    assert (found.state, found.reason, found.detail) == (
        ReadState.PARTLY,
        Reason.PICTURES,
        "large ones: 1",
    )
    assert found.scanned == ()


@pytest.mark.parametrize(("made", "name"), DOCUMENTS)
def test_read_when_there_is_a_logo_or_much_text_then_full(made, name):
    assert read_document(made(COVERING, LOGO_MM), name).state is ReadState.FULL
    assert read_document(made(REPORT, A4_MM), name).state is ReadState.FULL


@pytest.mark.parametrize(("made", "name"), DOCUMENTS)
def test_read_when_there_is_only_a_scan_then_text_may_be_in_it(made, name):
    with pytest.raises(ReadFailure) as caught:
        read_document(made("", A4_MM), name)
    assert (caught.value.reason, caught.value.detail) == (Reason.PICTURES, "large ones: 1")


def test_read_when_there_are_more_scans_than_the_text_accounts_for_then_partly():
    found = read_document(docx(REPORT, A4_MM, count=3), "a.docx")
    assert (found.reason, found.detail) == (Reason.PICTURES, "large ones: 3")


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (old_docx(COVERING, A4_MM, around="object"), "a.docx"),
        (
            pptx(COVERING, A4_MM, ("<p:graphicFrame><p:oleObj>", "</p:oleObj></p:graphicFrame>")),
            "a.pptx",
        ),
        (odf("text", COVERING, A4_MM, href="./ObjectReplacements/Object 1"), "a.odt"),
    ],
)
def test_read_when_a_picture_stands_for_an_embedded_document_then_full(data, name):
    assert read_document(data, name).state is ReadState.FULL


def test_problem_when_there_are_300_letters_for_each_large_picture_then_none():
    pictures = LargePictures()
    assert pictures.problem([]) == (None, "")
    for _ in range(2):
        pictures.add(210, 297)
    assert pictures.problem(["x" * 599, "- - -"]) == (Reason.PICTURES, "large ones: 2")
    assert pictures.problem(["x" * 500, "x" * 100]) == (None, "")


@pytest.mark.parametrize(
    ("length", "mm"),
    [("17cm", 170), ("10mm", 10), ("1.0in", 25.4), ("72pt", 25.4), ("96px", 25.4)]
    + [(none, 0) for none in ("", "50%", "auto", "-3cm", "cm", "9" * 50 + "cm", "nan", "٣cm")],
)
def test_millimetres_when_a_length_is_told_then_it_and_else_nothing(length, mm):
    assert millimetres(length) == pytest.approx(mm)


@pytest.mark.parametrize(("length", "mm"), [("360000", 10), ("", 0), ("-5", 0), ("9" * 99, 0)])
def test_emu_millimetres_when_a_length_is_told_then_it_and_else_nothing(length, mm):
    assert emu_millimetres(length) == mm
