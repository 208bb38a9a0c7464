"""Attention inside each text of a packed batch, where texts stand one behind the other.

Queries come multiplied by ``query_scale``, so that the weights of a token are the powers
``2 ** (query · key)`` divided by their sum.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    import torch

# Up to how many tokens two plain products beat torch's fused attention, on processors (measured
# with heads of 32, by number format; in bf16 they win at all lengths, but take more memory).
_SHORT_FP32, _SHORT_BF16 = 48, 512
_STEP = 8
# Sums outside this range have lost digits, or are near an overflow. They are checked, and such a
# batch is done again, because they come near: all-MiniLM-L6-v2 reaches 2**104.
_LEAST_SUM, _MOST_SUM = 2.0**-64, 2.0**112

Integers = npt.NDArray[np.int64]


def query_scale(head_width: int) -> float:
    """Return what queries are multiplied by: 1 / √width, and exp becomes 2 to the power of."""
    return math.log2(math.e) / math.sqrt(head_width)


class PackedAttention:
    """The attention of one batch: made once, used by every layer.

    Args:
        lengths: Tokens of each text, longest first.
        heads: Number of heads.
        x: The tokens, shape (sum of lengths, dim), for its type and device.
    """

    def __init__(self, lengths: Sequence[int], heads: int, x: torch.Tensor) -> None:
        import torch

        limits = {torch.float32: _SHORT_FP32, torch.bfloat16: _SHORT_BF16}
        # Not in fp16, whose range is too small for the powers.
        short = limits.get(x.dtype, 0) if x.device.type == "cpu" else 0
        long_texts = [n for n in lengths if n > short]
        short_texts = list(lengths[len(long_texts) :])
        self._heads = heads
        self._border = sum(long_texts)
        self._long, self._short = _equal(long_texts), _equal(short_texts)
        self._products = _Products(short_texts, heads, x) if short_texts else None

    def __call__(self, qkv: torch.Tensor) -> torch.Tensor:
        """Return the mixed values, shape (tokens, dim), for queries, keys and values in a row."""
        mixed = qkv.new_empty(len(qkv), qkv.shape[1] // 3)
        long, short = qkv[: self._border], qkv[self._border :]
        self._fused(long, self._long, mixed[: self._border])
        if self._products and not self._products.write(short, mixed[self._border :]):
            self._fused(short, self._short, mixed[self._border :])
        return mixed

    def _fused(self, qkv: torch.Tensor, groups: list[tuple[int, int]], out: torch.Tensor) -> None:
        """Write what torch's own attention gives, over equally long texts at once."""
        from torch.nn.functional import scaled_dot_product_attention

        start = 0
        for length, texts in groups:
            end = start + length * texts
            parts = qkv[start:end].view(texts, length, 3, self._heads, -1)
            query, key, value = parts.permute(2, 0, 3, 1, 4)
            result = scaled_dot_product_attention(query, key, value, scale=math.log(2))
            out[start:end].view(texts, length, self._heads, -1).copy_(result.transpose(1, 2))
            start = end


class _Products:
    """Attention as two products with powers of two between them.

    Each head of each text has slots for its tokens, filled up to a multiple of 8, so that texts of
    about the same length are multiplied together. Beside the values stands a column of ones, which
    makes the second product give the sums of the weights too; filled-up slots have zeros there and
    in their values, so they count for nothing and need no mask. torch's softmax, which this
    replaces, takes up to ten times as long where lengths are odd.
    """

    def __init__(self, lengths: list[int], heads: int, x: torch.Tensor) -> None:
        import torch

        self._width = x.shape[1] // heads
        filled = [-(-length // _STEP) * _STEP for length in lengths]
        self._blocks = [(texts * heads, width) for width, texts in _equal(filled)]
        slots = _slots(np.array(lengths), np.array(filled), heads)
        count = heads * sum(filled)
        # Queries and keys as rows of one head; a filled-up slot may hold any row.
        sources = np.zeros((2, count), np.int64)
        rows = np.arange(len(slots))[:, None] * 3 * heads + np.arange(heads)
        sources[0, slots] = rows
        sources[1] = sources[0] + heads
        self._sources = torch.from_numpy(sources.reshape(-1))
        self._slots = torch.from_numpy(slots.reshape(-1))
        self._values = x.new_zeros(count, self._width + 1)
        self._values[self._slots, self._width] = 1
        self._mixed = torch.empty_like(self._values)

    def write(self, qkv: torch.Tensor, out: torch.Tensor) -> bool:
        """Write the mixed values; returns whether all sums were in range, or nothing is written."""
        import torch

        width, values = self._width, qkv[:, out.shape[1] * 2 :]
        self._values[:, :width].index_copy_(0, self._slots, values.reshape(-1, width))
        query, key = qkv.view(-1, width).index_select(0, self._sources).view(2, -1, width)
        start = 0
        for texts, length in self._blocks:
            block, shape = slice(start, start + texts * length), (texts, length, -1)
            weights = torch.bmm(
                query[block].view(shape), key[block].view(shape).transpose(1, 2)
            ).exp2_()
            torch.bmm(weights, self._values[block].view(shape), out=self._mixed[block].view(shape))
            start = block.stop
        found = self._mixed.index_select(0, self._slots)
        sums = found[:, width:]
        least, most = sums.aminmax()
        if not (least > _LEAST_SUM and most < _MOST_SUM):
            return False
        torch.div(found[:, :width], sums, out=out.view(-1, width))
        return True


def _slots(lengths: Integers, filled: Integers, heads: int) -> Integers:
    """The slot of each head of each token, shape (tokens, heads); heads of a text in turn."""
    text = np.repeat(np.arange(len(lengths)), lengths)
    place = np.arange(len(text)) - (np.cumsum(lengths) - lengths)[text]
    first = (np.cumsum(filled) - filled)[text] * heads + place
    found: Integers = first[:, None] + filled[text][:, None] * np.arange(heads)
    return found


def _equal(lengths: Sequence[int]) -> list[tuple[int, int]]:
    """Each length and how many in a row have it."""
    return [(length, len(list(same))) for length, same in groupby(lengths)]
