"""What the product finds in the generated folder, with the real model."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.truth.folder import generated
from tests.truth.judge import Judgement, judge
from tests.truth.model import NONE
from tests.truth.product import ask

PRECISION = 0.97
RECALL = 0.95
OF_EVERY_KIND = 0.80
"""Of every kind of damage and trap, so that no small one hides behind a large one."""

pytestmark = [pytest.mark.model, pytest.mark.timeout(1800)]


def _judged(folder: Path, seed: int, scale: float) -> Judgement:
    truth = generated(seed, scale)
    truth.write(folder)
    return judge(truth, ask(folder))


def _below(judgement: Judgement) -> list[str]:
    below = [
        f"{score.name}: recall {score.recall:.3f}, precision {score.precision:.3f}"
        for score in judgement.relations
        if score.recall < RECALL or score.precision < PRECISION
    ]
    below += [
        f"{score.name}: {score.recall:.3f} right"
        for score in judgement.kinds
        if score.recall < OF_EVERY_KIND
    ]
    return below


@pytest.mark.parametrize(
    ("seed", "scale"),
    [
        (3, 0.05),
        pytest.param(1, 1.0, marks=pytest.mark.fault),
        pytest.param(2, 1.0, marks=pytest.mark.fault),
    ],
)
def test_duplicates_when_the_truth_is_known_then_few_are_wrong_and_none_is_offered_wrongly(
    tmp_path: Path, seed: int, scale: float
) -> None:
    judgement = _judged(tmp_path / "papers", seed, scale)
    assert judgement.violations == ()
    assert _below(judgement) == []
    assert judgement.empty == judgement.not_empty == judgement.unread == ()
    assert any(score.name == NONE and score.planted for score in judgement.relations)
