"""Asking an index: reader, vector snapshot and model, kept together for as long as they fit."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from pathlib import Path

from desktop_app.documents.model import Reason
from desktop_app.documents.reasons import remedy, sentence
from desktop_app.documents.text.normalise import match_text_only
from desktop_app.embedding.embedder import Embedder
from desktop_app.errors import InvalidRequest, ModelProblem
from desktop_app.index.coverage import Coverage, coverage
from desktop_app.index.location import IndexLocation
from desktop_app.index.reader import IndexReader
from desktop_app.index.rows import TextPrint
from desktop_app.paths import display_path
from desktop_app.progress import CancelToken, Report
from desktop_app.similarity.differences import Tokens
from desktop_app.similarity.duplicates.comparison import (
    DocumentComparison,
    Evidence,
    compare_documents,
)
from desktop_app.similarity.duplicates.duplicates import Findings, find_duplicates
from desktop_app.similarity.duplicates.known import still_found
from desktop_app.similarity.duplicates.one_topic import OneTopic, of_one_topic
from desktop_app.similarity.duplicates.prepared import PreparedTexts, differences_of
from desktop_app.similarity.duplicates.substance import AlignedSubstance
from desktop_app.similarity.model import Filters, SearchResult, SimilarResult
from desktop_app.similarity.search.search import Searcher
from desktop_app.similarity.search.similar import Similar
from desktop_app.similarity.topics.topics import Topics, find_topics
from desktop_app.similarity.vectors.means import ContentMeans
from desktop_app.similarity.vectors.vectors import VectorSnapshot


class Session:
    """One index, open for questions. One thread at a time.

    The vectors are mapped and the model started on the first question that needs them; both are
    renewed when the index has changed.
    """

    def __init__(self, location: IndexLocation, open_embedder: Callable[[str], Embedder]) -> None:
        self._open_embedder = open_embedder
        self.reader = IndexReader(location)
        self._file = _identity(location)
        self._changes = -1
        self._closed = False
        self._embedder: Embedder | None = None
        self._snapshot: VectorSnapshot | None = None
        self._searcher: Searcher | None = None
        self._alike: Similar | None = None
        self._texts = PreparedTexts(self.reader)
        self._substance = AlignedSubstance(self._tokens_of)
        self._found: tuple[Findings, dict[int, TextPrint]] | None = None

    def close(self) -> None:
        self._closed = True
        self._forget_snapshot()
        if self._embedder is not None:
            self._embedder.close()
            self._embedder = None
        self.reader.close()

    def stale(self, location: IndexLocation) -> bool:
        """Whether another database lies there now (after a rebuild)."""
        return _identity(location) != self._file

    def knows(self, path: str) -> bool:
        """Whether there is a document at ``path``, relative to the folder."""
        return self.reader.document(path) is not None

    def coverage(self) -> Coverage:
        with self.reader.snapshot():
            return coverage(self.reader)

    def search(
        self, query: str, k: int, filters: Filters | None, token: CancelToken, *, ask: bool = True
    ) -> SearchResult:
        with self.reader.snapshot():
            return self._current_searcher().search(query, k, filters, token, ask=ask)

    def similar_to_document(
        self, path: str, k: int, threshold: float, token: CancelToken
    ) -> SimilarResult:
        with self.reader.snapshot():
            return self._similar().to_document(path, k, threshold, token)

    def similar_to_text(
        self, text: str, k: int, threshold: float, token: CancelToken
    ) -> SimilarResult:
        with self.reader.snapshot():
            return self._similar().to_text(text, k, threshold, token)

    def similar_to_file(
        self, file: Path, k: int, threshold: float, token: CancelToken
    ) -> SimilarResult:
        """Read a file outside the folder in a reader process, and compare its text."""
        from desktop_app.documents.workers.pool import ReaderPool

        with ReaderPool(1, folder=str(file.parent), settings=[]) as pool:
            (reading,) = pool.read_all([file.name], frozenset(), token)
        if reading.outcome is None:
            reason, detail = reading.failure or (Reason.VANISHED, "")
            raise InvalidRequest(f"“{file.name}”: {sentence(reason, detail)}.", remedy(reason))
        return self.similar_to_text(reading.outcome.text, k, threshold, token)

    def duplicates(
        self, token: CancelToken, report: Report
    ) -> tuple[Findings, dict[int, TextPrint]]:
        """Return what is alike in the folder, and the documents looked at by id."""
        with self.reader.snapshot():
            rows = {row.id: row for row in self.reader.text_prints()}
            known = still_found(*self._found, rows.values()) if self._found else None
            findings = known or self._found_anew(rows, token, report)
            with self._substance.under(token):
                findings.groups()  # looks at what may be offered for removal; remembered
            return findings, rows

    def _found_anew(
        self, rows: dict[int, TextPrint], token: CancelToken, report: Report
    ) -> Findings:
        display = functools.lru_cache(64)(self._text_of)
        findings = find_duplicates(
            rows.values(),
            lambda document: match_text_only(*display(document)),
            token,
            report,
            load_display=lambda document: display(document)[0],
            substance=self._substance,
        )
        self._texts.learned(findings.recurring)
        self._found = findings, rows
        return findings

    def of_one_topic(
        self, findings: Findings, threshold: float, token: CancelToken, report: Report
    ) -> OneTopic:
        """Return documents near in meaning that are not otherwise related; no model is needed."""
        with self.reader.snapshot():
            self._renew()
            documents = list(self.reader.documents())
            contents = {row.content_id for row in documents if row.content_id is not None}
            means = ContentMeans(self.reader, self._vectors(), sorted(contents))
            return of_one_topic(findings, means, documents, token, report, threshold=threshold)

    def compare(self, a: str, b: str, token: CancelToken) -> DocumentComparison:
        """Return what two documents are to each other and how they differ; paths in the folder."""
        with self.reader.snapshot():
            if a == b:
                raise InvalidRequest("These are one and the same document.", "Name another one.")
            texts = self._texts
            return compare_documents(
                self._print_of(a), self._print_of(b), texts, texts.recurring, token
            )

    def evidence(self, a: TextPrint, b: TextPrint, token: CancelToken) -> Evidence | None:
        """Return how two documents of an answer differ; None if one has changed since."""
        with self.reader.snapshot():
            now = [self.reader.text_prints(row.path) for row in (a, b)]
            if [[row.sha256 for row in rows] for rows in now] != [[a.sha256], [b.sha256]]:
                return None
            one, two = (self._texts(row) for (row,) in now)
            return Evidence(one.source, two.source, differences_of(one, two, token))

    def topics(self, token: CancelToken, report: Report) -> Topics:
        """Return what the folder is about; no model is needed."""
        with self.reader.snapshot():
            self._renew()
            return find_topics(self.reader, self._vectors(), token, report)

    # -- plumbing ------------------------------------------------------------------

    def _print_of(self, path: str) -> TextPrint:
        for row in self.reader.text_prints(path):
            return row
        raise InvalidRequest(
            f"“{display_path(path)}” is not in the index, or could not be read.",
            "“likewise list” shows every file, and why it could not be read.",
        )

    def _tokens_of(self, row: TextPrint) -> Tokens | None:
        return None if self._closed else self._texts.tokens(row)

    def _text_of(self, document: int) -> tuple[str, tuple[tuple[int, int], ...]]:
        content = self.reader.content_of_document(document)
        return content.text, content.running

    def _current_searcher(self) -> Searcher:
        self._renew()
        if self._searcher is None:
            self._searcher = Searcher(self.reader, self._model(), self._vectors())
        return self._searcher

    def _similar(self) -> Similar:
        self._renew()
        if self._alike is None:  # kept: it holds the means of all documents
            self._alike = Similar(self.reader, self._model(), self._vectors())
        return self._alike

    def _renew(self) -> None:
        changes = self.reader.changes
        if changes != self._changes:
            self._forget_snapshot()
            self._changes = changes

    def _forget_snapshot(self) -> None:
        self._searcher = self._alike = None
        if self._snapshot is not None:
            self._snapshot.close()
            self._snapshot = None

    def _vectors(self) -> VectorSnapshot:
        if self._snapshot is None:
            self._snapshot = VectorSnapshot(self.reader)
        return self._snapshot

    def _model(self) -> Embedder:
        live = self.reader.live()
        if self._embedder is not None and self._embedder.info.model_id != live.model_id:
            self._embedder.close()
            self._embedder = None
        if self._embedder is None:
            embedder = self._open_embedder(live.model_id)
            found = embedder.info
            if (found.revision, found.dim) != (live.revision, live.dim):
                embedder.close()
                raise ModelProblem(
                    f"The model “{live.model_id}” is not the one this index was made with.",
                    "Index the folder again to use the model as it is now.",
                )
            self._embedder = embedder
        return self._embedder


def _identity(location: IndexLocation) -> tuple[int, int] | None:
    try:
        info = os.stat(location.database)
    except OSError:
        return None
    return info.st_dev, info.st_ino
