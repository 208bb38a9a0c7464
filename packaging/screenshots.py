#!/usr/bin/env python3
"""Pictures of every view and state of the window, made with the real program on the samples.

    python packaging/screenshots.py OUT    light and dark, 100 % and 200 %, English and German

No screen is needed. Each combination runs in a process of its own, for Qt takes its scale at the
start; they share one folder of settings, samples and index that is made and removed here.
"""

from __future__ import annotations

import itertools
import os
import random
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parent.parent
SIZE = (1240, 800)
POINTS = 10
QUESTION = "maternity and paternity benefits"
PATIENCE_MS = 120_000

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from desktop_app.ui.map.model import FolderMap
    from desktop_app.ui.shell.controller import MainController
    from desktop_app.ui.shell.main_window import MainWindow
    from desktop_app.ui.shell.start_up import Started


def main() -> int:
    """Make all pictures in the folder named; returns the exit status."""
    if len(sys.argv) == 5:
        take(Path(sys.argv[1]), dark=sys.argv[2] == "dark", language=sys.argv[3], name=sys.argv[4])
        return 0
    if len(sys.argv) != 2:
        print(__doc__)
        return 2
    out = Path(sys.argv[1]).resolve()
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        for look, scale, language in itertools.product(("light", "dark"), (1, 2), ("en", "de")):
            name = f"{look}-{scale * 100}-{language}"
            command = [sys.executable, __file__, str(out), look, language, name]
            subprocess.run(command, check=True, env=_environment(home, scale))
            print(name, flush=True)
    return 0


def take(out: Path, *, dark: bool, language: str, name: str) -> None:
    """Take the pictures of one combination."""
    sys.path.insert(0, str(ROOT))
    from desktop_app import settings
    from desktop_app.app import make_application
    from desktop_app.settings import Appearance, Settings
    from desktop_app.ui.shell.start_up import start_up

    chosen = replace(Settings(), appearance=Appearance.DARK if dark else Appearance.LIGHT)
    settings.save(replace(chosen, window_language=language))
    app = make_application(["likewise"])
    font = app.font()
    font.setPointSizeF(POINTS)
    app.setFont(font)
    started = start_up(app, None)
    started.window.resize(*SIZE)
    _wait(app, lambda: started.controller is not None)
    for state, widget in _states(app, started):
        _rest(app)
        widget.grab().save(str(out / f"{state}-{name}.png"))
    started.window.close()
    _wait(app, lambda: not started.window.isVisible())


def _states(app: QApplication, started: Started) -> Iterator[tuple[str, QWidget]]:
    from desktop_app.ui.work.indexing_status import Activity

    window, controller = started.window, started.controller
    assert controller is not None
    window.show_recent(["/home/anna/Mandate/Brandt gegen Sauer", "/home/anna/Leases 2019–2024"])
    yield "start", window
    window.start_page.samples_requested.emit()
    _wait(app, lambda: controller.folder is not None)
    _wait(app, lambda: controller.link.indexing.status.busy)
    yield "opened", window
    _wait(app, lambda: controller.link.indexing.status.activity is Activity.DONE)
    _wait(app, lambda: bool(controller.link.index_dir))
    yield "empty-search", window
    yield from _search(app, window, controller)
    window.show_view("files")
    yield "files", window
    yield from _map(app, window, controller)
    yield from _compare(app, window, controller)
    yield from _indexing(window)
    yield from _dialogs(app, window)


def _search(
    app: QApplication, window: MainWindow, controller: MainController
) -> Iterator[tuple[str, QWidget]]:
    views = controller.views
    views.search.search(QUESTION)
    _wait(app, lambda: views.search_page.view.results.rowCount() > 0)
    views.search_page.view.choose_first()
    _wait(app, lambda: bool(views.pane.text.toPlainText()))
    yield "search", window


def _map(
    app: QApplication, window: MainWindow, controller: MainController
) -> Iterator[tuple[str, QWidget]]:
    from desktop_app.ui.map.map_controller import DrawnMap
    from desktop_app.ui.map.model import PointGrid

    view = controller.views.map.view
    window.show_view("map")
    _wait(app, lambda: view.documents.rowCount() > 0)
    view.canvas.choose(view.documents.points[0])
    yield "map", window
    large = _large_map()
    window.window_actions.preview.setChecked(False)
    view.show_map(DrawnMap(large, PointGrid(large.xs, large.ys)))
    view.canvas.choose(large.topics[0].points[0])
    view.topics.setCurrentIndex(1)
    yield "map-20000", window
    view.show_few(2)
    yield "map-few", window
    window.window_actions.preview.setChecked(True)


