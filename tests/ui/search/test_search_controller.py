from __future__ import annotations

from typing import Any

import pytest

from desktop_app.errors import AppError, IndexMissing, KeyRefused, ProviderUnreachable
from desktop_app.progress import CancelToken
from desktop_app.similarity.model import Filters, SearchResult, SimilarHit, SimilarResult
from desktop_app.ui.search.question import LikeDocument, LikeText, Typed
from desktop_app.ui.search.result_row import Answer
from desktop_app.ui.search.search_controller import FIRST_ROWS, SearchController
from tests.support.ui_fakes import FakeRunner, a_hit

PDFS = Filters(kinds=frozenset({"pdf"}))


class FakeFolder:
    """Finds one document for everything, and remembers what it was asked.

    Attributes:
        provider: Host of its model; "" for this computer.
        sent: What that host was sent, and answered.
        problem: What keeps it from answering.
        tries: How often it was asked in vain.
    """

    def __init__(self) -> None:
        self.asked: list[tuple[Any, ...]] = []
        self.error: Exception | None = None
        self.provider = ""
        self.sent: list[str] = []
        self.problem: AppError | None = None
        self.tries = 0

    def search(
        self, query: str, k: int, filters: Filters | None, token: CancelToken, *, ask: bool
    ) -> SearchResult:
        self.asked.append((query, k, filters))
        if self.error:
            raise self.error
        hits = (a_hit(path=f"{query}.pdf"),)
        if self.provider and not ask and query not in self.sent:
            return SearchResult(hits, 7, 70, unasked=self.provider)
        if self.provider and query not in self.sent:
            if self.problem:
                self.tries += 1
                return SearchResult(hits, 7, 70, note=str(self.problem), problem=self.problem)
            self.sent.append(query)
        return SearchResult(hits, 7, 70)

    def similar(self, path: str, k: int, threshold: float, token: CancelToken) -> SimilarResult:
        self.asked.append((path, k))
        return SimilarResult((SimilarHit("b.pdf", "", "pdf", 0.5, 0.5, 0.5, False),), 7)

    def similar_to_text(
        self, text: str, k: int, threshold: float, token: CancelToken
    ) -> SimilarResult:
        self.asked.append((text, k))
        if self.error:
            raise self.error
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


# -- a model at a provider ---------------------------------------------------------------


@pytest.fixture
def far(bench: Bench) -> Bench:
    """The folder's model is at a provider."""
    bench.folder.provider = "api.example.org"
    return bench


def test_search_when_typed_then_words_answer_and_the_provider_is_not_asked(far: Bench) -> None:
    for words in ("l", "le", "lease"):
        far.controller.search(words)
        far.end()
    assert far.folder.sent == []
    assert [answer.unasked for answer in far.answers] == ["api.example.org"] * 3


def test_search_when_it_is_meant_then_the_provider_is_asked_once(far: Bench) -> None:
    far.controller.search("lease")
    far.end()
    far.controller.mean()
    far.controller.mean()
    far.end()
    far.controller.mean()
    assert far.folder.sent == ["lease"]
    assert len(far.runner.tasks) == 2
    assert [answer.by_words_only for answer in far.answers] == [True, False]


def test_search_when_meant_before_its_words_are_found_then_both_answer(far: Bench) -> None:
    far.controller.search("lease")
    far.controller.mean()
    far.end()
    assert far.busy == [True]
    far.end()
    assert [answer.by_words_only for answer in far.answers] == [True, False]
    assert far.busy == [True, False]


def test_search_when_the_model_is_here_then_meaning_it_asks_nothing_again(bench: Bench) -> None:
    bench.controller.search("lease")
    bench.end()
    bench.controller.mean()
    assert len(bench.runner.tasks) == 1


def test_search_when_other_words_follow_then_they_are_not_sent(far: Bench) -> None:
    far.controller.search("lease")
    far.controller.mean()
    far.end()
    far.end()
    far.controller.search("pets")
    far.end()
    far.controller.set_filters(PDFS)
    far.end()
    assert far.folder.sent == ["lease"]


def test_documents_changed_when_the_provider_failed_then_it_is_not_asked_by_itself(
    far: Bench, qtbot: Any
) -> None:
    far.folder.problem = KeyRefused("There is no key.")
    far.controller.search("lease")
    far.end()
    far.controller.mean()
    far.end()
    far.controller.documents_changed()
    qtbot.waitUntil(lambda: len(far.runner.tasks) == 3)
    far.end()
    assert far.folder.tries == 1
    assert far.answers[-1].problem is far.folder.problem


def test_search_when_asked_anew_after_a_failure_then_meaning_answers(far: Bench) -> None:
    far.folder.problem = KeyRefused("There is no key.")
    far.controller.search("lease")
    far.controller.mean()
    far.end()
    far.end()
    assert far.controller.problem is far.folder.problem
    far.folder.problem = None
    far.controller.ask_anew()
    far.end()
    assert (far.controller.problem, far.answers[-1].by_words_only) == (None, False)


def test_text_when_the_provider_failed_then_it_is_not_sent_by_itself(far: Bench) -> None:
    far.folder.error = ProviderUnreachable("It cannot be reached.")
    far.controller.find_similar_to_text("Dear Sir")
    far.end()
    far.controller.documents_changed()
    far.controller._ask_again()
    assert len(far.runner.tasks) == 1
    far.folder.error = None
    far.controller.ask_anew()
    far.end()
    assert far.answers[-1].question == LikeText("Dear Sir")
