"""A whole indexing run against the model alone on the same passages.

The run reads, embeds and stores documents in six formats made of real text, or those of a folder.
Both ways work with the default model in exact numbers, with the threads and the priority of an
indexing run, each in a fresh process that starts its own children, in turns. Ratios of processor
time are medians over the rounds. With --growth, larger folders follow; there a stand-in for the
model shows what reading and storing take by themselves.
"""

from __future__ import annotations

import argparse
import random
import shutil
import statistics
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from desktop_app.benchmarks.indexing_documents import make_folder
from desktop_app.benchmarks.indexing_run import EMBEDDING, STAND_IN, WHOLE, Cost, measure
from desktop_app.benchmarks.tables import write_table
from desktop_app.index import location as places

MOST_TIMES_EMBEDDING = 1.25
MOST_MB = 1_500
MOST_GROWTH = 1.25
"""Seconds per document in the largest folder by those in the smallest."""

_DOCUMENTS, _QUICK_DOCUMENTS = 2_000, 60
_ROUNDS, _QUICK_ROUNDS = 3, 1
_TIMES_LARGER = (3, 10)
_MODEL_UP_TO = 3
_NAMES = {
    WHOLE: "read, embed, store",
    EMBEDDING: "the model alone",
    STAND_IN: "read, store; a stand-in for the model",
}
_HEADS = ("way", "documents", "passages", "s", "CPU s", "documents/s", "passages/s", "MB")


def run(args: Sequence[str]) -> int:
    """Print the tables and the goals; returns 0 if all goals were reached."""
    parser = argparse.ArgumentParser(prog="indexing", description=__doc__)
    parser.add_argument("--folder", type=Path, metavar="DIR", help="documents; they are copied")
    parser.add_argument("--documents", type=int, default=0, help=f"how many ({_DOCUMENTS:,})")
    parser.add_argument("--rounds", type=int, default=0, help=f"of both ways ({_ROUNDS})")
    parser.add_argument("--growth", action="store_true", help="also 3 and 10 times as many")
    parser.add_argument("--quick", action="store_true", help=f"{_QUICK_DOCUMENTS}, one round")
    options = parser.parse_args(args)
    count = options.documents or (_QUICK_DOCUMENTS if options.quick else _DOCUMENTS)
    rounds = options.rounds or (_QUICK_ROUNDS if options.quick else _ROUNDS)
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home, "documents")
        _fill(folder, count, options.folder)
        reached = _compare(folder, rounds)
        if options.growth:
            reached += _grow(Path(home), count, options.folder)
    return 0 if all(reached) else 1


def _compare(folder: Path, rounds: int) -> list[bool]:
    costs: dict[str, list[Cost]] = {WHOLE: [], EMBEDDING: []}
    for _ in range(rounds):
        for way, taken in costs.items():
            if way == WHOLE:
                _forget_index(folder)
            taken.append(measure(way, folder))
    write_table(_HEADS, [_row(way, taken) for way, taken in costs.items()])
    pairs = list(zip(costs[WHOLE], costs[EMBEDDING], strict=True))
    cpu = statistics.median(whole.cpu_s / alone.cpu_s for whole, alone in pairs)
    # What else the computer does only adds to times by the clock: the best ones are compared.
    wall = min(cost.wall_s for cost in costs[WHOLE]) / min(cost.wall_s for cost in costs[EMBEDDING])
    at_work = statistics.median(whole.model_s / whole.wall_s for whole, _ in pairs)
    peak = max(cost.peak_bytes for cost in costs[WHOLE]) / 1_000_000
    sys.stdout.write(f"in the whole run the model has work {at_work:.0%} of the time\n")
    return [
        _goal("whole run by the model alone, processor time", cpu, MOST_TIMES_EMBEDDING),
        _goal("whole run by the model alone, by the clock", wall, MOST_TIMES_EMBEDDING),
        _goal("most memory of all processes, MB", peak, MOST_MB),
    ]


def _grow(home: Path, count: int, source: Path | None) -> list[bool]:
    rows: list[tuple[object, ...]] = []
    per_document: dict[str, list[float]] = {WHOLE: [], STAND_IN: []}
    peaks: list[int] = []
    for times in (1, *_TIMES_LARGER):
        folder = home / f"{times} times"
        _fill(folder, count * times, source)
        for way, taken in per_document.items():
            if way == WHOLE and times > _MODEL_UP_TO:
                continue
            _forget_index(folder)
            cost = measure(way, folder)
            peaks.append(cost.peak_bytes)
            taken.append(cost.cpu_s / cost.documents)
            per_thousand = (
                1000 * seconds / cost.documents for seconds in (cost.wall_s, cost.cpu_s)
            )
            rows.append((*_row(way, [cost]), *(f"{seconds:.2f}" for seconds in per_thousand)))
    sys.stdout.write("\n")
    write_table((*_HEADS, "s/1,000", "CPU s/1,000"), rows)
    return [
        *(
            _goal(
                f"{_NAMES[way]}: CPU s a document, most by fewest",
                taken[-1] / taken[0],
                MOST_GROWTH,
            )
            for way, taken in per_document.items()
        ),
        _goal("most memory of all processes, MB", max(peaks) / 1_000_000, MOST_MB),
    ]


def _row(way: str, costs: Sequence[Cost]) -> tuple[str, ...]:
    cost, wall_s = costs[0], statistics.median(cost.wall_s for cost in costs)
    return (
        _NAMES[way],
        f"{cost.documents:,}",
        f"{cost.passages:,}",
        f"{wall_s:.1f}",
        f"{statistics.median(cost.cpu_s for cost in costs):.1f}",
        f"{cost.documents / wall_s:,.0f}",
        f"{cost.passages / wall_s:,.0f}",
        f"{max(cost.peak_bytes for cost in costs) / 1_000_000:,.0f}",
    )


def _goal(what: str, found: float, most: float) -> bool:
    reached = found <= most
    sys.stdout.write(
        f"{'reached' if reached else 'MISSED':<8} {what}: {found:.4g}, at most {most:g}\n"
    )
    return reached


def _fill(folder: Path, count: int, source: Path | None) -> None:
    """Put ``count`` documents into a new folder: made ones, or copies of those in ``source``."""
    if source is None:
        found = make_folder(folder, count)
    else:
        files = sorted(path for path in source.rglob("*") if path.is_file())
        random.Random(1).shuffle(files)
        for path in files[:count]:
            copy = folder / path.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
        found = min(count, len(files))
    if found < count:
        sys.stdout.write(f"there is text for {found:,} documents only\n")


def _forget_index(folder: Path) -> None:
    if (location := places.find(folder)) is not None:
        shutil.rmtree(location.directory)
