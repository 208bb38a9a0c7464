"""Candidates compared on their texts: measured all, then judged with what recurs in the folder.

Three steps, since what recurs can only be told when copies are known:

1. ``measured``: exact shares of every candidate pair in both directions;
2. ``learn``: text is counted once for a document and all that are in it, as copies or parts; what
   then still occurs in many documents recurs;
3. ``judged``: the relation of each pair, by shares, by what is left without recurring text, by
   numbers and names, and, where letters differ all over, by how the texts run in step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

import numpy as np

from desktop_app.progress import CancelToken, ProgressMeter, Report, Stage
from desktop_app.similarity.duplicates.candidates import Candidates, IntArray
from desktop_app.similarity.duplicates.containment import shared_counts
from desktop_app.similarity.duplicates.details import (
    Comparison,
    Details,
    compare_details,
    details_of,
)
from desktop_app.similarity.duplicates.misread import RunsInOrder, in_step, longest_not_in
from desktop_app.similarity.duplicates.plain_values import plain_words
from desktop_app.similarity.duplicates.recurring import (
    LEAST_DOCUMENTS,
    RecurringLearner,
    RecurringText,
)
from desktop_app.similarity.duplicates.relations import (
    FLOOR,
    NEAR_SHARE,
    NEAR_SHARE_OF_LARGER,
    Pair,
    Relation,
    compared,
    possible,
)
from desktop_app.similarity.duplicates.shingles import (
    CHAR_WIDTH,
    HashArray,
    char_runs,
    char_shingles,
    distinct,
    words_of,
)
from desktop_app.similarity.lru import WeighedCache

LoadText = Callable[[int], str]

LEAST_MEASURED = 0.25
"""Share of the smaller text below which two documents have nothing to do with each other; of a
scan with 8 % misread letters about .47 is left."""

_SHINGLE_CACHE = 16_000_000  # numbers of 8 bytes
_WORD_CACHE = 400_000
_RUNS_CACHE = 4_000_000
_SIZES_DIFFER = 0.10  # shares this far apart: the larger document has text of its own

_SAME_VALUES = 0.90  # of both texts, from which they are one table in other writing

_COPY = 0.95  # share of a text in another, from which the two count once where text recurs
_SCATTERED = 40  # characters; copies that were edited differ in shorter stretches than this
_TRIES = 8  # documents looked at to find one that another is an edited copy of

_OWN_STRETCH = 48  # characters; shorter ones are values filled in, which ``details.py`` judges
_OWN_LEAST = 0.03  # of a document's runs; less can be a sentence added to a copy
_MOSTLY = 0.50  # of a text recurs: it is a form among its like
_OWN_SHARED = 0.50  # of the text left without what recurs, for two documents to be copies


@dataclass(frozen=True, slots=True)
class Measured:
    """Pairs of document numbers and what their texts share, each array of shape (pairs,) int64.

    Attributes:
        small: The document with fewer runs of nine characters; of two equal ones the later.
        large: The other.
        shared: Runs that both have.
        size_small, size_large: Runs that each has.
    """

    small: IntArray
    large: IntArray
    shared: IntArray
    size_small: IntArray
    size_large: IntArray


class Verifier:
    """Compares documents, which are numbers into ``ids``.

    Args:
        ids: Document id of each number.
        load_text: Gives the match text of an id.
        load_display: Gives its text as written, or None.
    """

    def __init__(
        self, ids: Sequence[int], load_text: LoadText, load_display: LoadText | None
    ) -> None:
        self._ids = ids
        self._load_text = load_text
        self._load_display = load_display
        self._recurring: RecurringText | None = None
        self._shingles = WeighedCache(self._read_shingles, len, _SHINGLE_CACHE)
        self._details = WeighedCache(self._read_details, _words_in, _WORD_CACHE)
        self._plain = WeighedCache(self._read_plain, len, _SHINGLE_CACHE // 4)
        self._runs = WeighedCache(self._read_runs, lambda runs: 2 * len(runs.hashes), _RUNS_CACHE)
        self._own = WeighedCache(self._read_own, lambda own: len(own.shingles), _SHINGLE_CACHE // 4)

    def measured(self, candidates: Candidates, token: CancelToken, report: Report) -> Measured:
        """Return the candidates that share at least ``LEAST_MEASURED`` of the smaller text, or,
        being tables, nearly all values however these are written."""
        meter = ProgressMeter(report, Stage.COMPARING, len(candidates.first), unit="pairs")
        rows: list[IntArray] = [np.empty((5, 0), np.int64)]
        edges = np.flatnonzero(np.diff(candidates.first)) + 1
        for batch in np.split(candidates.second, edges) if len(candidates.first) else ():
            one = int(candidates.first[meter.done])
            for others in _pieces(batch):
                token.check()
                rows.append(self._measured(one, others))
                meter.advance(len(others))
        meter.finish()
        return Measured(*np.concatenate(rows, axis=1))

    def _measured(self, one: int, others: IntArray) -> IntArray:
        mine = self._shingles(one)
        theirs = [self._shingles(other) for other in others.tolist()]
        shared = np.array(shared_counts(mine, theirs, LEAST_MEASURED), np.int64)
        sizes = np.array([len(their) for their in theirs], np.int64)
        kept = (shared >= LEAST_MEASURED * np.minimum(len(mine), sizes)) & (shared > 0)
        if len(self._plain(one)):
            kept |= [
                min(self._plain_shares(one, other)) >= _SAME_VALUES for other in others.tolist()
            ]
        others, shared, sizes = others[kept], shared[kept], sizes[kept]
        is_small = len(mine) < sizes  # candidates come with the earlier document first
        small, large = np.where(is_small, one, others), np.where(is_small, others, one)
        return np.stack(
            [small, large, shared, np.minimum(len(mine), sizes), np.maximum(len(mine), sizes)]
        )

    def learn(
        self, learner: RecurringLearner, measured: Measured, token: CancelToken
    ) -> RecurringText:
        """Return what recurs when a document that is in another counts as that one's."""
        share = measured.shared / measured.size_small
        is_copy = np.zeros(len(self._ids), dtype=bool)
        is_copy[measured.small[share >= _COPY]] = True
        tries = np.zeros(len(self._ids), np.int64)
        perhaps = np.flatnonzero((share >= NEAR_SHARE) & (share < _COPY))
        for at in perhaps[np.argsort(-share[perhaps], kind="stable")].tolist():
            small, large = int(measured.small[at]), int(measured.large[at])
            if is_copy[small] or tries[small] >= _TRIES:
                continue
            token.check()
            tries[small] += 1
            share_large = float(measured.shared[at] / measured.size_large[at])
            is_copy[small] = self._is_edited_copy(small, large, float(share[at]), share_large)
        for number in np.flatnonzero(is_copy).tolist():
            token.check()
            learner.take_out(words_of(self._load_text(self._ids[number])))
        return learner.learned()

    def _is_edited_copy(
        self, small: int, large: int, share_small: float, share_large: float
    ) -> bool:
        """Whether ``small`` is in ``large`` but for a word here and there that is no detail."""
        if longest_not_in(self._runs(small), self._shingles(large)) >= _SCATTERED:
            return False
        return not self._compared(small, large, share_small, share_large).other_details

    def judged(
        self,
        measured: Measured,
        recurring: RecurringText | None,
        token: CancelToken,
        report: Report,
    ) -> Iterator[Pair]:
        """Yield the related pairs.

        Args:
            recurring: What recurs; None to judge all text alike.
        """
        self._recurring = recurring
        meter = ProgressMeter(report, Stage.COMPARING, len(measured.small), unit="pairs")
        columns = (measured.small, measured.large, measured.shared)
        sizes = (measured.size_small, measured.size_large)
        rows = zip(*(column.tolist() for column in (*columns, *sizes)), strict=True)
        for small, large, shared, size_small, size_large in rows:
            token.check()
            pair = self._judged(small, large, shared, shared / size_small, shared / size_large)
            if pair is not None:
                yield pair
            meter.advance()
        meter.finish()

    def _judged(
        self, small: int, large: int, shared: int, share_small: float, share_large: float
    ) -> Pair | None:
        if share_small < NEAR_SHARE:
            plain = self._plain_shares(small, large)
            if min(plain) >= _SAME_VALUES:
                share_small, share_large = plain
        own_share = self._own_share(small, large, shared)
        of_others = own_share is not None and own_share < _OWN_SHARED
        ids = self._ids[small], self._ids[large]
        step = cache(lambda: in_step(self._runs(small), self._runs(large)))
        has_own = own_share is None or own_share >= LEAST_MEASURED
        if share_small < NEAR_SHARE and has_own and step().looks_misread:
            return possible(*ids, share_small, share_large, step().share)
        if share_small < FLOOR:
            return None
        details = self._compared(small, large, share_small, share_large)
        is_form = details.only_details and self._is_form(small)
        other_details = details.other_details or is_form
        misread = other_details and not self._is_form(small) and step().looks_misread
        pair = compared(
            *ids,
            share_small,
            share_large,
            other_details=of_others or (other_details and not misread),
            may_contradict=details.only_details or details.may_contradict or misread,
            only_a=details.only_small,
            only_b=details.only_large,
            own_share=own_share,
        )
        if pair.relation is not Relation.SAME_TEMPLATE:
            return pair
        # Margins in common make a template only if they are most of both.
        of_both = (1 + share_large / share_small) / 2 if of_others else 1.0
        score = share_small * of_both
        if score < NEAR_SHARE and other_details:
            # Values filled in all over leave few runs of nine whole; the form is in step.
            score = max(score, step().share * of_both)
        return replace(pair, score=score) if score >= FLOOR else None

    def _plain_shares(self, small: int, large: int) -> tuple[float, float]:
        """Shares of two tables in each other when each value is written in one way, else 0."""
        mine, theirs = self._plain(small), self._plain(large)
        if not (len(mine) and len(theirs)):
            return 0.0, 0.0
        (shared,) = shared_counts(mine, [theirs], _SAME_VALUES)
        return shared / len(mine), shared / len(theirs)

    def _is_form(self, number: int) -> bool:
        """Whether most of a document recurs: its details differ since it was filled in."""
        return self._recurring is not None and self._own(number).recurring >= _MOSTLY

    def _compared(
        self, small: int, large: int, share_small: float, share_large: float
    ) -> Comparison:
        apart = share_small - share_large
        return compare_details(
            self._details(small),
            self._details(large),
            contained=apart > _SIZES_DIFFER or share_large < NEAR_SHARE_OF_LARGER,
        )

    def _own_share(self, small: int, large: int, shared: int) -> float | None:
        """How far ``small`` is in ``large``, what recurs counting little; None if nothing does."""
        if self._recurring is None:
            return None
        own = self._own(small)
        if len(own.shingles) < max(_OWN_STRETCH - CHAR_WIDTH, _OWN_LEAST * own.all):
            return None
        (own_shared,) = shared_counts(self._shingles(large), [own.shingles])
        rest, rest_shared = own.all - len(own.shingles), max(0, shared - own_shared)
        return (own_shared + own.rest_weight * rest_shared) / (
            len(own.shingles) + own.rest_weight * rest
        )

    def _read_shingles(self, number: int) -> HashArray:
        return char_shingles(self._load_text(self._ids[number]))

    def _read_plain(self, number: int) -> HashArray:
        return char_shingles(plain_words(self._load_text(self._ids[number])))

    def _read_runs(self, number: int) -> RunsInOrder:
        return RunsInOrder(self._load_text(self._ids[number]))

    def _read_details(self, number: int) -> Details:
        document = self._ids[number]
        display = None if self._load_display is None else self._load_display(document)
        return details_of(self._load_text(document), display)

    def _read_own(self, number: int) -> _Own:
        assert self._recurring is not None
        return _own_of(self._load_text(self._ids[number]), self._recurring)


