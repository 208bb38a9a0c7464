"""The embedder and its child process, as an index uses them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from desktop_app.embedding.cloud.cloud_embedder import CloudEmbedder, model_info
from desktop_app.embedding.cloud.paid import NAME
from desktop_app.embedding.cloud.providers import compatible_id, parse_model_id
from desktop_app.errors import (
    Cancelled,
    ConsentMissing,
    InvalidRequest,
    KeyRefused,
    OfflineLocked,
    ProviderUnreachable,
)
from desktop_app.privacy.ledger import Ledger
from desktop_app.privacy.secret import Secret
from desktop_app.progress import CancelToken
from tests.embedding.cloud import fake_provider as fake
from tests.embedding.cloud.fake_provider import Asked, FakeProvider, unit_vectors

KEY = "sk-canary-0123456789abcdef"
DIM = 1536


class Desk:
    """Opens embedders for one server."""

    def __init__(self, server: FakeProvider, tokenizer: str, directory: Path) -> None:
        self.server, self.tokenizer, self.directory = server, tokenizer, directory
        self.ledger = Ledger(directory / "egress.jsonl")
        self.secret: Secret | None = Secret(KEY)
        self.asked_for_key = 0
        self.refusal: Exception | None = None
        self.opened: list[CloudEmbedder] = []

    def open(self, model_id: str = "openai:text-embedding-3-small") -> CloudEmbedder:
        chosen = parse_model_id(model_id)
        if chosen.provider.base_url:
            path = "/v1" if chosen.provider.id == "openai" else ""
            chosen = replace(chosen, base_url=self.server.url + path)
        self.opened.append(
            CloudEmbedder(
                chosen,
                self.tokenizer,
                key=self._key,
                ledger=self.ledger,
                paid=self.directory / NAME,
                may_send=self._may_send,
            )
        )
        return self.opened[-1]

    def _key(self) -> Secret | None:
        self.asked_for_key += 1
        return self.secret

    def _may_send(self) -> None:
        if self.refusal is not None:
            raise self.refusal


@pytest.fixture
def desk(tokenizer: str, tmp_path: Path) -> Iterator[Desk]:
    with FakeProvider(DIM) as server:
        desk = Desk(server, tokenizer, tmp_path)
        yield desk
        for embedder in desk.opened:
            embedder.close()


def child_of(embedder: CloudEmbedder) -> int:
    assert embedder._child is not None
    return embedder._child.pid


@pytest.mark.parametrize(
    ("model_id", "dim"),
    [("openai:text-embedding-3-small", 1536), ("cohere:embed-v4.0", 1536),
     ("openai:text-embedding-3-large@256", 256), ("cohere:embed-v4.0@512", 512)],
)  # fmt: skip
def test_embedder_when_asked_then_it_gives_what_the_provider_has_and_says_what_it_cost(
    desk: Desk, model_id: str, dim: int
) -> None:
    embedder = desk.open(model_id)
    texts = ["a first text", "a second one"]
    rows = embedder.embed_documents(texts)
    np.testing.assert_allclose(rows, unit_vectors(texts, dim), atol=1e-3)
    assert embedder.embed_query("where").shape == (dim,)
    assert (embedder.info.dim, embedder.info.model_id) == (dim, model_id)
    cost = embedder.cost()
    assert (cost.requests, cost.texts, cost.tokens) == (2, 3, 7)
    assert cost.price_usd == pytest.approx(desk.ledger.totals().price)
    assert desk.ledger.totals().bytes_sent == desk.server.received_bytes


def test_question_when_asked_again_then_it_is_not_sent_again(desk: Desk) -> None:
    embedder = desk.open()
    first = embedder.embed_query("where is it")
    first[:] = 0  # a caller's own copy
    again = embedder.embed_query("where is it")
    np.testing.assert_allclose(np.linalg.norm(again), 1, atol=1e-5)
    assert desk.server.texts == ["where is it"]
    assert embedder.remembers("where is it")
    assert not embedder.remembers("elsewhere")
    assert embedder.cost().queries_remembered == 1


def test_no_texts_when_embedded_then_no_child_is_started(desk: Desk) -> None:
    assert desk.open().embed_documents([]).shape == (0, DIM)
    assert desk.asked_for_key == 0


def test_key_when_handed_over_then_it_is_in_no_argument_and_no_variable(desk: Desk) -> None:
    embedder = desk.open()
    embedder.embed_query("where")
    if sys.platform == "linux":
        process = Path("/proc") / str(child_of(embedder))
        for name in ("cmdline", "environ"):
            assert KEY.encode() not in (process / name).read_bytes()


def test_key_when_there_is_none_then_it_is_told_and_nothing_is_sent(desk: Desk) -> None:
    desk.secret = None
    with pytest.raises(KeyRefused, match="no key"):
        desk.open().embed_query("where")
    assert desk.server.asked == []


def test_key_when_refused_then_it_is_never_tried_again(desk: Desk) -> None:
    desk.server.always = fake.status(401)
    embedder = desk.open()
    for _ in range(3):
        with pytest.raises(KeyRefused):
            embedder.embed_documents(["one"])
        with pytest.raises(KeyRefused):
            embedder.embed_query("where")
    assert len(desk.server.asked) == 1


def test_consent_when_taken_back_midway_then_not_one_request_more(desk: Desk) -> None:
    embedder = desk.open()
    embedder.embed_documents(["one"])
    desk.refusal = ConsentMissing("Nobody said yes.")
    with pytest.raises(ConsentMissing):
        embedder.embed_documents(["two"])
    with pytest.raises(ConsentMissing):
        embedder.embed_query("where")
    assert desk.server.texts == ["one"]


def test_offline_lock_when_on_then_the_child_is_not_even_started(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LIKEWISE_OFFLINE", "1")
    with pytest.raises(OfflineLocked):
        desk.open().embed_query("where")
    assert desk.asked_for_key == 0
    assert desk.ledger.entries() == []


def test_run_when_cancelled_then_it_ends_at_once_and_what_was_answered_is_not_sent_again(
    desk: Desk,
) -> None:
    texts = [f"text number {i}" for i in range(200)]
    token = CancelToken()

    def cancel_at_the_third(_: Asked) -> None:
        if len(desk.server.asked) >= 3:
            token.cancel()

    desk.server.before = cancel_at_the_third
    desk.server.script = [None, None]
    desk.server.always = fake.hang
    with pytest.raises(Cancelled):
        desk.open().embed_documents(texts, token)
    desk.server.before, desk.server.always = lambda _: None, None
    paid = set(desk.server.paid)
    before = len(desk.server.asked)
    rows = desk.open().embed_documents(texts)
    again = {text for asked in desk.server.asked[before:] for text in asked.texts}
    assert paid
    # Of what was answered, at most the request that was just being written down comes again.
    assert len(paid & again) <= 67
    np.testing.assert_allclose(rows, unit_vectors(texts, DIM), atol=1e-3)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no such signal")
def test_child_when_killed_midway_then_it_is_told_and_the_next_call_goes_on(desk: Desk) -> None:
    texts = [f"text number {i}" for i in range(200)]
    embedder = desk.open()
    embedder.embed_query("where")
    answered = threading.Event()

    def kill_at_the_third(_: Asked) -> None:
        if len(desk.server.asked) == 4:
            answered.wait(0.5)  # let the answers before be written down
            os.kill(child_of(embedder), signal.SIGKILL)

    desk.server.before = kill_at_the_third
    with pytest.raises(ProviderUnreachable):
        embedder.embed_documents(texts)
    desk.server.before = lambda _: None
    before = len(desk.server.asked)
    first = set(desk.server.asked[1].texts)
    rows = embedder.embed_documents(texts)
    np.testing.assert_allclose(rows, unit_vectors(texts, DIM), atol=1e-3)
    again = {text for asked in desk.server.asked[before:] for text in asked.texts}
    assert not first & again


def test_ledger_when_the_child_was_killed_then_it_says_that_no_answer_was_seen(desk: Desk) -> None:
    token = CancelToken()
    desk.server.before = lambda _: token.cancel()
    desk.server.always = fake.hang
    with pytest.raises(Cancelled):
        desk.open().embed_documents(["one"], token)
    totals = desk.ledger.totals()
    assert (totals.requests, totals.unanswered) == (1, 1)
    assert totals.bytes_sent == desk.server.received_bytes


def test_dimension_when_unknown_then_it_is_found_with_one_word(desk: Desk) -> None:
    model_id = compatible_id(f"{desk.server.url}/v1", "nomic-embed-text")
    embedder = desk.open(model_id)
    with pytest.raises(InvalidRequest, match="not known"):
        _ = embedder.info
    assert embedder.find_dimension() == DIM
    assert desk.server.texts == ["word"]
    found = parse_model_id(compatible_id(f"{desk.server.url}/v1", "nomic-embed-text", DIM))
    info = model_info(found, desk.tokenizer)
    assert (info.dim, info.runs_at) == (DIM, f"127.0.0.1:{desk.server.port}")


def test_process_when_it_knows_the_models_then_it_has_imported_no_providers_library() -> None:
    # In a process of its own: other tests of this run have imported them.
    code = (
        "import sys; from desktop_app.embedding import catalogue\n"
        "catalogue.info_of('openai:text-embedding-3-small')\n"
        "print([m for m in ('openai', 'cohere', 'httpx', 'httpx2', 'ssl') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
