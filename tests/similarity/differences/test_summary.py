from __future__ import annotations

import pytest

from desktop_app.similarity.differences import ComparedText, summary
from tests.similarity.differences.support import compared

TEXT = " ".join(f"Sentence {number} says what it has to say and no more." for number in range(40))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", "Same text."),
        ("no more", "no more", "Same text."),
        ("Sentence 7", "Sentence 700", "Same text; 1 number differs."),
        ("Sentence 7 says what", "On 1 May 2024 says which", None),
        ("39 says what it has", "39 says, what it has", None),
    ],
)
def test_summary_when_asked_then_one_sentence(old: str, new: str, expected: str | None) -> None:
    sentence = summary(compared(TEXT, TEXT.replace(old, new, 1) if old else TEXT))

    assert sentence.startswith("Same text")
    assert sentence.endswith(".")
    assert expected in (None, sentence)


def test_summary_when_several_kinds_differ_then_counted_and_placed() -> None:
    a = f"{TEXT}\nOn 12 May 2024 we paid EUR 500 to them. This was agreed on before that day."
    b = f"{TEXT}\nOn 13 May 2024 we paid EUR 700 to them."

    found = compared(ComparedText(a, (0, len(TEXT) + 1)), b)

    assert summary(found) == (
        "Same text; 1 date and 1 amount differ; 1 passage only on the left, page 2."
    )


def test_summary_when_only_signs_differ_then_it_says_so() -> None:
    assert summary(compared(TEXT, TEXT.replace("say and", "say, and"))) == (
        "Same text; written otherwise in 40 places."
    )


def test_summary_when_one_text_is_empty_then_it_says_so() -> None:
    assert summary(compared("", "one two three")).startswith("One of the two has no text")


def test_summary_when_nothing_is_shared_then_it_says_so() -> None:
    assert summary(compared("one two three", "four five six")).startswith("Nothing in common")
