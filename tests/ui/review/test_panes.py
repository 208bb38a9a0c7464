"""Groups and their documents as lists, and what is said where there are none."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from desktop_app.review.decisions import Verdict
from desktop_app.similarity.duplicates.groups import Obstacle
from desktop_app.ui.documents.intents import DocumentIntents
from desktop_app.ui.review.groups_model import GroupsModel
from desktop_app.ui.review.members_model import MembersModel
from desktop_app.ui.review.review_view import ReviewView
from tests.ui.review.boards import a_group, shown

SPOKEN = Qt.ItemDataRole.AccessibleTextRole


@pytest.fixture
def view(qtbot: QtBot) -> ReviewView:
    view = ReviewView(DocumentIntents())
    qtbot.addWidget(view)
    view.groups.chosen.connect(lambda group: view.members.show_group(group, {}))
    return view


def test_models_keep_the_rules_of_qt(qapp: object) -> None:
    groups, members = GroupsModel(), MembersModel()
    fatal = QAbstractItemModelTester.FailureReportingMode.Fatal
    testers = [QAbstractItemModelTester(model, fatal) for model in (groups, members)]
    for listed in ((a_group(1), a_group(2)), (a_group(2),), ()):
        groups.show_groups(listed)
        members.show_group(listed[0] if listed else None, {})
    assert len(testers) == 2


def test_member_that_stays_says_why_and_a_decision_on_its_way_is_shown(qapp: object) -> None:
    model, group = MembersModel(), a_group(1, obstacle=Obstacle.DETAILS)
    path = group.members[0].row.path
    model.show_group(group, {(path, group.kept.path): Verdict.VERSION})
    assert "It has the most text" in model.index(0, 0).data(SPOKEN)
    spoken = model.index(1, 0).data(SPOKEN)
    assert "Version" in spoken
    assert "Stays: numbers, dates, names" in spoken
    assert "Version" not in model.index(2, 0).data(SPOKEN)


def test_view_when_groups_come_then_the_first_open_document_is_current_and_place_is_told(
    view: ReviewView,
) -> None:
    view.show_shown(shown(*(a_group(number) for number in range(65))))
    view.groups.step(11)
    label = view.groups.findChild(QLabel, "groups_place")
    assert label is not None
    assert label.text() == "Group 12 of 65 · 0\u202f% decided"
    assert view.members.current is not None
    assert view.members.current.row.path == "old/11 (1).txt"


def test_view_when_a_group_goes_then_the_person_stays_at_its_place(view: ReviewView) -> None:
    groups = [a_group(number) for number in range(5)]
    view.show_shown(shown(*groups))
    view.groups.step(2)
    view.show_shown(shown(*groups[:2], *groups[3:]))
    assert view.groups.current is not None
    assert view.groups.current.kept.path == "papers/3.txt"


def test_view_when_nothing_is_alike_then_says_among_how_many_files(view: ReviewView) -> None:
    view.show_shown(shown())
    assert "among 28 file" in view._waiting.place.accessibleName()
    assert "(0 not read)" in view._waiting.place.accessibleName()
