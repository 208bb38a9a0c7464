"""What folding takes for equal and is not equal to the letter: told, with its place."""

from __future__ import annotations

import pytest

from desktop_app.documents.text.struck import struck
from desktop_app.similarity.differences import ComparedText, DifferenceKind
from tests.similarity.differences.support import compared, differing

FRAME = "This is what both of us agreed on after long talks. {} It was signed by all of us."
NUMBER, SPELLING = DifferenceKind.NUMBER, DifferenceKind.SPELLING
STRUCK, CELL = DifferenceKind.STRUCK, DifferenceKind.CELL
SAME_VALUE = DifferenceKind.SAME_VALUE


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("There are 10² germs.", "There are 102 germs.", [(NUMBER, "10²", "102")]),
        ("It has 50 m² in all.", "It has 50 m2 in all.", [(SPELLING, "m²", "m2")]),
        ("He drinks in Maßen.", "He drinks in Massen.", [(SPELLING, "Maßen", "Massen")]),
        ("They re-sign the bond.", "They resign the bond.", [(SPELLING, "re-sign", "resign")]),
        ("The US partners agree.", "The us partners agree.", [(SPELLING, "US", "us")]),
        ("The money is now here.", "The money is nowhere.", [(SPELLING, "now here", "nowhere")]),
        ("THE LEASE\n\nIt is.", "The Lease\n\nIt is.", [(SPELLING, "THE LEASE", "The Lease")]),
    ],
)
def test_compare_when_folding_hides_a_difference_then_it_is_told(
    one: str, other: str, expected: list[tuple[DifferenceKind, str, str]]
) -> None:
    a, b = FRAME.format(one), FRAME.format(other)
    found = compared(a, b)

    assert differing(a, b) == expected
    assert bool(found.written_otherwise) == (expected[0][0] is SPELLING) == (not found.substantive)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("They re-\nsign the bond.", "They resign the bond."),
        ("They re-\nsign the bond.", "They re-sign the bond."),
        ("The ﬁrst “clause” isn’t so.", 'The first "clause" isn\'t so.'),
        ("Ｗｉｄｅ letters – all.", "Wide letters - all."),
        ("\n\tThe clause holds.", "\nThe clause holds."),
    ],
)
def test_compare_when_only_layout_and_format_differ_then_nothing_does(one: str, other: str) -> None:
    assert compared(FRAME.format(one), FRAME.format(other)).differences == ()


def test_compare_when_a_page_breaks_a_word_then_it_is_the_same() -> None:
    text = "Both of us have agreed on this clause, which holds for-\nPage 2\never from now on."
    start = text.index("Page")
    laid_out = ComparedText(text, (0, start), ((start, start + 7),))

    found = compared(
        laid_out, "Both of us have agreed on this clause, which holds forever from now on."
    )

    assert found.differences == ()


TABLE = "Question\tYes\tNo\nallergic\t{}\nvaccinated\t{}"


def test_compare_when_a_cross_stands_in_another_column_then_it_is_of_substance() -> None:
    a, b = TABLE.format("\tx", "x\t"), TABLE.format("x\t", "\tx")

    assert differing(a, b) == [(CELL, "x", "x")] * 2
    assert compared(a, b).adds_a
    assert compared(a, b).share_a == 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (TABLE.format("\tx", "x\t"), TABLE.format("\tx", "x")),
        ("Item;Debit;Credit\nRent;900;\nFee;;300", "Item\tDebit\tCredit\nRent\t900\nFee\t\t300"),
        (TABLE.format("x", "x"), "Question Yes No\nallergic x\nvaccinated x"),
    ],
)
def test_compare_when_cells_are_in_the_same_columns_then_nothing_differs(
    one: str, other: str
) -> None:
    assert compared(one, other).differences == ()


def test_compare_when_only_one_text_knows_cells_then_an_empty_one_is_a_sign_more() -> None:
    found = compared(TABLE.format("\tx", "x"), "Question Yes No\nallergic x\nvaccinated x")

    assert (found.written_otherwise, found.substantive) == (1, ())


def test_compare_when_values_of_a_file_are_shifted_then_it_is_another_column() -> None:
    a = "Item;Debit;Credit\nRent;900.00;\nFee;;300.00"

    assert differing(a, a.replace("Rent;900.00;", "Rent;;900.00")) == [(CELL, "900.00", "900.00")]


def test_compare_when_a_spreadsheet_drops_zeros_then_cells_have_the_same_value() -> None:
    a = "Item;Paid\nCoffee;18.40\nTaxi;23.00\nBook;7.05"
    b = "Item\tPaid\nCoffee\t18.4\nTaxi\t23\nBook\t7.05"

    assert differing(a, b) == [(SAME_VALUE, "18.40", "18.4"), (SAME_VALUE, "23.00", "23")]
    assert not compared(a, b).substantive
    assert compared(a, b.replace("23", "230")).substantive


@pytest.mark.parametrize("words", ["not", "not, in any case whatever,"])
def test_compare_when_words_are_struck_out_in_one_text_then_it_is_of_substance(words: str) -> None:
    a, b = f"The tenant may {struck(words)} keep dogs.", f"The tenant may {words} keep dogs."

    ((kind, *_),) = differing(a, b)

    assert kind is STRUCK
    assert compared(a, b).adds_a
    assert compared(a, b).adds_b
    assert compared(a, a).differences == ()


def test_compare_when_struck_words_are_missing_in_the_other_text_then_they_are_struck() -> None:
    a = f"The rent is EUR {struck('5,000')} 6,000 a month."

    assert differing(a, "The rent is EUR 6,000 a month.") == [(STRUCK, "5,000", "")]


MAIL = "Subject: Lease\nFrom: Anna Carter <a@x.example>\nTo: Peter White\nDate: Mon, 1 May 2023\n\n"
BODY = "Dear Peter, the lease of the flat ends in May. The keys are with me. Yours, Anna"


def test_compare_when_only_one_is_a_mail_then_its_header_is_one_difference() -> None:
    found = compared(MAIL + BODY, BODY)

    assert [one.kind for one in found.differences] == [DifferenceKind.HEADER]
    assert found.differences[0].b is None
    assert (found.adds_a, found.adds_b) == (True, False)


def test_compare_when_both_are_mails_then_headers_are_compared() -> None:
    other = MAIL.replace("Peter White", "Maria Jones").replace("1 May", "2 May")

    kinds = [kind for kind, _, _ in differing(MAIL + BODY, other + BODY)]

    assert kinds == [DifferenceKind.NAME, DifferenceKind.DATE]


HEADING = "The rent is paid monthly by the tenant.\n\nSchedule of dates\n"
REST = "The keys are handed over in May by the agent."
ADDED = "Appendix A is part of this lease, too."


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        (f"{HEADING}{REST}", f"{HEADING}{ADDED}\n{REST}"),
        (HEADING.strip(), f"{HEADING}{ADDED}"),
        (HEADING.strip(), f"{HEADING}Appendix A\n{ADDED}"),
    ],
)
def test_compare_when_a_section_is_added_after_a_heading_then_only_it_adds(
    part: str, whole: str
) -> None:
    found = compared(part, whole)

    assert [one.kind for one in found.differences] == [DifferenceKind.SECTION_ONLY_B]
    assert (found.adds_a, found.adds_b) == (False, True)
