"""How things look in a terminal: a progress bar, emphasis, widths and numbers.

Plain ANSI, and only where a person is looking: a pipe, a file or ``TERM=dumb`` gets plain lines.
"""

from __future__ import annotations

import os
import sys
import textwrap
import threading
import time
import unicodedata
from types import TracebackType
from typing import TextIO

from desktop_app.progress import Progress, Stage

_FALLBACK_COLUMNS = 80
_LABEL_COLUMNS = 10
_BAR_COLUMNS, _BAR_COLUMNS_WHEN_WIDE = 12, 24
_WIDE = 100
_LINE_EVERY_S = 30.0
_ERASE_LINE = "\r\x1b[2K"
_DOING = {
    Stage.SCANNING: "Looking",
    Stage.READING: "Reading",
    Stage.RECOGNISING: "Scans",
    Stage.EMBEDDING: "Embedding",
    Stage.STORING: "Storing",
    Stage.COMPARING: "Comparing",
    Stage.CHECKING: "Checking",
    Stage.WRITING: "Writing",
    Stage.DOWNLOADING: "Fetching",
    Stage.PAUSED: "On battery",
}


def is_interactive(stream: TextIO) -> bool:
    """Return whether a person sees ``stream`` on a terminal that understands ANSI."""
    try:
        terminal = stream.isatty()
    except ValueError:  # closed
        return False
    return terminal and os.environ.get("TERM") != "dumb" and _ansi_works(stream)


def columns(stream: TextIO) -> int:
    """Return the usable columns of ``stream``, 80 where it has none; at least 20."""
    try:
        found = os.get_terminal_size(stream.fileno()).columns
    except (OSError, ValueError):
        found = 0
    return max(20, found or _FALLBACK_COLUMNS)


def printable(text: str) -> str:
    """Return ``text`` on one line and safe to show.

    File names may hold newlines, escape sequences or bytes that are no text; none of them may
    move the cursor or break the output encoding.
    """
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in text)


def write_line(stream: TextIO, line: str = "") -> None:
    """Write one line at once; what the stream's encoding lacks becomes "?"."""
    encoding = stream.encoding or "utf-8"
    stream.write(line.encode(encoding, "replace").decode(encoding, "replace") + "\n")
    stream.flush()


