"""The benchmark of the review runs and judges; what it measures depends on the machine."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.model
def test_review_when_quick_then_three_rows_are_judged(checkout: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "desktop_app.benchmarks", "review", "--quick"],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=False,
        timeout=110,
    )
    assert done.returncode in (0, 1), done.stderr
    assert done.stdout.count("reached") + done.stdout.count("MISSED") == 3
    assert "next group, of 200" in done.stdout
