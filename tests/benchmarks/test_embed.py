from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from desktop_app.benchmarks import embed, embed_memory
from desktop_app.benchmarks.embed import Figures, goals_on_passages
from desktop_app.benchmarks.embed_limits import bound_tokens_per_s, flop_per_token
from desktop_app.benchmarks.embed_ways import PLAIN, builders, name_of, numbered, recipes_to_show
from desktop_app.embedding.catalogue import DEFAULT, find
from desktop_app.embedding.embedder import FloatArray
from desktop_app.embedding.model_folder import read_model_folder
from desktop_app.embedding.recipe import REFERENCE, Format, Recipe
from desktop_app.embedding.weights import load_encoder_weights
from tests.embedding.tiny_model import write_tiny_model
from tests.support.toy_embedder import ToyEmbedder

_INT8 = name_of(Recipe(format=Format.INT8))
_BF16 = name_of(Recipe(format=Format.BF16, prepacked=True))


def _figures(cpu_s: float, angle: float = 0.0) -> Figures:
    rows = np.array([[np.cos(angle), np.sin(angle)]] * 3, np.float32)
    return Figures((cpu_s,), (cpu_s,), rows)


def test_cost_when_computed_from_the_shipped_model_then_as_published_for_its_shape() -> None:
    folder = find(DEFAULT)
    assert folder.shape is not None
    weights = load_encoder_weights(folder.weights, folder.shape)
    short, long = flop_per_token(weights, [1] * 9), flop_per_token(weights, [101] * 9)
    assert short == pytest.approx(21.23e6, rel=1e-3)
    assert long - short == pytest.approx(100 * 9216)
    # Four fifths of the tokens stand in the long text.
    assert flop_per_token(weights, [1, 4]) - short == pytest.approx((17 / 5 - 1) * 9216)


def test_limit_when_measured_then_positive_on_processors_only(tmp_path: Path) -> None:
    folder = read_model_folder(write_tiny_model(tmp_path))
    for recipe in recipes_to_show():
        bound = bound_tokens_per_s(folder, recipe, [5, 9])
        assert bound is None if recipe.device != "cpu" else bound > 0  # type: ignore[operator]
    assert bound_tokens_per_s(folder, Recipe("cuda"), [5, 9]) is None


def test_goals_when_all_formats_are_good_then_all_reached() -> None:
    figures = {
        PLAIN: _figures(9),
        name_of(REFERENCE): _figures(8),
        name_of(Recipe(prepacked=True)): _figures(4, 0.001),
        _BF16: _figures(1, 0.01),
        _INT8: _figures(2, 0.04),
    }
    goals = goals_on_passages(figures, amx=True, narrow=False)
    assert len(goals) == 6
    assert all(goal.reached for goal in goals), goals


def test_goals_when_missed_then_said_so() -> None:
    figures = {
        PLAIN: _figures(9),
        name_of(REFERENCE): _figures(6, 0.01),
        _BF16: _figures(2, 0.03),
        _INT8: _figures(3, 0.2),
    }
    goals = goals_on_passages(figures, amx=False, narrow=True)
    assert len(goals) == 5, "bf16 has no goal for speed without AMX"
    assert not any(goal.reached for goal in goals)
    assert all(str(goal).startswith("MISSED") for goal in goals)


def test_turns_when_timed_then_every_way_has_every_round() -> None:
    def way(texts: list[str]) -> FloatArray:
        return np.eye(len(texts), dtype=np.float32)

    found = embed._in_turns(numbered(4), {"a": way, "b": way}, 3)
    assert {len(figure.wall_s) for figure in found.values()} == {3}
    assert found["a"].cosines(found["b"]) == (1.0, 1.0)


def test_identical_sentences_when_hashed_first_then_embedded_once() -> None:
    asked: list[int] = []

    def plain(texts: list[str]) -> FloatArray:
        asked.append(len(texts))
        return np.eye(len(texts), dtype=np.float32)

    assert embed.identical_sentences(ToyEmbedder(), plain, 1_000, 2) > 0
    assert asked == [1_000, 1_000]


def test_memory_when_a_way_is_not_there_then_none() -> None:
    assert embed_memory.peak_bytes("no such way", 1, 1) is None


@pytest.mark.model
def test_ways_when_built_then_all_agree_with_the_plain_one() -> None:
    texts = ["How do I end the lease of my flat?", *numbered(3)]
    loaded = builders(find(DEFAULT))
    name = name_of(REFERENCE)
    rows = loaded[name]()(texts)
    assert rows.shape == (4, 384)
    peak = embed_memory.peak_bytes(name, 4, 1)
    assert peak is not None
    assert peak > 50 << 20
