from __future__ import annotations

import os
import random
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from desktop_app.similarity.ports import FloatArray
from desktop_app.similarity.vectors import quantised, vector_cache
from desktop_app.similarity.vectors.vectors import VectorSnapshot
from tests.support.fake_index import VectorIndex

DIM = 48


def unit_rows(n: int, seed: int = 0, dim: int = DIM) -> FloatArray:
    rows = np.random.default_rng(seed).standard_normal((n, dim), np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows.astype(np.float32)


def assert_exact(snapshot: VectorSnapshot, index: VectorIndex, queries: FloatArray) -> None:
    for query in queries:
        for k in (1, 7, 60):
            ids, scores = snapshot.top_k(query, k)
            true_ids, true_scores = index.brute_force(query, k)
            assert ids.tolist() == true_ids.tolist()
            assert scores.tolist() == true_scores.tolist()


def files_of(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix != ".json")


@pytest.fixture(params=["memory", "files"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | None:
    return tmp_path / "cache" if request.param == "files" else None


@pytest.fixture(params=["numkong", "numpy"])
def kernel(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "numpy":
        monkeypatch.setattr(quantised, "dot_kernel", lambda: quantised._numpy_dots)


@pytest.mark.usefixtures("kernel")
def test_top_k_when_compared_with_brute_force_then_it_is_the_same(place: Path | None) -> None:
    rows = unit_rows(9_000)
    rows[100:140] = rows[3]  # equal vectors: ties are broken by id
    index = VectorIndex(rows, place)
    with VectorSnapshot(index) as snapshot:
        near = rows[:3] + 0.05 * unit_rows(3, 1)
        assert_exact(snapshot, index, np.vstack([unit_rows(4, 2), near, rows[3:4]]))


@pytest.mark.parametrize("seed", range(20))
def test_top_k_when_lengths_and_spectra_vary_then_it_is_exact(seed: int) -> None:
    random = np.random.default_rng(seed)
    dim = int(random.integers(1, 70))
    rows = unit_rows(int(random.integers(1, 6_000)), seed, dim)
    rows *= np.linspace(1, random.uniform(0, 1), dim, dtype=np.float32) ** 3
    rows[:: int(random.integers(2, 50))] = 0.0
    index = VectorIndex(rows)
    with VectorSnapshot(index) as snapshot:
        assert_exact(snapshot, index, unit_rows(3, seed + 100, dim) * random.uniform(0, 3))


def test_bounds_when_rows_are_random_then_no_score_is_above_its_bound() -> None:
    rows, query = unit_rows(5_000, 3), unit_rows(1, 4)[0]
    q = quantised.quantise(rows)
    bounds = quantised.QuantisedQuery(query).bounds(q.codes, q.scales, q.residuals, q.reach)
    gap = bounds - rows @ query
    assert gap.min() >= 0
    assert gap.max() < 0.1


@pytest.mark.usefixtures("kernel")
def test_top_k_when_vectors_are_very_long_then_it_is_exact() -> None:
    index = VectorIndex(unit_rows(1_500, 5, 3072))
    with VectorSnapshot(index) as snapshot:
        assert_exact(snapshot, index, unit_rows(2, 6, 3072))


def test_top_k_when_rows_are_masked_then_only_allowed_ones_come(place: Path | None) -> None:
    rows = unit_rows(6_000)
    with VectorSnapshot(VectorIndex(rows, place)) as snapshot:
        wanted = [5, 17, 4_500, 5_999]
        ids, scores = snapshot.top_k(rows[8], 10, snapshot.mask_of([*wanted, 70_000]))
        assert sorted(ids.tolist()) == wanted
        assert scores.tolist() == sorted(scores.tolist(), reverse=True)
        nothing, _ = snapshot.top_k(rows[8], 10, np.zeros(6_000, np.bool_))
        assert nothing.tolist() == []


def test_top_k_when_the_index_is_empty_then_nothing_comes(place: Path | None) -> None:
    with VectorSnapshot(VectorIndex(unit_rows(0), place)) as snapshot:
        ids, scores = snapshot.top_k(unit_rows(1)[0], 5)
        assert (len(ids), len(scores)) == (0, 0)


def test_top_k_when_asked_for_nonsense_then_it_says_so() -> None:
    with VectorSnapshot(VectorIndex(unit_rows(3))) as snapshot:
        with pytest.raises(ValueError, match="dim"):
            snapshot.top_k(np.ones(DIM + 1, np.float32), 3)
        with pytest.raises(ValueError, match="k 0"):
            snapshot.top_k(np.ones(DIM, np.float32), 0)
        with pytest.raises(KeyError):
            snapshot.rows([4])


def test_scores_of_when_given_ids_then_they_are_those_of_top_k(place: Path | None) -> None:
    rows = unit_rows(500)
    with VectorSnapshot(VectorIndex(rows, place)) as snapshot:
        ids, scores = snapshot.top_k(rows[0], 20)
        assert snapshot.scores_of(rows[0], ids).tolist() == scores.tolist()
        for wanted in ([500, 1], [7, 5, 6], [3]):
            half = rows[np.array(wanted) - 1].astype(np.float16)
            assert np.array_equal(snapshot.rows(wanted), half)
        assert sum(len(ids) for ids, _ in snapshot.blocks()) == 500


# --- the cache


class CountingIndex(VectorIndex):
    """Records from which id on vectors were asked for."""

    def __init__(self, vectors: FloatArray, cache_dir: Path | None = None) -> None:
        self.asked: list[int] = []
        super().__init__(vectors, cache_dir)

    def vector_blocks(self, after_id: int = 0):  # type: ignore[no-untyped-def]
        self.asked.append(after_id)
        return super().vector_blocks(after_id)


def test_cache_when_nothing_changed_then_the_index_is_not_read(tmp_path: Path) -> None:
    index = CountingIndex(unit_rows(5_000), tmp_path)
    VectorSnapshot(index).close()
    with VectorSnapshot(index) as snapshot:
        assert index.asked == [0]
        assert_exact(snapshot, index, unit_rows(2, 9))


def test_cache_when_vectors_are_added_then_only_those_are_read_and_files_stay_few(
    tmp_path: Path,
) -> None:
    index = CountingIndex(unit_rows(5_000), tmp_path)
    for step in range(30):
        index.append(unit_rows(100, step + 1))
        with VectorSnapshot(index) as snapshot:
            assert len(snapshot) == 5_100 + 100 * step
    assert index.asked == [0, *range(5_100, 8_000, 100)]
    with VectorSnapshot(index) as snapshot:
        assert_exact(snapshot, index, unit_rows(2, 99))
        assert len(snapshot._segments) <= 8


def test_cache_when_another_process_is_ahead_then_the_snapshot_keeps_to_its_reader(
    tmp_path: Path,
) -> None:
    rows = unit_rows(3_000)
    VectorSnapshot(VectorIndex(rows, tmp_path)).close()
    behind = CountingIndex(rows[:2_000], tmp_path)
    with VectorSnapshot(behind) as snapshot:
        assert len(snapshot) == 2_000
        assert_exact(snapshot, behind, unit_rows(2, 9))
    assert behind.asked == []


@pytest.mark.parametrize("what", ["epoch", "generation"])
def test_cache_when_it_belongs_to_something_else_then_it_is_made_again(
    tmp_path: Path, what: str
) -> None:
    VectorSnapshot(VectorIndex(unit_rows(50), tmp_path)).close()
    index = CountingIndex(unit_rows(50, 7), tmp_path)
    setattr(index, what, 2)
    with VectorSnapshot(index) as snapshot:
        assert_exact(snapshot, index, unit_rows(2, 9))
    assert index.asked == [0]


def test_cache_when_it_lacks_vectors_in_between_then_it_is_made_again(tmp_path: Path) -> None:
    index = CountingIndex(unit_rows(50), tmp_path)
    missing = index._vectors.pop(20)
    VectorSnapshot(index).close()
    index._vectors = dict(sorted({**index._vectors, 20: missing}.items()))
    with VectorSnapshot(index) as snapshot:
        assert_exact(snapshot, index, unit_rows(2, 9))


def test_cache_when_the_folder_cannot_be_written_then_memory_is_used(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_bytes(b"not a folder")
    index = VectorIndex(unit_rows(50), blocked / "cache")
    with VectorSnapshot(index) as snapshot:
        assert_exact(snapshot, index, unit_rows(2, 9))


@pytest.mark.skipif(os.name == "nt", reason="no POSIX modes")
def test_cache_when_written_then_only_the_owner_can_read_it(tmp_path: Path) -> None:
    VectorSnapshot(VectorIndex(unit_rows(50), tmp_path / "cache")).close()
    assert stat.S_IMODE((tmp_path / "cache").stat().st_mode) == 0o700
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "cache").iterdir()}
    assert modes == {0o600}


def flip_bit(path: Path, random: random.Random) -> None:
    data = bytearray(path.read_bytes())
    data[random.randrange(len(data))] ^= 1 << random.randrange(8)
    path.write_bytes(data)


def cut_short(path: Path, random: random.Random) -> None:
    os.truncate(path, random.randrange(path.stat().st_size))


def remove(path: Path, random: random.Random) -> None:
    path.unlink()


@pytest.mark.parametrize("damage", [flip_bit, cut_short, remove])
def test_cache_when_damaged_anywhere_then_answers_stay_right_and_it_is_made_again(
    tmp_path: Path, damage: Callable[[Path, random.Random], None]
) -> None:
    chance = random.Random(damage.__name__)
    index = VectorIndex(unit_rows(5_000, dim=16), tmp_path)
    VectorSnapshot(index).close()
    queries = unit_rows(2, 9, 16)
    kinds = [".codes", ".rows", ".tables", ".json"]
    for kind in kinds * 8:
        (current,) = [path for path in tmp_path.iterdir() if path.suffix == kind]
        damage(current, chance)
        with VectorSnapshot(index) as snapshot:
            assert_exact(snapshot, index, queries)
            assert sum(len(rows) for _, rows in snapshot.blocks()) == 5_000
        named = (tmp_path / "vectors.json").read_text()
        for path in files_of(tmp_path):  # those nobody names any more
            if path.stem.removeprefix("vectors-") not in named:
                path.unlink()


def test_cache_when_a_row_is_damaged_before_its_first_use_then_the_query_still_succeeds(
    tmp_path: Path,
) -> None:
    rows = unit_rows(300)
    index = VectorIndex(rows, tmp_path)
    with VectorSnapshot(index) as snapshot:
        for path in tmp_path.glob("*.rows"):
            path.write_bytes(bytes(path.stat().st_size))
        assert_exact(snapshot, index, rows[:2])


def test_cache_when_old_orphans_lie_about_then_they_are_removed(tmp_path: Path) -> None:
    old = tmp_path / f"vectors-{'0' * 16}.codes"
    fresh = tmp_path / f"vectors-{'1' * 16}.codes"
    foreign = tmp_path / "vectors-of-mine.codes"
    for path in (old, fresh, foreign):
        path.write_bytes(b"x")
    os.utime(old, (0, 0))
    os.utime(foreign, (0, 0))
    VectorSnapshot(VectorIndex(unit_rows(50), tmp_path)).close()
    assert [path.exists() for path in (old, fresh, foreign)] == [False, True, True]


_WRITER = """
import sys
from pathlib import Path
from desktop_app.similarity.vectors.vectors import VectorSnapshot
from tests.similarity.vectors.test_vectors import unit_rows
from tests.support.fake_index import VectorIndex
index = VectorIndex(unit_rows(0), Path(sys.argv[1]))
print("ready", flush=True)
sys.stdin.readline()
for step in range(int(sys.argv[2])):
    index.append(unit_rows(300, step))
    with VectorSnapshot(index) as snapshot:
        query = unit_rows(1, 1000 + step)[0]
        assert snapshot.top_k(query, 9)[0].tolist() == index.brute_force(query, 9)[0].tolist()
    print(step, flush=True)
"""


def start_writer(folder: Path, steps: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", _WRITER, str(folder), str(steps)]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


def test_cache_when_two_processes_extend_it_at_once_then_both_stay_right(tmp_path: Path) -> None:
    writers = [start_writer(tmp_path, 12) for _ in range(2)]
    for writer in writers:
        assert writer.stdout is not None
        writer.stdout.readline()
    outputs = [writer.communicate("go\n", timeout=60) for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0], outputs


@pytest.mark.fault
def test_cache_when_its_writer_is_killed_then_the_next_reader_is_right(tmp_path: Path) -> None:
    chance = random.Random(5)
    for _ in range(20):
        writer = start_writer(tmp_path, 40)
        assert writer.stdout is not None
        writer.stdout.readline()
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()
        for _ in range(chance.randrange(1, 12)):
            writer.stdout.readline()
        writer.kill()
        writer.communicate()
        index = VectorIndex(unit_rows(0), tmp_path)
        for step in range(chance.randrange(1, 14)):
            index.append(unit_rows(300, step))
        with VectorSnapshot(index) as snapshot:
            assert_exact(snapshot, index, unit_rows(1, 9))


def test_segments_when_a_block_is_incomplete_then_extending_keeps_every_checksum(
    tmp_path: Path,
) -> None:
    index = VectorIndex(unit_rows(vector_cache.BLOCK * 2 + 5), tmp_path)
    VectorSnapshot(index).close()
    index.append(unit_rows(vector_cache.BLOCK * 2, 2))
    with VectorSnapshot(index) as snapshot:
        assert_exact(snapshot, index, unit_rows(2, 9))
