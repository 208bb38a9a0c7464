"""Disks that are full, cannot be written, or are not there."""

from __future__ import annotations

import os
import random
import shutil
import stat
from pathlib import Path

import pytest

from desktop_app.errors import AppError, DiskFull
from tests.faults import corpus
from tests.faults.conftest import Tally
from tests.faults.disks import disk, mounted, need, run
from tests.faults.support import (
    Driver,
    ask,
    clean_state,
    index_state,
    likewise,
    location_of,
    scaled,
    toy_library,
)

pytestmark = pytest.mark.root


@pytest.fixture(autouse=True)
def _tools() -> None:
    need("mount", "mkfs.ext4", "setpriv")


def _fill(point: Path, leave: int = 0) -> Path:
    """Leave (about) no room on a disk."""
    ballast = point / "ballast"
    with open(ballast, "ab", buffering=0) as file:
        for size in (1 << 16, 1 << 12, 1):
            try:
                while shutil.disk_usage(point).free > leave:
                    file.write(bytes(size))
            except OSError:
                continue
    return ballast


@pytest.mark.parametrize("megabytes", range(1, 9))
def test_index_when_the_disk_is_too_small_then_told_and_goes_on_with_room(
    tmp_path: Path, tally: Tally, megabytes: int
) -> None:
    source = corpus.write_folder(tmp_path / "source", 60, words=3000)
    with mounted(tmp_path / "tmpfs", "-t", "tmpfs", "-o", f"size={megabytes}m", "none") as point:
        folder = point / "docs"
        # The folder is bound into the small disk, so that only its index is on it.
        with mounted(folder, "--bind", source):
            committed = Driver("index", folder)
            code = committed.wait()
            assert code in (0, 5), committed.events
            if code == 5:
                assert "full" in committed.problem
                _check_committed(folder, committed.committed)
                assert Driver("index", folder).wait() == 5
            run("mount", "-o", "remount,size=64m", point)
            assert Driver("index", folder).wait() == 0
            state = index_state(folder)
            with toy_library(folder) as library:
                assert library.verify() == []
    assert state == clean_state(source, tmp_path / "clean")
    result = f"{len(committed.committed)} committed before, readable; complete with room"
    tally(f"disk of {megabytes} MB", 1, result if code else "there was room")


def _check_committed(folder: Path, committed: list[str]) -> None:
    if not location_of(folder).database.exists():
        assert not committed
        return
    with toy_library(folder) as library:
        assert library.verify() == [] or not committed
        if committed:
            listed = {state.path for state in library.files() if state.passages}
            assert set(committed) <= listed


def test_index_when_a_full_disk_loses_documents_then_they_leave_the_index(
    tmp_path: Path, tally: Tally
) -> None:
    trials = scaled(10)
    for i in range(trials):
        with disk(tmp_path / f"disk {i}", 24) as point:
            folder = corpus.write_folder(point / "docs", 40, seed=i)
            with toy_library(folder) as library:
                library.update()
            removed = corpus.documents(folder)[::3]
            for path in removed:
                path.unlink()
            _fill(point)
            with toy_library(folder) as library:
                summary = library.update().summary
                assert summary.removed == len(removed)
                assert library.verify() == []
                assert len(library.files()) == 40 - len(removed)
    tally("documents removed on a full disk", trials, "gone from the index, sound")


def test_index_when_new_documents_meet_a_full_disk_then_told_and_search_works(
    tmp_path: Path, tally: Tally
) -> None:
    with disk(tmp_path / "disk", 24) as point:
        folder = corpus.write_folder(point / "docs", 30)
        with toy_library(folder) as library:
            library.update()
        rng = random.Random(8)
        for i in range(10):
            corpus.write_document(folder / f"new {i}.txt", rng, 4000)
        ballast = _fill(point)
        with toy_library(folder) as library:
            with pytest.raises(DiskFull):
                library.update()
            assert len(library.files()) >= 30
            assert library.verify() == []
            assert not any(isinstance(a, AppError) for a in ask(library, []).values())
        answer = likewise("list", folder)
        assert answer.code == 0
        ballast.unlink()
        with toy_library(folder) as library:
            assert library.update().summary.indexed > 0
            assert library.verify() == []
    tally("new documents on a full disk", 1, "told, searchable, complete with room")


def test_search_when_the_medium_is_read_only_then_answers(tmp_path: Path, tally: Tally) -> None:
    with disk(tmp_path / "disk", 24) as point:
        folder = corpus.write_folder(point / "docs", 30)
        paths = [str(p.relative_to(folder)) for p in corpus.documents(folder)[:2]]
        with toy_library(folder) as library:
            library.update()
            whole = ask(library, paths)
        run("mount", "-o", "remount,ro", point)
        with toy_library(folder) as library:
            assert ask(library, paths) == whole
            assert library.verify() == []
        assert likewise("list", folder).code == 0
        told = likewise("index", folder)
        assert told.code == 4, told
        assert "cannot be written" in told.err
        run("mount", "-o", "remount,rw", point)
        shutil.rmtree(location_of(folder).directory)
        run("mount", "-o", "remount,ro", point)
        with toy_library(folder) as library:
            library.update()
            assert library.status().place.name == "APP_DATA"
            assert library.status().why
            assert ask(library, paths) == whole
    tally("read-only medium", 1, "searched; a new index goes to the profile")


def test_index_when_permissions_are_missing_then_told_and_the_rest_is_indexed(
    tmp_path: Path, tally: Tally
) -> None:
    """Root without its rights over other people's files: permission bits bind it too."""
    mortal = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search,-fowner")
    home = tmp_path / "home"
    env = {"HOME": str(home), "XDG_DATA_HOME": str(home)}
    base = tmp_path / "base"
    folder = corpus.write_folder(base / "docs", 24, words=100)
    secret = corpus.documents(folder)[::6]
    for path in secret:
        path.chmod(0)
    closed = folder / "closed"
    closed.mkdir(mode=0)
    before = os.umask(0)
    try:
        told = likewise("index", folder, "--json", prefix=mortal, env=env)
    finally:
        os.umask(before)
    assert told.code == 0, told
    failed = {problem["path"]: problem["reason"] for problem in told.json["failed"]}
    assert failed == {
        **{str(path.relative_to(folder)): "no_permission" for path in secret},
        "closed": "no_permission",
    }
    assert told.json["indexed"] == 24 - len(secret)
    index = base / "docs.likewise"
    for path in (index, *index.rglob("*")):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    for path in secret:
        path.chmod(0o600)
    again = likewise("index", folder, "--json", prefix=mortal, env=env)
    assert again.json["indexed"] == len(secret)
    _give_away(index)
    assert likewise("index", folder, prefix=mortal, env=env).code == 4
    assert likewise("search", folder, "baban", prefix=mortal, env=env).code == 0
    shutil.rmtree(index)
    base.chmod(0o555)
    assert likewise("index", folder, prefix=mortal, env=env).code == 0
    assert not index.exists()
    placed = likewise("status", folder, "--json", prefix=mortal, env=env).json
    base.chmod(0o755)
    assert placed["index_dir"].startswith(str(home))
    assert placed["why"]
    tally("unreadable files, unwritable folders", 1, f"{len(secret) + 1} told, the rest indexed")


def _give_away(index: Path) -> None:
    """Let the index belong to somebody who lets others read it."""
    for path in (index, *index.rglob("*")):
        os.chown(path, 12345, 12345)
        path.chmod(0o755 if path.is_dir() else 0o644)
