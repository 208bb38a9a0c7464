"""The record of a review: what was looked at, decided and done, document by document.

It is made from three things that can be checked against each other: what is alike now, the journal,
and the coverage of the index. Names can be masked, so a report can be shown to people who may not
know them; its evidence then tells kinds and counts, no words.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from desktop_app.index.rows import TextPrint
from desktop_app.review.board import Board, BoardGroup, BoardMember
from desktop_app.review.decisions import Decision
from desktop_app.review.history import History, RemovedDocument
from desktop_app.similarity.differences import DifferenceKind, Differences, summary
from desktop_app.similarity.duplicates.relations import Relation

if TYPE_CHECKING:
    from desktop_app.index.coverage import Coverage
    from desktop_app.similarity.duplicates.comparison import Evidence

Compare = Callable[[TextPrint, TextPrint], "Evidence | None"]

_AS_THEY_ARE = (Relation.IDENTICAL_FILE, Relation.SAME_TEMPLATE)


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One document beside the copy that stays.

    Attributes:
        group: Number of its group now; 0 if it is in none, as after its removal.
        path, sha256: The document; in a masked report numbers stand for both.
        kept, kept_sha256: The copy it was held against.
        relation: What it is to that copy; "" if that is not known any more.
        score: 0 to 1, or None.
        kept_because: The rule that chose the copy that stays.
        verdict: What was decided, or "".
        note: A person's own words.
        decided: When, UTC, ISO 8601, or "".
        stale: Whether one of the two has changed since.
        done: "removed", or "".
        done_when: When, UTC, ISO 8601, or "".
        where: Where it is since, or "".
        evidence: How the two differ, one sentence; "" if that was not asked for.
    """

    group: int
    path: str
    sha256: str
    kept: str
    kept_sha256: str
    relation: str
    score: float | None
    kept_because: str = ""
    verdict: str = ""
    note: str = ""
    decided: str = ""
    stale: bool = False
    done: str = ""
    done_when: str = ""
    where: str = ""
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class ReviewReport:
    """A whole report.

    Attributes:
        folder: Name of the folder.
        made: When, ISO 8601 with the zone.
        version: Of Likewise.
        model: That searches by meaning; it decides nothing here.
        threshold: Lowest score of a member.
        rules: Names of the rules for the kept copy, in order.
        protected: Folders from which nothing is removed.
        coverage: What of the folder could be read.
        journal_lines, journal_digest: How long the journal was, and its last digest.
        conflicts: Pairs of places in ``rows`` that were decided differently, though of one text.
        masked: Whether names are replaced.
        rows: In the order of groups, then what is in none.
    """

    folder: str
    made: str
    version: str
    model: str
    threshold: float
    rules: tuple[str, ...]
    protected: tuple[str, ...]
    coverage: Coverage
    journal_lines: int
    journal_digest: str
    conflicts: tuple[tuple[int, int], ...]
    masked: bool
    rows: tuple[ReportRow, ...]

    @property
    def verdicts(self) -> Counter[str]:
        """How many documents each verdict was given to; "" for those without one."""
        return Counter(row.verdict for row in self.rows if not row.done)

    @property
    def removed(self) -> int:
        return sum(row.done == "removed" for row in self.rows)


def report_rows(
    board: Board, history: History, compare: Compare | None, *, names: bool = True
) -> tuple[ReportRow, ...]:
    """Return every document in a group, decided about or removed, once beside each kept copy.

    Args:
        board: What lies before the reviewer.
        history: What was removed.
        compare: Gives the evidence of two documents; None leaves it out.
        names: Whether evidence may tell words of the documents.
    """
    tell = _told if names else kinds_only
    gone = {(one.path, one.kept): one for one in history.in_bin()}
    told: set[tuple[str, str]] = set()
    rows = []
    for number, group in enumerate(board.groups, 1):
        for member in group.members:
            key = member.row.path, group.kept.path
            told.add(key)
            rows.append(_of_member(number, group, member, compare, tell))
    decided = {one.key: one for one in board.decisions.all()}
    stale = {one.key for one in board.stale()}
    for key in sorted((decided.keys() | gone.keys()) - told):
        rows.append(_of_journal(key, decided.get(key), gone.get(key), stale=key in stale))
    return tuple(rows)


def conflicting(rows: tuple[ReportRow, ...], board: Board) -> tuple[tuple[int, int], ...]:
    """Return the places in ``rows`` of decisions that do not go together."""
    places = {(row.path, row.kept): at for at, row in enumerate(rows)}
    return tuple(
        (places[one.key], places[other.key])
        for one, other in board.conflicts()
        if one.key in places and other.key in places
    )


