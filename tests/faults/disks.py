"""Small disks to fill, cut off and unmount; what to skip where that cannot be done."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest


def need(*tools: str, root: bool = True) -> None:
    """Skip the test, with the reason, where it cannot be tried."""
    if not sys.platform.startswith("linux"):
        pytest.skip("only on Linux")
    if root and os.geteuid() != 0:
        pytest.skip("only as root")
    for tool in tools:
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not installed")


def run(*command: str | Path) -> None:
    """Run a system tool that must succeed."""
    done = subprocess.run(list(map(str, command)), capture_output=True, check=False)
    assert done.returncode == 0, f"{command}: {done.stderr.decode(errors='replace')}"


@contextlib.contextmanager
def mounted(point: Path, *arguments: str | Path) -> Iterator[Path]:
    """Mount something at ``point`` for a while."""
    point.mkdir(parents=True, exist_ok=True)
    run("mount", *arguments, point)
    try:
        yield point
    finally:
        _unmount(point)


def _unmount(point: Path) -> None:
    # The children of a killed process may hold it for another second.
    for _ in range(100):
        done = subprocess.run(["umount", str(point)], capture_output=True, check=False)
        if done.returncode == 0:
            return
        time.sleep(0.1)
    run("umount", "-l", point)


@contextlib.contextmanager
def disk(point: Path, megabytes: int) -> Iterator[Path]:
    """Mount an empty ext4 disk of that size."""
    image = point.with_name(point.name + ".img")
    with open(image, "wb") as file:
        file.truncate(megabytes << 20)
    run("mkfs.ext4", "-q", "-F", "-m", "0", image)
    with mounted(point, "-o", "loop", image):
        yield point
