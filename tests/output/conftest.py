"""A folder in which everything that a report shows occurs."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.library import Duplicates, Library
from tests.output.support import write_papers
from tests.support.toy_library import ToyLibrary


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    toy = ToyLibrary(tmp_path_factory.mktemp("home") / "papers <b>&")
    write_papers(toy)
    toy.update()
    return toy.open()


@pytest.fixture(scope="module")
def found(library: Library) -> Duplicates:
    return library.duplicates()


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "report"
