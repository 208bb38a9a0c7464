"""The one way the window starts work that may take longer than 50 ms.

The work is a plain function, run on one of a few threads; what comes of it is told by signals of a
``Task`` on the thread of the window. The threads touch no Qt object but the bell, which wakes the
window's event loop: so whoever connects right after ``submit`` misses nothing.
"""

from __future__ import annotations

import enum
import threading
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from desktop_app.errors import AppError, BugError, Cancelled
from desktop_app.logs import note_bug
from desktop_app.progress import PauseToken, Progress, Report
from desktop_app.ui.work.garbage import GarbageOnThisThread
from desktop_app.ui.work.worker import Worker

Queue = Literal["index", "query", "pages", "map", "review", "models", "keys", "choosing"]
"""Each has one thread: for what writes the index, for questions, for pictures of pages, and for the
map, what is alike and the comparison of models, which take half a minute and more and must keep no
question waiting; so must keys and the choice of a model, as a keyring may wait for a person."""

PROGRESS_GAP_MS = 50
"""Between two reports of one task: at most 20 a second."""

T = TypeVar("T")


class TaskState(enum.Enum):
    WAITING = "waiting"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"


class Task(QObject):
    """One piece of work under way; made by ``TaskRunner.submit``. On the window's thread only.

    Exactly one of ``succeeded``, ``failed`` and ``cancelled`` is sent, then ``finished``. Whoever
    lets go of a task does not stop it.

    Signals:
        started(): A thread has taken it up.
        progressed(object): ``Progress``, at most 20 a second; the last one always arrives.
        succeeded(object): What the work returned.
        failed(object): ``AppError``.
        cancelled(): It was cancelled, or a newer task took its place. Not an error.
        finished(): After all others.

    Attributes:
        name: What it does, for sentences such as "Waiting for: …"; may be "".
    """

    started = Signal()
    progressed = Signal(object)
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    finished = Signal()

    def __init__(self, name: str, token: PauseToken, withdraw: Callable[[], None]) -> None:
        super().__init__()
        self.name = name
        self.state = TaskState.WAITING
        self._token = token
        self._withdraw = withdraw

    @property
    def ended(self) -> bool:
        return self.state not in (TaskState.WAITING, TaskState.RUNNING)

    @property
    def paused(self) -> bool:
        return self._token.paused

    def cancel(self) -> None:
        """Ask the work to stop; from now on this task can only end as cancelled."""
        if not self._token.cancelled and not self.ended:
            self._token.cancel()
            self._withdraw()

    def pause(self) -> None:
        """Have the work wait at its next ``token.rest()``."""
        self._token.pause()

    def resume(self) -> None:
        """Let the work go on."""
        self._token.resume()


