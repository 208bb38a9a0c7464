"""What a program and its children asked of the system, as strace wrote it down."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

# Only what succeeded: names that are merely tried are no use of what they name.
OPTIONS: Final = (
    "--follow-forks", "--seccomp-bpf", "--successful-only", "--quiet=all", "--string-limit=400",
    "--trace=socket,execve,open,openat",
)  # fmt: skip
_CALL: Final = re.compile(r"^\d+ +(\w+)\((.*)\) += ")
_NAME: Final = re.compile(r'"((?:[^"\\]|\\.)*)"')
_PYTHON: Final = re.compile(
    r"/libpython[\d.]+so|/(?:site|dist)-packages/|/python3(?:\.\d+)?/|/pyvenv\.cfg$"
)


def problems(trace: Path, bundle: Path, also: Path | None = None) -> list[str]:
    """Return what the program in ``bundle`` must not have done, each only once.

    Args:
        trace: The file that strace wrote with ``OPTIONS``.
        also: Another program that it may start.
    """
    programs = {str(bundle / "likewise"), str(also)}
    found, starts = [], 0
    for line in trace.read_text(encoding="utf-8", errors="replace").splitlines():
        if (call := _CALL.match(line)) is None:
            continue
        kind, arguments = call[1], call[2]
        named = _NAME.search(arguments)
        name = named[1] if named else ""
        if kind == "socket" and arguments.startswith(("AF_INET", "AF_PACKET")):
            found.append(f"it made a connection to a network: {arguments}")
        elif kind == "execve":
            starts += 1
            if name not in programs:
                found.append(f"it started {name}")
        elif kind.startswith("open") and _is_foreign_python(name, bundle):
            found.append(f"it took {name} from the system")
    if not starts:
        found.append(f"{trace.name} tells nothing")
    return list(dict.fromkeys(found))


def _is_foreign_python(name: str, bundle: Path) -> bool:
    return not name.startswith(f"{bundle}/") and _PYTHON.search(name) is not None
