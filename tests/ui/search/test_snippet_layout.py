from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QTextCharFormat

from desktop_app.similarity.model import Highlight, Mark, Snippet
from desktop_app.ui.documents.marks import mark_format
from desktop_app.ui.search.snippet_layout import from_first_mark, lay_out, runs
from desktop_app.ui.theme.tokens import DARK, LIGHT, Theme

pytestmark = pytest.mark.usefixtures("qapp")
LONG = Snippet("word " * 200, (Highlight(0, 4, Mark.KEYWORD),))


def test_lay_out_when_the_text_is_long_then_ends_in_the_last_line() -> None:
    layout = lay_out(LONG, QFont(), 400, 2, LIGHT, text_colour=LIGHT.text)
    assert layout.lineCount() == 2
    assert layout.text().endswith("…")


def test_lay_out_when_letters_lie_beyond_the_first_plane_then_marks_the_right_ones() -> None:
    text = "🐕🐈 keeps a pet"
    start = text.index("pet")
    marked = Snippet(text, (Highlight(start, start + 3, Mark.KEYWORD),))
    layout = lay_out(marked, QFont(), 400, 2, LIGHT, text_colour=LIGHT.text)
    units = text.encode("utf-16-le")
    found = [
        units[2 * part.start : 2 * (part.start + part.length)].decode("utf-16-le")
        for part in layout.formats()
    ]
    assert found == [text, "pet"]


def test_runs_when_marks_overlap_then_each_stretch_has_all_of_its_marks() -> None:
    keyword, meaning = Highlight(4, 8, Mark.KEYWORD), Highlight(0, 10, Mark.MEANING)
    both = frozenset({Mark.KEYWORD, Mark.MEANING})
    only = frozenset({Mark.MEANING})
    assert runs((keyword, meaning)) == [(0, 4, only), (4, 8, both), (8, 10, only)]


def test_from_first_mark_when_it_lies_far_down_then_begins_before_it() -> None:
    text = "x " * 200 + "the tenant pays"
    start = text.index("tenant")
    shown = from_first_mark(Snippet(text, (Highlight(start, start + 6, Mark.KEYWORD),)), 100)
    mark = shown.highlights[0]
    assert shown.text[mark.start : mark.end] == "tenant"
    assert mark.start < 100


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_marks_when_colours_are_not_told_apart_then_differ_all_the_same(theme: Theme) -> None:
    keyword = mark_format(frozenset({Mark.KEYWORD}), theme)
    meaning = mark_format(frozenset({Mark.MEANING}), theme)
    assert keyword.fontWeight() == QFont.Weight.Bold
    assert meaning.fontWeight() != QFont.Weight.Bold
    assert meaning.underlineStyle() is QTextCharFormat.UnderlineStyle.SingleUnderline
