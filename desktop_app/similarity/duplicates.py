"""Verified duplicates: what is alike in a folder, decided on the texts themselves.

Equal bytes and equal texts are found by their hashes; for the rest, candidates come from
``candidates.py`` (and from the caller, by vectors), and each is verified: exact containment of
nine-character shingles in both directions, then the agreement of numbers, dates and names. The
constants are one fixed setting for all folders. Cosine is never evidence here.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, product
from typing import Generic, TypeVar

import numpy as np

from desktop_app.index.rows import TextPrint
from desktop_app.progress import CancelToken, ProgressMeter, Report, Stage
from desktop_app.similarity.candidates import Candidates, IntArray, ShingleIndex
from desktop_app.similarity.containment import shared_counts
from desktop_app.similarity.details import Details, compare_details, details_of
from desktop_app.similarity.groups import (
    Alike,
    Group,
    may_be_removed,
    most_text_first,
    regroup,
    same_content,
)
from desktop_app.similarity.relations import (
    FLOOR,
    NEAR_SHARE,
    NEAR_SHARE_OF_LARGER,
    Pair,
    compared,
)
from desktop_app.similarity.shingles import HashArray, char_shingles, word_shingles

MIN_WORDS = 8
"""Texts with fewer words are compared by their bytes only: they are alike by chance."""

LoadText = Callable[[int], str]

_CHARS_A_WORD = 6  # to guess the number of shingles before reading
_SHINGLE_CACHE = 24_000_000  # numbers of 8 bytes
_WORD_CACHE = 400_000
_SIZES_DIFFER = 0.10  # shares this far apart: the larger document has text of its own


@dataclass(frozen=True, slots=True)
class Findings:
    """What is alike in a folder; enough to group at any threshold without reading again.

    Attributes:
        alikes: Each compared document once, with its identical copies, in kept order.
        related: Pairs of the documents that stand for their identical copies, score at least
            ``FLOOR``, strongest first.
        empty: Ids of documents without text; they are like nothing.
        too_short: Ids of documents with fewer than ``MIN_WORDS`` words: compared by bytes only.
        referenced: Documents so common that only the pair with their cluster's reference was
            compared; 0 means that every pair was considered.
        not_compared: How many of those are beyond the limit on such work and have not even that.
    """

    alikes: tuple[Alike, ...]
    related: tuple[Pair, ...]
    empty: tuple[int, ...]
    too_short: tuple[int, ...]
    referenced: int
    not_compared: int = 0

    def groups(self, threshold: float = NEAR_SHARE) -> tuple[Group, ...]:
        """Return the groups whose members score at least ``threshold`` (``FLOOR`` to 1)."""
        return regroup(self.alikes, self.related, threshold)

    def pairs(self, threshold: float = NEAR_SHARE) -> Iterator[Pair]:
        """Yield every related pair of documents, identical ones first.

        A folder with n copies of one file has n(n-1)/2 such pairs, so they are made on the way.
        """
        by_first = {alike.first.id: alike for alike in self.alikes}
        for alike in self.alikes:
            for a, b in combinations(alike.rows, 2):
                yield _offered(same_content(a, b), a, b)
        for pair in self.related:
            if pair.score >= threshold:
                for a, b in product(by_first[pair.a].rows, by_first[pair.b].rows):
                    yield _offered(pair.with_documents(a.id, b.id), a, b)


def _offered(pair: Pair, a: TextPrint, b: TextPrint) -> Pair:
    """The pair, removable only if one of the two documents may be offered for removal."""
    return replace(pair, removable=may_be_removed(pair, a, b) or may_be_removed(pair, b, a))


def find_duplicates(
    rows: Iterable[TextPrint],
    load_text: LoadText,
    token: CancelToken,
    report: Report,
    *,
    neighbours: Iterable[tuple[int, int]] = (),
    load_display: LoadText | None = None,
) -> Findings:
    """Return what is alike among ``rows``, whatever their order.

    Texts are read one at a time: once each, and again where there is a candidate. Memory is bounded
    by the number of shingles indexed (16 million) and two caches, about 0.6 GB at most.

    Args:
        rows: The documents.
        load_text: Gives the normalised text of an id: case folded, white space folded.
        token: Looked at once a document and once a comparison.
        report: Gets ``Stage.COMPARING``, first in documents, then in pairs.
        neighbours: Further candidates, as pairs of ids (nearest by meaning).
        load_display: Gives the text as written, in which names can be told by their capitals.
            Without it only numbers tell one use of a form from another.

    Raises:
        Cancelled: If ``token`` was set.
    """
    found = _sorted_out(rows)
    index = ShingleIndex(sum(alike.first.chars for alike in found.texts) // _CHARS_A_WORD)
    numbered: list[Alike] = []
    alikes, too_short = list(found.unread), []
    meter = ProgressMeter(report, Stage.COMPARING, len(found.texts), unit="documents")
    for alike in found.texts:
        token.check()
        shingles, words = word_shingles(load_text(alike.first.id))
        if words < MIN_WORDS:
            too_short += [row.id for row in alike.rows]
            alikes += _same_bytes(alike.rows)
        else:
            index.add(shingles)
            numbered.append(alike)
        meter.advance(current=alike.first.path)
    meter.finish()
    candidates = _with_neighbours(index.candidates(token), numbered, neighbours)
    verifier = _Verifier([alike.first.id for alike in numbered], load_text, load_display)
    related = verifier.verified(candidates, token, report)
    alikes = sorted([*alikes, *numbered], key=lambda alike: most_text_first(alike.first))
    path = {alike.first.id: alike.first.path for alike in alikes}
    related.sort(key=lambda p: (p.relation.rank, -p.score, path[p.a], path[p.b]))
    return Findings(
        tuple(alikes),
        tuple(related),
        found.empty,
        tuple(sorted(too_short)),
        candidates.referenced,
        candidates.not_compared,
    )


@dataclass(frozen=True, slots=True)
class _SortedOut:
    texts: list[Alike]
    unread: list[Alike]
    empty: tuple[int, ...]


def _sorted_out(rows: Iterable[TextPrint]) -> _SortedOut:
    """Bring together what is identical, in kept order."""
    in_order = sorted(rows, key=most_text_first)
    texts: dict[bytes, list[TextPrint]] = {}
    unread: list[TextPrint] = []
    empty: list[int] = []
    for row in in_order:
        if row.unread:
            unread.append(row)
        elif row.chars == 0:
            empty.append(row.id)
        else:
            texts.setdefault(row.text_sha256, []).append(row)
    return _SortedOut(
        [Alike(tuple(same)) for same in texts.values()], _same_bytes(unread), tuple(sorted(empty))
    )


def _same_bytes(rows: Iterable[TextPrint]) -> list[Alike]:
    files: dict[bytes, list[TextPrint]] = {}
    for row in rows:
        files.setdefault(row.sha256, []).append(row)
    return [Alike(tuple(same)) for same in files.values()]


def _with_neighbours(
    candidates: Candidates, numbered: Sequence[Alike], neighbours: Iterable[tuple[int, int]]
) -> Candidates:
    number_of = {row.id: number for number, alike in enumerate(numbered) for row in alike.rows}
    codes = [candidates.first * len(numbered) + candidates.second]
    added = {
        min(a, b) * len(numbered) + max(a, b)
        for a, b in (
            (number_of[x], number_of[y]) for x, y in neighbours if x in number_of and y in number_of
        )
        if a != b
    }
    codes.append(np.fromiter(added, dtype=np.int64, count=len(added)))
    both = np.unique(np.concatenate(codes))
    many = max(1, len(numbered))
    return replace(candidates, first=both // many, second=both % many)


class _Verifier:
    """Compares candidate pairs on their texts. Documents are numbers into ``ids``."""

    def __init__(
        self, ids: Sequence[int], load_text: LoadText, load_display: LoadText | None
    ) -> None:
        self._ids = ids
        self._load_text = load_text
        self._load_display = load_display
        self._shingles: _Cache[HashArray] = _Cache(self._read_shingles, len, _SHINGLE_CACHE)
        self._details: _Cache[Details] = _Cache(
            self._read_details, lambda details: len(details.words), _WORD_CACHE
        )

    def verified(self, candidates: Candidates, token: CancelToken, report: Report) -> list[Pair]:
        """Return the pairs that score at least ``FLOOR``."""
        meter = ProgressMeter(report, Stage.COMPARING, len(candidates.first), unit="pairs")
        pairs: list[Pair] = []
        edges = np.flatnonzero(np.diff(candidates.first)) + 1
        for batch in np.split(np.arange(len(candidates.first)), edges):
            if len(batch):
                one = int(candidates.first[batch[0]])
                for other in _pieces(candidates.second[batch]):
                    token.check()
                    pairs += self._compared(one, other)
                    meter.advance(len(other))
        meter.finish()
        return pairs

    def _compared(self, one: int, others: Sequence[int]) -> Iterator[Pair]:
        mine = self._shingles(one)
        theirs = [self._shingles(other) for other in others]
        counts = shared_counts(mine, theirs, FLOOR)
        for other, size, count in zip(others, map(len, theirs), counts, strict=True):
            if size and count >= FLOOR * min(len(mine), size):
                yield self._judged(one, other, count / len(mine), count / size)

    def _judged(self, one: int, other: int, share_one: float, share_other: float) -> Pair:
        small, large = (one, other) if share_one >= share_other else (other, one)
        apart = abs(share_one - share_other)
        larger_share = min(share_one, share_other)
        details = compare_details(
            self._details(small),
            self._details(large),
            contained=apart > _SIZES_DIFFER or larger_share < NEAR_SHARE_OF_LARGER,
        )
        return compared(
            self._ids[one],
            self._ids[other],
            share_one,
            share_other,
            other_details=details.other_details,
            may_contradict=details.only_details or details.may_contradict,
            differing=details.differing,
        )

    def _read_shingles(self, number: int) -> HashArray:
        return char_shingles(self._load_text(self._ids[number]))

    def _read_details(self, number: int) -> Details:
        document = self._ids[number]
        display = None if self._load_display is None else self._load_display(document)
        return details_of(self._load_text(document), display)


def _pieces(numbers: IntArray, most: int = 256) -> Iterator[list[int]]:
    for low in range(0, len(numbers), most):
        yield numbers[low : low + most].tolist()


Value = TypeVar("Value")


class _Cache(Generic[Value]):
    """Least recently used values up to a total size."""

    def __init__(
        self, make: Callable[[int], Value], size_of: Callable[[Value], int], most: int
    ) -> None:
        self._make, self._size_of, self._left = make, size_of, most
        self._kept: OrderedDict[int, Value] = OrderedDict()

    def __call__(self, key: int) -> Value:
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        value = self._make(key)
        self._kept[key] = value
        self._left -= self._size_of(value)
        while self._left < 0 and len(self._kept) > 1:
            self._left += self._size_of(self._kept.popitem(last=False)[1])
        return value
