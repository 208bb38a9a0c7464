"""What the product finds in a folder, as plain data; the only part that knows the product."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from desktop_app.documents.model import Reason
from desktop_app.library import Library
from desktop_app.settings import Settings
from tests.support.toy_embedder import ToyEmbedder

_SAY_NOTHING = (Reason.EMPTY, Reason.NO_TEXT)


@dataclass(frozen=True, slots=True)
class FoundPair:
    """Two documents as the product sees them.

    Attributes:
        a, b: Paths in the folder.
        relation: What ``a`` is to ``b``.
        score: 0 to 1.
        removable: Whether one of the two may be offered for removal.
    """

    a: str
    b: str
    relation: str
    score: float
    removable: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """A document that may be removed because of the copy that is kept."""

    kept: str
    removed: str


@dataclass(frozen=True, slots=True)
class Answer:
    """All the product says about a folder.

    Attributes:
        pairs: Related documents.
        offers: From the groups.
        empty: Paths of documents that are said to be empty or to hold no text.
        unread: Paths of files that were not fully read.
    """

    pairs: tuple[FoundPair, ...]
    offers: tuple[Offer, ...]
    empty: frozenset[str]
    unread: frozenset[str] = frozenset()


def ask(folder: Path, *, toy: bool = False, recognise: bool = False) -> Answer:
    """Bring the index of a folder up to date and return what is alike in it.

    Args:
        toy: Whether to take the toy model: vectors suggest candidates only, so that it shows in
            seconds nearly what the default model shows in minutes.
        recognise: Whether to read text in pictures.
    """
    settings = Settings(
        text_recognition=recognise, languages=("eng", "deu"), leave_computer_usable=False
    )
    embedder = (lambda _: ToyEmbedder()) if toy else None
    with Library(folder, open_embedder=embedder, settings=settings) as library:
        result = library.update()
        found = library.duplicates()
        path = {number: row.path for number, row in found.rows.items()}
        # Inside, since texts are read once more before one is offered for removal.
        pairs = tuple(
            FoundPair(path[p.a], path[p.b], p.relation.value, p.score, p.removable)
            for p in found.findings.pairs()
        )
        offers = tuple(
            Offer(path[group.kept], path[member.document])
            for group in found.findings.groups()
            for member in group.members
            if member.removable
        )
    empty = {path[number] for number in found.findings.empty}
    empty |= {one.path for one in result.problems if one.reason in _SAY_NOTHING}
    unread = frozenset(problem.path for problem in result.problems)
    return Answer(pairs, offers, frozenset(empty), unread)
