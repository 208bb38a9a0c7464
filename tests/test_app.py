"""Starting the window: nothing heavy before the first paint; a sentence where it cannot be."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

FIRST_PAINT = """
import sys
from desktop_app.app import make_application
app = make_application(["likewise"])
from desktop_app.ui.shell.start_up import start_up
started = start_up(app, None)
loaded = []
started.window.painted.connect(lambda: loaded.extend(sys.modules))
started.window.painted.connect(started.window.let_go)
assert app.exec() == 0
heavy = {"numpy", "apsw", "sklearn", "scipy", "torch", "desktop_app.library", "zstandard"}
print(sorted(heavy & set(loaded)), started.window.isVisible())
"""


def _run(*arguments: str, without: tuple[str, ...] = (), **more: str) -> tuple[int, str, str]:
    environment = {name: value for name, value in os.environ.items() if name not in without}
    done = subprocess.run(
        [sys.executable, *arguments],
        env={**environment, **more},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout, done.stderr


def test_window_when_first_painted_then_nothing_heavy_is_imported() -> None:
    status, out, err = _run("-c", FIRST_PAINT)
    assert (status, out.strip()) == (0, "[] False"), err


@pytest.mark.skipif(sys.platform != "linux", reason="a screen is always there elsewhere")
@pytest.mark.parametrize(
    "screen",
    [
        {"without": ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")},
        {"without": ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY"), "DISPLAY": ":98765"},
        {"QT_QPA_PLATFORM": "nothing"},
    ],
    ids=["none", "dead", "unknown"],
)
def test_window_without_a_screen_says_so_in_a_sentence(screen: dict[str, str]) -> None:
    status, out, err = _run("-m", "desktop_app", "window", **screen)  # type: ignore[arg-type]
    assert (status, out) == (4, "")
    assert err.startswith("The window cannot be opened: there is no screen here")
    assert err.count("\n") == 1


def test_window_without_its_library_says_so_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "PySide6").mkdir()
    (tmp_path / "PySide6" / "__init__.py").write_text("raise ImportError('libEGL.so.1 is missing')")
    status, _, err = _run("-m", "desktop_app", "window", PYTHONPATH=f"{tmp_path}{os.pathsep}.")
    assert status == 4
    assert "libEGL.so.1 is missing" in err
    assert "Traceback" not in err


@pytest.mark.model
@pytest.mark.skipif(sys.platform != "linux", reason="a screen is always there elsewhere")
@pytest.mark.parametrize(
    "screen",
    [
        {"without": ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")},
        {"without": ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY"), "DISPLAY": ":98765"},
        {"QT_QPA_PLATFORM": "offscreen"},
    ],
    ids=["none", "dead", "unseen"],
)
def test_folder_alone_without_a_screen_is_shown_in_the_terminal(
    screen: dict[str, str], tmp_path: Path
) -> None:
    folder = tmp_path / "papers"
    folder.mkdir()
    (folder / "lease.txt").write_text("The tenant pays the rent on the first day of the month.")
    status, out, err = _run("-m", "desktop_app", str(folder), **screen)  # type: ignore[arg-type]
    assert status == 0, err
    assert err.startswith("The window cannot be opened")
    assert "Search" in out


def test_folder_that_is_not_there_is_refused_and_no_window_opens(tmp_path: Path) -> None:
    status, _, err = _run("-m", "desktop_app", str(tmp_path / "nowhere"))
    assert status == 4
    assert "nowhere" in err
    assert "window" not in err


INTERRUPTED = """
import os, signal
from desktop_app import app
from desktop_app.ui.shell.main_window import MainWindow
shown = MainWindow.show
def show(window):
    shown(window)
    window.painted.connect(lambda: os.kill(os.getpid(), signal.SIGINT))
MainWindow.show = show
print(app.open_window(None))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
def test_window_when_interrupted_in_the_terminal_then_closes_cleanly() -> None:
    status, out, err = _run("-c", INTERRUPTED)
    assert (status, out, err) == (0, "0\n", "")
