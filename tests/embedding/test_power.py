"""Battery and cores, with faked ones."""

from __future__ import annotations

import os
from collections import namedtuple

import psutil
import pytest

from desktop_app.embedding import power
from desktop_app.embedding.power import PausingEmbedder, on_battery, threads_to_spare
from desktop_app.errors import Cancelled
from desktop_app.progress import CancelToken, Progress, Stage
from tests.support.toy_embedder import ToyEmbedder

Battery = namedtuple("Battery", "percent secsleft power_plugged")


@pytest.mark.parametrize(
    ("battery", "expected"),
    [
        (None, False),
        (Battery(50, 3600, False), True),
        (Battery(100, 3600, False), True),
        (Battery(50, -2, True), False),
        (Battery(50, -1, None), False),
    ],
)
def test_battery_when_unplugged_then_on_battery(
    monkeypatch: pytest.MonkeyPatch, battery: Battery | None, expected: bool
) -> None:
    monkeypatch.setattr(psutil, "sensors_battery", lambda: battery, raising=False)
    assert on_battery() is expected


def test_battery_when_the_system_has_no_such_sensor_then_plugged_in(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delattr(psutil, "sensors_battery", raising=False)
    assert on_battery() is False

    def broken() -> None:
        raise FileNotFoundError

    monkeypatch.setattr(psutil, "sensors_battery", broken, raising=False)
    assert on_battery() is False


def test_embedder_when_unplugged_then_waits_says_so_and_goes_on_by_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waited: list[float] = []
    monkeypatch.setattr(CancelToken, "wait", lambda self, seconds: waited.append(seconds))
    unplugged = iter([True, True, False])
    seen: list[Progress] = []
    embedder = PausingEmbedder(ToyEmbedder(), seen.append, lambda: next(unplugged))
    rows = embedder.embed_documents(["the rent"])
    assert rows.shape == (1, embedder.info.dim)
    assert {progress.stage for progress in seen} == {Stage.PAUSED}
    assert sum(waited) == 10.0


def test_embedder_when_cancelled_in_a_pause_then_at_once() -> None:
    token = CancelToken()
    toy = ToyEmbedder()
    embedder = PausingEmbedder(toy, lambda _: token.cancel(), lambda: True)
    with pytest.raises(Cancelled):
        embedder.embed_documents(["the rent"], token)
    assert toy.batches == 0


def test_query_when_unplugged_then_answered() -> None:
    embedder = PausingEmbedder(ToyEmbedder(), lambda _: None, lambda: True)
    assert embedder.embed_query("the rent").shape == (embedder.info.dim,)
    embedder.close()


@pytest.mark.parametrize(("cores", "threads"), [(1, 1), (2, 2), (3, 3), (4, 3), (8, 6), (64, 48)])
def test_threads_when_the_computer_shall_stay_usable_then_three_cores_in_four(
    monkeypatch: pytest.MonkeyPatch, cores: int, threads: int
) -> None:
    if hasattr(os, "sched_getaffinity"):
        monkeypatch.setattr(os, "sched_getaffinity", lambda _: set(range(cores)))
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    monkeypatch.setattr(psutil, "cpu_count", lambda logical=True: cores)
    assert threads_to_spare() == threads


def test_threads_when_cores_are_not_known_then_at_least_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(psutil, "cpu_count", lambda logical=True: None)
    assert threads_to_spare() >= 1
    assert power.LOW_PRIORITY > 0
