"""One row of the results, whatever it was found by."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, QLocale

from desktop_app.errors import AppError
from desktop_app.similarity.duplicates.relations import Relation
from desktop_app.similarity.model import (
    Folded,
    Hit,
    SearchResult,
    SimilarHit,
    SimilarResult,
    Snippet,
)
from desktop_app.ui.documents.paths import folder_of, name_of
from desktop_app.ui.search.question import Question, Typed

_LEAST_COSINE = 0.2
_MOST_COVERED = 0.4


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A document as one row shows it.

    Attributes:
        title: The document's own title, or its name.
        page: 1-based page of the best passage; 0 if none is known.
        start, end: Span of the best passage in code points of the document's text; equal if none.
        why: One sentence on what made this a hit.
        words: Words of the query that occur in the document.
        folded: Other documents that say the same, shown below when the row is expanded.
        alike_of: Path of the row that this one is folded into; "" for a row of its own.
        is_weak: Whether no word asked for is in it, and its meaning is far from the best one's.
    """

    path: str
    title: str
    kind: str
    score: float
    why: str
    page: int
    snippet: Snippet
    start: int = 0
    end: int = 0
    words: tuple[str, ...] = ()
    folded: tuple[Folded, ...] = ()
    alike_of: str = ""
    is_weak: bool = False
    source: Hit | SimilarHit | Folded | None = None

    @property
    def name(self) -> str:
        return name_of(self.path)

    @property
    def folder(self) -> str:
        return folder_of(self.path)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found for a question.

    Attributes:
        documents: How many were compared.
        more: There may be further rows if more are asked for.
        unasked: The host that would have to be sent the question, for its meaning to be compared
            as well as its words; "" as a rule.
        problem: What kept that host from being asked, or None.
    """

    question: Question
    rows: tuple[ResultRow, ...]
    documents: int
    more: bool = False
    unasked: str = ""
    problem: AppError | None = None

    @property
    def by_words_only(self) -> bool:
        """Whether meanings were not compared."""
        return bool(self.unasked) or self.problem is not None

    @property
    def strong_rows(self) -> tuple[ResultRow, ...]:
        """The rows without weak matches, in the same order."""
        return tuple(row for row in self.rows if not row.is_weak)


def answer_of(question: Question, result: SearchResult | SimilarResult, k: int) -> Answer:
    """Return the rows of a result that was asked for ``k`` documents."""
    if isinstance(result, SearchResult):
        floor = _floor(question, result.hits)
        rows = tuple(
            replace(row_of_hit(hit), is_weak=not hit.words and hit.cosine < floor)
            for hit in result.hits
        )
        return Answer(
            question, rows, result.documents, len(rows) >= k, result.unasked, result.problem
        )
    rows = tuple(row_of_similar(hit) for hit in result.hits)
    return Answer(question, rows, result.documents, result.more)


def _floor(question: Question, hits: Sequence[Hit]) -> float:
    """Return the cosine below which a document without a word of the question is a weak match.

    Measured on the samples with the model that is shipped: over 18 questions, what is wanted has a
    word of the question or at least two thirds of the best cosine; what has nothing to do with it
    lies at .05 to .20, and between .20 and .26 where nothing is wanted at all.
    """
    if isinstance(question, Typed) and question.is_quoted:
        return -1.0
    best = max((hit.cosine for hit in hits), default=0.0)
    return max(_LEAST_COSINE, best / 2)


def row_of_hit(hit: Hit) -> ResultRow:
    """Return the row of a document found by words."""
    return ResultRow(
        path=hit.path,
        title=hit.title or name_of(hit.path),
        kind=hit.kind,
        score=hit.score,
        why=_why_found(hit),
        page=hit.page,
        snippet=hit.snippet,
        start=hit.start,
        end=hit.end,
        words=hit.words,
        folded=hit.folded,
        source=hit,
    )


def row_of_similar(hit: SimilarHit) -> ResultRow:
    """Return the row of a document found by its likeness to another; shows the best passage."""
    best = hit.evidence[0] if hit.evidence else None
    return ResultRow(
        path=hit.path,
        title=hit.title or name_of(hit.path),
        kind=hit.kind,
        score=hit.score,
        why=_why_similar(hit),
        page=best.there.page if best else 0,
        snippet=_calm(best.snippet_there) if best else Snippet(""),
        start=best.there.start if best else 0,
        end=best.there.end if best else 0,
        source=hit,
    )


def _calm(snippet: Snippet) -> Snippet:
    """Return a snippet without marks where they would cover so much that they say nothing."""
    covered = sum(mark.end - mark.start for mark in snippet.highlights)
    if covered <= _MOST_COVERED * len(snippet.text):
        return snippet
    return replace(snippet, highlights=())


def row_of_folded(folded: Folded, of: ResultRow) -> ResultRow:
    """Return the row of a document that says the same as another one."""
    return ResultRow(
        path=folded.path,
        title=name_of(folded.path),
        kind=folded.path.rpartition(".")[2].lower() if "." in name_of(folded.path) else "",
        score=of.score,
        why=relation_words(folded),
        page=of.page if folded.relation is not Relation.NEAR_DUPLICATE else 0,
        snippet=Snippet(""),
        words=of.words,
        alike_of=of.path,
        source=folded,
    )


def relation_words(folded: Folded) -> str:
    """Return what a folded document is to the one that is shown: “Same text”."""
    translate = QCoreApplication.translate
    match folded.relation:
        case Relation.IDENTICAL_FILE:
            return translate("ResultRow", "Same file")
        case Relation.IDENTICAL_TEXT:
            return translate("ResultRow", "Same text")
    share = min(99, round(folded.share * 100))
    return translate("ResultRow", "Nearly the same text, %1 %").replace("%1", str(share))


def score_words(score: float) -> str:
    """Return a score as it is shown: “0.83”, “0,83” in German."""
    return QLocale().toString(score, "f", 2)


def _why_found(hit: Hit) -> str:
    meaning = score_words(hit.cosine)
    if hit.words and not hit.cosine:
        text = QCoreApplication.translate("ResultRow", "Found by its words: %1.")
        return text.replace("%1", ", ".join(hit.words))
    if not hit.words:
        text = QCoreApplication.translate(
            "ResultRow", "Matched by meaning (%1); no word of the query occurs in it."
        )
        return text.replace("%1", meaning)
    text = QCoreApplication.translate("ResultRow", "Matched by meaning (%1); words: %2.")
    return text.replace("%1", meaning).replace("%2", ", ".join(hit.words))


def _why_similar(hit: SimilarHit) -> str:
    if hit.same_bytes:
        return QCoreApplication.translate("ResultRow", "The same bytes in another place.")
    text = QCoreApplication.translate("ResultRow", "Alike by meaning (%1) and by words (%2).")
    return text.replace("%1", score_words(hit.cosine)).replace("%2", score_words(hit.keyword))
