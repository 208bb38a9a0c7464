"""How the program is started again, and what others inherit from the frozen one."""

from __future__ import annotations

import subprocess
import sys

import pytest

from desktop_app import program


def test_command_from_source_starts_this_program(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in program.environment().items():
        monkeypatch.setenv(name, value)

    done = subprocess.run(
        [*program.command(), "--version"], capture_output=True, text=True, check=True
    )

    assert done.stdout.startswith("Likewise ")


def test_command_when_frozen_is_the_program_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/likewise/likewise")

    assert program.command() == ["/opt/likewise/likewise"]
    assert program.environment() == {}


@pytest.mark.parametrize("before", ["/home/jane/lib", None])
def test_environment_when_frozen_is_given_back_as_it_was_found(
    monkeypatch: pytest.MonkeyPatch, before: str | None
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    given = {"LD_LIBRARY_PATH": "/opt/likewise/_internal", "QT_PLUGIN_PATH": "x", "HOME": "/home"}
    if before is not None:
        given["LD_LIBRARY_PATH_ORIG"] = before

    program.restore_environment(given)

    assert given.pop("PYINSTALLER_RESET_ENVIRONMENT") == "1"
    assert given == {"HOME": "/home"} | ({"LD_LIBRARY_PATH": before} if before else {})


def test_environment_from_source_is_left_alone() -> None:
    given = {"LD_LIBRARY_PATH": "/home/jane/lib", "QT_PLUGIN_PATH": "x"}

    program.restore_environment(given)

    assert given == {"LD_LIBRARY_PATH": "/home/jane/lib", "QT_PLUGIN_PATH": "x"}
