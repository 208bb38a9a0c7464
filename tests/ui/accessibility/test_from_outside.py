"""The window is read and searched by another program, as a screen reader does."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

NEEDED = ("dbus-run-session", "xvfb-run")
REGISTRIES = (
    "/usr/libexec/at-spi2-registryd",
    "/usr/lib/at-spi2-core/at-spi2-registryd",
    "/usr/libexec/at-spi2/at-spi2-registryd",
)


def _missing() -> str:
    """Return what is not there for it, "" if all is."""
    if sys.platform != "linux":
        return "a Linux desktop's accessibility bus"
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if not any(map(os.path.exists, REGISTRIES)):
        missing.append("at-spi2-core")
    if importlib.util.find_spec("jeepney") is None:
        missing.append("jeepney")
    return ", ".join(missing)


@pytest.mark.model
@pytest.mark.timeout(300)
@pytest.mark.skipif(bool(_missing()), reason=f"not there: {_missing()}")
def test_window_when_read_from_outside_then_a_search_is_done_and_every_control_has_a_name(
    tmp_path: Path, checkout: Path
) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "lease.txt").write_text("The tenant pays the rent on the first day of the month.")
    (folder / "knee.txt").write_text("Bend the knee slowly and hold it for ten seconds.")
    reader = [sys.executable, "-m", "tests.ui.accessibility.reader", str(folder)]
    done = subprocess.run(
        ["xvfb-run", "-a", "dbus-run-session", "--", *reader],
        env={
            **os.environ,
            "QT_QPA_PLATFORM": "xcb",
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "LC_ALL": "C.UTF-8",
            "PYTHONPATH": str(checkout),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=280,
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert "lease" in found["first"]
    assert found["controls"] > 15
    assert found["silent"] == []
