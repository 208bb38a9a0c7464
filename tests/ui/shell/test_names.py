"""Whatever can be worked with has a name for those who do not see it, and can be reached by Tab."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QSpinBox,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.support.toy_library import ToyLibrary
from tests.ui.window import WholeWindow

CONTROLS = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox)


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Iterator[WholeWindow]:
    toy = ToyLibrary(tmp_path / "papers")
    toy.write("lease.txt", "The tenant pays the rent on the first day of the month.")
    window = WholeWindow(qtbot, toy, tmp_path / "recent.json")
    window.open()
    yield window
    window.end()


def _shown(window: QWidget) -> list[QWidget]:
    return [
        widget
        for kind in CONTROLS
        for widget in window.findChildren(kind)
        if widget.isVisible() and not _is_corner(widget)
    ]


def _is_corner(widget: QWidget) -> bool:
    """Return whether it is the button of Qt's own in the corner of a table; it does nothing."""
    return isinstance(widget.parent(), QTableView) and not widget.objectName()


def _name(widget: QWidget) -> str:
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip() if interface else ""


@pytest.mark.parametrize("view", ["search", "duplicates", "files", "map"])
def test_controls_of_a_view_have_names_and_can_be_reached_by_tab(
    opened: WholeWindow, view: str
) -> None:
    opened.window.show_view(view)
    shown = _shown(opened.window)
    assert len(shown) > 8
    assert [widget.objectName() for widget in shown if not _name(widget)] == []
    reachable = Qt.FocusPolicy.TabFocus.value
    left_out = [
        widget.objectName()
        for widget in shown
        if widget.objectName()
        and widget.isEnabled()
        and not widget.focusPolicy().value & reachable
        and not isinstance(widget.parent(), QLineEdit)
    ]
    assert left_out == []


def test_controls_of_the_start_page_have_names(opened: WholeWindow) -> None:
    opened.controller.close_folder()
    shown = _shown(opened.window)
    assert shown
    assert [widget.objectName() for widget in shown if not _name(widget)] == []
