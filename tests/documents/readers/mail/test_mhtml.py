from __future__ import annotations

import pytest

from desktop_app.documents.model import Kind, ReadFailure, ReadState, Reason
from desktop_app.documents.reading import read_document
from tests.support.make_mail import attached, mail, multipart, part

SAVED = "From: <Saved by Blink>\nDate: Mon, 2 Mar 2026 09:00:00 +0100\n"
PAGE = part("text/html", "<title>A page</title><p>Outside.", "Content-ID: <main>\n")
FRAME = part("text/html; charset=windows-1251", "<p>Договор.".encode("cp1251"))
STYLE = part("text/css", "p { color: red }")


def saved(*parts: bytes, subject: str = "Saved page", start: str = "") -> bytes:
    content = multipart("related", *parts)
    return mail(subject, content.replace(b"related;", b"related;" + start.encode(), 1), SAVED)


def test_read_when_saved_page_then_page_and_frames_without_what_dresses_them():
    picture = attached("a.png", b"\x89PNG\r\n", "image/png")
    result = read_document(saved(PAGE, STYLE, FRAME, picture), "page.mht")
    assert (result.kind, result.state, result.title) == (Kind.MHTML, ReadState.FULL, "A page")
    assert result.text == "Outside.\nДоговор."
    assert len(result.page_starts) == 2


def test_read_when_another_part_is_the_start_then_it_is_first():
    result = read_document(saved(FRAME, PAGE, start=' start="<main>";'), "page.mht")
    assert result.text == "Outside.\nДоговор."


def test_read_when_the_page_has_no_title_then_the_subject():
    result = read_document(saved(FRAME, subject="=?utf-8?Q?Gr=C3=B6=C3=9Fe?="), "page.mht")
    assert result.title == "Größe"


def test_read_when_the_page_says_nothing_then_its_title():
    assert read_document(saved(part("text/html", "<p></p>")), "page.mht").text == "Saved page"


def test_read_when_there_is_only_text_then_it():
    assert read_document(saved(part("text/plain", "Words."), STYLE), "a.mht").text == "Words."


def test_read_when_there_is_no_page_then_no_text():
    with pytest.raises(ReadFailure) as caught:
        read_document(saved(attached("a.png", b"\x89PNG\r\n", "image/png")), "a.mht")
    assert caught.value.reason is Reason.NO_TEXT


def test_read_when_more_parts_than_are_read_then_partly(monkeypatch):
    monkeypatch.setattr("desktop_app.documents.readers.mail.mime.MAX_MAIL_PARTS", 3)
    result = read_document(saved(PAGE, *[STYLE] * 9), "a.mht")
    assert (result.text, result.reason) == ("Outside.", Reason.TOO_LARGE)
