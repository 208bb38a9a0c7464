"""nDCG@10 on a retrieval collection, through the real index and the real search.

The folder holds ``docs.jsonl.gz`` (id, title, text), ``queries.jsonl.gz`` (id, text) and
``qrels.tsv.gz`` (query, document, relevance). Beside ours: the cosine of the first 256 tokens,
which is what a plain ``encode()`` sees of a document, and BM25 alone.
"""

from __future__ import annotations

import contextlib
import json
import math
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from desktop_app.benchmarks.quality_files import indexed, lines
from desktop_app.benchmarks.tables import write_table
from desktop_app.documents.text.words import query_terms
from desktop_app.embedding.embedder import Embedder, FloatArray
from desktop_app.index.reader import IndexReader
from desktop_app.library import Library
from desktop_app.similarity.search.keywords import any_of

_K = 10

Ranker = Callable[[str], list[str]]
"""Query → document ids, best first."""


@dataclass(frozen=True, slots=True)
class Collection:
    """A test collection.

    Attributes:
        documents: Id → (title, text).
        queries: Id → text.
        relevant: Query id → document id → gain, 1 or more.
    """

    documents: Mapping[str, tuple[str, str]]
    queries: Mapping[str, str]
    relevant: Mapping[str, Mapping[str, int]]


def read_collection(folder: Path) -> Collection:
    """Return the collection kept in ``folder``."""
    relevant: dict[str, dict[str, int]] = defaultdict(dict)
    for line in lines(folder / "qrels.tsv.gz"):
        query, document, gain = line.split("\t")
        if gain.strip().isdigit() and int(gain) > 0:  # a heading has no number
            relevant[query][document] = int(gain)
    documents = map(json.loads, lines(folder / "docs.jsonl.gz"))
    queries = map(json.loads, lines(folder / "queries.jsonl.gz"))
    return Collection(
        {str(row["id"]): (row.get("title", ""), row["text"]) for row in documents},
        {str(row["id"]): row["text"] for row in queries if str(row["id"]) in relevant},
        relevant,
    )


def ndcg(ranked: Sequence[str], relevant: Mapping[str, int], k: int = _K) -> float:
    """Return the normalised discounted cumulative gain of the first ``k``, in [0, 1].

    Järvelin and Kekäläinen (2002), with gain / log2(rank + 1), as trec_eval computes it.
    """
    gains = [relevant.get(document, 0) for document in ranked[:k]]
    ideal = sorted(relevant.values(), reverse=True)[:k]
    best = _discounted(ideal)
    return _discounted(gains) / best if best else 0.0


def mean_ndcg(collection: Collection, rank: Ranker) -> float:
    """Return the mean nDCG@10 of a ranker over all queries with a relevant document."""
    scores = [
        ndcg(rank(text), collection.relevant[query]) for query, text in collection.queries.items()
    ]
    return sum(scores) / len(scores)


def first_tokens_ranker(collection: Collection, embedder: Embedder) -> Ranker:
    """Return the ranking by cosine with what fits the model of each document, the rest cut off."""
    cut = _cutter(embedder.info.tokenizer, embedder.info.max_tokens)
    ids = list(collection.documents)
    texts = [cut(f"{title}\n\n{text}") for title, text in collection.documents.values()]
    rows = embedder.embed_documents(texts)

    def rank(query: str) -> list[str]:
        scores: FloatArray = rows @ embedder.embed_query(query)
        return [ids[at] for at in np.argsort(-scores, kind="stable")[:_K]]

    return rank


def keyword_ranker(reader: IndexReader) -> Ranker:
    """Return the ranking by BM25 over whole documents."""

    def rank(query: str) -> list[str]:
        hits = reader.keyword_hits(any_of(query_terms(query)), _K)
        rows = reader.documents_with_contents([content_id for content_id, _ in hits])
        ids = {row.content_id: _id_of(row.path) for row in rows}
        return [ids[content_id] for content_id, _ in hits if content_id in ids]

    return rank


def our_ranker(library: Library) -> Ranker:
    """Return the ranking of the search itself; folded documents follow the hit they are in."""

    def rank(query: str) -> list[str]:
        hits = library.search(query.replace('"', " "), _K).hits
        return [_id_of(path) for hit in hits for path in (hit.path, *hit.alike)]

    return rank


def measure(folder: Path, *, quick: bool) -> bool:
    """Print the three figures; returns whether ours is ahead of both others.

    Args:
        quick: The first 15 queries only.
    """
    collection = read_collection(folder)
    if quick:
        queries = dict(list(collection.queries.items())[:15])
        collection = Collection(collection.documents, queries, collection.relevant)
    figures = _measure(collection)
    sys.stdout.write(
        f"{len(collection.documents):,} documents, {len(collection.queries)} queries\n"
    )
    write_table(["ranking", f"nDCG@{_K}"], [[name, f"{v:.4f}"] for name, v in figures.items()])
    *others, ours = figures.values()
    return ours > max(others)


def _measure(collection: Collection) -> dict[str, float]:
    from desktop_app.embedding.catalogue import DEFAULT, open_embedder

    with contextlib.closing(open_embedder(DEFAULT)) as embedder:
        plain = mean_ndcg(collection, first_tokens_ranker(collection, embedder))
    texts = {
        f"{name}.txt": f"{title}\n\n{text}" for name, (title, text) in collection.documents.items()
    }
    with indexed(texts) as library:
        with contextlib.closing(IndexReader(library.location)) as reader:
            words = mean_ndcg(collection, keyword_ranker(reader))
        ours = mean_ndcg(collection, our_ranker(library))
    return {"cosine of the first tokens": plain, "BM25 alone": words, "ours": ours}


def _cutter(tokenizer: str, max_tokens: int) -> Callable[[str], str]:
    from tokenizers import Tokenizer

    loaded = Tokenizer.from_file(tokenizer)
    loaded.no_truncation()
    loaded.no_padding()

    def cut(text: str) -> str:
        offsets = loaded.encode(text, add_special_tokens=False).offsets
        room = max_tokens - 2
        return text if len(offsets) <= room else text[: offsets[room - 1][1]]

    return cut


def _discounted(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 2) for rank, gain in enumerate(gains))


def _id_of(path: str) -> str:
    return path.removesuffix(".txt")
