"""One window for each folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop_app.ui.shell import one_window
from desktop_app.ui.shell.one_window import FolderClaim, brought_to_front

_ASK = (
    "import sys; from desktop_app.ui.shell.one_window import brought_to_front as ask;"
    "sys.exit(ask(sys.argv[1]))"
)


@pytest.fixture(autouse=True)
def _own_sockets(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    place = tmp_path_factory.mktemp("run")
    place.chmod(0o700)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(place))
    monkeypatch.delenv("XDG_ACTIVATION_TOKEN", raising=False)


def _start_again(folder: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", _ASK, str(folder)])


def test_second_start_with_the_same_folder_brings_the_window_to_the_front(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = FolderClaim()
    claim.claim(str(tmp_path))
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "asked-just-now")

    with qtbot.waitSignal(claim.front_requested, timeout=30_000):
        other = _start_again(tmp_path)
        del os.environ["XDG_ACTIVATION_TOKEN"]

    qtbot.waitUntil(lambda: other.poll() is not None, timeout=30_000)
    assert other.returncode == 1  # True: it leaves the folder to this window
    assert os.environ["XDG_ACTIVATION_TOKEN"] == "asked-just-now"
    claim.release()


def test_another_folder_and_one_that_was_closed_are_opened_by_the_second_start(
    qtbot: QtBot, tmp_path: Path
) -> None:
    claim = FolderClaim()
    claim.claim(str(tmp_path / "a"))

    assert not brought_to_front(str(tmp_path / "b"))

    claim.claim("")
    assert not brought_to_front(str(tmp_path / "a"))


def test_socket_of_one_that_was_killed_is_taken_over(qtbot: QtBot, tmp_path: Path) -> None:
    script = (
        "import os, sys; from PySide6.QtCore import QCoreApplication; app = QCoreApplication([]);"
        "from desktop_app.ui.shell.one_window import FolderClaim; c = FolderClaim();"
        "c.claim(sys.argv[1]); os._exit(0)"
    )
    subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=True)
    claim = FolderClaim()

    claim.claim(str(tmp_path))

    with qtbot.waitSignal(claim.front_requested, timeout=30_000):
        other = _start_again(tmp_path)
    qtbot.waitUntil(lambda: other.poll() is not None, timeout=30_000)
    claim.release()


@pytest.mark.skipif(sys.platform == "win32", reason="a named pipe, not a file")
def test_socket_is_the_users_own_and_names_no_folder(qtbot: QtBot, tmp_path: Path) -> None:
    claim = FolderClaim()
    claim.claim(str(tmp_path / "divorce papers"))

    socket = Path(one_window._name(str(tmp_path / "divorce papers")))

    assert socket.is_socket()
    assert socket.stat().st_mode & 0o077 == 0 or socket.parent.stat().st_mode & 0o077 == 0
    assert "divorce" not in socket.name
    claim.release()
