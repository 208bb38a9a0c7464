"""The whole local path with the network cut off, and watched for sockets."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.faults.conftest import Tally
from tests.faults.disks import need
from tests.faults.support import CHECKOUT, likewise
from tests.support.watched import Watch

pytestmark = pytest.mark.model


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    target = tmp_path / "docs"
    target.mkdir()
    samples = sorted((CHECKOUT / "resources" / "samples").rglob("*"))
    for i, path in enumerate(path for path in samples if path.is_file()):
        if i % 3 == 0:
            shutil.copy(path, target / path.name)
    return target


def _jobs(folder: Path) -> list[list[str]]:
    first = sorted(path.name for path in folder.iterdir())[0]
    place = str(folder)
    return [
        ["index", place],
        ["search", place, "late payment"],
        ["similar", place, first],
        ["duplicates", place],
        ["verify", place],
        ["status", place],
        ["models"],
    ]


def test_local_path_when_the_network_is_cut_then_works(folder: Path, tally: Tally) -> None:
    need("unshare")
    if subprocess.run(["unshare", "-n", "true"], capture_output=True, check=False).returncode:
        pytest.skip("no network namespace may be made here")
    for job in _jobs(folder):
        assert likewise(*job, prefix=("unshare", "-n")).code == 0, job
    tally("network cut off (unshare -n)", 7, "index, search, similar, duplicates, verify ... work")


def test_local_path_when_watched_then_no_internet_socket(
    folder: Path, tmp_path: Path, tally: Tally
) -> None:
    watch = Watch(tmp_path / "strace.txt")
    lookup = "import socket; socket.getaddrinfo('localhost', 80); socket.socket(socket.AF_INET)"
    subprocess.run([*watch.prefix, "python3", "-c", lookup], check=True)
    assert watch.outside(), "the watch sees nothing"
    for job in _jobs(folder):
        assert likewise(*job, prefix=watch.prefix).code == 0, job
        assert watch.outside() == [], job
    tally("sockets of the process tree (strace)", 7, "0 internet sockets")
