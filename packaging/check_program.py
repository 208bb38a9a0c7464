#!/usr/bin/env python3
"""Uses the frozen program as a person would, on a screen of its own, and looks at what it does.

    python packaging/check_program.py dist/likewise [--busy]

How soon the window stands. That a first start and a whole session speak to no network, start no
program but their own file and take no Python from the system. That what is opened from the window
gets the person's own variables. That there is one window for each folder. What is told where a
part is missing. Ends with 1 where something is wrong. Linux; standard library, Xvfb, xdotool and
strace.
"""

from __future__ import annotations

import argparse
import json
import os
import shlex
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE / "linux")]

import traced  # noqa: E402
from processes import cpu_s, descendants, end, executable, role  # noqa: E402
from screen import Screen  # noqa: E402
from trial import PATIENCE_S, Trial, TrialProblem, expect  # noqa: E402

MOST_WALL_S: Final = 1.0
MOST_CPU_S: Final = 0.4
_STARTS: Final = 7
_INDEXED_S: Final = 300.0
_SETTLED_S: Final = 4.0  # so long after the window stands all that is behind it is loaded
_CRASHED: Final = 70
_CHILDREN: Final = frozenset({"reader", "embedder"})
_TOOLS: Final = ("Xvfb", "strace", "xdotool")
_DAMAGED: Final = Path("_internal", "resources", "theme", "likewise.qss")
# Put among the variables by the program, by Qt for Python and by the shell.
_ADDED: Final = frozenset(
    (
        "JOBLIB_MULTIPROCESSING",
        "OLDPWD",
        "PWD",
        "PYINSTALLER_RESET_ENVIRONMENT",
        "PYSIDE6_OPTION_PYTHON_ENUM",
    )
)
_OPENER: Final = """\
#!/bin/sh
export -p > "{told}"
: > "{told}.done"
"""


# -- the checks --------------------------------------------------------------------


def first_paint(trial: Trial, *, busy: bool) -> Iterator[str]:
    """Measure how soon something is drawn; the first start, from a cold disk, does not count."""
    walls, cpus = [], []
    for _ in range(_STARTS + 1):
        began = time.perf_counter()
        with trial.running() as pid:
            walls.append(time.perf_counter() - began)
            cpus.append(cpu_s(pid))
    wall, cpu = statistics.median(walls[1:]), statistics.median(cpus[1:])
    tell(
        f"first paint: {wall:.2f} s ({min(walls[1:]):.2f} to {max(walls[1:]):.2f}), CPU {cpu:.2f} s"
    )
    if not busy and (wall > MOST_WALL_S or cpu > MOST_CPU_S):
        yield f"the first paint takes more than {MOST_WALL_S} s or {MOST_CPU_S} s of the processor"


def first_start(trial: Trial) -> Iterator[str]:
    """Look at what a first start does that nobody has asked for."""
    trace = trial.folder / "first-start.trace"
    with trial.running(trace=trace):
        time.sleep(_SETTLED_S)
    yield from traced.problems(trace, trial.bundle)
    tell("first start: looked through")


def session(trial: Trial) -> Iterator[str]:
    """Index the samples, search, open a document, start once more, and look at all of it."""
    documents = trial.folder / "Nachlass"
    shutil.copytree(trial.bundle / "_internal" / "resources" / "samples", documents)
    trace, told = trial.folder / "session.trace", trial.folder / "opened"
    opener = trial.made("programs") / "xdg-open"
    opener.write_text(_OPENER.format(told=told), encoding="utf-8")
    opener.chmod(0o755)
    with trial.running(str(documents), trace=trace) as pid:
        yield from _children_while_indexing(trial, documents, pid)
        trial.press("ctrl+1", *"roof", "Return")
        trial.press("ctrl+3", "Down", "Down", "ctrl+o")
        expect("the document to be opened", Path(f"{told}.done").exists)
        yield from _second_start(trial, documents)
    yield from opened_with(told.read_text(encoding="utf-8"), trial.environment())
    yield from traced.problems(trace, trial.bundle, also=opener)
    tell("session: looked through")


