"""Texts wait in lanes, are embedded once, and are done when their vectors were taken."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence

import numpy as np
import pytest

from desktop_app.embedding.embedder import FloatArray
from desktop_app.errors import ModelProblem
from desktop_app.index import batches
from desktop_app.index.batches import NOTHING, EmbeddingBatches, Ticket, text_digest
from desktop_app.progress import CancelToken
from tests.support.toy_embedder import ToyEmbedder

_PATIENCE_S = 60.0


class Gated(ToyEmbedder):
    """Embeds nothing before ``gate`` is set, and notes what it was given."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = threading.Event()
        self.asked = threading.Event()
        self.given: list[list[str]] = []

    def embed_documents(self, texts: Sequence[str], token: CancelToken | None = None) -> FloatArray:
        self.asked.set()
        assert self.gate.wait(_PATIENCE_S)
        self.given.append(list(texts))
        return super().embed_documents(texts, token)


class Broken(ToyEmbedder):
    def embed_documents(self, texts: Sequence[str], token: CancelToken | None = None) -> FloatArray:
        raise ModelProblem("The model ended.")


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "BATCH_PASSAGES", 4)


@pytest.fixture
def embedder() -> Gated:
    return Gated()


@pytest.fixture
def waiting(embedder: Gated) -> Iterator[EmbeddingBatches]:
    made = EmbeddingBatches(embedder, lambda digests: set(), CancelToken())
    yield made
    embedder.gate.set()
    made.close()


def _texts(name: str, count: int) -> list[str]:
    return [f"{name} {number}" for number in range(count)]


def _add(waiting: EmbeddingBatches, texts: Sequence[str]) -> Ticket:
    return waiting.add(texts, [text_digest(text) for text in texts])


def _take_until_done(waiting: EmbeddingBatches, ticket: Ticket) -> None:
    while not waiting.is_done(ticket):
        assert waiting.take(wait=True)


def test_take_when_a_short_document_comes_after_a_long_one_then_it_is_done_first(
    waiting: EmbeddingBatches, embedder: Gated
) -> None:
    book = _add(waiting, _texts("book", 40))
    letter = _add(waiting, _texts("letter", 2))
    waiting.flush()
    embedder.gate.set()
    _take_until_done(waiting, letter)
    letters = next(i for i, texts in enumerate(embedder.given) if "letter 0" in texts)
    assert letters <= 1
    _take_until_done(waiting, book)
    assert waiting.idle
    assert waiting.embedded == 42


def test_is_done_when_a_short_document_shares_a_text_with_a_long_one_then_it_waits_for_that(
    waiting: EmbeddingBatches, embedder: Gated
) -> None:
    book = _add(waiting, _texts("book", 8))
    quote = _add(waiting, ["letter", "book 7"])
    waiting.flush()
    embedder.gate.set()
    _take_until_done(waiting, quote)
    assert waiting.is_done(book)
    given = [text for texts in embedder.given for text in texts]
    assert sorted(given) == sorted([*_texts("book", 8), "letter"])


def test_take_when_texts_are_equal_then_one_vector_that_is_theirs(
    waiting: EmbeddingBatches, embedder: Gated
) -> None:
    embedder.gate.set()
    ticket = _add(waiting, ["rent", "rent", "knee"])
    waiting.flush()
    rows = dict(waiting.take(wait=True))
    assert waiting.is_done(ticket)
    assert set(rows) == {text_digest("rent"), text_digest("knee")}
    expected = ToyEmbedder().embed_documents(["rent"])[0].astype(np.float16)
    assert rows[text_digest("rent")] == expected.tobytes()


def test_add_when_all_is_known_then_done_at_once_and_nothing_embedded() -> None:
    embedder = Gated()
    known = EmbeddingBatches(embedder, set, CancelToken())
    assert _add(known, ["rent"]) == NOTHING
    known.flush()
    assert known.idle
    assert known.take(wait=True) == []
    known.close()
    assert embedder.given == []


def test_full_when_batches_wait_then_until_they_are_taken_up(
    waiting: EmbeddingBatches, embedder: Gated
) -> None:
    _add(waiting, _texts("in hand", 4))
    assert embedder.asked.wait(_PATIENCE_S)
    _add(waiting, _texts("letter", 4))
    assert not waiting.full
    _add(waiting, _texts("another letter", 4))
    assert waiting.full
    embedder.gate.set()
    while not waiting.idle:
        waiting.take(wait=True)
    assert not waiting.full


def test_full_when_long_documents_are_more_than_memory_should_hold_then_true(
    waiting: EmbeddingBatches, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "_MOST_LONG_CHARS", 300)
    _add(waiting, _texts("book", 20))
    assert not waiting.full
    _add(waiting, _texts("another book", 40))
    assert waiting.full


def test_take_when_the_embedder_fails_then_raised_and_close_returns() -> None:
    broken = EmbeddingBatches(Broken(), lambda digests: set(), CancelToken())
    _add(broken, ["rent"])
    broken.flush()
    with pytest.raises(ModelProblem):
        broken.take(wait=True)
    broken.close()


def test_close_when_batches_wait_then_they_are_dropped(embedder: Gated) -> None:
    dropped = EmbeddingBatches(embedder, lambda digests: set(), CancelToken())
    _add(dropped, _texts("letter", 40))
    closing = threading.Thread(target=dropped.close)
    closing.start()
    embedder.gate.set()
    closing.join(_PATIENCE_S)
    assert len(embedder.given) < 10
