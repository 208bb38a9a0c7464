"""Pictures that nobody has read: two files with one text but other pictures are told apart."""

from __future__ import annotations

import pytest

from desktop_app.documents.reading import read_document
from tests.support import make_markup, make_odf
from tests.support.make_ooxml import paragraph, shape, slides, word

ONE, OTHER = (b"\x89PNG\r\n\x1a\n" + bytes([number]) * 20 for number in (1, 2))


def docx(picture: bytes | None, at: str = "media/image1.png") -> bytes:
    return word(paragraph("The same words."), parts={at: picture} if picture else None)


def pptx(picture: bytes | None) -> bytes:
    parts = {"ppt/media/image1.png": picture} if picture else None
    return slides(shape("The same words."), parts=parts)


def odt(picture: bytes | None, at: str = "Pictures/a.png") -> bytes:
    body = "<text:p>The same words.</text:p>"
    return make_odf.packed("text", body, others={at: picture} if picture else None)


def rtf(picture: bytes | None, group: str = r"{\*\shppict{\pict\pngblip %s}}") -> bytes:
    return make_markup.rtf("The same words." + (group % picture.hex() if picture else ""))


def prints(data: bytes, name: str) -> frozenset[str]:
    found = read_document(data, name)
    assert found.text == "The same words."
    return found.pictures


@pytest.mark.parametrize(
    ("make", "name"), [(docx, "a.docx"), (pptx, "a.pptx"), (odt, "a.odt"), (rtf, "a.rtf")]
)
def test_read_when_pictures_differ_then_told_apart_and_equal_ones_are_not(make, name):
    one, other = prints(make(ONE), name), prints(make(OTHER), name)
    assert one == prints(make(ONE), name) != other
    assert one.isdisjoint(other)
    assert not prints(make(None), name)


def test_read_when_a_picture_is_in_docx_and_odt_then_it_is_one():
    assert prints(docx(ONE), "a.docx") == prints(odt(ONE), "a.odt")


def test_read_when_a_picture_shows_the_document_itself_then_it_is_none():
    assert not prints(odt(ONE, "Thumbnails/thumbnail.png"), "a.odt")


def test_read_when_rtf_has_a_picture_for_old_programs_then_only_that_for_new_ones_counts():
    old = r"{\nonshppict{\pict\wmetafile8 %s}}"
    assert not prints(rtf(ONE, old), "a.rtf")
    assert prints(rtf(ONE, r"{\pict\pngblip %s}"), "a.rtf")
