"""What would be lost beside the text: each of headers, links and pictures by itself."""

from __future__ import annotations

import pytest

from desktop_app.documents.text.beside import beside
from desktop_app.index.rows import TextPrint
from desktop_app.similarity.duplicates.beside_lost import is_lost_beside

LINK, ANOTHER = "https://a.example/1", "https://a.example/2"


def doc(kind: str, running: str = "", *pictures: str) -> TextPrint:
    packed = beside(running, [(0, len(running))], pictures).packed()
    return TextPrint(1, "a", b"", b"", 9, kind=kind, beside=packed)


@pytest.mark.parametrize(
    ("row", "other", "is_lost"),
    [
        (doc("docx"), doc("pdf", "Walnut", "logo"), False),
        (doc("docx", "Walnut"), doc("pdf"), True),
        (doc("pdf", "Walnut"), doc("docx", f"Walnut\n{LINK}"), False),
        (doc("docx", f"Walnut\n{LINK}"), doc("pdf", "Walnut"), True),
        (doc("docx", LINK), doc("html", f"{LINK}\n{ANOTHER}"), False),
        (doc("docx", LINK), doc("docx", ANOTHER), True),
        (doc("docx", "", "a"), doc("odt", "", "a", "b"), False),
        (doc("docx", "", "a"), doc("odt", "", "b"), True),
        (doc("pdf", "", "a"), doc("pdf", "", "b"), True),
        (doc("pdf", "", "a"), doc("docx", "", "b"), False),
        (doc("docx", "", "a"), doc("pdf", "", "b"), False),
        (doc("pdf", "", "a"), doc("docx"), True),
        (doc("docx", "", "a", "b"), doc("pdf", "", "c"), True),
        (doc("doc", "", "a"), doc("pdf", "", "b", "c"), True),
        (doc("pdf", "", "a"), doc("doc", "", "b"), True),
    ],
)
def test_is_lost_beside_when_one_goes_then_what_the_other_lacks_counts(row, other, is_lost):
    assert is_lost_beside(row, other) is is_lost
