"""Servers on this computer, and a models' folder that is empty."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app.embedding import arriving, catalogue, http_get
from desktop_app.embedding.arriving import WEIGHTS
from desktop_app.embedding.catalogue import ModelSpec
from tests.embedding.download.support import NAME, use_catalogue
from tests.embedding.fake_hub import REPOSITORY, REVISION, FakeHub, allow_loopback
from tests.embedding.tiny_model import DIM, MAX_TOKENS


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here, connecting to this very computer is allowed, and nothing else."""
    allow_loopback(monkeypatch)


@pytest.fixture(autouse=True)
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty models' folder, and no time to lose."""
    monkeypatch.setattr(catalogue, "models_folder", lambda: tmp_path / "models")
    monkeypatch.setattr("desktop_app.embedding.download.models_folder", catalogue.models_folder)
    monkeypatch.setattr(arriving, "_WAITS_S", (0.0, 0.0, 0.0))
    monkeypatch.setattr(http_get, "PATIENCE_S", 0.3)
    return tmp_path / "models"


@pytest.fixture
def hub(tiny_bert: Path) -> Iterator[FakeHub]:
    with FakeHub(tiny_bert) as running:
        yield running


@pytest.fixture
def spec(tiny_bert: Path, monkeypatch: pytest.MonkeyPatch) -> ModelSpec:
    """A catalogue with one model to get, pinned as the real ones are."""
    weights = (tiny_bert / WEIGHTS).read_bytes()
    row = ModelSpec(
        NAME,
        dim=DIM,
        max_tokens=MAX_TOKENS,
        languages="none",
        licence="MIT",
        weights_sha256=hashlib.sha256(weights).hexdigest(),
        weights_bytes=len(weights),
        repository=REPOSITORY,
        revision=REVISION,
    )
    use_catalogue(monkeypatch, row)
    return row
