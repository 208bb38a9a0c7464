from __future__ import annotations

import numpy as np
import pytest

from desktop_app.errors import Cancelled
from desktop_app.progress import CancelToken, Progress, Stage, no_report
from desktop_app.similarity.ports import FloatArray
from desktop_app.similarity.vectors import vector_pairs
from desktop_app.similarity.vectors.vector_pairs import VectorPairs, close_pairs, first_equal_rows


def unit(rows: FloatArray) -> FloatArray:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return (rows / np.maximum(lengths, 1e-9)).astype(np.float32)


def made_rows(count: int, dim: int, seed: int, spread: float = 0.5) -> FloatArray:
    """Unit rows around a few topics, so that some are close; one in nine is an exact copy."""
    random = np.random.default_rng(seed)
    topics = random.standard_normal((max(1, count // 12), dim))
    rows = topics[random.integers(0, len(topics), count)]
    rows += spread * random.random((count, 1)) * random.standard_normal((count, dim))
    rows[::9] = rows[0]
    return unit(rows.astype(np.float32))


def found(rows: FloatArray, threshold: float, **options: int) -> VectorPairs:
    return close_pairs(rows, threshold, CancelToken(), no_report, **options)


def brute_force(rows: FloatArray, threshold: float) -> dict[tuple[int, int], float]:
    """Every pair of rows, equal ones too, computed in full."""
    wide = rows.astype(np.float64)
    cosines = (wide @ wide.T).astype(np.float32)
    first, second = np.nonzero(np.triu(cosines >= np.float32(threshold), 1))
    pairs = zip(first.tolist(), second.tolist(), strict=True)
    return dict(zip(pairs, cosines[first, second].tolist(), strict=True))


def all_pairs_of(answer: VectorPairs) -> set[tuple[int, int]]:
    """The answer with every row written out."""
    equal: dict[int, list[int]] = {}
    for row, stands_for in enumerate(answer.same_as.tolist()):
        equal.setdefault(stands_for, []).append(row)
    pairs = {(a, b) for rows in equal.values() for a in rows for b in rows if a < b}
    for x, y in zip(answer.first.tolist(), answer.second.tolist(), strict=True):
        pairs |= {(min(a, b), max(a, b)) for a in equal[x] for b in equal[y]}
    return pairs


@pytest.mark.parametrize("seed", range(12))
def test_close_pairs_when_compared_with_brute_force_then_none_is_missed(seed: int) -> None:
    random = np.random.default_rng(seed)
    rows = made_rows(int(random.integers(1, 1_300)), int(random.integers(2, 150)), seed)
    threshold = float(random.uniform(0.6, 0.99))

    answer = found(rows, threshold, threads=1 + seed % 3)

    truth = brute_force(rows, threshold)
    assert all_pairs_of(answer) == truth.keys()
    assert answer.with_equal_rows == len(truth)
    assert answer.complete
    codes = (answer.first * len(rows) + answer.second).tolist()
    assert codes == sorted(set(codes))
    kept = zip(answer.first.tolist(), answer.second.tolist(), strict=True)
    assert answer.cosine.tolist() == [truth[pair] for pair in kept]


@pytest.mark.parametrize("dim", [1, 3, 8, 62, 63, 64])
def test_close_pairs_when_there_are_few_coordinates_then_it_is_exact(dim: int) -> None:
    rows = made_rows(300, dim, dim)
    assert all_pairs_of(found(rows, 0.9)) == brute_force(rows, 0.9).keys()


def test_close_pairs_when_rows_are_half_precision_then_it_is_exact_on_what_they_say() -> None:
    rows = made_rows(700, 96, 5).astype(np.float16)
    answer = close_pairs(rows, 0.9, CancelToken(), no_report)
    assert all_pairs_of(answer) == brute_force(rows.astype(np.float32), 0.9).keys()


def test_close_pairs_when_all_are_alike_then_every_pair_is_there() -> None:
    rows = unit(np.ones((600, 64), np.float32) + 0.01 * made_rows(600, 64, 1))
    answer = found(rows, 0.9)
    assert answer.with_equal_rows == 600 * 599 // 2


@pytest.mark.parametrize("threshold", [0.5, 0.625])
def test_close_pairs_when_many_are_exactly_at_the_threshold_then_all_of_them_are_there(
    threshold: float,
) -> None:
    random = np.random.default_rng(9)
    rows = np.zeros((700, 96), np.float32)
    for row in rows:  # sixteen quarters: dot products are sixteenths, without rounding
        row[random.permutation(30)[:16]] = 0.25
    truth = brute_force(rows, threshold)
    assert sum(cosine == threshold for cosine in truth.values()) > 10_000
    assert all_pairs_of(found(rows, threshold)) == truth.keys()


def test_close_pairs_when_a_thousand_are_one_cluster_among_others_then_none_is_missed() -> None:
    rows = made_rows(1_600, 128, 11, spread=3.0)
    rows[300:1_300] = unit(rows[7] + 0.04 * made_rows(1_000, 128, 12, spread=3.0))
    answer = found(rows, 0.95)
    assert answer.with_equal_rows >= 1_000 * 999 // 2
    assert all_pairs_of(answer) == brute_force(rows, 0.95).keys()


def test_close_pairs_when_a_thousand_rows_are_equal_then_one_stands_for_them() -> None:
    rows = made_rows(1_400, 64, 2, spread=3.0)
    rows[200:1_200] = rows[7]
    answer = found(rows, 0.95)
    assert set(answer.same_as[200:1_200].tolist()) == {int(answer.same_as[7])}
    assert answer.with_equal_rows == len(brute_force(rows, 0.95)) >= 1_000 * 999 // 2
    assert len(answer) < 100


def test_close_pairs_when_there_are_too_many_then_the_closest_stay_and_it_is_told() -> None:
    rows = unit(np.ones((900, 64), np.float32) + 0.2 * made_rows(900, 64, 3, spread=2.0))
    everything = found(rows, 0.9)
    assert everything.complete

    some = found(rows, 0.9, most=500, threads=2)

    assert not some.complete
    assert len(some) == 500
    closest = np.lexsort((everything.second, everything.first, -everything.cosine))[:500]
    kept = set(zip(some.first.tolist(), some.second.tolist(), strict=True))
    assert kept == set(
        zip(everything.first[closest].tolist(), everything.second[closest].tolist(), strict=True)
    )


@pytest.mark.parametrize("rows", [np.empty((0, 8)), np.ones((1, 8)), np.zeros((5, 8))])
def test_close_pairs_when_there_is_nothing_to_compare_then_there_are_no_pairs(
    rows: FloatArray,
) -> None:
    answer = found(rows.astype(np.float32), 0.9)
    assert len(answer) == 0
    assert len(answer.same_as) == len(rows)


@pytest.mark.parametrize("tiles", [0, 4])
def test_close_pairs_when_cancelled_then_no_further_tile_is_begun(
    tiles: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    token, compared = CancelToken(), []
    whole = vector_pairs._Join._compare_tile

    def compare(*args: object, **options: object) -> None:
        compared.append(args)
        if len(compared) == tiles:
            token.cancel()
        whole(*args, **options)

    monkeypatch.setattr(vector_pairs, "_TILE", 64)
    monkeypatch.setattr(vector_pairs._Join, "_compare_tile", compare)
    if not tiles:
        token.cancel()
    with pytest.raises(Cancelled):
        close_pairs(made_rows(600, 32, 4), 0.5, token, no_report)
    assert len(compared) == tiles


def test_close_pairs_when_watched_then_every_distinct_vector_is_counted() -> None:
    rows = made_rows(1_100, 32, 4)
    seen: list[Progress] = []
    close_pairs(rows, 0.9, CancelToken(), seen.append)
    distinct = len(np.unique(rows, axis=0))
    assert (seen[-1].stage, seen[-1].done, seen[-1].total) == (Stage.COMPARING, distinct, distinct)


def test_close_pairs_when_a_tile_fails_then_the_error_arrives(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(vector_pairs._Kept, "add", fail)
    with pytest.raises(MemoryError):
        found(made_rows(1_100, 32, 4), 0.9, threads=2)


@pytest.mark.parametrize("wrong", [{"most": 0}, {"threads": 0}])
def test_close_pairs_when_asked_for_nothing_then_it_refuses(wrong: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="threshold"):
        found(made_rows(3, 4, 0), 0.9, **wrong)
    with pytest.raises(ValueError, match="threshold"):
        found(made_rows(3, 4, 0), 0.0)


def test_first_equal_rows_when_two_rows_have_one_hash_then_they_stay_apart(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows = made_rows(50, 6, 8)

    class Zeros:
        def integers(self, *_: object) -> np.ndarray:
            return np.zeros(3, np.uint64)

        def __init__(self, _: int) -> None: ...

    monkeypatch.setattr(vector_pairs.np.random, "default_rng", Zeros)
    # Odd factors are made of zeros: every row's hash is the plain sum of its words.
    swapped = rows.copy()
    swapped[1, :2], swapped[1, 2:4] = rows[0, 2:4], rows[0, :2]
    swapped[1, 4:] = swapped[0, 4:]
    assert first_equal_rows(swapped)[1] == 1
    assert first_equal_rows(rows)[9] == 0
