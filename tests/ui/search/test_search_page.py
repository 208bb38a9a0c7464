from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QContextMenuEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from desktop_app.errors import AppError, IndexMissing, KeyRefused, OfflineLocked
from desktop_app.similarity.model import Filters, SearchResult
from desktop_app.ui.documents.intents import DocumentIntents
from desktop_app.ui.documents.kinds import Family, kind_badge, kind_words
from desktop_app.ui.documents.menu import DocumentMenu
from desktop_app.ui.search.periods import Period, between_ns, since_ns
from desktop_app.ui.search.question import LikeDocument, LikeText, Typed
from desktop_app.ui.search.result_row import Answer, answer_of
from desktop_app.ui.search.search_bar import SearchBar
from desktop_app.ui.search.search_controller import SearchController
from desktop_app.ui.search.search_page import SearchPage
from desktop_app.ui.search.wiring import SearchWiring
from desktop_app.ui.theme.tokens import LIGHT
from desktop_app.ui.work.remedies import Remedy
from tests.support.ui_fakes import FakeRunner, a_hit, copies

LEASE = Typed("lease")


class Shown:
    """A page with what a person wanted of it."""

    def __init__(self, qtbot: Any) -> None:
        self.intents = DocumentIntents()
        self.page = SearchPage(self.intents)
        self.page.resize(700, 600)
        qtbot.addWidget(self.page)
        self.page.set_coverage(1231, 40)
        with qtbot.waitExposed(self.page):
            self.page.show()

    def answer(self, hits: int = 5, *, folded: int = 0) -> None:
        found = [a_hit(0, folded=copies(folded)), *(a_hit(n) for n in range(1, hits))]
        result = SearchResult(tuple(found[:hits]), 1231, 9000)
        self.page.show_question(LEASE)
        self.page.show_answer(answer_of(LEASE, result, 30_000))

    def words(self) -> str:
        labels = self.page.findChildren(QLabel)
        return " ".join(label.text() for label in labels if label.isVisible())


@pytest.fixture
def shown(qtbot: Any) -> Shown:
    return Shown(qtbot)


def test_keys_when_pressed_then_choose_unfold_and_open(shown: Shown, qtbot: Any) -> None:
    shown.answer(folded=2)
    view = shown.page.view
    view.setFocus()
    view.choose_first()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.results.rowCount() == 7
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert view.current_row is not None
    assert view.current_row.path == "copies/0.txt"
    qtbot.keyClick(view, Qt.Key.Key_Left)
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert view.results.rowCount() == 5
    with qtbot.waitSignal(shown.intents.open_requested) as opened:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert opened.args == ["contracts/00000.pdf"]


def test_up_when_on_the_first_row_then_goes_to_the_box(shown: Shown, qtbot: Any) -> None:
    shown.answer()
    shown.page.view.choose_first()
    with qtbot.waitSignal(shown.page.box_requested):
        qtbot.keyClick(shown.page.view, Qt.Key.Key_Up)


@pytest.mark.parametrize(
    ("keys", "intent", "carried"),
    [
        ("Ctrl+L", "similar_requested", "contracts/00000.pdf"),
        ("Ctrl+C", "copy_text_requested", "The tenant of flat 0 keeps a pet."),
        ("Ctrl+Shift+C", "copy_path_requested", "contracts/00000.pdf"),
    ],
)
def test_key_of_the_menu_when_pressed_in_the_list_then_does_the_same(
    qtbot: Any, keys: str, intent: str, carried: str
) -> None:
    shown = Shown(qtbot)
    shown.answer()
    shown.page.view.choose_first()
    with qtbot.waitSignal(getattr(shown.intents, intent)) as told:
        qtbot.keySequence(shown.page.view, keys)
    assert told.args == [carried]


def test_menu_key_when_pressed_then_offers_all_and_tells_what_was_chosen(
    shown: Shown, qtbot: Any
) -> None:
    shown.answer()
    view = shown.page.view
    view.choose_first()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(0, 0), QPoint(0, 0))
    QApplication.sendEvent(view.viewport(), asked)
    menu = view.findChild(DocumentMenu)
    assert menu is not None
    names = [action.text().replace("&", "") for action in menu.actions() if action.text()]
    assert names == [
        "Find similar",
        "Compare with…",
        "Open",
        "Show in folder",
        "Copy path",
        "Copy passage",
        "Exclude from the index",
        "Exclude all of “contracts”",
    ]
    with qtbot.waitSignal(shown.intents.compare_requested) as told:
        menu.actions()[1].trigger()
    assert told.args == ["contracts/00000.pdf"]
    menu.close()


