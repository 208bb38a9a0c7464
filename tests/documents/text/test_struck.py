"""Marks around text that is struck out."""

from __future__ import annotations

import pytest

from desktop_app.documents.text.struck import struck


@pytest.mark.parametrize(
    ("text", "marked"),
    [("5,000", "⟦5,000⟧"), (" old words\n", " ⟦old words⟧\n"), ("  ", "  "), ("", "")],
)
def test_struck_when_given_text_then_marks_its_words_only(text: str, marked: str) -> None:
    assert struck(text) == marked
