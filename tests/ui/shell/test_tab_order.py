"""Tab goes through the window as one reads it; at each stop one hears and sees where one is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QMargins, QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.support.toy_library import ToyLibrary, paragraph
from tests.ui.shell.test_names import CONTROLS, _is_corner
from tests.ui.window import WholeWindow

LEASE = "The tenant pays the rent on the first day of the month. "
REGIONS = ("top_bar", "rail", "views", "preview", "trust_strip")
VIEWS = ("search", "duplicates", "files", "map")


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[WholeWindow]:
    toy = ToyLibrary(tmp_path / "papers")
    for name in ("a/lease.txt", "b/lease.txt"):
        toy.write(name, LEASE * 20)
    for number in range(6):
        toy.write(f"{number}.txt", paragraph(number))
    toy.write("cut off.docx", b"PK\x03\x04" + bytes(100))
    whole = WholeWindow(qtbot, toy, tmp_path / "recent.json")
    whole.open()
    whole.window.activateWindow()
    views = whole.controller.views
    views.search.search("rent")
    whole.wait(lambda: views.search_page.view.results.rowCount() > 0)
    views.search_page.view.choose_first()
    whole.wait(lambda: bool(views.pane.text.toPlainText()))
    yield whole
    whole.end()


def _show(opened: WholeWindow, view: str) -> None:
    views = opened.controller.views
    opened.window.show_view(view)
    if view == "duplicates":
        opened.wait(lambda: bool(views.review.view.groups.model.groups))
        opened.wait(lambda: views.review.view.evidence.texts.found is not None)
    if view == "map":
        opened.wait(lambda: views.map.view.documents.rowCount() > 0)
    opened.wait(lambda: not opened.controller.runner.running)


def _stops(opened: WholeWindow) -> list[QWidget]:
    """Return where Tab leads, from the folder's button until it comes there again."""
    first = opened.window.findChild(QWidget, "folder_button")
    first.setFocus(Qt.FocusReason.TabFocusReason)
    found: list[QWidget] = []
    while (stop := QApplication.focusWidget()) not in found:
        assert stop is not None
        found.append(stop)
        QTest.keyClick(stop, Qt.Key.Key_Tab)
    assert stop is first
    return found


def _region(widget: QWidget) -> str:
    while widget.objectName() not in REGIONS:
        parent = widget.parentWidget()
        assert parent is not None
        widget = parent
    return widget.objectName()


def _name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip() if interface else ""


def _picture(window: QWidget, around: QRect) -> QImage:
    return window.grab(around).toImage()


@pytest.mark.parametrize("view", VIEWS)
def test_tab_when_pressed_through_a_view_then_goes_as_one_reads_and_misses_nothing(
    opened: WholeWindow, view: str
) -> None:
    _show(opened, view)
    stops = _stops(opened)
    regions = [REGIONS.index(_region(stop)) for stop in stops]
    assert regions == sorted(regions)
    assert [stop.objectName() for stop in stops if not _name(stop)] == []
    missed = [
        control.objectName()
        for kind in CONTROLS
        for control in opened.window.findChildren(kind)
        if control.isVisible()
        and control.isEnabled()
        and control.objectName()
        and control not in stops
        and not _is_corner(control)
        and control.window() is opened.window
        and control.parent() not in stops
    ]
    assert missed == []


@pytest.mark.parametrize("view", VIEWS)
def test_stop_of_tab_when_reached_then_looks_other_than_without_the_focus(
    opened: WholeWindow, view: str
) -> None:
    _show(opened, view)
    window = opened.window
    nowhere = opened.window.findChild(QWidget, "folder_button")
    unseen = []
    stops = [stop for stop in _stops(opened) if stop is not nowhere]
    for before, stop in pairwise([nowhere, *stops]):
        around = QRect(stop.mapTo(window, QPoint()), stop.size()) + QMargins(4, 4, 4, 4)
        before.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(before, Qt.Key.Key_Tab)
        assert stop.hasFocus()
        with_focus = _picture(window, around)
        nowhere.setFocus(Qt.FocusReason.TabFocusReason)
        if _picture(window, around) == with_focus:
            unseen.append(stop.objectName())
    assert unseen == []
