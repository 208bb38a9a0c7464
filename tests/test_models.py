"""How a model is opened, as the settings say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desktop_app import models
from desktop_app.embedding import catalogue, power
from desktop_app.embedding.power import PausingEmbedder
from desktop_app.progress import Progress, Stage
from desktop_app.settings import Device, Settings
from tests.support.toy_embedder import ToyEmbedder
from tests.support.toy_library import ToyLibrary

CORES = 3


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the catalogue was asked to open."""
    asked: list[dict[str, Any]] = []

    def open_embedder(model_id: str, **options: Any) -> ToyEmbedder:
        asked.append({"model": model_id, **options})
        return ToyEmbedder()

    monkeypatch.setattr(catalogue, "open_embedder", open_embedder)
    monkeypatch.setattr(power, "threads_to_spare", lambda: CORES)
    return asked


@pytest.fixture
def toy(tmp_path: Path) -> ToyLibrary:
    return ToyLibrary(tmp_path / "papers")


def test_indexing_when_nothing_was_chosen_then_the_computer_stays_usable(
    opened: list[dict[str, Any]],
) -> None:
    models.open_to_index("", Settings())
    (options,) = opened
    assert options["model"] == catalogue.DEFAULT
    assert (options["threads"], options["nice"]) == (CORES, power.LOW_PRIORITY)
    assert options["device"] is Device.AUTO


def test_indexing_when_the_computer_is_all_its_own_then_all_cores(
    opened: list[dict[str, Any]],
) -> None:
    chosen = Settings(leave_computer_usable=False, device=Device.CUDA)
    models.open_to_index("other", chosen)
    (options,) = opened
    assert (options["threads"], options["nice"]) == (None, 0)
    assert (options["model"], options["device"]) == ("other", Device.CUDA)


def test_asking_when_the_computer_shall_stay_usable_then_at_full_speed_all_the_same(
    opened: list[dict[str, Any]],
) -> None:
    models.open_to_ask("")
    assert opened == [{"model": catalogue.DEFAULT}]


def test_pause_when_not_chosen_then_no_look_at_the_battery(
    opened: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(models.open_to_index("", Settings()), ToyEmbedder)
    waiting = models.open_to_index("", Settings(pause_on_battery=True))
    assert isinstance(waiting, PausingEmbedder)


def test_update_when_on_battery_then_it_pauses_says_so_and_ends(
    toy: ToyLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = iter([True, False, False, False])
    monkeypatch.setattr(PausingEmbedder.__init__, "__defaults__", (lambda: next(looks),))
    monkeypatch.setattr(power, "_TELL_S", 0.01)
    monkeypatch.setattr(power, "_LOOK_S", 0.02)
    toy.settings = Settings(pause_on_battery=True)
    toy.write("lease.txt", "The tenant pays the rent. " * 10)
    seen: list[Progress] = []
    with toy.open() as library:
        library.update(report=seen.append)
    assert [progress.stage for progress in seen].count(Stage.PAUSED) == 2
    assert toy.embedders[-1].closed
    assert toy.embedders[-1].texts == 1
