"""Choosing the second document."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QListView

from desktop_app.ui.compare.picker import ComparePicker
from desktop_app.ui.compare.picker_model import MOST, PickerModel
from desktop_app.ui.documents.document_row import DocumentRole, DocumentRow

pytestmark = pytest.mark.usefixtures("qapp")
ALL = tuple(DocumentRow(f"contracts/lease {n}.docx", "docx") for n in range(5))


def texts(model: PickerModel) -> list[str]:
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def filled() -> PickerModel:
    model = PickerModel("contracts/lease 0.docx")
    model.show_alike([DocumentRow("contracts/lease 3.docx", "docx", "93 %")])
    model.show_recent([DocumentRow("contracts/lease 1.docx"), ALL[0], ALL[3]])
    model.show_all(ALL)
    return model


def test_model_when_filled_then_each_other_document_stands_once_best_guesses_first() -> None:
    assert texts(filled()) == [
        "Most like it",
        "lease 3.docx",
        "Looked at of late",
        "lease 1.docx",
        "In this folder",
        "lease 2.docx",
        "lease 4.docx",
    ]


def test_model_when_limited_then_is_sound_and_headings_cannot_be_chosen(qtmodeltester: Any) -> None:
    model = filled()
    qtmodeltester.check(model)
    model.limit("LEASE 4")
    qtmodeltester.check(model)
    assert texts(model) == ["In this folder", "lease 4.docx"]
    assert not model.flags(model.index(0, 0)) & Qt.ItemFlag.ItemIsSelectable
    assert model.first.data(DocumentRole.OBJECT) == ALL[4]


def test_model_when_the_folder_is_large_then_lists_a_part_and_finds_the_rest() -> None:
    model = PickerModel("")
    model.show_all([DocumentRow(f"letter {n}.txt") for n in range(20_000)])
    assert model.documents == MOST
    model.limit("letter 19999")
    assert texts(model)[1:] == ["letter 19999.txt"]


class Shown:
    def __init__(self, qtbot: Any) -> None:
        self.picker = ComparePicker("contracts/lease 0.docx")
        qtbot.addWidget(self.picker)
        self.picker.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        self.picker.documents.show_all(ALL)
        self.picker.show()
        box, view = self.picker.findChild(QLineEdit), self.picker.findChild(QListView)
        assert box is not None
        assert view is not None
        self.box, self.view = box, view


def test_picker_when_a_name_is_typed_then_enter_takes_the_first(qtbot: Any) -> None:
    shown = Shown(qtbot)
    qtbot.keyClicks(shown.box, "lease 3")
    with qtbot.waitSignal(shown.picker.chosen) as told:
        qtbot.keyClick(shown.box, Qt.Key.Key_Return)
    assert told.args == ["contracts/lease 3.docx"]
    assert not shown.picker.isVisible()


def test_picker_when_arrows_are_pressed_in_the_box_then_go_through_the_list(qtbot: Any) -> None:
    shown = Shown(qtbot)
    qtbot.keyClick(shown.box, Qt.Key.Key_Down)
    qtbot.keyClick(shown.box, Qt.Key.Key_Down)
    with qtbot.waitSignal(shown.picker.chosen) as told:
        qtbot.keyClick(shown.box, Qt.Key.Key_Enter)
    assert told.args == ["contracts/lease 3.docx"]


def test_picker_when_nothing_fits_then_enter_takes_nothing(qtbot: Any) -> None:
    shown = Shown(qtbot)
    qtbot.keyClicks(shown.box, "zebra")
    with qtbot.assertNotEmitted(shown.picker.chosen):
        qtbot.keyClick(shown.box, Qt.Key.Key_Return)
    assert shown.picker.isVisible()
