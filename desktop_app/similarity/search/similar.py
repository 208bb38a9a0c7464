"""Documents like a given document or text.

The score is 0.7 · cosine of the length-weighted passage means + 0.3 · TF-IDF cosine of the words.
It says that two documents are about the same things, never that one is a copy of the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from desktop_app.documents.text.passages import split
from desktop_app.documents.text.words import keyword_tokens
from desktop_app.embedding.embedder import Embedder
from desktop_app.errors import InvalidRequest
from desktop_app.index.generations import passage_setting
from desktop_app.index.rows import ContentRow
from desktop_app.progress import CancelToken
from desktop_app.similarity.model import SimilarHit, SimilarResult
from desktop_app.similarity.ports import FloatArray, IndexReader
from desktop_app.similarity.search.catalogue import Catalogue
from desktop_app.similarity.search.evidence import Passages, best_pairs
from desktop_app.similarity.search.keywords import any_of
from desktop_app.similarity.search.ranking import mixed_score
from desktop_app.similarity.search.wordweights import WordCosines
from desktop_app.similarity.vectors.means import ContentMeans
from desktop_app.similarity.vectors.vectors import VectorSnapshot

_CLOSEST = 200
"""Candidates taken by meaning, and as many by words."""
_BATCH = 40
_TELLING_WORDS = 25
_PAIRS = 3


@dataclass(frozen=True, slots=True)
class _Probe:
    """What others are compared with.

    Attributes:
        document_id, content_id: Of the document asked about; None for a text.
        mean: Unit vector, (dim,).
    """

    text: str
    tokens: list[str]
    passages: Passages
    mean: FloatArray
    document_id: int | None = None
    content_id: int | None = None


@dataclass(frozen=True, slots=True)
class _Candidate:
    content: ContentRow
    score: float
    cosine: float
    keyword: float


class Similar:
    """Finds similar documents in one view of an index. One thread at a time.

    The means of all documents are worked out at the first question and kept with the object.

    Args:
        embedder: The model of the reader's live generation; used for texts only.
    """

    def __init__(self, reader: IndexReader, embedder: Embedder, snapshot: VectorSnapshot) -> None:
        self._reader, self._embedder, self._snapshot = reader, embedder, snapshot
        self._catalogue = Catalogue(reader.documents())
        self._means = ContentMeans(reader, snapshot, self._catalogue.content_ids)
        self._word_cosines = WordCosines(reader)

    def to_document(
        self, path: str, k: int = 5, threshold: float = 0.75, token: CancelToken | None = None
    ) -> SimilarResult:
        """Return the documents most like the one at ``path``, which itself is left out.

        Other documents with the same bytes are listed.

        Args:
            k: At most this many; must be positive.
            threshold: Least score, in [0, 1].

        Raises:
            InvalidRequest: If there is no such document, or it has no text.
            IndexDamaged: If the index cannot be read.
            Cancelled: If ``token`` was set.
        """
        row = self._reader.document(path)
        if row is None:
            raise InvalidRequest(
                f"“{path}” is not in the index.",
                "Index the folder again, or look for its new name.",
            )
        passages = self._reader.passages_of([row.content_id]) if row.content_id is not None else []
        if row.content_id is None or not passages:
            raise InvalidRequest(
                f"No text could be read from “{path}”, so nothing can be compared with it.",
                "The list of files says why.",
            )
        content = self._reader.content(row.content_id)
        vectors = self._snapshot.rows([passage.vector_id for passage in passages])
        mine = Passages(content.text, passages, vectors)
        probe = _Probe(
            content.text,
            keyword_tokens(content.text),
            mine,
            mine.mean(),
            row.id,
            row.content_id,
        )
        return self._closest(probe, k, threshold, token or CancelToken())

    def to_text(
        self, text: str, k: int = 5, threshold: float = 0.75, token: CancelToken | None = None
    ) -> SimilarResult:
        """Return the documents most like ``text``; see ``to_document``.

        Raises:
            InvalidRequest: If the text is blank.
            ModelProblem: If it cannot be embedded.
        """
        token = token or CancelToken()
        setting = passage_setting(self._embedder.info)
        passages = split(text, (0,), setting)
        if not passages:
            raise InvalidRequest("There is no text to compare.", "Paste or choose some text.")
        texts = [text[p.start : p.end] for p in passages]
        mine = Passages(text, passages, self._embedder.embed_documents(texts, token))
        probe = _Probe(text, keyword_tokens(text), mine, mine.mean())
        return self._closest(probe, k, threshold, token)

    def _closest(
        self, probe: _Probe, k: int, threshold: float, token: CancelToken
    ) -> SimilarResult:
        if k < 1:
            raise InvalidRequest("At least one document must be asked for.")
        others = len(self._catalogue) - (probe.document_id is not None)
        found = self._candidates(probe, k, threshold, token)
        hits = [
            (candidate, document)
            for candidate in found
            for document in self._catalogue.documents(candidate.content.id)
            if document.id != probe.document_id
        ]
        hits.sort(key=lambda hit: (-hit[0].score, hit[1].path))
        return SimilarResult(
            tuple(self._hit(probe, candidate, row.path) for candidate, row in hits[:k]),
            documents=others,
            more=len(hits) > k,
        )

    def _candidates(
        self, probe: _Probe, k: int, threshold: float, token: CancelToken
    ) -> list[_Candidate]:
        """Return the candidates at or above the threshold that can be among the best ``k`` + 1."""
        cosines = self._means.cosines(probe.mean, token)
        ids = self._closest_by_meaning(cosines) | set(self._closest_by_words(probe))
        ids = {i for i in ids if self._others_with(i, probe)}
        ordered = sorted(ids, key=lambda i: (-cosines.get(i, -1.0), i))
        found: list[_Candidate] = []
        for start in range(0, len(ordered), _BATCH):
            token.check()
            batch = [i for i in ordered[start : start + _BATCH] if i in cosines]
            floor = max(threshold, _kth_best(found, k + 1))
            batch = [i for i in batch if mixed_score(cosines[i], 1.0) >= floor]
            if not batch:
                break  # the rest is farther by meaning, and the same words cannot make up for it
            contents = [self._reader.content(i) for i in batch]
            keywords = self._word_cosines.to(probe.tokens, [c.text for c in contents])
            for content, keyword in zip(contents, keywords, strict=True):
                cosine = cosines[content.id]
                score = mixed_score(cosine, keyword)
                if score >= threshold:
                    found.append(_Candidate(content, score, cosine, keyword))
        return found

    def _closest_by_meaning(self, cosines: dict[int, float]) -> set[int]:
        ordered = sorted(cosines, key=lambda i: (-cosines[i], i))
        return set(ordered[: _CLOSEST + 1])

    def _closest_by_words(self, probe: _Probe) -> list[int]:
        terms = self._word_cosines.most_telling(probe.tokens, _TELLING_WORDS)
        hits = self._reader.keyword_hits(any_of(terms), _CLOSEST + 1) if terms else []
        return [content_id for content_id, _ in hits]

    def _others_with(self, content_id: int, probe: _Probe) -> bool:
        return any(
            document.id != probe.document_id for document in self._catalogue.documents(content_id)
        )

    def _hit(self, probe: _Probe, candidate: _Candidate, path: str) -> SimilarHit:
        content = candidate.content
        passages = self._reader.passages_of([content.id])
        vectors = self._snapshot.rows([passage.vector_id for passage in passages])
        theirs = Passages(content.text, passages, vectors)
        return SimilarHit(
            path=path,
            title=content.title,
            kind=content.kind,
            score=candidate.score,
            cosine=candidate.cosine,
            keyword=candidate.keyword,
            same_bytes=content.id == probe.content_id,
            evidence=best_pairs(probe.passages, theirs, _PAIRS),
        )


def _kth_best(found: Sequence[_Candidate], k: int) -> float:
    if len(found) < k:
        return float("-inf")
    return sorted((candidate.score for candidate in found), reverse=True)[k - 1]
