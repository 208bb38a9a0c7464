"""Every file of a folder through the reader processes: what was read, how fast, and how much of it.

The words are compared with those that other programs find, where such a program is installed, and
PDF pages with bare PDFium. With --expect, what became of each file is compared with a table, and no
other program is asked: such folders are made to attack readers.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from desktop_app.benchmarks import pdf_pages
from desktop_app.benchmarks.expectations import deviation, read_expectations
from desktop_app.benchmarks.pdf_pages import MOST_TIMES_PLAIN
from desktop_app.benchmarks.reading_run import FileFigures, FolderFigures, read_folder
from desktop_app.benchmarks.reference_readers import References, reader_for
from desktop_app.benchmarks.tables import write_table
from desktop_app.documents.model import ReadState

GOALS = {
    ".pdf": 0.95,
    ".docx": 0.95,
    ".odt": 0.95,
    ".rtf": 0.95,
    ".doc": 0.93,
    ".pptx": 0.90,
    ".html": 0.90,
}
"""Least share of the reference's words, on average over the files of a suffix."""

_QUICK_PAGES = 300
_LOW, _LOW_SHOWN = 0.9, 20
_HEADS = (
    *("format", "files", "fully", "partly", "not", "words", "found", "right", "n", "goal"),
    *("CPU s", "files/CPU s", "compared with"),
)


