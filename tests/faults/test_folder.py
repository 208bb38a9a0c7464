"""Folders that change under the run, move, empty themselves, or lie about time."""

from __future__ import annotations

import os
import random
import shutil
import threading
from pathlib import Path

import pytest

from tests.faults import corpus
from tests.faults.conftest import Tally
from tests.faults.disks import mounted, need
from tests.faults.support import Driver, clean_state, index_state, likewise, scaled, toy_library


class _Changes(threading.Thread):
    """Somebody who works in the folder while it is indexed."""

    def __init__(self, folder: Path, seed: int) -> None:
        super().__init__()
        self._folder, self._rng = folder, random.Random(seed)
        self.stop = threading.Event()
        self.failures: list[str] = []

    def run(self) -> None:
        while not self.stop.is_set():
            corpus.change(self._folder, self._rng, 0.05)


def test_index_when_files_change_during_the_run_then_the_next_quiet_run_is_clean(
    tmp_path: Path, tally: Tally
) -> None:
    folder = corpus.write_folder(tmp_path / "docs", 60)
    trials = scaled(20)
    for seed in range(trials):
        somebody = _Changes(folder, seed)
        somebody.start()
        try:
            code = Driver("index", folder).wait()
        finally:
            somebody.stop.set()
            somebody.join()
        assert code in (0, 7)
        with toy_library(folder) as library:
            library.update(confirm_removed=True)
            assert library.verify() == []
        assert index_state(folder) == clean_state(folder, tmp_path / "clean")
    tally("files change during the run", trials, "next quiet run = clean index")


def test_index_when_an_edit_keeps_size_and_time_then_seen(tmp_path: Path, tally: Tally) -> None:
    folder = corpus.write_folder(tmp_path / "docs", 20, words=100)
    with toy_library(folder) as library:
        library.update()
        documents = [path for path in corpus.documents(folder) if path.suffix == ".txt"]
        for path in documents:
            before = path.stat()
            path.write_bytes(path.read_bytes().swapcase())
            os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
            assert path.stat().st_size == before.st_size
        assert library.update().summary.indexed == len(documents)
    assert index_state(folder) == clean_state(folder, tmp_path / "clean")
    tally("same size and same time, other bytes", len(documents), "all seen")


def test_index_when_clocks_are_wrong_then_indexed_once_and_stable(
    tmp_path: Path, tally: Tally
) -> None:
    folder = corpus.write_folder(tmp_path / "docs", 12, words=60)
    years = {-2_177_452_800: "1901", -1: "1969", 0: "1970", 2**31: "2038", 2**33 + 3**20: "2353"}
    years |= {9_223_372_036: "2262, the last second", 9_223_372_037: "2262", 4_102_444_800: "2100"}
    for path, seconds in zip(corpus.documents(folder), years, strict=False):
        os.utime(path, (seconds, seconds))
    with toy_library(folder) as library:
        assert library.update().summary.indexed == 12
        again = library.update().summary
        assert (again.indexed, again.embedded, again.removed) == (0, 0, 0)
        assert library.verify() == []
        assert library.search("ba").documents == 12
        path = corpus.documents(folder)[1]
        corpus.write_document(path, random.Random(1), 60)
        os.utime(path, (9_223_372_038, 9_223_372_038))
        assert library.update().summary.indexed == 1
    tally("clocks from 1901 to 2353", len(years), "once, stable, changes seen")


@pytest.mark.parametrize("how", ["renamed", "moved with its index"])
def test_index_when_the_folder_moves_then_nothing_is_embedded_again(
    tmp_path: Path, tally: Tally, how: str
) -> None:
    folder = corpus.write_folder(tmp_path / "docs", 20, words=100)
    with toy_library(folder) as library:
        library.update()
    before = index_state(folder)
    target = tmp_path / ("renamed" if how == "renamed" else "elsewhere/docs")
    target.parent.mkdir(exist_ok=True)
    folder.rename(target)
    if how != "renamed":
        folder.with_name("docs.likewise").rename(target.with_name("docs.likewise"))
    with toy_library(target) as library:
        assert len(library.files()) == 20
        summary = library.update().summary
        assert (summary.embedded, summary.removed) == (0, 0)
    assert index_state(target) == before
    tally(f"folder {how}", 1, "0 embedded again")


def test_index_when_the_folder_is_suddenly_empty_then_asked_and_nothing_purged(
    tmp_path: Path, tally: Tally
) -> None:
    folder = corpus.write_folder(tmp_path / "docs", 20, words=100)
    with toy_library(folder) as library:
        library.update()
    before = index_state(folder)
    away = tmp_path / "away"
    folder.rename(away)
    folder.mkdir()
    for keep in (0, 5):
        for path in corpus.documents(away)[:keep]:
            shutil.copy(path, folder)
        driver = Driver("index", folder)
        assert driver.wait() == 7, driver.events
        told = likewise("list", folder, "--json")
        assert told.code == 0
        assert len(told.json["files"]) == 20
    shutil.rmtree(folder)
    for command in ("index", "list", "verify"):
        assert likewise(command, folder).code == 4, "the folder itself is missing"
    away.rename(folder)
    with toy_library(folder) as library:
        assert library.update().summary.embedded == 0
    assert index_state(folder) == before
    tally("folder empty, nearly empty, missing", 3, "asked (7) or told (4), nothing purged")


@pytest.mark.root
def test_index_when_the_drive_is_not_mounted_then_asked_and_nothing_purged(
    tmp_path: Path, tally: Tally
) -> None:
    need("mount")
    folder, source = tmp_path / "docs", corpus.write_folder(tmp_path / "source", 20, words=100)
    with mounted(folder, "--bind", source), toy_library(folder) as library:
        library.update()
    assert Driver("index", folder).wait() == 7
    shutil.rmtree(tmp_path / "docs.likewise")
    # A drive inside the folder: its documents are kept as unreachable.
    corpus.write_folder(folder, 20, seed=2, words=100)
    with mounted(folder / "drive", "-t", "tmpfs", "none"), toy_library(folder) as library:
        shutil.copytree(source, folder / "drive", dirs_exist_ok=True)
        library.update()
        assert len(library.files()) == 40
    with toy_library(folder) as library:
        summary = library.update().summary
        assert (summary.removed, summary.unreachable) == (0, 20)
        assert len(library.files()) == 40
    tally("drive not mounted", 2, "asked or kept, nothing purged")
