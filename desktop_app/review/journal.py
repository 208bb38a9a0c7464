"""What was done to documents, line by line, each bound to the one before.

A line holds the digest of the line before it, so a changed, removed or inserted line breaks the
chain (Haber and Stornetta 1991, "How to time-stamp a digital document"). A chain says nothing of
lines cut off at its end; therefore the last digest is kept a second time, among this user's data.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from desktop_app.errors import DiskFull, EnvironmentProblem, JournalBroken
from desktop_app.json_file import read_object, write_object
from desktop_app.paths import user_data_dir

FILE_NAME: Final = "journal.jsonl"
_START: Final = "0" * 64
_DISK_FULL: Final = (28, 122)  # ENOSPC, EDQUOT


@dataclass(frozen=True, slots=True)
class Entry:
    """One line.

    Attributes:
        number: 1 for the first.
        time: When it was written, UTC, ISO 8601 with seconds.
        event: What happened, a word.
        facts: What belongs to it: text, numbers, truth values, None, lists of those.
        digest: sha256 over the line and the digest before it, 64 hexadecimal digits.
    """

    number: int
    time: str
    event: str
    facts: Mapping[str, Any]
    digest: str


class Journal:
    """The journal of one folder. Whoever writes holds the lock of ``locks.py``.

    Args:
        directory: The index folder that it is kept in.
        anchors: Where the last digests are kept; None for this user's data.
    """

    def __init__(self, directory: Path, anchors: Path | None = None) -> None:
        self.path = directory / FILE_NAME
        self._anchors = anchors
        self._known: tuple[tuple[int, int, int], list[Entry]] | None = None

    def entries(self) -> list[Entry]:
        """Return all lines.

        Raises:
            JournalBroken: The chain does not hold; ``problems`` says where.
            EnvironmentProblem: It cannot be read.
        """
        entries, problems = self._checked()
        if problems:
            raise JournalBroken(
                f"The journal “{self.path}” was changed: {problems[0]}",
                "Nothing is removed or brought back by it until it is whole again.",
            )
        return list(entries)

    def problems(self) -> list[str]:
        """Return what does not hold, one sentence each; none for a sound journal."""
        self._known = None
        return self._checked()[1]

    def write(self, event: str, facts: Mapping[str, Any]) -> Entry:
        """Add a line; it is on the disk when this returns.

        Raises:
            JournalBroken: The chain does not hold, so nothing is added.
            DiskFull, EnvironmentProblem: It could not be stored; the journal is as it was.
        """
        before = self.entries()
        entry = _linked(before[-1] if before else None, event, facts)
        try:
            _store(self.path, _line(entry))
            write_object(self._anchor(), {"entries": entry.number, "digest": entry.digest})
        except OSError as exc:
            raise _unwritable(self.path, exc) from exc
        self._known = _state(self.path), [*before, entry]
        return entry

    def _checked(self) -> tuple[list[Entry], list[str]]:
        if self._known is not None and self._known[0] == _state(self.path):
            return self._known[1], []
        try:
            data = self.path.read_bytes()
        except FileNotFoundError:
            data = b""
        except OSError as exc:
            raise EnvironmentProblem(
                f"The journal “{self.path}” cannot be read ({exc.strerror}).",
                "Check that you may read it.",
            ) from exc
        entries, problems = _chain(data)
        if not problems:
            problems += self._against_anchor(entries)
        self._known = None if problems else (_state(self.path), entries)
        return entries, problems

    def _against_anchor(self, entries: list[Entry]) -> Iterator[str]:
        anchor = read_object(self._anchor())
        number, digest = anchor.get("entries"), anchor.get("digest")
        if not isinstance(number, int) or not isinstance(digest, str) or number < 1:
            return
        if number > len(entries):
            missing = number - len(entries)
            yield f"the last {missing:,} of its {number:,} lines are missing."
        elif entries[number - 1].digest != digest:
            yield f"line {number:,} is not the one that was written on this computer."

    def _anchor(self) -> Path:
        folder = self._anchors or user_data_dir() / "journals"
        name = hashlib.sha256(os.fsencode(os.path.realpath(self.path))).hexdigest()[:32]
        return folder / f"{name}.json"


def _state(path: Path) -> tuple[int, int, int]:
    try:
        status = os.stat(path)
    except OSError:
        return 0, 0, 0
    return status.st_size, status.st_mtime_ns, status.st_ino


def _chain(data: bytes) -> tuple[list[Entry], list[str]]:
    # A line without its end was being written when the power went: nothing was done by it.
    lines = data.split(b"\n")[:-1]
    entries: list[Entry] = []
    for number, line in enumerate(lines, 1):
        entry = _read(line)
        if entry is None:
            return entries, [f"line {number:,} cannot be understood."]
        wanted = _digest(entries[-1].digest if entries else _START, entry)
        if entry.number != number or entry.digest != wanted:
            return entries, [f"line {number:,} does not follow from the one before it."]
        entries.append(entry)
    return entries, []


def _linked(last: Entry | None, event: str, facts: Mapping[str, Any]) -> Entry:
    now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
    unsigned = Entry(last.number + 1 if last else 1, now, event, dict(facts), "")
    digest = _digest(last.digest if last else _START, unsigned)
    return Entry(unsigned.number, now, event, unsigned.facts, digest)


def _digest(before: str, entry: Entry) -> str:
    body = [before, entry.number, entry.time, entry.event, entry.facts]
    return hashlib.sha256(_json(body).encode("ascii")).hexdigest()


def _line(entry: Entry) -> bytes:
    row = {
        "number": entry.number,
        "time": entry.time,
        "event": entry.event,
        "facts": entry.facts,
        "digest": entry.digest,
    }
    return _json(row).encode("ascii") + b"\n"


def _read(line: bytes) -> Entry | None:
    try:
        row = json.loads(line)
        entry = Entry(row["number"], row["time"], row["event"], row["facts"], row["digest"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    # The very bytes count, not what they mean: a second key of one name would be hidden.
    return entry if isinstance(entry.facts, dict) and _line(entry) == line + b"\n" else None


def _json(value: object) -> str:
    # In ASCII, as a path need not be text.
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=True)


def _store(path: Path, line: bytes) -> None:
    """Append a line and wait for the disk; on failure what was there is all that is there."""
    fd = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
    try:
        end = _end_of_lines(fd)
        os.ftruncate(fd, end)
        os.lseek(fd, end, os.SEEK_SET)
        try:
            if os.write(fd, line) != len(line):
                raise OSError(_DISK_FULL[0], "No space left on device")
            os.fsync(fd)
        except OSError:
            with contextlib.suppress(OSError):
                os.ftruncate(fd, end)
            raise
    finally:
        os.close(fd)


def _end_of_lines(fd: int) -> int:
    """Where the last whole line ends; what stands after it was never acknowledged."""
    size = end = os.fstat(fd).st_size
    while end:
        begin = max(0, end - 65536)
        os.lseek(fd, begin, os.SEEK_SET)
        at = os.read(fd, end - begin).rfind(b"\n")
        if at >= 0:
            return begin + at + 1
        end = begin
    return 0 if size else size


def _unwritable(path: Path, exc: OSError) -> EnvironmentProblem:
    if exc.errno in _DISK_FULL:
        return DiskFull(
            f"The disk is full: the journal “{path}” could not be written, so nothing was done.",
            "Make room and try again.",
        )
    return EnvironmentProblem(
        f"The journal “{path}” could not be written ({exc.strerror}), so nothing was done.",
        "Check that you may write there.",
    )
