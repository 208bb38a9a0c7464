from __future__ import annotations

import io
import zipfile

import pytest

from desktop_app.documents.filetypes import detect
from desktop_app.documents.model import Kind, ReadFailure, Reason
from desktop_app.documents.sources.source import Source
from tests.support import make

NOISE = bytes((i * 7919 >> 3) & 0xFF for i in range(5000))
MAIL = make.eml("Hello", "a@example.org", "b@example.org", "Mon, 1 Jan 2024 10:00:00 +0000", "Hi")
SAVED_PAGE = (
    b"From: <Saved by Blink>\nSubject: Page\nDate: Mon, 1 Jan 2024 10:00:00 +0000\n"
    b'Content-Type: multipart/related; type="text/html"; boundary="b"\n\n'
)


def open_document(name):
    mime = f"application/vnd.oasis.opendocument.{name}".encode()
    return make.zip_file({"mimetype": mime, "content.xml": b""})


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (make.pdf(["text"]), "wrong.txt", Kind.PDF),
        (b"\n\nstray\n" + make.pdf(["text"]), "late.pdf", Kind.PDF),
        (make.docx(["text"]), "wrong.pdf", Kind.DOCX),
        (make.html(["text"]), "page.doc", Kind.HTML),
        (b"<!-- a --> <!-- b -->\n<html><p>x", "x", Kind.HTML),
        (b"<p>only a fragment</p>", "part.htm", Kind.HTML),
        (MAIL, "message", Kind.EMAIL),
        (b"plain words", "named.pdf", Kind.TEXT),
        (b"# Heading", "notes.md", Kind.MARKDOWN),
        (b"a,b\n1,2\n", "table.csv", Kind.CSV),
        (b"def f(): pass", "f.py", Kind.CODE),
        ("größer".encode("utf-16"), "x", Kind.TEXT),
        ("größer als klein".encode("utf-16-le"), "x", Kind.TEXT),
        (b"{\\rtf1 text}", "x.doc", Kind.RTF),
        (make.zip_file({"xl/workbook.xml": b""}), "x", Kind.XLSX),
        (make.zip_file({"xl/workbook.bin": b""}), "x.xlsx", Kind.XLSB),
        (make.zip_file({"ppt/presentation.xml": b""}), "x", Kind.PPTX),
        (make.zip_file({"META-INF/container.xml": b""}), "x", Kind.EPUB),
        (make.zip_file({"letter.txt": b""}), "x", Kind.ARCHIVE),
        (open_document("spreadsheet"), "x", Kind.ODS),
        (open_document("text-template"), "x", Kind.ODT),
        (make.ole({"WordDocument": b""}), "x", Kind.DOC),
        (make.ole({"PowerPoint Document": b""}), "x", Kind.PPT),
        (make.ole({"Book": b""}), "x", Kind.XLS),
        (make.ole({"__substg1.0_001A001F": b""}), "x", Kind.MSG),
        (b"From a@b Mon Jan 1\n" + MAIL, "x", Kind.MBOX),
        (MAIL, "x.mht", Kind.MHTML),
        (SAVED_PAGE, "x", Kind.MHTML),
        (SAVED_PAGE.replace(b"From:", b"To: b@example.org\nFrom:"), "x", Kind.EMAIL),
        (b"17\nSubject: x\n\nHello.\n<?xml?>", "5.emlx", Kind.EMAIL),
        (b"WARC/1.0\r\nWARC-Type: response\r\n", "x", Kind.ARCHIVE),
        (make.zip_file({"word/contract.docx": b""}), "x", Kind.ARCHIVE),
        (b"<?xml version='1.0'?><a/>", "x.txt", Kind.XML),
        (b'{"cells": []}', "x.ipynb", Kind.NOTEBOOK),
        (b"BM\x46\0\0\0\0\0\0\0\x36", "x", Kind.IMAGE),
        (b"BMW sells cars.", "x.txt", Kind.TEXT),
    ],
)
def test_detect_when_content_and_suffix_disagree_then_content_decides(data, name, kind):
    assert detect(Source(data, name)) is kind


@pytest.mark.parametrize(
    ("data", "name", "reason", "detail"),
    [
        (b"", "x.pdf", Reason.EMPTY, ""),
        (b"\0" * 5000, "x.txt", Reason.UNSUPPORTED, "only zero bytes"),
        (NOISE, "x.bin", Reason.UNSUPPORTED, "binary data"),
        (NOISE, "x.docx", Reason.DAMAGED, ""),
        (make.docx(["text"])[:300], "x.docx", Reason.DAMAGED, "cut off or not a ZIP inside"),
        (make.ole({"EncryptedPackage": b""}), "x.docx", Reason.ENCRYPTED, ""),
        (make.ole({}), "x.doc", Reason.DAMAGED, ""),
        (b"7z\xbc\xaf\x27\x1c rest", "x", Reason.UNSUPPORTED, "7-Zip archive"),
        (open_document("graphics"), "x", Reason.UNSUPPORTED, "OpenDocument drawing or formula"),
    ],
)
def test_detect_when_not_readable_then_the_reason_is_told(data, name, reason, detail):
    with pytest.raises(ReadFailure) as caught:
        detect(Source(data, name))
    assert (caught.value.reason, caught.value.detail) == (reason, detail)


def test_detect_when_a_mime_type_is_packed_in_a_rare_way_then_it_is_not_unpacked():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "")
    assert detect(Source(packed.getvalue(), "x")) is Kind.ODT


def test_detect_when_many_comments_then_takes_no_exponential_time():
    assert detect(Source(b"<!-- a -->" * 6000 + b"<p>", "x.txt")) is Kind.TEXT
