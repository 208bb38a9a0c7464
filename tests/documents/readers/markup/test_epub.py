from __future__ import annotations

import random

import pytest

from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.readers.markup import epub
from desktop_app.documents.sources.source import Extracted, Source
from tests.support import make, make_markup

CHAPTERS = {"one.xhtml": "<h1>One</h1><p>First</p>", "text/two 2.xhtml": "<p>Second</p>"}
FONT_METHOD = "http://www.idpf.org/2008/embedding"
AES = "http://www.w3.org/2001/04/xmlenc#aes128-cbc"


def read(data: bytes) -> Extracted:
    return epub.read(Source(data, "a.epub"))


def failure(data: bytes) -> ReadFailure:
    with pytest.raises(ReadFailure) as caught:
        read(data)
    return caught.value


def test_read_when_spine_then_chapters_in_its_order_and_title():
    found = read(make_markup.epub(CHAPTERS, title="Book", spine=["text/two 2.xhtml", "one.xhtml"]))
    assert found == Extracted(("Second", "One\n\nFirst"), "Book")


def test_read_when_names_are_escaped_or_lead_outside_then_inside_the_package():
    members = {"text%2Ftwo%202.xhtml": "", "../../../book/one.xhtml#part": ""}
    data = make_markup.epub(CHAPTERS, spine=list(members))
    assert read(data).pages == ("Second", "One\n\nFirst")


def test_read_when_a_chapter_is_missing_then_the_others():
    found = read(make_markup.epub(CHAPTERS, spine=["one.xhtml", "no.xhtml", "text/two 2.xhtml"]))
    assert found.pages == ("One\n\nFirst", "", "Second")
    assert (found.reason, found.detail) == (Reason.DAMAGED, "chapter 2")


def test_read_when_no_package_document_then_everything_that_looks_like_a_chapter():
    data = make.zip_file({"META-INF/container.xml": b"<x", "b.html": b"<p>B", "a.xhtml": b"<p>A"})
    assert read(data).pages == ("B", "A")


def test_read_when_protected_then_encrypted():
    locked = make_markup.epub(CHAPTERS, locked=dict.fromkeys(CHAPTERS, AES))
    assert failure(locked).reason is Reason.ENCRYPTED


def test_read_when_only_fonts_are_garbled_then_read():
    data = make_markup.epub(CHAPTERS, locked={"font.otf": FONT_METHOD, "one.xhtml": FONT_METHOD})
    assert read(data).reason is None


def test_read_when_one_chapter_is_protected_then_the_others():
    found = read(make_markup.epub(CHAPTERS, locked={"one.xhtml": AES}))
    assert found.pages == ("", "Second")
    assert (found.reason, found.detail) == (Reason.ENCRYPTED, "chapter 1")


def test_read_when_one_chapter_repeats_past_the_limit_then_too_large(monkeypatch):
    monkeypatch.setattr(epub, "MAX_TEXT_CHARS", 100)
    found = read(make_markup.epub(CHAPTERS, spine=["one.xhtml"] * 5000))
    assert found.reason is Reason.TOO_LARGE
    assert len(found.pages) < 20


def test_read_when_bytes_change_then_text_or_a_reason():
    good = make_markup.epub(CHAPTERS, title="Book", locked={"one.xhtml": AES})
    chance = random.Random(3)
    outcomes = set()
    for _ in range(150):
        data = bytearray(good)
        for _ in range(4):
            data[chance.randrange(len(data))] = chance.randrange(256)
        try:
            outcomes.add(read(bytes(data)).reason)
        except ReadFailure as exc:
            outcomes.add(exc.reason)
    assert {Reason.DAMAGED, Reason.ENCRYPTED} <= outcomes
