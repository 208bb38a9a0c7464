"""The window until a folder is indexed, and on a large one: is it soon there, does it ever wait?

The real window is drawn without a screen, in processes of its own: to its first paint; on a folder
of short letters that is indexed with the real model and searched all the while; and on an index of
100,000 passages, their vectors made. A heartbeat notes how long the event loop answered nobody. On
a busy machine the clock also counts what other programs do, so a wait is judged by the clock less
the time in which the window's thread could have gone on, but had no core (see ``window_beats``).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Final

from desktop_app.benchmarks import window_inside
from desktop_app.benchmarks.tables import write_table
from desktop_app.benchmarks.window_inside import INDEXING, LARGE, PAINT

_DOCUMENTS, _QUICK_DOCUMENTS = 2_000, 100
_FILES, _QUICK_FILES = 20_000, 1_000
_PAINTS, _QUICK_PAINTS = 7, 3
_PASSAGES_A_FILE = 5
_MOST_BLOCKED_MS, _MOST_FIRST_PAINT_S, _MOST_ANSWER_MS, _MOST_STEP_MS = 50.0, 0.4, 100.0, 16.0
_SHOWN_WAITS = 5
_PHRASES: Final = (
    "the tenant pays the rent",
    "the landlord repairs the heating",
    "an invoice of the garage is due",
    "notice before the end of the contract",
    "water came through the roof",
    "bend the knee after surgery",
    "minutes of the staff meeting",
    "travel expenses of the office",
    "energy read from the meter",
    "a reminder before going to court",
    "damage to the insured vehicle",
    "leave granted under the policy",
)

Row = tuple[str, str, str]


def run(args: Sequence[str]) -> int:
    """Print the tables; returns 0 if every goal was reached."""
    parser = argparse.ArgumentParser(prog="window", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="100 documents, and 5,000 passages")
    parser.add_argument("--only", choices=(PAINT, INDEXING, LARGE), help="one part of it")
    parser.add_argument(
        "--stacks", action="store_true", help="show what all threads did when the window waited"
    )
    options = parser.parse_args(args)
    parts = (options.only,) if options.only else (PAINT, INDEXING, LARGE)
    rows: list[Row] = []
    for part in parts:
        with tempfile.TemporaryDirectory() as scratch:
            tried = _Try(Path(scratch), stacks=options.stacks)
            rows += _PARTS[part](tried, quick=options.quick)
    sys.stdout.write("\n")
    write_table(("window", "", "goal"), rows)
    return int(any(goal.endswith(_MISSED) for _, _, goal in rows))


class _Try:
    """One folder, and the windows opened on it."""

    def __init__(self, scratch: Path, *, stacks: bool) -> None:
        self.folder = scratch / "letters"
        self._user, self._stacks = scratch / "user", stacks

    def window(self, part: str) -> dict[str, Any]:
        """Return what a window measured of itself."""
        own = {"XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data", "XDG_CACHE_HOME": "cache"}
        done = subprocess.run(
            [
                sys.executable,
                "-m",
                window_inside.__name__,
                part,
                str(self.folder),
                *(["--stacks"] if self._stacks else []),
            ],
            env={
                **os.environ,
                **{name: str(self._user / below) for name, below in own.items()},
                "QT_QPA_PLATFORM": "offscreen",
            },
            stdout=subprocess.PIPE,
            check=True,
            timeout=window_inside.LIMIT_S + 60,
        )
        measured: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        return measured


# -- the parts ------------------------------------------------------------------------------


def _paint(tried: _Try, *, quick: bool) -> list[Row]:
    tried.folder.mkdir()
    found = [tried.window(PAINT) for _ in range(_QUICK_PAINTS if quick else _PAINTS)]
    seconds = statistics.median(each["paint_cpu_s"] for each in found)
    heavy = sorted({name for each in found for name in each["heavy"]})
    return [
        ("first paint, CPU s", f"{seconds:.2f}", _goal(seconds, _MOST_FIRST_PAINT_S, ".1f")),
        ("heavy modules imported before it", ", ".join(heavy) or "none", _goal(len(heavy), 0)),
    ]


def _indexing(tried: _Try, *, quick: bool) -> list[Row]:
    count = _QUICK_DOCUMENTS if quick else _DOCUMENTS
    _write_letters(tried.folder, count, phrases=12, paragraphs=3)
    found, others = _beside_others(lambda: tried.window(INDEXING))
    what = f"{count:,} documents indexed"
    _show_waits(what, found)
    return [
        *_waits(f"{what}: ", found),
        (f"{what}: searches answered meanwhile", f"{found.get('answers', 0)}", ""),
        (f"{what}: seconds", f"{found['seconds']:.0f}", ""),
        (f"{what}: cores taken by other programs", f"{others:.1f} of {os.cpu_count()}", ""),
    ]


def _large(tried: _Try, *, quick: bool) -> list[Row]:
    from desktop_app.benchmarks.indexing_run import STAND_IN, measure

    _write_letters(
        tried.folder, _QUICK_FILES if quick else _FILES, phrases=32, paragraphs=_PASSAGES_A_FILE
    )
    cost = measure(STAND_IN, tried.folder)
    found, others = _beside_others(lambda: tried.window(LARGE))
    what = f"{cost.passages:,} passages"
    _show_waits(what, found)
    answers = sorted(found["answer_ms"])
    median = statistics.median(answers)
    return [
        (f"{what}: answer painted, ms, median", f"{median:.0f}", _goal(median, _MOST_ANSWER_MS)),
        (f"{what}: nine of ten within", f"{answers[len(answers) * 9 // 10]:.0f}", ""),
        *_steps(f"{found['result_rows']:,} results", found["results_ms"]),
        *_steps(f"{found['file_rows']:,} files", found["files_ms"]),
        *_waits(f"{what}: ", found),
        (f"{what}: cores taken by other programs", f"{others:.1f} of {os.cpu_count()}", ""),
    ]


_PARTS = {PAINT: _paint, INDEXING: _indexing, LARGE: _large}


def _waits(what: str, found: dict[str, Any]) -> list[Row]:
    longest = 1000 * max(map(_judged, [found["longest"], *found["late"]]))
    by_clock = 1000 * max(wait["clock_s"] for wait in [found["longest"], *found["late"]])
    memory = found["memory"]
    return [
        (f"{what}longest wait, ms", f"{longest:.0f}", _goal(longest, _MOST_BLOCKED_MS)),
        (f"{what}the same by the clock", f"{by_clock:.0f}", ""),
        (
            f"{what}memory of the window's process, MB, at the end and at most",
            f"{memory['now'] / 1e6:.0f}, {memory['most'] / 1e6:.0f}",
            "",
        ),
    ]


def _steps(what: str, taken: Sequence[float]) -> list[Row]:
    median, worst = statistics.median(taken), max(taken)
    return [
        (
            f"{what}: a step of scrolling painted, CPU ms, median",
            f"{median:.1f}",
            _goal(median, _MOST_STEP_MS),
        ),
        (f"{what}: the longest", f"{worst:.1f}", _goal(worst, _MOST_BLOCKED_MS)),
    ]


def _show_waits(what: str, found: dict[str, Any]) -> None:
    """Write the longest waits, and what each was made of."""
    longest = sorted(found["late"], key=_judged, reverse=True)[:_SHOWN_WAITS]
    if not longest:
        return
    sys.stdout.write("\n")
    columns = ("judged_s", "clock_s", "own_s", "inside_s", "others_s", "core_s")
    rows = []
    for wait in longest:
        inside = max(0.0, _judged(wait) - wait["own_s"])
        told = {**wait, "judged_s": _judged(wait), "inside_s": inside}
        rows.append([f"{wait['at_s']:.1f} s", *(f"{1000 * told[name]:.0f}" for name in columns)])
    heads = ("judged", "by the clock", "own CPU", "lock", "other threads' CPU", "no core")
    write_table((f"{what}, waits in ms at", *heads), rows)
    for wait in longest:
        if wait["stacks"]:
            sys.stdout.write(f"\nat {wait['at_s']:.1f} s\n{wait['stacks']}\n")


def _judged(wait: dict[str, Any]) -> float:
    return max(0.0, float(wait["clock_s"] - wait["core_s"]))


def _goal(found: float, most: float, shape: str = ".0f") -> str:
    return f"≤ {most:{shape}} {'reached' if found <= most else _MISSED}"


_MISSED = "MISSED"


def _beside_others(work: Callable[[], dict[str, Any]]) -> tuple[dict[str, Any], float]:
    """Return what ``work`` gives, and how many cores other programs used meanwhile, on average."""
    import psutil

    def busy() -> float:
        times = psutil.cpu_times()
        return float(sum(times) - times.idle - getattr(times, "iowait", 0.0))

    started, before, own_before = time.perf_counter(), busy(), sum(os.times()[:4])
    found = work()
    taken = time.perf_counter() - started
    others = busy() - before - (sum(os.times()[:4]) - own_before)
    return found, max(0.0, others / taken)


def _write_letters(folder: Path, count: int, *, phrases: int, paragraphs: int) -> None:
    chosen = random.Random(1)
    for number in range(count):
        below = folder / f"{number % 40:02}"
        below.mkdir(parents=True, exist_ok=True)
        text = [
            ", ".join(chosen.choices(_PHRASES, k=phrases)).capitalize() + "."
            for _ in range(paragraphs)
        ]
        (below / f"letter {number:05}.txt").write_text("\n\n".join(text), "utf-8")
