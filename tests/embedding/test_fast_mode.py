"""Whether a model has a fast mode here: tried once, kept, and tried anew when something changed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desktop_app.embedding import catalogue, computer
from desktop_app.embedding import fast_mode as module
from desktop_app.embedding.catalogue import DEFAULT, open_embedder
from desktop_app.embedding.fast_mode import FastMode, fast_mode
from desktop_app.embedding.precision import FAST, Precision, no_fast_mode
from desktop_app.errors import ModelProblem, NoFastMode
from desktop_app.settings import Device

NOT_HERE = no_fast_mode("it is a test")


class Trial:
    """Stands for an embedder: refuses, or does not, and counts how often it was tried."""

    def __init__(self) -> None:
        self.refusal: ModelProblem | None = None
        self.tried: list[str] = []
        self.closed = 0

    def open(self, model_id: str, **_: Any) -> Trial:
        self.tried.append(model_id)
        return self

    def prepare(self) -> None:
        if self.refusal is not None:
            raise self.refusal

    def close(self) -> None:
        self.closed += 1


@pytest.fixture(autouse=True)
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(module, "user_data_dir", lambda: tmp_path / "data")
    return tmp_path / "data" / "fast.json"


@pytest.fixture
def trial(monkeypatch: pytest.MonkeyPatch) -> Trial:
    found = Trial()
    monkeypatch.setattr(catalogue, "open_embedder", found.open)
    return found


def test_mode_when_it_can_be_had_then_tried_once_and_kept(tiny_bert: Path, trial: Trial) -> None:
    assert fast_mode(str(tiny_bert)) == fast_mode(f"{tiny_bert}{FAST}") == FastMode("")
    assert trial.tried == [f"{tiny_bert}{FAST}"]
    assert trial.closed == 1


def test_mode_when_refused_then_the_reason_is_kept_until_asked_anew(
    tiny_bert: Path, trial: Trial
) -> None:
    trial.refusal = NOT_HERE
    for _ in range(2):
        found = fast_mode(str(tiny_bert))
        assert not found.available
        assert found.refusal == NOT_HERE.message
    assert len(trial.tried) == trial.closed == 1
    trial.refusal = None
    assert fast_mode(str(tiny_bert), anew=True).available
    assert fast_mode(str(tiny_bert)).available
    assert len(trial.tried) == 2


def test_mode_when_the_model_cannot_be_loaded_then_told_and_nothing_is_kept(
    tiny_bert: Path, trial: Trial, kept: Path
) -> None:
    trial.refusal = ModelProblem("The weights cannot be read.")
    with pytest.raises(ModelProblem, match="weights"):
        fast_mode(str(tiny_bert))
    assert trial.closed == 1
    assert not kept.exists()


@pytest.mark.parametrize("what", ["device", "processor", "limit", "torch", "model"])
def test_mode_when_something_changed_then_tried_anew(
    tiny_bert: Path, tiny_mpnet: Path, trial: Trial, monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    fast_mode(str(tiny_bert))
    device, model = Device.AUTO, tiny_bert
    if what == "device":
        device = Device.CPU
    elif what == "processor":
        monkeypatch.setattr(computer, "processor", lambda: "another")
    elif what == "limit":
        monkeypatch.setenv("ONEDNN_MAX_CPU_ISA", "SSE41")
    elif what == "torch":
        monkeypatch.setattr("importlib.metadata.version", lambda _: "1.0")
    else:
        model = tiny_mpnet
    fast_mode(str(model), device)
    assert len(trial.tried) == 2


@pytest.mark.parametrize("stored", ["", "[]", '{"MODEL": 1}', '{"MODEL": {"refusal": 3}}'])
def test_mode_when_what_is_kept_makes_no_sense_then_tried(
    tiny_bert: Path, trial: Trial, kept: Path, stored: str
) -> None:
    kept.parent.mkdir()
    kept.write_text(stored.replace("MODEL", f"{tiny_bert}{FAST}"))
    assert fast_mode(str(tiny_bert)).available
    assert len(trial.tried) == 1


def test_mode_when_it_cannot_be_kept_then_found_out_all_the_same(
    tiny_bert: Path, trial: Trial, kept: Path
) -> None:
    kept.mkdir(parents=True)
    assert fast_mode(str(tiny_bert)).available


def test_child_when_the_mode_is_refused_then_told_as_such_with_the_reason(tiny_mpnet: Path) -> None:
    embedder = open_embedder(f"{tiny_mpnet}{FAST}", threads=1)
    with pytest.raises(NoFastMode, match="of this kind") as refused:
        embedder.prepare()
    embedder.close()
    assert FAST in refused.value.remedy
    assert fast_mode(str(tiny_mpnet)).refusal == refused.value.message


def test_child_when_prepared_then_it_tells_how_it_will_run(tiny_bert: Path) -> None:
    told: list[Any] = []
    embedder = open_embedder(
        str(tiny_bert), precision=Precision.FP32, threads=1, on_running=told.append
    )
    embedder.prepare()
    embedder.close()
    (running,) = told
    assert "fp32" in running.recipe


@pytest.mark.model
def test_default_model_when_products_are_cut_off_then_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ONEDNN_MAX_CPU_ISA", "AVX2")
    assert "8-bit" in fast_mode(DEFAULT, Device.CPU).refusal
