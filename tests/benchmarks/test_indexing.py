"""The indexing benchmark compares like with like, and its documents can all be read."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from desktop_app.benchmarks import indexing, indexing_run
from desktop_app.benchmarks.indexing_documents import make_folder
from desktop_app.benchmarks.indexing_run import EMBEDDING, STAND_IN, WHOLE, Cost, StandIn, measure
from desktop_app.documents.model import ReadState
from desktop_app.documents.reading import read_document

_SUFFIXES = {".txt", ".md", ".html", ".eml", ".docx", ".pdf"}


def test_make_folder_when_made_then_every_format_is_read_in_full(tmp_path: Path) -> None:
    assert make_folder(tmp_path, 40) == 40
    files = sorted(path for path in tmp_path.rglob("*") if path.is_file())
    assert len(files) == 40
    assert {path.suffix for path in files} == _SUFFIXES
    for path in files:
        found = read_document(path.read_bytes(), path.name)
        assert found.state is ReadState.FULL, path.name
        assert len(found.text.split()) >= 50


def test_make_folder_when_made_twice_then_the_same_words(tmp_path: Path) -> None:
    for name in ("one", "two"):
        make_folder(tmp_path / name, 12)
    one, two = (
        {path.relative_to(tmp_path / name) for path in (tmp_path / name).rglob("*")}
        for name in ("one", "two")
    )
    assert one == two


def test_stand_in_when_asked_then_unit_vectors_that_differ() -> None:
    rows = StandIn().embed_documents(["rent", "knee", "rent"])
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert (rows[0] == rows[2]).all()
    assert abs(float(rows[0] @ rows[1])) < 0.5


def test_measure_when_each_way_runs_then_the_same_passages(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    make_folder(folder, 3)
    whole = measure(STAND_IN, folder)
    assert whole.documents == 3
    assert whole.passages > 3
    assert 0 < whole.model_s < whole.wall_s
    assert len(indexing_run._texts(folder)[1]) == whole.passages


@pytest.mark.model
def test_measure_when_the_model_is_alone_then_it_gets_what_the_whole_run_embedded(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "documents"
    make_folder(folder, 3)
    whole, alone = measure(WHOLE, folder), measure(EMBEDDING, folder)
    assert (alone.documents, alone.passages) == (whole.documents, whole.passages)
    assert alone.cpu_s > 0
    assert whole.peak_bytes > 0


def _costs(wall_s: float, peak_bytes: int) -> dict[str, Cost]:
    return {
        WHOLE: Cost(wall_s, 2 * wall_s, 100, 1000, wall_s / 2, peak_bytes),
        EMBEDDING: Cost(10, 20, 100, 1000, 10),
        STAND_IN: Cost(1, 1, 100, 1000, 0.1),
    }


@pytest.mark.parametrize(
    ("wall_s", "megabytes", "status"), [(12, 1_000, 0), (13, 1_000, 1), (12, 1_600, 1)]
)
def test_run_when_a_goal_is_missed_then_the_status_says_so(
    wall_s: float,
    megabytes: int,
    status: int,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    costs = _costs(wall_s, megabytes * 1_000_000)
    monkeypatch.setattr(indexing, "measure", lambda way, folder: costs[way])
    assert indexing.run(["--documents", "2", "--rounds", "3"]) == status
    said = capsys.readouterr().out
    assert ("MISSED" in said) == bool(status)
    assert f"processor time: {wall_s / 10:.4g}," in said
    assert "50% of the time" in said


def test_run_when_the_folder_grows_then_costs_by_document_are_compared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for number in range(20):
        (tmp_path / f"{number}.txt").write_text(f"Letter {number}.")
    seen: list[tuple[str, int]] = []

    def slower_each_time(way: str, folder: Path) -> Cost:
        count = sum(path.is_file() for path in folder.rglob("*"))
        seen.append((way, count))
        return Cost(1.0, count**1.5, count, count, 0.5, 1)

    monkeypatch.setattr(indexing, "measure", slower_each_time)
    assert indexing.run(["--folder", str(tmp_path), "--documents", "2", "--quick", "--growth"])
    counts = {way: [n for found, n in seen[2:] if found == way] for way in (WHOLE, STAND_IN)}
    assert counts == {WHOLE: [2, 6], STAND_IN: [2, 6, 20]}
    assert capsys.readouterr().out.count("MISSED") == 2
