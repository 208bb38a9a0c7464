"""One text written by several programs says the same."""

from __future__ import annotations

import pytest

from desktop_app.documents.reading import read_document
from desktop_app.progress import CancelToken
from desktop_app.similarity.differences import (
    ComparedText,
    DifferenceKind,
    Differences,
    compare_texts,
    summary,
)
from tests.support import make

PARAGRAPHS = [
    "# Lease of a flat",
    "This lease is made on 12 May 2024 between Anna Carter and the owner of the house, who are"
    " called the tenant and the landlord in what follows.",
    "The rent is EUR 1,250.00 a month and is paid on the first working day of every month.",
    "The tenant may keep one dog. He shall not sublet the flat without a letter of consent.",
    "Either of the two may end this lease by a letter that arrives three months before.",
] * 12


def read(data: bytes, name: str) -> ComparedText:
    result = read_document(data, name)
    return ComparedText(result.text, result.page_starts, result.running)


def written(kind: str, paragraphs: list[str]) -> ComparedText:
    plain = [paragraph.removeprefix("# ") for paragraph in paragraphs]
    if kind == "pdf":
        pages = ["\n\n".join(plain)]
        return read(make.pdf(pages, header="Carter lease", footer="Page {page}"), "a.pdf")
    if kind == "docx":
        return read(make.docx(paragraphs, header="Carter lease"), "a.docx")
    return read("\n\n".join(["Carter lease", *plain]).encode(), "a.txt")


def compared(a: ComparedText, b: ComparedText) -> Differences:
    return compare_texts(a, b, token=CancelToken())


@pytest.mark.parametrize("other", ["pdf", "txt"])
def test_compare_when_one_text_is_in_two_formats_then_nothing_of_substance_differs(
    other: str,
) -> None:
    found = compared(written("docx", PARAGRAPHS), written(other, PARAGRAPHS))

    assert found.substantive == ()
    assert found.share_a == found.share_b == 1.0
    assert summary(found).startswith("Same text")


def test_compare_when_a_print_was_changed_then_the_places_in_both_are_told() -> None:
    changed = list(PARAGRAPHS)
    changed[37] = changed[37].replace("1,250.00", "1,350.00")
    a, b = written("docx", PARAGRAPHS), written("pdf", changed)

    (only,) = compared(a, b).substantive

    assert only.kind is DifferenceKind.AMOUNT
    assert only.a
    assert only.b
    assert a.text[only.a.start : only.a.end] == "1,250.00"
    assert b.text[only.b.start : only.b.end] == "1,350.00"
    assert only.b.page > 1
