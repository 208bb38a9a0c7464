"""Attention inside each text of a packed batch is what the definition says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desktop_app.embedding.attention import PackedAttention, query_scale

if TYPE_CHECKING:
    import torch

_HEADS, _WIDTH = 3, 8
_DIM = _HEADS * _WIDTH


def _qkv(tokens: int, spread: float) -> torch.Tensor:
    import torch

    torch.manual_seed(4)
    return torch.randn(tokens, 3 * _DIM) * spread


def _expected(qkv: torch.Tensor, lengths: list[int]) -> torch.Tensor:
    """Softmax of scaled products, text by text and in double precision."""
    import torch

    texts = []
    for part in torch.split(qkv.double(), lengths):
        query, key, value = part.view(-1, 3, _HEADS, _WIDTH).permute(1, 2, 0, 3)
        weights = (query @ key.transpose(1, 2) * _WIDTH**-0.5).softmax(dim=-1)
        texts.append((weights @ value).transpose(0, 1).reshape(-1, _DIM))
    return torch.cat(texts)


def _found(qkv: torch.Tensor, lengths: list[int], dtype: torch.dtype) -> torch.Tensor:
    scaled = qkv.clone()
    scaled[:, :_DIM] *= query_scale(_WIDTH)
    attention = PackedAttention(lengths, _HEADS, qkv.new_empty(len(qkv), _DIM, dtype=dtype))
    first = attention(scaled.to(dtype))
    # The next layer finds nothing of the one before.
    assert (attention(scaled.to(dtype)) == first).all()
    return first.double()


@pytest.mark.parametrize("precision", ["float32", "bfloat16", "float16"])
@pytest.mark.parametrize(
    "lengths",
    [[1], [7, 7, 7], [16, 8, 8, 3, 1], [90, 90, 49, 48, 9], [530, 60, 2], [70]],
    ids=str,
)
def test_attention_when_texts_have_any_lengths_then_as_defined(
    lengths: list[int], precision: str
) -> None:
    import torch

    dtype = getattr(torch, precision)
    qkv = _qkv(sum(lengths), 1.0)
    error = (_found(qkv, lengths, dtype) - _expected(qkv, lengths)).abs().max()
    assert error < (1e-5 if dtype == torch.float32 else 0.05)


@pytest.mark.parametrize("offset", [-30.0, -13.0, 13.0, 30.0])
def test_attention_when_scores_leave_the_range_of_the_powers_then_still_as_defined(
    offset: float,
) -> None:
    import torch

    # All scores of a query moved by 8 · 30² / √8 = 2546 at most, which changes no weight.
    lengths = [20, 11, 11, 5]
    qkv = _qkv(sum(lengths), 0.3)
    qkv[:, :_DIM] += abs(offset)
    expected = _expected(qkv, lengths)
    qkv[:, _DIM : 2 * _DIM] += offset
    found = _found(qkv, lengths, torch.float32)
    assert (found - expected).abs().max() < 1e-3
