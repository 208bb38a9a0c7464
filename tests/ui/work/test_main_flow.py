"""Open, ask while indexing, find similar, read a page, close midway, come back: all real."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support import make
from tests.support.toy_library import paragraph

DOCUMENTS = 60
PAGES = (
    "Residential lease of the flat at 14 Orchard Lane",
    "The tenant pays the rent to the landlord on the first day of every month",
    "The landlord repairs the roof and the boiler",
)
SEEN = pytest.param(
    "xcb",
    marks=pytest.mark.skipif(
        shutil.which("xvfb-run") is None, reason="no screen without a monitor: xvfb is missing"
    ),
)


@pytest.fixture
def papers(tmp_path: Path) -> Path:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "00 lease.pdf").write_bytes(make.pdf(PAGES))
    (folder / "01 lease.txt").write_text("\n\n".join(PAGES))
    for number in range(2, DOCUMENTS):
        text = "\n\n".join(paragraph(100 * number + part, 12) for part in range(8))
        (folder / f"{number:02}.txt").write_text(text)
    return folder


def _run(platform: str, part: str, folder: Path, home: Path, checkout: Path) -> dict[str, Any]:
    screen = ["xvfb-run", "-a"] if platform == "xcb" else []
    own = {f"XDG_{name}_HOME": str(home / name) for name in ("CONFIG", "DATA", "CACHE")}
    done = subprocess.run(
        [*screen, sys.executable, "-m", "tests.ui.work.driver", part, str(folder)],
        env={**os.environ, **own, "QT_QPA_PLATFORM": platform, "PYTHONPATH": str(checkout)},
        capture_output=True,
        text=True,
        check=False,
        timeout=280,
    )
    assert done.returncode == 0, done.stderr
    seen: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return seen


@pytest.mark.model
@pytest.mark.timeout(600)
@pytest.mark.parametrize("platform", ["offscreen", SEEN])
def test_window_when_used_from_first_opening_to_coming_back_then_every_step_is_there(
    papers: Path, tmp_path: Path, checkout: Path, platform: str
) -> None:
    first = _run(platform, "first", papers, tmp_path, checkout)
    assert first["busy"]
    assert first["so_far"].startswith("So far: ")
    assert (first["page"], first["page_shown"]) == (2, 2)
    assert first["similar"][0] == "01 lease.txt"
    assert first["busy_at_end"]
    assert first["gone_at_once"]

    second = _run(platform, "second", papers, tmp_path, checkout)
    assert second["unchanged"] >= first["committed"] > 0
    assert second["indexed"] > 0
    assert second["unchanged"] + second["indexed"] == DOCUMENTS
    assert second["page"] == 2
