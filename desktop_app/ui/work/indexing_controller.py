"""Decides when the open folder is indexed, and tells where that is."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from desktop_app.errors import AppError
from desktop_app.progress import CancelToken, PauseToken, Progress, Report, Stage
from desktop_app.ui.work.indexing_status import (
    Activity,
    IndexingStatus,
    activity_at,
    problem_of,
)
from desktop_app.ui.work.remedies import Remedy
from desktop_app.ui.work.tasks import Task, TaskRunner

if TYPE_CHECKING:
    from desktop_app.index.job import IndexingResult

GROWN_MS = 1_000
"""That there is more to find is told at most so often."""
TRY_AGAIN_MS = 30_000
"""After a problem that may pass by itself."""
NO_GUESS_S = 15.0
"""After a pause, the rate is that of the pause for a while: no time left is told."""


class Indexable(Protocol):
    """What is indexed: an ``OpenFolder``, on a worker thread."""

    def update(
        self,
        token: CancelToken,
        report: Report,
        on_committed: Callable[[str], None],
        *,
        confirm_removed: bool = False,
        retry: Collection[str] | None = None,
        model: str | None = None,
    ) -> IndexingResult: ...

    def rebuild(
        self, token: CancelToken, report: Report, on_committed: Callable[[str], None]
    ) -> IndexingResult: ...


class IndexingController(QObject):
    """Runs indexing of one folder at a time; on the window's thread only.

    What was committed stays, however a run ends: the next one goes on from there.

    Signals:
        changed(object): Another ``IndexingStatus``, at most 20 a second.
        grown(): More can be found than before; at most once a second, and when a run has ended
            that changed anything.
        completed(object): A run came to its end; carries its ``IndexingResult``.
        problem_met(object): A run could not go on; carries a ``Problem``.
        problem_solved(): A run got past what had stopped the one before.
    """

    changed = Signal(object)
    grown = Signal()
    completed = Signal(object)
    problem_met = Signal(object)
    problem_solved = Signal()

    def __init__(self, runner: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._folder: Indexable | None = None
        self._task: Task | None = None
        self._status = IndexingStatus()
        self._committed: _Count = _Count()
        self._told_committed = 0
        self._is_wanted_again = False
        self._model: str | None = None
        self._resumed_at = 0.0
        self._grown = QTimer(self, interval=GROWN_MS)
        self._grown.timeout.connect(self._tell_grown)
        self._later = QTimer(self, interval=TRY_AGAIN_MS, singleShot=True)
        self._later.timeout.connect(self.refresh)

    @property
    def status(self) -> IndexingStatus:
        """Where indexing is now."""
        return self._status

    @property
    def model(self) -> str | None:
        """The model that was asked for and has not yet read the whole folder, or None."""
        return self._model

    def open(self, folder: Indexable) -> None:
        """Take up another folder and bring its index up to date."""
        self.close()
        self._folder = folder
        self.start()

    def close(self) -> None:
        """Let go of the folder; a run under way ends within one batch, and tells nothing more."""
        self._drop_task()
        self._folder = self._model = None
        self._is_wanted_again = False
        self._later.stop()
        self._show(IndexingStatus())

    def start(
        self,
        *,
        confirm_removed: bool = False,
        retry: Collection[str] | None = None,
        model: str | None = None,
        anew: bool = False,
    ) -> None:
        """Bring the index up to date, whatever was decided before; see ``Library.update``.

        With a run under way, this is done after it if anything special is asked for.

        Args:
            model: Stays the one that is asked for until a run with it has come to its end.
            anew: Make the index anew instead; see ``Library.rebuild``.
        """
        if self._folder is None:
            return
        if self._task is not None:
            if not (confirm_removed or retry is not None or model is not None or anew):
                self.resume()
                return
            self._drop_task()
        folder, count = self._folder, _Count()
        self._model = model = model or self._model

        def work(token: PauseToken, report: Report) -> IndexingResult:
            if anew:
                return folder.rebuild(token, report, count.add)
            return folder.update(
                token,
                report,
                count.add,
                confirm_removed=confirm_removed,
                retry=retry,
                model=model,
            )

        self._later.stop()
        self._committed, self._told_committed = count, 0
        self._is_wanted_again = False
        before = self._status.problem
        self._show(IndexingStatus(Activity.SCANNING, problem=before))
        name = QCoreApplication.translate("IndexingController", "Indexing the folder")
        self._task = task = self._runner.submit("index", work, newest="indexing", name=name)
        task.progressed.connect(self._on_progressed)
        task.succeeded.connect(self._on_succeeded)
        task.failed.connect(self._on_failed)
        task.cancelled.connect(self._on_cancelled)
        self._grown.start()

    def take_up(self) -> None:
        """Another choice was made for this folder: let it hold, now or after the run under way."""
        if self._task is not None:
            self._is_wanted_again = True
        else:
            self.start()

    def refresh(self) -> None:
        """The folder may have changed: look at it, now or after the run under way.

        Does nothing where the person has stopped indexing, or has been asked something.
        """
        if self._task is not None:
            self._is_wanted_again = True
        elif self._status.activity is Activity.STOPPED or self._is_waiting_for_the_person():
            return
        else:
            self.start()

    def pause(self) -> None:
        """Rest after the files and the batch in hand."""
        if self._task is not None and self._status.activity is not Activity.STOPPING:
            self._task.pause()
            self._show(replace(self._status, activity=Activity.PAUSED))

    def resume(self) -> None:
        """Go on after a pause; after a stop, begin again where it ended."""
        if self._task is None:
            self.start()
        elif self._task.paused:
            self._task.resume()
            self._resumed_at = time.monotonic()
            progress = self._status.progress
            activity = activity_at(progress.stage) if progress else Activity.SCANNING
            self._show(replace(self._status, activity=activity))

    def stop(self) -> None:
        """End the run; nothing is looked at again before ``start`` or ``resume``."""
        self._later.stop()
        self._is_wanted_again = False
        if self._task is not None:
            self._task.cancel()
            self._show(replace(self._status, activity=Activity.STOPPING))
        elif self._folder is not None:
            self._show(IndexingStatus(Activity.STOPPED))

    def apply(self, remedy: Remedy) -> None:
        """Do what a person chose beside a problem."""
        if remedy is Remedy.TRY_AGAIN:
            self.start()
        elif remedy is Remedy.CONFIRM_REMOVED:
            self.start(confirm_removed=True)
        elif remedy is Remedy.REBUILD:
            self.start(anew=True)

    def note(self, sentence: str) -> None:
        """Show what the run does otherwise than a person may expect."""
        self._show(replace(self._status, note=sentence))

    # -- what the run tells --------------------------------------------------------

    def _on_progressed(self, progress: Progress) -> None:
        if self._task is None:
            return
        if progress.stage is not Stage.SCANNING:
            self._solve()
        if time.monotonic() - self._resumed_at < NO_GUESS_S:
            progress = replace(progress, seconds_left=None)
        held = self._status.activity in (Activity.PAUSED, Activity.STOPPING)
        self._show(
            replace(
                self._status,
                activity=self._status.activity if held else activity_at(progress.stage),
                progress=progress,
                committed=self._committed.value,
                passages=max(self._status.passages, progress.passages),
            )
        )

    def _on_succeeded(self, result: IndexingResult) -> None:
        self._end()
        self._model = None
        self._solve()
        self._show(replace(self._status, activity=Activity.DONE, progress=None))
        done = result.summary
        if done.indexed or done.removed or done.moved or done.recognised:
            self.grown.emit()
        self.completed.emit(result)
        if self._is_wanted_again:
            self.start()

    def _on_failed(self, error: AppError) -> None:
        self._end()
        problem = problem_of(error)
        self._show(replace(self._status, activity=Activity.FAILED, progress=None, problem=problem))
        self._tell_grown()
        if problem.passes:
            self._later.start()
        self.problem_met.emit(problem)

    def _on_cancelled(self) -> None:
        self._end()
        self._show(replace(self._status, activity=Activity.STOPPED, progress=None))
        self._tell_grown()

    # -- plumbing ----------------------------------------------------------------

    def _solve(self) -> None:
        """Past the look at the folder, what stopped the last run has not stopped this one."""
        if self._status.problem is not None:
            self._show(replace(self._status, problem=None))
            self.problem_solved.emit()

    def _is_waiting_for_the_person(self) -> bool:
        problem = self._status.problem
        return problem is not None and problem.asks

    def _tell_grown(self) -> None:
        if self._committed.value != self._told_committed:
            self._told_committed = self._committed.value
            self.grown.emit()

    def _end(self) -> None:
        self._task = None
        self._grown.stop()
        self._status = replace(self._status, committed=self._committed.value)

    def _drop_task(self) -> None:
        """Cancel the run under way and hear no more of it."""
        if (task := self._task) is not None:
            task.progressed.disconnect(self._on_progressed)
            task.succeeded.disconnect(self._on_succeeded)
            task.failed.disconnect(self._on_failed)
            task.cancelled.disconnect(self._on_cancelled)
            task.cancel()
            self._end()

    def _show(self, status: IndexingStatus) -> None:
        if status != self._status:
            self._status = status
            self.changed.emit(status)


class _Count:
    """How many documents were committed; counted on the worker's thread, read on the window's."""

    def __init__(self) -> None:
        self.value = 0

    def add(self, _: str) -> None:
        """Count one."""
        self.value += 1
