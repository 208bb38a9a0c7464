"""When the map is drawn, with fakes."""

from __future__ import annotations

from typing import Any

import pytest

from desktop_app.errors import InvalidRequest
from desktop_app.progress import CancelToken, Progress, Report, Stage
from desktop_app.similarity.topics.topics import Topics
from desktop_app.ui.map.map_controller import FEWEST, MapController
from tests.support.ui_fakes import FakeRunner

pytestmark = pytest.mark.usefixtures("qapp")


class FakeFolder:
    def __init__(self) -> None:
        self.error: InvalidRequest | None = None

    def topics(self, token: CancelToken, report: Report) -> Topics:
        if self.error:
            raise self.error
        return Topics((), (1,), (), {1: "a.txt"}, {1: (0.5, 0.5)}, None)


class Watched:
    def __init__(self) -> None:
        self.runner = FakeRunner()
        self.folder = FakeFolder()
        self.controller = MapController(self.runner)
        self.controller.set_folder(self.folder)
        self.told: list[tuple[str, Any]] = []
        for name in ("few", "indexing", "begun", "progressed", "ready", "failed"):
            signal = getattr(self.controller, name)
            signal.connect(lambda value, name=name: self.told.append((name, value)))

    @property
    def names(self) -> list[str]:
        return [name for name, _ in self.told]


def test_map_when_nobody_looks_at_it_then_is_not_made() -> None:
    watched = Watched()
    watched.controller.set_documents(100, indexing=False)
    assert watched.runner.tasks == []
    watched.controller.set_shown(True)
    watched.runner.tasks[0].end()
    assert watched.names == ["begun", "ready"]
    watched.controller.set_shown(True)
    assert len(watched.runner.tasks) == 1


def test_map_when_indexing_then_waits_and_tells_how_many_there_are() -> None:
    watched = Watched()
    watched.controller.set_shown(True)
    watched.controller.set_documents(12, indexing=True)
    assert watched.told[-1] == ("indexing", 12)
    watched.controller.set_documents(40, indexing=False)
    assert watched.told[-1] == ("begun", 40)


def test_map_when_documents_are_few_then_says_how_many() -> None:
    watched = Watched()
    watched.controller.set_shown(True)
    watched.controller.set_documents(FEWEST - 1, indexing=False)
    assert watched.told == [("few", 0), ("few", FEWEST - 1)]
    assert watched.runner.tasks == []


def test_map_when_documents_change_then_is_made_anew_after_indexing_and_stays_meanwhile() -> None:
    watched = Watched()
    watched.controller.set_documents(40, indexing=False)
    watched.controller.set_shown(True)
    watched.runner.tasks[0].end()
    watched.controller.documents_changed()
    watched.controller.set_documents(41, indexing=True)
    assert watched.names == ["begun", "ready"]
    watched.controller.set_documents(41, indexing=False)
    assert watched.names == ["begun", "ready", "begun"]


def test_map_when_documents_change_while_it_is_made_then_is_made_once_more() -> None:
    watched = Watched()
    watched.controller.set_documents(40, indexing=False)
    watched.controller.set_shown(True)
    watched.controller.set_documents(50, indexing=False)
    assert len(watched.runner.tasks) == 1
    watched.runner.tasks[0].end()
    assert watched.names == ["begun", "ready", "begun"]


def test_map_when_it_fails_then_says_so_and_can_be_tried_again() -> None:
    watched = Watched()
    watched.folder.error = InvalidRequest("Out of order.")
    watched.controller.set_documents(40, indexing=False)
    watched.controller.set_shown(True)
    watched.runner.tasks[0].end()
    assert watched.names == ["begun", "failed"]
    watched.folder.error = None
    watched.controller.draw()
    watched.runner.tasks[1].end()
    assert watched.names[-1] == "ready"


def test_map_when_the_folder_is_left_then_a_late_answer_is_dropped() -> None:
    watched = Watched()
    watched.controller.set_documents(40, indexing=False)
    watched.controller.set_shown(True)
    (task,) = watched.runner.tasks
    watched.controller.set_folder(None)
    assert task.token.cancelled
    task.progressed.emit(Progress(Stage.COMPARING, 1, 4))
    task.end()
    assert watched.names == ["begun"]
