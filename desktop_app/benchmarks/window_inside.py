"""The window under measurement, in a process of its own, seen by nobody.

As a program it is that process: its arguments are what is done and the folder; it answers in JSON.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from desktop_app.app import make_application

if TYPE_CHECKING:
    from PySide6.QtWidgets import QAbstractItemView, QApplication

    from desktop_app.ui.shell.controller import MainController
    from desktop_app.ui.shell.main_window import MainWindow
    from desktop_app.ui.shell.start_up import Started

PAINT, INDEXING, LARGE = "paint", "indexing", "large"
"""Until the first paint; until the folder is indexed, searched meanwhile; on a large index."""

HEAVY: Final = (
    "numpy", "scipy", "sklearn", "torch", "transformers", "sentence_transformers", "tokenizers",
    "onnxruntime", "apsw", "sqlite3", "zstandard", "pypdfium2", "PIL", "psutil", "keyring",
    "openai", "cohere", "httpx", "requests", "ssl",
)  # fmt: skip
"""None of these may be imported before the first paint."""

LIMIT_S = 1_800
_TYPE_MS, _LOOK_MS = 1_500, 300
_SEARCHES, _STEPS, _ROWS = 40, 300, 20_000
_WORDS: Final = (
    "heating in winter", "rent of the flat", "knee surgery", "staff meeting", "travel expenses",
    "court reminder", "insured vehicle", "leave policy", "roof water damage", "garage invoice",
)  # fmt: skip


def main() -> None:
    """Do what the arguments say and write what was measured."""
    parser = argparse.ArgumentParser()
    parser.add_argument("part", choices=(PAINT, INDEXING, LARGE))
    parser.add_argument("folder")
    parser.add_argument("--stacks", action="store_true")
    options = parser.parse_args()
    app = make_application(["likewise"])
    measured = _Measured(app, options.folder, stacks=options.stacks)
    found = measured.run({PAINT: _paint, INDEXING: _index, LARGE: _large}[options.part])
    sys.stdout.write(json.dumps(found))


class _Measured:
    """The real window; the whole life of a process.

    Attributes:
        found: What was measured so far.
    """

    def __init__(self, app: QApplication, folder: str, *, stacks: bool) -> None:
        from desktop_app.benchmarks.window_beats import Beats

        self._app, self._folder = app, folder
        self.found: dict[str, Any] = {}
        self.beats = Beats(stacks=stacks)
        self.begun = time.perf_counter()
        self._steps: Iterator[int] | None = None
        self._started: Started | None = None

    def run(self, part: Callable[[_Measured], Iterator[int]]) -> dict[str, Any]:
        """Show the window until ``part`` has ended; it yields how many ms it rests."""
        from desktop_app.ui.shell.start_up import start_up

        self._started = started = start_up(self._app, self._folder)
        self._steps = part(self)
        started.window.painted.connect(self._on_painted)
        started.window.gone.connect(self._app.quit)
        self._app.exec()
        longest = self.beats.longest
        self.found |= {
            "seconds": time.perf_counter() - self.begun,
            "longest": longest and asdict(longest),
            "late": [asdict(wait) for wait in self.beats.late],
            "memory": _memory(),
        }
        return self.found

    @property
    def window(self) -> MainWindow:
        """The one window."""
        assert self._started is not None
        return self._started.window

    @property
    def controller(self) -> MainController | None:
        """None until the window has been painted and what is behind it is loaded."""
        return self._started.controller if self._started else None

    @property
    def is_indexed(self) -> bool:
        """Whether the folder was indexed, or something keeps it from being so."""
        from desktop_app.ui.work.indexing_status import Activity

        ended = (Activity.DONE, Activity.FAILED, Activity.STOPPED)
        controller = self.controller
        return controller is not None and controller.link.indexing.status.activity in ended

    def _on_painted(self) -> None:
        self.found["paint_cpu_s"] = time.process_time()
        self.found["heavy"] = [name for name in HEAVY if name in sys.modules]
        self.beats.start()
        self._go_on()

    def _go_on(self) -> None:
        from PySide6.QtCore import QTimer

        assert self._steps is not None
        rest = next(self._steps, None)
        if rest is None or time.perf_counter() - self.begun > LIMIT_S:
            self.window.close()
        else:
            QTimer.singleShot(rest, self._go_on)


def _memory() -> dict[str, int]:
    """Return the resident bytes of this process, now and at most."""
    import psutil

    now = psutil.Process().memory_info().rss
    most = now
    if sys.platform == "linux":
        import resource

        most = 1024 * resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"now": now, "most": most}


# -- what is done, as steps with rests between them ----------------------------------------


def _paint(_: _Measured) -> Iterator[int]:
    yield 0


def _index(measured: _Measured) -> Iterator[int]:
    while measured.controller is None:
        yield _LOOK_MS
    answers: list[object] = []
    measured.controller.views.search.answered.connect(answers.append)
    typed = 0
    while not (measured.is_indexed and answers):
        typed += 1
        measured.controller.views.search.search(f"{_WORDS[typed % len(_WORDS)]}, letter {typed}")
        yield _TYPE_MS
    measured.found["answers"] = len(answers)


def _large(measured: _Measured) -> Iterator[int]:
    while measured.controller is None or not measured.is_indexed:
        yield _LOOK_MS
    yield from _search(measured, measured.controller)
    yield from _scroll_results(measured, measured.controller)
    yield from _scroll_files(measured, measured.controller)


def _search(measured: _Measured, controller: MainController) -> Iterator[int]:
    """Type words into the box; from the end of its patience to the painted answer."""
    views = controller.views
    taken: list[float] = []
    asked_at = 0.0

    def on_asked(_: object) -> None:
        nonlocal asked_at
        asked_at = time.perf_counter()

    def on_answered(_: object) -> None:
        views.search_page.view.viewport().repaint()
        taken.append(time.perf_counter() - asked_at)

    views.search.asked.connect(on_asked)
    views.search.answered.connect(on_answered)
    for turn in range(_SEARCHES + 1):
        had = len(taken)
        views.box.setText(f"{_WORDS[turn % len(_WORDS)]} {turn}")
        while len(taken) == had:
            yield 10
        yield 100
    views.search.asked.disconnect(on_asked)
    views.search.answered.disconnect(on_answered)
    measured.found["answer_ms"] = [1000 * seconds for seconds in taken[1:]]  # the first one starts


def _scroll_results(measured: _Measured, controller: MainController) -> Iterator[int]:
    """Ask for more until every document is a row, and go over all of them."""
    view, answers = controller.views.search_page.view, list[Any]()
    controller.views.search.answered.connect(answers.append)
    while not answers or (len(answers[-1].rows) < _ROWS and answers[-1].more):
        had = len(answers)
        controller.views.search.ask_for_more()
        while len(answers) == had:
            yield 10
    view.results.show(answers[-1].rows)  # the page itself stops before those that hardly fit
    while view.results.canFetchMore(view.rootIndex()):
        view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
        view.results.fetchMore(view.rootIndex())
        yield 0
    measured.found["result_rows"] = view.results.rowCount()
    yield from _scroll(measured, "results_ms", view)


def _scroll_files(measured: _Measured, controller: MainController) -> Iterator[int]:
    """Over the table of files, once it is there."""
    from desktop_app.ui.shell.views import View

    table = controller.views.files.table
    measured.window.show_view(View.FILES)
    while not table.model().rowCount():
        yield _LOOK_MS
    measured.found["file_rows"] = table.model().rowCount()
    yield from _scroll(measured, "files_ms", table)


def _scroll(measured: _Measured, name: str, view: QAbstractItemView) -> Iterator[int]:
    """Over all rows in large steps, each to rows not seen before, and a little with the wheel."""
    bar = view.verticalScrollBar()
    taken = []
    for turn in range(_STEPS):
        far = bar.maximum() * turn // _STEPS
        before = time.thread_time()
        bar.setValue(far if turn % 2 else bar.value() + bar.singleStep())
        view.viewport().repaint()
        taken.append(1000 * (time.thread_time() - before))
        yield 0
    measured.found[name] = taken


if __name__ == "__main__":
    main()