def test_alike_when_clicked_then_unfolds(shown: Shown, qtbot: Any) -> None:
    shown.answer(folded=3)
    view = shown.page.view
    QApplication.processEvents()
    rect = view.visualRect(view.results.index(0))
    metrics = view.itemDelegate().metrics(view.font(), rect.width())  # type: ignore[attr-defined]
    inside = metrics.inside(rect)
    at = QPoint(inside.right() - 20, inside.top() + metrics.title_height + 8)
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert view.results.rowCount() == 8


def test_row_when_painted_then_shows_both_marks(shown: Shown, qtbot: Any) -> None:
    shown.answer(1)
    QApplication.processEvents()
    picture = shown.page.view.viewport().grab().toImage()
    colours = {picture.pixelColor(x, y).name() for x in range(0, 500, 2) for y in range(40, 90)}
    assert LIGHT.keyword_back in colours


def test_nothing_found_when_files_are_unread_then_says_so_in_numbers(
    shown: Shown, qtbot: Any
) -> None:
    shown.page.show_question(LEASE)
    shown.page.show_answer(Answer(LEASE, (), 1231))
    assert "Nothing found in 1,231 document" in shown.words().replace("1231", "1,231")
    assert "40 file" in shown.words()
    with qtbot.waitSignal(shown.page.unread_requested):
        shown.page.findChild(QPushButton, "placeholder_button").click()


def test_nothing_found_when_filtered_then_offers_to_clear_the_filters(
    shown: Shown, qtbot: Any
) -> None:
    shown.page.chips.choose_families(frozenset({Family.PDF}))
    filtered = Typed("lease", shown.page.chips.filters)
    shown.page.show_question(filtered)
    shown.page.show_answer(Answer(filtered, (), 12))
    with qtbot.waitSignal(shown.page.filters_changed) as told:
        shown.page.findChild(QPushButton, "placeholder_button").click()
    assert told.args == [Filters()]


def test_so_far_when_no_file_is_known_yet_then_tells_no_numbers(shown: Shown) -> None:
    shown.page.set_coverage(0, 0, indexing=True)
    assert "Nothing is read yet" in shown.words()
    assert "So far" not in shown.words()


def test_so_far_when_indexing_then_says_how_far(shown: Shown) -> None:
    shown.answer()
    shown.page.set_coverage(412, 819, indexing=True)
    assert "So far: 412 of" in shown.words()
    shown.page.set_coverage(1231, 0)
    assert "So far" not in shown.words()


def test_failure_when_told_then_takes_the_place_of_results(shown: Shown) -> None:
    shown.answer()
    shown.page.show_failure(IndexMissing("Nothing has been indexed.", "Index it."))
    assert "Nothing has been indexed." in shown.words()
    assert "Index it." in shown.words()


def test_like_when_asked_then_says_what_the_results_are_like(shown: Shown) -> None:
    shown.page.show_question(LikeDocument("reports/report.docx"))
    assert "Like report.docx" in shown.words()
    shown.page.show_question(LikeDocument("/elsewhere/report.docx"))
    assert "outside the folder" in shown.words()
    shown.page.show_question(LikeText("Dear Sir"))
    assert "“Dear Sir”" in shown.words()


def test_answer_when_it_is_brought_up_to_date_then_the_chosen_row_stays(shown: Shown) -> None:
    shown.answer(5)
    shown.page.view.setCurrentIndex(shown.page.view.results.index(3))
    more = SearchResult((a_hit(99), *(a_hit(n) for n in range(5))), 1300, 9100)
    shown.page.show_answer(answer_of(LEASE, more, 100))
    assert shown.page.view.current_row is not None
    assert shown.page.view.current_row.path == "contracts/00003.pdf"


def test_drop_when_a_file_or_text_is_dropped_then_asks_for_what_is_like_it(
    shown: Shown, qtbot: Any
) -> None:
    def drop(data: QMimeData) -> None:
        event = QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            data,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
            QEvent.Type.Drop,
        )
        shown.page.dropEvent(event)

    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile("/elsewhere/a.pdf")])
    with qtbot.waitSignal(shown.page.file_dropped) as dropped:
        drop(data)
    assert dropped.args == ["/elsewhere/a.pdf"]
    text = QMimeData()
    text.setText(" Dear Sir ")
    with qtbot.waitSignal(shown.page.text_dropped) as told:
        drop(text)
    assert told.args == ["Dear Sir"]


def test_rows_when_a_screen_reader_asks_then_have_names(shown: Shown) -> None:
    shown.answer()
    interface = QAccessible.queryAccessibleInterface(shown.page.view)
    assert interface.text(QAccessible.Text.Name) == "Results"
    assert "Lease 1" in interface.child(1).text(QAccessible.Text.Name)


