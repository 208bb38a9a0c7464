"""The attack files that take no time; all of them: tests/faults/test_attacks.py."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.benchmarks.expectations import Outcome, deviation
from desktop_app.benchmarks.reading_run import read_folder
from desktop_app.benchmarks.reference_readers import References
from tests.support.make_attacks import attacks


@pytest.fixture(scope="module")
def outcomes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    folder = tmp_path_factory.mktemp("attacks")
    for attack in attacks(folder.with_name("canary.txt")):
        if attack.is_quick:
            (folder / attack.name).write_bytes(attack.make())
    figures = read_folder(folder, References(folder))
    assert figures.left_over == []
    return {file.path: file.outcome for file in figures.files}


@pytest.mark.parametrize(
    ("name", "expected"), [(a.name, a.expected) for a in attacks(Path("canary")) if a.is_quick]
)
def test_attack_when_read_in_a_child_then_the_expected_outcome(
    outcomes: dict[str, Outcome], name: str, expected: str
) -> None:
    assert deviation(expected, outcomes.get(name)) == ""
