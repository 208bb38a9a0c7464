"""A review written down: as a table for a spreadsheet, as JSON for programs, as a page to print."""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterator
from dataclasses import asdict, fields
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from desktop_app.errors import InvalidRequest
from desktop_app.output.as_json import coverage as coverage_fields
from desktop_app.output.duplicates_csv import not_written, safe_cell
from desktop_app.output.lines import counted, shown_path
from desktop_app.output.page_style import STYLE
from desktop_app.output.words import MEMBER_WORDS, percent
from desktop_app.review.report import ReportRow, ReviewReport
from desktop_app.similarity.duplicates.relations import Relation
from desktop_app.terminal import printable

if TYPE_CHECKING:
    from collections.abc import Callable

VERDICT_WORDS = {
    "": "not decided",
    "keep": "both stay",
    "duplicate": "a duplicate",
    "version": "another version",
    "not_related": "no duplicate",
    "unsure": "unsure",
}


def write_report(report: ReviewReport, target: Path) -> None:
    """Write a report in the format that its name ends in: .csv, .json or .html.

    Raises:
        InvalidRequest: If the name ends otherwise, or the file cannot be written.
    """
    make = _FORMATS.get(target.suffix.lower())
    if make is None:
        raise InvalidRequest(
            f"A report is not written as “{target.suffix or target.name}”.",
            "Name it .csv, .json or .html.",
        )
    store_report(make(report).encode("utf-8", "replace"), target)


def store_report(data: bytes, target: Path) -> None:
    """Write a finished report; what was there before stays until all of it is written.

    Raises:
        InvalidRequest: If the file cannot be written.
    """
    draft = target.with_name(f".{target.name}.new")
    try:
        try:
            draft.write_bytes(data)
            os.replace(draft, target)
        except OSError:
            draft.unlink(missing_ok=True)
            raise
    except OSError as exc:
        raise not_written(target, exc) from exc


def as_json(report: ReviewReport) -> str:
    """Return the report as JSON, in ASCII."""
    value: dict[str, Any] = {
        field.name: getattr(report, field.name)
        for field in fields(report)
        if field.name not in ("coverage", "rows", "conflicts")
    }
    value["coverage"] = coverage_fields(report.coverage)
    value["documents"] = [{**asdict(row), "path": _shown(row.path)} for row in report.rows]
    value["conflicts"] = [list(pair) for pair in report.conflicts]
    return json.dumps(value, indent=1) + "\n"


def as_csv(report: ReviewReport) -> str:
    """Return the report as a table, with a byte order mark by which spreadsheets know UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    names = [field.name.replace("_", " ") for field in fields(ReportRow)]
    writer.writerow(names)
    for row in report.rows:
        writer.writerow([safe_cell(_cell(getattr(row, field.name))) for field in fields(row)])
    for name, value in _facts(report):
        writer.writerow([name, safe_cell(value)])
    return "\ufeff" + out.getvalue()


def as_html(report: ReviewReport) -> str:
    """Return the report as a page that stands alone: no script, no picture, nothing fetched."""
    return "".join(_page(report))


def title_of(report: ReviewReport) -> str:
    """Return what stands above a report."""
    return f"Review of “{report.folder}”"


def parts_of(report: ReviewReport) -> Iterator[str]:
    """Yield a report as pieces of HTML, each of which belongs on one page of paper."""
    head = [f"<h1>{_text(title_of(report))}</h1>\n"]
    head.append(f"<p><strong>{_text(report.coverage.sentence)}</strong></p>\n")
    head.append(f'<p>{_text(in_short(report))}</p>\n<table class="overview"><tbody>\n')
    for name, value in _facts(report):
        head.append(f"<tr><td>{_text(name)}</td><td>{_text(value)}</td></tr>\n")
    yield "".join([*head, "</tbody></table>\n"])
    for at, (one, other) in enumerate(report.conflicts):
        title = "" if at else "<h2>Conflicts</h2>\n"
        yield f"{title}<p>{_conflict(report.rows[one], report.rows[other])}</p>\n"
    for at, row in enumerate(report.rows):
        yield ("" if at else "<h2>Documents</h2>\n") + "".join(_document(row))


def _page(report: ReviewReport) -> Iterator[str]:
    yield '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
    yield '<meta http-equiv="Content-Security-Policy"'
    yield " content=\"default-src 'none'; style-src 'unsafe-inline'\">"
    yield f"<title>{_text(title_of(report))}</title><style>{STYLE}</style></head><body>\n"
    yield from parts_of(report)
    yield "</body></html>\n"


def _document(row: ReportRow) -> Iterator[str]:
    relation = MEMBER_WORDS[Relation(row.relation)] if row.relation else "no longer alike"
    score = f" {percent(row.score)}" if row.score is not None and row.score < 1.0 else ""
    yield f'<div class="document"><span class="path">{_text(_shown(row.path))}</span> '
    yield f'<span class="chip">{_text(relation)}{score}</span> '
    yield f"<strong>{_text(VERDICT_WORDS[row.verdict])}</strong>"
    if row.stale:
        yield " (one of the two has changed since)"
    yield f'<div class="quiet">stays: {_text(_shown(row.kept))}'
    yield f"{_text(f', as it {row.kept_because}') if row.kept_because else ''}</div>\n"
    if row.evidence:
        yield f"<div>{_text(row.evidence)}</div>\n"
    if row.note:
        yield f"<div>Note: {_text(row.note)}</div>\n"
    if row.done:
        yield f"<div>Moved to the bin {_text(row.done_when)}: {_text(_shown(row.where))}</div>\n"
    digest = row.sha256 if row.sha256.startswith("content") else f"sha256 {row.sha256}"
    yield f'<div class="quiet">{digest}</div></div>\n'


def _conflict(one: ReportRow, other: ReportRow) -> str:
    return (
        f"“{_text(_shown(one.path))}” is {_text(VERDICT_WORDS[one.verdict])}, and"
        f" “{_text(_shown(other.path))}”, which has the same text,"
        f" is {_text(VERDICT_WORDS[other.verdict])}."
    )


def in_short(report: ReviewReport) -> str:
    """Return what a report comes to, one sentence."""
    verdicts = report.verdicts
    decided = sum(count for verdict, count in verdicts.items() if verdict)
    parts = [f"{counted(len(report.rows), 'document')} beside the copy that stays"]
    parts.append(f"{decided:,} decided, {verdicts['']:,} not")
    parts.append(f"{report.removed:,} in the bin")
    return "; ".join(parts) + "."


def _facts(report: ReviewReport) -> Iterator[tuple[str, str]]:
    yield "made", f"{report.made}, Likewise {report.version}"
    yield "coverage", report.coverage.sentence
    yield "alike from", percent(report.threshold)
    yield "model for search (decides nothing here)", report.model
    yield "the copy that stays", ", then ".join(rule.replace("_", " ") for rule in report.rules)
    if report.protected:
        yield "protected", ", ".join(_shown(folder) for folder in report.protected)
    lines = counted(report.journal_lines, "line")
    yield "journal", f"{lines}, ending in {report.journal_digest or 'nothing'}"
    if report.masked:
        yield "names", "masked"


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return _shown(value) if isinstance(value, str) else str(value)


def _shown(path: str) -> str:
    return shown_path(path)


def _text(text: str) -> str:
    return escape(printable(text))


_FORMATS: dict[str, Callable[[ReviewReport], str]] = {
    ".csv": as_csv,
    ".json": as_json,
    ".html": as_html,
}
