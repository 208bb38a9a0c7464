"""When the folder is indexed, and what is told of it; the folder is a fake."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.errors import (
    AppError,
    DiskFull,
    FolderLooksEmptied,
    FolderUnavailable,
    IndexBusy,
    IndexDamaged,
    IndexTooNew,
    ModelProblem,
)
from desktop_app.index.indexing import UpdateSummary
from desktop_app.index.job import IndexingResult
from desktop_app.progress import CancelToken, Progress, Report, Stage
from desktop_app.ui.work.indexing_controller import IndexingController
from desktop_app.ui.work.indexing_status import (
    Activity,
    IndexingStatus,
    activity_at,
    problem_of,
)
from desktop_app.ui.work.remedies import Remedy
from desktop_app.ui.work.tasks import TaskRunner

LIMIT_S = 20.0
LIMIT_MS = 20_000


@dataclass
class FakeFolder:
    """Indexes in steps: each is a progress to report, a path to commit, or an error to raise.

    Before the step None it waits until ``go_on`` is set.
    """

    steps: list[Progress | str | AppError | None] = field(default_factory=list)
    asked: list[dict[str, Any]] = field(default_factory=list)
    waits: threading.Event = field(default_factory=threading.Event)
    go_on: threading.Event = field(default_factory=threading.Event)
    ended: list[str] = field(default_factory=list)

    def update(
        self,
        token: CancelToken,
        report: Report,
        on_committed: Callable[[str], None],
        *,
        confirm_removed: bool = False,
        retry: Collection[str] | None = None,
        model: str | None = None,
    ) -> IndexingResult:
        self.asked.append({"confirm": confirm_removed, "retry": retry, "model": model})
        committed = 0
        try:
            for step in self.steps:
                token.rest()
                if isinstance(step, AppError):
                    if not confirm_removed:
                        raise step
                elif isinstance(step, str):
                    on_committed(step)
                    committed += 1
                elif step is None:
                    self._wait(token)
                else:
                    report(step)
        finally:
            self.ended.append("cancelled" if token.cancelled else "run through")
        return IndexingResult(UpdateSummary(committed, 0, 0, 0, 0, 0), ())

    def _wait(self, token: CancelToken) -> None:
        self.waits.set()
        until = time.monotonic() + LIMIT_S
        while not self.go_on.wait(0.01):
            token.check()
            assert time.monotonic() < until


def _at(stage: Stage, done: int = 0, **more: Any) -> Progress:
    return Progress(stage, done, 10, **more)


class Heard:
    """What a controller has told."""

    def __init__(self, controller: IndexingController) -> None:
        self.statuses: list[IndexingStatus] = []
        self.others: list[str] = []
        controller.changed.connect(self.statuses.append)
        controller.grown.connect(lambda: self.others.append("grown"))
        controller.completed.connect(lambda _: self.others.append("completed"))
        controller.problem_met.connect(lambda _: self.others.append("problem"))
        controller.problem_solved.connect(lambda: self.others.append("solved"))

    @property
    def activities(self) -> list[Activity]:
        """Without repetitions."""
        found = [status.activity for status in self.statuses]
        return [a for a, before in zip(found, [None, *found], strict=False) if a is not before]


@pytest.fixture
def controller(runner: TaskRunner) -> IndexingController:
    return IndexingController(runner)


@pytest.fixture
def heard(controller: IndexingController) -> Heard:
    return Heard(controller)


def _until(qtbot: QtBot, controller: IndexingController, *activities: Activity) -> None:
    qtbot.waitUntil(lambda: controller.status.activity in activities, timeout=LIMIT_MS)


def test_open_when_a_folder_is_taken_up_then_it_is_indexed_by_itself(
    qtbot: QtBot, controller: IndexingController, heard: Heard
) -> None:
    folder = FakeFolder([_at(Stage.READING, 3, passages=40, current="a.txt"), "a.txt", "b.txt"])
    controller.open(folder)
    assert controller.status.activity is Activity.SCANNING
    _until(qtbot, controller, Activity.DONE)
    assert heard.activities == [Activity.SCANNING, Activity.READING, Activity.DONE]
    assert heard.others == ["grown", "completed"]
    assert (controller.status.committed, controller.status.passages) == (2, 40)
    assert not controller.status.busy


def test_run_when_under_way_then_counts_rate_and_current_file_are_told(
    qtbot: QtBot, controller: IndexingController
) -> None:
    now = _at(Stage.READING, 4, rate=2.0, seconds_left=3.0, current="b.txt", passages=9)
    folder = FakeFolder(["a.txt", now, None])
    controller.open(folder)
    qtbot.waitUntil(lambda: controller.status.files_done == 4, timeout=LIMIT_MS)
    status = controller.status
    assert (status.files, status.rate, status.seconds_left) == (10, 2.0, 3.0)
    assert (status.current, status.committed, status.passages) == ("b.txt", 1, 9)
    assert status.busy


@pytest.mark.parametrize(
    ("stage", "activity"),
    [
        (Stage.SCANNING, Activity.SCANNING),
        (Stage.READING, Activity.READING),
        (Stage.RECOGNISING, Activity.RECOGNISING),
        (Stage.EMBEDDING, Activity.EMBEDDING),
        (Stage.STORING, Activity.READING),
        (Stage.PAUSED, Activity.WAITING_FOR_POWER),
    ],
)
def test_activity_when_at_a_stage_then_told_by_it(stage: Stage, activity: Activity) -> None:
    assert activity_at(stage) is activity


def test_grown_when_documents_are_committed_then_told_during_the_run(
    qtbot: QtBot, controller: IndexingController, heard: Heard
) -> None:
    controller._grown.setInterval(1)
    controller.open(FakeFolder(["a.txt", None]))
    qtbot.waitUntil(lambda: heard.others == ["grown"], timeout=LIMIT_MS)
    assert controller.status.busy


def test_pause_when_reports_still_come_then_it_stays_paused_until_resumed(
    qtbot: QtBot, controller: IndexingController
) -> None:
    folder = FakeFolder([_at(Stage.READING, 1), None, _at(Stage.READING, 2, seconds_left=9.0)])
    folder.steps += ["a.txt", None]
    controller.open(folder)
    _until(qtbot, controller, Activity.READING)
    controller.pause()
    assert controller.status.activity is Activity.PAUSED
    folder.go_on.set()
    controller.resume()
    assert controller.status.activity is Activity.READING
    _until(qtbot, controller, Activity.DONE)
    assert controller.status.committed == 1


def test_resume_when_the_rate_is_that_of_the_pause_then_no_time_left_is_told(
    qtbot: QtBot, controller: IndexingController, heard: Heard
) -> None:
    folder = FakeFolder([_at(Stage.READING, 1), None, _at(Stage.READING, 2, seconds_left=9.0)])
    controller.open(folder)
    _until(qtbot, controller, Activity.READING)
    controller.pause()
    controller.resume()
    folder.go_on.set()
    _until(qtbot, controller, Activity.DONE)
    assert {status.seconds_left for status in heard.statuses} == {None}


def test_stop_when_a_run_is_under_way_then_stopped_and_not_begun_again_by_itself(
    qtbot: QtBot, controller: IndexingController, heard: Heard
) -> None:
    folder = FakeFolder(["a.txt", None])
    controller.open(folder)
    assert folder.waits.wait(LIMIT_S)
    controller.stop()
    assert controller.status.activity is Activity.STOPPING
    _until(qtbot, controller, Activity.STOPPED)
    assert heard.others == ["grown"]
    controller.refresh()
    assert controller.status.activity is Activity.STOPPED
    folder.go_on.set()
    controller.resume()
    _until(qtbot, controller, Activity.DONE)
    assert len(folder.asked) == 2


def test_stop_when_paused_then_stopped(qtbot: QtBot, controller: IndexingController) -> None:
    folder = FakeFolder([None])
    controller.open(folder)
    assert folder.waits.wait(LIMIT_S)
    controller.pause()
    controller.stop()
    controller.pause()  # too late
    _until(qtbot, controller, Activity.STOPPED)


def test_refresh_when_a_run_is_under_way_then_another_follows(
    qtbot: QtBot, controller: IndexingController, heard: Heard
) -> None:
    folder = FakeFolder([None])
    controller.open(folder)
    assert folder.waits.wait(LIMIT_S)
    controller.refresh()
    controller.refresh()
    folder.go_on.set()
    qtbot.waitUntil(lambda: heard.others.count("completed") == 2, timeout=LIMIT_MS)
    assert len(folder.asked) == 2
    assert "grown" not in heard.others  # nothing was committed


def test_refresh_when_nothing_is_open_then_nothing_happens(
    controller: IndexingController,
) -> None:
    controller.refresh()
    controller.pause()
    controller.resume()
    controller.stop()
    assert controller.status == IndexingStatus()


def test_folder_when_it_looks_emptied_then_the_person_is_asked_and_their_yes_is_passed_on(
    qtbot: QtBot, controller: IndexingController, heard: Heard
) -> None:
    folder = FakeFolder([_at(Stage.SCANNING), FolderLooksEmptied("It looks empty.")])
    controller.open(folder)
    _until(qtbot, controller, Activity.FAILED)
    problem = controller.status.problem
    assert problem is not None
    assert problem.asks
    controller.refresh()
    assert not controller.status.busy  # nothing before the answer
    controller.apply(Remedy.CONFIRM_REMOVED)
    _until(qtbot, controller, Activity.DONE)
    assert [asked["confirm"] for asked in folder.asked] == [False, True]
    assert heard.others == ["problem", "solved", "completed"]
    assert controller.status.problem is None


def test_problem_when_it_may_pass_then_tried_again_by_itself(
    qtbot: QtBot, controller: IndexingController, heard: Heard
) -> None:
    folder = FakeFolder([IndexBusy("Another Likewise is at it.")])
    controller._later.setInterval(1)
    controller.open(folder)
    _until(qtbot, controller, Activity.FAILED)
    folder.steps = []
    _until(qtbot, controller, Activity.DONE)
    assert heard.others[-2:] == ["solved", "completed"]


def test_problem_when_it_is_met_again_then_not_told_as_solved_between(
    qtbot: QtBot, controller: IndexingController, heard: Heard
) -> None:
    folder = FakeFolder([_at(Stage.SCANNING), DiskFull("The disk is full.")])
    controller.open(folder)
    _until(qtbot, controller, Activity.FAILED)
    controller.apply(Remedy.TRY_AGAIN)
    qtbot.waitUntil(lambda: heard.others.count("problem") == 2, timeout=LIMIT_MS)
    assert "solved" not in heard.others
    assert not controller._later.isActive()


@pytest.mark.parametrize(
    ("error", "first", "passes"),
    [
        (FolderUnavailable("?"), Remedy.TRY_AGAIN, True),
        (IndexBusy("?"), Remedy.TRY_AGAIN, True),
        (DiskFull("?"), Remedy.TRY_AGAIN, False),
        (ModelProblem("?"), Remedy.TRY_AGAIN, False),
        (IndexDamaged("?"), Remedy.REBUILD, False),
        (IndexTooNew("?"), Remedy.CHOOSE_FOLDER, False),
        (AppError("?"), Remedy.TRY_AGAIN, False),
    ],
)
def test_problem_when_of_a_kind_then_its_remedy_comes_first(
    error: AppError, first: Remedy, passes: bool
) -> None:
    problem = problem_of(error)
    assert (problem.remedies[0], problem.passes, problem.asks) == (first, passes, False)


def test_start_when_something_special_is_asked_for_then_the_run_under_way_gives_way(
    qtbot: QtBot, controller: IndexingController
) -> None:
    folder = FakeFolder([None])
    controller.open(folder)
    assert folder.waits.wait(LIMIT_S)
    controller.start(retry=["a.pdf"], model="other")
    folder.go_on.set()
    _until(qtbot, controller, Activity.DONE)
    assert folder.asked[-1] == {"confirm": False, "retry": ["a.pdf"], "model": "other"}
    assert len(folder.asked) == 2


def test_open_when_another_folder_is_under_way_then_only_the_new_one_is_told(
    qtbot: QtBot, controller: IndexingController, heard: Heard
) -> None:
    first, second = FakeFolder(["a.txt", None]), FakeFolder(["b.txt", "c.txt"])
    controller.open(first)
    assert first.waits.wait(LIMIT_S)
    controller.open(second)
    _until(qtbot, controller, Activity.DONE)
    assert first.ended == ["cancelled"]
    assert controller.status.committed == 2
    assert heard.others.count("completed") == 1


def test_close_when_a_run_is_under_way_then_it_ends_and_tells_nothing(
    qtbot: QtBot, controller: IndexingController, heard: Heard, runner: TaskRunner
) -> None:
    folder = FakeFolder(["a.txt", None])
    controller.open(folder)
    assert folder.waits.wait(LIMIT_S)
    controller.close()
    assert controller.status == IndexingStatus()
    told = len(heard.statuses)
    qtbot.waitUntil(lambda: folder.ended == ["cancelled"], timeout=LIMIT_MS)
    qtbot.waitUntil(lambda: runner.running == (), timeout=LIMIT_MS)
    assert len(heard.statuses) == told
    controller.refresh()
    assert not controller.status.busy


def test_note_when_the_run_does_something_unexpected_then_shown(
    controller: IndexingController, heard: Heard
) -> None:
    controller.note("So exact numbers are used.")
    assert heard.statuses[-1].note == "So exact numbers are used."