def _large_map() -> FolderMap:
    """Return a map of 20,000 documents around twenty places."""
    from desktop_app.ui.map.model import FolderMap, MapTopic

    chosen = random.Random(4)
    words = ("lease", "rent", "invoice", "claim", "knee", "tax", "payroll", "board", "patient")
    middles = [(chosen.uniform(0.1, 0.9), chosen.uniform(0.1, 0.9)) for _ in range(20)]
    topic_of = [min(int(22 * chosen.random() ** 1.5), 20) for _ in range(20_000)]
    topic_of = [-1 if topic == 20 else topic for topic in topic_of]
    spots = [
        (chosen.random(), chosen.random())
        if topic < 0
        else tuple(min(1.0, max(0.0, chosen.gauss(place, 0.035))) for place in middles[topic])
        for topic in topic_of
    ]
    topics = [
        MapTopic(
            tuple(chosen.sample(words, 3)),
            tuple(point for point, own in enumerate(topic_of) if own == topic),
            *middles[topic],
        )
        for topic in range(20)
    ]
    return FolderMap(
        tuple(f"mandates/{point % 97}/letter {point}.docx" for point in range(20_000)),
        tuple(x for x, _ in spots),
        tuple(y for _, y in spots),
        tuple(topic_of),
        tuple(topics),
    )


def _compare(
    app: QApplication, window: MainWindow, controller: MainController
) -> Iterator[tuple[str, QWidget]]:
    from PySide6.QtWidgets import QToolButton

    flow = controller.views.compare
    left, right = "contracts/cleaning-agreement.docx", "contracts/cleaning-agreement-v2.docx"
    picker = flow.ask(left)
    assert picker is not None
    _wait(app, lambda: picker.documents.documents > 12)
    yield "compare-picker", picker
    picker.reject()
    flow.compare(left, right)
    pane = flow.page.pane
    _wait(app, lambda: pane.found is not None and pane.found.relation is not None)
    pane.texts.step(1)
    yield "compare", window
    only = pane.header.findChild(QToolButton, "compare_only")
    listed = pane.header.findChild(QToolButton, "compare_list")
    assert only is not None
    assert listed is not None
    only.setChecked(True)
    listed.setChecked(True)
    yield "compare-only", window
    only.setChecked(False)
    listed.setChecked(False)
    window.leave_aside()


def _indexing(window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    from desktop_app.progress import Progress, Stage
    from desktop_app.ui.shell.banners import Notice, Tone
    from desktop_app.ui.work.indexing_status import Activity, IndexingStatus

    path = "contracts/2021/lease-agreement-harbour-street-14-second-floor-final.docx"
    progress = Progress(Stage.EMBEDDING, 312, 1284, "files", 4.2, 230.0, path)
    pill = window.top_bar.pill
    pill.show_status(IndexingStatus(Activity.EMBEDDING, progress, passages=4120))
    pill.show_panel()
    yield "indexing-panel", pill.panel
    pill.panel.hide()
    window.banners.show_notice(
        Notice(
            Tone.BAD,
            "The disk with the index is full.",
            "Make room on it, then try again.",
            "Try again",
            "x",
            "DiskFull",
        )
    )
    yield "banner", window
    window.banners.withdraw("x")


def _dialogs(app: QApplication, window: MainWindow) -> Iterator[tuple[str, QWidget]]:
    from PySide6.QtWidgets import QDialog, QPlainTextEdit

    actions = window.window_actions
    for name in ("settings", "about", "keys"):
        getattr(actions, name).trigger()
        dialog = _awaited(app, partial(window.findChild, QDialog, f"{name}_dialog"))
        if name == "about":
            text = dialog.findChild(QPlainTextEdit)
            _wait(app, lambda text=text: "torch" in text.toPlainText())  # type: ignore[misc]
        yield name, dialog
        dialog.reject()
        _rest(app)


def _wait(app: QApplication, done: Callable[[], bool]) -> None:
    from PySide6.QtCore import QDeadlineTimer

    until = QDeadlineTimer(PATIENCE_MS)
    while not done():
        if until.hasExpired():
            raise TimeoutError("the window did not come to what was waited for")
        app.processEvents()


def _awaited(app: QApplication, find: Callable[[], Any]) -> Any:
    _wait(app, lambda: find() is not None)
    return find()


def _rest(app: QApplication) -> None:
    """Let what is drawn a moment later be drawn."""
    from PySide6.QtCore import QDeadlineTimer

    until = QDeadlineTimer(700)
    while not until.hasExpired():
        app.processEvents()


def _environment(home: str, scale: int) -> dict[str, str]:
    own = {"XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data", "XDG_CACHE_HOME": "cache"}
    return {
        **os.environ,
        **{name: str(Path(home, folder)) for name, folder in own.items()},
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": str(scale),
    }


if __name__ == "__main__":
    sys.exit(main())
