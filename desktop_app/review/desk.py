"""One folder's review: decisions, removal and undo, each under the lock and by the journal."""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from desktop_app.index.location import IndexLocation
from desktop_app.progress import CancelToken, Report, no_report
from desktop_app.review.bins import Bin, usual_bin
from desktop_app.review.decisions import Decision, Decisions, decide, undo_decision
from desktop_app.review.history import History
from desktop_app.review.journal import Entry, Journal
from desktop_app.review.keeping import store_keeping, stored_keeping
from desktop_app.review.locks import removing_alone
from desktop_app.review.recovery import recover
from desktop_app.review.removal import Applied, Outcome, Planned, Remover
from desktop_app.review.undo import bring_back
from desktop_app.similarity.duplicates.kept import Keeping


class ReviewDesk:
    """The review of one folder; any thread, and any number of processes.

    Args:
        location: The folder and where its index, and so its journal, lies.
        anchors: Where the journal's last digests are kept; None for this user's data.
        locks: Where the lock is; None for this user's data.
    """

    def __init__(
        self, location: IndexLocation, *, anchors: Path | None = None, locks: Path | None = None
    ) -> None:
        self._folder = location.folder
        self._journal = Journal(location.directory, anchors)
        self._locks = locks

    # -- decisions ---------------------------------------------------------------

    def decisions(self) -> Decisions:
        """Return what was decided.

        Raises:
            JournalBroken, EnvironmentProblem
        """
        return Decisions(self._journal.entries())

    def decide(self, decisions: Sequence[Decision], *, by: str = "person") -> Decisions:
        """Write decisions down, as one step; returns how all stand then.

        Args:
            decisions: What was decided.
            by: "person", or the name of the rule that a person applied.

        Raises:
            JournalBroken, DiskFull, EnvironmentProblem
        """
        with self._alone() as journal:
            return decide(journal, decisions, by=by)

    def undo_decision(self) -> tuple[Decisions, tuple[Decision, ...]]:
        """Take back the last step; returns how all stand then, and what was taken back."""
        with self._alone() as journal:
            return undo_decision(journal)

    def keeping(self) -> Keeping:
        """Return how kept copies are chosen, and what is protected."""
        return stored_keeping(self._journal.path.parent)

    def set_keeping(self, keeping: Keeping) -> None:
        """Store how kept copies are chosen.

        Raises:
            InvalidRequest, IndexUnwritable
        """
        store_keeping(self._journal.path.parent, keeping)

    def protect(self, folders: Collection[str], *, protected: bool = True) -> tuple[str, ...]:
        """Protect subfolders from removal, or no longer; returns all that are protected then.

        Args:
            folders: Relative with ``/``; "" is the whole folder.
            protected: Whether they shall be.

        Raises:
            InvalidRequest, IndexUnwritable
        """
        keeping = self.keeping()
        before = set(keeping.protected)
        wanted = before | set(folders) if protected else before - set(folders)
        if wanted != before:
            self.set_keeping(replace(keeping, protected=tuple(sorted(wanted))))
        return tuple(sorted(wanted))

    # -- removal -----------------------------------------------------------------

    def remove(
        self,
        plan: Sequence[Planned],
        *,
        bin: Bin | None = None,
        token: CancelToken | None = None,
        report: Report = no_report,
    ) -> Applied:
        """Remove documents, each proved to leave a copy; says of each what came of it.

        Args:
            plan: What to remove, see ``plan.py``.
            bin: Where to; None for the bin of this computer.
            token: Looked at between two documents.
            report: Gets ``Stage.WRITING`` in documents.

        Raises:
            JournalBroken, EnvironmentProblem: Nothing was removed.
        """
        with self._alone() as journal:
            remover = Remover(self._folder, journal, bin or usual_bin())
            return remover.remove(plan, token or CancelToken(), report)

    def undo(
        self, action: int = 0, *, token: CancelToken | None = None, report: Report = no_report
    ) -> tuple[Outcome, ...]:
        """Bring back what was removed with one list.

        Args:
            action: Which; 0 for the last of which something is still in the bin.
            token: Looked at between two documents.
            report: Gets ``Stage.WRITING`` in documents.

        Raises:
            JournalBroken, EnvironmentProblem
        """
        with self._alone() as journal:
            history = History(journal.entries())
            action = action or history.last_action
            documents = history.in_bin(action) if action else []
            return bring_back(self._folder, journal, documents, token or CancelToken(), report)

    def history(self) -> History:
        """Return what was removed and what is in the bin, after finding out what a kill left open.

        Raises:
            JournalBroken, EnvironmentProblem
        """
        history = History(self._journal.entries())
        if not (history.unfinished or history.half_restored):
            return history
        with self._alone() as journal:
            return History(journal.entries())

    # -- the journal ---------------------------------------------------------------

    @property
    def journal_path(self) -> Path:
        """Where the journal is; it need not be there."""
        return self._journal.path

    def journal_entries(self) -> list[Entry]:
        """Return all lines of the journal.

        Raises:
            JournalBroken, EnvironmentProblem
        """
        return self._journal.entries()

    def journal_problems(self) -> list[str]:
        """Return what was changed or is missing in the journal, one sentence each."""
        return self._journal.problems()

    @contextlib.contextmanager
    def _alone(self) -> Iterator[Journal]:
        with removing_alone(self._locks):
            recover(self._folder, self._journal)
            yield self._journal
