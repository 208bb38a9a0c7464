"""What search and find-similar are asked, and what they answer."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from desktop_app.errors import AppError
from desktop_app.similarity.duplicates.relations import Relation


class Mark(enum.Enum):
    """Why a stretch of a snippet is marked."""

    KEYWORD = "keyword"
    MEANING = "meaning"


@dataclass(frozen=True, slots=True)
class Highlight:
    """A half-open stretch of a snippet, in code points of the snippet."""

    start: int
    end: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class Snippet:
    """A readable piece of a document around what matched.

    Attributes:
        text: One line: white space runs are single blanks, "…" where sentences were left out.
        highlights: In order, not overlapping within one ``Mark``.
        at: Offset, in the document's text, of what matched best.
    """

    text: str
    highlights: tuple[Highlight, ...] = ()
    at: int = 0


@dataclass(frozen=True, slots=True)
class PassageMatch:
    """A passage of a document and how close it is.

    Attributes:
        page: 1-based page the passage starts on.
        start, end: Half-open span in code points of the display text.
        cosine: Cosine to the query, in [-1, 1].
    """

    page: int
    start: int
    end: int
    cosine: float


@dataclass(frozen=True, slots=True)
class Filters:
    """Which documents a search may return; the default lets all through.

    Attributes:
        kinds: Values of ``documents.model.Kind``; empty for all.
        subfolder: Path in the folder with ``/``, without a slash at the end; "" for all.
        modified_from_ns, modified_to_ns: Half-open range of modification times, or None.
        min_bytes, max_bytes: Closed range of file sizes, or None.
    """

    kinds: frozenset[str] = frozenset()
    subfolder: str = ""
    modified_from_ns: int | None = None
    modified_to_ns: int | None = None
    min_bytes: int | None = None
    max_bytes: int | None = None


@dataclass(frozen=True, slots=True)
class Folded:
    """A document that is shown in the row of a hit, not in one of its own.

    Attributes:
        relation: To the hit: identical file, identical text or near duplicate.
        share: How much both say, ``Pair.score``; 1 for identical texts.
    """

    path: str
    relation: Relation
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class Hit:
    """A document found by a search, with its best passage.

    Attributes:
        path: The first in order of path, where several documents hold the same text.
        score: 0.7 · cosine + 0.3 · keyword, in [-0.7, 1].
        cosine: Of the best passage, in [-1, 1]; 0 where only words were compared.
        keyword: Share of the query's words and their weight found here, in [0, 1] (``ranking.py``).
        passage: The best passage.
        page: 1-based page of what matched best in it; a passage may hold several small pages.
        words: Words of the query, as typed, that occur in the document.
        also_matching: Further passages among the closest of the whole folder, best first.
        folded: Other documents with the same text, then those with nearly the same, best first.
    """

    path: str
    title: str
    kind: str
    score: float
    cosine: float
    keyword: float
    passage: PassageMatch
    page: int
    snippet: Snippet
    words: tuple[str, ...] = ()
    also_matching: tuple[PassageMatch, ...] = ()
    folded: tuple[Folded, ...] = ()

    @property
    def alike(self) -> tuple[str, ...]:
        """Paths of ``folded``."""
        return tuple(other.path for other in self.folded)

    @property
    def start(self) -> int:
        return self.passage.start

    @property
    def end(self) -> int:
        return self.passage.end

    @property
    def why(self) -> str:
        """One sentence on what made this a hit."""
        if self.words and not self.cosine:
            return f"Found by its words: {', '.join(self.words)}."
        if not self.words:
            return f"Matched by meaning ({self.cosine:.2f}); no word of the query occurs in it."
        return f"Matched by meaning ({self.cosine:.2f}); words: {', '.join(self.words)}."


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The answer to a search.

    Attributes:
        hits: Best first, ties by path.
        documents, passages: How many were compared: all that the filters let through.
        note: Why only words were compared and no meanings, in words; "" as a rule.
        problem: What kept the provider of the model from being asked, where ``note`` tells it.
        unasked: The host that was not asked for the meaning, as nobody had said to; "" as a rule.
            Only words were compared, then.
    """

    hits: tuple[Hit, ...]
    documents: int
    passages: int
    note: str = ""
    problem: AppError | None = None
    unasked: str = ""


@dataclass(frozen=True, slots=True)
class PassagePair:
    """Two passages that match, the first in the document (or text) asked about."""

    here: PassageMatch
    there: PassageMatch
    snippet_here: Snippet
    snippet_there: Snippet

    @property
    def cosine(self) -> float:
        return self.there.cosine


@dataclass(frozen=True, slots=True)
class SimilarHit:
    """A document like the one asked about. Never by itself a reason to call it a duplicate.

    Attributes:
        score: 0.7 · cosine + 0.3 · keyword, in [-0.7, 1].
        cosine: Of the length-weighted means of both documents' passages, in [-1, 1].
        keyword: TF-IDF cosine of their words, in [0, 1].
        same_bytes: The file is an exact copy of the one asked about.
        evidence: Best matching passages, best first.
    """

    path: str
    title: str
    kind: str
    score: float
    cosine: float
    keyword: float
    same_bytes: bool
    evidence: tuple[PassagePair, ...] = ()

    @property
    def why(self) -> str:
        """One sentence on what made this a hit."""
        if self.same_bytes:
            return "The same bytes in another place."
        return f"Alike by meaning ({self.cosine:.2f}) and by words ({self.keyword:.2f})."


@dataclass(frozen=True, slots=True)
class SimilarResult:
    """The answer to find-similar.

    Attributes:
        hits: Best first, ties by path, all at or above the threshold.
        documents: How many were compared.
        more: Further documents reach the threshold but ``k`` was reached.
    """

    hits: tuple[SimilarHit, ...]
    documents: int
    more: bool = False
