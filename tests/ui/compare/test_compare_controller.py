"""The order of things while two documents are compared, with fakes."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from desktop_app.errors import InvalidRequest
from desktop_app.progress import CancelToken
from desktop_app.similarity.differences import ComparedText, compare_texts
from desktop_app.similarity.duplicates.relations import Relation
from desktop_app.ui.compare.compare_controller import CompareController
from desktop_app.ui.compare.model import Compared
from desktop_app.ui.work.open_folder import DocumentText
from tests.support.ui_fakes import FakeRunner
from tests.ui.compare.papers import LEFT, RIGHT

pytestmark = pytest.mark.usefixtures("qapp")
TEXTS = {"a.txt": LEFT, "b.txt": RIGHT}


class FakeFolder:
    def text_of(self, path: str) -> DocumentText:
        if path not in TEXTS:
            raise InvalidRequest("It is gone.")
        return DocumentText(TEXTS[path], (0,), "text", path)

    def compare(self, a: str, b: str, token: CancelToken) -> Any:
        one, two = ComparedText(TEXTS[a]), ComparedText(TEXTS[b])
        found = SimpleNamespace(
            text_a=one,
            text_b=two,
            differences=compare_texts(one, two, token=token),
            recurring_a=(),
            recurring_b=(),
            relation=Relation.NEAR_DUPLICATE,
            recurring_known=True,
        )
        return SimpleNamespace(found=found)


class Watched:
    def __init__(self) -> None:
        self.runner = FakeRunner()
        self.controller = CompareController(self.runner)
        self.controller.set_folder(FakeFolder())
        self.ready: list[Compared] = []
        self.failed: list[Exception] = []
        self.controller.ready.connect(self.ready.append)
        self.controller.failed.connect(self.failed.append)


def test_compare_when_asked_then_the_beginning_comes_first_and_the_relation_last() -> None:
    watched = Watched()
    watched.controller.compare("a.txt", "b.txt")
    watched.runner.tasks[0].end()
    assert [found.relation for found in watched.ready] == [None]
    watched.runner.tasks[1].end()
    assert [found.relation for found in watched.ready] == [None, "near_duplicate"]
    assert watched.ready[1].recurring_known
    assert watched.controller.pair == ("a.txt", "b.txt")


def test_compare_when_another_pair_is_asked_for_then_a_late_answer_is_dropped() -> None:
    watched = Watched()
    watched.controller.compare("a.txt", "b.txt")
    watched.controller.compare("b.txt", "a.txt")
    assert watched.runner.tasks[0].token.cancelled
    watched.runner.tasks[0].end()
    assert watched.ready == []
    watched.runner.tasks[1].end()
    assert watched.ready[0].left.path == "b.txt"


def test_compare_when_a_document_is_gone_then_says_so() -> None:
    watched = Watched()
    watched.controller.compare("a.txt", "gone.txt")
    watched.runner.tasks[0].end()
    assert [str(error) for error in watched.failed] == ["It is gone."]


def test_leave_when_left_midway_then_nothing_comes() -> None:
    watched = Watched()
    watched.controller.compare("a.txt", "b.txt")
    watched.controller.leave()
    watched.runner.tasks[0].end()
    assert watched.ready == []
    assert len(watched.runner.tasks) == 1
