"""Several models on a person's own documents: how long, how fast, how dear, and do they agree?

Some documents are read and cut as indexing would cut them for each model; then it is known what a
provider would be sent, and a person may say yes to just that, which is no yes to indexing. After
that questions are asked of each model, one model at a time. Nothing is written into an index.
Agreement of two models is the overlap of their ten
closest documents; it says how much an answer would change, not which of the two is right.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from desktop_app import cloud
from desktop_app.documents.folder.scanner import scan
from desktop_app.documents.text.passages import PassageSetting, embedding_text
from desktop_app.documents.workers.answers import DocumentText
from desktop_app.documents.workers.pool import ReaderPool
from desktop_app.embedding.embedder import Embedder, FloatArray
from desktop_app.errors import InvalidRequest, ProviderProblem
from desktop_app.index.exclusions import exclusions
from desktop_app.index.generations import passage_setting
from desktop_app.index.location import IndexLocation
from desktop_app.models import open_to_index
from desktop_app.privacy.estimate import Estimate
from desktop_app.progress import CancelToken, ProgressMeter, Report, Stage, no_report
from desktop_app.settings import Settings
from desktop_app.similarity.search.snippets import sentences

PURPOSE = "comparison of models"
DOCUMENTS = 100
AT = 10
_MOST_PASSAGES = 40  # of one document: a book must not be most of what is measured, or paid for
_MOST_QUERIES = 20
_QUERY_CHARACTERS = 200
_FEWEST_WORDS = 3
_BATCH = 64


@dataclass(frozen=True, slots=True)
class ModelResult:
    """What came of one model.

    Attributes:
        model: Its id.
        runs_at: "this computer", or the host texts were sent to.
        dim: Length of its vectors.
        passages: That were embedded.
        seconds: That took, by the clock; starting the model is not counted.
        documents_per_second: 0.0 if it failed.
        tokens, price_usd: As a provider counted, documents and questions; None for a model on this
            computer, the price also where none is known.
        overlaps: For each question the share of its ten closest documents that are among the first
            model's ten, in [0, 1]; empty if it failed.
        closest: For each question the paths of its ten closest documents, the closest first; empty
            if it failed.
        failure: Why there is nothing to tell, in words; "" as a rule.
    """

    model: str
    runs_at: str
    dim: int
    passages: int = 0
    seconds: float = 0.0
    documents_per_second: float = 0.0
    tokens: int | None = None
    price_usd: float | None = None
    overlaps: tuple[float, ...] = ()
    closest: tuple[tuple[str, ...], ...] = ()
    failure: str = ""

    @property
    def overlap(self) -> float | None:
        """The mean of ``overlaps``, or None."""
        return float(np.mean(self.overlaps)) if self.overlaps else None


@dataclass(frozen=True, slots=True)
class ModelComparison:
    """Models side by side, the first of them is what the others are compared with.

    Attributes:
        queries: That were asked.
        documents: That were read for it.
    """

    queries: tuple[str, ...]
    documents: int
    models: tuple[ModelResult, ...]


@dataclass(frozen=True, slots=True)
class _Sample:
    """A document: what each model would embed of it, and what might be asked about it."""

    path: str
    texts: tuple[tuple[str, ...], ...] = field(repr=False)
    query: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Sending:
    """What a provider would be sent for a comparison.

    Attributes:
        estimate: Of documents and questions.
        retention: What the provider keeps, one sentence.
        agreed: Whether a yes that lasts allows it already.
    """

    model: str
    host: str
    estimate: Estimate
    retention: str
    agreed: bool


class PreparedComparison:
    """Documents that were read for a comparison, and the questions; nothing was sent so far.

    Attributes:
        models: As they were named, each once; at least two.
        queries: That will be asked.
    """

    def __init__(
        self,
        location: IndexLocation,
        models: Sequence[str],
        queries: tuple[str, ...],
        samples: Sequence[_Sample],
    ) -> None:
        self.models, self.queries = tuple(models), queries
        self._location, self._samples = location, samples

    @property
    def documents(self) -> int:
        """How many were read."""
        return len(self._samples)

    def sendings(self) -> tuple[Sending, ...]:
        """Return what each provider would be sent; empty if all models run on this computer."""
        return tuple(
            Sending(
                model,
                cloud.host_of(model),
                cloud.estimate_of(model, self.documents, [*self._texts(number), *self.queries]),
                cloud.retention_of(model),
                cloud.consent_for(self._location, model) is not None,
            )
            for number, model in enumerate(self.models)
            if cloud.is_cloud(model)
        )

    def run(
        self,
        settings: Settings,
        token: CancelToken,
        report: Report = no_report,
        *,
        once: Collection[str] = (),
    ) -> ModelComparison:
        """Return how the models do; what ``sendings`` tells is sent.

        Args:
            settings: How models on this computer shall run.
            once: Models that a person said yes to for this comparison, and for nothing else; any
                other at a provider needs a yes that lasts.

        Raises:
            As ``compare_models``.
        """
        total = sum(len(self._texts(number)) for number in range(len(self.models)))
        meter = ProgressMeter(report, Stage.EMBEDDING, total, unit="passages")
        results: list[ModelResult] = []
        for number, model in enumerate(self.models):
            opened = _open(self._location, model, settings, token, once=model in once)
            with contextlib.closing(opened) as embedder:
                documents = [sample.texts[number] for sample in self._samples]
                result, closest = _measured(embedder, documents, self.queries, token, meter)
            named = tuple(tuple(self._samples[at].path for at in ten) for ten in closest)
            first = results[0].closest if results else named
            results.append(replace(result, closest=named, overlaps=_overlaps(first, named)))
        meter.finish()
        return ModelComparison(self.queries, self.documents, tuple(results))

    def _texts(self, number: int) -> list[str]:
        return list(
            dict.fromkeys(text for sample in self._samples for text in sample.texts[number])
        )


def prepare(
    location: IndexLocation,
    models: Sequence[str],
    *,
    queries: Sequence[str] = (),
    documents: int = DOCUMENTS,
    settings: Settings,
    token: CancelToken | None = None,
    report: Report = no_report,
) -> PreparedComparison:
    """Read what ``models`` are to be compared on. Nothing is sent, and nobody's yes is needed yet.

    Args and errors: as ``compare_models``, but for ``ConsentMissing``.
    """
    token = token or CancelToken()
    models = tuple(dict.fromkeys(models))
    if len(models) < 2:
        raise InvalidRequest(
            "One model alone cannot be compared.", "Name two; “likewise models” lists them."
        )
    cut = [_cut(location, model, settings, token) for model in models]
    samples = _samples(location, cut, documents, token, report)
    if not samples:
        raise InvalidRequest("No document in this folder has text.", "Choose another folder.")
    return PreparedComparison(location, models, tuple(queries) or _queries(samples), samples)


def compare_models(
    location: IndexLocation,
    models: Sequence[str],
    *,
    queries: Sequence[str] = (),
    documents: int = DOCUMENTS,
    settings: Settings,
    token: CancelToken | None = None,
    report: Report = no_report,
) -> ModelComparison:
    """Return how ``models`` do on the documents of a folder.

    Args:
        models: Catalogue names, model folders or ids of cloud models; at least two.
        queries: The person's own; none takes titles and first sentences of the documents read.
        documents: Read at most so many, spread over the folder.
        settings: How models on this computer shall run.

    Raises:
        NeverLeaves, OfflineLocked, ConsentMissing, KeyRefused, KeyringUnusable: A cloud model may
            not be sent anything; nothing was read.
        InvalidRequest, ModelProblem: A model cannot be had; or no document has text.
        FolderUnavailable, Cancelled
    """
    token = token or CancelToken()
    for model in filter(cloud.is_cloud, models):
        cloud.refuse(location, model, token)
    prepared = prepare(
        location,
        models,
        queries=queries,
        documents=documents,
        settings=settings,
        token=token,
        report=report,
    )
    return prepared.run(settings, token, report)


def _cut(
    location: IndexLocation, model: str, settings: Settings, token: CancelToken
) -> PassageSetting:
    """Return how documents are cut for a model that can be had and, after a yes, be sent them."""
    if cloud.is_cloud(model):
        cloud.refuse(location, model, token, once=True)
        return passage_setting(cloud.info_of(model))
    with contextlib.closing(open_to_index(model, settings)) as embedder:
        return passage_setting(embedder.info)


def _open(
    location: IndexLocation, model: str, settings: Settings, token: CancelToken, *, once: bool
) -> Embedder:
    if not cloud.is_cloud(model):
        return open_to_index(model, settings)
    cloud.refuse(location, model, token, once=once)
    model = cloud.with_dimension(location, model, token, once=once)
    return cloud.open_cloud(model, location, PURPOSE, once=once)


def _samples(
    location: IndexLocation,
    cut: Sequence[PassageSetting],
    most: int,
    token: CancelToken,
    report: Report,
) -> list[_Sample]:
    """Return some documents in order of path, much the same ones each time."""
    found = scan(str(location.folder), token, report, excluded=exclusions(location)).files
    # By a digest of their names: spread over subfolders and kinds.
    paths = sorted(found, key=lambda path: hashlib.sha256(os.fsencode(path)).digest())
    meter = ProgressMeter(report, Stage.READING, min(most, len(paths)))
    read: dict[str, _Sample] = {}
    with (
        ReaderPool(2, folder=str(location.folder), settings=cut) as pool,
        contextlib.closing(pool.read_all(paths, frozenset(), token)) as readings,  # type: ignore[type-var]
    ):
        for reading in readings:
            if len(read) >= most:
                break
            outcome = reading.outcome
            if outcome is not None and outcome.cut.passages[0]:
                read[reading.path] = _sample(reading.path, outcome)
                meter.advance(current=reading.path)
    meter.finish()
    return [read[path] for path in sorted(read)]


def _sample(path: str, outcome: DocumentText) -> _Sample:
    text, cut = outcome.text, outcome.cut
    texts = tuple(
        tuple(embedding_text(title, text[p.start : p.end]) for p in passages[:_MOST_PASSAGES])
        for passages, title in zip(cut.passages, cut.short_titles, strict=True)
    )
    return _Sample(path, texts, _query(outcome.title, text))


def _query(title: str, text: str) -> str:
    """Return what somebody might ask to find a document: its title, else its first sentence."""
    if len(title.split()) >= _FEWEST_WORDS:
        return " ".join(title.split())[:_QUERY_CHARACTERS]
    for start, end in sentences(text, 0, min(len(text), 20 * _QUERY_CHARACTERS)):
        words = text[start:end].split()
        if len(words) >= _FEWEST_WORDS:
            return " ".join(words)[:_QUERY_CHARACTERS]
    return ""


def _queries(samples: Sequence[_Sample]) -> tuple[str, ...]:
    found = list(dict.fromkeys(sample.query for sample in samples if sample.query))
    return tuple(found[:: max(1, len(found) // _MOST_QUERIES)][:_MOST_QUERIES])


def _measured(
    embedder: Embedder,
    documents: Sequence[Sequence[str]],
    queries: Sequence[str],
    token: CancelToken,
    meter: ProgressMeter,
) -> tuple[ModelResult, list[list[int]]]:
    """Return what a model took, and each question's closest documents by number."""
    info = embedder.info
    result = ModelResult(info.model_id, info.runs_at, info.dim)
    texts = list(dict.fromkeys(text for document in documents for text in document))
    is_cloud = cloud.is_cloud(info.model_id)
    try:
        if not is_cloud:
            embedder.embed_documents(texts[:1], token)  # starts it
        began = time.monotonic()
        rows = _embedded(embedder, texts, token, meter)
        seconds = time.monotonic() - began
        asked = [_ask(embedder, query, token) for query in queries]
    except ProviderProblem as exc:
        return replace(result, failure=str(exc)), []
    number = {text: at for at, text in enumerate(texts)}
    closest = [
        _closest([max(rows[[number[t] for t in document]] @ query) for document in documents])
        for query in asked
    ]
    result = replace(
        result,
        passages=len(texts),
        seconds=seconds,
        documents_per_second=len(documents) / max(seconds, 1e-9),
    )
    return _with_cost(result, embedder), closest


