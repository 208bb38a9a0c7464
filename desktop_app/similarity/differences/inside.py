"""What differs inside runs of words that stand for the same: ways of writing, and punctuation."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from desktop_app.similarity.differences.alignment import Gap, Run
from desktop_app.similarity.differences.kinds import Found
from desktop_app.similarity.differences.model import DifferenceKind
from desktop_app.similarity.differences.pairing import Pairing, Side
from desktop_app.similarity.differences.tokens import IntArray
from desktop_app.similarity.differences.values import WordKind

_BETWEEN_NUMBERS = str.maketrans("", "", ",;.\"'()[]")
"""What may stand between two numbers or not; a dash, a stroke or a colon makes them one thing."""

_MATCHED, _SAME_VALUE, _NUMBER = 0, 1, 2
_Flags = npt.NDArray[np.bool_]


def cut_inside(pairing: Pairing, runs: list[Run]) -> tuple[list[Run], list[Found]]:
    """Return the parts of runs that agree wholly, and the differences between those parts.

    A part ends, too, where a running line stands between two words of either text.
    """
    if not runs:
        return [], []
    in_a, in_b, is_first = _places(runs)
    other_signs = pairing.a.signs[in_a] != pairing.b.signs[in_b]
    other_signs &= ~is_first | ((in_a == 0) & (in_b == 0))
    joins = _joining_numbers(pairing, in_a, in_b, other_signs & ~is_first)
    label = np.where(pairing.a.forms[in_a] != pairing.b.forms[in_b], _SAME_VALUE, _MATCHED)
    label[joins] = label[joins - 1] = _NUMBER
    is_joined = np.zeros(len(label), dtype=bool)
    is_joined[joins] = True
    begins = is_first | other_signs | _is_after_break(pairing.a)[in_a]
    begins |= _is_after_break(pairing.b)[in_b] | (label != _MATCHED)
    begins[1:] |= label[1:] != label[:-1]
    begins &= ~is_joined
    starts = np.flatnonzero(begins)
    lengths = np.diff(starts, append=len(begins))
    matched: list[Run] = []
    found: list[Found] = []
    for at, length in zip(starts.tolist(), lengths.tolist(), strict=True):
        run = Run(int(in_a[at]), int(in_b[at]), length)
        if label[at] == _MATCHED:
            matched.append(run)
        else:
            kind = DifferenceKind.NUMBER if label[at] == _NUMBER else DifferenceKind.SAME_VALUE
            found.append(Found(kind, Gap(run.a, run.a_end, run.b, run.b_end)))
    found += _punctuation(pairing, runs, in_a, in_b, other_signs & ~is_joined)
    return matched, found


def _places(runs: list[Run]) -> tuple[IntArray, IntArray, _Flags]:
    """Return the place in both texts of each word of the runs, and whether it begins one."""
    rows = np.array(runs, dtype=np.int64)
    lengths = rows[:, 2]
    begins = np.cumsum(lengths) - lengths
    step = np.arange(int(lengths.sum()), dtype=np.int64) - np.repeat(begins, lengths)
    is_first = np.zeros(len(step), dtype=bool)
    is_first[begins] = True
    return np.repeat(rows[:, 0], lengths) + step, np.repeat(rows[:, 1], lengths) + step, is_first


def _joining_numbers(pairing: Pairing, in_a: IntArray, in_b: IntArray, at: _Flags) -> IntArray:
    """Return those places between two numbers where what stands there makes something of them."""
    numbers = np.array([kind is WordKind.NUMBER for kind in pairing.a.tokens.kinds], dtype=bool)
    is_number = numbers[pairing.a.tokens.ids[in_a]]
    places = np.flatnonzero(at[1:] & is_number[1:] & is_number[:-1]) + 1
    chosen = [
        place
        for place in places.tolist()
        if _sign(pairing.a, in_a[place]) != _sign(pairing.b, in_b[place])
    ]
    return np.array(chosen, dtype=np.int64)


def _sign(side: Side, at: int) -> str:
    return side.tokens.signs[int(side.tokens.gaps[at])].translate(_BETWEEN_NUMBERS)


def _is_after_break(side: Side) -> _Flags:
    """Whether a running line stands before each word."""
    flags = np.zeros(len(side.tokens) + 1, dtype=bool)
    running = [start for start, _ in side.tokens.source.running]
    flags[np.searchsorted(side.tokens.starts, np.array(running, dtype=np.int64))] = True
    return flags


def _punctuation(
    pairing: Pairing, runs: list[Run], in_a: IntArray, in_b: IntArray, at: _Flags
) -> Iterator[Found]:
    places = [(int(in_a[place]), int(in_b[place])) for place in np.flatnonzero(at).tolist()]
    end = len(pairing.a.tokens), len(pairing.b.tokens)
    if (runs[-1].a_end, runs[-1].b_end) == end and pairing.a.signs[-1] != pairing.b.signs[-1]:
        places.append(end)
    for a, b in places:
        yield Found(DifferenceKind.PUNCTUATION, Gap(a, a, b, b))
