"""Folders to index; no child process may be left behind."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from desktop_app.index import batches, indexing
from tests.index.indexing.support import BREAD, KNEE, LEASE
from tests.support.toy_library import ToyLibrary, paragraph


@pytest.fixture(autouse=True)
def children(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Every child process started; none may be left at the end."""
    started: list[subprocess.Popen[bytes]] = []

    class Noted(subprocess.Popen[bytes]):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Noted)
    yield started
    assert [child.poll() for child in started].count(None) == 0


@pytest.fixture(autouse=True)
def _clock_without_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files written just now count as settled: tests do not wait for the clock to move on."""
    monkeypatch.setattr(indexing, "_CLOCK_STEP_NS", 0)
    monkeypatch.setattr(indexing, "_COARSE_CLOCK_STEP_NS", 0)


@pytest.fixture
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "BATCH_PASSAGES", 4)


@pytest.fixture
def toy(tmp_path: Path) -> ToyLibrary:
    return ToyLibrary(tmp_path / "papers")


@pytest.fixture
def indexed(toy: ToyLibrary) -> ToyLibrary:
    """A lease, exercises and a recipe, indexed."""
    toy.write("lease.txt", LEASE)
    toy.write("health/knee.txt", KNEE)
    toy.write("health/bread.md", BREAD)
    toy.update()
    return toy


@pytest.fixture
def twenty(toy: ToyLibrary, small_batches: None) -> ToyLibrary:
    for number in range(20):
        toy.write(f"{number:02}.txt", paragraph(number, 2))
    toy.update()
    return toy
