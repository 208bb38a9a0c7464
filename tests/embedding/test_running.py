"""How a model runs is told by the child, kept, and shown."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop_app.embedding import running
from desktop_app.embedding.catalogue import open_embedder
from desktop_app.embedding.precision import Precision
from desktop_app.embedding.running import Running, last, remember


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(running, "user_data_dir", lambda: tmp_path / "data")
    return tmp_path / "data" / "running.json"


def test_child_when_torch_is_loaded_then_it_tells_once_how_it_runs(tiny_bert: Path) -> None:
    told: list[Running] = []
    options = {"precision": Precision.FP32, "threads": 1, "on_running": told.append}
    embedder = open_embedder(str(tiny_bert), **options)  # type: ignore[arg-type]  # a mixed dict
    embedder.embed_documents(["the rent"])
    embedder.embed_documents(["a flat"])
    embedder.close()
    (running,) = told
    assert "cpu" in running.recipe
    assert running.threads == 1


def test_child_when_numpy_suffices_then_nothing_is_told(tiny_bert: Path) -> None:
    told: list[Running] = []
    embedder = open_embedder(str(tiny_bert), on_running=told.append)
    embedder.embed_documents(["the rent"])
    embedder.close()
    assert told == []


def test_running_when_kept_then_found_for_that_model_only() -> None:
    assert last("tiny") is None
    remember("tiny", Running("cpu fp32", 2))
    remember("other", Running("cuda bf16", 8))
    assert last("tiny") == Running("cpu fp32", 2)
    assert last("third") is None


@pytest.mark.parametrize("stored", ["", "[]", '{"tiny": 1}', '{"tiny": {"threads": "x"}}'])
def test_running_when_the_file_makes_no_sense_then_not_known(kept: Path, stored: str) -> None:
    kept.parent.mkdir()
    kept.write_text(stored)
    assert last("tiny") is None
    remember("other", Running("cpu fp32", 2))
    assert json.loads(kept.read_text())["other"]["threads"] == 2


def test_running_when_it_cannot_be_kept_then_no_error(kept: Path) -> None:
    kept.mkdir(parents=True)
    remember("tiny", Running("cpu fp32", 2))
    assert last("tiny") is None
    assert list(kept.parent.iterdir()) == [kept]
