"""A table that says what each file of a folder should give, and what deviates from it.

Tab-separated with a head line; the columns ``file`` and ``expected`` count. An expectation is one
of the words below, or several joined by ``_or_``.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from desktop_app.documents.model import ReadState, Reason

MOST_SECONDS_A_FILE = 90.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one file.

    Attributes:
        reason: None when all of it was read.
        wall_s: All tries together.
    """

    state: ReadState
    reason: Reason | None = None
    detail: str = ""
    wall_s: float = 0.0

    def __str__(self) -> str:
        reason = f" {self.reason.value}" if self.reason else ""
        detail = f" ({self.detail})" if self.detail else ""
        return f"{self.state.value}{reason}{detail}"


def _gives(*reasons: Reason) -> Callable[[Outcome], bool]:
    return lambda outcome: outcome.reason in reasons


def _has_text(outcome: Outcome) -> bool:
    return outcome.state is not ReadState.NOT_READ


def _ended_by_itself(outcome: Outcome) -> bool:
    return outcome.reason not in (Reason.CRASHED, Reason.TIMED_OUT)


def _did_not_crash(outcome: Outcome) -> bool:
    return outcome.reason is not Reason.CRASHED


def _kept_within_memory(outcome: Outcome) -> bool:
    return _ended_by_itself(outcome) and "memory" not in outcome.detail


EXPECTATIONS: Mapping[str, Callable[[Outcome], bool]] = {
    "ok": _has_text,
    "ok_as_text": _has_text,
    "encrypted": _gives(Reason.ENCRYPTED),
    "corrupted": _gives(Reason.DAMAGED),
    "too_large": _gives(Reason.TOO_LARGE),
    "unsupported": _gives(Reason.UNSUPPORTED),
    "empty": _gives(Reason.EMPTY),
    "no_text": _gives(Reason.NO_TEXT, Reason.SCANNED),
    "no_text_no_memory": _gives(Reason.NO_TEXT, Reason.SCANNED),
    "no_hang": _ended_by_itself,
    "no_hang_limit": _did_not_crash,
    "no_crash": _ended_by_itself,
    "no_leak": _ended_by_itself,
    "no_memory": _kept_within_memory,
}
"""What each word allows. A limit that was reached is a reason like any other; whether a foreign
file leaked into the text is for a test to say that knows its content."""


def read_expectations(table: Path) -> dict[str, str]:
    """Return file (relative, with ``/``) → expectation.

    Raises:
        ValueError: A column is missing.
    """
    with open(table, encoding="utf-8", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        if not {"file", "expected"} <= set(rows.fieldnames or ()):
            raise ValueError(f"{table.name} has no columns “file” and “expected”")
        return {row["file"]: row["expected"] for row in rows}


def deviation(expected: str, outcome: Outcome | None) -> str:
    """Return how an outcome differs from what was expected, in a few words, or ""."""
    if outcome is None:
        return "the file is not there, or was passed over"
    words = expected.split("_or_")
    if unknown := [word for word in words if word not in EXPECTATIONS]:
        return f"unknown expectation {unknown[0]!r}"
    if outcome.wall_s > MOST_SECONDS_A_FILE:
        return f"took {outcome.wall_s:.0f} s"
    return "" if any(EXPECTATIONS[word](outcome) for word in words) else str(outcome)
