"""The record of a review, made from an open folder."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from desktop_app import __version__
from desktop_app.library import Library
from desktop_app.progress import CancelToken, ProgressMeter, Report, Stage, no_report
from desktop_app.review.board import Board
from desktop_app.review.decisions import Decisions
from desktop_app.review.report import ReviewReport, conflicting, masked, report_rows
from desktop_app.similarity.duplicates.relations import NEAR_SHARE

if TYPE_CHECKING:
    from desktop_app.index.rows import TextPrint
    from desktop_app.similarity.duplicates.comparison import Evidence


def review_report(
    library: Library,
    threshold: float = NEAR_SHARE,
    *,
    names: bool = True,
    token: CancelToken | None = None,
    report: Report = no_report,
) -> ReviewReport:
    """Return what was looked at, decided and done in a folder.

    Args:
        library: The folder.
        threshold: Lowest score of a member of a group.
        names: Whether paths, notes and words of documents may be told.
        token: Looked at before each comparison.
        report: Gets ``Stage.COMPARING``.

    Raises:
        IndexMissing, JournalBroken, EnvironmentProblem, Cancelled
    """
    token = token or CancelToken()
    desk = library.review
    history = desk.history()
    entries = desk.journal_entries()
    found = library.duplicates(token, report)
    keeping = desk.keeping()
    board = Board(found.findings, found.rows, Decisions(entries), keeping, threshold, found.sizes)
    members = sum(len(group.members) for group in board.groups)
    meter = ProgressMeter(report, Stage.COMPARING, members, unit="documents")

    def compare(kept: TextPrint, member: TextPrint) -> Evidence | None:
        token.check()
        evidence = library.evidence(kept, member, token)
        meter.advance()
        return evidence

    rows = report_rows(board, history, compare, names=names)
    meter.finish()
    whole = ReviewReport(
        library.folder.name,
        datetime.now().astimezone().isoformat(timespec="seconds"),
        __version__,
        library.status().model,
        threshold,
        tuple(rule.name for rule in keeping.rules),
        keeping.protected,
        found.coverage,
        len(entries),
        entries[-1].digest if entries else "",
        conflicting(rows, board),
        False,
        rows,
    )
    return whole if names else masked(whole)
