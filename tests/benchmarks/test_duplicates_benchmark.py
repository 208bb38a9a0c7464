from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from desktop_app.benchmarks import duplicates, duplicates_run, duplicates_vectors
from desktop_app.benchmarks.duplicates_folder import MadeFolder
from desktop_app.benchmarks.duplicates_run import Run
from desktop_app.similarity.vectors.vector_pairs import VectorPairs

GOOD = Run(1_000, 6.0, 2.0, 10.0, 0, 0, 50, 0, 200_000_000)


def test_made_folder_when_made_again_then_it_is_the_same_and_words_follow_zipfs_law(
    tmp_path: Path,
) -> None:
    first, again = (MadeFolder(tmp_path, 80) for _ in range(2))
    texts = list(first.texts())
    assert texts == [again.display_text(n) for n in range(80)]
    assert first.planted == again.planted
    assert 3 < len(first.planted) < 20
    words, counts = np.unique(" ".join(texts).lower().split(), return_counts=True)
    assert counts.max() > 0.02 * counts.sum()
    assert np.count_nonzero(counts == 1) > 0.2 * len(words)
    for folder in (first, again):
        folder.close()


def test_measure_when_run_on_a_made_folder_then_every_planted_pair_is_found_and_none_made_up() -> (
    None
):
    run = duplicates_run.measure(150, sample=True)
    assert (run.missed, run.made_up, run.lost) == (0, 0, 0)
    assert run.pairs >= 10
    assert run.megabytes > 0.3


def test_in_child_when_run_then_its_memory_is_watched() -> None:
    run = duplicates_run.in_child(20, sample=False)
    assert run.documents == 20
    assert run.lost == -1
    assert run.peak_bytes > 10_000_000


def test_vectors_when_measured_small_then_nothing_is_missed(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert duplicates_vectors.measure(900)
    assert "missed or made up: 0" in capsys.readouterr().out


def test_vectors_when_a_pair_is_missed_or_made_up_then_it_counts() -> None:
    same_as = np.array([0, 1, 2, 0])
    truth = {(0, 3), (0, 1), (1, 3)}

    def answer(*pairs: tuple[int, int]) -> VectorPairs:
        first, second = np.array(pairs, np.int64).reshape(-1, 2).T
        return VectorPairs(first, second, np.ones(len(pairs), np.float32), same_as, True)

    assert duplicates_vectors._differences(answer((0, 1)), truth) == 0
    assert duplicates_vectors._differences(answer(), truth) == 2
    assert duplicates_vectors._differences(answer((0, 1), (1, 2)), truth) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"missed": 1},
        {"made_up": 1},
        {"lost": 1},
        {"peak_bytes": 1_100_000_000},
        {"cpu_s": 3.0},
        {"regroup_ms": 300.0},
    ],
)
def test_reached_when_one_goal_is_missed_then_the_run_fails(wrong: dict[str, float]) -> None:
    assert duplicates._reached(GOOD, 1.0)
    assert not duplicates._reached(replace(GOOD, **wrong), 1.0)


def test_run_when_quick_then_there_is_a_line_a_folder_and_the_status_tells(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(duplicates.duplicates_vectors, "measure", lambda count: True)
    monkeypatch.setattr(duplicates, "_indexing_s_per_megabyte", lambda counts: 1.0)
    monkeypatch.setattr(
        duplicates, "in_child", lambda size, *, sample: replace(GOOD, documents=size)
    )

    assert duplicates.run(["--quick"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines if "200" in line] == ["500", "1,000", "Of"]
    assert lines[-1] == "goals reached"
    assert duplicates.run(["--quick", "--most", "500"]) == 0
    assert "1,000" not in capsys.readouterr().out

    monkeypatch.setattr(duplicates.duplicates_vectors, "measure", lambda count: False)
    assert duplicates.run(["--quick"]) == 1


@pytest.mark.model
def test_indexing_rate_when_measured_then_starting_the_model_is_not_in_it() -> None:
    assert 0 < duplicates._indexing_s_per_megabyte((1, 4)) < 1_000
