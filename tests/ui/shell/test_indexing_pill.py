"""The pill and its panel say where indexing is."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from desktop_app.errors import DiskFull
from desktop_app.progress import Progress, Stage
from desktop_app.ui.shell.indexing_pill import IndexingPill
from desktop_app.ui.work.indexing_status import Activity, IndexingStatus, problem_of

PROGRESS = Progress(Stage.EMBEDDING, 312, 1284, "files", 4.2, 230.0, "a/b.docx")


@pytest.fixture
def pill(qtbot: QtBot) -> IndexingPill:
    made = IndexingPill()
    qtbot.addWidget(made)
    return made


def _shown(pill: IndexingPill) -> dict[str, str]:
    return {
        label.objectName(): label.text()
        for label in pill.panel.findChildren(QLabel)
        if label.objectName() and not label.isHidden()
    }


def _buttons(pill: IndexingPill) -> set[str]:
    found = pill.panel.findChildren(QPushButton)
    return {button.objectName() for button in found if not button.isHidden()}


def test_pill_while_indexing_tells_how_far_how_fast_and_how_long(pill: IndexingPill) -> None:
    pill.show_status(IndexingStatus(Activity.EMBEDDING, PROGRESS, passages=4120))
    assert pill.text().strip() == "Indexing · 312 of 1,284"
    shown = _shown(pill)
    assert shown["indexing_items"] == "312 of 1,284 · 4.2 a second"
    assert shown["indexing_passages"] == "4,120"
    assert shown["indexing_left"] == "about 4 minutes"
    assert shown["indexing_current"] == "a/b.docx"
    assert _buttons(pill) == {"pause", "stop"}


@pytest.mark.parametrize(
    ("activity", "words", "buttons"),
    [
        (Activity.PAUSED, "Paused", {"resume", "stop"}),
        (Activity.STOPPING, "Stopping…", set()),
        (Activity.STOPPED, "Stopped", {"update"}),
        (Activity.DONE, "Up to date", {"update"}),
    ],
)
def test_pill_when_held_or_at_rest_offers_the_way_on(
    pill: IndexingPill, activity: Activity, words: str, buttons: set[str]
) -> None:
    pill.show_status(IndexingStatus(activity, PROGRESS))
    assert pill.text().strip() == words
    assert _buttons(pill) == buttons


def test_panel_after_a_problem_shows_what_happened_and_what_to_do(pill: IndexingPill) -> None:
    problem = problem_of(DiskFull("The disk is full.", "Make room."))
    pill.show_status(IndexingStatus(Activity.FAILED, problem=problem))
    shown = _shown(pill)
    assert shown["indexing_title"] == "The disk is full."
    assert shown["indexing_note"] == "Make room."


@pytest.mark.parametrize("name", ["pause", "resume", "stop", "update"])
def test_panel_when_a_button_is_pressed_then_the_pill_asks_for_it(
    pill: IndexingPill, qtbot: QtBot, name: str
) -> None:
    with qtbot.waitSignal(getattr(pill, f"{name}_requested")):
        pill.panel.findChild(QPushButton, name).click()
