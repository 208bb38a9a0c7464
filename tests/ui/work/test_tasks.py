"""Tasks: what is told, in which order, on which thread, and that nothing is left behind."""

from __future__ import annotations

import gc
import threading
import time
import weakref
from typing import Any

import pytest
from PySide6.QtCore import QEventLoop, QObject, QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop_app.errors import BugError, DiskFull
from desktop_app.progress import PauseToken, Progress, Report, Stage
from desktop_app.ui.work.tasks import Task, TaskRunner, TaskState

LIMIT_S = 20.0


class Gate:
    """Work that waits until it is let through, or cancelled."""

    def __init__(self) -> None:
        self.began = threading.Event()
        self.open = threading.Event()

    def __call__(self, token: PauseToken, report: Report) -> str:
        self.began.set()
        until = time.monotonic() + LIMIT_S
        while not self.open.wait(0.01):
            token.check()
            assert time.monotonic() < until
        return "through"


class Diary(QObject):
    """Notes the signals of a task in order, and the thread each came on."""

    def __init__(self, task: Task) -> None:
        super().__init__()
        self.told: list[str] = []
        self.values: list[Any] = []
        self.threads: set[bool] = set()
        for name in ("started", "progressed", "succeeded", "failed", "cancelled", "finished"):
            getattr(task, name).connect(getattr(self, name))

    def started(self) -> None:
        self._note("started")

    def progressed(self, progress: Progress) -> None:
        self._note("progressed", progress)

    def succeeded(self, value: object) -> None:
        self._note("succeeded", value)

    def failed(self, error: Exception) -> None:
        self._note("failed", error)

    def cancelled(self) -> None:
        self._note("cancelled")

    def finished(self) -> None:
        self._note("finished")

    def _note(self, name: str, *values: object) -> None:
        self.told.append(name)
        self.values += values
        self.threads.add(QThread.currentThread() is self.thread())


def _at(done: int) -> Progress:
    return Progress(Stage.READING, done, 100)


def _finish(qtbot: QtBot, task: Task) -> None:
    qtbot.waitUntil(lambda: task.ended, timeout=20_000)


