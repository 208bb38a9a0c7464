"""Shingles: the overlapping pieces of a text that show how much of it is in another.

A text becomes a sorted array of distinct 64-bit numbers, one for each run of nine characters
(the evidence) or of three words (for finding candidates). Shingling and containment follow
Broder, "On the resemblance and containment of documents", 1997. The hash is a polynomial over
mixed code points modulo 2^64, finished by splitmix64 (Steele, Lea, Flood, 2014); two different
shingles share a number with probability of about 2^-64 each, so that counts are exact in practice.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

HashArray = npt.NDArray[np.uint64]
CodeArray = npt.NDArray[np.uint32]
IntArray = npt.NDArray[np.int64]

CHAR_WIDTH = 9
WORD_WIDTH = 3

_BASE = 0x9E3779B97F4A7C15  # odd, so that powers never become zero modulo 2^64
_TABLE = 0x10000  # code points with a table entry; the rare others are computed
_LONGEST_WORD = 4096  # positions in longer "words" (base64) repeat; still a function of the text
_EMPTY: HashArray = np.empty(0, dtype=np.uint64)

# Scripts written without spaces: every character is a word of its own.
_UNSPACED = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x3040, 0x30FF),  # Japanese kana
    (0x3400, 0x4DBF),  # Chinese characters
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
)
_ASTRAL_UNSPACED = (0x20000, 0x3FFFF)
_GAP, _LETTER, _ALONE = 0, 1, 2


def char_shingles(text: str, width: int = CHAR_WIDTH) -> HashArray:
    """Return the distinct runs of ``width`` characters of ``text``, hashed.

    Args:
        text: Normalised text (case and white space folded).
        width: Characters in a run, at least 1.

    Returns:
        Ascending, shape (n,), uint64; empty if the text is shorter than ``width``.
    """
    hashes = char_runs(text, width)
    return distinct(hashes)


def char_runs(text: str, width: int = CHAR_WIDTH) -> HashArray:
    """Return the hash of the run of ``width`` characters that starts at each place of ``text``.

    The same numbers as ``char_shingles``, in order of place, with repeats: shape
    (max(0, len(text) - width + 1),), uint64.
    """
    mixed = _mixed_codes(_codes(text))
    if len(mixed) < width:
        return _EMPTY
    return _finish(_rolling(mixed, width))


class WordRuns(NamedTuple):
    """The runs of some words of a text, in order.

    Attributes:
        hashes: Shape (runs,), uint64.
        starts, ends: Half-open spans of the *words*, in characters of the text, shape (words,),
            int64; run i covers the words i to i + width - 1.
        width: Words in a run.
    """

    hashes: HashArray
    starts: IntArray
    ends: IntArray
    width: int


def word_runs(text: str, width: int) -> WordRuns:
    """Return the runs of ``width`` words of ``text`` with their places; see ``word_shingles``."""
    codes = _codes(text)
    starts, ends = _word_spans(codes)
    words = _word_hashes(codes, starts)
    runs = _finish(_rolling(words, width)) if len(words) >= width else _EMPTY
    return WordRuns(runs, starts, ends, width)


def word_shingles(text: str, width: int = WORD_WIDTH) -> tuple[HashArray, int]:
    """Return the distinct runs of ``width`` words of ``text``, hashed, and how many words it has.

    A word is a run of letters and digits; in scripts without spaces, one character. Punctuation
    between words does not count.

    Returns:
        Ascending array of shape (n,), uint64 (empty if there are fewer words than ``width``), and
        the number of words, repeats counted.
    """
    words = words_of(text)
    return shingles_of(words, width), len(words)


def words_of(text: str) -> HashArray:
    """Return one number for each word of ``text``, in order, shape (words,), uint64."""
    codes = _codes(text)
    return _word_hashes(codes, _word_spans(codes)[0])


def shingles_of(words: HashArray, width: int) -> HashArray:
    """Return the distinct runs of ``width`` words, hashed; ascending, shape (n,), uint64."""
    if len(words) < width:
        return _EMPTY
    return distinct(_finish(_rolling(words, width)))


def _codes(text: str) -> CodeArray:
    """Code points; lone surrogates (from odd file names and damaged text) are kept as they are."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def _word_spans(codes: CodeArray) -> tuple[IntArray, IntArray]:
    """Where words start and end."""
    kind = _classify(codes)
    is_word = np.zeros(len(kind) + 1, dtype=bool)
    np.not_equal(kind, _GAP, out=is_word[:-1])
    starts_here = is_word[:-1].copy()
    # A word starts after a gap, and at and after every character that stands alone.
    starts_here[1:] &= (kind[:-1] != _LETTER) | (kind[1:] == _ALONE)
    ends_here = is_word[:-1].copy()
    ends_here &= ~is_word[1:] | np.append(starts_here[1:], True)
    return np.flatnonzero(starts_here), np.flatnonzero(ends_here) + 1