def missing_part(trial: Trial) -> Iterator[str]:
    """Start a damaged copy: a dialog tells it, with a report that names nothing of the person's."""
    with tempfile.TemporaryDirectory(prefix="damaged-", dir=trial.bundle.parent) as folder:
        copy = Path(folder, "likewise")
        shutil.copytree(trial.bundle, copy, symlinks=True, copy_function=os.link)
        (copy / _DAMAGED).unlink()
        started = replace(trial, bundle=copy).start(str(trial.made("Nachlass")))
        try:
            expect("the dialog", lambda: bool(trial.windows()))
            trial.press("Escape")
            status = started.wait(PATIENCE_S)
        finally:
            end({started.pid})
            started.wait()
    report = trial.said.read_text(encoding="utf-8")
    yield from report_problems(report, status, ("Nachlass", folder, str(trial.folder)))
    tell("damaged program: a dialog with a report")


def _children_while_indexing(trial: Trial, documents: Path, pid: int) -> Iterator[str]:
    """Wait until everything is indexed; tell of children that are not the program itself."""
    count = sum(1 for file in documents.rglob("*") if file.is_file())
    seen: set[str] = set()
    others: set[str] = set()

    def is_indexed() -> bool:
        for child in descendants(pid):
            seen.add(role(child))
            others.update({executable(child)} - {trial.program, ""})
        return seen >= _CHILDREN and fully_read(trial, documents) == count

    expect(f"{count} documents to be indexed", is_indexed, _INDEXED_S)
    yield from (f"a child runs {other}" for other in sorted(others))
    tell(
        f"indexed {count} documents; children {', '.join(sorted(seen - {''}))} of the same program"
    )


def _second_start(trial: Trial, documents: Path) -> Iterator[str]:
    """Start again with the same folder."""
    again = trial.start(str(documents))
    try:
        expect("the end of a second start", lambda: again.poll() is not None)
    finally:
        end({again.pid})
        again.wait()
    windows = len(trial.windows())
    if again.returncode != 0 or windows != 1:
        yield f"a second start with the same folder gives {again.returncode}, {windows} windows"
    tell("second start with the same folder: looked at")


def opened_with(told: str, given: Mapping[str, str]) -> Iterator[str]:
    """Compare the variables of a program that the window opened with those the person had.

    Args:
        told: What a shell's ``export -p`` wrote.
    """
    found = dict(line.split("=", 1) for line in shlex.split(told) if "=" in line)
    for name in sorted(given.keys() | found.keys() - _ADDED):
        if name.startswith("_PYI_"):  # for another program made in the same way, which checks them
            continue
        if found.get(name) != given.get(name):
            yield f"a document is opened with {name}={found.get(name)}, not {given.get(name)}"


def report_problems(report: str, status: int, private: Sequence[str]) -> Iterator[str]:
    """Tell where a crash's report is none, or holds what is the person's own."""
    if "(packaged)" not in report or status != _CRASHED:
        yield f"a damaged program ends with {status} and says: {report!r}"
    yield from (f"the report names “{words}”" for words in private if words in report)


def fully_read(trial: Trial, documents: Path) -> int:
    """Return how many documents the index of a folder has as fully read."""
    done = subprocess.run(
        [trial.program, "status", str(documents), "--json"], env=trial.environment(),
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    return int(json.loads(done.stdout)["coverage"]["full"]) if done.returncode == 0 else 0


def tell(line: str) -> None:
    """Say a line at once."""
    print(line, flush=True)


def main(arguments: Sequence[str] | None = None) -> int:
    """Check the program in the folder named; returns 1 if something is wrong."""
    parser = argparse.ArgumentParser(prog="check_program.py", description="Uses the program.")
    parser.add_argument("bundle", type=Path, help="the frozen program's folder")
    parser.add_argument("--busy", action="store_true", help="tell times, but do not judge them")
    chosen = parser.parse_args(arguments)
    if missing := [tool for tool in _TOOLS if shutil.which(tool) is None]:
        parser.error(f"install {', '.join(missing)}")
    problems = check(chosen.bundle.resolve(), busy=chosen.busy)
    print("\n".join(f"PROBLEM: {problem}" for problem in problems) or "All is well.")
    return 1 if problems else 0


def check(bundle: Path, *, busy: bool) -> list[str]:
    """Return what is wrong with a program.

    Args:
        busy: The computer has other things to do: times are no problem.
    """
    problems: list[str] = []
    for look in (partial(first_paint, busy=busy), first_start, session, missing_part):
        with tempfile.TemporaryDirectory(prefix="likewise-") as folder, Screen() as screen:
            try:
                problems += look(Trial(Path(folder), bundle, screen))
            except TrialProblem as problem:
                problems.append(str(problem))
    return problems


if __name__ == "__main__":
    sys.exit(main())
