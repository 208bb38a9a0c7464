from __future__ import annotations

import numpy as np
import pytest

from desktop_app.similarity.ports import FloatArray
from desktop_app.similarity.vectors.leading import SLACK, leading


def made_rows(count: int, dim: int, falling: float) -> FloatArray:
    """Unit rows whose coordinates get smaller, the faster the greater ``falling``."""
    random = np.random.default_rng(dim)
    rows = random.standard_normal((count, dim)) * np.arange(1, dim + 1) ** -falling
    unit: FloatArray = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    return unit


@pytest.mark.parametrize("dim", [1, 5, 63, 64, 384])
@pytest.mark.parametrize("falling", [0.0, 1.0])
def test_leading_when_rows_are_multiplied_then_the_bounds_are_never_below(
    dim: int, falling: float
) -> None:
    rows = made_rows(300, dim, falling)
    rows[:100] = rows[100:200] + 0.01 * rows[200:]  # close ones, and longer than 1
    rows[7] = 0.0
    products = rows.astype(np.float64) @ rows.T.astype(np.float64)

    found = leading(rows, np.arange(300), 0.9)

    for coordinates in (found.narrow, found.wide):
        assert coordinates.shape[1] <= 64
        assert (coordinates @ coordinates.T + SLACK >= products).all()


def test_leading_when_a_few_axes_hold_nearly_all_then_few_are_taken() -> None:
    few, many = (
        leading(made_rows(900, 384, falling), np.arange(900), 0.9) for falling in (2.0, 0.3)
    )
    assert few.narrow.shape[1] < many.narrow.shape[1]


def test_leading_when_only_some_rows_are_asked_for_then_theirs_come_in_that_order() -> None:
    rows = made_rows(50, 20, 1.0)
    found = leading(rows, np.array([30, 4, 9]), 0.9)
    # With fewer dimensions than coordinates nothing is left over: products are kept.
    np.testing.assert_allclose(found.wide @ found.wide.T, rows[[30, 4, 9]] @ rows[[30, 4, 9]].T,
                               atol=1e-5)  # fmt: skip
    assert not found.wide[:, -1].round(3).any()


def test_leading_when_there_are_no_rows_then_nothing_comes() -> None:
    found = leading(np.empty((0, 8), np.float32), np.empty(0, np.int64), 0.9)
    assert len(found.narrow) == len(found.wide) == 0
