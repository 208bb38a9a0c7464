"""What the review asks of the open folder, on worker threads. Plain Python."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from desktop_app.errors import AppError, InvalidRequest
from desktop_app.progress import CancelToken, Report
from desktop_app.ui.review.shown import Shown, Wanted, shown_of

if TYPE_CHECKING:
    from desktop_app.index.coverage import Coverage
    from desktop_app.index.status import Status
    from desktop_app.library import Duplicates
    from desktop_app.review.board import Board
    from desktop_app.review.decisions import Decisions
    from desktop_app.review.desk import ReviewDesk
    from desktop_app.review.plan import Plan
    from desktop_app.review.removal import Applied, Outcome
    from desktop_app.review.report import ReviewReport
    from desktop_app.similarity.duplicates.kept import Keeping


class Reviewed(Protocol):
    """The folder: an ``OpenFolder``."""

    @property
    def folder(self) -> Path: ...
    @property
    def review(self) -> ReviewDesk: ...
    def report(
        self, threshold: float, token: CancelToken, report: Report, *, names: bool
    ) -> ReviewReport: ...
    def duplicates(self, token: CancelToken, report: Report) -> Duplicates: ...
    def status(self) -> Status: ...
    def remove(
        self, plan: Plan, to: Path | None, token: CancelToken, report: Report
    ) -> Applied: ...


@dataclass(frozen=True, slots=True)
class Grouped:
    """Groups as they lie before the person.

    Attributes:
        board: All of them.
        shown: What the panes show.
        coverage: What of the folder was read.
        gone: Documents removed since.
    """

    board: Board
    shown: Shown
    coverage: Coverage
    gone: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """What is alike in the folder, and what was decided before.

    Attributes:
        in_bin: How many documents of the last removal can be brought back.
    """

    grouped: Grouped
    in_bin: int


def find(folder: Reviewed, wanted: Wanted, token: CancelToken, report: Report) -> Found:
    """Return what is alike in the folder.

    Raises:
        JournalBroken, IndexMissing, Cancelled
    """
    from desktop_app.review.board import Board

    found = folder.duplicates(token, report)
    desk = folder.review
    board = Board(
        found.findings,
        found.rows,
        desk.decisions(),
        desk.keeping(),
        wanted.threshold / 100,
        found.sizes,
    )
    shown = shown_of(board, wanted, found.coverage)
    return Found(Grouped(board, shown, found.coverage), count_in_bin(desk))


def regrouped(
    before: Grouped,
    wanted: Wanted,
    decisions: Decisions,
    keeping: Keeping,
    gone: frozenset[str],
) -> Grouped:
    """Return the groups after something other than the documents has changed; reads nothing."""
    board, threshold = before.board, wanted.threshold / 100
    if board.decisions is not decisions or board.keeping != keeping or board.threshold != threshold:
        board = replace(board, decisions=decisions, keeping=keeping, threshold=threshold)
    shown = shown_of(board, wanted, before.coverage, gone)
    return Grouped(board, shown, before.coverage, gone)


def plan(grouped: Grouped, model: str) -> Plan:
    """Return what would become of the documents decided to be duplicates."""
    from desktop_app.review.plan import plan_removal

    board = grouped.board
    return plan_removal(
        board.findings,
        board.rows,
        grouped.shown.to_remove,
        keeping=board.keeping,
        threshold=board.threshold,
        because={"model": model, "decision": "duplicate"},
    )


@dataclass(frozen=True, slots=True)
class Removal:
    """What came of a removal, or of bringing back.

    Attributes:
        outcomes: One for each document.
        in_bin: How many documents of the last removal can be brought back now.
    """

    outcomes: Sequence[Outcome]
    in_bin: int

    @property
    def done(self) -> frozenset[str]:
        """Paths of the documents that were removed, or brought back."""
        return frozenset(one.path for one in self.outcomes if one.done)


def remove(
    folder: Reviewed, planned: Plan, to: Path | None, token: CancelToken, report: Report
) -> Removal:
    """Remove the documents of a plan; see ``Library.remove``."""
    applied = folder.remove(planned, to, token, report)
    return Removal(applied.outcomes, count_in_bin(folder.review))


def bring_back(folder: Reviewed, token: CancelToken, report: Report) -> Removal:
    """Bring back what was removed last; see ``ReviewDesk.undo``."""
    outcomes = folder.review.undo(token=token, report=report)
    return Removal(outcomes, count_in_bin(folder.review))


@dataclass(frozen=True, slots=True)
class ReportOnPaper:
    """A report as pieces of HTML, each of which belongs on one page."""

    title: str
    parts: tuple[str, ...]


def report(
    folder: Reviewed,
    threshold: float,
    target: Path,
    token: CancelToken,
    tell: Report,
    *,
    names: bool,
) -> ReportOnPaper | None:
    """Write a report to ``target``, or return what is to be printed if its name ends in .pdf.

    Raises:
        InvalidRequest: The file cannot be written, or lies among the documents.
    """
    from desktop_app.output.review_report import parts_of, title_of, write_report

    inside = folder.folder.resolve() in target.parent.resolve().joinpath(target.name).parents
    if inside:
        raise InvalidRequest(
            f"“{target}” is inside the documents' folder.", "Choose a place outside of it."
        )
    made = folder.report(threshold, token, tell, names=names)
    if target.suffix.lower() == ".pdf":
        return ReportOnPaper(title_of(made), tuple(parts_of(made)))
    write_report(made, target)
    return None


def store_report(data: bytes, target: Path) -> None:
    """Write a finished report.

    Raises:
        InvalidRequest: It cannot be written.
    """
    from desktop_app.output import review_report

    review_report.store_report(data, target)


def count_in_bin(desk: ReviewDesk) -> int:
    """Return how many documents of the last removal can be brought back; 0 if that is not known."""
    try:
        history = desk.history()
    except AppError:
        return 0
    return len(history.in_bin(history.last_action)) if history.last_action else 0
