"""Which recipes are tried on machines that are not at hand, and which one wins."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from desktop_app.embedding.model_folder import read_model_folder
from desktop_app.embedding.packed import PackedEncoder
from desktop_app.embedding.precision import Precision, fastest, recipes
from desktop_app.embedding.recipe import REFERENCE, Format, Recipe
from desktop_app.embedding.tokens import TextTokenizer
from desktop_app.embedding.weights import load_encoder_weights
from desktop_app.settings import Device


@pytest.fixture(params=["cuda", "mps"])
def graphics(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """A computer that says it has this kind of graphics card, and no other."""
    name = str(request.param)
    monkeypatch.setattr("torch.cuda.is_available", lambda: name == "cuda")
    monkeypatch.setattr("torch.backends.mps.is_available", lambda: name == "mps")
    return name


def test_recipes_when_there_is_a_graphics_card_then_fp32_and_both_half_formats(
    graphics: str,
) -> None:
    there = [recipe for recipe in recipes(Precision.AUTO) if recipe.device != "cpu"]
    assert there == [
        Recipe(graphics),
        Recipe(graphics, Format.BF16),
        Recipe(graphics, Format.FP16),
    ]
    fp32 = [recipe for recipe in recipes(Precision.FP32) if recipe.device != "cpu"]
    assert fp32 == [Recipe(graphics)]


def test_recipes_when_a_device_was_chosen_then_the_others_are_left_out(graphics: str) -> None:
    on_processor = recipes(Precision.AUTO, Device.CPU)
    assert {recipe.device for recipe in on_processor} == {"cpu"}
    on_card = recipes(Precision.AUTO, Device(graphics))
    assert on_card[0] == REFERENCE
    assert {recipe.device for recipe in on_card[1:]} == {graphics}


class _Card(PackedEncoder):
    """Computes on the processor, in its own format, and says it did on a card."""

    def __init__(self, folder: Path, recipe: Recipe, *, broken: bool = False) -> None:
        model = read_model_folder(folder)
        assert model.shape is not None
        weights = load_encoder_weights(model.weights, model.shape)
        super().__init__(weights, model.shape, Recipe(format=recipe.format))
        self.recipe, self._broken = recipe, broken

    def encode(self, sequences, token_budget=4096):  # type: ignore[no-untyped-def]
        rows = super().encode(sequences, token_budget)
        return np.full_like(rows, np.nan) if self._broken else rows


def test_fastest_when_a_half_format_overflows_on_the_card_then_another_is_taken(
    tiny_bert: Path, graphics: str
) -> None:
    def build(recipe: Recipe) -> PackedEncoder:
        return _Card(tiny_bert, recipe, broken=recipe.format is Format.FP16)

    chosen = fastest(build, Precision.BF16, Device(graphics))
    assert chosen.recipe == Recipe(graphics, Format.BF16)


def test_fastest_when_the_card_has_no_bf16_then_fp16(tiny_bert: Path, graphics: str) -> None:
    def build(recipe: Recipe) -> PackedEncoder:
        if recipe.format is Format.BF16:
            raise RuntimeError("BFloat16 is not supported on this device")
        return _Card(tiny_bert, recipe)

    chosen = fastest(build, Precision.BF16, Device(graphics))
    assert chosen.recipe == Recipe(graphics, Format.FP16)


def test_fastest_when_the_card_cannot_run_the_model_then_the_processor_does(
    tiny_bert: Path, graphics: str
) -> None:
    def build(recipe: Recipe) -> PackedEncoder:
        if recipe.device != "cpu":
            raise RuntimeError("no kernel image is available for execution on the device")
        return _Card(tiny_bert, recipe)

    assert fastest(build).recipe.device == "cpu"


@pytest.mark.parametrize("half", [Format.BF16, Format.FP16])
def test_packed_when_half_then_near_to_fp32(tiny_bert: Path, half: Format) -> None:
    sequences = TextTokenizer(read_model_folder(tiny_bert)).documents(["the rent", "a flat " * 10])
    expected = _Card(tiny_bert, REFERENCE).encode(sequences)
    rows = _Card(tiny_bert, Recipe(format=half)).encode(sequences)
    assert np.sum(rows * expected, axis=1).min() > (0.99999 if half is Format.FP16 else 0.9998)
    assert not np.array_equal(rows, expected)
