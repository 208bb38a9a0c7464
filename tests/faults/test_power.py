"""A power cut while indexing, as an ext4 disk shows it: what was not synced is gone."""

from __future__ import annotations

import os
import random
import struct
from pathlib import Path

import pytest

from desktop_app.errors import AppError
from tests.faults import corpus
from tests.faults.conftest import Tally
from tests.faults.disks import disk, mounted, need, run
from tests.faults.support import Driver, scaled, toy_library

pytestmark = pytest.mark.root

_SHUTDOWN = 0x8004587D  # EXT4_IOC_SHUTDOWN
_WITHOUT_THE_LOG = 2  # EXT4_GOING_FLAGS_NOLOGFLUSH: nothing more reaches the disk


def _cut_power(point: Path) -> None:
    import fcntl

    descriptor = os.open(point, os.O_RDONLY)
    try:
        fcntl.ioctl(descriptor, _SHUTDOWN, struct.pack("I", _WITHOUT_THE_LOG))
    finally:
        os.close(descriptor)


@pytest.fixture
def drive(tmp_path: Path) -> Path:
    """The image of an ext4 disk that can be cut off; skips where the kernel cannot do it."""
    need("mkfs.ext4", "losetup", "mount")
    point = tmp_path / "drive"
    try:
        with disk(point, 64):
            (point / "synced").write_bytes(b"1")
            os.sync()
            (point / "lost").write_bytes(b"1")
            _cut_power(point)
        with mounted(point, "-o", "loop", tmp_path / "drive.img"):
            lost = point / "lost"
            if not (point / "synced").exists() or (lost.exists() and lost.stat().st_size):
                pytest.skip("a cut does not lose what was not synced here")
    except (AssertionError, OSError) as exc:
        pytest.skip(f"no ext4 on a loop device with shutdown: {exc}")
    return tmp_path / "drive.img"


def test_index_when_the_power_fails_then_nothing_reported_as_committed_is_lost(
    drive: Path, tmp_path: Path, tally: Tally
) -> None:
    point = tmp_path / "drive"
    rng = random.Random(6)
    trials, committed, cuts = scaled(50), 0, 0
    while cuts < trials:
        with mounted(point, "-o", "loop", drive):
            folder = point / "docs"
            if not folder.exists():
                corpus.write_folder(folder, 60)
            corpus.change(folder, rng, 0.3)
            run("sync", "-f", point)  # the documents are not what is tried here
            driver = Driver("index", folder)
            late = rng.random() < 0.8
            at_work = driver.wait_at_work(rng.uniform(0, 0.5 if late else 1.5), commits=late)
            # Taken before the cut: what the process says later, it may say to a dead disk.
            said = list(driver.committed)
            _cut_power(point)
            driver.kill()
            cuts += at_work
        with mounted(point, "-o", "loop", drive):
            _check(folder, said)
            committed += len(said)
    assert committed > trials
    with mounted(point, "-o", "loop", drive), toy_library(folder) as library:
        library.update()
        assert library.verify() == []
    tally("power cut while indexing (ext4)", cuts, f"{committed:,} committed, 0 lost, sound")


def _check(folder: Path, committed: list[str]) -> None:
    with toy_library(folder) as library:
        try:
            states = {state.path: state for state in library.files()}
        except AppError as exc:
            if committed:
                pytest.fail(str(exc))
            return
        for path in committed:
            assert states[path].passages > 0, f"{path} was reported as committed"
        assert library.verify() == []
