"""Search by meaning and by words."""

from __future__ import annotations

import functools
import math
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from desktop_app.documents.text.words import keyword_tokens
from desktop_app.embedding.embedder import Embedder, FloatArray, Remembers
from desktop_app.errors import NOT_ASKED, InvalidRequest
from desktop_app.progress import CancelToken
from desktop_app.similarity.duplicates.relations import Relation
from desktop_app.similarity.model import Filters, Folded, Hit, SearchResult
from desktop_app.similarity.ports import IndexReader
from desktop_app.similarity.search.by_words import with_words
from desktop_app.similarity.search.catalogue import Catalogue
from desktop_app.similarity.search.folds import Fold, Folding
from desktop_app.similarity.search.keywords import (
    ParsedQuery,
    any_of,
    contains_phrases,
    parse_query,
    with_phrases,
    words_as_typed,
)
from desktop_app.similarity.search.near_copies import NearCopies
from desktop_app.similarity.search.ranking import Ranking, Scope
from desktop_app.similarity.search.snippets import Span, make_snippet, sentences
from desktop_app.similarity.vectors.vectors import VectorSnapshot

_FIRST_LOOK = 100
_ALSO_MATCHING = 3
_MARKED_BY_MEANING = 3


class Searcher:
    """Searches one view of an index. One thread at a time.

    Args:
        embedder: The model of the reader's live generation.
        mark_meaning: For hits without a word of the query, find the sentence nearest in meaning
            (a few more sentences to embed; done only where that stays on this computer).
    """

    def __init__(
        self,
        reader: IndexReader,
        embedder: Embedder,
        snapshot: VectorSnapshot,
        *,
        mark_meaning: bool = True,
    ) -> None:
        self._reader, self._embedder, self._snapshot = reader, embedder, snapshot
        self._near_copies = NearCopies(reader)
        self._mark_meaning = mark_meaning and embedder.info.runs_at == "this computer"

    @functools.cached_property
    def _catalogue(self) -> Catalogue:
        return Catalogue(self._reader.documents())

    def search(
        self,
        query: str,
        k: int = 10,
        filters: Filters | None = None,
        token: CancelToken | None = None,
        *,
        ask: bool = True,
    ) -> SearchResult:
        """Return the ``k`` documents closest to ``query``, exactly: as if all had been scored.

        Args:
            query: Words or a question; parts in quotation marks must occur literally.
            k: At most this many hits; documents with the same text, or nearly the same, count once.
            ask: Whether ``query`` may be sent to a model at a provider; if not, and it was not
                sent before, words alone are compared, and ``unasked`` says so.

        Raises:
            InvalidRequest: If the query is empty or ``k`` < 1.
            ModelProblem: If the query cannot be embedded. Where a provider is not, or cannot be,
                asked, words alone are compared, and ``note`` says why.
            IndexDamaged: If the index cannot be read.
            Cancelled: If ``token`` was set.
        """
        if k < 1:
            raise InvalidRequest("At least one hit must be asked for.")
        token = token or CancelToken()
        parsed = parse_query(query)
        scope = self._scope(parsed, filters or Filters(), token)
        if not len(scope.contents):
            return SearchResult((), 0, 0)
        token.check()
        if not ask and self._would_send(parsed.text):
            found = self._by_words(parsed, k, scope, token)
            return replace(found, unasked=self._embedder.info.runs_at)
        try:
            vector = self._embedder.embed_query(parsed.text)
        except NOT_ASKED as exc:
            found = self._by_words(parsed, k, scope, token)
            return replace(found, note=f"{exc} Only words were compared.", problem=exc)
        folds = self._best(parsed, vector, k, scope, token)
        return SearchResult(
            self._hits(folds, parsed, vector, scope.contents),
            documents=len(scope.contents),
            passages=scope.passage_count,
        )

    def _would_send(self, text: str) -> bool:
        return isinstance(self._embedder, Remembers) and not self._embedder.remembers(text)

    def _by_words(
        self, parsed: ParsedQuery, k: int, scope: Scope, token: CancelToken
    ) -> SearchResult:
        """Return what the words alone find: the model is at a provider, and was not asked."""
        having = dict(self._reader.keyword_hits(any_of(parsed.terms), None)) if parsed.terms else {}
        contents = scope.contents.only(lambda content_id: content_id in having)
        folds: list[Fold] = []
        nowhere = np.zeros(self._snapshot.dim, np.float32)
        if len(contents):
            among = Scope(self._reader, self._snapshot, contents, limited=True)
            folds = self._best(parsed, nowhere, k, among, token)
        return SearchResult(
            tuple(
                self._hit(with_words(fold, parsed.terms, self._reader), parsed, contents, words)
                for fold, words in zip(
                    folds, self._words_found(folds, parsed).values(), strict=True
                )
            ),
            documents=len(scope.contents),
            passages=scope.passage_count,
        )

    def _scope(self, parsed: ParsedQuery, filters: Filters, token: CancelToken) -> Scope:
        contents = self._catalogue
        limited = bool(parsed.phrases) or filters != Filters()
        if filters != Filters():
            contents = contents.filtered(filters, self._reader)
        if parsed.phrases:
            contents = contents.only(self._phrase_check(parsed.phrases, token))
        return Scope(self._reader, self._snapshot, contents, limited=limited)

    def _phrase_check(self, phrases: Sequence[str], token: CancelToken) -> Callable[[int], bool]:
        """Return whether a content holds all phrases, read only if the keyword index has them."""
        expression = with_phrases(phrases)
        likely = dict(self._reader.keyword_hits(expression, None)) if expression else None

        def holds(content_id: int) -> bool:
            token.check()
            if likely is not None and content_id not in likely:
                return False
            return contains_phrases(self._reader.content(content_id).text, phrases)

        return holds

    def _best(
        self, parsed: ParsedQuery, vector: FloatArray, k: int, scope: Scope, token: CancelToken
    ) -> list[Fold]:
        """Return the best ``k`` folds, looking at more and more candidates until they are sure."""
        ranking = Ranking(self._reader, self._snapshot, vector, parsed.terms, scope)
        content = functools.cache(self._reader.content)
        folding = Folding(k, content, self._snapshot, self._near_copies)
        n, in_scope = max(_FIRST_LOOK, 4 * k), scope.is_small
        while True:
            token.check()
            look = ranking.look(n, in_scope=in_scope)
            sure = [scored for scored in look.scored if scored.score > look.ceiling]
            sure.sort(key=lambda one: (-one.score, scope.contents.first_path(one.content_id)))
            folds = folding.rows(sure)
            if len(folds) == k or look.ceiling == -math.inf:
                return folds
            n, in_scope = n * 4, True

    def _hits(
        self, folds: Sequence[Fold], parsed: ParsedQuery, vector: FloatArray, contents: Catalogue
    ) -> tuple[Hit, ...]:
        words = self._words_found(folds, parsed)
        nearest = self._nearest_sentences(folds, parsed, vector)
        return tuple(
            self._hit(fold, parsed, contents, words[fold.content.id], nearest.get(fold.content.id))
            for fold in folds
        )

    def _hit(
        self,
        fold: Fold,
        parsed: ParsedQuery,
        contents: Catalogue,
        words: tuple[str, ...],
        by_meaning: Span | None = None,
    ) -> Hit:
        best, *others = fold.scored.matches
        row = fold.content
        first = contents.first_path(row.id)
        snippet = make_snippet(row.text, best.start, best.end, parsed.terms, by_meaning=by_meaning)
        return Hit(
            path=first,
            title=row.title,
            kind=row.kind,
            score=fold.scored.score,
            cosine=fold.scored.cosine,
            keyword=fold.scored.keyword,
            passage=best,
            page=bisect_right(row.page_starts, snippet.at),
            snippet=snippet,
            words=words,
            also_matching=tuple(others[:_ALSO_MATCHING]),
            folded=tuple(_folded(fold, contents)),
        )

    def _words_found(
        self, folds: Sequence[Fold], parsed: ParsedQuery
    ) -> dict[int, tuple[str, ...]]:
        """Return, for each fold's content, the words of the query that occur in it."""
        ids = [fold.content.id for fold in folds]
        found: dict[int, list[str]] = {content_id: [] for content_id in ids}
        for term, word in words_as_typed(parsed.text).items() if ids else ():
            for content_id, _ in self._reader.keyword_hits(any_of([term]), None, ids):
                found[content_id].append(word)
        return {content_id: tuple(words) for content_id, words in found.items()}

    def _nearest_sentences(
        self, folds: Sequence[Fold], parsed: ParsedQuery, vector: FloatArray
    ) -> dict[int, Span]:
        """Return the sentence nearest in meaning, by content, for the first few hits whose best
        passage has no word of the query."""
        places: list[tuple[int, Span]] = []
        texts: list[str] = []
        for fold in self._without_words(folds, parsed):
            best, text = fold.scored.matches[0], fold.content.text
            for start, end in sentences(text, best.start, best.end):
                places.append((fold.content.id, (start, end)))
                texts.append(text[start:end])
        if not texts:
            return {}
        # As queries, one by one: that needs no model process, and no sentence is too long for it.
        closeness = [float(self._embedder.embed_query(text) @ vector) for text in texts]
        # In ascending order, so the nearest of each fold is written last.
        return dict(places[at] for at in np.argsort(closeness, kind="stable").tolist())

    def _without_words(self, folds: Sequence[Fold], parsed: ParsedQuery) -> Iterator[Fold]:
        """Yield the first few folds whose best passage has no word of the query."""
        terms, left = set(parsed.terms), _MARKED_BY_MEANING if self._mark_meaning else 0
        for fold in folds:
            best = fold.scored.matches[0]
            words = keyword_tokens(fold.content.text[best.start : best.end])
            if left and terms.isdisjoint(words):
                left -= 1
                yield fold


def _folded(fold: Fold, contents: Catalogue) -> Iterator[Folded]:
    """Yield the documents of a row but the one shown: identical ones by path, then near ones."""
    first = contents.first_path(fold.content.id)
    identical = [(row.path, i) for i in fold.identical for row in contents.documents(i)]
    for path, content_id in sorted(identical):
        if path != first:
            same_bytes = content_id == fold.content.id
            yield Folded(path, Relation.IDENTICAL_FILE if same_bytes else Relation.IDENTICAL_TEXT)
    for content_id, pair in fold.near.items():
        for row in contents.documents(content_id):
            yield Folded(row.path, pair.relation, pair.score)
