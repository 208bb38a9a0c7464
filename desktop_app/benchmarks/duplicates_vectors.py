"""All pairs of close vectors: ours against a double loop over a matrix of cosines."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import numpy as np

from desktop_app.benchmarks.search import MadeVectors
from desktop_app.benchmarks.tables import write_table
from desktop_app.progress import CancelToken, no_report
from desktop_app.similarity.ports import FloatArray
from desktop_app.similarity.vectors.vector_pairs import VectorPairs, close_pairs

LEAST_TIMES = 100.0
_COSINE = 0.9
_LOOP_MOST = 4_000  # rows the loop really sees; time above grows with the square of their number
_BLOCK = 1_000
_ROUNDS = 3

T = TypeVar("T")


def measure(count: int) -> bool:
    """Write the times for ``count`` vectors; returns whether nothing was missed and it was fast.

    Processor time of this process, all threads together. How fast it is counts from 20,000 on.
    """
    rows = made_rows(count)
    ours, answer = min(
        (_timed(lambda: _joined(rows)) for _ in range(_ROUNDS)), key=lambda timed: timed[0]
    )
    loop_rows = rows[:_LOOP_MOST]
    loop = _timed(lambda: _double_loop(loop_rows))[0] * (count / len(loop_rows)) ** 2
    blocked, truth = _timed(lambda: _blocked(rows))
    wrong = _differences(answer, truth)
    write_table(
        ["pairs of vectors", "CPU s", "x loop"],
        [
            ["cosine matrix and a double loop", f"{loop:.2f}", "1.0"],
            ["float64 in blocks", f"{blocked:.2f}", f"{loop / blocked:.0f}"],
            ["ours", f"{ours:.2f}", f"{loop / ours:.0f}"],
        ],
    )
    sys.stdout.write(
        f"{count:,} vectors, {answer.with_equal_rows:,} pairs with cosine ≥ {_COSINE}; "
        f"missed or made up: {wrong}\n"
    )
    if count > _LOOP_MOST:
        sys.stdout.write(f"The loop ran on {_LOOP_MOST:,} and is scaled by the square.\n")
    return wrong == 0 and (count < 20_000 or loop / ours >= LEAST_TIMES)


def made_rows(count: int) -> FloatArray:
    """Return vectors like those of passages; one in eight is nearly another one."""
    with tempfile.TemporaryDirectory() as place:
        blocks = [rows for _, rows in MadeVectors(count, Path(place)).vector_blocks()]
    rows = np.concatenate(blocks).astype(np.float32)
    random = np.random.default_rng(5)
    copies = np.arange(4, count, 8)
    noise = random.standard_normal((len(copies), rows.shape[1])).astype(np.float32)
    noise *= (random.random((len(copies), 1)) / np.sqrt(rows.shape[1])).astype(np.float32)
    rows[copies] = rows[random.integers(0, count, len(copies))] + noise
    unit: FloatArray = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


def _joined(rows: FloatArray) -> VectorPairs:
    return close_pairs(rows, _COSINE, CancelToken(), no_report)


def _double_loop(rows: FloatArray) -> list[tuple[int, int]]:
    from sklearn.metrics.pairwise import cosine_similarity

    matrix = cosine_similarity(rows)
    pairs = []
    for i in range(len(rows)):
        for j in range(i + 1, len(rows)):
            if matrix[i][j] >= _COSINE:
                pairs.append((i, j))
    return pairs


def _blocked(rows: FloatArray) -> set[tuple[int, int]]:
    """Every pair computed in full, rounded once as ours are."""
    wide = rows.astype(np.float64)
    pairs: set[tuple[int, int]] = set()
    for low in range(0, len(rows), _BLOCK):
        cosines = (wide[low : low + _BLOCK] @ wide[low:].T).astype(np.float32)
        first, second = np.nonzero(np.triu(cosines >= np.float32(_COSINE), 1))
        pairs.update(zip((first + low).tolist(), (second + low).tolist(), strict=True))
    return pairs


def _differences(answer: VectorPairs, truth: set[tuple[int, int]]) -> int:
    """How many pairs only one of the two has."""
    stands_for = answer.same_as
    first, second = np.array(sorted(truth), np.int64).reshape(-1, 2).T
    left, right = stands_for[first], stands_for[second]
    distinct = left != right
    low, high = np.minimum(left, right)[distinct], np.maximum(left, right)[distinct]
    found = set(zip(answer.first.tolist(), answer.second.tolist(), strict=True))
    missed = sum(pair not in found for pair in zip(low.tolist(), high.tolist(), strict=True))
    made_up = answer.with_equal_rows - (len(truth) - missed)
    return missed + made_up


def _timed(work: Callable[[], T]) -> tuple[float, T]:
    started = time.process_time()
    answer = work()
    return time.process_time() - started, answer
