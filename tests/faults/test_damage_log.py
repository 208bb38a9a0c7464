"""Damage to the log that a killed run leaves beside the database."""

from __future__ import annotations

import hashlib
import random
import shutil
from collections import Counter
from pathlib import Path

import pytest

from desktop_app.errors import AppError
from tests.faults import corpus, damages
from tests.faults.conftest import Tally
from tests.faults.support import Driver, clean_state, index_state, scaled, toy_library


def _digests(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).digest()
        for path in corpus.documents(folder)
    }


@pytest.mark.parametrize("kind", [*damages.EVERYWHERE, "missing"])
def test_open_when_the_log_of_a_killed_run_is_damaged_then_a_sound_state_and_index_completes(
    tmp_path: Path, tally: Tally, kind: str
) -> None:
    """What SQLite drops after a damaged frame is told, or is an older and whole state."""
    folder = corpus.write_folder(tmp_path / "docs", 40)
    directory = tmp_path / "docs.likewise"
    with toy_library(folder) as library:
        library.update()
    rng = random.Random(21)
    while not (directory / "index.sqlite3-wal").exists():
        old = _digests(folder)
        corpus.change(folder, rng, 0.5, about=40)
        Driver("index", folder).kill_after(rng.uniform(0, 0.3), commits=1)
    new = _digests(folder)
    wanted = clean_state(folder, tmp_path / "clean")
    shutil.copytree(directory, tmp_path / "pristine")
    trials = scaled(50)
    outcomes: Counter[str] = Counter()
    for i in range(trials):
        damages.restore(tmp_path / "pristine", directory)
        log = directory / "index.sqlite3-wal"
        if kind == "missing":
            log.unlink()
        else:
            damages.EVERYWHERE[kind](log, (i + rng.random()) / trials, rng)
        if i % 2:
            damages.all_garbage(directory / "index.sqlite3-shm")
        try:
            with toy_library(folder) as library:
                states = library.files()
                library.search("ba ce di")
                assert library.verify() == []
            for state in states:
                assert state.sha256 in (old.get(state.path), new.get(state.path))
            outcomes["a whole state"] += 1
        except AppError as exc:
            outcomes[f"told ({exc.exit_code})"] += 1
        if i % 5 == 0:
            with toy_library(folder) as library:
                library.update()
                if library.verify():
                    library.rebuild()
            assert index_state(folder) == wanted
    assert set(outcomes) <= {"a whole state", "told (3)"}
    summary = ", ".join(f"{count} {what}" for what, count in outcomes.items())
    tally(f"log after a kill: {kind}", trials, f"{summary}; index completes")
