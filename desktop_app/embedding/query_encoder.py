"""One text at a time, in numpy alone: a query must not wait for torch to be imported."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from desktop_app.embedding.embedder import FloatArray
from desktop_app.embedding.model_folder import ModelFolder, Pooling
from desktop_app.embedding.recipe import REFERENCE
from desktop_app.embedding.tokens import TokenIds
from desktop_app.embedding.weights import Affine, Layer, load_encoder_weights


class QueryEncoder:
    """A BERT-family forward pass over memory-mapped weights, float32, one text at a time.

    It costs as much CPU time per token as torch does, but starts in a twentieth of the time.

    Raises:
        ModelProblem: If the weights cannot be read.
    """

    recipe = REFERENCE

    def __init__(self, folder: ModelFolder) -> None:
        assert folder.shape is not None
        self._shape = folder.shape
        self._weights = load_encoder_weights(folder.weights, folder.shape)

    def encode(self, sequences: Sequence[TokenIds], token_budget: int = 0) -> FloatArray:
        """Return unit vectors of shape (len(sequences), dim), float32.

        Args:
            token_budget: Of no account here, where a batch is always one text.
        """
        rows = np.empty((len(sequences), self._shape.dim), np.float32)
        for row, ids in zip(rows, sequences, strict=True):
            row[:] = self._pool(self._tokens(ids))
        return rows

    def _tokens(self, ids: TokenIds) -> FloatArray:
        weights, first = self._weights, self._shape.first_position
        x = weights.words[ids] + weights.positions[first : first + len(ids)]
        x = self._norm(x, weights.norm)
        for layer in weights.layers:
            x = self._norm(_apply(layer.mix, self._attend(x, layer)) + x, layer.norm_attention)
            x = self._norm(
                _apply(layer.contract, _gelu(_apply(layer.expand, x))) + x, layer.norm_output
            )
        return x

    def _attend(self, x: FloatArray, layer: Layer) -> FloatArray:
        heads, width = self._shape.heads, self._shape.dim // self._shape.heads
        parts = _apply(layer.attend, x).reshape(len(x), 3, heads, width)
        query, key, value = parts.transpose(1, 2, 0, 3)
        scores: FloatArray = query @ key.transpose(0, 2, 1)
        scores /= np.float32(math.sqrt(width))
        np.exp(scores - scores.max(axis=-1, keepdims=True), out=scores)
        scores /= scores.sum(axis=-1, keepdims=True)
        mixed: FloatArray = (scores @ value).transpose(1, 0, 2).reshape(len(x), -1)
        return mixed

    def _norm(self, x: FloatArray, affine: Affine) -> FloatArray:
        x = x - x.mean(axis=-1, keepdims=True)
        variance = np.mean(x * x, axis=-1, keepdims=True)
        scaled: FloatArray = x / np.sqrt(variance + np.float32(self._shape.epsilon))
        return scaled * affine.weight + affine.bias

    def _pool(self, x: FloatArray) -> FloatArray:
        pooled = x[0] if self._shape.pooling is Pooling.CLS else x.mean(axis=0)
        unit: FloatArray = pooled / np.linalg.norm(pooled)
        return unit


def _apply(affine: Affine, x: FloatArray) -> FloatArray:
    product: FloatArray = x @ affine.weight.T
    product += affine.bias
    return product


def _gelu(x: FloatArray) -> FloatArray:
    """x · Φ(x), with erf after Abramowitz & Stegun 7.1.26 (error below 1.5e-7)."""
    z = np.abs(x) * np.float32(math.sqrt(0.5))
    t = 1 / (1 + np.float32(0.3275911) * z)
    tail = np.full_like(t, 1.061405429)
    for coefficient in (-1.453152027, 1.421413741, -0.284496736, 0.254829592):
        tail *= t
        tail += np.float32(coefficient)
    tail *= t * np.exp(-z * z)
    erf = np.copysign(1 - tail, x)
    result: FloatArray = np.float32(0.5) * x * (1 + erf)
    return result
