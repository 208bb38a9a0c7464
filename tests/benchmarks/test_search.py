from __future__ import annotations

from pathlib import Path

import numpy as np

from desktop_app.benchmarks import search
from desktop_app.benchmarks.search import MadeVectors


def test_made_vectors_when_asked_again_then_they_are_the_same_unit_rows(tmp_path: Path) -> None:
    source = MadeVectors(25_000, tmp_path)
    first = list(source.vector_blocks())
    again = list(MadeVectors(25_000, tmp_path).vector_blocks(20_000))
    assert [len(ids) for ids, _ in first] == [10_000, 10_000, 5_000]
    assert first[-1][0][-1] == source.max_vector_id() == source.vector_count() == 25_000
    assert np.array_equal(again[0][1], first[2][1])
    assert np.allclose(np.linalg.norm(first[0][1].astype(np.float32), axis=1), 1, atol=1e-3)
    assert np.array_equal(first[0][1][99], first[0][1][0])  # a planted copy


def test_compare_when_run_small_then_no_neighbour_is_missed(tmp_path: Path) -> None:
    answer = search._compare(MadeVectors(3_000, tmp_path))
    assert answer["recall"] == 1.0
    assert set(answer["ms"]) == {"sklearn", "numpy", "ours"}
    assert answer["times"]["sklearn"] == 1.0
    alone = search._alone(MadeVectors(3_000, tmp_path))
    assert alone["bytes"] > 0
