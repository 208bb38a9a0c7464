"""Linear layers in whole numbers of eight bits, for processors that multiply those faster.

Weights are rounded once, each output channel by a scale of its own. Activations are rounded anew
for every token, between the smallest and the largest value of that token: with the outlier
channels of BERT lying on one side, this loses half as much as a range around zero would (measured
with all-MiniLM-L6-v2: mean cosine to fp32 .9991 instead of .9980).
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from desktop_app.embedding.timing import least_costs, one_thread
from desktop_app.embedding.weights import Affine

if TYPE_CHECKING:
    import torch

# Rows worked on together: what lies between two steps stays in the processor's cache.
_ROWS = 256
_PROBE_ROWS, _PROBE_WIDTH, _PROBE_ROUNDS = 64, 384, 20


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
        self._product = WholeProduct(whole, self._step)
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


class WholeProduct:
    """``q · v`` in whole numbers, times a step for each output."""

    def __init__(self, whole: torch.Tensor, step: torch.Tensor) -> None:
        import torch

        self._step = step
        self._zero = torch.zeros(len(whole), dtype=torch.int64)
        self._weight = torch.ops.onednn.qlinear_prepack(whole, [_ROWS, whole.shape[1]])

    def __call__(self, x: torch.Tensor) -> torch.Tensor:
        import torch

        product: torch.Tensor = torch.ops.onednn.qlinear_pointwise(
            x, 1.0, 0, self._weight, self._step, self._zero, None,
            1.0, 0, torch.float32, "none", [], "none",
        )  # fmt: skip
        return product


def pays_here() -> bool:
    """Whether this processor multiplies 8-bit numbers exactly, and faster than fp32 (a few ms).

    Without an instruction for it (VNNI), processors add two products in 16 bits and cut off what
    is more, or torch falls back to code a thousand times slower. So this is asked with small
    products before a whole model is tried.
    """
    try:
        return _is_exact() and _is_quicker()
    except (RuntimeError, NotImplementedError, AttributeError):
        return False  # the operator is not there


def _is_exact() -> bool:
    import torch

    width = _PROBE_WIDTH
    product = WholeProduct(torch.full((width, width), 127, dtype=torch.int8), torch.ones(width))
    found = product(torch.full((1, width), 255, dtype=torch.uint8))
    return bool((found == 255 * 127 * width).all())


def _is_quicker() -> bool:
    import torch
    from torch.nn.functional import linear

    weight = torch.ones(_PROBE_WIDTH, _PROBE_WIDTH)
    product = WholeProduct(weight.to(torch.int8), weight[0])
    plain = torch.ones(_PROBE_ROWS, _PROBE_WIDTH)
    whole = plain.to(torch.uint8)
    ways = {True: lambda: product(whole), False: lambda: linear(plain, weight)}
    # On one thread, because the clock knows no other.
    with one_thread():
        best = least_costs(ways, time.thread_time, _PROBE_ROUNDS)
    return best[True] < best[False]


def _rounded(x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    """The least value and the step of each row, and the row in whole steps above the least."""
    import torch

    low = x.amin(dim=1, keepdim=True)
    scale = x.amax(dim=1, keepdim=True).sub_(low).div_(255).clamp_(min=1e-12)
    # Adding a half before the cut to whole numbers is rounding, in one pass less. Two plain steps,
    # because addcmul does not use vectors where one number stands for a whole row.
    steps = (x * scale.reciprocal()).add_((low / scale).neg_().add_(0.5))
    # By way of other types, because torch turns floats to uint8 one by one and not in vectors.
    return low, scale, steps.to(torch.int16).to(torch.int8).view(torch.uint8)
