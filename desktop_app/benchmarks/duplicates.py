"""Duplicates at scale: candidates by vectors, and the whole verified run, on made folders.

The vectors are held against the plain double loop over a matrix of cosines, the verified run
against the time it takes to index the same documents. The rate of indexing is measured on a few
hundred of them, through the real index and model, and scaled by the size of their texts.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from desktop_app.benchmarks import duplicates_vectors
from desktop_app.benchmarks.duplicates_folder import MadeFolder
from desktop_app.benchmarks.duplicates_run import SAMPLE, Run, in_child
from desktop_app.benchmarks.quality_files import indexed
from desktop_app.benchmarks.tables import write_table

_SIZES, _QUICK_SIZES = (5_000, 10_000, 20_000, 100_000), (500, 1_000)
_VECTORS, _QUICK_VECTORS = 20_000, 2_000
_INDEXED, _QUICK_INDEXED = (50, 350), (10, 60)
_MOST_SHARE_OF_INDEXING = 1 / 3
_MOST_BYTES = 1_000_000_000
_MOST_REGROUP_MS, _REGROUPED = 200.0, 10_000


def run(args: Sequence[str]) -> int:
    """Print the figures; returns 1 if a goal was missed, or a pair was missed or made up.

    Args:
        args: ``--quick`` for small folders, ``--most N`` to leave out those above N documents.
    """
    parser = argparse.ArgumentParser(prog="duplicates", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small folders only")
    parser.add_argument("--most", type=int, metavar="N", help="leave out larger folders")
    options = parser.parse_args(args)
    reached = duplicates_vectors.measure(_QUICK_VECTORS if options.quick else _VECTORS)
    indexing = _indexing_s_per_megabyte(_QUICK_INDEXED if options.quick else _INDEXED)
    sys.stdout.write(f"\nindexing takes {indexing:.2f} CPU s a megabyte of text here\n")
    sizes = _QUICK_SIZES if options.quick else _SIZES
    chosen = [size for size in sizes if options.most is None or size <= options.most]
    runs = [in_child(size, sample=size == chosen[0]) for size in chosen]
    _write_runs(runs, indexing)
    reached &= all(_reached(run, indexing) for run in runs)
    sys.stdout.write(f"goals {'reached' if reached else 'MISSED'}\n")
    return 0 if reached else 1


def _indexing_s_per_megabyte(counts: tuple[int, int]) -> float:
    """CPU seconds for a megabyte more of text, child processes included, without starting up."""
    with (
        tempfile.TemporaryDirectory() as place,
        contextlib.closing(MadeFolder(Path(place), counts[1])) as folder,
    ):
        texts = {row.path: folder.display_text(row.id) for row in folder.rows}
        taken, size = [], []
        for count in counts:
            some = dict(list(texts.items())[:count])
            started = _cpu_s()
            with indexed(some):
                pass
            taken.append(_cpu_s() - started)
            size.append(sum(len(text.encode()) for text in some.values()) / 1e6)
    return (taken[1] - taken[0]) / (size[1] - size[0])


def _cpu_s() -> float:
    """Processor time of this process and of its children that have ended (not on Windows)."""
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def _write_runs(runs: Sequence[Run], indexing: float) -> None:
    rows = []
    for before, run in zip([None, *runs], runs, strict=False):
        growth = "-"
        if before is not None:
            growth = f"x{run.cpu_s / before.cpu_s:.1f} for x{run.documents / before.documents:.1f}"
        rows.append([
            f"{run.documents:,}", f"{run.megabytes:.0f}", f"{run.cpu_s:.1f}", growth,
            f"{_share_of_indexing(run, indexing):.3f}", f"{run.regroup_ms:.0f}",
            f"{run.peak_bytes / 1e6:.0f}", f"{run.pairs:,}", run.missed, run.made_up,
        ])  # fmt: skip
    heads = ["documents", "MB", "CPU s", "growth", "of indexing", "regroup ms", "peak MB",
             "pairs", "missed", "made up"]  # fmt: skip
    write_table(heads, rows)
    sys.stdout.write(
        f"Of {SAMPLE} documents of the first folder every pair was compared: "
        f"{runs[0].lost} more were found.\n"
    )


def _share_of_indexing(run: Run, indexing: float) -> float:
    return run.cpu_s / max(1e-9, indexing * run.megabytes)


def _reached(run: Run, indexing: float) -> bool:
    return (
        run.missed == run.made_up == 0
        and run.lost <= 0
        and run.peak_bytes < _MOST_BYTES
        and _share_of_indexing(run, indexing) <= _MOST_SHARE_OF_INDEXING
        and (run.documents > _REGROUPED or run.regroup_ms < _MOST_REGROUP_MS)
    )
