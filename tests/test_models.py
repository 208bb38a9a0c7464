"""How a model is opened, as the settings and an index that is there say."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desktop_app import models
from desktop_app.embedding import catalogue, fast_mode, power
from desktop_app.embedding.fast_mode import FastMode
from desktop_app.embedding.power import PausingEmbedder
from desktop_app.errors import NoFastMode
from desktop_app.progress import Progress, Stage
from desktop_app.settings import Device, Settings, Speed
from tests.support.toy_embedder import ToyEmbedder
from tests.support.toy_library import ToyLibrary

CORES = 3
FAST = Settings(speed=Speed.FAST)
REFUSAL = "The fast mode does not pay on this computer: it is a test."


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


@pytest.fixture
def refusals(monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Why models have no fast mode here; what is not among them has one."""
    known: dict[str, str] = {}

    def answer(model_id: str, *_: object, **__: object) -> FastMode:
        return FastMode(known.get(model_id.removesuffix("+fast"), ""))

    monkeypatch.setattr(fast_mode, "fast_mode", answer)
    return known


@pytest.fixture
def told() -> list[str]:
    return []


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


@pytest.mark.parametrize(("named", "model"), [("", catalogue.DEFAULT), ("other", "other")])
def test_indexing_when_fast_is_set_then_the_fast_mode_of_the_model(
    opened: list[dict[str, Any]],
    refusals: dict[str, str],
    told: list[str],
    named: str,
    model: str,
) -> None:
    models.open_to_index(named, FAST, tell=told.append)
    models.open_to_index(f"{model}+fast", FAST, tell=told.append)
    assert [options["model"] for options in opened] == [f"{model}+fast"] * 2
    assert told == []


def test_indexing_when_fast_is_set_and_cannot_be_had_then_exact_and_told_why(
    opened: list[dict[str, Any]], refusals: dict[str, str], told: list[str]
) -> None:
    refusals["other"] = REFUSAL
    models.open_to_index("other", FAST, tell=told.append)
    assert opened[0]["model"] == "other"
    assert told == [f"{REFUSAL} So exact numbers are used."]


@pytest.mark.parametrize("chosen", [Settings(), FAST])
def test_indexing_when_fast_is_named_and_cannot_be_had_then_refused_before_it_is_opened(
    opened: list[dict[str, Any]], refusals: dict[str, str], chosen: Settings
) -> None:
    refusals["other"] = REFUSAL
    with pytest.raises(NoFastMode, match="it is a test") as refused:
        models.open_to_index("other+fast", chosen)
    assert "without “+fast”" in refused.value.remedy
    assert opened == []


@pytest.mark.parametrize(
    ("made_with", "chosen", "says"),
    [
        ("other", Settings(), ""),
        ("other", FAST, "--model other+fast”"),
        ("other+fast", FAST, ""),
        ("other+fast", Settings(), "--model other”"),
    ],
)
def test_going_on_when_an_index_is_there_then_as_it_was_made_and_how_to_change_it(
    opened: list[dict[str, Any]],
    refusals: dict[str, str],
    made_with: str,
    chosen: Settings,
    says: str,
) -> None:
    told: list[str] = []
    models.open_to_go_on(made_with, chosen, tell=told.append)
    assert opened[0]["model"] == made_with
    assert len(told) == (1 if says else 0)
    assert says in "".join(told)


@pytest.mark.parametrize("chosen", [Settings(), FAST])
def test_going_on_when_the_fast_mode_of_an_index_cannot_be_had_here_then_exact_and_told(
    opened: list[dict[str, Any]], refusals: dict[str, str], told: list[str], chosen: Settings
) -> None:
    refusals["other"] = REFUSAL
    models.open_to_go_on("other+fast", chosen, tell=told.append)
    assert opened[0]["model"] == "other"
    assert told == [f"{REFUSAL} So exact numbers are used."]


def test_running_when_a_folder_is_the_model_then_kept_under_the_name_an_index_knows_it_by(
    opened: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[str] = []
    monkeypatch.setattr("desktop_app.embedding.running.remember", lambda name, _: kept.append(name))
    models.open_to_index("./toy", Settings())
    opened[0]["on_running"](None)
    assert kept == ["toy"]


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
