"""Documents that stand for their identical copies, in kept order, and the pairs between them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from itertools import product

from desktop_app.index.rows import TextPrint
from desktop_app.similarity.duplicates.candidates import MOST_IN_FULL
from desktop_app.similarity.duplicates.groups import Alike, same_content
from desktop_app.similarity.duplicates.kept import Keeping
from desktop_app.similarity.duplicates.not_duplicates import NotDuplicates
from desktop_app.similarity.duplicates.relations import Pair, Relation


class StandIns:
    """What is grouped at one threshold after another, put in order once.

    Args:
        references: First documents of the ``alikes`` that their large clusters were compared with.

    Attributes:
        alikes: In kept order, without those that are alone and like nothing.
        pairs: Between the first documents of ``alikes``.
        place: Of each document in that order, next to those with the same text.
        reference_place: The same with references before all others.
        copy_place: The same with references of many copies before all others: their copies were
            compared with nothing else, so only they can be kept in place of them.
        by_first: Each by the id of its first document.
    """

    def __init__(
        self,
        alikes: Sequence[Alike],
        pairs: Sequence[Pair],
        keeping: Keeping,
        not_duplicates: NotDuplicates,
        *,
        references: Container[int] = (),
    ) -> None:
        ends = {end for pair in pairs for end in (pair.a, pair.b)}
        shown = [alike for alike in alikes if len(alike.rows) > 1 or alike.first.id in ends]
        between: list[Pair] = []
        parts: dict[int, list[Alike]] = {}
        for alike in shown:
            if len(alike.rows) == 1:
                parts[alike.first.id] = [alike]
            else:
                rows = sorted(alike.rows, key=keeping.order_of_copies)
                parts[alike.first.id], apart = _split(rows, not_duplicates)
                between += apart
        for pair in pairs:
            for one, other in product(parts[pair.a], parts[pair.b]):
                a, b = one.first, other.first
                if not not_duplicates.holds(a.sha256, b.sha256):
                    between.append(_between(pair, a.id, b.id))
        self.pairs = between
        self._same: dict[int, list[tuple[TextPrint, Pair]]] = {}
        self._moved: dict[tuple[int, int], list[tuple[TextPrint, Pair]]] = {}
        ordered = [part for split in parts.values() for part in split]
        ordered.sort(key=lambda alike: keeping.order(alike.first))
        self.alikes = ordered
        documents = (row.id for alike in ordered for row in alike.rows)
        self.place = {document: number for number, document in enumerate(documents)}
        centres = {
            part.first.id for first, split in parts.items() if first in references for part in split
        }
        self.reference_place = self._with_first(centres)
        copies: Counter[int] = Counter()
        for pair in between:
            if pair.relation is Relation.NEAR_DUPLICATE:
                copies.update((pair.a, pair.b))
        self.copy_place = self._with_first({c for c in centres if copies[c] > MOST_IN_FULL})
        self.by_first = {alike.first.id: alike for alike in ordered}

    def _with_first(self, centres: Iterable[int]) -> dict[int, int]:
        return self.place | {centre: self.place[centre] - len(self.place) for centre in centres}

    def same_as_first(self, alike: Alike) -> list[tuple[TextPrint, Pair]]:
        """Return the documents with the text of the first, each with the pair of the two."""
        first, *rows = alike.rows
        related = self._same.get(first.id)
        if related is None:
            related = self._same[first.id] = [(row, same_content(first, row)) for row in rows]
        return related

    def all_of(self, pair: Pair, standing_for: int) -> list[tuple[TextPrint, Pair]]:
        """Return the documents that one of a pair stands for, each with the pair about itself.

        ``pair`` is one of ``pairs``.
        """
        related = self._moved.get((id(pair), standing_for))
        if related is None:
            rows = self.by_first[standing_for].rows
            related = [(row, _moved(pair, standing_for, row.id)) for row in rows]
            self._moved[id(pair), standing_for] = related
        return related


def _split(
    rows: Sequence[TextPrint], not_duplicates: NotDuplicates
) -> tuple[list[Alike], list[Pair]]:
    """Take apart documents of one text if a person said of some that they are no duplicates."""
    if not not_duplicates.contents.intersection(row.sha256 for row in rows):
        return [Alike(tuple(rows))], []
    files: dict[bytes, list[TextPrint]] = {}
    alone: list[Alike] = []
    for row in rows:
        if not_duplicates.holds(row.sha256, row.sha256):
            alone.append(Alike((row,)))
        else:
            files.setdefault(row.sha256, []).append(row)
    parts = [*(Alike(tuple(same)) for same in files.values()), *alone]
    between = [
        same_content(one.first, other.first)
        for number, one in enumerate(parts)
        for other in parts[number + 1 :]
        if not not_duplicates.holds(one.first.sha256, other.first.sha256)
    ]
    return parts, between


def _between(pair: Pair, a: int, b: int) -> Pair:
    return pair if (pair.a, pair.b) == (a, b) else pair.with_documents(a, b)


def _moved(pair: Pair, standing_for: int, document: int) -> Pair:
    """The pair with ``document`` in the place of the one that stands for it."""
    if document == standing_for:
        return pair
    if pair.a == standing_for:
        return pair.with_documents(document, pair.b)
    return pair.with_documents(pair.a, document)
