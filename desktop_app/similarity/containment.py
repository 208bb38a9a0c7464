"""How much of one text is in another, exactly."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from desktop_app.similarity.shingles import HashArray

_TABLE_BITS_MAX = 24


def shared_counts(one: HashArray, others: Sequence[HashArray]) -> list[int]:
    """Return how many numbers each of ``others`` has in common with ``one``.

    A small table answers "certainly not" for most numbers; only the rest are looked up, so that a
    comparison of unrelated documents costs a few nanoseconds a shingle.

    Args:
        one: Ascending and distinct, uint64; the numbers must be well mixed (``shingles.py``).
        others: Each ascending and distinct, uint64.
    """
    if not len(one):
        return [0] * len(others)
    bits = min(_TABLE_BITS_MAX, len(one).bit_length() + 3)
    shift = np.uint64(64 - bits)
    table = np.zeros(1 << bits, dtype=bool)
    table[one >> shift] = True
    return [_shared(one, other[table[other >> shift]]) for other in others]


def _shared(one: HashArray, maybe: HashArray) -> int:
    places = np.searchsorted(one, maybe)
    places[places == len(one)] = 0
    return int(np.count_nonzero(one[places] == maybe))
