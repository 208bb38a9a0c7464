"""Puts a library of our own in the place of libjbig, which is under the GPL: see jbig.c."""

from __future__ import annotations

import os
import subprocess
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

SOURCE: Final = Path(__file__).resolve().parent / "jbig.c"
_PATTERN: Final = "libjbig*.so*"


def is_jbig(name: str) -> bool:
    """Return whether a file of the bundle is the library in question.

    Args:
        name: Its place in the bundle.
    """
    return fnmatch(name.rsplit("/", 1)[-1], _PATTERN)


def stand_in(name: str, folder: Path) -> Path:
    """Compile the library that is loaded in its place.

    Args:
        name: File name of the one to be replaced, which those that want it know it by.
        folder: Where to; made if need be.

    Raises:
        SystemExit: There is no C compiler, or it found fault.
    """
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / name
    command = [os.environ.get("CC", "cc"), "-shared", "-fPIC", "-O2", "-s", "-nostdlib"]
    command += ["-Wall", "-Werror", f"-Wl,-soname,{name}", "-o", str(target), str(SOURCE)]
    try:
        subprocess.run(command, check=True)
    except (OSError, subprocess.CalledProcessError) as exc:
        raise SystemExit(f"{name} could not be replaced ({exc}); install a C compiler.") from exc
    return target