@dataclass(frozen=True, slots=True)
class _Own:
    """The text of a document that does not recur.

    Attributes:
        shingles: Distinct runs of nine characters of its longer stretches, ascending; none if
            nothing recurs.
        all: How many runs the whole document has.
        rest_weight: What the rest counts for, 0 to 1: the less, the more documents have it.
        recurring: Share of the text that recurs, 0 to 1.
    """

    shingles: HashArray
    all: int
    rest_weight: float
    recurring: float


def _own_of(text: str, recurring: RecurringText) -> _Own:
    runs = char_runs(text)
    spans = recurring.spans(text)
    weights = np.ones(len(runs))
    own = np.zeros(len(runs), dtype=bool)
    at = 0
    for span in spans:
        # Discount, don't drop: versions of one document are few, letters on one letterhead many.
        weights[span.start : span.end] = ((LEAST_DOCUMENTS - 1) / span.documents) ** 3
        _mark(own, at, span.start)
        at = span.end
    if spans:
        _mark(own, at, len(text))
    rest = weights[~own]
    return _Own(
        distinct(runs[own]),
        len(distinct(runs)),
        float(rest.mean()) if len(rest) else 1.0,
        sum(span.end - span.start for span in spans) / max(1, len(text)),
    )


def _mark(own: np.ndarray, start: int, end: int) -> None:
    if end - start >= _OWN_STRETCH:
        own[start : end - CHAR_WIDTH + 1] = True


def _words_in(details: Details) -> int:
    return len(details.words)


def _pieces(numbers: IntArray, most: int = 256) -> Iterator[IntArray]:
    for low in range(0, len(numbers), most):
        yield numbers[low : low + most]
