"""The writers of fixtures are read by programs other than our own readers too."""

from __future__ import annotations

import email
import io
import zipfile

from tests.support import make


def test_pdf_when_a_page_is_long_then_lines_wrap_and_pages_break():
    import pypdfium2

    document = pypdfium2.PdfDocument(make.pdf(["Äpfel (und) Birnen\\ " * 400, "second"], title="T"))
    texts = [page.get_textpage().get_text_range() for page in document]
    assert len(texts) > 2
    assert " ".join(" ".join(texts[:-1]).split()) == " ".join(["Äpfel (und) Birnen\\"] * 400)
    assert texts[-1] == "second"
    assert document.get_metadata_dict()["Title"] == "T"


def test_makers_when_called_twice_then_same_bytes():
    def all_of_them() -> list[bytes]:
        return [
            make.pdf(["a"], fields={"b": "c"}, notes=["d"]),
            make.docx(["a"], header="b", notes=["c"], table=[["d"]]),
            make.eml("a", "b@c.d", "e@f.g", "Mon, 15 Jan 2024 10:00:00 +0000", "h", html="<p>i"),
            make.ole({"b": b"c", "a": b"d"}),
        ]

    assert all_of_them() == all_of_them()


def test_docx_when_opened_as_zip_then_sound():
    assert zipfile.ZipFile(io.BytesIO(make.docx(["a"], title="T"))).testzip() is None


def test_eml_when_parsed_then_its_parts():
    data = make.eml(
        "S", "a@b.c", "d@e.f", "Mon, 15 Jan 2024 10:00:00 +0000", "x", attachments=[("n.txt", b"y")]
    )
    assert [part.get_content_type() for part in email.message_from_bytes(data).walk()] == [
        "multipart/mixed",
        "text/plain",
        "text/plain",
    ]
