"""The widget with both texts."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLabel, QToolButton

from desktop_app.ui.compare.compare_page import ComparePage
from desktop_app.ui.compare.compare_pane import ComparePane
from desktop_app.ui.compare.differences_model import DifferencesModel, PlaceRole
from desktop_app.ui.compare.model import Aligned, Family
from desktop_app.ui.compare.words import summary
from desktop_app.ui.documents.intents import DocumentIntents
from tests.support.toy_library import paragraph
from tests.ui.compare.papers import LEFT, RIGHT, compared, shown

pytestmark = pytest.mark.usefixtures("qapp")


class Shown:
    def __init__(self, qtbot: Any, found: Aligned | None = None) -> None:
        self.intents = DocumentIntents()
        self.pane = ComparePane(self.intents)
        self.pane.resize(900, 500)
        qtbot.addWidget(self.pane)
        with qtbot.waitExposed(self.pane):
            self.pane.show()
        self.pane.show_compared(compared(found))

    def label(self, name: str) -> str:
        found = self.pane.findChild(QLabel, name)
        assert found is not None
        return found.text()

    def button(self, name: str) -> QToolButton:
        found = self.pane.findChild(QToolButton, name)
        assert found is not None
        return found


@pytest.fixture
def leases(qtbot: Any) -> Shown:
    return Shown(qtbot)


def long_pair() -> Aligned:
    text = "\n\n".join(paragraph(number) for number in range(400))
    parts = text.split("\n\n")
    parts[200] = "Quite another paragraph stands here, about 17 cats. " * 3
    parts[380] = parts[380].replace(".", " indeed.")
    return shown(text, "\n\n".join(parts))


def test_header_when_compared_then_tells_relation_summary_and_counts(leases: Shown) -> None:
    assert leases.label("compare_relation") == "Nearly the same text"
    assert leases.label("compare_summary") == (
        "Mostly the same text; different: 1 amount and 1 date; 1 passage only on the right."
    )
    assert leases.button("compare_dates").text() == "Dates  1"
    assert leases.button("compare_names").isHidden()
    assert leases.label("compare_position") == "3 differences"


@pytest.mark.parametrize(
    ("next_key", "back_key"), [(Qt.Key.Key_N, Qt.Key.Key_P), (Qt.Key.Key_F8,) * 2]
)
def test_keys_when_pressed_then_go_to_the_next_and_back(
    leases: Shown, qtbot: Any, next_key: Qt.Key, back_key: Qt.Key
) -> None:
    texts = leases.pane.texts
    qtbot.keyClick(texts, next_key)
    assert texts.current == 0
    qtbot.keyClick(texts, next_key)
    assert (texts.current, leases.label("compare_position")) == (1, "2 of 3")
    shift = Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(texts, back_key, shift if back_key == Qt.Key.Key_F8 else Qt.KeyboardModifier(0))
    assert texts.current == 0
    assert texts.accessibleDescription().startswith("Dates: “1 May 2024” | “1 June 2024”")


def test_chips_when_one_is_switched_off_then_its_places_are_passed_over(
    leases: Shown, qtbot: Any
) -> None:
    leases.button("compare_dates").click()
    assert leases.label("compare_position") == "2 differences"
    qtbot.keyClick(leases.pane.texts, Qt.Key.Key_N)
    assert leases.pane.texts.current == 1
    assert leases.pane.differences.rowCount() == 2


def test_copy_when_a_difference_is_current_then_both_passages_and_paths_are_copied(
    leases: Shown, qtbot: Any
) -> None:
    assert not leases.button("compare_copy").isEnabled()
    leases.pane.texts.step(1)
    with qtbot.waitSignal(leases.intents.copy_text_requested) as told:
        qtbot.keyClick(leases.pane.texts, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert told.args == ["old/lease.docx\n1 May 2024\n\nlease (1).pdf\n1 June 2024\n"]


def test_click_when_on_marked_words_then_they_are_current(leases: Shown, qtbot: Any) -> None:
    texts = leases.pane.texts
    QApplication.processEvents()
    found = {
        texts._place_at(QPoint(x, y))
        for x in range(0, texts.viewport().width(), 6)
        for y in range(0, texts.viewport().height(), 6)
    }
    assert found == {-1, 0, 1, 2}
    at = next(
        QPoint(x, y)
        for x in range(0, 420, 4)
        for y in range(0, 400, 4)
        if texts._place_at(QPoint(x, y)) == 1
    )
    qtbot.mouseClick(texts.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert texts.current == 1


def test_only_differences_when_switched_on_then_the_rest_is_folded_and_opens(qtbot: Any) -> None:
    long = Shown(qtbot, long_pair())
    texts = long.pane.texts
    assert len(texts.lines) >= 400
    long.button("compare_only").click()
    folds = [line for line in texts.lines if line.folded]
    assert len(folds) == 3
    assert len(texts.lines) < 15
    qtbot.mouseClick(texts.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 20))
    assert len(texts.lines) > 150


def test_step_when_the_place_is_far_below_then_it_is_seen_and_few_rows_are_laid_out(
    qtbot: Any,
) -> None:
    long = Shown(qtbot, long_pair())
    texts = long.pane.texts
    texts.step(-1)
    QApplication.processEvents()
    first, last = texts.seen
    part = texts.part_of(long.pane.found.aligned.places[texts.current])  # type: ignore[union-attr]
    assert first - 0.01 <= part <= last
    assert first > 0.8
    assert len(texts._layouts) < 60


def test_scrolling_when_heights_are_measured_then_the_line_at_the_top_stays(qtbot: Any) -> None:
    long = Shown(qtbot, long_pair())
    texts = long.pane.texts
    texts.scroll_to_part(0.5)
    before = texts._row_at_top()
    for _ in range(3):
        texts.viewport().repaint()
        QApplication.processEvents()
    assert texts._row_at_top() == before


def test_fuller_answer_when_it_comes_then_the_person_stays_where_they_read(qtbot: Any) -> None:
    found = long_pair()
    half = Aligned(
        found.rows[:220], tuple(p for p in found.places if p.row < 220), found.likeness, False
    )
    long = Shown(qtbot, half)
    texts = long.pane.texts
    texts.step(1)
    texts.verticalScrollBar().setValue(texts.verticalScrollBar().value() - 40)
    before, current = texts._row_at_top(), texts.current
    assert "being compared" in long.label("compare_summary")
    long.pane.show_compared(compared(found))
    assert (texts._row_at_top(), texts.current) == (before, current)


def test_ruler_when_clicked_then_goes_there(qtbot: Any) -> None:
    long = Shown(qtbot, long_pair())
    ruler = long.pane.ruler
    at = QPoint(8, ruler.height() - 5)
    qtbot.mouseClick(ruler, Qt.MouseButton.LeftButton, pos=at)
    assert long.pane.texts.seen[1] > 0.97


def test_list_when_shown_then_leads_to_the_place_and_is_read_out(leases: Shown) -> None:
    leases.button("compare_list").click()
    view = leases.pane.list
    assert view.isVisible()
    view.setCurrentIndex(leases.pane.differences.index(1, 0))
    assert leases.pane.texts.current == 1
    interface = QAccessible.queryAccessibleInterface(view)
    told = [interface.child(n).text(QAccessible.Text.Name) for n in range(interface.childCount())]
    assert "Amounts: “1,250.00” | “1,325.00”" in told


def test_model_when_limited_then_is_sound(qtmodeltester: Any) -> None:
    model = DifferencesModel()
    model.show_aligned(shown())
    qtmodeltester.check(model)
    model.show_families(frozenset({Family.DATES}))
    qtmodeltester.check(model)
    assert model.index(0, 0).data(PlaceRole.NUMBER) == 0
    assert not model.index_of(1).isValid()


def test_summary_when_texts_are_the_same_then_says_so() -> None:
    assert summary(shown(LEFT, LEFT)) == "Same text."
    assert summary(shown(LEFT, LEFT.replace("month and", "month, and"))) == (
        "Same text; only spelling, punctuation or ways of writing differ."
    )


def test_small_things_when_alone_are_shown_else_only_counted(qtbot: Any) -> None:
    alone = Shown(qtbot, shown(LEFT, LEFT.replace("month and", "month, and")))
    assert alone.label("compare_position") == "1 difference"
    both = Shown(qtbot, shown(LEFT, RIGHT.replace("month and", "month, and")))
    assert both.label("compare_position") == "3 differences"
    both.button("compare_small").click()
    assert both.label("compare_position") == "4 differences"


def test_texts_when_letters_take_two_units_then_marks_still_fit(qtbot: Any) -> None:
    left, right = (text.replace("The lease", "\U0001f3e0 The lease") for text in (LEFT, RIGHT))
    found = Shown(qtbot, shown(left, right))
    row = found.pane.found.aligned.places[0].row  # type: ignore[union-attr]
    layout, _ = found.pane.texts._laid_out(row)
    style = layout._layout.formats()[0]
    units = layout._layout.text().encode("utf-16-le")
    assert (
        units[2 * style.start : 2 * (style.start + style.length)].decode("utf-16-le")
        == "1 May 2024"
    )


def test_escape_when_pressed_then_goes_back(qtbot: Any) -> None:
    page = ComparePage(DocumentIntents())
    qtbot.addWidget(page)
    page.pane.show_compared(compared())
    with qtbot.waitSignal(page.back_requested):
        qtbot.keyClick(page.pane.texts, Qt.Key.Key_Escape)
