"""Groups of duplicates as a table for a spreadsheet: one row for each document of each group."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.errors import InvalidRequest
from desktop_app.output.words import obstacle_words
from desktop_app.paths import display_path

if TYPE_CHECKING:
    from desktop_app.library import Duplicates
    from desktop_app.similarity.duplicates.groups import Group, Member

COLUMNS = (
    "group",
    "kind",
    "role",
    "path",
    "relation",
    "score",
    "share of it in the kept copy",
    "share of the kept copy in it",
    "could be removed",
    "why not",
    "only in it",
    "only in the kept copy",
    "kept because",
    "sha256",
)
# A spreadsheet takes what begins with these for a formula (OWASP, "CSV injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def write_csv(found: Duplicates, threshold: float, target: Path) -> int:
    """Write the groups at ``threshold``; returns how many rows.

    UTF-8 with a byte order mark, by which spreadsheets know it. The last row is the coverage
    statement.

    Raises:
        InvalidRequest: If the file cannot be written.
    """
    rows = [
        row
        for number, group in enumerate(found.findings.groups(threshold), 1)
        for row in _rows(found, number, group)
    ]
    try:
        with target.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(COLUMNS)
            writer.writerows([safe_cell(cell) for cell in row] for row in rows)
            writer.writerow(["coverage", found.coverage.sentence])
    except OSError as exc:
        raise not_written(target, exc) from exc
    return len(rows)


def not_written(target: Path, exc: OSError) -> InvalidRequest:
    """Return the error for a report that could not be written."""
    return InvalidRequest(
        f"“{target}” could not be written ({exc.strerror or exc}).", "Choose another place or name."
    )


def _rows(found: Duplicates, number: int, group: Group) -> list[list[str]]:
    kept = found.rows[group.kept]
    kind = group.kind.value
    first = [str(number), kind, "kept", display_path(kept.path), "", "", "", "", "no", "", "", ""]
    return [
        [*first, group.kept_because, kept.sha256.hex()],
        *(_row(found, number, kind, group, member) for member in group.members),
    ]


def _row(found: Duplicates, number: int, kind: str, group: Group, member: Member) -> list[str]:
    row, pair = found.rows[member.document], member.pair
    return [
        str(number),
        kind,
        "member",
        display_path(row.path),
        member.relation.value,
        f"{member.score:.4f}",
        f"{pair.share_of(member.document):.4f}",
        f"{pair.share_of(group.kept):.4f}",
        "yes" if member.removable else "no",
        obstacle_words(member.obstacle, member.relation) if member.obstacle else "",
        ", ".join(pair.only_in(member.document)),
        ", ".join(pair.only_in(group.kept)),
        "",
        row.sha256.hex(),
    ]


def safe_cell(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