def _embedded(
    embedder: Embedder, texts: Sequence[str], token: CancelToken, meter: ProgressMeter
) -> FloatArray:
    rows: list[FloatArray] = []
    for start in range(0, len(texts), _BATCH):
        token.check()
        batch = texts[start : start + _BATCH]
        rows.append(embedder.embed_documents(batch, token))
        meter.advance(len(batch), current=embedder.info.model_id)
    return np.concatenate(rows)


def _ask(embedder: Embedder, query: str, token: CancelToken) -> FloatArray:
    token.check()
    return embedder.embed_query(query)


def _closest(scores: Sequence[float]) -> list[int]:
    return sorted(range(len(scores)), key=lambda at: (-scores[at], at))[:AT]


def _overlaps(
    first: Sequence[tuple[str, ...]], other: Sequence[tuple[str, ...]]
) -> tuple[float, ...]:
    if not first or not other:
        return ()
    return tuple(len(set(a) & set(b)) / len(a) for a, b in zip(first, other, strict=True))


def _with_cost(result: ModelResult, embedder: Embedder) -> ModelResult:
    from desktop_app.embedding.cloud.cloud_embedder import CloudEmbedder

    if not isinstance(embedder, CloudEmbedder):
        return result
    cost = embedder.cost()
    return replace(result, tokens=cost.tokens, price_usd=cost.price_usd)
