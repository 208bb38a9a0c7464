from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.output.lines import broken, indented
from desktop_app.terminal import display_width

WORDS = "one two three four five"


def test_broken_when_there_is_room_then_one_line() -> None:
    assert list(broken(WORDS, 80)) == [(0, WORDS)]


def test_broken_when_narrow_then_at_spaces_with_the_place_of_each_line() -> None:
    assert list(broken(WORDS, 9)) == [(0, "one two"), (8, "three"), (14, "four five")]


def test_broken_when_a_word_is_longer_than_a_line_then_it_is_broken() -> None:
    assert list(broken("ab cdefghij", 4)) == [(0, "ab"), (3, "cdef"), (7, "ghij")]


def test_broken_when_characters_are_wide_then_they_take_two_columns() -> None:
    assert list(broken("租赁合同双方", 5)) == [(0, "租赁"), (2, "合同"), (4, "双方")]


@pytest.mark.parametrize("text", ["", "   "])
def test_broken_when_there_is_nothing_then_no_line(text: str) -> None:
    assert list(broken(text, 20)) == []


@given(st.text(st.sampled_from("ab 租é́"), max_size=60), st.integers(2, 12))
def test_broken_when_of_any_text_then_no_letter_is_lost_and_none_beyond_the_width(
    text: str, width: int
) -> None:
    lines = list(broken(text, width))
    assert "".join(line for _, line in lines).replace(" ", "") == text.replace(" ", "")
    assert all(text[start : start + len(line)] == line for start, line in lines)
    assert all(display_width(line) <= width for _, line in lines)


def test_indented_when_broken_then_every_line_has_the_indent() -> None:
    assert list(indented(f"{WORDS} {WORDS}", 26, "    ")) == [
        "    one two three four",
        "    five one two three",
        "    four five",
    ]
