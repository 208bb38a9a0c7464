"""What a PDF has beside its text: where links lead, and pictures."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from desktop_app.documents.readers.pdf import pdf
from desktop_app.documents.sources.source import Extracted, Source
from tests.support.make_pdfs import line
from tests.support.make_pdfs import pdf as make


def read(data: bytes) -> Extracted:
    return pdf.read(Source(data, "a.pdf"))


def link(address: str) -> str:
    return f"/Subtype/Link/Rect[72 690 200 712]/A<</S/URI/URI({address})>>"


def test_read_when_links_lead_somewhere_then_addresses_are_told_below():
    one, other = (
        read(make(line("Pay by the form"), annotations=[link(address)]))
        for address in ("https://a.example/pay", "https://b.example/pay")
    )
    assert one.pages == other.pages
    assert one.running != other.running
    assert "https://a.example/pay" in one.running[0]


@pytest.mark.parametrize("address", ["https://a.example/pay", "#page=2"])
def test_read_when_the_text_shows_it_or_it_leads_nowhere_else_then_nothing_is_told(address):
    found = read(make(line("See https://a.example/pay"), annotations=[link(address)]))
    assert not any("example" in one for one in found.running)


def test_read_when_the_text_shows_the_address_over_two_lines_then_not_again():
    wrapped = " BT /F 11 Tf 72 680 Td (https://a.example/very-) Tj 0 -14 Td (long) Tj ET"
    found = read(make(line("See") + wrapped, annotations=[link("https://a.example/very-long")]))
    assert found.running == ()


def picture(colour: str, size: int) -> bytes:
    """A page with a picture of ``size`` points."""
    out = io.BytesIO()
    Image.new("RGB", (size, size), colour).save(out, "PDF", resolution=72)
    return out.getvalue()


def test_shapes_when_pages_have_pictures_then_large_ones_are_told_from_each_other():
    import pypdfium2

    from desktop_app.documents.readers.pdf.pdf_beside import BesideText
    from desktop_app.documents.readers.pdf.pdf_shapes import shapes

    prints = []
    for data in (picture("red", 90), picture("red", 90), picture("blue", 90), picture("red", 9)):
        document = pypdfium2.PdfDocument(data)
        beside = BesideText(document)
        page = document[0]
        beside.add(page, shapes(page))
        prints.append(frozenset(beside.pictures))
        page.close()
        document.close()
    assert prints[0] == prints[1] != prints[2]
    assert [len(one) for one in prints] == [1, 1, 1, 0]
