from __future__ import annotations

import pytest

from desktop_app.similarity.differences import ComparedText, DifferenceKind
from tests.similarity.differences.support import compared, differing

NUMBER, DATE, AMOUNT = DifferenceKind.NUMBER, DifferenceKind.DATE, DifferenceKind.AMOUNT
NAME, WORDING = DifferenceKind.NAME, DifferenceKind.WORDING
SPELLING, PUNCTUATION = DifferenceKind.SPELLING, DifferenceKind.PUNCTUATION
SAME_VALUE, MOVED = DifferenceKind.SAME_VALUE, DifferenceKind.MOVED
ONLY_A, ONLY_B = DifferenceKind.ONLY_A, DifferenceKind.ONLY_B
SECTION_A, SECTION_B = DifferenceKind.SECTION_ONLY_A, DifferenceKind.SECTION_ONLY_B

LETTER = (
    "We met on 12 May 2024 in the office of the firm. Please pay EUR 500 before the end of the"
    " month. The keys are with John Smith of the agency. You have 30 days to object."
)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("12 May 2024", "13 May 2024", [(DATE, "12 May 2024", "13 May 2024")]),
        ("12 May 2024", "1 June 2025", [(DATE, "12 May 2024", "1 June 2025")]),
        ("EUR 500", "EUR 700", [(AMOUNT, "500", "700")]),
        ("EUR 500", "USD 500", [(AMOUNT, "EUR", "USD")]),
        ("EUR 500", "USD 700", [(AMOUNT, "EUR 500", "USD 700")]),
        ("30 days", "90 days", [(NUMBER, "30", "90")]),
        ("John Smith", "Mary Ann Jones", [(NAME, "John Smith", "Mary Ann Jones")]),
        ("pay", "collect", [(WORDING, "pay", "collect")]),
        ("in the office", "outside", [(WORDING, "in the office", "outside")]),
        ("You have", "You do not have", [(ONLY_B, "", "do not")]),
        ("of the firm.", "of the firm,", [(PUNCTUATION, ".", ",")]),
        ("before the end of the month", "soon", [(WORDING, "before the end of the month", "soon")]),
    ],
)
def test_compare_when_one_thing_differs_then_it_is_named_and_cut_out(
    old: str, new: str, expected: list[tuple[DifferenceKind, str, str]]
) -> None:
    assert differing(LETTER, LETTER.replace(old, new)) == expected


def test_compare_when_date_and_amount_differ_then_two_small_differences() -> None:
    other = LETTER.replace("12 May", "13 May").replace("500", "700")

    assert [kind for kind, _, _ in differing(LETTER, other)] == [DATE, AMOUNT]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("12 May 2024", "12.05.2024"),
        ("12 May 2024", "2024-05-12"),
        ("12 May 2024", "May 12, 2024"),
        ("12. Mai 2024", "12th of May 2024"),
        ("25/12/2024", "December 25, 2024"),
        ("1,250.00", "1.250,00"),
        ("1250,00", "1.250,00"),
        ("1,250,000", "1.250.000"),
        ("1'250.50", "1,250.50"),
    ],
)
def test_compare_when_a_value_is_written_differently_then_it_is_the_same_value(
    one: str, other: str
) -> None:
    a, b = f"It is {one} that counts.", f"It is {other} that counts."

    assert differing(a, b) == [(SAME_VALUE, one, other)]
    assert not compared(a, b).substantive


@pytest.mark.parametrize(
    ("one", "other"),
    [("05/12/2024", "12/05/2024"), ("12.05.2024", "05.12.2024"), ("12 May 2024", "12 May 2025")],
)
def test_compare_when_dates_may_be_two_days_then_they_differ(one: str, other: str) -> None:
    assert differing(f"Due on {one} at noon.", f"Due on {other} at noon.") == [(DATE, one, other)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("gain of -5 in", "gain of 5 in", [(NUMBER, "-5", "5")]),
        ("gain of 500- in", "gain of 500 in", [(NUMBER, "500-", "500")]),
        ("gain of (500) in", "gain of 500 in", [(NUMBER, "(", ""), (PUNCTUATION, ")", "")]),
        ("of ±5 in", "of 5 in", [(NUMBER, "±", "")]),
        ("if < 5 in", "if > 5 in", [(NUMBER, "<", ">")]),
        ("at 5 % in", "at 5 ‰ in", [(AMOUNT, "%", "‰")]),
        ("for $5 in", "for €5 in", [(AMOUNT, "$", "€")]),
        ("pages 5-10 in", "pages 5, 10 in", [(NUMBER, "5-10", "5, 10")]),
        ("☐ paid in", "☒ paid in", [(WORDING, "☐", "☒")]),
        ("at 5 mg in", "at 5 g in", [(WORDING, "mg", "g")]),
        ("at 5mg in", "at 5 mg in", []),
    ],
)
def test_compare_when_a_sign_of_a_number_differs_then_it_counts(
    old: str, new: str, expected: list[tuple[DifferenceKind, str, str]]
) -> None:
    assert differing(f"We note {old} all.", f"We note {new} all.") == expected


