"""What a process and all its children ask of the network, as strace sees it from outside."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

# Calls to the internet, and every trace that looking up a name leaves: the files it reads first,
# the daemons it may ask, and the kernel's list of this computer's own addresses.
_OUTSIDE: Final = re.compile(r"AF_INET6?\b|AF_NETLINK|AF_PACKET|/nscd/|io\.systemd\.Resolve")
_CALLS: Final = "trace=network,openat,execve"
_LOOK_UP: Final = re.compile(r'"/etc/(?:hosts|resolv\.conf|gai\.conf)"')


class Watch:
    """Watches commands from outside, children and their children too.

    Args:
        log: File to write to; made anew by each command.

    Attributes:
        prefix: To put before a command.
    """

    def __init__(self, log: Path) -> None:
        self._log = log
        if sys.platform != "linux" or shutil.which("strace") is None:
            pytest.skip("strace is not here")
        self.prefix = ("strace", "-f", "-qq", "-e", _CALLS, "-o", str(log))
        if subprocess.run([*self.prefix, "true"], capture_output=True, check=False).returncode:
            pytest.skip("strace may not watch here")

    def outside(self) -> list[str]:
        """Return what the command asked of the internet, or of a name's address."""
        return [line for line in self._lines() if _OUTSIDE.search(line) or _LOOK_UP.search(line)]

    def programs(self) -> int:
        """Return how many processes were seen to begin, each with a program."""
        return sum("execve" in line and line.endswith("= 0") for line in self._lines())

    def _lines(self) -> list[str]:
        return self._log.read_text(encoding="utf-8", errors="replace").splitlines()
