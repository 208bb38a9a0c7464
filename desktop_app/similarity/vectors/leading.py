"""Upper bounds of the dot products of many rows from a few of their coordinates.

With the rows turned so that most of their length lies in a few leading coordinates,
⟨x, y⟩ ≤ ⟨x', y'⟩ + |x''||y''| for the leading parts x', y' and the rests x'', y''
(Cauchy-Schwarz). With the length of the rest as one more coordinate this bound is itself a dot
product, of a few numbers instead of hundreds. The axes are the principal ones of a sample, by
subspace iteration (Halko, Martinsson, Tropp, "Finding structure with randomness", 2011). The bound
holds for any axes; better ones make it tighter.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desktop_app.similarity.ports import FloatArray, HalfArray, IntArray

DoubleArray = npt.NDArray[np.float64]

SLACK = 1e-5
"""Above the float32 rounding of a bound of up to 64 products and magnitude about 1."""

_WIDE = 63  # coordinates; with the rest 64
_NARROW = (7, 11, 15, 19, 23, 31, 47, _WIDE)  # with the rest, widths that matrix products like
_LOOK_AGAIN = 6_000  # a pair that is not ruled out costs as much as so many coordinates of one
_SAMPLE = 2_048
_ITERATIONS = 2
_PART = 1_024  # rows turned at a time, in float64: they stay in the second cache


@dataclass(frozen=True, slots=True)
class Leading:
    """A few coordinates of each row and the length of what is left, at two widths.

    For two rows of one array, their dot product plus ``SLACK`` is at least that of the rows.

    Attributes:
        narrow: (n, up to 64) float32, as wide as pays for the threshold.
        wide: (n, up to 64) float32.
    """

    narrow: FloatArray
    wide: FloatArray


def leading(rows: FloatArray | HalfArray, numbers: IntArray, threshold: float) -> Leading:
    """Return the leading coordinates of ``rows[numbers]``.

    Args:
        rows: Unit vectors, (m, dim).
        numbers: (n,) row numbers; n may be 0.
        threshold: Dot product that the bounds will be held against; decides how wide ``narrow`` is.
    """
    sample = rows[numbers[:: max(1, len(numbers) // _SAMPLE)]].astype(np.float32)
    axes = _principal_axes(sample)
    few = _width_that_pays(sample, axes, threshold)
    narrow = np.empty((len(numbers), few + 1), np.float32)
    wide = np.empty((len(numbers), axes.shape[1] + 1), np.float32)
    for part in _parts(len(numbers)):
        # In float64 up to the end: the length of the rest is a small difference of squares.
        full = rows[numbers[part]].astype(np.float64)
        turned = full @ axes
        wide[part] = _with_rest(full, turned)
        narrow[part] = _with_rest(full, turned[:, :few])
    return Leading(narrow, wide)


def _with_rest(full: DoubleArray, turned: DoubleArray) -> DoubleArray:
    rest = np.einsum("ij,ij->i", full, full) - np.einsum("ij,ij->i", turned, turned)
    return np.column_stack([turned, np.sqrt(np.maximum(rest, 0.0))])


def _principal_axes(sample: FloatArray) -> DoubleArray:
    """Return orthonormal axes (dim, k ≤ ``_WIDE``), those along which rows are longest first."""
    dim = sample.shape[1]
    axes = np.random.default_rng(1).standard_normal((dim, min(_WIDE, dim)))
    for _ in range(_ITERATIONS):
        stretched = sample.T @ (sample @ axes.astype(np.float32))
        axes = np.linalg.qr(stretched + 1e-9 * axes)[0]
    turned = sample.astype(np.float64) @ axes
    order: DoubleArray = np.linalg.eigh(turned.T @ turned)[1][:, ::-1]
    return axes @ order


def _width_that_pays(sample: FloatArray, axes: DoubleArray, threshold: float) -> int:
    """Return with how many coordinates comparing takes the least work, by pairs of the sample."""
    full = sample[:1_024].astype(np.float64)
    turned = full @ axes
    widths = [width for width in _NARROW if width < axes.shape[1]] + [axes.shape[1]]

    def work(width: int) -> float:
        own = _with_rest(full, turned[:, :width]).astype(np.float32)
        bounds = own[::2] @ own[1::2].T
        possible = np.count_nonzero(bounds >= threshold - SLACK)
        return width + _LOOK_AGAIN * possible / max(1, bounds.size)

    return min(widths, key=work)


def _parts(count: int) -> Iterator[slice]:
    for low in range(0, count, _PART):
        yield slice(low, low + _PART)
