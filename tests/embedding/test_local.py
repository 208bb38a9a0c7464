"""What happens around the child process: death, cancelling, bad answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from desktop_app.childprocess import ChildDied, ChildTimedOut, Message
from desktop_app.embedding import local
from desktop_app.embedding.catalogue import open_embedder
from desktop_app.embedding.engines import Engines
from desktop_app.embedding.local import LocalEmbedder
from desktop_app.embedding.model_child import answer
from desktop_app.embedding.model_folder import read_model_folder
from desktop_app.errors import Cancelled, ModelProblem
from desktop_app.progress import CancelToken


@pytest.fixture
def embedder(tiny_bert: Path) -> Iterator[LocalEmbedder]:
    opened = open_embedder(str(tiny_bert))
    yield opened
    opened.close()


class FakeChild:
    """Stands for ``ChildProcess``: gives or raises what it was told to, one for each request."""

    alive = True

    def __init__(self, *answers: Message | Exception) -> None:
        self.answers = list(answers)
        self.started = 0
        self.requests: list[dict[str, Any]] = []

    def __call__(self, worker: str, **options: object) -> FakeChild:
        self.started += 1
        return self

    def request(
        self, header: dict[str, Any], payload: bytes, *, timeout_s: Any, token: Any = None
    ) -> Message:
        self.requests.append(header)
        self.limit_s = timeout_s()
        given = self.answers.pop(0)
        if isinstance(given, Exception):
            raise given
        return given

    def close(self) -> None:
        self.alive = False


def _unit_rows(count: int, dim: int = 32) -> Message:
    rows = np.zeros((count, dim), np.float32)
    rows[:, 0] = 1
    return {"shape": [count, dim], "seconds": 0.5}, rows.tobytes()


def test_child_when_killed_between_texts_then_replaced(embedder: LocalEmbedder) -> None:
    before = embedder.embed_documents(["the rent"])
    child = embedder._child
    assert child is not None
    child.kill()
    np.testing.assert_array_equal(embedder.embed_documents(["the rent"]), before)
    assert embedder._child is not child


def test_child_when_it_dies_once_then_the_texts_are_sent_again(
    embedder: LocalEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = FakeChild(ChildDied("crash"), _unit_rows(1))
    monkeypatch.setattr(local, "ChildProcess", child)
    assert embedder.embed_documents(["rent"]).shape == (1, 32)
    assert child.started == 2


def test_child_when_it_dies_twice_then_model_problem(
    embedder: LocalEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(local, "ChildProcess", FakeChild(ChildDied("a"), ChildDied("b")))
    with pytest.raises(ModelProblem, match="twice"):
        embedder.embed_documents(["rent"])


@pytest.mark.parametrize(
    "payload",
    [
        np.zeros(31, np.float32),
        np.full(32, np.nan, np.float32),
        np.ones(32, np.float32),
        np.zeros(32, np.float32),
    ],
    ids=["short", "not finite", "too long", "zero"],
)
def test_vectors_when_unusable_then_model_problem(
    embedder: LocalEmbedder,
    monkeypatch: pytest.MonkeyPatch,
    payload: np.ndarray[Any, np.dtype[np.float32]],
) -> None:
    child = FakeChild(({"shape": [1, 32]}, payload.tobytes()))
    monkeypatch.setattr(local, "ChildProcess", child)
    with pytest.raises(ModelProblem, match="unusable"):
        embedder.embed_query("rent")


def test_cancel_when_a_batch_is_running_then_stops_after_it(
    embedder: LocalEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = CancelToken()
    child = FakeChild(_unit_rows(1), _unit_rows(1))
    monkeypatch.setattr(local, "ChildProcess", child)
    request = child.request

    def request_and_cancel(*args: Any, **kwargs: Any) -> Message:
        token.cancel()
        return request(*args, **kwargs)

    monkeypatch.setattr(child, "request", request_and_cancel)
    with pytest.raises(Cancelled):
        embedder.embed_documents(["rent " * 4000, "flat " * 4000], token)
    assert len(child.requests) == 1
    assert child.limit_s <= 11, "a batch that hangs after cancelling is not waited for"


def test_cancel_when_the_batch_hangs_then_cancelled_not_failed(
    embedder: LocalEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = CancelToken()
    child = FakeChild()

    def hang(*args: object, **kwargs: object) -> Message:
        token.cancel()
        raise ChildTimedOut("killed")

    monkeypatch.setattr(child, "request", hang)
    monkeypatch.setattr(local, "ChildProcess", child)
    with pytest.raises(Cancelled):
        embedder.embed_documents(["rent"], token)


def test_documents_when_many_then_pending_tells_what_is_left(
    embedder: LocalEmbedder, monkeypatch: pytest.MonkeyPatch
) -> None:
    child = FakeChild(_unit_rows(1), _unit_rows(3))
    monkeypatch.setattr(local, "ChildProcess", child)
    texts = ["a" * 10, "b" * 20_000, "c" * 20_000, "d" * 10]
    embedder.embed_documents(texts)
    assert [header["pending"] for header in child.requests] == [40_020, 20_020]


def _out_of_memory() -> list[Exception]:
    import torch

    return [
        torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB."),
        RuntimeError("MPS backend out of memory (MPS allocated: 9.05 GB)"),
        RuntimeError("[enforce fail at alloc_cpu.cpp] DefaultCPUAllocator: can't allocate memory"),
        MemoryError(),
    ]


@pytest.mark.parametrize("number", range(4), ids=["cuda", "mps", "cpu", "python"])
def test_memory_when_it_runs_out_then_batches_are_halved(tiny_bert: Path, number: int) -> None:
    engines = Engines(read_model_folder(tiny_bert), threads=1)
    budgets: list[int] = []

    class Hungry:
        def encode(self, sequences: list[list[int]], token_budget: int) -> np.ndarray[Any, Any]:
            budgets.append(token_budget)
            if token_budget > 1024:
                raise _out_of_memory()[number]
            return np.eye(len(sequences), 32, dtype=np.float32)

    engines.__dict__["torch"] = Hungry()
    assert engines.documents(["rent"]).shape == (1, 32)
    assert engines.documents(["rent"]).shape == (1, 32)
    assert budgets == [4096, 2048, 1024, 1024], "and stay halved"


def test_memory_when_there_is_never_enough_then_told(tiny_bert: Path) -> None:
    engines = Engines(read_model_folder(tiny_bert), threads=1)

    class Starved:
        def encode(self, sequences: list[list[int]], token_budget: int) -> np.ndarray[Any, Any]:
            raise MemoryError

    engines.__dict__["torch"] = Starved()
    with pytest.raises(ModelProblem, match="not enough memory"):
        engines.documents(["rent"])


def test_child_when_an_engine_fails_then_an_answer_without_the_text(
    tiny_bert: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    engines = Engines(read_model_folder(tiny_bert), threads=1)
    header, payload = answer(engines, {"op": "embed"}, b"not json")
    assert (header["error"], payload) == ("ModelProblem", b"")
    assert "JSONDecodeError" in header["message"]
    assert "Traceback" in capsys.readouterr().err


def test_torch_when_few_texts_then_not_loaded(tiny_bert: Path) -> None:
    engines = Engines(read_model_folder(tiny_bert), threads=1)
    engines.documents(["rent"] * 10)
    assert engines.loaded == ["tokenizer", "numpy"]
    engines.documents(["rent"] * 10, pending=1_000_000)
    assert "torch" in engines.loaded
