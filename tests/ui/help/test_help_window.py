"""The help can be read, searched and followed, and stays beside the window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from desktop_app.ui.help.help_window import HelpWindow
from desktop_app.ui.help.pages import read_pages
from desktop_app.ui.theme.apply import apply_theme


@pytest.fixture
def window(qtbot: QtBot) -> HelpWindow:
    made = HelpWindow(read_pages("en"))
    qtbot.addWidget(made)
    made.show_page()
    return made


def _titles(window: HelpWindow) -> list[str]:
    model = window.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_help_when_opened_shows_how_to_begin_and_all_pages(window: HelpWindow) -> None:
    assert window.page.toPlainText().startswith("Getting started in one minute")
    assert _titles(window) == [page.title for page in read_pages("en")]
    assert window.list.currentIndex().row() == 0


def test_search_narrows_the_list_and_marks_the_words(window: HelpWindow, qtbot: QtBot) -> None:
    window.box.setText("journal")

    assert "What happens to your files" in _titles(window)
    assert len(_titles(window)) < len(read_pages("en"))
    qtbot.keyClick(window.box, Qt.Key.Key_Return)
    assert "journal" in window.page.toPlainText()
    assert window.page.extraSelections()


def test_search_for_words_of_the_title_puts_that_page_first(window: HelpWindow) -> None:
    window.box.setText("privacy")

    assert _titles(window)[0] == "Privacy and security"


def test_search_without_a_page_says_so(window: HelpWindow) -> None:
    window.box.setText("xylophone")

    assert _titles(window) == []
    assert not window._nothing.isHidden()
    window.box.clear()
    assert window._nothing.isHidden()


def test_page_chosen_in_the_list_is_shown_and_the_way_leads_back(window: HelpWindow) -> None:
    back = window.findChild(QToolButton, "help_back")
    assert not back.isEnabled()

    window.list.setCurrentIndex(window.list.model().index(5, 0))
    assert window.page.toPlainText().startswith("Privacy and security")

    back.click()
    assert window.page.toPlainText().startswith("Getting started")
    assert window.list.currentIndex().row() == 0


def test_link_to_a_page_leads_there_and_the_list_follows(window: HelpWindow) -> None:
    window.page.anchorClicked.emit(QUrl("4-duplicates.md"))

    assert window.page.toPlainText().startswith("Reviewing duplicates")
    assert window.list.currentIndex().data() == "Reviewing duplicates"


def test_link_for_an_action_is_passed_on_and_the_page_stays(window: HelpWindow) -> None:
    asked: list[str] = []
    window.action_requested.connect(asked.append)
    before = window.page.toPlainText()

    window.page.anchorClicked.emit(QUrl("action:keys"))

    assert asked == ["keys"]
    assert window.page.toPlainText() == before
    assert not window.page.isBackwardAvailable()


def test_lines_are_no_longer_than_reads_well(window: HelpWindow) -> None:
    window.resize(2400, 900)

    widest = window.page.fontMetrics().averageCharWidth() * 80

    assert 0 < window.page.document().textWidth() <= widest


def test_colours_when_they_change_then_the_page_follows_and_stays(
    window: HelpWindow, qapp: QApplication
) -> None:
    window.show_page("6-privacy.md")
    try:
        apply_theme(qapp, True)
        assert window.page.toPlainText().startswith("Privacy and security")
    finally:
        apply_theme(qapp, False)


def test_escape_closes_and_the_next_time_the_page_is_still_there(
    window: HelpWindow, qtbot: QtBot
) -> None:
    window.show_page("8-troubleshooting.md")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)

    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()

    window.show_page()
    assert window.page.toPlainText().startswith("Troubleshooting")
