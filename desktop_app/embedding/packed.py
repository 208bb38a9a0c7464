"""Many texts at once in torch, without padding.

All tokens of a batch stand in one (tokens, dim) matrix through every linear layer; only attention
looks at texts, those of like length together. ``SentenceTransformer.encode`` spends
its time on padding and on re-reading weights instead: this is about twice as fast in fp32.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from desktop_app.embedding.attention import PackedAttention, query_scale
from desktop_app.embedding.embedder import FloatArray
from desktop_app.embedding.int8 import Int8Linear
from desktop_app.embedding.model_folder import EncoderShape, Pooling
from desktop_app.embedding.recipe import REFERENCE, Format, Recipe
from desktop_app.embedding.tokens import TokenIds
from desktop_app.embedding.weights import Affine, EncoderWeights, Layer

if TYPE_CHECKING:
    import torch

TOKEN_BUDGET = 4096


class PackedEncoder:
    """The forward pass of a BERT-family encoder by one recipe.

    Attributes:
        recipe: How it runs.
        vocabulary: Number of tokens the model knows.
        longest: Most tokens a text may have.
    """

    def __init__(
        self, weights: EncoderWeights, shape: EncoderShape, recipe: Recipe = REFERENCE
    ) -> None:
        import torch

        self.recipe, self.vocabulary = recipe, len(weights.words)
        self.longest = len(weights.positions) - shape.first_position
        self._shape = shape
        self._device = torch.device(recipe.device)
        halves = {Format.BF16: torch.bfloat16, Format.FP16: torch.float16}
        self._dtype = halves.get(recipe.format, torch.float32)
        # Embeddings and the first norm stay in fp32: they cost nothing and half would show.
        self._words = _tensor(weights.words).to(self._device)
        self._positions = _tensor(weights.positions).to(self._device)
        self._embedding_norm = _Norm(weights.norm, shape.epsilon, self._device, torch.float32)
        self._layers = [self._layer(layer) for layer in weights.layers]

    def encode(self, sequences: Sequence[TokenIds], token_budget: int = TOKEN_BUDGET) -> FloatArray:
        """Return unit vectors in the given order, shape (len(sequences), dim), float32.

        Args:
            token_budget: Most tokens in one batch; a longer text is a batch of its own.
        """
        import torch

        rows = np.empty((len(sequences), self._shape.dim), np.float32)
        with torch.inference_mode():
            for batch in batches_by_length(sequences, token_budget):
                rows[batch] = self._encode_batch([sequences[i] for i in batch])
        return rows

    def _encode_batch(self, sequences: list[TokenIds]) -> FloatArray:
        import torch
        from torch.nn import functional

        lengths = [len(ids) for ids in sequences]
        ids = torch.tensor([i for sequence in sequences for i in sequence], device=self._device)
        first = self._shape.first_position
        positions = torch.cat([torch.arange(first, first + n) for n in lengths]).to(self._device)
        groups = [(n, len(list(same))) for n, same in groupby(lengths)]
        x = self._embedding_norm(self._words[ids] + self._positions[positions]).to(self._dtype)
        attention = PackedAttention(lengths, self._shape.heads, x)
        for layer in self._layers:
            x = layer(x, attention)
        pooled = torch.cat([self._pool(part, n) for n, part in _split(x.float(), groups)])
        unit: FloatArray = functional.normalize(pooled, dim=-1).cpu().numpy()
        return unit

    def _pool(self, x: torch.Tensor, length: int) -> torch.Tensor:
        texts = x.view(-1, length, self._shape.dim)
        return texts[:, 0] if self._shape.pooling is Pooling.CLS else texts.mean(dim=1)

    def _layer(self, layer: Layer) -> _PackedLayer:
        attend = _with_scaled_queries(layer.attend, self._shape)
        affines = (attend, layer.mix, layer.expand, layer.contract)
        linears = [self._linear(affine) for affine in affines]
        norms = [
            _Norm(affine, self._shape.epsilon, self._device, self._dtype)
            for affine in (layer.norm_attention, layer.norm_output)
        ]
        return _PackedLayer(linears, norms)

    def _linear(self, affine: Affine) -> _Linear:
        if self.recipe.format is Format.INT8:
            return Int8Linear(affine)
        make = _Prepacked if self.recipe.prepacked else _Plain
        return make(affine, self._device, self._dtype)


def batches_by_length(sequences: Sequence[TokenIds], token_budget: int) -> list[list[int]]:
    """Return positions in batches of at most ``token_budget`` tokens, longest texts first."""
    order = sorted(range(len(sequences)), key=lambda i: -len(sequences[i]))
    batches: list[list[int]] = []
    room = 0
    for i in order:
        if not batches or len(sequences[i]) > room:
            batches.append([])
            room = token_budget
        batches[-1].append(i)
        room -= len(sequences[i])
    return batches


class _PackedLayer:
    def __init__(self, linears: Sequence[_Linear], norms: Sequence[_Norm]) -> None:
        self._attend, self._mix, self._expand, self._contract = linears
        self._norm_attention, self._norm_output = norms

    def __call__(self, x: torch.Tensor, attention: PackedAttention) -> torch.Tensor:
        mixed = attention(self._attend(x))
        x = self._norm_attention(self._mix.plus(mixed, x))
        return self._norm_output(self._contract.plus(self._expand.gelu(x), x))


class _Plain:
    """A linear layer as torch does it; on any device."""

    def __init__(self, affine: Affine, device: torch.device, dtype: torch.dtype) -> None:
        self._weight = _tensor(affine.weight).to(device, dtype)
        self._bias = _tensor(affine.bias).to(device, dtype)

    def __call__(self, x: torch.Tensor) -> torch.Tensor:
        from torch.nn.functional import linear

        return linear(x, self._weight, self._bias)

    def gelu(self, x: torch.Tensor) -> torch.Tensor:
        from torch.nn.functional import gelu

        return gelu(self(x))

    def plus(self, x: torch.Tensor, residual: torch.Tensor) -> torch.Tensor:
        return self(x).add_(residual)


class _Prepacked:
    """A linear layer with weights laid out for oneDNN once and what follows it fused.

    These are the operators torch's own compiler emits; torch is pinned, and the probe leaves them
    out where they fail.
    """

    def __init__(self, affine: Affine, device: torch.device, dtype: torch.dtype) -> None:
        import torch

        self._run = torch.ops.mkldnn._linear_pointwise
        weight = _tensor(affine.weight).to(device, dtype)
        self._weight = torch.ops.mkldnn._reorder_linear_weight(weight, TOKEN_BUDGET)
        self._bias = _tensor(affine.bias).to(device, dtype)

    def __call__(self, x: torch.Tensor) -> torch.Tensor:
        product: torch.Tensor = self._run(x, self._weight, self._bias, "none", [], "")
        return product

    def gelu(self, x: torch.Tensor) -> torch.Tensor:
        product: torch.Tensor = self._run(x, self._weight, self._bias, "gelu", [], "none")
        return product

    def plus(self, x: torch.Tensor, residual: torch.Tensor) -> torch.Tensor:
        total: torch.Tensor = self._run.binary(x, residual, self._weight, self._bias, "add")
        return total


_Linear = _Plain | _Prepacked | Int8Linear


class _Norm:
    def __init__(
        self, affine: Affine, epsilon: float, device: torch.device, dtype: torch.dtype
    ) -> None:
        self._gain = _tensor(affine.weight).to(device, dtype)
        self._shift = _tensor(affine.bias).to(device, dtype)
        self._epsilon = epsilon

    def __call__(self, x: torch.Tensor) -> torch.Tensor:
        from torch.nn.functional import layer_norm

        return layer_norm(x, self._gain.shape, self._gain, self._shift, self._epsilon)


def _with_scaled_queries(attend: Affine, shape: EncoderShape) -> Affine:
    scale = np.ones(3 * shape.dim, np.float32)
    scale[: shape.dim] = query_scale(shape.dim // shape.heads)
    return replace(attend, weight=attend.weight * scale[:, None], bias=attend.bias * scale)


def _split(x: torch.Tensor, groups: list[tuple[int, int]]) -> list[tuple[int, torch.Tensor]]:
    """The rows of each group of equally long texts, with that length."""
    import torch

    parts = torch.split(x, [length * texts for length, texts in groups])
    return [(length, part) for (length, _), part in zip(groups, parts, strict=True)]


def _tensor(array: FloatArray) -> torch.Tensor:
    import torch

    # A copy: the array may lie on read-only mapped memory, which torch warns about.
    return torch.from_numpy(array.copy())
