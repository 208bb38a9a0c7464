"""The window as a person meets it: started from the desktop entry, looked at, typed at, closed."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import statistics
import subprocess
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from bare_root import PERSON, BareRoot
from desktop_entry import DesktopEntry
from processes import cpu_s, descendants
from screen import Picture, Screen, wait_for

Finding = tuple[str, bool, str]
Tracing = Callable[[Sequence[str]], tuple[list[str], Path]]
Process = subprocess.Popen[bytes]

_SHIPPED: Final = "opt/likewise/_internal/resources/samples"
SAMPLES: Final = f"/home/{PERSON}/.local/share/Likewise/Samples"
_FOLDER: Final = f"/home/{PERSON}/Documents/Papers"
_PICTURES: Final = f"/home/{PERSON}/Documents/Pictures"
_REPORT: Final = f"/home/{PERSON}/Documents/report.json"
_COPY: Final = "archive/trustees-2024-03 (1).docx"
_QUERY: Final = "maternity and paternity benefits"
_LEGIBLE: Final = (
    ("2-search.png", "Parental leave"),
    ("3-similar.png", "handbook"),
    ("4-duplicates.png", "trustees"),
)
_START_S: Final = 90
_INDEX_S: Final = 600
_END_S: Final = 60
_LEAST_COLOURS: Final = 100
"""A window with letters drawn smoothly has hundreds; a blank one has two."""


class WindowTrial:
    """Two starts: from the menu, and of a folder with “Open with Likewise”.

    Args:
        out: Where the pictures go.
    """

    def __init__(self, root: BareRoot, entry: DesktopEntry, screen: Screen, out: Path) -> None:
        self._root, self._entry, self._screen, self._out = root, entry, screen, out

    def run(self, tracing: Tracing) -> Iterator[Finding]:
        """Do it all; yields what was looked at, whether it is so, and what was seen."""
        yield from self._from_the_menu(tracing)
        yield from self._of_a_folder(tracing)
        yield from self._read_pictures()

    def _from_the_menu(self, tracing: Tracing) -> Iterator[Finding]:
        with self._started((), tracing) as process:
            yield self._shown("started from the menu", "Likewise")
            yield self._looked_at("1-start")
            self._screen.press("Tab", "space")
            yield self._shown("“Try it with sample documents” by key", "Samples – Likewise")
            yield self._indexed(SAMPLES)
            yield self._closed(process)

    def _of_a_folder(self, tracing: Tracing) -> Iterator[Finding]:
        kinds = self._entry.kinds
        yield "“Open with” is offered for folders", kinds == ("inode/directory",), " ".join(kinds)
        self._copy_samples()
        with self._started((_FOLDER,), tracing) as process:
            yield self._shown("a folder opened with it", "Papers – Likewise")
            yield self._indexed(_FOLDER)
            yield from self._searched()
            yield from self._reviewed()
            yield self._closed(process)
        told = self._asked("report", _FOLDER, _REPORT)
        report = self._root.folder / _REPORT[1:]
        decided = report.read_text(encoding="utf-8")
        report.unlink()
        yield "the decision is in the report", '"duplicate"' in decided, f"{told}"

    def _searched(self) -> Iterator[Finding]:
        before = self._screen.settled()
        self._screen.press("ctrl+f")
        self._screen.write(_QUERY)
        found = self._screen.settled()
        yield "typed a question: the view changes", found.differs(before) > 10_000, _QUERY
        yield self._looked_at("2-search")
        self._screen.press("Down", "ctrl+l")
        yield self._looked_at("3-similar")

    def _reviewed(self) -> Iterator[Finding]:
        copy = self._root.folder / f"{_FOLDER[1:]}/{_COPY}"
        self._screen.press("ctrl+2")
        yield self._looked_at("4-duplicates")
        self._screen.press("d")
        yield self._looked_at("5-decided")
        self._screen.press("ctrl+Return")
        yield self._shown("the list of what goes", "Remove duplicates")
        yield self._looked_at("6-removal")
        self._screen.press("space")
        yield "the copy is in the bin", self._comes_true(lambda: not copy.exists()), _COPY
        yield self._looked_at("7-removed")
        yield "and brought back", self._comes_true(lambda: self._brought_back(copy)), _COPY
        self._screen.settled()
        self._screen.press("Escape")
        yield self._shown("back in the window", "Papers – Likewise")

    def _brought_back(self, copy: Path) -> bool:
        """Press the next button in the dialog, which is the right one sooner or later."""
        self._screen.press("Tab", "space")
        return self._comes_true(copy.exists, limit_s=10)

    def _read_pictures(self) -> Iterator[Finding]:
        """See with the program's own text recognition whether the pictures show the answer."""
        folder = self._root.folder / _PICTURES[1:]
        folder.mkdir()
        for file in sorted(self._out.glob("*.png")):
            shutil.copy(file, folder)
        self._asked("index", _PICTURES)
        for name, words in _LEGIBLE:
            hits = self._asked("search", _PICTURES, words)["results"]
            seen = [hit for hit in hits if hit["path"] == name and hit["keyword"] > 0]
            yield f"{name} shows “{words}”", bool(seen), "read by its own text recognition"

    # -- hands and eyes ----------------------------------------------------------

    @contextlib.contextmanager
    def _started(self, files: Sequence[str], tracing: Tracing) -> Iterator[Process]:
        command = self._root.as_person(self._entry.command(files), {"DISPLAY": self._screen.name})
        wrapped, _ = tracing(command)
        with running(wrapped) as process:
            yield process

    def _shown(self, what: str, title: str) -> Finding:
        """See that a window of the entry's class, titled like this, has come; it gets the keys."""

        def titles() -> dict[str, str]:
            return self._screen.titles(self._entry.window_class)

        came = self._comes_true(lambda: any(seen.startswith(title) for seen in titles().values()))
        self._screen.settled()
        for window, seen in titles().items():
            if seen.startswith(title):
                self._screen.focus(window)
        return what, came, " | ".join(titles().values()) or "no window"

    def _indexed(self, folder: str) -> Finding:
        """See that what the window does in the meantime is to index the folder."""

        def state() -> Any:
            with contextlib.suppress(RuntimeError, ValueError):
                return self._asked("status", folder)
            return {"coverage": {"full": 0, "sentence": "no index"}, "vectors": 0}

        def is_done() -> bool:
            there = (self._root.folder / f"{folder[1:]}.likewise/FORMAT").exists()
            now = state() if there else {}
            return there and now["coverage"]["full"] >= 40 and now["vectors"] > 0

        done = self._comes_true(is_done, _INDEX_S, every_s=3)
        return "the window indexed it", done, state()["coverage"]["sentence"]

    def _comes_true(
        self, is_so: Callable[[], bool], limit_s: float = _START_S, every_s: float = 0.25
    ) -> bool:
        try:
            wait_for(is_so, limit_s, every_s)
        except TimeoutError:
            return False
        return True

    def _looked_at(self, name: str) -> Finding:
        picture: Picture = self._screen.settled()
        picture.save(self._out / f"{name}.png")
        enough = picture.colours >= _LEAST_COLOURS
        return f"picture {name}.png is not blank", enough, f"{picture.colours} colours"

    def _closed(self, process: Process) -> Finding:
        self._screen.press("ctrl+q")
        try:
            status = process.wait(timeout=_END_S)
        except subprocess.TimeoutExpired:
            return "closed with Ctrl+Q", False, "still runs"
        return "closed with Ctrl+Q", status == 0, f"exit status {status}"

    def _copy_samples(self) -> None:
        folder = self._root.folder / _FOLDER[1:]
        shutil.copytree(self._root.folder / _SHIPPED, folder)
        documents = folder.parent
        owner = self._root.home.stat()
        for path in (documents, *documents.rglob("*")):
            os.chown(path, owner.st_uid, owner.st_gid)

    def _asked(self, *arguments: str) -> Any:
        command = self._root.as_person(["likewise", *arguments, "--json"])
        done = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=300
        )
        if done.returncode != 0:
            told = done.stderr.decode(errors="replace")
            raise RuntimeError(f"likewise {' '.join(arguments)}: {told[-300:]}")
        return json.loads(done.stdout)