def test_list_when_twenty_thousand_are_scrolled_then_gives_out_all(
    shown: Shown, record_property: Any
) -> None:
    shown.answer(20_000)
    view = shown.page.view
    bar = view.verticalScrollBar()
    worst, rounds = 0.0, 0
    while view.results.rowCount() < 20_000 and rounds < 500:
        before = time.process_time()
        bar.setValue(bar.maximum())
        QApplication.processEvents()
        worst, rounds = max(worst, time.process_time() - before), rounds + 1
    record_property("slowest_step_ms", round(1000 * worst))
    print(f"slowest step {1000 * worst:.0f} ms in {rounds}")  # noqa: T201
    assert view.results.rowCount() == 20_000


# -- the box ---------------------------------------------------------------------------


def test_box_when_typed_in_then_asks_once_a_moment_later(qtbot: Any) -> None:
    bar = SearchBar()
    qtbot.addWidget(bar)
    asked: list[str] = []
    bar.search_requested.connect(asked.append)
    qtbot.keyClicks(bar, " lease ")
    assert asked == []
    qtbot.waitUntil(lambda: asked == ["lease"])
    with qtbot.waitSignal(bar.entered):
        qtbot.keyClick(bar, Qt.Key.Key_Return)
    qtbot.keyClick(bar, Qt.Key.Key_Escape)
    assert asked == ["lease", ""]
    with qtbot.waitSignal(bar.left):
        qtbot.keyClick(bar, Qt.Key.Key_Escape)


