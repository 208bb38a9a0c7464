"""Processes of a program that is being tried, as Linux tells of them."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

_PROC: Final = Path("/proc")
_TICKS: Final = os.sysconf("SC_CLK_TCK")


def descendants(pid: int) -> list[int]:
    """Return the children of a process, and theirs."""
    parents = dict(_parents())
    found = [pid]
    for one in found:
        found += [child for child, parent in parents.items() if parent == one]
    return found[1:]


def executable(pid: int) -> str:
    """Return the file that a process runs; "" where it has ended."""
    try:
        return os.readlink(_PROC / str(pid) / "exe")
    except OSError:
        return ""


def role(pid: int) -> str:
    """Return what a child was started for, "" where it is none of ours or has ended."""
    words = _read(pid, "cmdline").split("\0")
    return words[words.index("--worker") + 1] if "--worker" in words[:-1] else ""


def cpu_s(pid: int) -> float:
    """Return the seconds of processor time that a process has had so far, without its children."""
    fields = _fields(pid)
    return (int(fields[11]) + int(fields[12])) / _TICKS


def are_gone(pids: Iterable[int]) -> bool:
    """Return whether none of some processes is left."""
    return not any(_fields(pid)[0] not in "ZX" for pid in pids)


def end(pids: Iterable[int]) -> None:
    """Kill those that are left."""
    for pid in pids:
        with contextlib.suppress(OSError):
            os.kill(pid, signal.SIGKILL)


def _parents() -> Iterator[tuple[int, int]]:
    for folder in _PROC.iterdir():
        if folder.name.isdigit():
            yield int(folder.name), int(_fields(int(folder.name))[1])


def _fields(pid: int) -> list[str]:
    """Return what ``stat`` tells after the name; of a process that has ended, nothing but that."""
    return _read(pid, "stat").rpartition(")")[2].split() or ["X", *["0"] * 12]


def _read(pid: int, name: str) -> str:
    try:
        return (_PROC / str(pid) / name).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
