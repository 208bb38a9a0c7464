from __future__ import annotations

import pytest

from desktop_app.documents.model import Reason
from desktop_app.documents.readers.markup import text
from desktop_app.documents.sources.source import Extracted, Source


def read(data: bytes, name: str = "a.txt") -> Extracted:
    return text.read(Source(data, name))


def test_read_when_form_feeds_then_pages():
    assert read(b"one\ftwo\f") == Extracted(("one", "two", ""))


def test_read_when_more_form_feeds_than_pages_then_the_last_has_the_rest(monkeypatch):
    monkeypatch.setattr(text, "MAX_PDF_PAGES", 1)
    assert read(b"one\ftwo\fthree").pages == ("one", "two\fthree")


def test_read_when_longer_than_the_limit_then_its_beginning(monkeypatch):
    monkeypatch.setattr(text, "MAX_TEXT_BYTES", 5)
    found = read(b"words and more")
    assert (found.pages, found.reason) == (("words",), Reason.TOO_LARGE)


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("A Lease\n=======\n\nText", "A Lease"),
        ("=======\nA Lease\n=======\n\nText", "A Lease"),
        (".. comment\n\n----\n\n A Lease\n~~~~~~~~~\n", "A Lease"),
        ("plain words\n\nand more", ""),
    ],
)
def test_read_when_restructured_text_then_its_first_heading(written, title):
    assert read(written.encode(), "a.rst") == Extracted((written,), title)
    assert read(written.encode(), "a.txt").title == ""
