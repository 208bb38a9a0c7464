"""What differs inside runs of words that stand for the same: ways of writing, letters, what is
struck out, columns and punctuation."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from desktop_app.similarity.differences.alignment import Gap, Run
from desktop_app.similarity.differences.cells import Step, step
from desktop_app.similarity.differences.kinds import Found
from desktop_app.similarity.differences.model import DifferenceKind
from desktop_app.similarity.differences.pairing import Pairing, Side
from desktop_app.similarity.differences.tokens import FlagArray, IntArray
from desktop_app.similarity.differences.values import WordKind
from desktop_app.similarity.differences.written import other_figures, same_letters

_BETWEEN_NUMBERS = str.maketrans("", "", ",;.\"'()[]\t")
"""What may stand between two numbers or not; a dash, a stroke or a colon makes them one thing."""

_KINDS = (
    None,  # matched
    DifferenceKind.SPELLING,
    DifferenceKind.STRUCK,
    DifferenceKind.SAME_VALUE,
    DifferenceKind.CELL,
    DifferenceKind.NUMBER,
)
_MATCHED, _SPELLING, _STRUCK, _SAME_VALUE, _CELL, _NUMBER = range(len(_KINDS))
_Labels = npt.NDArray[np.int8]
"""Rows of ``_KINDS``."""


def cut_inside(pairing: Pairing, runs: list[Run]) -> tuple[list[Run], list[Found]]:
    """Return the parts of runs that agree wholly, and the differences between those parts.

    A part ends, too, where a running line stands between two words of either text.
    """
    if not runs:
        return [], []
    in_a, in_b, is_first = _places(runs)
    other_signs = pairing.a.signs[in_a] != pairing.b.signs[in_b]
    other_signs &= ~is_first | ((in_a == 0) & (in_b == 0))
    label = _labels(pairing, in_a, in_b)
    label[_other_columns(pairing, in_a, in_b, other_signs)] = _CELL
    joins = _joining_numbers(pairing, in_a, in_b, other_signs & ~is_first)
    label[joins] = label[joins - 1] = _NUMBER
    is_joined = np.zeros(len(label), dtype=bool)
    is_joined[joins] = True
    begins = is_first | other_signs | _is_after_break(pairing.a)[in_a]
    begins |= _is_after_break(pairing.b)[in_b] | (label > _STRUCK)
    begins[1:] |= label[1:] != label[:-1]
    begins &= ~is_joined
    starts = np.flatnonzero(begins)
    lengths = np.diff(starts, append=len(begins))
    matched: list[Run] = []
    found: list[Found] = []
    for at, length in zip(starts.tolist(), lengths.tolist(), strict=True):
        run = Run(int(in_a[at]), int(in_b[at]), length)
        kind = _KINDS[int(label[at])]
        if kind is None:
            matched.append(run)
        else:
            found.append(Found(kind, Gap(run.a, run.a_end, run.b, run.b_end)))
    found += _punctuation(pairing, runs, in_a, in_b, other_signs & ~is_joined)
    return matched, found


def _labels(pairing: Pairing, in_a: IntArray, in_b: IntArray) -> _Labels:
    """Return for words that stand for the same how they differ nevertheless."""
    label = np.zeros(len(in_a), dtype=np.int8)
    letters_a, letters_b = pairing.a.letters[in_a], pairing.b.letters[in_b]
    places = np.flatnonzero(letters_a != letters_b)
    many = len(pairing.written)
    pairs, rows = np.unique(letters_a[places] * many + letters_b[places], return_inverse=True)
    told = [_told(pairing, *divmod(pair, many)) for pair in pairs.tolist()]
    label[places] = np.array(told, dtype=np.int8)[rows]
    is_other_form = pairing.a.forms[in_a] != pairing.b.forms[in_b]
    label[is_other_form & (label != _NUMBER)] = _SAME_VALUE
    label[pairing.a.tokens.struck[in_a] != pairing.b.tokens.struck[in_b]] = _STRUCK
    # Raised figures make another number only of what is one: "m²" and "m2" are one unit.
    numbers = _is_number(pairing.a)[in_a]
    label[(label == _NUMBER) & ~numbers] = _SPELLING
    return label


def _told(pairing: Pairing, a: int, b: int) -> int:
    one, other = pairing.written[a], pairing.written[b]
    if same_letters(one, other):
        return _MATCHED
    return _NUMBER if other_figures(one, other) else _SPELLING


def _other_columns(pairing: Pairing, in_a: IntArray, in_b: IntArray, at: FlagArray) -> list[int]:
    """Return those places before which a table has other empty cells; those and where only the
    layout of cells differs are taken out of ``at``."""
    moved = []
    for place in np.flatnonzero(at & _has_cells(pairing, in_a, in_b)).tolist():
        a, b = int(in_a[place]), int(in_b[place])
        found = step(pairing.a.tokens.gap(a), pairing.b.tokens.gap(b))
        at[place] = found is Step.SIGNS
        if found is Step.COLUMN:
            moved.append(place)
    return moved


def _has_cells(pairing: Pairing, in_a: IntArray, in_b: IntArray) -> FlagArray:
    """Whether cells may end before each word, in either text."""
    has_a, has_b = (
        np.array([side.tokens.may_end_cell(sign) for sign in side.tokens.signs], dtype=bool)
        for side in (pairing.a, pairing.b)
    )
    tokens_a, tokens_b = pairing.a.tokens, pairing.b.tokens
    return np.asarray(has_a[tokens_a.gaps[in_a]] | has_b[tokens_b.gaps[in_b]])


def _places(runs: list[Run]) -> tuple[IntArray, IntArray, FlagArray]:
    """Return the place in both texts of each word of the runs, and whether it begins one."""
    rows = np.array(runs, dtype=np.int64)
    lengths = rows[:, 2]
    begins = np.cumsum(lengths) - lengths
    step = np.arange(int(lengths.sum()), dtype=np.int64) - np.repeat(begins, lengths)
    is_first = np.zeros(len(step), dtype=bool)
    is_first[begins] = True
    return np.repeat(rows[:, 0], lengths) + step, np.repeat(rows[:, 1], lengths) + step, is_first


def _joining_numbers(pairing: Pairing, in_a: IntArray, in_b: IntArray, at: FlagArray) -> IntArray:
    """Return those places between two numbers where what stands there makes something of them."""
    is_number = _is_number(pairing.a)[in_a]
    places = np.flatnonzero(at[1:] & is_number[1:] & is_number[:-1]) + 1
    chosen = [
        place
        for place in places.tolist()
        if _sign(pairing.a, in_a[place]) != _sign(pairing.b, in_b[place])
    ]
    return np.array(chosen, dtype=np.int64)


def _is_number(side: Side) -> FlagArray:
    kinds = np.array([kind is WordKind.NUMBER for kind in side.tokens.kinds], dtype=bool)
    return np.asarray(kinds[side.tokens.ids])


def _sign(side: Side, at: int) -> str:
    return side.tokens.signs[int(side.tokens.gaps[at])].translate(_BETWEEN_NUMBERS)


def _is_after_break(side: Side) -> FlagArray:
    """Whether a running line stands before each word."""
    flags = np.zeros(len(side.tokens) + 1, dtype=bool)
    running = [start for start, _ in side.tokens.source.running]
    flags[np.searchsorted(side.tokens.starts, np.array(running, dtype=np.int64))] = True
    return flags


def _punctuation(
    pairing: Pairing, runs: list[Run], in_a: IntArray, in_b: IntArray, at: FlagArray
) -> Iterator[Found]:
    places = [(int(in_a[place]), int(in_b[place])) for place in np.flatnonzero(at).tolist()]
    end = len(pairing.a.tokens), len(pairing.b.tokens)
    if (runs[-1].a_end, runs[-1].b_end) == end and pairing.a.signs[-1] != pairing.b.signs[-1]:
        last = pairing.a.tokens.gap(end[0]), pairing.b.tokens.gap(end[1])
        if step(*last) is Step.SIGNS:
            places.append(end)
    for a, b in places:
        yield Found(DifferenceKind.PUNCTUATION, Gap(a, a, b, b))