def run(args: Sequence[str]) -> int:
    """Print the tables; returns 0 if every goal was reached and nothing deviates."""
    parser = argparse.ArgumentParser(prog="reading", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--expect", type=Path, metavar="TSV", help="what each file should give")
    parser.add_argument("--workers", type=int, default=2, help="files read at once (2)")
    parser.add_argument("--pdf-pages", type=int, default=3000, help="pages to compare (3,000)")
    parser.add_argument("--no-references", action="store_true", help="ask no other programs")
    parser.add_argument("--quick", action="store_true", help=f"at most {_QUICK_PAGES} PDF pages")
    options = parser.parse_args(args)
    folder = options.folder.resolve()
    expected = read_expectations(options.expect) if options.expect else {}
    with tempfile.TemporaryDirectory() as scratch:
        references = References(Path(scratch))
        if not (options.no_references or expected):
            references.convert(sorted(path for path in folder.rglob("*") if path.is_file()))
        figures = read_folder(folder, references, options.workers)
    shows = [_show_formats(figures), _show_run(figures)]
    _show_failures(figures)
    _show_lowest(figures)
    if expected:
        shows.append(_show_deviations(figures, expected))
    pages = min(options.pdf_pages, _QUICK_PAGES) if options.quick else options.pdf_pages
    shows.append(_show_pages(list(_good_pdfs(folder, figures)), pages))
    return max(shows)


def _show_formats(figures: FolderFigures) -> int:
    by_suffix: dict[str, list[FileFigures]] = {}
    for file in sorted(figures.files, key=lambda file: file.suffix):
        by_suffix.setdefault(file.suffix, []).append(file)
    rows = [_row(suffix, files) for suffix, files in by_suffix.items()]
    write_table(_HEADS, [*rows, _row("all", figures.files)])
    sys.stdout.write(
        "found: share of the other program's words; right: share of ours that it has too; means"
        " over the n files it read words in.\n"
    )
    return int(any("MISSED" in row for row in rows))


def _row(suffix: str, files: Sequence[FileFigures]) -> tuple[str, ...]:
    states = Counter(file.outcome.state for file in files)
    recalls = [file.recall for file in files if file.recall is not None]
    precisions = [file.precision for file in files if file.precision is not None]
    cpu_s = sum(file.cost.cpu_s for file in files)
    reader = reader_for(suffix) if recalls else None
    return (
        suffix.lstrip(".") or "(none)",
        f"{len(files):,}",
        *(f"{states[state]:,}" for state in ReadState),
        f"{sum(file.words for file in files):,}",
        _mean(recalls),
        _mean(precisions),
        f"{len(recalls):,}",
        _verdict(GOALS.get(suffix), recalls),
        f"{cpu_s:.2f}",
        f"{len(files) / cpu_s:,.0f}" if cpu_s else "-",
        reader.name if reader else "-",
    )


def _mean(values: Sequence[float]) -> str:
    return f"{statistics.mean(values):.3f}" if values else "-"


def _verdict(goal: float | None, recalls: Sequence[float]) -> str:
    if goal is None or not recalls:
        return ""
    return f"≥ {goal:.2f} {'reached' if statistics.mean(recalls) >= goal else 'MISSED'}"


def _show_failures(figures: FolderFigures) -> None:
    unread = [file for file in figures.files if file.outcome.state is not ReadState.FULL]
    reasons = Counter(
        (file.outcome.state.value, file.outcome.reason.value)
        for file in unread
        if file.outcome.reason
    )
    if reasons:
        sys.stdout.write("\n")
        rows = [(reason, state, count) for (state, reason), count in sorted(reasons.items())]
        write_table(("reason", "state", "files"), rows)
        sys.stdout.write("\n")
    for file in unread:
        sys.stdout.write(f"{file.path}: {file.outcome}\n")
    for path, reason in figures.passed_over.items():
        sys.stdout.write(f"{path}: passed over, {reason}\n")


def _show_lowest(figures: FolderFigures) -> None:
    """Name the files where the other program found most that we did not."""
    low = [(file.recall, file) for file in figures.files if file.recall is not None]
    for recall, file in sorted(low, key=lambda pair: pair[0])[:_LOW_SHOWN]:
        if recall < _LOW:
            sys.stdout.write(f"{file.path}: {recall:.3f} of the other program's words\n")


def _show_run(figures: FolderFigures) -> int:
    sys.stdout.write(
        f"\n{len(figures.files):,} files in {figures.wall_s:.1f} s;"
        f" most memory of all processes {figures.peak_bytes / (1 << 20):,.0f} MB\n"
    )
    if figures.files:
        slowest = max(figures.files, key=lambda file: file.cost.wall_s)
        sys.stdout.write(f"slowest: {slowest.path}, {slowest.cost.wall_s:.1f} s\n")
    left = ", ".join(figures.left_over) or "nothing"
    sys.stdout.write(f"left in the temporary folder: {left}\n")
    return int(bool(figures.left_over))


def _show_deviations(figures: FolderFigures, expected: Mapping[str, str]) -> int:
    outcomes = {file.path: file.outcome for file in figures.files}
    rows = [
        (path, wanted, told)
        for path, wanted in expected.items()
        if (told := deviation(wanted, outcomes.get(path)))
    ]
    sys.stdout.write(f"\n{len(rows)} of {len(expected)} files deviate from what was expected\n")
    if rows:
        write_table(("file", "expected", "given"), rows)
    return int(bool(rows))


def _good_pdfs(folder: Path, figures: FolderFigures) -> Iterator[Path]:
    """Yield the PDFs that were read completely: the others would compare unlike work."""
    for file in figures.files:
        path = folder / file.path
        if file.suffix == ".pdf" and file.outcome.state is ReadState.FULL and _is_pdf(path):
            yield path


def _is_pdf(path: Path) -> bool:
    """Whether a file is a PDF by its content: a text may be named so and read well."""
    with path.open("rb") as file:
        return file.read(5) == b"%PDF-"


def _show_pages(files: Sequence[Path], pages: int) -> int:
    speed = pdf_pages.compare(files, pages)
    if speed is None:
        return 0
    reached = speed.ratio <= MOST_TIMES_PLAIN
    rows = [
        ("ours: read_document", f"{speed.ours_s:.2f}", f"{speed.pages / speed.ours_s:,.0f}"),
        ("bare PDFium", f"{speed.plain_s:.2f}", f"{speed.pages / speed.plain_s:,.0f}"),
    ]
    sys.stdout.write(f"\n{speed.pages:,} PDF pages of {speed.files} files, both ways in turns\n")
    write_table(("way", "CPU s", "pages/CPU s"), rows)
    sys.stdout.write(
        f"ratio {speed.ratio:.2f} (goal: at most {MOST_TIMES_PLAIN})"
        f" {'reached' if reached else 'MISSED'}\n"
    )
    return int(not reached)
