"""Text that is struck out is drawn struck through, in the list and in the preview."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QTextEdit

from desktop_app.similarity.model import Highlight, Mark, Snippet
from desktop_app.ui.documents.struck import struck_spans
from desktop_app.ui.preview.document import Wanted, make_ready
from desktop_app.ui.preview.text_view import DocumentTextView
from desktop_app.ui.search.snippet_layout import lay_out
from desktop_app.ui.theme.tokens import LIGHT
from desktop_app.ui.work.open_folder import DocumentText

TEXT = "🐕 The rent is ⟦5,000⟧ 5,200 a month. ⟦No pets.⟧"


@pytest.mark.parametrize(
    ("text", "struck"),
    [
        (TEXT, ["⟦5,000⟧", "⟦No pets.⟧"]),
        ("cut off⟧ here ⟦goes on", ["cut off⟧", "⟦goes on"]),
        ("nothing of the kind", []),
        ("⟧⟦", ["⟧", "⟦"]),
    ],
)
def test_spans_are_what_stands_between_the_marks(text: str, struck: list[str]) -> None:
    assert [text[start:end] for start, end in struck_spans(text)] == struck


def _through(view: DocumentTextView) -> list[str]:
    selections: list[QTextEdit.ExtraSelection] = view.extraSelections()
    return [each.cursor.selectedText() for each in selections if each.format.fontStrikeOut()]


def test_preview_when_text_is_struck_out_then_a_line_goes_through_it(qtbot: Any) -> None:
    view = DocumentTextView()
    view.resize(500, 300)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    found = DocumentText(TEXT, (0,), "docx", "lease.docx")
    view.show_document(make_ready(found, Wanted("lease.docx", words=("rent",))))
    qtbot.waitUntil(lambda: len(_through(view)) == 2)
    assert _through(view) == ["⟦5,000⟧", "⟦No pets.⟧"]


@pytest.mark.usefixtures("qapp")
def test_passage_in_the_list_when_struck_out_then_a_line_goes_through_it() -> None:
    snippet = Snippet(TEXT, (Highlight(6, 10, Mark.KEYWORD),))
    layout = lay_out(snippet, QFont(), 2000, 2, LIGHT, text_colour=LIGHT.text)
    units = TEXT.encode("utf-16-le")
    found = [
        units[2 * part.start : 2 * (part.start + part.length)].decode("utf-16-le")
        for part in layout.formats()
        if part.format.fontStrikeOut()
    ]
    assert found == ["⟦5,000⟧", "⟦No pets.⟧"]
