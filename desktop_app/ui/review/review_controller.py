"""Holds the review together: what is alike, what was decided, what is asked for next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

from PySide6.QtCore import QObject, Signal

from desktop_app.errors import AppError
from desktop_app.progress import Progress, Report
from desktop_app.review.decisions import Decision, Decisions, Verdict
from desktop_app.ui.review import reviewed
from desktop_app.ui.review.reviewed import Found, Grouped, Reviewed
from desktop_app.ui.review.shown import Wanted

if TYPE_CHECKING:
    from desktop_app.similarity.duplicates.kept import Keeping


class Runner(Protocol):
    """Where it is done: a ``TaskRunner``."""

    def submit(
        self, queue: Any, work: Callable[[Any, Report], Any], *, newest: str = "", name: str = ""
    ) -> Any: ...


class ReviewController(QObject):
    """The review of one folder at a time; on the window's thread only.

    What is alike is found, and grouped anew, on a thread of its own; decisions are written down on
    another, as they are made. Until one is on the disk and in the groups it is ``pending``.

    Signals:
        indexing: The folder is still being read and nothing was found yet; carries how many
            documents there are so far.
        begun: What is alike is being looked for.
        progressed: Carries a ``Progress`` of that.
        ready: Carries a ``Shown``.
        failed: Nothing can be shown; carries an ``AppError``.
        refused: Something was not done; carries an ``AppError``.
        pending_changed: ``pending`` has changed.
        taken_back: A step was taken back; carries what it had decided, or () for another choice
            of the kept copy.
        in_bin_changed: Carries how many documents of the last removal can be brought back.
    """

    indexing = Signal(int)
    begun = Signal()
    progressed = Signal(object)
    ready = Signal(object)
    failed = Signal(object)
    refused = Signal(object)
    pending_changed = Signal()
    taken_back = Signal(object)
    in_bin_changed = Signal(int)

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._finding: Any = None
        self._forget()

    def _forget(self) -> None:
        self._folder: Reviewed | None = None
        self._grouped: Grouped | None = None
        self._decisions: Decisions | None = None
        self._keeping: Keeping | None = None
        self._wanted = Wanted()
        self._gone: frozenset[str] = frozenset()
        self._pending: dict[tuple[str, str], tuple[Verdict | None, int]] = {}
        self._made = self._saved = 0
        self._steps: list[Keeping | None] = []
        self._documents = 0
        self._is_shown = self._is_indexing = False
        self._is_stale = True

    # -- what is to be shown -----------------------------------------------------------

    def set_folder(self, folder: Reviewed | None) -> None:
        """Review another folder from now on."""
        if self._finding is not None:
            self._finding.cancel()
            self._finding = None
        shown = self._is_shown
        self._forget()
        self._folder, self._is_shown = folder, shown

    @property
    def folder(self) -> Reviewed | None:
        """The folder under review."""
        return self._folder

    @property
    def grouped(self) -> Grouped | None:
        """What is shown, with the board behind it."""
        return self._grouped

    @property
    def wanted(self) -> Wanted:
        """Which groups are shown."""
        return self._wanted

    @property
    def keeping(self) -> Keeping | None:
        """How kept copies are chosen."""
        return self._keeping

    @property
    def pending(self) -> dict[tuple[str, str], Verdict | None]:
        """Decisions on their way to the disk, by (document, kept copy)."""
        return {key: verdict for key, (verdict, _) in self._pending.items()}

    def set_shown(self, shown: bool) -> None:
        """Tell whether the review is looked at; else nothing is looked for."""
        self._is_shown = shown
        self._consider()

    def set_documents(self, documents: int, *, indexing: bool) -> None:
        """Tell how many documents there are, and whether they become more."""
        self._is_stale = self._is_stale or documents != self._documents
        self._documents, self._is_indexing = documents, indexing
        self._consider()

    def documents_changed(self) -> None:
        """Documents have come, gone or changed."""
        self._is_stale = True

    def look_again(self) -> None:
        """Look for what is alike anew in any case."""
        self._is_stale = True
        self._consider()

    def stop(self) -> None:
        """Look no further."""
        if self._finding is not None:
            self._finding.cancel()

    def want(self, wanted: Wanted) -> None:
        """Show other groups, or in another order."""
        if wanted != self._wanted:
            self._wanted = wanted
            self.regroup()

    # -- decisions ---------------------------------------------------------------------

    def decide(self, made: Sequence[Decision], *, by: str = "person") -> None:
        """Write decisions down, as one step.

        Args:
            by: "person", or the name of the rule that a person applied.
        """
        folder = self._folder
        if folder is None or not made:
            return
        made = tuple(made)
        serial = self._begin(made)
        self._ask(
            lambda: folder.review.decide(made, by=by),
            lambda decisions: self._on_saved(decisions, serial),
            lambda error: self._on_not_saved(error, serial),
        )

    def undo(self) -> None:
        """Take back the last decision, or choice of a kept copy made since."""
        folder = self._folder
        if folder is None:
            return
        before = self._steps.pop() if self._steps else None
        if before is not None:
            self._set_keeping(before)
            self.taken_back.emit(())
            return
        self._made += 1
        serial = self._made
        self._ask(
            folder.review.undo_decision,
            lambda both: self._on_taken_back(both, serial),
            self.refused.emit,
        )

    def set_keeping(self, keeping: Keeping) -> None:
        """Choose kept copies by other rules; protect other folders."""
        if self._keeping is not None and keeping != self._keeping:
            self._steps.append(self._keeping)
            self._set_keeping(keeping)

    def keep_instead(self, path: str, kept: str) -> None:
        """Make one document the kept copy in place of another, whatever the rules say."""
        if self._keeping is not None:
            chosen = (self._keeping.chosen - {kept}) | {path}
            self.set_keeping(replace(self._keeping, chosen=chosen))

    def removed(self, gone: frozenset[str], in_bin: int, *, back: bool = False) -> None:
        """Tell that documents were removed, or brought back."""
        self._gone = self._gone - gone if back else self._gone | gone
        self.in_bin_changed.emit(in_bin)
        self._is_stale = self._is_stale or bool(gone)
        self.regroup()

    # -- plumbing ----------------------------------------------------------------------

    def _consider(self) -> None:
        folder = self._folder
        if folder is None or not (self._is_shown and self._is_stale) or self._finding is not None:
            return
        if self._is_indexing:
            if self._grouped is None:
                self.indexing.emit(self._documents)
            return
        self._is_stale = False
        self.begun.emit()
        wanted = self._wanted
        task = self._finding = self._submit(
            "review",
            lambda token, report: reviewed.find(folder, wanted, token, report),
            name=self.tr("looking for duplicates"),
        )
        task.progressed.connect(self._on_progressed)
        task.succeeded.connect(self._on_found)
        task.failed.connect(self._on_failed)
        task.cancelled.connect(self._on_stopped)

    def _on_progressed(self, progress: Progress) -> None:
        if self.sender() is self._finding:
            self.progressed.emit(progress)

    def _on_found(self, found: Found) -> None:
        if self.sender() is not self._finding:
            return
        self._finding = None
        self._gone = frozenset()
        board = found.grouped.board
        if self._decisions is None or not self._pending:
            self._decisions = board.decisions
        self._keeping = self._keeping or board.keeping
        self._show(found.grouped)
        self.in_bin_changed.emit(found.in_bin)
        if found.grouped.shown.wanted != self._wanted or self._pending:
            self.regroup()
        self._consider()

    def _on_failed(self, error: AppError) -> None:
        if self.sender() is self._finding:
            self._finding = None
            self.failed.emit(error)

    def _on_stopped(self) -> None:
        if self.sender() is self._finding:
            self._finding = None
            self._is_stale = True
            if self._grouped is not None:
                self.ready.emit(self._grouped.shown)

    def regroup(self) -> None:
        """Show the groups as what was asked for and decided has made them."""
        before, decisions, keeping = self._grouped, self._decisions, self._keeping
        if before is None or decisions is None or keeping is None:
            return
        wanted, gone, saved = self._wanted, self._gone, self._saved
        task = self._submit(
            "review",
            lambda token, _: reviewed.regrouped(before, wanted, decisions, keeping, gone),
            newest="review-groups",
        )
        task.succeeded.connect(lambda grouped: self._on_regrouped(before, grouped, saved))
        task.failed.connect(self.refused)

    def _on_regrouped(self, before: Grouped, grouped: Grouped, saved: int) -> None:
        if self._grouped is None or before.board.findings is not self._grouped.board.findings:
            return
        self._pending = {
            key: (verdict, serial)
            for key, (verdict, serial) in self._pending.items()
            if serial > saved
        }
        self._show(grouped)

    def _show(self, grouped: Grouped) -> None:
        self._grouped = grouped
        self.ready.emit(grouped.shown)

    def _begin(self, made: Sequence[Decision]) -> int:
        self._made += 1
        self._steps.append(None)
        for one in made:
            self._pending[one.key] = one.verdict, self._made
        self.pending_changed.emit()
        return self._made

    def _on_saved(self, decisions: Decisions, serial: int) -> None:
        self._decisions, self._saved = decisions, serial
        self.regroup()

    def _on_taken_back(self, both: tuple[Decisions, Sequence[Decision]], serial: int) -> None:
        self._on_saved(both[0], serial)
        self.taken_back.emit(both[1])

    def _on_not_saved(self, error: AppError, serial: int) -> None:
        self._pending = {key: one for key, one in self._pending.items() if one[1] != serial}
        self.pending_changed.emit()
        self.refused.emit(error)

    def _set_keeping(self, keeping: Keeping) -> None:
        folder = self._folder
        if folder is None:
            return
        before, self._keeping = self._keeping, keeping
        self._ask(
            lambda: folder.review.set_keeping(keeping),
            lambda _: self.regroup(),
            lambda error: self._on_keeping_refused(error, before),
        )

    def _on_keeping_refused(self, error: AppError, before: Keeping | None) -> None:
        self._keeping = before
        self.refused.emit(error)

    def _ask(
        self,
        work: Callable[[], Any],
        then: Callable[[Any], None],
        failed: Callable[[AppError], None],
    ) -> None:
        """Have something written; nothing is told once another folder is open."""
        folder = self._folder
        task = self._submit("query", lambda token, report: work())
        task.succeeded.connect(lambda found: then(found) if self._folder is folder else None)
        task.failed.connect(lambda error: failed(error) if self._folder is folder else None)

    def _submit(self, queue: str, work: Callable[[Any, Report], Any], **more: str) -> Any:
        return self._runner.submit(queue, work, **more)
