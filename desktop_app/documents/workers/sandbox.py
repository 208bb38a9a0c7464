"""What a reader process gives up before it meets the first file.

Parsers of untrusted files need neither the network, nor other programs, nor a place to write. The
audit hook stops Python code; native code is bounded by the resource limits and by the parent.
"""

from __future__ import annotations

import contextlib
import os
import sys
from typing import Final

ADDRESS_SPACE_BYTES: Final = 3 << 30
OPEN_FILES: Final = 64
RECURSION_DEPTH: Final = 3000

_FORBIDDEN = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn",
    "os.startfile", "os.remove", "os.rename", "os.rmdir", "os.truncate", "os.chmod", "os.chown",
    "os.link", "os.symlink", "os.mkdir", "os.utime", "os.kill", "shutil.", "pty.spawn", "ftplib.",
    "smtplib.", "urllib.", "http.client.", "winreg.", "webbrowser.",
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_TRUNC


def enter() -> None:
    """Give up what is not needed, for the rest of this process's life."""
    for name in [name for name in os.environ if name.lower().endswith("_proxy")]:
        del os.environ[name]
    sys.setrecursionlimit(RECURSION_DEPTH)
    sys.dont_write_bytecode = True
    _limit_resources()
    _refuse_ways_out()


def _limit_resources() -> None:
    try:
        import resource
    except ImportError:  # Windows: the parent's memory and time limits remain
        return
    limits = [
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_AS, ADDRESS_SPACE_BYTES),
    ]
    for kind, wanted in limits:
        # macOS refuses to limit the address space.
        with contextlib.suppress(OSError, ValueError):
            _, most = resource.getrlimit(kind)
            bound = wanted if most == resource.RLIM_INFINITY else min(wanted, most)
            resource.setrlimit(kind, (bound, bound))


def _refuse_ways_out() -> None:
    def refuse(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            if isinstance(flags, int) and flags & _WRITING and not _is_harmless(path):
                raise PermissionError("a reader process writes nothing")
        elif event.startswith(_FORBIDDEN):
            raise PermissionError(f"a reader process does no {event}")

    sys.addaudithook(refuse)


def _is_harmless(path: object) -> bool:
    """Whether it is an open descriptor, such as the pipe to the parent, or the null device."""
    return isinstance(path, int) or path == os.devnull