def test_box_when_a_whole_text_is_pasted_then_asks_for_what_is_like_it(qtbot: Any) -> None:
    bar = SearchBar()
    qtbot.addWidget(bar)
    QGuiApplication.clipboard().setText("Dear Sir,\nyour flat …")
    with qtbot.waitSignal(bar.text_pasted):
        qtbot.keyClick(bar, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert bar.text() == ""
    QGuiApplication.clipboard().setText("pets")
    qtbot.keyClick(bar, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert bar.text() == "pets"


def test_wiring_when_words_are_typed_then_question_and_box_agree(qtbot: Any) -> None:
    page, bar = SearchPage(DocumentIntents()), SearchBar()
    for widget in (page, bar):
        qtbot.addWidget(widget)
    controller = SearchController(FakeRunner())
    SearchWiring(bar, page, controller)
    bar.setText("lease")
    qtbot.keyClick(bar, Qt.Key.Key_Return)
    assert controller.question == LEASE
    page.file_dropped.emit("/elsewhere/a.pdf")
    assert bar.text() == ""
    controller.back()
    assert bar.text() == "lease"


# -- filters ---------------------------------------------------------------------------


def test_filters_when_chosen_then_are_told_and_named(shown: Shown) -> None:
    chips = shown.page.chips
    chips.set_subfolders(("contracts", "contracts/2023"))
    chips.choose_families(frozenset({Family.PDF, Family.MAIL}))
    chips.choose_subfolder("contracts/2023")
    chips.choose_days(date(2024, 3, 31), date(2024, 3, 1))
    first, after = between_ns(date(2024, 3, 1), date(2024, 3, 31))
    assert chips.filters == Filters(
        kinds=frozenset({"pdf", "email", "msg", "mbox"}),
        subfolder="contracts/2023",
        modified_from_ns=first,
        modified_to_ns=after,
    )
    chips.choose_period(Period.WEEK)
    assert chips.filters.modified_to_ns is None
    chips.clear()
    assert chips.filters == Filters()


def test_periods_when_a_week_then_begins_six_days_before_today() -> None:
    today = date(2024, 3, 10)
    assert since_ns(Period.WEEK, today) == between_ns(date(2024, 3, 4), today)[0]
    assert since_ns(Period.ANY, today) is None


def test_kinds_when_named_then_are_words_and_short_badges() -> None:
    assert kind_words("docx") == "Word document"
    assert kind_words("unheard_of") == "Other file"
    assert kind_badge("email") == "MAIL"
    assert len(kind_badge("notebook")) <= 5


def test_nothing_found_when_words_are_quoted_then_says_so_and_counts_the_whole_folder(
    shown: Shown,
) -> None:
    quoted = Typed('"an airship"')
    shown.page.show_question(quoted)
    shown.page.show_answer(answer_of(quoted, SearchResult((), 0, 0), 100))
    assert "Nothing found in 1,231 document" in shown.words()
    assert "word for word" in shown.words()


def test_page_when_the_folder_is_empty_then_says_what_to_do(shown: Shown) -> None:
    shown.page.set_coverage(0, 0)
    assert "This folder has no documents yet" in shown.words()
    shown.page.set_coverage(0, 3)
    assert "None of 3 file" in shown.words()


def test_answer_to_another_question_then_what_was_chosen_before_is_shown_no_more(
    shown: Shown, qtbot: Any
) -> None:
    shown.answer()
    shown.page.view.choose_first()
    chosen: list[object] = []
    shown.page.row_chosen.connect(chosen.append)
    quoted = Typed('"an airship"')
    shown.page.show_question(quoted)
    shown.page.show_answer(answer_of(quoted, SearchResult((), 0, 0), 100))
    assert chosen == [None]


def test_weak_matches_when_there_are_some_then_told_and_shown_when_asked_for(
    shown: Shown, qtbot: Any
) -> None:
    hits = [replace(a_hit(n), cosine=0.6, words=()) for n in range(3)]
    hits += [replace(a_hit(n), cosine=0.1, words=()) for n in range(3, 5)]
    hits.append(replace(a_hit(5), cosine=0.1, words=("pet",)))
    shown.page.show_question(LEASE)
    shown.page.show_answer(answer_of(LEASE, SearchResult(tuple(hits), 1231, 9000), 100))
    results = shown.page.view.results
    rows = [results.row_at(results.index(number)) for number in range(results.rowCount())]
    assert [row.path[-5:-4] for row in rows if row] == ["0", "1", "2", "5"]
    link = shown.page.findChild(QPushButton, "show_weaker")
    assert "2 weaker" in link.text()
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert shown.page.view.results.rowCount() == 6
    assert not link.isVisible()


def test_weak_matches_when_there_is_nothing_else_then_said_and_offered(
    shown: Shown, qtbot: Any
) -> None:
    hits = tuple(replace(a_hit(n), cosine=0.1, words=()) for n in range(3))
    shown.page.show_question(LEASE)
    shown.page.show_answer(answer_of(LEASE, SearchResult(hits, 1231, 9000), 100))
    assert "Nothing close found in" in shown.words()
    button = shown.page.findChild(QPushButton, "placeholder_button")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert shown.page.view.results.rowCount() == 3


# -- a model at a provider ---------------------------------------------------------------


def _by_words(shown: Shown, problem: AppError | None = None, hits: int = 3) -> None:
    found = tuple(replace(a_hit(n), cosine=0.0) for n in range(hits))
    result = SearchResult(found, 1231, 9000, problem=problem, unasked="api.example.org")
    shown.page.show_question(LEASE)
    shown.page.show_answer(answer_of(LEASE, result, 100))


def test_page_when_only_words_were_compared_then_a_hint_says_how_to_go_on(
    shown: Shown, qtbot: Any
) -> None:
    _by_words(shown)
    note = shown.page.meaning_note
    assert "Enter sends your question to api.example.org" in shown.words()
    with qtbot.waitSignal(note.ask_requested):
        note.findChild(QPushButton, "meaning_button_0").click()
    assert shown.page.view.results.row_at(shown.page.view.results.index(0)).why == (
        "Found by its words: tenant."
    )
    shown.answer()
    assert not note.isVisible()


def test_page_when_the_provider_failed_then_says_so_with_what_can_be_done(
    shown: Shown, qtbot: Any
) -> None:
    _by_words(shown, KeyRefused("There is no key for OpenAI."))
    assert "There is no key for OpenAI. So only words were compared." in shown.words()
    button = shown.page.meaning_note.findChild(QPushButton, "meaning_button_0")
    assert button.text() == "Set a key…"
    with qtbot.waitSignal(shown.page.remedy_requested) as wanted:
        button.click()
    assert wanted.args == [Remedy.SET_KEY]


def test_page_when_no_word_is_found_then_says_that_meanings_were_not_compared(
    shown: Shown,
) -> None:
    _by_words(shown, hits=0)
    assert "Only words were compared." in shown.words()
    assert shown.page.meaning_note.isVisible()


def test_page_when_a_text_cannot_be_sent_then_the_remedy_is_a_button(
    shown: Shown, qtbot: Any
) -> None:
    shown.page.show_question(LikeText("Dear Sir"))
    shown.page.show_failure(OfflineLocked("The offline lock is on."))
    with qtbot.waitSignal(shown.page.remedy_requested) as wanted:
        shown.page.findChild(QPushButton, "placeholder_button").click()
    assert wanted.args == [Remedy.PRIVACY]


def test_results_when_meaning_follows_words_then_the_best_one_is_chosen_anew(
    shown: Shown,
) -> None:
    _by_words(shown)
    shown.page.view.setFocus()
    shown.page.view.choose_first()
    found = (a_hit(7), a_hit(0))
    shown.page.show_answer(answer_of(LEASE, SearchResult(found, 1231, 9000), 100))
    assert shown.page.view.current_row is not None
    assert shown.page.view.current_row.path == a_hit(7).path
