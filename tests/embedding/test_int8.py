"""The fast mode: near enough where it runs, refused where it does not pay, never mixed up."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from desktop_app.embedding import precision
from desktop_app.embedding.catalogue import DEFAULT, find, info_of, open_embedder
from desktop_app.embedding.engines import Engines
from desktop_app.embedding.int8 import Int8Linear, pays_here
from desktop_app.embedding.model_folder import read_model_folder
from desktop_app.embedding.packed import PackedEncoder
from desktop_app.embedding.precision import FAST, Precision, fastest, recipes
from desktop_app.embedding.recipe import REFERENCE, Format, Recipe
from desktop_app.embedding.tokens import TextTokenizer
from desktop_app.embedding.weights import Affine, load_encoder_weights
from desktop_app.errors import NoFastMode
from desktop_app.settings import Device

_INT8 = Recipe(format=Format.INT8)


@pytest.fixture
def runs_here() -> None:
    if not pays_here():
        pytest.skip("this processor does not multiply 8-bit numbers faster")


def _affine(out: int, into: int) -> Affine:
    random = np.random.default_rng(5)
    weight = random.normal(0, 0.05, (out, into)).astype(np.float32)
    return Affine(weight, random.normal(0, 0.5, out).astype(np.float32))


@pytest.mark.parametrize("rows", [1, 255, 256, 1300])
def test_layer_when_one_channel_stands_out_then_near_to_fp32(runs_here: None, rows: int) -> None:
    import torch

    affine = _affine(64, 384)
    x = np.random.default_rng(6).normal(0, 1, (rows, 384)).astype(np.float32)
    x[:, 17] -= 8
    expected = x @ affine.weight.T + affine.bias
    layer, tokens = Int8Linear(affine), torch.from_numpy(x)
    error = np.abs(layer(tokens).numpy() - expected)
    assert error.max() < 0.15
    assert error.mean() < 0.02
    assert torch.equal(layer.plus(tokens, torch.ones(rows, 64)), layer(tokens) + 1)
    assert torch.allclose(
        layer.gelu(tokens), torch.nn.functional.gelu(layer(tokens)), rtol=1e-5, atol=1e-6
    )


def test_layer_when_a_token_is_the_same_everywhere_then_its_product_is_right(
    runs_here: None,
) -> None:
    import torch

    affine = _affine(32, 384)
    x = np.repeat(np.array([[0.0], [3.0], [-2.0]], np.float32), 384, axis=1)
    rows = Int8Linear(affine)(torch.from_numpy(x)).numpy()
    np.testing.assert_allclose(rows, x @ affine.weight.T + affine.bias, atol=0.2)
    np.testing.assert_allclose(rows[0], affine.bias, atol=1e-6)


def test_layer_when_a_token_has_other_neighbours_then_its_row_is_the_same(runs_here: None) -> None:
    import torch

    layer = Int8Linear(_affine(64, 384))
    x = torch.from_numpy(np.random.default_rng(8).normal(0, 1, (600, 384)).astype(np.float32))
    assert torch.equal(layer(x)[:40], layer(x[:40]))


def test_recipes_when_nothing_was_asked_for_then_int8_is_not_among_them() -> None:
    for asked in (Precision.AUTO, Precision.FP32, Precision.BF16):
        assert all(recipe.format is not Format.INT8 for recipe in recipes(asked))
    assert recipes(Precision.INT8)[-1] == _INT8


@pytest.mark.model
def test_fast_mode_when_used_on_the_shipped_model_then_chosen_and_faithful(
    runs_here: None,
) -> None:
    folder = find(DEFAULT)
    assert folder.shape is not None
    shape, weights = folder.shape, load_encoder_weights(folder.weights, folder.shape)
    chosen = fastest(lambda recipe: PackedEncoder(weights, shape, recipe), Precision.INT8)
    assert chosen.recipe == _INT8
    texts = [
        f"{part} {n}" for n in range(8) for part in ("The lease ends", "Kündigung", "a sum of")
    ]
    sequences = TextTokenizer(folder).documents(texts)
    expected = PackedEncoder(weights, shape).encode(sequences)
    cosines = np.sum(chosen.encode(sequences) * expected, axis=1)
    assert cosines.mean() >= 0.997
    assert cosines.max() < 0.999999, "it was int8 that ran"


def _fastest_with(folder_path: Path, rows_of_int8: PackedEncoder | None) -> PackedEncoder:
    folder = read_model_folder(folder_path)
    assert folder.shape is not None
    shape, weights = folder.shape, load_encoder_weights(folder.weights, folder.shape)

    def build(recipe: Recipe) -> PackedEncoder:
        if recipe != _INT8:
            return PackedEncoder(weights, shape, recipe)
        if rows_of_int8 is None:
            raise RuntimeError("no such operator")
        return rows_of_int8

    return fastest(build, Precision.INT8)


def test_fast_mode_when_it_cannot_run_then_refused(
    tiny_bert: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(precision, "pays_here", lambda: True)
    with pytest.raises(NoFastMode, match="does not pay"):
        _fastest_with(tiny_bert, None)


def test_fast_mode_when_another_device_is_set_then_refused_with_that_reason() -> None:
    def build(recipe: Recipe) -> PackedEncoder:
        raise AssertionError

    with pytest.raises(NoFastMode, match="another device is set"):
        fastest(build, Precision.INT8, Device.CUDA)


def test_fast_mode_when_the_processor_is_slower_in_it_then_refused_before_a_model_is_built(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(precision, "pays_here", lambda: False)

    def build(recipe: Recipe) -> PackedEncoder:
        raise AssertionError

    with pytest.raises(NoFastMode, match="no faster, or not exact") as caught:
        fastest(build, Precision.INT8)
    assert FAST in caught.value.remedy


def test_fast_mode_when_vectors_move_too_far_then_refused(
    tiny_bert: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(precision, "pays_here", lambda: True)
    folder = read_model_folder(tiny_bert)
    assert folder.shape is not None
    wrong = PackedEncoder(load_encoder_weights(folder.weights, folder.shape), folder.shape)
    encode = wrong.encode
    wrong.encode = lambda sequences, _=0: np.flip(encode(sequences), axis=1)  # type: ignore[method-assign]
    wrong.recipe = _INT8
    with pytest.raises(NoFastMode, match="too far"):
        _fastest_with(tiny_bert, wrong)


def test_fast_mode_when_only_sentence_transformers_can_run_the_model_then_refused(
    tiny_mpnet: Path,
) -> None:
    engines = Engines(read_model_folder(tiny_mpnet), 1, Precision.INT8)
    with pytest.raises(NoFastMode, match="of this kind"):
        engines.documents(["rent"])


def test_name_when_it_ends_in_fast_then_the_same_model_but_other_vectors(tiny_bert: Path) -> None:
    for model_id in (DEFAULT, str(tiny_bert)):
        plain, fast = info_of(model_id), info_of(model_id + FAST)
        assert fast.model_id == plain.model_id + FAST
        assert (fast.revision, fast.dim) == (plain.revision, plain.dim)
        asked_by_precision = open_embedder(model_id, precision=Precision.INT8)
        asked_by_name = open_embedder(model_id + FAST)
        assert asked_by_precision.info == asked_by_name.info == fast
        assert asked_by_name._options["precision"] == "int8"


def test_query_when_documents_are_int8_then_still_fp32(tiny_bert: Path) -> None:
    folder = read_model_folder(tiny_bert)
    fast, plain = Engines(folder, 1, Precision.INT8), Engines(folder, 1, Precision.FP32)
    np.testing.assert_array_equal(fast.query("the rent"), plain.query("the rent"))
    assert "torch" not in fast.loaded


def test_reference_when_named_then_what_it_is_shows() -> None:
    assert (str(REFERENCE), str(_INT8)) == ("cpu fp32", "cpu int8")
