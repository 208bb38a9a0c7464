"""Text of a PDF that is struck out by an annotation or by a line."""

from __future__ import annotations

import pytest

from desktop_app.documents.readers.pdf import pdf
from desktop_app.documents.sources.source import Source
from tests.support.make_pdfs import line
from tests.support.make_pdfs import pdf as make

# At 11 points from 72 on, Helvetica's "not " begins at 96.5 and ends at 115 (Adobe's metrics).
_TEXT = line("May not stay")
_LEFT, _RIGHT = 97, 111


def text(content: str, *annotations: str) -> str:
    (page,) = pdf.read(Source(make(content, annotations=annotations), "a.pdf")).pages
    return page


def stroke(height: float, right: float = _RIGHT) -> str:
    return f" 0.8 w {_LEFT} {height} m {right} {height} l S"


def thin(height: float) -> str:
    return f" {_LEFT} {height} {_RIGHT - _LEFT} 0.6 re f"


@pytest.mark.parametrize("drawn", [stroke(702.8), thin(702.5)])
def test_read_when_a_line_goes_through_words_then_between_marks(drawn):
    assert text(_TEXT + drawn) == "May ⟦not⟧ stay"


@pytest.mark.parametrize(
    "drawn",
    [
        stroke(698.8),  # below the words
        stroke(709.5),  # above them
        stroke(702.8, _LEFT + 5),  # through one letter: a formula
        f" {_LEFT} 690 {_RIGHT - _LEFT} 20 re S",  # around them
    ],
)
def test_read_when_lines_do_not_go_through_words_then_no_marks(drawn):
    assert text(_TEXT + drawn) == "May not stay"


def test_read_when_an_annotation_strikes_out_then_between_marks():
    corners = f"{_LEFT} 710 {_RIGHT} 710 {_LEFT} 697 {_RIGHT} 697"
    mark = f"/Subtype/{{}}/QuadPoints[{corners}]"
    assert text(_TEXT, mark.format("StrikeOut")) == "May ⟦not⟧ stay"
    assert text(_TEXT, mark.format("Highlight")) == "May not stay"


def test_read_when_struck_out_over_the_end_of_a_line_then_one_pair_of_marks():
    two = "BT /F 11 Tf 72 700 Td (May not) Tj 0 -14 Td (stay long) Tj ET"
    drawn = " 0.8 w 97 702.8 m 111 702.8 l S 72 688.8 m 92 688.8 l S"
    assert text(two + drawn).split() == ["May", "⟦not", "stay⟧", "long"]


def test_read_when_there_are_many_rules_too_then_only_the_line_through_words_counts():
    rules = "".join(f" 72 {at} m 300 {at} l S" for at in range(100, 160, 10))
    assert text(_TEXT + rules) == "May not stay"
    assert text(_TEXT + rules + stroke(702.8)) == "May ⟦not⟧ stay"
