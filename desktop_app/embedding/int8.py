"""Linear layers in whole numbers of eight bits, for processors that multiply those faster.

Weights are rounded once, each output channel by a scale of its own. Activations are rounded anew
for every token, between the smallest and the largest value of that token: with the outlier
channels of BERT lying on one side, this loses half as much as a range around zero would (measured
with all-MiniLM-L6-v2: mean cosine to fp32 .9991 instead of .9980).
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from desktop_app.embedding.weights import Affine

if TYPE_CHECKING:
    import torch

# Rows worked on together: what lies between two steps stays in the processor's cache.
_ROWS = 512
_PROBE_ROWS, _PROBE_WIDTH = 64, 384


class Int8Linear:
    """A linear layer on unsigned 8-bit activations and signed 8-bit weights; fp32 in and out.

    With ``x ≈ low + scale · q`` for each token and ``w ≈ step · v`` for each output,
    ``x · w = scale · step · (q · v) + low · step · Σv``. The product and ``step`` are one oneDNN
    call (the operator torch's own compiler emits for quantised models).
    """

    def __init__(self, affine: Affine) -> None:
        import torch

        weight = torch.from_numpy(affine.weight.copy())
        self._step = weight.abs().amax(dim=1).div_(127).clamp_(min=1e-12)
        whole = weight.div_(self._step[:, None]).round_().to(torch.int8)
        self._sums = (self._step * whole.sum(dim=1))[None, :]
        self._zero = torch.zeros(len(whole), dtype=torch.int64)
        self._weight = torch.ops.onednn.qlinear_prepack(whole, [_ROWS, whole.shape[1]])
        self._bias = torch.from_numpy(affine.bias.copy())

    def __call__(self, x: torch.Tensor) -> torch.Tensor:
        result = x.new_empty(len(x), len(self._bias))
        for start in range(0, len(x), _ROWS):
            self._write(x[start : start + _ROWS], result[start : start + _ROWS])
        return result

    def gelu(self, x: torch.Tensor) -> torch.Tensor:
        import torch

        result = x.new_empty(len(x), len(self._bias))
        for start in range(0, len(x), _ROWS):
            rows = result[start : start + _ROWS]
            self._write(x[start : start + _ROWS], rows)
            torch.ops.aten.gelu_(rows)
        return result

    def plus(self, x: torch.Tensor, residual: torch.Tensor) -> torch.Tensor:
        return self(x).add_(residual)

    def _write(self, x: torch.Tensor, out: torch.Tensor) -> None:
        import torch

        low, scale, whole = _rounded(x)
        torch.addcmul(self._bias, low, self._sums, out=out)
        out.addcmul_(self._product(whole), scale)

    def _product(self, whole: torch.Tensor) -> torch.Tensor:
        import torch

        product: torch.Tensor = torch.ops.onednn.qlinear_pointwise(
            whole, 1.0, 0, self._weight, self._step, self._zero, None,
            1.0, 0, torch.float32, "none", [], "none",
        )  # fmt: skip
        return product


def is_quicker_here() -> bool:
    """Whether this processor multiplies 8-bit numbers faster than fp32 (a few ms).

    Where it has no instruction for it, torch may fall back to code a thousand times slower, so
    this is asked with one small product before a whole model is tried.
    """
    import numpy as np
    import torch
    from torch.nn.functional import linear

    random = np.random.default_rng(7)
    weight = random.standard_normal((_PROBE_WIDTH, _PROBE_WIDTH), np.float32)
    affine = Affine(weight, np.zeros(_PROBE_WIDTH, np.float32))
    x = torch.from_numpy(random.standard_normal((_PROBE_ROWS, _PROBE_WIDTH), np.float32))
    plain = torch.from_numpy(weight)
    try:
        layer = Int8Linear(affine)
        _, _, whole = _rounded(x)
        best = {"int8": float("inf"), "fp32": float("inf")}
        for _ in range(5):
            started = time.thread_time()
            layer._product(whole)
            between = time.thread_time()
            linear(x, plain)
            best["int8"] = min(best["int8"], between - started)
            best["fp32"] = min(best["fp32"], time.thread_time() - between)
    except (RuntimeError, NotImplementedError, AttributeError):
        return False  # the operator is not there
    return best["int8"] < best["fp32"]


def _rounded(x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """The least value and the step of each row, and the row in whole steps above the least."""
    import torch

    low = x.amin(dim=1, keepdim=True)
    scale = x.amax(dim=1, keepdim=True).sub_(low).div_(255).clamp_(min=1e-12)
    # Adding a half before the cut to whole numbers is rounding, in one pass less.
    steps = torch.addcmul((low / scale).neg_().add_(0.5), x, scale.reciprocal())
    # By way of other types, because torch turns floats to uint8 one by one and not in vectors.
    return low, scale, steps.to(torch.int16).to(torch.int8).view(torch.uint8)
