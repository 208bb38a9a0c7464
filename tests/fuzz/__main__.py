"""Fuzz the readers: ``python -m tests.fuzz [READER …] [--seconds 600] [--jobs 2]``.

Each target runs in a process of its own. What is found is kept with its traceback in the folder
of --findings and can be tried again: ``python -m tests.fuzz READER --replay FILE``. The exit status
is 1 if anything was found.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import re
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from desktop_app.benchmarks.tables import write_table
from tests.fuzz.targets import targets

_CHECKOUT = Path(__file__).resolve().parents[2]
_PATIENCE_S = 180
_TRIED = re.compile(r"stat::number_of_executed_units:\s*(\d+)")
_LAST_TRIED = re.compile(r"^#(\d+)\s.*?cov: (\d+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Result:
    """What fuzzing one target showed.

    Attributes:
        tried: Inputs.
        edges: Branches of the program that were reached, or None without atheris.
        findings: Files with inputs that failed.
    """

    name: str
    tried: int
    edges: int | None
    findings: tuple[Path, ...]


def main(arguments: Sequence[str]) -> int:
    """Fuzz, print a table and return 1 if anything was found."""
    known = targets()
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("reader", nargs="*", help=f"all, or some of: {', '.join(known)}")
    parser.add_argument("--seconds", type=float, default=600, help="for each (600)")
    parser.add_argument("--jobs", type=int, default=2, help="at once (2)")
    parser.add_argument("--findings", type=Path, default=Path("fuzz-findings"), metavar="FOLDER")
    parser.add_argument("--replay", type=Path, metavar="FILE", help="try one input again")
    options = parser.parse_args(arguments)
    if unknown := [name for name in options.reader if name not in known]:
        parser.error(f"there is no {unknown[0]!r}; there are {', '.join(known)}")
    if options.replay:
        for name in options.reader:
            known[name].try_one(options.replay.read_bytes())
        return 0
    names = [name for name in options.reader or known if known[name].is_there]
    missing = [name for name in options.reader or known if not known[name].is_there]
    options.findings.mkdir(parents=True, exist_ok=True)
    with ThreadPoolExecutor(max(1, options.jobs)) as jobs:
        runs = [jobs.submit(_fuzz, name, options.seconds, options.findings) for name in names]
        results = [run.result() for run in runs]
    return _show(results, missing)


def _fuzz(name: str, seconds: float, findings: Path) -> Result:
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        command = [sys.executable, "-m", "tests.fuzz.worker", name, str(seconds), scratch]
        try:
            done = subprocess.run(
                command,
                cwd=_CHECKOUT,
                capture_output=True,
                timeout=seconds + _PATIENCE_S,
                check=False,
            )
            said, how = done.stdout + done.stderr, f"ended with status {done.returncode}"
            is_dead = done.returncode != 0
        except subprocess.TimeoutExpired as exc:
            said, how, is_dead = (exc.stdout or b"") + (exc.stderr or b""), "did not end", True
        text = said.decode("utf-8", "replace")
        if is_dead:
            _note_death(name, folder, f"{how}\n{text[-4000:]}")
        return Result(name, *_counts(text), _kept(name, folder, findings))


def _note_death(name: str, folder: Path, how: str) -> None:
    """Make the inputs that were left by a dead process findings."""
    left = sorted(folder.glob("native-*")) or [folder / "native-unknown"]
    for number, path in enumerate(left):
        data = path.read_bytes() if path.exists() else b""
        (folder / f"{name}-Died-{number}.bin").write_bytes(data)
        (folder / f"{name}-Died-{number}.txt").write_text(how, encoding="utf-8")


def _counts(text: str) -> tuple[int, int | None]:
    lines = _LAST_TRIED.findall(text)
    if total := _TRIED.search(text):
        return int(total[1]), int(lines[-1][1]) if lines else None
    if lines:
        return int(lines[-1][0]), int(lines[-1][1])
    with contextlib.suppress(ValueError, IndexError):
        return int(text.rsplit(maxsplit=1)[-1]), None
    return 0, None


def _kept(name: str, folder: Path, findings: Path) -> tuple[Path, ...]:
    kept = []
    for path in sorted(folder.glob(f"{name}-*.bin")):
        for each in (path, path.with_suffix(".txt")):
            (findings / each.name).write_bytes(each.read_bytes())
        kept.append(findings / path.name)
    return tuple(kept)


def _show(results: Sequence[Result], missing: Sequence[str]) -> int:
    rows = [
        (each.name, f"{each.tried:,}", each.edges or "-", len(each.findings)) for each in results
    ]
    sys.stdout.write("\n")
    write_table(("reader", "executions", "edges", "findings"), rows)
    if importlib.util.find_spec("atheris") is None:
        sys.stdout.write("without atheris: changed at random, not guided by coverage\n")
    for name in missing:
        sys.stdout.write(f"{name}: there is no such reader yet\n")
    for each in results:
        for path in each.findings:
            last = path.with_suffix(".txt").read_text("utf-8").strip().splitlines()[-1:]
            sys.stdout.write(f"\n{path}: {' '.join(last)}\n")
            sys.stdout.write(f"  python -m tests.fuzz {each.name} --replay {path}\n")
    return int(any(each.findings for each in results))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
