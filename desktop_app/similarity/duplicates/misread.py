"""How far two texts run in step, although letters differ all over: the mark of a poor scan.

At 8 % misread letters only half of the runs of nine characters survive, as few as between two
documents of one topic. But what survives of a scan lies in the order of the original, a few
characters apart, while what two documents have in common by chance lies anywhere. So runs of nine
that occur in both are placed by their *offset* (place here less place there); those whose
neighbours have nearly the same offset are in step, and short gaps between two of them are the
misread letters.

Values filled into a form leave gaps, too, but fewer, and more characters differ in each.

Measured on 40 stories with 8 % character errors: .83 to .98 of the text in step with the original;
about 97 of 100 pairs of other documents that share a tenth of their shingles stay below .70.
(Containment of runs of five characters weighed by rarity: .70 to .83 against .66.)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desktop_app.similarity.duplicates.shingles import HashArray, IntArray, char_runs

IN_STEP = 0.75
"""Share of the smaller text in step from which it may be a poor scan."""

WIDTH = 9
_NEIGHBOURS = 8  # found runs looked at on either side; half of them must be in step
_NEAR = 60  # characters to such a neighbour at most
_DRIFT = 10  # letters the scanner added or lost on the way to it
_GAP = 16  # misread letters with what they spoil: two of them in nine characters

_GAPS_OF_A_SCAN = 1.5  # a hundred characters; 8 % misread letters make 2.2 to 3.8
_WRONG_IN_A_SCAN = 3.5  # characters a gap, mean; misread letters 1.2 to 3.2, forms 2.7 to 11

BoolArray = npt.NDArray[np.bool_]


class RunsInOrder:
    """The runs of nine characters of one text, by place and by number."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.hashes = char_runs(text, WIDTH)
        self._sorted: tuple[HashArray, IntArray] | None = None

    @property
    def once(self) -> tuple[HashArray, IntArray]:
        """The hashes that occur once, ascending, and their places."""
        if self._sorted is None:
            order = np.argsort(self.hashes, kind="stable")
            ascending = self.hashes[order]
            differs = np.ones(len(order) + 1, dtype=bool)
            np.not_equal(ascending[1:], ascending[:-1], out=differs[1:-1])
            alone = differs[1:] & differs[:-1]
            self._sorted = ascending[alone], order[alone]
        return self._sorted


@dataclass(frozen=True, slots=True)
class InStep:
    """How one text runs in step with another.

    Attributes:
        share: Of its characters, 0 to 1.
        gaps: Bridged gaps on a hundred characters.
        wrong: Characters that differ in a gap, mean; looked at only where gaps are many, else 0.0.
    """

    share: float
    gaps: float
    wrong: float

    @property
    def looks_misread(self) -> bool:
        """Whether letters differ all over, and little at a time."""
        return (
            self.share >= IN_STEP
            and self.gaps >= _GAPS_OF_A_SCAN
            and self.wrong <= _WRONG_IN_A_SCAN
        )


def in_step(one: RunsInOrder, other: RunsInOrder) -> InStep:
    """Return how the text ``one`` runs in step with ``other``."""
    length = len(one.hashes) + WIDTH - 1
    here, there = _found(one.hashes, *other.once)
    kept = _with_neighbours(here, here - there)
    here, there = here[kept], there[kept]
    if not len(here):
        return InStep(0.0, 0.0, 0.0)
    gaps = np.diff(here) - WIDTH
    drift = np.abs(np.diff(here) - np.diff(there))
    bridged = np.flatnonzero((gaps > 0) & (gaps <= _GAP) & (drift <= _DRIFT))
    covered = np.minimum(np.diff(here), WIDTH).sum() + WIDTH + gaps[bridged].sum()
    density = 100 * len(bridged) / length
    wrong = [
        _wrong(
            one.text[here[at] + WIDTH : here[at + 1]],
            other.text[there[at] + WIDTH : there[at + 1]],
        )
        for at in (bridged if density >= _GAPS_OF_A_SCAN else ())
    ]
    return InStep(
        min(1.0, float(covered / length)), density, sum(wrong) / len(wrong) if wrong else 0.0
    )


def _wrong(here: str, there: str) -> int:
    """How many characters differ between two short stretches, held together at either end."""
    from_start = sum(one == other for one, other in zip(here, there, strict=False))
    from_end = sum(
        one == other for one, other in zip(reversed(here), reversed(there), strict=False)
    )
    return max(len(here), len(there)) - max(from_start, from_end)


def longest_not_in(one: RunsInOrder, shingles: HashArray) -> int:
    """Return the most characters in a row of ``one`` that no run shared with ``shingles`` covers.

    Args:
        shingles: Ascending distinct runs of nine characters of another text.
    """
    if not len(one.hashes):
        return 0
    if not len(shingles):
        return len(one.hashes) + WIDTH - 1
    at = np.searchsorted(shingles, one.hashes)
    at[at == len(shingles)] = 0
    here = np.flatnonzero(shingles[at] == one.hashes)
    ends = np.append(here, len(one.hashes) + WIDTH - 1)
    return int((ends - np.concatenate(([0], here + WIDTH))).max(initial=0))


def _found(hashes: HashArray, known: HashArray, places: IntArray) -> tuple[IntArray, IntArray]:
    """Places here and there of the runs that occur there once."""
    if not len(known):
        return np.empty(0, np.int64), np.empty(0, np.int64)
    at = np.searchsorted(known, hashes)
    at[at == len(known)] = 0
    here = np.flatnonzero(known[at] == hashes)
    return here, places[at[here]]


def _with_neighbours(here: IntArray, offsets: IntArray) -> BoolArray:
    support = np.zeros(len(here), np.int64)
    for step in range(1, _NEIGHBOURS + 1):
        near = here[step:] - here[:-step] <= _NEAR
        near &= np.abs(offsets[step:] - offsets[:-step]) <= _DRIFT
        support[step:] += near
        support[:-step] += near
    return support >= _NEIGHBOURS // 2
