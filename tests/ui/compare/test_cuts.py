"""Cutting two texts into rows."""

from __future__ import annotations

import pytest

from desktop_app.ui.compare.cuts import LONGEST_ROW, Anchor, cuts_of, line_start


def test_line_start_when_the_word_before_ends_its_line_then_is_the_next_line() -> None:
    text = "one two.\n\n- three"
    assert line_start(text, 8) == 10
    assert line_start(text, 3) is None
    assert line_start(text, 0) == 0
    assert line_start(text, len(text)) == len(text)


def test_cuts_when_both_have_the_same_lines_then_are_at_their_ends() -> None:
    text = "alpha beta\ngamma delta\n\nepsilon"
    assert cuts_of(text, text, [Anchor(0, 31, 0, 31)], []) == [(11, 11), (24, 24)]


def test_cuts_when_only_one_has_lines_then_rows_stay_short_and_cut_at_the_same_word() -> None:
    a = " ".join(f"word{number}" for number in range(1000))
    b = a.replace(" ", "\n")
    cuts = cuts_of(a, b, [Anchor(0, len(a), 0, len(b))], [])
    assert len(cuts) > 3
    ends = [*cuts, (len(a), len(b))]
    assert max(end[0] - start[0] for start, end in zip([(0, 0), *cuts], ends, strict=True)) <= (
        LONGEST_ROW
    )
    assert all(a[at : at + 6].split()[0] == b[other : other + 6].split()[0] for at, other in cuts)


@pytest.mark.parametrize("line", ["\n", " "])
def test_cuts_when_nothing_is_equal_then_both_sides_are_cut_and_ascend(line: str) -> None:
    a, b = line.join(["left words here."] * 600), line.join(["rechts etwas."] * 100)
    cuts = cuts_of(a, b, [], [])
    assert cuts == sorted(cuts)
    assert [other for _, other in cuts] == sorted(other for _, other in cuts)
    assert len(cuts) >= len(a) // LONGEST_ROW


def test_cuts_when_a_letter_is_written_as_two_then_lines_below_are_still_found() -> None:
    a, b = "of\ufb01ce hours\nevery day\nat nine", "office hours\nevery day\nat nine"
    assert cuts_of(a, b, [Anchor(0, len(a), 0, len(b))], []) == [(12, 13), (22, 23)]