def test_task_when_the_work_returns_then_told_in_order_on_the_windows_thread(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    def work(token: PauseToken, report: Report) -> tuple[str, bool]:
        report(_at(1))
        return "done", threading.current_thread() is threading.main_thread()

    task = runner.submit("query", work)
    diary = Diary(task)
    signals = [task.started, task.progressed, task.succeeded, task.finished]
    with qtbot.waitSignals(signals, order="strict", timeout=20_000):
        pass
    assert diary.told == ["started", "progressed", "succeeded", "finished"]
    assert diary.values == [_at(1), ("done", False)]
    assert diary.threads == {True}


def test_task_when_connected_long_after_its_work_has_ended_then_all_is_told(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    done = threading.Event()
    task = runner.submit("query", lambda token, report: done.set())
    assert done.wait(LIMIT_S)
    diary = Diary(task)
    _finish(qtbot, task)
    assert diary.told == ["started", "succeeded", "finished"]


def test_task_when_nobody_holds_it_then_it_still_ends(qtbot: QtBot, runner: TaskRunner) -> None:
    heard: list[object] = []
    gate = Gate()
    runner.submit("query", gate).succeeded.connect(heard.append)
    gc.collect()
    gate.open.set()
    qtbot.waitUntil(lambda: heard == ["through"], timeout=20_000)


def test_task_when_it_has_ended_then_nothing_keeps_it_alive(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    task = runner.submit("query", lambda token, report: None, newest="search")
    gone = weakref.ref(task)
    _finish(qtbot, task)
    del task
    gc.collect()
    assert gone() is None


def test_progress_when_reported_in_a_flood_then_few_are_told_and_the_last_is(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    seconds: list[float] = []

    def work(token: PauseToken, report: Report) -> None:
        began = time.monotonic()
        for done in range(5_000):
            report(_at(done))
        report(_at(100_000))
        seconds.append(time.monotonic() - began)

    task = runner.submit("index", work)
    diary = Diary(task)
    _finish(qtbot, task)
    assert diary.told.count("progressed") <= 3 + 20 * seconds[0]
    assert diary.values[-2] == _at(100_000)


def test_progress_when_the_work_falls_silent_then_the_last_report_is_told_all_the_same(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    gate = Gate()

    def work(token: PauseToken, report: Report) -> None:
        for done in range(100):
            report(_at(done))
        gate(token, report)

    diary = Diary(runner.submit("index", work))
    qtbot.waitUntil(lambda: diary.values[-1:] == [_at(99)], timeout=20_000)
    gate.open.set()


def test_task_when_the_work_raises_a_problem_then_it_is_told_as_it_is(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    full = DiskFull("The disk is full.")

    def work(token: PauseToken, report: Report) -> None:
        raise full

    diary = Diary(task := runner.submit("index", work))
    _finish(qtbot, task)
    assert diary.told == ["started", "failed", "finished"]
    assert diary.values == [full]


@pytest.mark.parametrize("error", [ZeroDivisionError("secret"), SystemExit(3), MemoryError()])
def test_task_when_the_work_fails_for_no_known_reason_then_told_without_its_words(
    qtbot: QtBot, runner: TaskRunner, error: BaseException
) -> None:
    def work(token: PauseToken, report: Report) -> None:
        raise error

    diary = Diary(task := runner.submit("query", work))
    _finish(qtbot, task)
    assert diary.told == ["started", "failed", "finished"]
    (problem,) = diary.values
    assert isinstance(problem, BugError)
    assert type(error).__name__ in problem.message
    assert "secret" not in problem.message
    after = runner.submit("query", lambda token, report: "alive")
    _finish(qtbot, after)
    assert after.state is TaskState.SUCCEEDED


def test_cancel_when_the_work_has_not_begun_then_it_never_does(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    first, second = Gate(), Gate()
    runner.submit("query", first)
    assert first.began.wait(LIMIT_S)
    diary = Diary(task := runner.submit("query", second))
    task.cancel()
    assert diary.told == []  # also this comes from the event loop
    _finish(qtbot, task)  # though the thread is still busy
    first.open.set()
    assert diary.told == ["cancelled", "finished"]
    assert not second.began.is_set()


def test_cancel_when_the_work_is_under_way_then_it_stops(qtbot: QtBot, runner: TaskRunner) -> None:
    gate = Gate()
    diary = Diary(task := runner.submit("query", gate))
    qtbot.waitSignal(task.started, timeout=20_000).wait()
    task.cancel()
    task.cancel()
    _finish(qtbot, task)
    assert diary.told == ["started", "cancelled", "finished"]


def test_cancel_when_the_result_is_already_there_then_it_is_dropped(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    done = threading.Event()
    diary = Diary(task := runner.submit("query", lambda token, report: done.set()))
    assert done.wait(LIMIT_S)
    task.cancel()
    _finish(qtbot, task)
    assert diary.told[-2:] == ["cancelled", "finished"]
    assert "succeeded" not in diary.told


def test_cancel_when_the_task_has_ended_then_nothing_happens(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    diary = Diary(task := runner.submit("query", lambda token, report: 1))
    _finish(qtbot, task)
    task.cancel()
    QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
    assert diary.told == ["started", "succeeded", "finished"]


def test_newest_when_a_newer_task_comes_then_only_its_result_is_told(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    release = threading.Event()

    def answer(text: str) -> Any:
        def work(token: PauseToken, report: Report) -> str:
            assert release.wait(LIMIT_S)
            return text

        return work

    tasks = [runner.submit("query", answer(text), newest="search") for text in "abc"]
    other = runner.submit("query", answer("other"), newest="preview")
    diaries = [Diary(task) for task in tasks]
    release.set()
    _finish(qtbot, other)
    assert [diary.told[-2] for diary in diaries] == ["cancelled", "cancelled", "succeeded"]
    assert [task.state for task in tasks].count(TaskState.SUCCEEDED) == 1
    assert other.state is TaskState.SUCCEEDED


def test_queues_when_one_is_busy_then_the_other_answers(qtbot: QtBot, runner: TaskRunner) -> None:
    gate = Gate()
    runner.submit("index", gate)
    question = runner.submit("query", lambda token, report: "answer")
    _finish(qtbot, question)
    assert question.state is TaskState.SUCCEEDED
    gate.open.set()


def test_queue_when_it_has_several_tasks_then_one_after_the_other_on_one_thread(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    seen: list[tuple[int, int]] = []

    def work(number: int) -> Any:
        return lambda token, report: seen.append((number, threading.get_ident()))

    tasks = [runner.submit("index", work(number)) for number in range(20)]
    _finish(qtbot, tasks[-1])
    assert [number for number, _ in seen] == list(range(20))
    assert len({thread for _, thread in seen}) == 1


def test_pause_when_the_work_rests_then_it_goes_on_only_after_resume(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    gate = Gate()

    def work(token: PauseToken, report: Report) -> str:
        gate(token, report)
        report(_at(1))
        token.rest()
        return "rested"

    task = runner.submit("index", work)
    diary = Diary(task)
    task.pause()
    gate.open.set()
    qtbot.waitUntil(lambda: "progressed" in diary.told, timeout=20_000)
    assert task.paused
    assert not task.ended
    task.resume()
    _finish(qtbot, task)
    assert diary.values[-1] == "rested"


def test_cancel_when_the_work_rests_then_it_ends(qtbot: QtBot, runner: TaskRunner) -> None:
    task = runner.submit("index", lambda token, report: token.rest())
    task.pause()
    task.cancel()
    _finish(qtbot, task)
    assert task.state is TaskState.CANCELLED


def test_shutdown_when_work_is_under_way_then_cancelled_and_told(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    diaries = [Diary(runner.submit(queue, Gate(), name=queue)) for queue in ("index", "query")]
    assert runner.running == ("index", "query")
    with qtbot.waitSignal(runner.stopped, timeout=20_000):
        assert runner.shutdown(20_000)
    assert [diary.told[-2:] for diary in diaries] == [["cancelled", "finished"]] * 2
    assert runner.running == ()


def test_shutdown_when_work_does_not_stop_then_says_what_it_waits_for(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    began, release = threading.Event(), threading.Event()

    def work(token: PauseToken, report: Report) -> None:
        began.set()
        release.wait(LIMIT_S)

    runner.submit("index", work, name="Reading the folder")
    runner.submit("index", lambda token, report: None, name="Not begun")
    assert began.wait(LIMIT_S)
    assert not runner.shutdown(1)
    qtbot.waitUntil(lambda: runner.running == ("Reading the folder",), timeout=20_000)
    with qtbot.waitSignal(runner.stopped, timeout=20_000):
        release.set()
    assert runner.shutdown(20_000)


def test_shutdown_when_there_is_something_to_tidy_then_it_is_done_before_the_end(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    gate = Gate()
    diaries = [
        Diary(runner.submit("index", gate)),
        Diary(runner.submit("index", lambda token, report: "tidy", even_at_end=True)),
    ]
    assert gate.began.wait(LIMIT_S)
    with qtbot.waitSignal(runner.stopped, timeout=20_000):
        runner.shutdown(0)
    assert [diary.told[-2] for diary in diaries] == ["cancelled", "succeeded"]


def test_submit_when_shut_down_then_the_task_ends_as_cancelled(
    qtbot: QtBot, runner: TaskRunner
) -> None:
    runner.shutdown(0)
    gate = Gate()
    diary = Diary(task := runner.submit("query", gate))
    _finish(qtbot, task)
    assert diary.told == ["cancelled", "finished"]
    assert not gate.began.is_set()


def test_runner_when_it_goes_before_its_work_then_nothing_is_told_and_nothing_breaks(
    qtbot: QtBot, qapp: QApplication
) -> None:
    runner = TaskRunner()
    began, release = threading.Event(), threading.Event()
    left: list[str] = []

    def work(token: PauseToken, report: Report) -> None:
        began.set()
        release.wait(LIMIT_S)
        report(_at(1))
        left.append("work")

    runner.submit("index", work).finished.connect(lambda: left.append("told"))
    assert began.wait(LIMIT_S)
    runner.shutdown(0)
    del runner
    gc.collect()
    release.set()
    qtbot.waitUntil(lambda: left == ["work"], timeout=20_000)
    QApplication.processEvents()
    assert left == ["work"]
