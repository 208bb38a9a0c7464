from __future__ import annotations

from typing import Any

import pytest

from desktop_app.errors import IndexMissing
from desktop_app.progress import CancelToken
from desktop_app.similarity.model import Filters, SearchResult, SimilarHit, SimilarResult
from desktop_app.ui.search.question import LikeDocument, LikeText, Typed
from desktop_app.ui.search.result_row import Answer
from desktop_app.ui.search.search_controller import FIRST_ROWS, SearchController
from tests.support.ui_fakes import FakeRunner, a_hit

PDFS = Filters(kinds=frozenset({"pdf"}))


class FakeFolder:
    """Finds one document for everything, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []
        self.error: Exception | None = None

    def search(
        self, query: str, k: int, filters: Filters | None, token: CancelToken
    ) -> SearchResult:
        self.asked.append((query, k, filters))
        if self.error:
            raise self.error
        return SearchResult((a_hit(path=f"{query}.pdf"),), 7, 70)

    def similar(self, path: str, k: int, threshold: float, token: CancelToken) -> SimilarResult:
        self.asked.append((path, k))
        return SimilarResult((SimilarHit("b.pdf", "", "pdf", 0.5, 0.5, 0.5, False),), 7)

    def similar_to_text(
        self, text: str, k: int, threshold: float, token: CancelToken
    ) -> SimilarResult:
        self.asked.append((text, k))
        return SimilarResult((), 7)


class Bench:
    """A controller, and what it told."""

    def __init__(self) -> None:
        self.runner, self.folder = FakeRunner(), FakeFolder()
        self.controller = SearchController(self.runner)
        self.controller.set_folder(self.folder)
        self.answers: list[Answer] = []
        self.busy: list[bool] = []
        self.questions: list[object] = []
        self.errors: list[object] = []
        self.controller.answered.connect(self.answers.append)
        self.controller.busy_changed.connect(self.busy.append)
        self.controller.asked.connect(self.questions.append)
        self.controller.failed.connect(self.errors.append)

    def end(self) -> None:
        self.runner.tasks[-1].end()


@pytest.fixture
def bench(qapp: object) -> Bench:
    return Bench()


def test_search_when_newer_words_are_typed_then_the_late_answer_is_never_shown(
    bench: Bench,
) -> None:
    bench.controller.search("lea")
    bench.controller.search("lease")
    first, second = bench.runner.tasks
    assert first.token.cancelled
    second.end()
    first.end()
    assert [answer.question for answer in bench.answers] == [Typed("lease")]


def test_search_when_under_way_then_is_busy_until_answered(bench: Bench) -> None:
    bench.controller.search("a")
    bench.controller.search("ab")
    bench.end()
    assert bench.busy == [True, False]


def test_search_when_the_box_is_emptied_then_asks_nothing(bench: Bench) -> None:
    bench.controller.search("a")
    bench.controller.search("")
    bench.end()
    assert bench.questions[-1] is None
    assert bench.answers == []
    assert bench.busy == [True, False]


def test_filters_when_changed_then_the_same_words_are_asked_again(bench: Bench) -> None:
    bench.controller.search("lease")
    bench.controller.set_filters(PDFS)
    bench.end()
    assert bench.folder.asked == [("lease", FIRST_ROWS, PDFS)]


def test_find_similar_when_left_then_the_words_are_asked_again(bench: Bench) -> None:
    bench.controller.search("lease")
    bench.controller.find_similar("a.pdf")
    bench.end()
    assert bench.answers[-1].question == LikeDocument("a.pdf")
    assert bench.answers[-1].rows[0].title == "b.pdf"
    bench.controller.leave_likeness()
    assert bench.questions[-1] == Typed("lease")


def test_find_similar_to_text_when_asked_then_is_a_question_of_its_own(bench: Bench) -> None:
    bench.controller.find_similar_to_text("Dear Sir")
    bench.end()
    assert bench.answers[-1] == Answer(LikeText("Dear Sir"), (), 7)


def test_back_when_words_were_settled_then_asks_them_again(bench: Bench) -> None:
    bench.controller.search("lease")
    bench.controller.settle()
    bench.controller.search("pets")
    bench.controller.back()
    assert bench.questions[-1] == Typed("lease")
    bench.controller.forward()
    assert bench.questions[-1] == Typed("pets")


def test_back_when_the_box_was_emptied_then_asks_what_was_asked_last(bench: Bench) -> None:
    bench.controller.search("lease")
    bench.controller.search("")
    bench.controller.back()
    assert bench.questions[-1] == Typed("lease")


def test_more_when_asked_for_then_asks_for_more_rows_of_the_same(bench: Bench) -> None:
    bench.controller.search("lease")
    bench.end()
    bench.controller.ask_for_more()
    bench.end()
    assert [k for _, k, _ in bench.folder.asked] == [FIRST_ROWS, 4 * FIRST_ROWS]


def test_failure_when_nothing_is_indexed_then_is_told(bench: Bench) -> None:
    bench.folder.error = IndexMissing("Nothing has been indexed.", "Index it.")
    bench.controller.search("lease")
    bench.end()
    assert bench.errors == [bench.folder.error]
    assert bench.busy == [True, False]


def test_documents_changed_when_an_answer_is_shown_then_is_brought_up_to_date(
    bench: Bench, qtbot: Any
) -> None:
    bench.controller.search("lease")
    bench.end()
    bench.controller.documents_changed()
    qtbot.waitUntil(lambda: len(bench.runner.tasks) == 2)
    bench.end()
    assert len(bench.answers) == 2


def test_folder_when_another_is_opened_then_nothing_of_the_old_one_is_left(bench: Bench) -> None:
    bench.controller.search("lease")
    bench.controller.set_folder(None)
    bench.end()
    assert bench.answers == []
    bench.controller.back()
    assert bench.controller.question is None
