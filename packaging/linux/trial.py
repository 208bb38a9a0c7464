"""The frozen program in the hands of somebody who has never used it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import traced
from processes import are_gone, descendants, end
from screen import Screen, wait_for

PATIENCE_S: Final = 60.0
_LOOK_S: Final = 0.05


class TrialProblem(Exception):
    """A sentence on what is not as it has to be."""


def expect(what: str, is_so: Callable[[], bool], most_s: float = PATIENCE_S) -> None:
    """Return as soon as something is so.

    Raises:
        TrialProblem: It was not within ``most_s`` seconds; told with ``what``.
    """
    try:
        wait_for(is_so, most_s, every_s=_LOOK_S)
    except TimeoutError as late:
        raise TrialProblem(f"{what}: {late}") from late


@dataclass(frozen=True, slots=True)
class Trial:
    """Where the program is tried.

    Attributes:
        folder: The person's home, programs and documents lie in it, and what is noted.
        bundle: The frozen program's folder.
    """

    folder: Path
    bundle: Path
    screen: Screen

    @property
    def program(self) -> str:
        """The file that is started."""
        return str(self.bundle / "likewise")

    @property
    def said(self) -> Path:
        """Where it stands what the program, started last, said on its way for errors."""
        return self.folder / "said.txt"

    def environment(self) -> dict[str, str]:
        """Return all variables it is given: with libraries of the person's own, without Python."""
        return {
            "DBUS_SESSION_BUS_ADDRESS": "disabled:",
            "DISPLAY": self.screen.name,
            "HOME": str(self.made("home")),
            "LANG": "C.UTF-8",
            "LD_LIBRARY_PATH": str(self.made("libraries")),
            "PATH": str(self.made("programs")),
            "XDG_RUNTIME_DIR": str(self.made("run")),
        }

    def made(self, name: str) -> Path:
        """Return the folder of that name here, which nobody else may read."""
        folder = self.folder / name
        folder.mkdir(mode=0o700, exist_ok=True)
        return folder

    def windows(self) -> list[str]:
        """Return the numbers of the program's windows that can be seen."""
        return list(self.screen.titles("likewise"))

    def press(self, *keys: str) -> None:
        """Press keys in the window that stands there."""
        for window in self.windows()[-1:]:
            self.screen.focus(window)
        self.screen.press(*keys)

    def start(self, *arguments: str, trace: Path | None = None) -> subprocess.Popen[bytes]:
        """Start the program; where ``trace`` is given, strace notes there what it does."""
        command = [self.program, *arguments]
        if trace is not None:
            command = [
                shutil.which("strace") or "strace",
                *traced.OPTIONS,
                f"--output={trace}",
                *command,
            ]
        with self.said.open("wb") as said:
            return subprocess.Popen(
                command,
                env=self.environment(),
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                cwd=self.made("home"),
            )

    @contextmanager
    def running(self, *arguments: str, trace: Path | None = None) -> Iterator[int]:
        """Run the program from its first paint until Ctrl+Q; gives the process's number.

        Raises:
            TrialProblem: Nothing is drawn, it does not end or leaves a child behind.
        """
        started = self.start(*arguments, trace=trace)
        family = {started.pid}
        try:
            self._see_something_drawn()
            yield started.pid
            family.update(descendants(started.pid))  # which outlive a process that is killed
            self.press("ctrl+q")
            expect("the end after Ctrl+Q", lambda: started.poll() is not None)
            expect("the end of its children", lambda: are_gone(family))
        finally:
            end(family.union(descendants(started.pid)))
            started.wait()

    def _see_something_drawn(self) -> None:
        try:
            self.screen.changed(PATIENCE_S)
        except TimeoutError as late:
            raise TrialProblem(f"a window: {late}") from late
