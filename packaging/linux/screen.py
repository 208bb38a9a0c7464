"""A screen that nobody sees, looked at and typed at from outside the program.

Standard library, Xvfb and xdotool. The pixels are read from the file that Xvfb keeps them in.
"""

from __future__ import annotations

import contextlib
import mmap
import os
import struct
import subprocess
import tempfile
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Final, Self

SIZE: Final = (1280, 860)
_LOOK_S: Final = 0.005
_CARET: Final = 100
"""Pixels of a blinking caret, at most."""
_ALONE: Final = ("-noreset", "-nolisten", "tcp", "-fbdir")
_HEADER: Final = struct.Struct(">25I")
_COLOUR_BYTES: Final = 12


@dataclass(frozen=True, slots=True)
class Picture:
    """What was on the screen.

    Attributes:
        rows: One for each line, four bytes (blue, green, red, nothing) for each pixel.
    """

    rows: tuple[bytes, ...]

    @property
    def colours(self) -> int:
        """How many different ones there are."""
        return len({pixel for row in self.rows for pixel in memoryview(row).cast("I")})

    def differs(self, other: Picture) -> int:
        """Return how many pixels are not the same."""
        rows = ((a, b) for a, b in zip(self.rows, other.rows, strict=True) if a != b)
        return sum(
            one != another
            for a, b in rows
            for one, another in zip(memoryview(a).cast("I"), memoryview(b).cast("I"), strict=True)
        )

    def save(self, file: Path) -> Path:
        """Write a PNG; returns ``file``."""
        lines = bytearray()
        for row in self.rows:
            line = bytearray(len(row) // 4 * 3)
            for place in range(3):
                line[place::3] = row[2 - place :: 4]
            lines += b"\0" + line
        size = struct.pack(">IIBBBBB", len(self.rows[0]) // 4, len(self.rows), 8, 2, 0, 0, 0)
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("wb") as out:
            out.write(b"\x89PNG\r\n\x1a\n")
            for kind, data in (
                (b"IHDR", size),
                (b"IDAT", zlib.compress(bytes(lines))),
                (b"IEND", b""),
            ):
                checked = kind + data
                out.write(struct.pack(">I", len(data)) + checked)
                out.write(struct.pack(">I", zlib.crc32(checked)))
        return file


class Screen:
    """An X server of its own, from ``with`` to its end. Its one client is never told of a manager
    of windows: there is none, so a window is as large as it asks to be, at the upper left.
    """

    def __init__(self) -> None:
        self.name = ""
        self._stack = contextlib.ExitStack()

    def __enter__(self) -> Self:
        place = self._stack.enter_context(tempfile.TemporaryDirectory(prefix="screen-"))
        told, tell = os.pipe()
        width, height = SIZE
        server = subprocess.Popen(
            [
                "Xvfb",
                "-displayfd",
                str(tell),
                "-screen",
                "0",
                f"{width}x{height}x24",
                *_ALONE,
                place,
            ],
            pass_fds=[tell],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        self._stack.callback(_end, server)
        os.close(tell)
        with os.fdopen(told) as stream:
            self.name = f":{stream.readline().strip()}"
        with Path(place, "Xvfb_screen0").open("rb") as pixels:
            self._pixels = self._stack.enter_context(
                mmap.mmap(pixels.fileno(), 0, prot=mmap.PROT_READ)
            )
        header = _HEADER.unpack_from(self._pixels)
        self._line_bytes = header[12]
        self._begin = header[0] + header[19] * _COLOUR_BYTES
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stack.close()

    def picture(self) -> Picture:
        """Return what is on the screen now."""
        return Picture(tuple(self._line(y) for y in range(SIZE[1])))

    def changed(self, limit_s: float) -> float:
        """Wait until something is drawn where there was nothing; returns the clock at that moment.

        Raises:
            TimeoutError: Nothing was drawn.
        """
        lines = range(40, SIZE[1], 80)
        empty = [self._line(y) for y in lines]
        wait_for(lambda: [self._line(y) for y in lines] != empty, limit_s, every_s=_LOOK_S)
        return time.perf_counter()

    def settled(self, limit_s: float = 30, quiet_s: float = 1.0) -> Picture:
        """Return the picture as it is when nothing has moved for ``quiet_s``, or time is up."""
        end = time.monotonic() + limit_s
        picture, since = self.picture(), time.monotonic()
        while time.monotonic() < end and time.monotonic() - since < quiet_s:
            time.sleep(0.1)
            now = self.picture()
            if now.differs(picture) > _CARET:
                since = time.monotonic()
            picture = now
        return picture

    def titles(self, window_class: str) -> dict[str, str]:
        """Return the title of each window that is seen and of this class, by its number."""
        found = self._do("search", "--onlyvisible", "--class", f"^{window_class}$").split()
        return {window: self._do("getwindowname", window).strip() for window in found}

    def focus(self, window: str) -> None:
        """Let a window have the keys that are pressed."""
        self._do("windowfocus", "--sync", window)

    def press(self, *keys: str) -> None:
        """Press keys one after the other, such as "ctrl+f"."""
        self._do("key", "--delay", "60", *keys)

    def write(self, text: str) -> None:
        """Type text."""
        self._do("type", "--delay", "30", text)

    def _line(self, y: int) -> bytes:
        start = self._begin + y * self._line_bytes
        return self._pixels[start : start + SIZE[0] * 4]

    def _do(self, *words: str) -> str:
        return subprocess.run(
            ["xdotool", *words],
            env={**os.environ, "DISPLAY": self.name},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        ).stdout


def wait_for(is_so: Callable[[], object], limit_s: float, every_s: float = 0.25) -> None:
    """Return as soon as something is so.

    Raises:
        TimeoutError: It was not within ``limit_s``.
    """
    for _ in _until(limit_s, every_s):
        if is_so():
            return
    raise TimeoutError(f"not within {limit_s:.0f} s")


def _until(limit_s: float, every_s: float) -> Iterator[None]:
    end = time.monotonic() + limit_s
    while time.monotonic() < end:
        yield
        time.sleep(every_s)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    process.wait(timeout=10)
