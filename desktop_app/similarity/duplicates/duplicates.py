"""Verified duplicates: what is alike in a folder, decided on the texts themselves.

Equal bytes and equal texts are found by their hashes; for the rest, candidates come from
``candidates.py``, and each is verified: exact containment of nine-character shingles in both
directions, then the agreement of numbers, dates and names. The
constants are one fixed setting for all folders. Cosine is never evidence here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import combinations, product

from desktop_app.index.rows import TextPrint
from desktop_app.progress import CancelToken, ProgressMeter, Report, Stage
from desktop_app.similarity.duplicates.candidates import ShingleIndex
from desktop_app.similarity.duplicates.grouping import Grouping
from desktop_app.similarity.duplicates.groups import Alike, Group, obstacle_to_removal, same_content
from desktop_app.similarity.duplicates.kept import DEFAULT_KEEPING, Keeping
from desktop_app.similarity.duplicates.not_duplicates import NOTHING_SAID, NotDuplicates
from desktop_app.similarity.duplicates.recurring import (
    RecurringLearner,
    RecurringText,
    nothing_recurs,
)
from desktop_app.similarity.duplicates.relations import NEAR_SHARE, Pair
from desktop_app.similarity.duplicates.shingles import WORD_WIDTH, shingles_of, words_of
from desktop_app.similarity.duplicates.substance import Substance
from desktop_app.similarity.duplicates.verify import LoadText, Verifier
from desktop_app.similarity.lru import WeighedCache

MIN_WORDS = 8
"""Texts with fewer words are compared by their bytes only: they are alike by chance."""

_TEXT_CACHE = 40_000_000  # characters
_CHARS_A_WORD = 6  # to guess the number of shingles before reading


@dataclass(frozen=True, slots=True)
class Findings:
    """What is alike in a folder; enough to group at any threshold without reading again.

    Attributes:
        alikes: Each compared document once, with its identical copies, in kept order.
        related: Pairs of the documents that stand for their identical copies, score at least
            ``FLOOR``, strongest first.
        empty: Ids of documents without text; they are like nothing.
        too_short: Ids of documents with fewer than ``MIN_WORDS`` words: compared by bytes only.
        referenced: Documents in clusters of more than ``candidates.MOST_IN_FULL`` with much text in
            common: compared with their cluster's reference, and with those that share what is
            their own. Other pairs of one cluster are not among ``related``: two siblings are
            related through their reference. 0 means that every pair was considered.
        not_compared: How many of those are beyond the limit on such work and have not even that.
        references: Ids of the documents that large clusters were compared with.
        recurring: The text that recurs in the folder, to be shown as such.
        substance: What is asked before anything is offered for removal; without it, only words
            and details have been compared.
    """

    alikes: tuple[Alike, ...]
    related: tuple[Pair, ...]
    empty: tuple[int, ...]
    too_short: tuple[int, ...]
    referenced: int
    not_compared: int = 0
    references: frozenset[int] = frozenset()
    recurring: RecurringText = field(default_factory=nothing_recurs, compare=False, repr=False)
    substance: Substance | None = field(default=None, compare=False, repr=False)
    _groupings: list[Grouping] = field(default_factory=list, init=False, compare=False, repr=False)

    def groups(
        self,
        threshold: float = NEAR_SHARE,
        *,
        keeping: Keeping = DEFAULT_KEEPING,
        not_duplicates: NotDuplicates = NOTHING_SAID,
    ) -> tuple[Group, ...]:
        """Return the groups whose members score at least ``threshold`` (``FLOOR`` to 1).

        Args:
            threshold: Lowest score of a member.
            keeping: How kept copies are chosen, and what is protected.
            not_duplicates: What a person said are no duplicates.
        """
        if not self._groupings or not self._groupings[0].follows(keeping, not_duplicates):
            self._groupings[:] = [
                Grouping(
                    self.alikes,
                    self.related,
                    keeping=keeping,
                    not_duplicates=not_duplicates,
                    substance=self.substance,
                    references=self.references,
                )
            ]
        return self._groupings[0].at(threshold)

    def pairs(self, threshold: float = NEAR_SHARE) -> Iterator[Pair]:
        """Yield every related pair of documents, identical ones first.

        A folder with n copies of one file has n(n-1)/2 such pairs, so they are made on the way.
        """
        by_first = {alike.first.id: alike for alike in self.alikes}
        for alike in self.alikes:
            for a, b in combinations(alike.rows, 2):
                yield self._offered(same_content(a, b), a, b)
        for pair in self.related:
            if pair.score >= threshold:
                for a, b in product(by_first[pair.a].rows, by_first[pair.b].rows):
                    yield self._offered(pair.with_documents(a.id, b.id), a, b)

    def _offered(self, pair: Pair, a: TextPrint, b: TextPrint) -> Pair:
        """The pair, removable only if one of the two documents may be offered for removal."""
        removable = any(
            obstacle_to_removal(pair, row, other, substance=self.substance) is None
            for row, other in ((b, a), (a, b))
        )
        return pair if pair.removable == removable else replace(pair, removable=removable)


def find_duplicates(
    rows: Iterable[TextPrint],
    load_text: LoadText,
    token: CancelToken,
    report: Report,
    *,
    load_display: LoadText | None = None,
    discount_recurring: bool = True,
    not_recurring: Iterable[str] = (),
    substance: Substance | None = None,
) -> Findings:
    """Return what is alike among ``rows``, whatever their order.

    Texts are read one at a time: once each, and again where there is a candidate. Memory is bounded
    by the number of shingles indexed (16 million) and caches, about 0.6 GB at most.

    Args:
        rows: The documents.
        load_text: Gives the normalised text of an id: case folded, white space folded.
        token: Looked at once a document and once a comparison.
        report: Gets ``Stage.COMPARING``, first in documents, then in pairs.
        load_display: Gives the text as written, in which names can be told by their capitals.
            Without it only numbers tell one use of a form from another.
        discount_recurring: Whether text that recurs in the folder counts little.
        not_recurring: Match texts that a person said are no boilerplate, however often they occur.
        substance: For ``Findings.substance``; not asked here.

    Raises:
        Cancelled: If ``token`` was set.
    """
    found = _sorted_out(rows)
    load_text = WeighedCache(load_text, len, _TEXT_CACHE)
    expected = sum(alike.first.chars for alike in found.texts) // _CHARS_A_WORD
    index, learner = ShingleIndex(expected), RecurringLearner(expected)
    numbered: list[Alike] = []
    alikes, too_short = list(found.unread), []
    meter = ProgressMeter(report, Stage.COMPARING, len(found.texts), unit="documents")
    for alike in found.texts:
        token.check()
        words = words_of(load_text(alike.first.id))
        if len(words) < MIN_WORDS:
            too_short += [row.id for row in alike.rows]
            alikes += _same_bytes(alike.rows)
        else:
            index.add(shingles_of(words, WORD_WIDTH))
            learner.add(words)
            numbered.append(alike)
        meter.advance(current=alike.first.path)
    meter.finish()
    candidates = index.candidates(token)
    verifier = Verifier([alike.first.id for alike in numbered], load_text, load_display)
    measured = verifier.measured(candidates, token, report)
    recurring = verifier.learn(learner, measured, token).except_for(not_recurring)
    used = recurring if discount_recurring else None
    related = list(verifier.judged(measured, used, token, report))
    alikes = sorted([*alikes, *numbered], key=lambda alike: DEFAULT_KEEPING.order(alike.first))
    path = {alike.first.id: alike.first.path for alike in alikes}
    related.sort(key=lambda p: (p.relation.rank, -p.score, path[p.a], path[p.b]))
    return Findings(
        tuple(alikes),
        tuple(related),
        found.empty,
        tuple(sorted(too_short)),
        int(candidates.referenced.sum()),
        candidates.not_compared,
        frozenset(numbered[number].first.id for number in candidates.references.tolist()),
        recurring,
        substance,
    )


@dataclass(frozen=True, slots=True)
class _SortedOut:
    texts: list[Alike]
    unread: list[Alike]
    empty: tuple[int, ...]


def _sorted_out(rows: Iterable[TextPrint]) -> _SortedOut:
    """Bring together what is identical, in kept order."""
    in_order = sorted(rows, key=DEFAULT_KEEPING.order_of_copies)
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
