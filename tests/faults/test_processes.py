"""Several processes on one folder: one writes, the others are told, searches never fail."""

from __future__ import annotations

import contextlib
import os
import random
import threading
from pathlib import Path

import pytest

from desktop_app.errors import AppError, IndexBusy, IndexMissing
from tests.faults import corpus
from tests.faults.conftest import Tally
from tests.faults.support import (
    QUESTIONS,
    Driver,
    clean_state,
    index_state,
    likewise,
    scaled,
    toy_library,
)


class _Searches(threading.Thread):
    """Asks again and again, in this process, until told to stop."""

    def __init__(self, folder: Path, *, reopen: bool) -> None:
        super().__init__()
        self._folder, self._reopen = folder, reopen
        self.stop = threading.Event()
        self.answered = 0
        self.failures: list[str] = []

    def run(self) -> None:
        library = toy_library(self._folder)
        while not self.stop.is_set():
            try:
                found = library.search(QUESTIONS[self.answered % len(QUESTIONS)], 5)
                assert found.documents > 0
                library.files()
            except (AppError, AssertionError) as exc:
                self.failures.append(repr(exc))
            self.answered += 1
            if self._reopen:
                library.close()
        library.close()


@pytest.mark.parametrize("count", [2, 4])
def test_index_when_others_index_too_then_one_works_and_searches_never_fail(
    tmp_path: Path, tally: Tally, count: int
) -> None:
    folder = corpus.write_folder(tmp_path / "docs", 60)
    with toy_library(folder) as library:
        library.update()
    rng = random.Random(count)
    searches = [_Searches(folder, reopen=False), _Searches(folder, reopen=True)]
    for thread in searches:
        thread.start()
    rounds = scaled(10)
    busy = 0
    try:
        for _ in range(rounds):
            corpus.change(folder, rng, 0.3)
            drivers = [Driver("index", folder) for _ in range(count)]
            codes = [driver.wait() for driver in drivers]
            assert set(codes) <= {0, 6}, [driver.events for driver in drivers]
            assert 0 in codes
            busy += codes.count(6)
            for driver, code in zip(drivers, codes, strict=True):
                assert code == 0 or "Another Likewise" in driver.problem
    finally:
        for thread in searches:
            thread.stop.set()
            thread.join()
    answered = sum(thread.answered for thread in searches)
    assert [thread.failures for thread in searches] == [[], []]
    assert Driver("index", folder).wait() == 0
    with toy_library(folder) as library:
        assert library.verify() == []
    assert index_state(folder) == clean_state(folder, tmp_path / "clean")
    result = f"{busy} told busy, {answered} searches meanwhile, 0 failed"
    tally(f"{count} processes index one folder", rounds, result)


def test_first_index_when_several_start_at_once_then_one_index(
    tmp_path: Path, tally: Tally
) -> None:
    trials = scaled(10)
    for i in range(trials):
        folder = corpus.write_folder(tmp_path / f"docs {i}", 12, words=100)
        drivers = [Driver("index", folder) for _ in range(4)]
        codes = [driver.wait() for driver in drivers]
        assert set(codes) <= {0, 6}, [driver.events for driver in drivers]
        assert 0 in codes
        with toy_library(folder) as library:
            assert library.verify() == []
            assert len(library.files()) == 12
    tally("4 processes make a new index at once", trials, "one index, sound")


def test_rebuild_when_another_indexes_then_busy_and_nothing_moved(
    tmp_path: Path, tally: Tally
) -> None:
    folder = corpus.write_folder(tmp_path / "docs", 60)
    with toy_library(folder) as library:
        library.update()
    trials = scaled(10)
    rng = random.Random(5)
    for _ in range(trials):
        corpus.change(folder, rng, 0.5)
        driver = Driver("index", folder)
        assert driver.ready.wait()
        with toy_library(folder) as library:
            for job in (library.rebuild, library.compact):
                try:
                    job()
                except IndexBusy:
                    continue
        assert driver.wait() in (0, 6)
        with toy_library(folder) as library:
            library.update()
            assert library.verify() == []
    assert index_state(folder) == clean_state(folder, tmp_path / "clean")
    tally("rebuild and compact while another indexes", trials, "one waits or is told, sound")


def test_index_when_a_killed_process_left_its_lock_then_no_obstacle(
    tmp_path: Path, tally: Tally
) -> None:
    folder = corpus.write_folder(tmp_path / "docs", 60)
    trials = scaled(20)
    rng = random.Random(6)
    for _ in range(trials):
        corpus.change(folder, rng, 0.3)
        Driver("index", folder).kill_after(rng.uniform(0, 0.5))
        with toy_library(folder) as library:
            library.update()
    lock = folder.with_name("docs.likewise") / "writer.lock"
    lock.write_text(str(os.getpid()))
    with toy_library(folder) as library:
        library.update()
    tally("stale lock after a kill", trials, "next run starts at once")


def test_search_when_the_index_is_just_being_made_then_answers_or_says_there_is_none(
    tmp_path: Path, tally: Tally
) -> None:
    trials = scaled(10)
    asked = 0
    for i in range(trials):
        folder = corpus.write_folder(tmp_path / f"docs {i}", 20, words=200)
        driver = Driver("index", folder)
        try:
            while driver.process.poll() is None:
                with toy_library(folder) as library, contextlib.suppress(IndexMissing):
                    library.search(QUESTIONS[0])
                asked += 1
        finally:
            assert driver.wait() == 0
        assert likewise("list", folder).code == 0
    tally("searches while an index is being made", asked, "an answer, or “not indexed yet”")