def _word_hashes(codes: CodeArray, starts: IntArray) -> HashArray:
    """One number per word, in order, shape (words,)."""
    if not len(starts):
        return _EMPTY
    is_word = _classify(codes) != _GAP
    body = codes[starts[0] :]
    ends = np.append(starts[1:], len(codes))
    place = np.arange(starts[0], len(codes)) - np.repeat(starts, ends - starts)
    weighted = _mixed_codes(body) * _powers()[place % _LONGEST_WORD]
    weighted[~is_word[starts[0] :]] = 0
    return _finish(np.add.reduceat(weighted, starts - starts[0]))


def _rolling(items: HashArray, width: int) -> HashArray:
    """Polynomial hash of each run of ``width`` items, by doubling: log2(width) passes.

    With H(i, w) = sum over k < w of items[i + k] * BASE^(w - 1 - k),
    H(i, v + w) = H(i, v) * BASE^w + H(i + v, w).
    """
    total: HashArray | None = None
    covered = 0
    piece, piece_width = items, 1
    remaining = width
    while True:
        if remaining & 1:
            if total is None:
                total, covered = piece, piece_width
            else:
                total = _join(total, covered, piece, piece_width)
                covered += piece_width
        remaining >>= 1
        if not remaining:
            return total if total is not None else _EMPTY
        piece = _join(piece, piece_width, piece, piece_width)
        piece_width *= 2


def _join(left: HashArray, left_width: int, right: HashArray, right_width: int) -> HashArray:
    runs = min(len(left), len(right) - left_width)
    factor = np.uint64(pow(_BASE, right_width, 1 << 64))
    joined = left[:runs] * factor
    joined += right[left_width : left_width + runs]
    return joined


def distinct(hashes: HashArray) -> HashArray:
    """Return ``hashes`` ascending and without repeats; sorts them in place.

    (``numpy.unique`` takes twice as long: it hashes what are hashes already.)
    """
    if not len(hashes):
        return _EMPTY
    hashes.sort()
    keep = np.empty(len(hashes), dtype=bool)
    keep[0] = True
    np.not_equal(hashes[1:], hashes[:-1], out=keep[1:])
    return hashes[keep]


def _finish(hashes: HashArray) -> HashArray:
    """splitmix64's finaliser: every bit of the result depends on every bit given."""
    mixed = hashes ^ (hashes >> np.uint64(30))
    mixed *= np.uint64(0xBF58476D1CE4E5B9)
    mixed ^= mixed >> np.uint64(27)
    mixed *= np.uint64(0x94D049BB133111EB)
    mixed ^= mixed >> np.uint64(31)
    return mixed


def _mixed_codes(codes: CodeArray) -> HashArray:
    table = _mix_table()
    if len(codes) and int(codes.max()) >= _TABLE:
        return _finish(codes.astype(np.uint64) * np.uint64(_BASE) + np.uint64(_BASE))
    return table[codes]


@cache
def _mix_table() -> HashArray:
    codes = np.arange(_TABLE, dtype=np.uint64)
    return _finish(codes * np.uint64(_BASE) + np.uint64(_BASE))


@cache
def _powers() -> HashArray:
    powers = np.full(_LONGEST_WORD, _BASE, dtype=np.uint64)
    powers[0] = 1
    return np.multiply.accumulate(powers)


def _classify(codes: CodeArray) -> npt.NDArray[np.uint8]:
    table = _kind_table()
    if not len(codes) or int(codes.max()) < _TABLE:
        return table[codes]
    kinds = table[np.minimum(codes, _TABLE - 1)]
    high = np.flatnonzero(codes >= _TABLE)
    kinds[high] = [_kind_of(int(code)) for code in codes[high]]
    return kinds


def _kind_of(code: int) -> int:
    if _ASTRAL_UNSPACED[0] <= code <= _ASTRAL_UNSPACED[1]:
        return _ALONE
    return _LETTER if chr(code).isalnum() else _GAP


@cache
def _kind_table() -> npt.NDArray[np.uint8]:
    kinds = np.array([chr(code).isalnum() for code in range(_TABLE)], dtype=np.uint8)
    for first, last in _UNSPACED:
        kinds[first : last + 1] *= _ALONE
    return kinds
