"""Ways in which a file of an index can be damaged, spread over every region of it."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from pathlib import Path

PAGE = 4096

Damage = Callable[[Path, float, random.Random], None]
"""Damages a file at a relative position in [0, 1)."""


def _rewrite(path: Path, alter: Callable[[bytearray], object]) -> None:
    raw = bytearray(path.read_bytes())
    alter(raw)
    path.write_bytes(raw)


def _flip(path: Path, where: float, rng: random.Random) -> None:
    def alter(raw: bytearray) -> None:
        raw[int(where * len(raw))] ^= 1 << rng.randrange(8)

    _rewrite(path, alter)


def _garbage(path: Path, where: float, rng: random.Random) -> None:
    def alter(raw: bytearray) -> None:
        at = int(where * len(raw))
        raw[at : at + 64] = rng.randbytes(len(raw[at : at + 64]))

    _rewrite(path, alter)


def _zero_page(path: Path, where: float, rng: random.Random) -> None:
    def alter(raw: bytearray) -> None:
        at = int(where * len(raw)) // PAGE * PAGE
        raw[at : at + PAGE] = bytes(len(raw[at : at + PAGE]))

    _rewrite(path, alter)


def _zero_sector(path: Path, where: float, rng: random.Random) -> None:
    def alter(raw: bytearray) -> None:
        at = int(where * len(raw)) // 512 * 512
        raw[at : at + 512] = bytes(len(raw[at : at + 512]))

    _rewrite(path, alter)


def _cut(path: Path, where: float, rng: random.Random) -> None:
    os.truncate(path, int(where * path.stat().st_size))


def _lengthen(path: Path, where: float, rng: random.Random) -> None:
    with open(path, "ab") as file:
        file.write(rng.randbytes(1 + int(where * 20_000)))


EVERYWHERE: dict[str, Damage] = {
    "a flipped bit": _flip,
    "64 bytes of garbage": _garbage,
    "a zeroed page": _zero_page,
    "a zeroed sector": _zero_sector,
    "cut short": _cut,
    "garbage at the end": _lengthen,
}


def misplaced_page(path: Path, where: float, rng: random.Random) -> None:
    """One page lies where another should: a write that went astray."""

    def alter(raw: bytearray) -> None:
        pages = max(1, len(raw) // PAGE)
        at = int(where * pages) * PAGE
        source = rng.randrange(pages) * PAGE
        raw[at : at + PAGE] = raw[source : source + PAGE]

    _rewrite(path, alter)


def missing(path: Path) -> None:
    path.unlink(missing_ok=True)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def all_garbage(path: Path) -> None:
    path.write_bytes(random.Random(5).randbytes(max(1, path.stat().st_size)))


def all_zero(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


def a_dangling_link(path: Path) -> None:
    path.unlink()
    path.symlink_to(path.with_name("nowhere"))


def a_text(path: Path) -> None:
    path.write_text("SQLite format 3\0 is what this file is not")


WHOLE: dict[str, Callable[[Path], None]] = {
    f.__name__.replace("_", " "): f
    for f in (missing, empty, all_garbage, all_zero, a_folder, a_dangling_link, a_text)
}


def restore(pristine: Path, directory: Path) -> None:
    """Put the index folder back as it was."""
    if directory.is_symlink() or directory.is_file():
        directory.unlink()
    shutil.rmtree(directory, ignore_errors=True)
    # Without the reserve: it is made again, and 4 MiB a trial are not worth copying.
    shutil.copytree(pristine, directory, ignore=shutil.ignore_patterns("reserve.bin"))
