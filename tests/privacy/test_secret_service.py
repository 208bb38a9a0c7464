"""A real keyring: GNOME's, in a D-Bus session of its own, behind the shut gate."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="Secret Service is Linux's")

_KEY = "canary-secret-service-51c7"
_NEEDED = ("dbus-run-session", "gnome-keyring-daemon", "secret-tool")
_TRY_AGAIN = "Try again"
_FOLDERS = {
    "HOME": "home",
    "XDG_DATA_HOME": "data",
    "XDG_CONFIG_HOME": "config",
    "XDG_CACHE_HOME": "cache",
    "XDG_RUNTIME_DIR": "run",
}

# A bus that starts nothing by itself: whether a keyring is there is for the scenario to say.
_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""

Scenario = Callable[..., dict[str, Any]]


@pytest.fixture
def run(tmp_path: Path, checkout: Path) -> Scenario:
    """Run a scenario of ``secret_service.py``; nothing of it outlives the call."""
    missing = [name for name in _NEEDED if shutil.which(name) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)}")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("DBUS_", "GNOME_"))}
    for name, folder in _FOLDERS.items():
        (tmp_path / folder).mkdir(mode=0o700)
        environment[name] = str(tmp_path / folder)
    (bus_file := tmp_path / "bus.conf").write_text(_BUS, encoding="utf-8")

    def run_scenario(name: str, *, bus: bool = True) -> dict[str, Any]:
        command = [sys.executable, "-m", "tests.privacy.secret_service", name, _KEY]
        done = subprocess.run(
            ["dbus-run-session", f"--config-file={bus_file}", "--", *command] if bus else command,
            env=environment,
            cwd=checkout,
            capture_output=True,
            text=True,
            timeout=110,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert _KEY not in done.stdout + done.stderr
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer

    return run_scenario


def test_key_when_set_used_and_deleted_then_in_the_keyring_only(run: Scenario) -> None:
    found = run("round_trip")
    assert found == {
        "before": "No key is kept.",
        "state": "A key is kept in this computer's keyring.",
        "of another object": True,
        "as others read it": True,
        "files": [],
        "deleted": True,
        "deleted twice": False,
        "after": "No key is kept.",
        "the other one": True,
    }


def test_keyring_when_locked_and_not_unlocked_then_told(run: Scenario) -> None:
    found = run("locked")
    assert found["state"].startswith("The keyring is locked and was not unlocked. Unlock it")
    assert found["get"] == "KeyringUnusable: The keyring is locked and was not unlocked."
    assert found["set"] == found["get"]


def test_keyring_when_its_question_is_dismissed_then_told(run: Scenario) -> None:
    found = run("cancelled")
    said = "The keyring asked for its password, and that was cancelled."
    assert found["state"].startswith(f"{said} {_TRY_AGAIN}")
    assert found["set"] == f"KeyringUnusable: {said}"


def test_keyring_when_it_hangs_then_told_in_time(run: Scenario) -> None:
    assert run("silent")["state"].startswith("The keyring does not answer.")


def test_keyring_when_it_ends_meanwhile_then_told_and_used_again_when_back(run: Scenario) -> None:
    found = run("gone")
    assert found["gone"].startswith("This computer offers no keyring")
    assert found["back"] is True


@pytest.mark.parametrize("bus", [True, False], ids=["nobody on the bus", "no bus"])
def test_keyring_when_there_is_none_then_told(run: Scenario, bus: bool) -> None:
    found = run("no_service", bus=bus)
    assert found["state"].startswith("This computer offers no keyring to keep keys in.")
    assert "never written to a file" in found["state"]
    assert found["set"] == "KeyringUnusable: This computer offers no keyring to keep keys in."


def test_key_when_set_in_the_window_then_in_the_keyring_listed_locked_and_deleted(
    run: Scenario,
) -> None:
    assert run("window") == {
        "before": "No key is kept.",
        "as others read it": True,
        "set": "A key is kept in the keyring of this computer.",
        "locked": "The keyring is locked and was not unlocked.",
        "deleted": "No key is kept.",
        "missing": "This computer offers no keyring to keep keys in.",
    }
