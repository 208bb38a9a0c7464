"""A run that rests: nothing is read or embedded meanwhile, and it can be ended as ever."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest

from desktop_app.errors import Cancelled
from desktop_app.index.batches import EmbeddingBatches, text_digest
from desktop_app.progress import PauseToken, Progress, Stage
from tests.support.toy_embedder import ToyEmbedder
from tests.support.toy_library import ToyLibrary

LIMIT_S = 60


class Run:
    """An indexing run on a thread of its own."""

    def __init__(self, toy: ToyLibrary, token: PauseToken) -> None:
        self.reading = threading.Event()
        self.committed: list[str] = []
        self.outcome: list[Any] = []
        self._toy, self._token = toy, token
        self.thread = threading.Thread(target=self._run)
        self.thread.start()

    def _run(self) -> None:
        try:
            result = self._toy.update(
                token=self._token, report=self._report, on_committed=self.committed.append
            )
            self.outcome.append(result.summary.indexed)
        except Cancelled:
            self.outcome.append("cancelled")

    def _report(self, progress: Progress) -> None:
        if progress.stage is Stage.READING:
            self.reading.set()


@pytest.fixture
def toy(tmp_path: Path) -> ToyLibrary:
    toy = ToyLibrary(tmp_path / "papers")
    for number in range(5):
        toy.write(f"{number}.txt", f"Letter number {number}.")
    return toy


@pytest.fixture
def token() -> PauseToken:
    token = PauseToken()
    token.pause()
    return token


def test_run_when_paused_then_nothing_is_read_until_it_is_resumed(
    toy: ToyLibrary, token: PauseToken
) -> None:
    run = Run(toy, token)
    assert run.reading.wait(LIMIT_S)
    assert run.thread.is_alive()
    assert run.committed == []
    token.resume()
    run.thread.join(LIMIT_S)
    assert (len(run.committed), run.outcome) == (5, [5])


def test_run_when_cancelled_in_a_pause_then_it_ends(toy: ToyLibrary, token: PauseToken) -> None:
    run = Run(toy, token)
    assert run.reading.wait(LIMIT_S)
    token.cancel()
    run.thread.join(LIMIT_S)
    assert run.outcome == ["cancelled"]


def test_batches_when_paused_then_embedded_after_the_pause(token: PauseToken) -> None:
    embedder = ToyEmbedder()
    batches = EmbeddingBatches(embedder, lambda digests: set(), token)
    batches.add(["one", "two"], [text_digest("one"), text_digest("two")])
    batches.flush()
    assert batches.take(wait=False) == []
    assert embedder.texts == 0
    token.resume()
    assert len(batches.take(wait=True)) == 2
    batches.close()


def test_batches_when_closed_in_a_pause_then_at_rest(token: PauseToken) -> None:
    batches = EmbeddingBatches(ToyEmbedder(), lambda digests: set(), token)
    batches.add(["one"], [text_digest("one")])
    batches.flush()
    batches.close()
    assert token.paused
    assert batches.take(wait=False) == []


def test_batches_when_cancelled_in_a_pause_then_told(token: PauseToken) -> None:
    batches = EmbeddingBatches(ToyEmbedder(), lambda digests: set(), token)
    batches.add(["one"], [text_digest("one")])
    batches.flush()
    token.cancel()
    with pytest.raises(Cancelled):
        batches.take(wait=True)
    batches.close()
