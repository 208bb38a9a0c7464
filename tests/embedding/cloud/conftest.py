"""A fake provider, and a sender that asks it without sleeping."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from desktop_app.embedding.catalogue import DEFAULT, find
from desktop_app.embedding.cloud.clients import Teller
from desktop_app.embedding.cloud.counting import TokenCounter
from desktop_app.embedding.cloud.paid import NAME, PaidVectors
from desktop_app.embedding.cloud.patience import Pace
from desktop_app.embedding.cloud.providers import (
    COHERE,
    OPENAI,
    ChosenModel,
    CloudModel,
    Provider,
    compatible_id,
    parse_model_id,
)
from desktop_app.embedding.cloud.sender import Sender
from desktop_app.privacy.ledger import Ledger
from tests.embedding.cloud.fake_provider import FakeProvider, may_connect

KEY = "sk-canary-0123456789abcdef"
DIM = 8


@dataclass(slots=True)
class Sleeper:
    """A clock that moves only when somebody sleeps.

    Attributes:
        slept: Seconds of each sleep.
    """

    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def clock(self) -> float:
        return self.now

    def sleep(self, ended: threading.Event, seconds: float) -> None:
        self.slept.append(seconds)
        if not ended.is_set():
            self.now += seconds

    def pace(self, chance: float = 1.0) -> Pace:
        return Pace(self.clock, self.sleep, lambda: chance)


@dataclass(slots=True)
class Setup:
    """Everything around one fake provider.

    Attributes:
        open: Makes a sender for a model anew, as a next run would.
    """

    provider: FakeProvider
    ledger: Ledger
    directory: Path
    sleeper: Sleeper
    chosen: ChosenModel
    open: Callable[[], Sender]


def small(provider: Provider) -> Provider:
    """The provider with a model of few numbers and quick impatience, for tests."""
    model = CloudModel(
        "tiny",
        dims=(4, DIM),
        default_dim=DIM,
        price=1.0,
        languages="",
        max_tokens=512,
        input_types=provider.id == "cohere",
    )
    return replace(provider, models=(model,), answer_s=5.0)


def chosen_at(server: FakeProvider, kind: str) -> ChosenModel:
    """The model that ``server`` has, as one of OpenAI, Cohere or a compatible server."""
    if kind == "compatible":
        return parse_model_id(compatible_id(f"{server.url}/v1", "tiny", DIM))
    provider = small(OPENAI if kind == "openai" else COHERE)
    url = f"{server.url}/v1" if kind == "openai" else server.url
    return ChosenModel(f"{kind}:tiny", provider, provider.models[0], DIM, url)


@pytest.fixture(scope="session")
def tokenizer() -> str:
    """The shipped model's."""
    return str(find(DEFAULT).tokenizer)


@pytest.fixture(scope="session")
def counter(tokenizer: str) -> TokenCounter:
    return TokenCounter(tokenizer)


@pytest.fixture
def server() -> Iterator[FakeProvider]:
    with FakeProvider(DIM) as provider:
        yield provider


@pytest.fixture(params=["openai", "cohere", "compatible"])
def kind(request: pytest.FixtureRequest) -> str:
    """Each kind of provider; a test that needs only one says so by ``parametrize``."""
    return str(request.param)


@pytest.fixture
def setup(
    server: FakeProvider,
    kind: str,
    counter: TokenCounter,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Setup]:
    chosen = chosen_at(server, kind)
    ledger = Ledger(tmp_path / "egress.jsonl")
    sleeper = Sleeper()
    tellers: list[Teller] = []

    def open_sender() -> Sender:
        tellers.append(Teller(chosen, KEY, ledger))
        paid = PaidVectors(tmp_path / NAME, chosen.model_id, chosen.dim)
        return Sender(chosen, tellers[-1], counter, paid, sleeper.pace())

    with may_connect(monkeypatch, server.port):
        yield Setup(server, ledger, tmp_path, sleeper, chosen, open_sender)
        for teller in tellers:
            teller.close()
