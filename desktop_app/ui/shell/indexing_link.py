"""Ties indexing of the open folder to what the window shows of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_app.documents.model import Reason
from desktop_app.ui.models.candidates import model_name
from desktop_app.ui.shell.banners import Notice, Tone
from desktop_app.ui.shell.main_window import MainWindow
from desktop_app.ui.shell.trust_strip import TrustFacts
from desktop_app.ui.text.cost_words import cost_words
from desktop_app.ui.text.sentences import message_of, remedy_of
from desktop_app.ui.work.indexing_controller import IndexingController
from desktop_app.ui.work.indexing_status import Activity, IndexingStatus, Problem
from desktop_app.ui.work.open_folder import OpenFolder
from desktop_app.ui.work.remedies import Remedy, remedy_words
from desktop_app.ui.work.tasks import Task, TaskRunner
from desktop_app.ui.work.watching import FolderWatcher

if TYPE_CHECKING:
    from desktop_app.embedding.cloud.cloud_embedder import Cost
    from desktop_app.index.job import IndexingResult
    from desktop_app.index.status import Status

_BANNER = "indexing"
_COST = "cost"
_OF_INDEXING = (Remedy.TRY_AGAIN, Remedy.CONFIRM_REMOVED, Remedy.REBUILD)
_WORTH_TELLING_USD = 0.01


class IndexingLink(QObject):
    """One folder at a time.

    Attributes:
        indexing: The controller of the runs.
        index_dir: Where the index of the folder is, "" while that is not known.

    Signals:
        grown: More can be found than before.
        status_read: Carries a ``Status`` that was read just now, and whether it will grow.
        host_known: Carries the host that what is read or asked is sent to now; "" for none.
        folder_requested: The person wants to open another folder instead.
        remedy_requested: Another ``Remedy`` was chosen that is not of indexing itself.
    """

    grown = Signal()
    status_read = Signal(object, bool)
    host_known = Signal(str)
    folder_requested = Signal()
    remedy_requested = Signal(object)

    def __init__(self, window: MainWindow, runner: TaskRunner) -> None:
        super().__init__(window)
        self._window, self._runner = window, runner
        self._folder: OpenFolder | None = None
        self._remedies: tuple[Remedy, ...] = ()
        self._was_cut_off = False
        self._has_begun = False
        self._sends_to = ""
        self.index_dir = ""
        self._activity = Activity.IDLE
        self.indexing = IndexingController(runner, self)
        self._watcher = FolderWatcher(runner, self)
        self._watcher.change_suspected.connect(self.indexing.refresh)
        self.indexing.changed.connect(self._on_changed)
        self.indexing.grown.connect(self._on_grown)
        self.indexing.completed.connect(self._on_completed)
        self.indexing.problem_met.connect(self._on_problem)
        self.indexing.problem_solved.connect(self._on_problem_solved)
        pill = window.top_bar.pill
        pill.pause_requested.connect(self.indexing.pause)
        pill.resume_requested.connect(self.indexing.resume)
        pill.stop_requested.connect(self.indexing.stop)
        pill.update_requested.connect(self.look_again)
        window.window_actions.update_index.triggered.connect(self.look_again)
        window.banners.action_chosen.connect(lambda key: self._on_remedy_chosen(key, 0))
        window.banners.other_chosen.connect(lambda key: self._on_remedy_chosen(key, 1))

    def open(self, folder: OpenFolder) -> None:
        """Index a folder, watch it, and show how far it is."""
        self._folder = folder
        self._has_begun = False
        self._window.trust_strip.show_facts(TrustFacts())
        self._watcher.watch(folder)
        # What the last run has left is told, so it is read before the next one begins.
        if (task := self.read_status()) is not None:
            task.succeeded.connect(lambda status: self._on_first_status(folder, status))
            task.finished.connect(lambda: self._begin(folder))

    def close(self) -> None:
        """Let go of the folder."""
        self._folder = None
        self._watcher.close()
        self.indexing.close()
        self._window.banners.withdraw(_BANNER)
        self._window.banners.withdraw(_COST)

    def look_again(self) -> None:
        """Bring the index up to date now, whatever was decided before."""
        self.indexing.start()

    def try_again(self) -> None:
        """What stopped the last run was put right."""
        self._window.banners.withdraw(_BANNER)
        self.indexing.apply(Remedy.TRY_AGAIN)

    def read_status(self) -> Task | None:
        """Read what the index holds and show it."""
        if (folder := self._folder) is None:
            return None

        def read(token: object, report: object) -> Status:
            status = folder.status()
            self._sends_to = folder.sends_to(status)
            return status

        task = self._runner.submit("query", read, newest="status")
        task.succeeded.connect(self._on_status)
        return task

    def _on_first_status(self, folder: OpenFolder, status: Status) -> None:
        self._was_cut_off = folder is self._folder and Reason.WAITING in status.coverage.not_read

    def _begin(self, folder: OpenFolder) -> None:
        """Index the folder, unless it was closed meanwhile."""
        if folder is not self._folder:
            return
        self._has_begun = True
        self.indexing.open(folder)
        if self._was_cut_off:
            self._was_cut_off = False
            words = self.tr("The last run did not come to its end. This one goes on from there.")
            self.indexing.note(words)

    # -- what indexing tells -------------------------------------------------------

    def _on_changed(self, status: IndexingStatus) -> None:
        self._window.top_bar.pill.show_status(status)
        before, self._activity = self._activity, status.activity
        if status.activity is Activity.EMBEDDING is not before:
            self.read_status()  # another model may be at work now, at a provider

    def _on_grown(self) -> None:
        self.read_status()
        self.grown.emit()

    def _on_completed(self, result: IndexingResult) -> None:
        self._watcher.renew()
        self.read_status()
        if result.cost is not None and result.cost.requests:
            self._tell_cost(result.cost)

    def _tell_cost(self, cost: Cost) -> None:
        """Tell what a run has cost: in its details, and from a cent on above the view."""
        words = cost_words(cost)
        self.indexing.note(words)
        if (cost.price_usd or 0) >= _WORTH_TELLING_USD:
            self._window.banners.show_notice(Notice(Tone.INFO, words, key=_COST))

    def _on_status(self, status: Status) -> None:
        # Before the first run has begun, a folder that is not read is about to be: it is not empty.
        busy = self.indexing.status.busy or not (self._has_begun or _is_read(status))
        self.index_dir = str(status.index_dir)
        facts = facts_of(status, so_far=busy, sends_to=self._sends_to)
        self._window.trust_strip.show_facts(facts)
        self.host_known.emit(self._sends_to)
        self.status_read.emit(status, busy)

    def _on_problem(self, problem: Problem) -> None:
        self._remedies = problem.remedies
        words = [remedy_words(remedy) for remedy in problem.remedies]
        self._window.banners.show_notice(
            Notice(
                Tone.WARNING if problem.passes or problem.asks else Tone.BAD,
                message_of(problem.error),
                remedy_of(problem.error),
                words[0],
                _BANNER,
                other=words[1] if len(words) > 1 else "",
            )
        )

    def _on_problem_solved(self) -> None:
        self._window.banners.withdraw(_BANNER)

    def _on_remedy_chosen(self, key: str, place: int) -> None:
        if key != _BANNER:
            return
        self._window.banners.withdraw(_BANNER)
        remedy = self._remedies[place]
        if remedy is Remedy.CHOOSE_FOLDER:
            self.folder_requested.emit()
        elif remedy in _OF_INDEXING:
            self.indexing.apply(remedy)
        else:
            self.remedy_requested.emit(remedy)


def _is_read(status: Status) -> bool:
    return bool(status.coverage.files) and Reason.WAITING not in status.coverage.not_read


def facts_of(status: Status, *, so_far: bool, sends_to: str) -> TrustFacts:
    """Return what the strip says of an index."""
    here = status.runs_at == "this computer"
    return TrustFacts(
        model=model_name(status.model),
        model_host="" if here else status.runs_at,
        files=status.coverage.files,
        full=status.coverage.full,
        index_dir=str(status.index_dir),
        beside=status.place.name == "BESIDE",
        so_far=so_far,
        has_sent=status.has_sent,
        sends_to=sends_to,
    )
