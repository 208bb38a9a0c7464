"""How fast a model could run on this machine if it were matrix products and nothing else."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

import numpy as np

from desktop_app.embedding.model_folder import ModelFolder
from desktop_app.embedding.recipe import Format, Recipe
from desktop_app.embedding.weights import Affine, EncoderWeights, load_encoder_weights

_ROWS = 4096
_REPEATS = 5


def flop_per_token(weights: EncoderWeights, lengths: Sequence[int]) -> float:
    """Return multiplications and additions per token: linear layers, and attention.

    Attention compares each token with all of its text and mixes them: 4 · length · dim a layer.

    Args:
        lengths: Tokens of each text.
    """
    dim = weights.words.shape[1]
    linear = sum(2 * int(affine.weight.size) for affine in _affines(weights))
    # Longer texts have more tokens, each of which costs more.
    mean_length = float(np.square(lengths, dtype=np.float64).sum() / np.sum(lengths))
    return float(linear + 4 * mean_length * dim * len(weights.layers))


def bound_tokens_per_s(folder: ModelFolder, recipe: Recipe, lengths: Sequence[int]) -> float | None:
    """Return tokens per second at the measured peak of matrix products in the recipe's format.

    The peak is that of the best of the model's own layer shapes, with this process's threads; in
    int8, too, everything is counted at that peak. None for what is not measured (graphics cards).
    """
    if recipe.device != "cpu" or folder.shape is None:
        return None
    weights = load_encoder_weights(folder.weights, folder.shape)
    layer = weights.layers[0]
    shapes = (layer.attend, layer.mix, layer.expand, layer.contract)
    peak = max(_flop_per_s(affine, recipe) for affine in shapes)
    return peak / flop_per_token(weights, lengths)


def _affines(weights: EncoderWeights) -> list[Affine]:
    return [
        affine
        for layer in weights.layers
        for affine in (layer.attend, layer.mix, layer.expand, layer.contract)
    ]


def _flop_per_s(affine: Affine, recipe: Recipe) -> float:
    product = _product(affine, recipe)
    best = float("inf")
    for _ in range(_REPEATS):
        started = time.perf_counter()
        product()
        best = min(best, time.perf_counter() - started)
    return 2 * _ROWS * affine.weight.size / best


def _product(affine: Affine, recipe: Recipe) -> Callable[[], object]:
    import torch

    weight = torch.from_numpy(affine.weight.copy())
    x = torch.ones(_ROWS, weight.shape[1])
    if recipe.format is Format.INT8:
        from desktop_app.embedding.int8 import WholeProduct

        whole = WholeProduct(weight.to(torch.int8), torch.ones(len(weight)))
        steps = x.to(torch.uint8)
        return lambda: whole(steps)
    dtype = {Format.BF16: torch.bfloat16, Format.FP16: torch.float16}.get(
        recipe.format, torch.float32
    )
    weight, x = weight.to(dtype), x.to(dtype)
    if not recipe.prepacked:
        return lambda: torch.nn.functional.linear(x, weight)
    packed = torch.ops.mkldnn._reorder_linear_weight(weight, _ROWS)
    return lambda: torch.ops.mkldnn._linear_pointwise(x, packed, None, "none", [], "")
