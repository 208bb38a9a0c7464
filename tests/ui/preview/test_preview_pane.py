from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QImage, QTextCursor
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPushButton, QToolButton

from desktop_app.errors import InvalidRequest
from desktop_app.similarity.model import Mark
from desktop_app.ui.documents.intents import DocumentIntents
from desktop_app.ui.preview.document import PreviewDocument, Wanted, make_ready
from desktop_app.ui.preview.page_view import PageView
from desktop_app.ui.preview.preview_controller import PreviewController
from desktop_app.ui.preview.preview_pane import PreviewPane
from desktop_app.ui.work.open_folder import DocumentText
from tests.support.ui_fakes import FakeRunner

LINE = "The tenant pays the rent in advance 🐕.\n"
TEXT = LINE * 200
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def ready(
    text: str = TEXT,
    kind: str = "docx",
    passages: tuple[tuple[int, int], ...] = ((len(LINE) * 100, len(LINE) * 101),),
    words: tuple[str, ...] = ("rent",),
) -> PreviewDocument:
    found = DocumentText(text, (0, len(text) // 2), kind, "a/lease.docx", "Lease")
    return make_ready(found, Wanted("a/lease.docx", passages, words))


@pytest.fixture
def pane(qtbot: Any) -> PreviewPane:
    pane = PreviewPane(DocumentIntents())
    pane.resize(500, 600)
    qtbot.addWidget(pane)
    with qtbot.waitExposed(pane):
        pane.show()
    return pane


def show(pane: PreviewPane, document: PreviewDocument, qtbot: Any) -> None:
    pane.show_document(document)
    qtbot.waitUntil(lambda: pane.text.is_loaded)
    QApplication.processEvents()


def label(pane: PreviewPane, name: str) -> str:
    found = pane.findChild(QLabel, name)
    assert found is not None
    return found.text()


def words(pane: PreviewPane) -> str:
    return " ".join(each.text() for each in pane.findChildren(QLabel) if each.isVisible())


def test_document_when_shown_then_stands_at_the_passage_with_marks(
    pane: PreviewPane, qtbot: Any
) -> None:
    document = ready()
    show(pane, document, qtbot)
    assert pane.text.offset == len(LINE) * 100
    qtbot.waitUntil(lambda: bool(pane.text.extraSelections()))
    marked = [each.cursor.selectedText() for each in pane.text.extraSelections()]
    assert "rent" in marked
    assert LINE.strip() in [text.strip("\u2029") for text in marked]
    # Only what is seen is marked: two hundred lines have a match each.
    assert len(marked) < 100 < len(document.hits)


def test_next_hit_when_stepped_round_the_end_then_begins_again(
    pane: PreviewPane, qtbot: Any
) -> None:
    show(pane, ready(LINE * 3, passages=(), words=("rent",)), qtbot)
    assert label(pane, "preview_hits") == "1 of 3"
    qtbot.keyClick(pane.text, Qt.Key.Key_F3)
    assert label(pane, "preview_hits") == "2 of 3"
    assert pane.text.offset == len(LINE) + LINE.index("rent")
    for _ in range(2):
        qtbot.keyClick(pane.text, Qt.Key.Key_F3, SHIFT)
    assert label(pane, "preview_hits") == "3 of 3"


def test_find_when_typed_then_counts_steps_and_closes(pane: PreviewPane, qtbot: Any) -> None:
    show(pane, ready(LINE * 3, passages=(), words=()), qtbot)
    qtbot.keyClick(pane.text, Qt.Key.Key_F, CONTROL)
    box = pane.findChild(QLineEdit, "find_box")
    assert box is not None
    assert box.isVisible()
    qtbot.keyClicks(box, "TENANT")
    assert label(pane, "find_count") == "1 of 3"
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert label(pane, "find_count") == "2 of 3"
    qtbot.keyClick(box, Qt.Key.Key_Return, SHIFT)
    assert label(pane, "find_count") == "1 of 3"
    qtbot.keyClicks(box, "zzz")
    assert label(pane, "find_count") == "Nothing found"
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert not box.isVisible()


def test_large_text_when_shown_then_comes_in_blocks_and_stays_usable(
    pane: PreviewPane, qtbot: Any
) -> None:
    text = LINE * 125_000
    at = len(text) - 4000
    document = ready(text, passages=((at, at + 100),), words=())
    pane.show_document(document)
    assert pane.text.document().characterCount() < len(text) // 10
    worst = 0.0
    while not pane.text.is_loaded:
        before = time.process_time()
        QApplication.processEvents()
        worst = max(worst, time.process_time() - before)
    print(f"longest block {1000 * worst:.0f} ms")  # noqa: T201
    assert pane.text.offset == at
    assert document.hits[0].mark is Mark.MEANING


def test_selection_when_long_enough_then_can_be_searched_by(pane: PreviewPane, qtbot: Any) -> None:
    show(pane, ready(), qtbot)
    cursor = pane.text.textCursor()
    cursor.setPosition(0)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfLine, QTextCursor.MoveMode.KeepAnchor)
    pane.text.setTextCursor(cursor)
    assert pane.text.selected_words() == LINE.strip()
    pane.text.customContextMenuRequested.emit(pane.text.rect().center())
    action = pane.findChild(QAction, "similar_to_selection")
    assert action is not None
    with qtbot.waitSignal(pane.similar_text_requested) as told:
        action.trigger()
    assert told.args == [LINE.strip()]
    menu = action.parent()
    assert isinstance(menu, QMenu)
    menu.close()


def test_zoom_when_keys_are_pressed_then_letters_grow_and_return(
    pane: PreviewPane, qtbot: Any
) -> None:
    show(pane, ready(), qtbot)
    before = pane.text.font().pointSizeF()
    qtbot.keyClick(pane.text, Qt.Key.Key_Plus, CONTROL)
    assert pane.text.font().pointSizeF() > before
    qtbot.keyClick(pane.text, Qt.Key.Key_0, CONTROL)
    assert pane.text.font().pointSizeF() == before


def test_buttons_when_pressed_then_tell_what_is_wanted(qtbot: Any) -> None:
    intents = DocumentIntents()
    pane = PreviewPane(intents)
    qtbot.addWidget(pane)
    pane.show_document(ready())
    for name, intent in (
        ("preview_open", intents.open_requested),
        ("preview_reveal", intents.reveal_requested),
        ("preview_similar", intents.similar_requested),
    ):
        button = pane.findChild(QToolButton, name)
        assert button is not None
        with qtbot.waitSignal(intent) as told:
            button.click()
        assert told.args == ["a/lease.docx"]


def test_problem_when_shown_then_gives_reason_remedy_and_button(
    pane: PreviewPane, qtbot: Any
) -> None:
    show(pane, ready(), qtbot)
    pane.show_problem("a/b.pdf", "Protected by a password", "Save a copy.", button="Open")
    assert "Protected by a password" in words(pane)
    assert "Save a copy." in words(pane)
    assert label(pane, "preview_title") == "b.pdf"
    button = pane.findChild(QPushButton, "placeholder_button")
    assert button is not None
    with qtbot.waitSignal(pane.remedy_requested) as told:
        button.click()
    assert told.args == ["a/b.pdf"]
    pane.show_nothing()
    assert "Nothing chosen" in words(pane)


def test_loading_when_another_document_is_chosen_then_the_old_text_goes(
    pane: PreviewPane, qtbot: Any
) -> None:
    show(pane, ready(), qtbot)
    pane.show_loading("other.pdf", "Other", "pdf")
    assert pane.text.toPlainText() == ""
    assert label(pane, "preview_title") == "Other"


def answering(view: PageView, asked: list[tuple[str, int, float]]) -> Callable[..., None]:
    def answer(path: str, page: int, scale: float) -> None:
        asked.append((path, page, scale))
        image = QImage(round(300 * scale), round(400 * scale), QImage.Format.Format_RGB32)
        view.show_picture(path, page, scale, image, (300.0, 400.0))

    return answer


def test_pages_when_wanted_then_the_page_of_the_match_comes_as_wide_as_the_view(
    pane: PreviewPane, qtbot: Any
) -> None:
    asked: list[tuple[str, int, float]] = []
    pane.page_requested.connect(answering(pane.pages, asked))
    show(pane, ready(kind="pdf"), qtbot)
    switch = pane.findChild(QToolButton, "preview_page")
    assert switch is not None
    switch.click()
    assert asked[0][:2] == ("a/lease.docx", 2)
    picture = pane.findChild(QLabel, "page_picture")
    assert picture is not None
    qtbot.waitUntil(lambda: len(asked) == 2)  # once its width is known, it is asked for sharply
    assert abs(picture.width() - pane.pages.width()) < 60
    assert abs(asked[-1][2] * 300 - picture.width() * pane.devicePixelRatioF()) < 3


def test_pages_when_zoomed_then_stay_so_until_fitted_again(qtbot: Any) -> None:
    view = PageView()
    view.resize(400, 400)
    qtbot.addWidget(view)
    asked: list[tuple[str, int, float]] = []
    view.page_requested.connect(answering(view, asked))
    view.show_pages("a.pdf", 3)
    percents: list[int] = []
    view.zoom_changed.connect(percents.append)
    view.zoom_in()
    view.zoom_in()
    view.fit_width()
    assert percents[0] < percents[1]
    assert percents[2] < percents[0]
    view.go_to(99)
    assert view.page == 3
    assert asked[-1][1] == 3


def test_pages_when_a_late_picture_comes_then_is_left_alone(qtbot: Any) -> None:
    view = PageView()
    qtbot.addWidget(view)
    view.show_pages("a.pdf", 3)
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    view.show_picture("b.pdf", 1, 1.0, image, (10.0, 10.0))
    picture = view.findChild(QLabel, "page_picture")
    assert picture is not None
    assert picture.pixmap().isNull()


class FakeFolder:
    def text_of(self, path: str) -> DocumentText:
        if path == "gone.pdf":
            raise InvalidRequest("“gone.pdf” is not in the index.")
        return DocumentText(TEXT, (0,), "pdf", path)


def test_controller_when_rows_are_passed_on_the_way_then_opens_the_last_one(qtbot: Any) -> None:
    runner = FakeRunner()
    controller = PreviewController(runner)
    controller.set_folder(FakeFolder())
    for path in ("a.pdf", "b.pdf"):
        controller.want(Wanted(path))
    qtbot.waitUntil(lambda: bool(runner.tasks))
    with qtbot.waitSignal(controller.ready) as told:
        runner.tasks[0].end()
    assert told.args[0].path == "b.pdf"
    assert len(runner.tasks) == 1


def test_controller_when_a_late_document_comes_then_is_not_shown(qtbot: Any) -> None:
    runner = FakeRunner()
    controller = PreviewController(runner)
    controller.set_folder(FakeFolder())
    controller.want(Wanted("a.pdf"))
    qtbot.waitUntil(lambda: bool(runner.tasks))
    controller.want(None)
    with qtbot.assertNotEmitted(controller.ready):
        runner.tasks[0].end()


def test_controller_when_a_document_is_gone_then_tells(qtbot: Any) -> None:
    runner = FakeRunner()
    controller = PreviewController(runner)
    controller.set_folder(FakeFolder())
    controller.want(Wanted("gone.pdf"))
    qtbot.waitUntil(lambda: bool(runner.tasks))
    with qtbot.waitSignal(controller.failed):
        runner.tasks[0].end()
