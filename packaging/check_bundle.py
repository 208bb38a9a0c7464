#!/usr/bin/env python3
"""Looks through the frozen program: how large, what fills it, what is missing or must not be there.

    python packaging/check_bundle.py dist/likewise

Ends with 1 where something is wrong. Standard library, and on Linux "readelf" of binutils.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parent / "linux"))

import run_paths

MOST_MIB: Final = 900
NEWEST_GLIBC: Final = (2, 35)  # Debian 12 and Ubuntu 22.04 have it

_MUST_BE_THERE: Final = (
    "THIRD-PARTY-NOTICES.txt",
    "eng.traineddata",
    "expected.json",
    "likewise_de.qm",
    "model.safetensors",
    "qtbase_de.qm",
    "search.svg",
    "staff-handbook.pdf",
    "tokenizer.json",
)
# Names of files that tell of something that was not meant to come along.
_MUST_NOT_BE_THERE: Final = (
    "*libcuda*",
    "*libgtk*",
    "*Qt6Qml*",
    "*Qt6WebEngine*",
    "libstdc++.so*",
    "libjbig.so*",
    "pytest*",
    "conftest.py",
    "direct_url.json",
    "*.egg-link",
    "__editable__*",
)
# Libraries that the user's system has: what needs them, the Debian packages that bring them.
# Renamed in Debian 13 and Ubuntu 24.04, some go by either name.
SYSTEM_LIBRARIES: Final = {
    "ld-linux-x86-64.so.2": "libc6",
    "libc.so.6": "libc6",
    "libdl.so.2": "libc6",
    "libm.so.6": "libc6",
    "libpthread.so.0": "libc6",
    "libresolv.so.2": "libc6",
    "librt.so.1": "libc6",
    "libutil.so.1": "libc6",
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libexpat.so.1": "libexpat1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1",
    "libglib-2.0.so.0": "libglib2.0-0t64 | libglib2.0-0",
    "libgssapi_krb5.so.2": "libgssapi-krb5-2",
    "libgthread-2.0.so.0": "libglib2.0-0t64 | libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-glx.so.0": "libxcb-glx0",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}


@dataclass(slots=True)
class Found:
    """What the look at a bundle gave; all is well where ``problems`` is empty."""

    table: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def check(bundle: Path) -> Found:
    """Return what fills the folder and what is wrong with it."""
    if not bundle.is_dir():
        return Found(problems=[f"there is no folder {bundle}"])
    files = [file for file in sorted(bundle.rglob("*")) if file.is_file() and not file.is_symlink()]
    found = Found(table(bundle, files))
    size = sum(file.stat().st_size for file in files) / 2**20
    if size > MOST_MIB:
        found.problems.append(f"{size:,.0f} MiB are more than {MOST_MIB}")
    names = {file.name for file in files}
    found.problems += [f"{name} is missing" for name in _MUST_BE_THERE if name not in names]
    found.problems += [f"{name} must not be there" for name in sorted(unwanted(names))]
    if sys.platform == "linux":
        found.problems += _library_problems(bundle, files)
    return found


def table(bundle: Path, files: Iterable[Path], rows: int = 24) -> list[str]:
    """Return lines that tell what takes the room, the largest first."""
    sizes: Counter[str] = Counter()
    count = 0
    for file in files:
        parts = file.relative_to(bundle).parts
        part = parts[1] if parts[0] == "_internal" and len(parts) > 1 else parts[0]
        sizes[part.removesuffix(".libs")] += file.stat().st_size
        count += 1
    lines = [f"{size / 2**20:8.1f} MiB  {name}" for name, size in sizes.most_common(rows)]
    rest = sum(sizes.values()) - sum(size for _, size in sizes.most_common(rows))
    lines.append(f"{rest / 2**20:8.1f} MiB  {max(0, len(sizes) - rows)} others")
    lines.append(f"{sizes.total() / 2**20:8.1f} MiB  in {count:,} files")
    return lines


def unwanted(names: Iterable[str]) -> set[str]:
    """Return those of some file names that must not be in a bundle."""
    return {n for n in names if any(fnmatch(n, pattern) for pattern in _MUST_NOT_BE_THERE)}


def packages(bundle: Path) -> list[str]:
    """Return the Debian packages whose libraries the program needs, in alphabetical order."""
    files = [file for file in bundle.rglob("*") if file.is_file() and not file.is_symlink()]
    needed = {name for file in files for name in _needed(file)} - _names(bundle)
    return sorted({SYSTEM_LIBRARIES[name] for name in needed if name in SYSTEM_LIBRARIES})


def _names(bundle: Path) -> set[str]:
    return {path.name for path in bundle.rglob("*")}


def _library_problems(bundle: Path, files: Iterable[Path]) -> list[str]:
    own, problems = _names(bundle), []
    for file in files:
        place = file.relative_to(bundle)
        unknown = _needed(file) - own - SYSTEM_LIBRARIES.keys()
        problems += [f"{place} needs {name}, which nobody brings" for name in sorted(unknown)]
        if unknown or not _is_library(file):
            continue
        problems += [f"{place} looks into {folder!r}" for folder in run_paths.foreign(file)]
        level = max(_glibc(file), default=(2, 0))
        if level > NEWEST_GLIBC:
            problems.append(f"{place} needs glibc {level[0]}.{level[1]}")
    return problems


def _is_library(file: Path) -> bool:
    with file.open("rb") as stream:
        return stream.read(4) == b"\x7fELF"


def _needed(file: Path) -> set[str]:
    if not _is_library(file):
        return set()
    return set(re.findall(r"\(NEEDED\).*\[(.+)\]", _readelf("-dW", file)))


def _glibc(file: Path) -> set[tuple[int, int]]:
    found = re.findall(r"GLIBC_(\d+)\.(\d+)", _readelf("-VW", file))
    return {(int(major), int(minor)) for major, minor in found}


def _readelf(option: str, file: Path) -> str:
    command = ["readelf", option, str(file)]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    return done.stdout


def main() -> int:
    """Check the folder named; returns 1 if something is wrong."""
    if len(sys.argv) != 2:
        print("usage: check_bundle.py FOLDER", file=sys.stderr)
        return 2
    found = check(Path(sys.argv[1]))
    print("\n".join([*found.table, *(f"PROBLEM: {problem}" for problem in found.problems)]))
    return 1 if found.problems else 0


if __name__ == "__main__":
    sys.exit(main())
