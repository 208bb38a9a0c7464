"""``likewise duplicates`` and ``likewise compare``: what is alike, and the evidence."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.console import (
    Options,
    answer,
    open_library,
    print_json,
    progress_bar,
    refuse_inside,
    say,
)
from desktop_app.option_types import share
from desktop_app.progress import CancelToken

if TYPE_CHECKING:
    from desktop_app.index.rows import TextPrint
    from desktop_app.library import Duplicates, Library
    from desktop_app.output.changes import Compare
    from desktop_app.similarity.duplicates.comparison import Evidence


def add_to(add: Callable[..., argparse.ArgumentParser]) -> None:
    """Add both commands; ``add(name, run, text)`` makes one."""
    command = add("duplicates", list_duplicates, "find documents that say the same")
    command.add_argument("--threshold", type=share, default=0.75, help="least score (0.75)")
    command.add_argument(
        "--pairs", action="store_true", help="every related pair, a JSON line each"
    )
    command.add_argument(
        "--related", action="store_true", help="like --pairs, with documents of one topic as well"
    )
    command.add_argument("--csv", type=Path, metavar="FILE", help="write a table for a spreadsheet")
    command.add_argument("--all", action="store_true", help="every member of large groups")
    command.add_argument("--html", type=Path, metavar="FILE", help="write a page to print")

    command = add("compare", compare, "show what two documents are to each other, and differ in")
    command.add_argument("a", metavar="A")
    command.add_argument("b", metavar="B")
    command.add_argument(
        "--all", action="store_true", help="every difference, in spelling and punctuation, too"
    )


def list_duplicates(options: Options, token: CancelToken) -> int:
    """Answer ``likewise duplicates``."""
    from desktop_app.output import as_json
    from desktop_app.output.duplicates_text import DuplicatesText

    with open_library(options) as library:
        for report in (options.csv, options.html):
            refuse_inside(library, report)
        with progress_bar() as bar:
            found = library.duplicates(token, bar)

        def evidence(kept: TextPrint, member: TextPrint) -> Evidence | None:
            token.check()
            return library.evidence(kept, member, token)

        # Inside, since texts are read once more before one is offered for removal.
        if options.csv or options.html:
            return _write_reports(options, library, found, evidence)
        if options.pairs or options.related:
            for pair in as_json.pairs(found, options.threshold):
                print_json(pair)
            return _list_related(options, library, found, token) if options.related else 0
        return answer(
            options.json,
            as_json.duplicates(found, options.threshold, evidence) if options.json else {},
            lambda out: DuplicatesText(out.style, out.width, evidence, every=options.all).lines(
                found, options.threshold
            ),
        )


def _list_related(options: Options, library: Library, found: Duplicates, token: CancelToken) -> int:
    from desktop_app.output import as_json

    with progress_bar() as bar:
        topical = library.of_one_topic(found, options.threshold, token, bar)
    for pair in as_json.of_one_topic(found, topical):
        print_json(pair)
    if not topical.complete:
        say("There are more documents of one topic; these are the nearest.")
    return 0


def _write_reports(options: Options, library: Library, found: Duplicates, evidence: Compare) -> int:
    from desktop_app.output.duplicates_csv import write_csv
    from desktop_app.output.duplicates_html import write_html
    from desktop_app.output.lines import counted

    if options.csv:
        rows = write_csv(found, options.threshold, options.csv)
        say(f"{counted(rows, 'row')} written to “{options.csv}”.")
    if options.html:
        groups = write_html(
            found, options.threshold, options.html, folder=library.folder, compare=evidence
        )
        say(f"{counted(groups, 'group')} written to “{options.html}”.")
    return 0


def compare(options: Options, token: CancelToken) -> int:
    """Answer ``likewise compare``."""
    from desktop_app.output import as_json
    from desktop_app.output.comparison_text import ComparisonText

    with open_library(options) as library:
        compared = library.compare(options.a, options.b, token)
    return answer(
        options.json,
        as_json.comparison(compared),
        lambda out: ComparisonText(out.style, out.width, every=options.all).lines(compared),
    )
