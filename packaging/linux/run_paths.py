"""Takes folders of the building system from where a library looks for others.

A Python that was built by hand names its own folder in each of its libraries. On another computer
anybody may own that folder, and what lies there would be loaded before the system's own.
"""

from __future__ import annotations

import mmap
import struct
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

_IDENTITY: Final = b"\x7fELF\x02\x01"  # 64 bits, the least significant byte first
_FILE: Final = struct.Struct("<16xHHIQQQIHHH")
_SEGMENT: Final = struct.Struct("<IIQQQQQQ")
_ENTRY: Final = struct.Struct("<qQ")
_LOADED, _DYNAMIC = 1, 2
_STRINGS, _RPATH, _RUNPATH = 5, 15, 29
_OWN: Final = b"$ORIGIN"


@dataclass(frozen=True, slots=True)
class _RunPath:
    place: int  # in the file
    folders: tuple[bytes, ...]

    @property
    def own(self) -> tuple[bytes, ...]:
        return tuple(folder for folder in self.folders if folder.startswith(_OWN))


def foreign(file: Path) -> list[str]:
    """Return the folders outside the bundle that a library looks into, in its own words."""
    with file.open("rb") as stream:
        if stream.read(len(_IDENTITY)) != _IDENTITY:
            return []
        with mmap.mmap(stream.fileno(), 0, prot=mmap.PROT_READ) as content:
            found = [folder for path in _run_paths(content) for folder in path.folders]
    return [folder.decode(errors="replace") for folder in found if not folder.startswith(_OWN)]


def forget(files: Iterable[Path]) -> list[Path]:
    """Let libraries look beside themselves only; returns those that were changed."""
    return [file for file in files if foreign(file) and _forget(file)]


def _forget(file: Path) -> bool:
    with file.open("r+b") as stream, mmap.mmap(stream.fileno(), 0) as content:
        for path in list(_run_paths(content)):
            # The rest stays: other names may be kept in the same bytes, from there to their end.
            kept = b":".join(path.own) + b"\0"
            content[path.place : path.place + len(kept)] = kept
    return True


def _run_paths(content: mmap.mmap) -> Iterator[_RunPath]:
    segments = list(_segments(content))
    entries = [entry for kind, place, _, size in segments if kind == _DYNAMIC
               for entry in _ENTRY.iter_unpack(content[place : place + size])]  # fmt: skip
    strings = next((value for tag, value in entries if tag == _STRINGS), 0)
    for tag, value in entries:
        if tag not in (_RPATH, _RUNPATH):
            continue
        place = _in_file(segments, strings) + value
        folders = content[place : content.find(b"\0", place)]
        # An empty one among others means the folder that happens to be the current one.
        yield _RunPath(place, tuple(folders.split(b":")) if folders else ())


def _segments(content: mmap.mmap) -> Iterator[tuple[int, int, int, int]]:
    """Yield kind, place in the file, address and size in the file."""
    header = _FILE.unpack_from(content)
    table, each, count = header[4], header[8], header[9]
    for number in range(count):
        kind, _, place, address, _, size, _, _ = _SEGMENT.unpack_from(
            content, table + number * each
        )
        yield kind, place, address, size


def _in_file(segments: Iterable[tuple[int, int, int, int]], address: int) -> int:
    for kind, place, first, size in segments:
        if kind == _LOADED and first <= address < first + size:
            return place + address - first
    raise ValueError(f"address {address} is in no part of the file")
