"""What is drawn upon the words of a PDF by hand, and what is ticked in its forms."""

from __future__ import annotations

import pytest

from desktop_app.documents.model import MARK
from desktop_app.documents.reading import read_document
from tests.support.make_pdfs import line, pdf

_WORDS = line("See the confirmation page")
_BAR = "72 696 60 14 re f"


def marks(content: str, *annotations: str) -> set[str]:
    found = read_document(pdf(content, annotations=annotations), "a.pdf")
    return {one for one in found.pictures if one.startswith(MARK)}


@pytest.mark.parametrize(
    ("drawn", "annotations"),
    [
        (_BAR, ()),  # a black bar over the words
        ("72 690 m 200 715 l S", ()),  # one stroke of a cross
        ("72 500 m 90 518 l S 72 518 m 90 500 l S", ()),  # a cross beside them
        ("72 500 m 80 540 120 540 140 500 c S", ()),  # a signature
        ("", ("/Subtype/Ink/Rect[72 690 200 712]/InkList[[72 690 200 712]]",)),
        ("", ("/Subtype/Square/Rect[72 690 200 712]",)),
        ("", ("/Subtype/Highlight/Rect[72 690 200 712]",)),
    ],
)
def test_read_when_something_is_drawn_upon_the_text_then_a_mark(drawn, annotations):
    assert marks(f"{_WORDS}\n{drawn}", *annotations)


@pytest.mark.parametrize(
    "content",
    [
        _WORDS,
        f"{_WORDS}\n72 500 60 14 re f",  # a box beside the words
        f"{_WORDS}\n72 697 100 0.6 re f",  # a line below them
        f"{_BAR}\n{_WORDS}",  # the ground they stand on
    ],
)
def test_read_when_nothing_is_drawn_upon_the_text_then_no_mark(content):
    assert marks(content) == set()


def test_read_when_a_box_of_a_form_is_ticked_then_its_state_is_told():
    widget = "/Subtype/Widget/FT/Btn/T(a)/Rect[72 600 84 612]/AS/{}"
    assert marks(_WORDS, widget.format("Yes")) != marks(_WORDS, widget.format("Off"))
