"""When what is alike is looked for, and what happens to a decision that cannot be saved."""

from __future__ import annotations

from typing import Any

import pytest

from desktop_app.errors import InvalidRequest
from desktop_app.review.decisions import Verdict
from desktop_app.similarity.duplicates.groups import Obstacle
from desktop_app.ui.review.review_controller import ReviewController
from desktop_app.ui.review.rules import decided_by, decision_of
from tests.support.ui_fakes import FakeRunner
from tests.ui.review.boards import a_group

pytestmark = pytest.mark.usefixtures("qapp")


class FakeFolder:
    @property
    def review(self) -> Any:
        raise InvalidRequest("The disk is full.", "Make room.")


def test_decision_when_it_cannot_be_saved_then_is_withdrawn_and_told() -> None:
    runner = FakeRunner()
    controller = ReviewController(runner)
    controller.set_folder(FakeFolder())  # type: ignore[arg-type]
    told: list[Any] = []
    controller.refused.connect(told.append)
    group = a_group(1)
    controller.decide([decision_of(group, group.members[0], Verdict.DUPLICATE)])
    assert list(controller.pending.values()) == [Verdict.DUPLICATE]
    runner.tasks[0].end()
    assert controller.pending == {}
    assert told[0].message == "The disk is full."


def test_decision_when_another_folder_is_open_by_then_nothing_is_told() -> None:
    runner = FakeRunner()
    controller = ReviewController(runner)
    controller.set_folder(FakeFolder())  # type: ignore[arg-type]
    told: list[Any] = []
    controller.refused.connect(told.append)
    group = a_group(1)
    controller.decide([decision_of(group, group.members[0], Verdict.KEEP)])
    controller.set_folder(None)
    runner.tasks[0].end()
    assert told == []


def test_rule_never_makes_a_duplicate_of_what_may_not_go() -> None:
    groups = [a_group(1), a_group(2, obstacle=Obstacle.DETAILS)]
    made = list(decided_by("removable", groups, lambda group, member: True))
    assert {one.other for one in made} == {"papers/1.txt"}
    assert len(made) == 2