SENTENCES = (
    "The garden behind the house is shared by all who live there. ",
    "The rent is paid on the first of every month by transfer. ",
    "Dogs are allowed only after the owner has said yes in writing. ",
)


def test_compare_when_a_sentence_is_missing_then_a_section_of_one_text() -> None:
    whole = "".join(SENTENCES)
    part = SENTENCES[0] + SENTENCES[2]

    assert differing(whole, part) == [(SECTION_A, SENTENCES[1].strip(" ."), "")]
    assert differing(part, whole) == [(SECTION_B, "", SENTENCES[1].strip(" ."))]


def test_compare_when_a_text_breaks_off_inside_a_sentence_then_its_rest_is_no_section() -> None:
    whole = "".join(SENTENCES)
    part = whole[: whole.index("is paid")]

    assert [kind for kind, _, _ in differing(whole, part)] == [ONLY_A, SECTION_A]


def test_compare_when_sentences_are_replaced_by_others_then_no_chance_words_are_matched() -> None:
    a = "The landlord shall keep the garden in good order at his own cost. It is so."
    b = "Smoking in any part of the building is forbidden by the rules of 2019. It is so."

    assert [kind for kind, _, _ in differing(a, b)] == [SECTION_A, SECTION_B]


def test_compare_when_sentences_change_places_then_one_is_moved_whole() -> None:
    a, b = "".join(SENTENCES), SENTENCES[1] + SENTENCES[0] + SENTENCES[2]

    found = differing(a, b)

    assert [kind for kind, _, _ in found] == [MOVED]
    assert found[0][1] == found[0][2] in {sentence.strip(" .") for sentence in SENTENCES}
    assert compared(a, b).share_a == 1.0


def test_compare_when_a_paragraph_is_moved_far_and_edited_around_then_it_is_found() -> None:
    block = "Either side may end this lease by a letter sent three months before the day it ends. "
    start = "We, the owner and the tenant, agree on what is written below without any reserve. "
    end = "Signed in two copies, of which each of the two sides has been handed one today. "
    a = block + start + "".join(SENTENCES) + end
    b = start + "".join(SENTENCES).replace("transfer", "cheque") + block + end

    assert differing(a, b) == [
        (MOVED, block.strip(" ."), block.strip(" .")),
        (WORDING, "transfer", "cheque"),
    ]


def test_compare_when_quotes_dashes_and_line_breaks_differ_then_nothing_does() -> None:
    a = "The “owner” – who is re-elected every long-term year – pays."
    b = 'The "owner" - who is re-\nelected\nevery long-\nterm year -\npays.'

    assert compared(a, b).differences == ()


def test_compare_when_the_script_has_no_spaces_then_each_character_is_a_word() -> None:
    a, b = "甲方应当在五日内付款。", "甲方应当在七日内付款。"

    assert differing(a, b) == [(WORDING, "五", "七")]


def test_compare_when_a_running_line_breaks_a_sentence_then_the_match_stops_before_it() -> None:
    text = "The tenant pays the\nPage 2\nrent on the first day."
    a = ComparedText(text, running=((20, 26),))

    found = compared(a, "The tenant pays the rent on the first day.")

    assert found.differences == ()
    assert [text[match.a_start : match.a_end] for match in found.matches] == [
        "The tenant pays the",
        "rent on the first day",
    ]


def test_compare_when_pages_begin_then_spans_tell_the_page() -> None:
    a = ComparedText("One sentence is here.\nAnother has 30 days.", (0, 22))
    b = ComparedText("One sentence is here.\nAnother has 90 days.", (0,))

    (only,) = compared(a, b).differences

    assert only.a
    assert only.b
    assert (only.a.page, only.b.page) == (2, 1)
