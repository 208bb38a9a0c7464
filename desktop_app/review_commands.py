"""``likewise delete``, ``undo``, ``report``, ``verify-journal``, ``protect``: with a way back."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from desktop_app.console import (
    Options,
    answer,
    can_ask,
    confirm,
    open_library,
    progress_bar,
    refuse_inside,
    say,
)
from desktop_app.errors import InvalidRequest
from desktop_app.option_types import share
from desktop_app.paths import display_path
from desktop_app.progress import CancelToken

if TYPE_CHECKING:
    from desktop_app.review.plan import Plan

EXIT_REFUSED = 11
"""Some or all of what was asked for was not done; the answer says what, and why."""
EXIT_NOT_SOUND = 3


def add_to(add: Callable[..., argparse.ArgumentParser]) -> None:
    """Add the commands; ``add(name, run, text)`` makes one."""
    command = add("delete", delete, "move documents of which a copy stays to the bin")
    command.add_argument("paths", metavar="PATH", nargs="+")
    command.add_argument("--yes", action="store_true", help="without asking once more")
    command.add_argument("--dry-run", action="store_true", help="only say what would be done")

    command = add("undo", undo, "bring back what was removed last")
    command.add_argument("--action", type=int, default=0, help="the list with this number instead")

    add("verify-journal", verify_journal, "check that no line of the journal was changed")

    command = add(
        "report", write_report, "write down what was decided and done: .csv, .json, .html"
    )
    command.add_argument("target", metavar="OUT", type=Path, help="named .csv, .json, .html")
    command.add_argument("--threshold", type=share, default=0.75, help="least score (0.75)")
    command.add_argument("--mask-names", action="store_true", help="name no document in it")

    command = add("protect", protect, "show or choose folders from which nothing is removed")
    command.add_argument("paths", metavar="SUBFOLDER", nargs="*")
    command.add_argument("--no-longer", action="store_true", help="take the protection away")


def delete(options: Options, token: CancelToken) -> int:
    """Answer ``likewise delete``."""
    from desktop_app.output import removal_words as words

    with open_library(options) as library:
        with progress_bar() as bar:
            plan = library.plan_removal(options.paths, token, bar)
        if options.dry_run:
            return answer(options.json, words.plan_fields(plan), lambda _: words.plan_lines(plan))
        if plan.removals and not (options.yes or _agreed(plan)):
            raise InvalidRequest("Nothing was removed.", "Say “--yes” to remove what is listed.")
        with progress_bar() as bar:
            applied = library.remove(plan, token, bar)
    answer(
        options.json,
        words.removed_fields(plan, applied),
        lambda _: words.removed_lines(plan, applied),
    )
    return EXIT_REFUSED if plan.refused or applied.refused else 0


def undo(options: Options, token: CancelToken) -> int:
    """Answer ``likewise undo``."""
    from desktop_app.output import removal_words as words

    with open_library(options) as library, progress_bar() as bar:
        outcomes = library.review.undo(options.action, token=token, report=bar)
    answer(options.json, words.restored_fields(outcomes), lambda _: words.restored_lines(outcomes))
    return 0 if all(one.done for one in outcomes) else EXIT_REFUSED


def verify_journal(options: Options, token: CancelToken) -> int:
    """Answer ``likewise verify-journal``."""
    del token
    with open_library(options) as library:
        problems = library.review.journal_problems()
        lines = 0 if problems else len(library.review.journal_entries())
    value = {"ok": not problems, "lines": lines, "problems": problems}
    sound = f"The journal is sound: {lines:,} lines, each bound to the one before."
    answer(
        options.json, value, lambda _: iter([f"The journal: {one}" for one in problems] or [sound])
    )
    return EXIT_NOT_SOUND if problems else 0


def protect(options: Options, token: CancelToken) -> int:
    """Answer ``likewise protect``."""
    del token
    with open_library(options) as library:
        folders = [library.subfolder(path) for path in options.paths]
        protected = library.review.protect(folders, protected=not options.no_longer)
    value = {"protected": [display_path(folder) for folder in protected]}
    lines = [display_path(folder) or "the whole folder" for folder in protected] or [
        "No folder is protected."
    ]
    return answer(options.json, value, lambda _: iter(lines))


def write_report(options: Options, token: CancelToken) -> int:
    """Answer ``likewise report``."""
    from desktop_app.output import review_report as written
    from desktop_app.reporting import review_report

    with open_library(options) as library:
        refuse_inside(library, options.target)
        with progress_bar() as bar:
            report = review_report(
                library, options.threshold, names=not options.mask_names, token=token, report=bar
            )
    written.write_report(report, options.target)
    value = {"documents": len(report.rows), "removed": report.removed}
    line = f"Written to “{options.target}”: {written.in_short(report)}"
    return answer(options.json, value, lambda _: iter([line]))


def _agreed(plan: Plan) -> bool:
    if not can_ask():
        return False
    from desktop_app.output.removal_words import plan_lines

    for line in plan_lines(plan):
        say(line)
    return confirm("Move these to the bin?")
