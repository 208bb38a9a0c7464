from __future__ import annotations

import pytest

from desktop_app.similarity.duplicates.details import compare_details, details_of
from desktop_app.similarity.duplicates.plain_values import plain_value, plain_words


@pytest.mark.parametrize(
    ("word", "plain"),
    [
        ("18.40", "18.4"),
        ("18,4", "18.4"),
        ("23.00", "23"),
        ("0,05", "0.05"),
        ("1.500", "1.500"),  # a thousand and a half, perhaps
        ("12.10.2024", "12.10.2024"),
        ("310", "310"),
        ("oak", "oak"),
    ],
)
def test_plain_value_when_decimals_end_in_zeros_then_as_a_spreadsheet_keeps_it(
    word: str, plain: str
) -> None:
    assert plain_value(word) == plain


def test_plain_words_when_a_list_is_written_with_other_signs_then_the_same() -> None:
    as_list = "2024-05-02;taxi to court;23.00\n2024-05-07;copies;12.75"

    assert plain_words(as_list) == plain_words(
        "2024-05-02,taxi to court,23\n2024-05-07 copies 12,75"
    )


def test_plain_words_when_a_text_is_prose_then_none() -> None:
    assert plain_words("the parties met on the third of may and paid 23.00 to the court") == ""


def test_compare_when_values_are_written_otherwise_then_the_details_agree() -> None:
    first = "taxi 23.00 train 89.90 hotel 142.00 courier 16.50"
    second = "taxi 23 train 89.9 hotel 142 courier 16.5"

    same = compare_details(details_of(first), details_of(second))
    other = compare_details(details_of(first), details_of(second.replace("142", "241")))

    assert (same.numbers, same.differing, same.may_contradict) == (1.0, (), False)
    assert (other.differing, other.may_contradict) == (("142.00", "241"), True)


def test_compare_when_messages_were_sent_at_other_times_then_those_are_no_details() -> None:
    first = "Date: Mon, 20 Mar 2023 09:12:00 +0000. The price is 18,500 euros in two parts."
    second = first.replace("09:12:00", "12:00:00").replace("18,500", "19,500")

    comparison = compare_details(details_of(first), details_of(second))

    assert not comparison.other_details
    assert comparison.differing == ("18,500", "19,500")
