"""How much of one text is in another, exactly where it matters."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from desktop_app.similarity.duplicates.shingles import HashArray

_TABLE_BITS_MAX = 24
_SAMPLE = 512
_SURELY = 5.0  # standard deviations; a related pair is missed once in three million


def shared_counts(one: HashArray, others: Sequence[HashArray], least: float = 0.0) -> list[int]:
    """Return how many numbers each of ``others`` has in common with ``one``.

    Two shortcuts: a small table answers "certainly not" for most numbers, and a pair whose 512
    lowest numbers (a fair sample, as they are hashes) are surely below ``least`` counts as 0.

    Args:
        one: Ascending and distinct, uint64; the numbers must be well mixed (``shingles.py``).
        others: Each ascending and distinct, uint64.
        least: Containment of the smaller set below which the count does not matter, 0 to 1.
    """
    if not len(one):
        return [0] * len(others)
    bits = min(_TABLE_BITS_MAX, len(one).bit_length() + 3)
    shift = np.uint64(64 - bits)
    table = np.zeros(1 << bits, dtype=bool)
    table[one >> shift] = True

    def shared(other: HashArray) -> int:
        maybe = other[table[other >> shift]]
        places = np.searchsorted(one, maybe)
        places[places == len(one)] = 0
        return int(np.count_nonzero(one[places] == maybe))

    def surely_below(other: HashArray) -> bool:
        small = min(one, other, key=len)
        if len(small) < 2 * _SAMPLE:
            return False
        sample = other[: np.searchsorted(other, small[_SAMPLE - 1], side="right")]
        slack = _SURELY * math.sqrt(least * (1 - least) / _SAMPLE)
        return shared(sample) < _SAMPLE * (least - slack)

    return [0 if surely_below(other) else shared(other) for other in others]
