"""CPU seconds from nothing to the help text, to a query's vector and to the first answer.

Every figure is of a fresh process with all processes it starts. The plain way is a script that
imports sentence-transformers, loads the same model and encodes the same query.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from desktop_app.benchmarks.tables import write_table
from desktop_app.embedding.catalogue import DEFAULT, find

_QUERY = "notice before the end of a lease"
_PLAIN = f"""
import sys
from sentence_transformers import SentenceTransformer
model = SentenceTransformer(sys.argv[1], device="cpu", local_files_only=True)
model.encode({_QUERY!r})
"""
_OURS = f"""
from desktop_app.embedding.catalogue import open_embedder
embedder = open_embedder()
embedder.embed_query({_QUERY!r})
embedder.close()
"""
_DOCUMENTS = {
    "lease.txt": "The tenant may end the contract with three months' warning in writing.",
    "recipe.txt": "Fold the egg whites into the chocolate and chill the mousse for two hours.",
    "minutes.txt": "The board approved the budget and moved the next meeting to October.",
}


@dataclass(frozen=True, slots=True)
class Start:
    """One thing that is started.

    Attributes:
        arguments: Of the Python interpreter.
        goal_s: Most CPU seconds it may take, or None where it is there for comparison.
    """

    name: str
    arguments: tuple[str, ...]
    goal_s: float | None = None


def run(args: Sequence[str]) -> int:
    """Print the table; returns 0 if every goal was reached."""
    parser = argparse.ArgumentParser(prog="startup", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one round instead of five")
    options = parser.parse_args(args)
    with tempfile.TemporaryDirectory() as scratch:
        folder = _indexed_folder(Path(scratch))
        starts = _starts(folder)
        taken: dict[str, list[float]] = {start.name: [] for start in starts}
        for _ in range(1 if options.quick else 5):
            for start in starts:
                taken[start.name].append(_cpu_seconds(start.arguments))
    return _show(starts, {name: statistics.median(times) for name, times in taken.items()})


def _starts(folder: Path) -> list[Start]:
    model = str(find(DEFAULT).path)
    likewise = ("-m", "desktop_app")
    return [
        Start("plain: import sentence_transformers", ("-c", "import sentence_transformers")),
        Start("plain: load the model, first vector", ("-c", _PLAIN, model)),
        Start("import desktop_app", ("-c", "import desktop_app"), 0.15),
        Start("likewise --help", (*likewise, "--help"), 0.15),
        Start("model ready, first vector", ("-c", _OURS), 2.0),
        Start("likewise search, first answer", (*likewise, "search", str(folder), _QUERY), 2.0),
    ]


def _show(starts: Sequence[Start], seconds: dict[str, float]) -> int:
    plain = seconds["plain: load the model, first vector"]
    rows = []
    missed = False
    for start in starts:
        own = seconds[start.name]
        verdict = ""
        if start.goal_s is not None:
            reached = own <= start.goal_s
            missed |= not reached
            verdict = f"≤ {start.goal_s:.2f} {'reached' if reached else 'MISSED'}"
        rows.append((start.name, f"{own:.3f}", f"{plain / own:.1f}", verdict))
    write_table(("start (all processes)", "CPU s", "× plain", "goal"), rows)
    return int(missed)


def _indexed_folder(scratch: Path) -> Path:
    folder = scratch / "documents"
    folder.mkdir()
    for name, text in _DOCUMENTS.items():
        (folder / name).write_text(text, "utf-8")
    _python(("-m", "desktop_app", "index", str(folder)))
    return folder


def _cpu_seconds(arguments: Sequence[str]) -> float:
    """CPU seconds of one interpreter and of every process it waited for."""
    import psutil

    before = psutil.Process().cpu_times()
    _python(arguments)
    after = psutil.Process().cpu_times()
    return float(
        after.children_user + after.children_system - before.children_user - before.children_system
    )


def _python(arguments: Sequence[str]) -> None:
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