class TaskRunner(QObject):
    """Starts tasks and tells of them. Made and used on the window's thread only.

    From its making to its end, Python's garbage is collected on that thread, too.

    Attributes:
        garbage: What collects it.

    Signals:
        stopped(): After ``shutdown``, once no work is left on any thread.
    """

    stopped = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workers: dict[str, Worker] = {}
        self._tasks: dict[_Job, Task] = {}
        self._newest: dict[str, Task] = {}
        self._mail = _Mail()
        self._mail.bell.rung.connect(self._open_mail, Qt.ConnectionType.QueuedConnection)
        self._pace = QTimer(self, interval=PROGRESS_GAP_MS)
        self._pace.timeout.connect(self._tell_progress)
        self._is_shut = self._has_told_stop = False
        self.garbage = GarbageOnThisThread(self)

    def submit(
        self,
        queue: Queue,
        work: Callable[[PauseToken, Report], T],
        *,
        newest: str = "",
        name: str = "",
        even_at_end: bool = False,
    ) -> Task:
        """Have ``work`` done after what was put into the same queue before.

        Args:
            work: Called on the queue's thread; must not make Qt objects, nor be the last to hold
                one.
            newest: An earlier task of this name is cancelled, and its late result dropped.
            name: What the work is, to a person.
            even_at_end: It tidies up: a ``shutdown`` that comes before it waits for it.

        Returns:
            The task; all its signals come later, from the event loop. After ``shutdown`` it ends
            as cancelled without having begun.
        """
        job = _Job(work, self._mail, even_at_end=even_at_end)
        task = Task(name, job.token, lambda: self._withdraw(queue, job))
        self._tasks[job] = task
        if newest:
            if (earlier := self._newest.get(newest)) is not None:
                earlier.cancel()
            self._newest[newest] = task
        if self._is_shut:
            job.token.cancel()
            self._mail.post(job, _CANCELLED)
        else:
            if queue not in self._workers:
                self._workers[queue] = Worker(f"tasks-{queue}")
            self._workers[queue].put(job.run)
        return task

    @property
    def running(self) -> tuple[str, ...]:
        """Names of the tasks that have not ended, in the order they were submitted."""
        return tuple(task.name for task in self._tasks.values())

    def shutdown(self, timeout_ms: int) -> bool:
        """Cancel all tasks but those that tidy up, take no more, and wait for the threads.

        No thread is ever killed: ``running`` tells what is still waited for, ``stopped`` when it
        has ended. With 0 this returns at once, for a window that stays alive meanwhile.

        Returns:
            Whether all threads have ended.
        """
        self._is_shut = True
        for job, task in list(self._tasks.items()):
            if not job.even_at_end:
                task.cancel()
        for worker in self._workers.values():
            worker.close()
        until = time.monotonic() + timeout_ms / 1000
        ended = [w.join(max(0.0, until - time.monotonic())) for w in self._workers.values()]
        self._mail.bell.rung.emit()  # ``stopped`` comes also where there was nothing to stop
        return all(ended)

    # -- plumbing --------------------------------------------------------------

    def _withdraw(self, queue: Queue, job: _Job) -> None:
        if queue in self._workers and self._workers[queue].withdraw(job.run):
            self._mail.post(job, _CANCELLED)

    def _open_mail(self) -> None:
        """Tell what the threads have noted since the last ring."""
        while (letter := self._mail.take()) is not None:
            job, outcome = letter
            task = self._tasks[job]
            if outcome is None:
                self._tell_news(job, task)
            else:
                del self._tasks[job]
                self._tell_end(job, task, outcome)
        if self._is_shut and not self._tasks and not self._has_told_stop:
            self._has_told_stop = True
            self.garbage.stop()
            self.stopped.emit()

    def _tell_news(self, job: _Job, task: Task) -> None:
        if task.state is TaskState.WAITING and not job.token.cancelled:
            task.state = TaskState.RUNNING
            task.started.emit()
        if self._tell_latest(job, task):
            self._pace.start()

    def _tell_progress(self) -> None:
        """Tell what each task has reported since the last time; rest once there is nothing."""
        told = [self._tell_latest(job, task) for job, task in list(self._tasks.items())]
        if not any(told):
            self._pace.stop()

    def _tell_latest(self, job: _Job, task: Task) -> bool:
        progress = job.take_progress()
        if progress is not None and not job.token.cancelled:
            task.progressed.emit(progress)
        return progress is not None

    def _tell_end(self, job: _Job, task: Task, outcome: _Outcome) -> None:
        self._tell_latest(job, task)
        state = TaskState.CANCELLED if job.token.cancelled else outcome.state
        task.state = state
        self._newest = {name: other for name, other in self._newest.items() if other is not task}
        if state is TaskState.SUCCEEDED:
            task.succeeded.emit(outcome.value)
        elif state is TaskState.FAILED:
            task.failed.emit(outcome.value)
        else:
            task.cancelled.emit()
        task.finished.emit()


@dataclass(frozen=True, slots=True)
class _Outcome:
    """How work ended.

    Attributes:
        value: What it returned, or the ``AppError``.
    """

    state: TaskState
    value: Any = None


_CANCELLED = _Outcome(TaskState.CANCELLED)


class _Job:
    """What the threads know of a task."""

    def __init__(
        self,
        work: Callable[[PauseToken, Report], object],
        mail: _Mail,
        *,
        even_at_end: bool = False,
    ) -> None:
        self.even_at_end = even_at_end
        self.token = PauseToken()
        self._work = work
        self._mail = mail
        self._lock = threading.Lock()
        self._latest: Progress | None = None
        self._is_announced = False

    def run(self) -> None:
        """Do the work and post how it ended."""
        self._mail.post(self, None)
        self._mail.post(self, self._outcome())

    def take_progress(self) -> Progress | None:
        """Return what was reported since the last call; without news the next one is announced."""
        with self._lock:
            latest, self._latest = self._latest, None
            self._is_announced = latest is not None
            return latest

    def _report(self, progress: Progress) -> None:
        with self._lock:
            self._latest = progress
            is_announced, self._is_announced = self._is_announced, True
        if not is_announced:
            self._mail.post(self, None)

    def _outcome(self) -> _Outcome:
        try:
            self.token.check()
            return _Outcome(TaskState.SUCCEEDED, self._work(self.token, self._report))
        except Cancelled:
            return _CANCELLED
        except AppError as error:
            return _Outcome(TaskState.FAILED, error)
        except BaseException as error:  # the edge: whatever it is, the task must end
            problem = BugError(note_bug(error))
            problem.__cause__ = error
            return _Outcome(TaskState.FAILED, problem)


class _Bell(QObject):
    """Wakes the window's event loop; rung from any thread."""

    rung = Signal()


_bells: list[_Bell] = []
"""Kept for good, one for each runner: a thread that outlives its runner may still ring."""


class _Mail:
    """From the threads to the window, in order."""

    def __init__(self) -> None:
        self.bell = _Bell()
        _bells.append(self.bell)
        self._letters: deque[tuple[_Job, _Outcome | None]] = deque()

    def post(self, job: _Job, outcome: _Outcome | None) -> None:
        """Note that there is news of a job, or with an outcome that it has ended."""
        self._letters.append((job, outcome))
        self.bell.rung.emit()

    def take(self) -> tuple[_Job, _Outcome | None] | None:
        """Return the next letter, or None."""
        return self._letters.popleft() if self._letters else None