def masked(report: ReviewReport) -> ReviewReport:
    """Return a report that names nobody: paths, notes and places are replaced or left out.

    One document, and one content, has the same number wherever it occurs. The digests of contents
    go, too: by them anybody who has a file could find out whether it is in the folder. Evidence
    must have been made by ``kinds_only``.
    """
    names, contents = _Numbers("document"), _Numbers("content")
    rows = tuple(
        replace(
            row,
            path=names.of(row.path) + _usual_suffix(row.path),
            sha256=contents.of(row.sha256),
            kept=names.of(row.kept) + _usual_suffix(row.kept),
            kept_sha256=contents.of(row.kept_sha256),
            note="(masked)" if row.note else "",
            where="(masked)" if row.where else "",
        )
        for row in report.rows
    )
    return replace(
        report,
        folder="(masked)",
        # A model of one's own is named by the folder it lies in.
        model="(masked)" if "/" in report.model or "\\" in report.model else report.model,
        protected=tuple(f"folder {number}" for number, _ in enumerate(report.protected, 1)),
        masked=True,
        rows=rows,
    )


class _Numbers:
    """Numbers in the order in which names first occur."""

    def __init__(self, word: str) -> None:
        self._word = word
        self._known: dict[str, str] = {}

    def of(self, name: str) -> str:
        """Return what stands for a name; "" for ""."""
        known = self._known.setdefault(name, f"{self._word} {len(self._known) + 1:05}")
        return known if name else ""


_USUAL_NAMES = (
    "pdf docx doc odt rtf txt md html htm xlsx xls ods csv pptx ppt odp eml msg epub xml json zip "
    "png jpg jpeg tif tiff"
)
_USUAL_SUFFIXES = frozenset(f".{name}" for name in _USUAL_NAMES.split())


def _usual_suffix(path: str) -> str:
    """Return the end of a name if it tells a format, and nothing else."""
    suffix = PurePosixPath(path).suffix.lower()
    return suffix if suffix in _USUAL_SUFFIXES else ""


def kinds_only(found: Differences) -> str:
    """Return how two documents differ in kinds and counts, without a word of theirs."""
    counts = Counter(one.kind for one in found.substantive)
    parts = [f"{counts[kind]} × {_KINDS[kind]}" for kind in DifferenceKind if counts[kind]]
    return ", ".join(parts) or "nothing of substance differs"


_KINDS = {kind: kind.value.replace("_", " ") for kind in DifferenceKind}


def _told(found: Differences) -> str:
    return summary(found, left="in the copy that stays", right="in this one")


def _of_member(
    number: int,
    group: BoardGroup,
    member: BoardMember,
    compare: Compare | None,
    tell: Callable[[Differences], str],
) -> ReportRow:
    made = member.decision
    return ReportRow(
        number,
        member.row.path,
        member.row.sha256.hex(),
        group.kept.path,
        group.kept.sha256.hex(),
        member.relation.value,
        round(member.score, 4),
        group.kept_because,
        made.verdict.value if made and made.verdict else "",
        made.note if made else "",
        made.time if made else "",
        member.stale,
        evidence=_evidence(group.kept, member, compare, tell),
    )


def _evidence(
    kept: TextPrint,
    member: BoardMember,
    compare: Compare | None,
    tell: Callable[[Differences], str],
) -> str:
    if compare is None or member.relation in _AS_THEY_ARE:
        return ""
    found = compare(kept, member.row)
    if found is None:
        return "One of the two has changed since it was indexed."
    return tell(found.differences)


def _of_journal(
    key: tuple[str, str], made: Decision | None, gone: RemovedDocument | None, *, stale: bool
) -> ReportRow:
    path, kept = key
    source = made or gone
    assert source is not None
    kept_sha256 = made.other_sha256 if made else gone.kept_sha256 if gone else b""
    because = gone.because if gone else {}
    score = because.get("score")
    return ReportRow(
        0,
        path,
        source.sha256.hex(),
        kept,
        kept_sha256.hex(),
        str(because.get("relation", "")),
        score if isinstance(score, float) else None,
        verdict=made.verdict.value if made and made.verdict else "",
        note=made.note if made else "",
        decided=made.time if made else "",
        stale=stale and gone is None,
        done="removed" if gone else "",
        done_when=gone.time if gone else "",
        where=gone.where if gone else "",
    )
