"""What comes after the first paint comes in pieces."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

MOST = 10
"""Modules that one piece may bring; each takes a millisecond or two."""

_COUNT = """
import importlib, json, sys
import desktop_app.ui.shell.start_up
from desktop_app.ui.shell.behind import BEHIND_THE_WINDOW
counts = {}
for module in BEHIND_THE_WINDOW:
    before = len(sys.modules)
    importlib.import_module(module)
    counts[module] = len(sys.modules) - before
print(json.dumps(counts))
"""


@pytest.fixture(scope="module")
def counts() -> dict[str, int]:
    """How many modules each piece brings, by its name."""
    done = subprocess.run([sys.executable, "-c", _COUNT], check=True, stdout=subprocess.PIPE)
    found: dict[str, int] = json.loads(done.stdout)
    return found


def test_behind_the_window_when_loaded_in_pieces_then_each_is_small(
    counts: dict[str, int],
) -> None:
    assert {name: count for name, count in counts.items() if count > MOST} == {}


def test_behind_the_window_when_loaded_in_pieces_then_none_is_there_before(
    counts: dict[str, int],
) -> None:
    assert [name for name, count in counts.items() if not count] == []
