from __future__ import annotations

from difflib import SequenceMatcher

import hypothesis.strategies as st
import pytest
from hypothesis import given

from desktop_app.similarity.duplicates.details import (
    Comparison,
    compare_details,
    details_of,
    perhaps_alike,
)

LETTER = (
    "Dear {name}, we write about the matter of {name} against the tenant. The hearing is set for "
    "{date} in room {room}. Please bring the signed lease and pay the fee of {fee} before then. "
    "Our office will call you on the day before the hearing to go through the papers once more."
)
FIRST = {"name": "Okafor", "date": "12.03.2024", "room": "114", "fee": "1,250.00"}
SECOND = {"name": "Lindqvist", "date": "07.05.2024", "room": "208", "fee": "980.00"}


def compared(first: str, second: str, *, contained: bool = False) -> Comparison:
    return compare_details(
        details_of(first.casefold(), first),
        details_of(second.casefold(), second),
        contained=contained,
    )


def test_compare_when_names_and_numbers_are_replaced_then_other_details_with_the_values() -> None:
    comparison = compared(LETTER.format(**FIRST), LETTER.format(**SECOND))

    assert comparison.other_details
    assert {"okafor", "lindqvist", "1,250.00", "980.00"} <= set(comparison.differing)
    assert "hearing" not in comparison.differing


def test_compare_when_only_wording_differs_then_same_details() -> None:
    first = LETTER.format(**FIRST)
    second = first.replace("signed lease", "original contract").replace("call you", "ring")

    assert not compared(first, second).other_details


def test_compare_when_a_scan_misread_words_then_same_details() -> None:
    first = LETTER.format(**FIRST)
    second = first.replace("Okafor", "0kafor").replace("hearing", "hearlng").replace("fee", "fec")

    assert not compared(first, second).other_details


def test_compare_when_one_is_part_of_the_other_then_same_details() -> None:
    whole = LETTER.format(**FIRST) + " Yours, Adele Brandt, 44 Mill Road, 30 April 2024."

    assert not compared(LETTER.format(**FIRST), whole, contained=True).other_details


def test_compare_when_a_form_has_many_constant_numbers_then_other_details_still_show() -> None:
    body = " ".join(f"see section {number} of the act" for number in range(100, 160)) + " "

    comparison = compared(body + LETTER.format(**FIRST), body + LETTER.format(**SECOND))

    assert comparison.numbers > 0.8
    assert comparison.other_details


@pytest.mark.parametrize("contained", [False, True])
def test_compare_when_one_text_is_in_capitals_then_names_still_tell(contained: bool) -> None:
    first, second = LETTER.format(**FIRST).upper(), LETTER.format(**SECOND)

    assert compared(first, second, contained=contained).other_details


def test_compare_when_a_single_number_was_corrected_then_only_details_but_no_other_form() -> None:
    body = " ".join(f"clause {number} holds" for number in range(20)) + " "
    first, second = body + "within 30 days of notice", body + "within 45 days of notice"

    comparison = compared(first, second)

    assert (comparison.other_details, comparison.only_details) == (False, True)
    assert comparison.differing == ("30", "45")


@pytest.mark.parametrize("sentences", [1, 4, 40])
def test_compare_when_one_amount_was_changed_then_no_other_form_however_long_the_text(
    sentences: int,
) -> None:
    body = " ".join(f"see section {number} of the act." for number in range(sentences)) + " "
    first = body + "The price is 1,500 euros, and the notary releases it to the seller in time."

    comparison = compared(first, first.replace("1,500", "1,900"))

    assert (comparison.other_details, comparison.only_details) == (False, True)
    assert comparison.may_contradict


def test_compare_when_a_cancellation_names_its_invoice_then_other_details_than_the_next() -> None:
    lines = "The cupboard of oak costs 2,400.00 euros, to be paid in {days} days without discount."
    invoice = "Invoice number 1002 of 3 May 2024. " + lines.format(days=14)
    other = "Cancellation of invoice number 1001 of 9 April 2024. " + lines.format(days=14)

    assert compared(invoice, other).other_details


def test_compare_without_display_text_then_numbers_decide() -> None:
    first, second = (details_of(LETTER.format(**values).casefold()) for values in (FIRST, SECOND))

    assert first.names is None
    assert compare_details(first, second).other_details


def test_details_take_no_sentence_start_and_no_common_word_for_a_name() -> None:
    text = "Payment is late. Remind Mara Singh that the Payment is late; payment was due."

    assert details_of(text.casefold(), text).names == {"mara", "singh"}


@pytest.mark.parametrize(
    ("first", "second", "turned"),
    [
        ("The landlord may review the rent.", "The landlord may not review the rent.", ("not",)),
        ("The tenant shall keep dogs.", "The tenant may keep dogs.", ("shall",)),
    ],
)
def test_compare_when_a_sentence_is_turned_round_then_they_may_contradict(
    first: str, second: str, turned: tuple[str, ...]
) -> None:
    comparison = compared(first, second)
    assert comparison.may_contradict
    assert comparison.differing == turned


def test_compare_when_details_are_replaced_and_a_clause_is_added_then_they_may_contradict() -> None:
    lease = "This lease is between Anna Carter and the owner, for 1,150 pounds a month. "
    clause = "The garden behind the house is shared by all who live there and kept by them. " * 3
    other = lease.replace("Anna Carter", "Peter White").replace("1,150", "1,050") + clause
    assert compared(lease, other).may_contradict


def test_compare_when_only_a_clause_is_added_then_they_do_not_contradict() -> None:
    lease = "This lease is between Anna Carter and the owner, for 1,150 pounds a month. "
    assert not compared(lease, lease + "It was signed in two copies.").may_contradict


def test_compare_when_a_month_comes_in_then_they_do_not_contradict() -> None:
    assert not compared("The letter was sent.", "The letter was sent in May.").may_contradict


@given(st.text("abcdé1", min_size=4, max_size=10), st.text("abcdé1", min_size=4, max_size=10))
def test_perhaps_alike_leaves_out_no_word_that_is_alike(word: str, other: str) -> None:
    alike = SequenceMatcher(None, other, word, autojunk=False).ratio() >= 0.7

    assert perhaps_alike(word, [other]) == [other] or not alike


def test_perhaps_alike_when_few_letters_are_common_then_left_out() -> None:
    assert perhaps_alike("arrested", ["arre5ted", "landlord", "ar"]) == ["arre5ted"]
