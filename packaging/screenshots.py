#!/usr/bin/env python3
"""Pictures of every view and state of the window, made with the real program and model.

    python packaging/screenshots.py OUT               light and dark, 100 and 200 %, English, German
    python packaging/screenshots.py OUT dark-200-de   of one combination only, or of several
    python packaging/screenshots.py OUT --large       of a folder of 20,000 documents, too
    python packaging/screenshots.py OUT --only sent   of some parts only, see window_states.PARTS

No screen is needed. Each combination runs in a process of its own, for Qt takes its scale at the
start; they share one home with settings, samples, made folders and indexes, removed at the end.
"""

from __future__ import annotations

import argparse
import itertools
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from made_folders import make_empty, make_letters, make_twelve
from window_states import PARTS, Scene, States

ROOT = Path(__file__).resolve().parent.parent
SIZE = (1240, 800)
POINTS = 10
COMBINATIONS = tuple(
    f"{look}-{percent}-{language}"
    for look, percent, language in itertools.product(("light", "dark"), (100, 200), ("en", "de"))
)
SMALL = "small_folders"
LARGE_IN = ("light-100-en", "dark-200-de")
"""The folder of 20,000 is looked at in these only: it looks like the others but for its length."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the pictures asked for; returns the exit status."""
    parser = argparse.ArgumentParser(description="Pictures of every view and state of the window.")
    parser.add_argument("out", type=Path)
    parser.add_argument("combinations", nargs="*", metavar="LOOK-PERCENT-LANGUAGE")
    parser.add_argument("--large", action="store_true", help="a folder of 20,000 documents, too")
    parser.add_argument("--only", action="append", choices=(*PARTS, SMALL), help="some parts only")
    parser.add_argument("--home", type=Path, help=argparse.SUPPRESS)
    chosen = parser.parse_args(arguments)
    wanted = chosen.combinations or COMBINATIONS
    if unknown := set(wanted) - set(COMBINATIONS):
        parser.error(f"there is no {min(unknown)}")
    out = chosen.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    if chosen.home is not None:
        parts = chosen.only or [*PARTS, SMALL]
        take(out, chosen.home, wanted[0], parts, large=chosen.large)
        return 0
    with tempfile.TemporaryDirectory() as home:
        for name in wanted:
            command = [sys.executable, __file__, str(out), name, "--home", home]
            if chosen.large and (name in LARGE_IN or chosen.combinations):
                command.append("--large")
            for part in chosen.only or ():
                command += ["--only", part]
            subprocess.run(command, check=True, env=_environment(home, name))
            print(name, flush=True)
    return 0


def take(out: Path, home: Path, name: str, only: Sequence[str], *, large: bool) -> None:
    """Take the pictures of one combination, in this process."""
    sys.path.insert(0, str(ROOT))
    from desktop_app import settings
    from desktop_app.app import make_application
    from desktop_app.settings import Appearance, Settings
    from desktop_app.ui.shell.start_up import start_up

    look, _, language = name.split("-")
    chosen = replace(Settings(), appearance=Appearance(look))
    settings.save(replace(chosen, window_language=language))
    app = make_application(["likewise"])
    font = app.font()
    font.setPointSizeF(POINTS)
    app.setFont(font)
    started = start_up(app, None)
    started.window.resize(*SIZE)
    while started.controller is None:
        app.processEvents()
    scene = Scene(app, started)
    for state, widget in _states(scene, home / "Documents", only, large=large):
        scene.rest()
        widget.grab().save(str(out / f"{state}-{name}.png"))
        print(state, flush=True)
    started.window.close()
    scene.wait(lambda: started.window.has_gone)


def _states(scene: Scene, folders: Path, only: Sequence[str], *, large: bool) -> States:
    yield from scene.states(only)
    if SMALL in only:
        make_empty(folders / "Nothing yet")
        make_twelve(folders / "Twelve")
        yield from scene.small_folders(folders / "Nothing yet", folders / "Twelve")
    if large:
        make_letters(folders / "Twenty thousand letters")
        yield from scene.large_folder(folders / "Twenty thousand letters")


def _environment(home: str, name: str) -> dict[str, str]:
    own = {"XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data", "XDG_CACHE_HOME": "cache"}
    return {
        **os.environ,
        **{variable: str(Path(home, folder)) for variable, folder in own.items()},
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": str(int(name.split("-")[1]) // 100),
    }


if __name__ == "__main__":
    sys.exit(main())