class FirstPaint:
    """How long the window takes to be seen, counted from the start of the command."""

    def __init__(self, root: BareRoot, entry: DesktopEntry) -> None:
        self._root, self._entry = root, entry

    def run(self, times: int) -> tuple[float, float, float]:
        """Return seconds by the clock, CPU seconds, and the seconds to enter the root: medians."""
        clock, cpu, entering = [], [], []
        for _ in range(times):
            entering.append(self._entering())
            with Screen() as screen:
                seconds, used = self._once(screen)
            clock.append(seconds)
            cpu.append(used)
        return statistics.median(clock), statistics.median(cpu), statistics.median(entering)

    def _entering(self) -> float:
        begun = time.perf_counter()
        subprocess.run(self._root.as_person(["true"]), check=True)
        return time.perf_counter() - begun

    def _once(self, screen: Screen) -> tuple[float, float]:
        command = self._root.as_person(self._entry.command(), {"DISPLAY": screen.name})
        begun = time.perf_counter()
        with running(command) as process:
            seconds = screen.changed(_START_S) - begun
            used = sum(map(cpu_s, [process.pid, *descendants(process.pid)]))
        return seconds, used


@contextlib.contextmanager
def running(command: Sequence[str]) -> Iterator[Process]:
    """Have a command run; at the end nothing of it does."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
