"""The probe's choice is kept for as long as it holds."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from desktop_app.embedding import choice as module
from desktop_app.embedding import computer, precision
from desktop_app.embedding.choice import Choice
from desktop_app.embedding.engines import Engines
from desktop_app.embedding.model_folder import ModelFolder, read_model_folder
from desktop_app.embedding.packed import PackedEncoder
from desktop_app.embedding.precision import Precision
from desktop_app.embedding.recipe import REFERENCE, Format, Recipe
from desktop_app.settings import Device
from tests.embedding.tiny_model import write_tiny_model

_CHOSEN = Recipe(prepacked=True)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModelFolder:
    monkeypatch.setattr(module, "user_data_dir", lambda: tmp_path / "data")
    monkeypatch.setattr(precision, "_kinds_of_fp32", lambda: [REFERENCE, _CHOSEN])
    return read_model_folder(write_tiny_model(tmp_path / "model"))


@pytest.fixture
def probed(monkeypatch: pytest.MonkeyPatch) -> list[Precision]:
    """What was probed for; every probe chooses the same."""
    asked: list[Precision] = []

    def fastest(build, wanted, device):  # type: ignore[no-untyped-def]
        asked.append(wanted)
        return build(_CHOSEN)

    monkeypatch.setattr(precision, "fastest", fastest)
    return asked


def _run(folder: ModelFolder, asked: Precision = Precision.FP32) -> Recipe:
    engines = Engines(folder, 1, asked)
    rows = engines.documents(["the rent"])
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    return engines.torch.recipe


def test_choice_when_made_once_then_the_next_run_does_not_probe(
    folder: ModelFolder, probed: list[Precision]
) -> None:
    assert [_run(folder), _run(folder)] == [_CHOSEN, _CHOSEN]
    assert len(probed) == 1
    _run(folder, Precision.BF16)
    assert probed == [Precision.FP32, Precision.BF16]


@pytest.mark.parametrize("what", ["processor", "limit", "torch", "recipes", "weights"])
def test_choice_when_something_changed_then_probed_anew(
    folder: ModelFolder, probed: list[Precision], monkeypatch: pytest.MonkeyPatch, what: str
) -> None:
    _run(folder)
    if what == "processor":
        monkeypatch.setattr(computer, "processor", lambda: "another")
    elif what == "limit":
        monkeypatch.setenv("ATEN_CPU_CAPABILITY", "default")
    elif what == "torch":
        monkeypatch.setattr("importlib.metadata.version", lambda _: "1.0")
    elif what == "recipes":
        monkeypatch.setattr(precision, "_kinds_of_fp32", lambda: [REFERENCE])
    else:
        write_tiny_model(folder.path, prefix="bert.")
    _run(folder)
    assert len(probed) == 2


def test_choice_when_it_can_no_longer_be_built_then_probed_anew(
    folder: ModelFolder, probed: list[Precision], monkeypatch: pytest.MonkeyPatch
) -> None:
    _run(folder)
    init, built = PackedEncoder.__init__, []

    def once_broken(self, weights, shape, recipe):  # type: ignore[no-untyped-def]
        built.append(recipe)
        if len(built) == 1:
            raise RuntimeError("no such device")
        init(self, weights, shape, recipe)

    monkeypatch.setattr(PackedEncoder, "__init__", once_broken)
    assert _run(folder) == _CHOSEN
    assert len(probed) == 2


@pytest.mark.parametrize(
    "stored",
    ["[]", "3", '{"format": "fp32"}', '{"recipe": {"format": "fp1"}}', '{"recipe": {"x": 1}}'],
)
def test_choice_when_what_is_kept_makes_no_sense_then_not_known(
    folder: ModelFolder, stored: str
) -> None:
    choice = Choice(folder, Precision.AUTO, Device.AUTO)
    name = f"{folder.path} auto auto"
    module._path().parent.mkdir()
    module._path().write_text(f'{{"{name}": {stored}}}', "utf-8")
    assert choice.known() is None


def test_choice_when_it_cannot_be_kept_then_not_known_and_nothing_fails(
    folder: ModelFolder,
) -> None:
    module._path().mkdir(parents=True)
    choice = Choice(folder, Precision.AUTO, Device.AUTO)
    choice.keep(_CHOSEN)
    assert choice.known() is None


def test_choice_when_kept_then_of_every_kind_read_back(folder: ModelFolder) -> None:
    choice = Choice(folder, Precision.INT8, Device.AUTO)
    choice.keep(Recipe(format=Format.INT8))
    assert choice.known() == Recipe(format=Format.INT8)
    assert Choice(folder, Precision.INT8, Device.CPU).known() is None
