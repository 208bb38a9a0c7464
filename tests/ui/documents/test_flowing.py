from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.ui.documents.flowing import flowing

PARAGRAPH = """The tenancy begins on 1 April 2023 and runs for twenty-four months. Unless
either side gives notice under clause 9, it then continues from month to
month on the same terms.
The rent is paid on the first day of each month, by standing order to the
account named in the schedule."""


def test_lines_when_they_were_wrapped_then_flow_and_paragraphs_stay() -> None:
    lines = flowing(PARAGRAPH, "pdf").split("\n")
    assert [line.split()[0] for line in lines] == ["The", "The"]
    assert lines[0].endswith(
        "Unless either side gives notice under clause 9, it then continues"
        " from month to month on the same terms."
    )


@pytest.mark.parametrize("kind", ["code", "markdown", "docx", "csv"])
def test_lines_when_their_format_means_them_then_stay(kind: str) -> None:
    assert flowing(PARAGRAPH, kind) == PARAGRAPH


@pytest.mark.parametrize(
    "text",
    [
        "- one thing that is to be done before anything else is done here\n" * 4,
        "1. One thing that is to be done before anything else is done here\n" * 4,
        "Subject: Re: Memo: water coming in above the archive of the office\n"
        "From: Kwame Osei <osei@hartwell.example> for the partners of them\n",
        "The first column of it\tand the second\tand the third of this row\n" * 3,
        "A short line\nof verse\nthat was meant",
    ],
)
def test_lines_when_they_are_a_list_a_table_or_verse_then_stay(text: str) -> None:
    assert flowing(text, "text") == text


def test_lines_when_a_page_ends_between_them_then_stay() -> None:
    line = "the key goes into the box by the stairs and all of the rest as well\n"
    assert flowing(line * 3, "pdf", (0, 2 * len(line))).count("\n") == 2


def test_lines_when_they_are_an_address_among_longer_ones_then_stay() -> None:
    address = "Orthopaedic outpatients, second floor, door C\nDr S. Venkataraman, consultant"
    text = "\n\n".join((PARAGRAPH, address, PARAGRAPH))
    assert address in flowing(text, "text")


@given(st.text(alphabet="ab. -\n\t", max_size=400))
def test_text_when_it_flows_then_only_line_breaks_are_other_than_before(text: str) -> None:
    shown = flowing(text, "pdf")
    assert len(shown) == len(text)
    assert all(
        one == two or (one, two) == ("\n", " ") for one, two in zip(text, shown, strict=True)
    )
