"""Marks around text that is struck out."""

from __future__ import annotations

import pytest

from desktop_app.documents.text.struck import StruckRuns, joined, struck


@pytest.mark.parametrize(
    ("text", "marked"),
    [("5,000", "⟦5,000⟧"), (" old words\n", " ⟦old words⟧\n"), ("  ", "  "), ("", "")],
)
def test_struck_when_given_text_then_marks_its_words_only(text: str, marked: str) -> None:
    assert struck(text) == marked


@pytest.mark.parametrize(
    ("runs", "marked"),
    [
        ([("not ", False), ("a", True), ("b ", True), ("word", False)], "not ⟦ab⟧ word"),
        ([("a", True), (" ", False), ("b", True)], "⟦a b⟧"),
        ([(" a ", True)], " ⟦a⟧ "),
        ([(" ", True), ("b", False)], " b"),
        ([("a", True), ("\n", True), ("b", True)], "⟦a⟧\n⟦b⟧"),
    ],
)
def test_struck_runs_when_next_to_each_other_then_they_share_marks(
    runs: list[tuple[str, bool]], marked: str
) -> None:
    marks = StruckRuns()
    written = [marks.marked(text, is_struck=is_struck) for text, is_struck in runs]
    assert "".join(written) + marks.end() == marked
    assert not marks.is_open


def test_joined_when_struck_runs_follow_each_other_on_a_line_then_one_pair_of_marks() -> None:
    assert joined("⟦a⟧⟦b⟧ ⟦c⟧\n⟦d⟧ e ⟦f⟧") == "⟦ab c⟧\n⟦d⟧ e ⟦f⟧"
