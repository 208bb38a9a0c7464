"""Eight-bit copies of unit vectors that bound the true dot product from above.

For a row v = s·c + e with integer codes c, and a query x = t·d + f likewise,
⟨v, x⟩ = st⟨c, d⟩ + ⟨e, x⟩ + ⟨s·c, f⟩ ≤ st⟨c, d⟩ + |e||x| + |s·c||f| (Cauchy-Schwarz), so a scan of
the codes alone tells which rows can still be among the best: a quarter of the bytes of float32.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

import numpy as np
import numpy.typing as npt

from desktop_app.similarity.ports import FloatArray

CodeArray = npt.NDArray[np.int8]
_EXACT_WIDTH = 1024
"""127 * 127 * 1024 < 2**24: sums of so many products are exact in float32."""

Kernel = Callable[[CodeArray, CodeArray], FloatArray]

_SLACK = 4e-6
"""Above the float32 rounding of the few operations that make a bound of magnitude ≤ 1."""


@dataclass(frozen=True, slots=True)
class Quantised:
    """Codes of some rows.

    Attributes:
        codes: (n, dim) int8, in [-127, 127].
        scales: (n,) float32; the row is about ``scales * codes``.
        residuals: (n,) float32, length of what the codes leave out.
        reach: Largest length of ``scales * codes`` over the rows; 0.0 if there are none.
    """

    codes: CodeArray
    scales: FloatArray
    residuals: FloatArray
    reach: float


def quantise(rows: FloatArray) -> Quantised:
    """Return the codes of ``rows`` (n, dim); deterministic."""
    scales = np.abs(rows).max(axis=1, initial=0.0) / np.float32(127.0)
    codes = np.rint(rows / np.where(scales > 0, scales, 1)[:, None]).astype(np.int8)
    restored = codes.astype(np.float32) * scales[:, None]
    residuals = np.linalg.norm(rows - restored, axis=1).astype(np.float32)
    reach = float(np.linalg.norm(restored, axis=1).max(initial=0.0))
    return Quantised(codes, scales.astype(np.float32), residuals, reach)


class QuantisedQuery:
    """A query vector, ready to be held against blocks of codes.

    Args:
        query: Shape (dim,), float32.
    """

    def __init__(self, query: FloatArray) -> None:
        own = quantise(query[None, :])
        self._codes = own.codes
        self._scale = float(own.scales[0])
        self._residual = float(own.residuals[0])
        self._length = float(np.linalg.norm(query))
        self._kernel = dot_kernel()

    def bounds(
        self, codes: CodeArray, scales: FloatArray, residuals: FloatArray, reach: float
    ) -> FloatArray:
        """Return for every row a number no smaller than its dot product with the query, (n,)."""
        bounds = self._kernel(self._codes, codes)
        bounds *= scales
        bounds *= np.float32(self._scale)
        bounds += residuals * np.float32(self._length)
        bounds += np.float32(reach * self._residual + _SLACK * max(1.0, self._length))
        return bounds


@functools.cache
def dot_kernel() -> Kernel:
    """Return the fastest way at hand to multiply one row of codes with many: (1, d), (n, d) → (n,).

    Both ways give the integer products, exact up to 1,024 columns and then rounded a few times.
    """
    try:
        import numkong
    except ImportError:
        return _numpy_dots

    def dots(query: CodeArray, codes: CodeArray) -> FloatArray:
        products = numkong.cdist(query, codes, "dot", out_dtype="f32")
        return cast(FloatArray, np.asarray(products).reshape(-1))

    return dots


def _numpy_dots(query: CodeArray, codes: CodeArray) -> FloatArray:
    products = np.zeros(len(codes), np.float32)
    for start in range(0, codes.shape[1], _EXACT_WIDTH):
        part = slice(start, start + _EXACT_WIDTH)
        products += codes[:, part].astype(np.float32) @ query[0, part].astype(np.float32)
    return products
