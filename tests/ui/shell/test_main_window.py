"""The frame: what it shows, what it asks for, by mouse and by keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from desktop_app.ui.shell import window_state
from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.shell.trust_strip import TrustFacts, TrustPart
from desktop_app.ui.shell.views import View
from desktop_app.ui.shell.window_state import WindowState


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    made = MainWindow()
    qtbot.addWidget(made, before_close_func=lambda _: made.let_go())
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def opened(window: MainWindow) -> MainWindow:
    for view in (View.SEARCH, View.FILES):
        window.set_view(view, QLabel(str(view)))
    window.set_preview(QLabel("preview"))
    window.set_search_box(QLineEdit())
    window.show_folder("/x/Mandate")
    return window


def test_window_when_new_then_it_is_painted_once_and_offers_to_choose_a_folder(
    qtbot: QtBot,
) -> None:
    made = MainWindow()
    qtbot.addWidget(made, before_close_func=lambda _: made.let_go())
    with qtbot.waitSignal(made.painted):
        made.show()
    assert not made.shows_folder
    assert not made.window_actions.update_index.isEnabled()
    focused = made.focusWidget()
    assert focused is not None
    assert focused.objectName() == "choose_folder"


def test_folder_when_shown_then_named_in_title_and_bar(opened: MainWindow) -> None:
    assert opened.shows_folder
    assert opened.windowTitle() == "Mandate – Likewise"
    button = opened.findChild(QToolButton, "folder_button")
    assert "Mandate" in button.text()
    assert opened.window_actions.update_index.isEnabled()


def test_view_when_its_key_is_pressed_then_shown_and_told(opened: MainWindow, qtbot: QtBot) -> None:
    assert opened.view is View.SEARCH
    with qtbot.waitSignal(opened.view_shown, check_params_cb=lambda view: view is View.FILES):
        qtbot.keyClick(opened, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert opened.findChild(QToolButton, "rail_files").isChecked()


def test_view_that_is_not_there_is_neither_offered_nor_shown(opened: MainWindow) -> None:
    opened.show_view(View.MAP)
    assert opened.view is View.SEARCH
    assert not opened.findChild(QToolButton, "rail_map").isVisible()


def test_preview_when_f9_is_pressed_then_hidden_and_remembered(
    opened: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    qtbot.keyClick(opened, Qt.Key.Key_F9)
    window_state.save(opened.state(), tmp_path / "window.json")

    again = MainWindow(window_state.load(tmp_path / "window.json"))
    qtbot.addWidget(again, before_close_func=lambda _: again.let_go())
    assert not again.window_actions.preview.isChecked()
    assert again.size() == opened.size()


@pytest.mark.parametrize("stored", [b"", b"[]", b'{"geometry": 3, "split": "?", "other": 1}'])
def test_window_state_when_the_file_makes_no_sense_then_as_never_saved(
    tmp_path: Path, stored: bytes
) -> None:
    (tmp_path / "window.json").write_bytes(stored)
    assert window_state.load(tmp_path / "window.json") == WindowState()


def test_close_when_asked_then_the_window_waits_until_it_is_let_go(
    opened: MainWindow, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(opened.close_requested):
        opened.close()
    assert opened.isVisible()
    opened.let_go()
    assert not opened.isVisible()


def test_folder_when_dropped_on_the_start_page_then_chosen(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    none = Qt.KeyboardModifier.NoModifier
    left = Qt.MouseButton.LeftButton
    event = QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, data, left, none)
    with qtbot.waitSignal(window.folder_chosen) as chosen:
        window.dropEvent(event)
    assert chosen.args == [str(tmp_path)]


def test_trust_strip_when_facts_are_known_then_each_is_a_button(
    opened: MainWindow, qtbot: QtBot
) -> None:
    strip = opened.trust_strip
    strip.show_facts(TrustFacts("m", "", 1284, 1231, "/x.likewise"))
    words = [button.text() for button in strip.findChildren(QToolButton)]
    assert words == [
        "m, on this computer",
        "Nothing sent",
        "1,231 of 1,284 fully read",
        "Index beside the folder",
    ]
    with qtbot.waitSignal(strip.part_chosen) as chosen:
        strip.findChild(QToolButton, f"trust_{TrustPart.COVERAGE}").click()
    assert chosen.args == [TrustPart.COVERAGE]


def test_trust_strip_when_a_model_runs_elsewhere_then_it_says_so(opened: MainWindow) -> None:
    strip = opened.trust_strip
    strip.show_facts(TrustFacts("big", "api.example.com", has_sent=True))
    assert strip.findChild(QToolButton, "trust_model").text() == "big, at api.example.com"
    assert strip.findChild(QToolButton, "trust_sent").text() == "Nothing is sent now"
    strip.show_facts(TrustFacts("big", "api.example.com", sends_to="api.example.com"))
    assert strip.findChild(QToolButton, "trust_sent").text() == "Text is sent to api.example.com"
    assert not strip.findChild(QToolButton, "trust_place").isVisible()


def test_trust_strip_when_texts_were_sent_before_then_never_says_that_nothing_was(
    opened: MainWindow,
) -> None:
    strip = opened.trust_strip
    strip.show_facts(TrustFacts("small", has_sent=True))
    assert strip.findChild(QToolButton, "trust_sent").text() == "Nothing is sent now"


def test_every_control_has_a_name_for_those_who_do_not_see_it(opened: MainWindow) -> None:
    controls = (*opened.findChildren(QToolButton), *opened.top_bar.findChildren(QWidget))
    silent = [
        control.objectName()
        for control in controls
        if isinstance(control, QToolButton)
        and control.isVisible()
        and not (control.accessibleName() or control.text())
    ]
    assert silent == []


def test_preview_when_hidden_and_shown_again_then_has_its_width_again(opened: MainWindow) -> None:
    beside = QWidget(minimumWidth=50)
    opened.set_preview(beside)
    width = beside.width()
    assert width > opened.width() / 4
    opened.window_actions.preview.toggle()
    opened.window_actions.preview.toggle()
    assert abs(beside.width() - width) <= 1
    opened.resize(opened.width() + 300, opened.height())
    assert beside.width() > width + 90
