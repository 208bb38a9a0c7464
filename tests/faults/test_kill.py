"""Kill -9 at any moment: what was committed stays, and the next run goes on from it."""

from __future__ import annotations

import hashlib
import random
import time
from pathlib import Path

import pytest

from tests.faults import corpus
from tests.faults.conftest import Tally
from tests.faults.support import (
    Driver,
    clean_state,
    closest,
    index_state,
    likewise,
    location_of,
    scaled,
    toy_library,
)


def _check(folder: Path, committed: list[str]) -> None:
    """The index opens, is sound, and has each document reported as committed, once."""
    with toy_library(folder) as library:
        listed = library.files()
        assert library.verify() == []
    states = {state.path: state for state in listed}
    assert len(states) == len(listed), "a path is listed twice"
    for path in committed:
        digest = hashlib.sha256((folder / path).read_bytes()).digest()
        assert states[path].sha256 == digest, f"{path} was reported as committed"
        assert states[path].passages > 0


def _duration(job: str, folder: Path) -> float:
    driver = Driver(job, folder)
    assert driver.ready.wait(60)
    started = time.monotonic()
    assert driver.wait() == 0
    return time.monotonic() - started


def test_index_when_killed_at_random_moments_then_goes_on_to_a_clean_index(
    tmp_path: Path, tally: Tally
) -> None:
    folder = corpus.write_folder(tmp_path / "docs", 100)
    rng = random.Random(1)
    longest = _duration("index", folder)
    kills = acknowledged = 0
    while kills < scaled(200):
        corpus.change(folder, rng, about=100)
        driver = Driver("index confirmed", folder)
        late = rng.random() < 0.5
        killed = driver.kill_after(rng.uniform(0, longest * (0.3 if late else 1)), commits=late)
        kills += killed
        # A run may take longer or shorter than the one before: most kills shall meet it at work.
        longest *= 1.05 if killed else 0.8
        _check(folder, driver.committed)
        acknowledged += len(driver.committed)
    # Kills in a row leave so much undone that a plain run would ask whether it is meant.
    assert Driver("index confirmed", folder).wait() == 0
    _check(folder, [])
    assert index_state(folder) == clean_state(folder, tmp_path / "clean")
    assert acknowledged > kills
    tally("kill -9 while indexing", kills, f"{acknowledged:,} committed, 0 lost, end as clean")


def test_first_index_when_killed_then_opens_and_goes_on(tmp_path: Path, tally: Tally) -> None:
    folder = corpus.write_folder(tmp_path / "docs", 40)
    wanted = clean_state(folder, tmp_path / "clean")
    rng = random.Random(2)
    trials = scaled(30)
    for i in range(trials):
        copy = tmp_path / f"copy {i}"
        corpus.write_folder(copy, 40)
        driver = Driver("index", copy)
        driver.kill_after(rng.uniform(0, 0.15 if i % 2 else 1.0))
        assert likewise("list", copy).code in (0, 3)
        assert Driver("index", copy).wait() == 0
        _check(copy, driver.committed)
        assert index_state(copy) == wanted
    tally("kill -9 in the first run", trials, "each goes on to the clean index")


@pytest.mark.parametrize("job", ["rebuild", "compact", "index --model other"])
def test_job_when_killed_then_the_next_run_ends_as_a_clean_one(
    tmp_path: Path, tally: Tally, job: str
) -> None:
    folder = corpus.write_folder(tmp_path / "docs", 60)
    rng = random.Random(3)
    longest = _duration("index", folder)
    kills = 0
    for i in range(scaled(25)):
        corpus.change(folder, rng, 0.1)
        assert Driver("index", folder).wait() == 0
        model = f"other {i}" if "model" in job else "toy"
        driver = Driver(job.partition(" ")[0], folder, model)
        kills += driver.kill_after(rng.uniform(0, 0.05 if job == "compact" else longest))
        assert Driver("index", folder).wait() == 0
        _check(folder, [])
        with toy_library(folder) as library:
            assert library.status().model in ("toy", model)
    assert index_state(folder) == clean_state(folder, tmp_path / "clean")
    tally(f"kill -9 in {job}", kills, "sound, end as clean")


@pytest.mark.model
def test_command_line_when_killed_with_the_real_model_then_goes_on(
    tmp_path: Path, tally: Tally
) -> None:
    folder = corpus.write_folder(tmp_path / "docs", 60)
    rng = random.Random(4)
    kills = 0
    for _ in range(scaled(10)):
        driver = Driver("index", folder, module="desktop_app")
        time.sleep(rng.uniform(1.0, 8.0))  # a moment of the work, not a wait for anything
        kills += driver.kill(count_children=True)
        if location_of(folder).database.exists() and driver.committed:
            _check(folder, driver.committed)
        corpus.change(folder, rng, 0.3)
    assert likewise("index", folder).code == 0
    assert likewise("verify", folder).code == 0
    folder_state = index_state(folder)["documents"]
    assert likewise("rebuild", folder).code == 0
    clean = index_state(folder)["documents"]
    assert clean.keys() == folder_state.keys()
    for path, (content, passages) in clean.items():
        assert folder_state[path][0] == content
        for ours, theirs in zip(folder_state[path][1], passages, strict=True):
            assert ours[:4] == theirs[:4]
            assert closest(ours[4], theirs[4]) > 0.999
    tally("kill -9, real model and command line", kills, "nothing committed lost, end as clean")