def display_width(text: str) -> int:
    """Return the columns ``text`` takes: 2 for wide characters, 0 for combining ones."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def shorten(text: str, width: int) -> str:
    """Return ``text`` in at most ``width`` columns; what is left out of the middle becomes "…"."""
    if display_width(text) <= width:
        return text
    if width < 2:
        return "…"[:width]
    # The end of a path says most: two thirds of the room go to it.
    head = _fit(text, (width - 1) // 3)
    tail = _fit(text[::-1], width - 1 - display_width(head))[::-1]
    return f"{head}…{tail}"


def wrap(text: str, width: int, indent: str = "") -> str:
    """Return ``text`` broken into lines of at most ``width`` columns, each after ``indent``."""
    return textwrap.fill(
        text, max(20, width), initial_indent=indent, subsequent_indent=indent, break_long_words=True
    )


def number(value: float) -> str:
    """Return "12,345"; below 10, one decimal where there is one."""
    return f"{value:.1f}" if value < 10 and value != int(value) else f"{value:,.0f}"


def duration(seconds: float) -> str:
    """Return "less than 1 s", "42 s", "3 min 5 s" or "2 h 10 min"."""
    whole = round(seconds)
    if whole < 1:
        return "less than 1 s"
    if whole < 60:
        return f"{whole} s"
    if whole < 3600:
        return f"{whole // 60} min {whole % 60} s"
    return f"{whole // 3600} h {whole % 3600 // 60} min"


class Style:
    """Emphasis for one stream; returns text unchanged where nobody sees colours.

    Honours ``NO_COLOR`` (no-color.org).
    """

    def __init__(self, stream: TextIO) -> None:
        self._on = is_interactive(stream) and not os.environ.get("NO_COLOR")

    def bold(self, text: str) -> str:
        return self._wrap("1", text)

    def dim(self, text: str) -> str:
        return self._wrap("2", text)

    def accent(self, text: str) -> str:
        return self._wrap("36", text)

    def good(self, text: str) -> str:
        return self._wrap("32", text)

    def warning(self, text: str) -> str:
        return self._wrap("33", text)

    def bad(self, text: str) -> str:
        return self._wrap("31", text)

    def _wrap(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._on and text else text


class ProgressBar:
    """Draws ``Progress`` on one line of a terminal and erases it when done.

    An instance is a ``Report``; leave its ``with`` block before writing results. Where nobody is
    looking, each stage is named on a line of its own, and twice a minute how far it is. May
    be called from any thread.

    Args:
        stream: Standard error if not given, so that standard output holds results only.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream if stream is not None else sys.stderr
        self._interactive = is_interactive(self._stream)
        self._style = Style(self._stream)
        self._glyphs = _glyphs_for(self._stream)
        self._named: set[Stage] = set()
        self._drawn = False
        self._last_line = time.monotonic()
        self._lock = threading.Lock()

    def __enter__(self) -> ProgressBar:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.clear()

    def __call__(self, progress: Progress) -> None:
        """Show this moment."""
        with self._lock:
            if self._interactive:
                # One column stays free: some terminals wrap when the last one is written.
                line = self._line(progress, columns(self._stream) - 1)
                self._stream.write(_ERASE_LINE + line)
                self._drawn = True
            elif progress.stage not in self._named:
                self._named.add(progress.stage)
                self._last_line = time.monotonic()
                self._stream.write(f"{_DOING[progress.stage]} ...\n")
            elif time.monotonic() - self._last_line > _LINE_EVERY_S:
                self._last_line = time.monotonic()
                facts = " · ".join(self._facts(progress))
                self._stream.write(f"{_DOING[progress.stage]} {facts}\n")
            self._stream.flush()

    def clear(self) -> None:
        """Erase the bar; may be called twice, and drawing may go on afterwards."""
        with self._lock:
            if self._drawn:
                self._stream.write(_ERASE_LINE)
                self._stream.flush()
                self._drawn = False

    def _line(self, progress: Progress, width: int) -> str:
        label = f"{_DOING[progress.stage]:<{_LABEL_COLUMNS}}"
        bar_columns = _BAR_COLUMNS_WHEN_WIDE if width >= _WIDE else _BAR_COLUMNS
        bar = ""
        if progress.total and width >= _LABEL_COLUMNS + bar_columns + 20:
            bar = self._bar(progress.done / progress.total, bar_columns) + "  "
        room = width - len(label) - (bar_columns + 2 if bar else 0)
        facts = _fit(" · ".join(self._facts(progress)), room)
        left = room - display_width(facts) - 3
        name = shorten(printable(progress.current), left) if left >= 8 else ""
        tail = f" · {self._style.dim(name)}" if name else ""
        return self._encodable(f"{self._style.bold(label)}{bar}{facts}{tail}")

    def _bar(self, share: float, width: int) -> str:
        filled = round(min(1.0, max(0.0, share)) * width)
        full, empty = self._glyphs
        return self._style.accent(full * filled) + self._style.dim(empty * (width - filled))

    @staticmethod
    def _facts(progress: Progress) -> list[str]:
        if progress.stage is Stage.PAUSED:
            return ["paused until the computer is plugged in"]
        done = number(progress.done)
        if progress.total is None:
            facts = [f"{done} {progress.unit}"]
        else:
            facts = [f"{done} of {number(progress.total)} {progress.unit}"]
        if progress.rate > 0:
            facts.append(f"{number(progress.rate)}/s")
        if progress.seconds_left is not None and progress.seconds_left >= 1:
            facts.append(f"{duration(progress.seconds_left)} left")
        return facts

    def _encodable(self, text: str) -> str:
        encoding = self._stream.encoding or "utf-8"
        return text.encode(encoding, "replace").decode(encoding, "replace")


def _fit(text: str, width: int) -> str:
    used = 0
    for at, character in enumerate(text):
        used += display_width(character)
        if used > width:
            return text[:at]
    return text


def _glyphs_for(stream: TextIO) -> tuple[str, str]:
    try:
        "━─".encode(stream.encoding or "utf-8")
    except UnicodeEncodeError:
        return "#", "-"
    return "━", "─"


def _ansi_works(stream: TextIO) -> bool:
    if sys.platform != "win32":
        return True
    # Windows 10 and later understand ANSI once a console is asked to.
    import ctypes
    import msvcrt

    handle = msvcrt.get_osfhandle(stream.fileno())
    mode = ctypes.c_uint32()
    kernel = ctypes.windll.kernel32
    if not kernel.GetConsoleMode(handle, ctypes.byref(mode)):
        return False
    virtual_terminal = 0x0004
    return bool(kernel.SetConsoleMode(handle, mode.value | virtual_terminal))
