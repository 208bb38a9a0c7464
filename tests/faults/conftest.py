"""Every test here is a fault test; one table at the end says what was tried."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

_HERE = Path(__file__).parent
_LIMIT_S = 3600

Tally = Callable[[str, int, str], None]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.fault)
            item.add_marker(pytest.mark.timeout(_LIMIT_S))


@pytest.fixture
def tally(record_property: Callable[[str, object], None]) -> Tally:
    """Note one line of the table: the fault, how often it was tried, what came of it."""

    def note(fault: str, trials: int, result: str) -> None:
        record_property("fault", (fault, trials, result))

    return note


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    lines: list[tuple[str, str, str]] = []
    for outcome in ("passed", "failed", "skipped"):
        for report in terminalreporter.stats.get(outcome, []):
            if not report.nodeid.startswith("tests/faults"):
                continue
            told = [value for name, value in report.user_properties if name == "fault"]
            lines += [(fault, f"{trials:,}", result) for fault, trials, result in told]
            if outcome == "failed":
                lines.append((_name(report), "", "FAILED"))
            elif outcome == "skipped":
                lines.append((_name(report), "", f"skipped: {_why(report)}"))
    _summarise_providers(terminalreporter)
    if not lines:
        return
    widths = [max(len(line[i]) for line in lines) for i in (0, 1)]
    terminalreporter.section("faults")
    terminalreporter.line(f"{'fault':{widths[0]}}  {'n':>{widths[1]}}  result")
    for fault, trials, result in lines:
        terminalreporter.line(f"{fault:{widths[0]}}  {trials:>{widths[1]}}  {result}")


_HEADS = (
    "fault", "provider", "outcome", "requests", "attempts", "after 401", "sent again",
    "wrong vectors", "bytes sent, ± ledger", "bytes received, ± ledger", "key found",
)  # fmt: skip


def _summarise_providers(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what each fault of a provider led to."""
    reports = [r for kind in ("passed", "failed") for r in terminalreporter.stats.get(kind, [])]
    rows = [
        value for report in reports for name, value in report.user_properties if name == "provider"
    ]
    if not rows:
        return
    widths = [max(map(len, column)) for column in zip(_HEADS, *rows, strict=True)]
    terminalreporter.section("providers")
    for row in (_HEADS, *rows):
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        terminalreporter.line("  ".join(cells).rstrip())


def _name(report: pytest.TestReport) -> str:
    return report.nodeid.rpartition("::")[2].removeprefix("test_")


def _why(report: pytest.TestReport) -> str:
    reason = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return reason.removeprefix("Skipped: ")
