"""What was sent, to whom and why: one line on the disk before each request, and one after it.

No line, no request: what cannot be noted is not sent. Lines are only ever added. A request whose
second line is missing may have reached the provider before Likewise was killed; it counts as sent.
"""

from __future__ import annotations

import contextlib
import csv
import errno
import hashlib
import json
import os
import secrets
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Final

from desktop_app.errors import DiskFull, InvalidRequest, LedgerUnwritable
from desktop_app.paths import user_data_dir

FILE_NAME: Final = "egress.jsonl"
LOCK_NAME: Final = "egress.lock"
UNANSWERED: Final = "no answer seen"
_PATIENCE_S = 20.0
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
# A spreadsheet takes what begins with these for a formula (OWASP, "CSV injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@dataclass(frozen=True, slots=True)
class Entry:
    """One request.

    Attributes:
        id: 32 hexadecimal digits, made here.
        time: When it was about to go out, UTC, ISO 8601 with seconds.
        host: Where to, with the port unless it is the usual one.
        purpose: What for: "index", "search", "test of the key" ….
        documents: Documents that the texts are from, at least in part.
        texts: Pieces of text in it.
        characters: Of those texts.
        bytes_sent: Of the request's body, as HTTP sends it.
        bytes_received: Of the answer's body.
        status: HTTP status ("200"), what went wrong, or "no answer seen".
        tokens: As the provider counted them; None where it did not say.
        price: US dollars by the provider's list; None where there is no price.
    """

    id: str
    time: str
    provider: str
    host: str
    model: str
    purpose: str
    documents: int
    texts: int
    characters: int
    bytes_sent: int
    bytes_received: int = 0
    status: str = UNANSWERED
    tokens: int | None = None
    price: float | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """All of a ledger, summed up.

    Attributes:
        unanswered: Requests without an answer; they may have arrived.
        price: US dollars of those that have a price; 0.0 for none.
        hosts: Where to, in order of the first request.
        torn: Lines that cannot be understood.
    """

    requests: int
    unanswered: int
    texts: int
    characters: int
    bytes_sent: int
    bytes_received: int
    tokens: int
    price: float
    hosts: tuple[str, ...]
    first: str
    last: str
    torn: int


class Ledger:
    """The ledger of one folder; processes and threads may write to it at once.

    Args:
        path: ``egress.jsonl`` in the index folder, which must be there.
        early: What was sent before there was an index folder; it is read, not written.
    """

    def __init__(self, path: Path, early: Path | None = None) -> None:
        self.path = path
        self._early = early

    def begin(
        self,
        *,
        provider: str,
        host: str,
        model: str,
        purpose: str,
        documents: int,
        texts: int,
        characters: int,
        bytes_sent: int,
    ) -> str:
        """Note a request that is about to go out; it is on the disk when this returns.

        Returns:
            The id for ``end``.

        Raises:
            LedgerUnwritable, DiskFull: It could not be noted, so it must not go out.
        """
        entry_id = secrets.token_hex(16)
        now = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        entry = Entry(
            entry_id, now, provider, host, model, purpose, documents, texts, characters, bytes_sent
        )
        begun = [field.name for field in fields(Entry)][:10]
        self._append({"event": "sent", **{name: getattr(entry, name) for name in begun}})
        return entry_id

    def end(
        self,
        entry_id: str,
        *,
        status: str,
        bytes_received: int = 0,
        tokens: int | None = None,
        price: float | None = None,
        bytes_sent: int | None = None,
    ) -> None:
        """Note how a request ended.

        Args:
            bytes_sent: If it is sure that other than noted before went out (0: no connection).

        Raises:
            LedgerUnwritable, DiskFull: It could not be noted; the request counts as unanswered.
        """
        line: dict[str, Any] = {"event": "ended", "id": entry_id, "status": status}
        line |= {"bytes_received": bytes_received, "tokens": tokens, "price": price}
        if bytes_sent is not None:
            line["bytes_sent"] = bytes_sent
        self._append(line)

    def entries(self) -> list[Entry]:
        """Return all requests in the order they went out.

        Raises:
            LedgerUnwritable: It cannot be read.
        """
        return self._read()[0]

    def problems(self) -> list[str]:
        """Return what cannot be understood, a sentence for each line; none for a sound ledger."""
        return self._read()[1]

    def totals(self) -> Totals:
        """Return all of it, summed up."""
        return self.read()[1]

    def read(self) -> tuple[list[Entry], Totals]:
        """Return ``entries`` and ``totals`` of one moment.

        Raises:
            LedgerUnwritable: It cannot be read.
        """
        entries, problems = self._read()
        return entries, _summed_up(entries, torn=len(problems))

    def export_csv(self, target: Path) -> int:
        """Write all requests as a table for a spreadsheet; returns how many.

        UTF-8 with a byte order mark. Lines that cannot be understood are told in rows at the end.
        What was at ``target`` before stays until all of it is written.

        Raises:
            InvalidRequest: ``target`` cannot be written.
            LedgerUnwritable: The ledger cannot be read.
        """
        entries, problems = self._read()
        names = [field.name for field in fields(Entry)]
        rows: list[list[str]] = [names]
        rows += [[_cell(getattr(entry, name)) for name in names] for entry in entries]
        rows += [["problem", problem] for problem in problems]
        try:
            _write_table(rows, target)
        except OSError as exc:
            raise InvalidRequest(
                f"“{target}” could not be written ({exc.strerror or exc}).",
                "Choose another place or name.",
            ) from exc
        return len(entries)

    def is_empty(self) -> bool:
        """Return whether nothing was ever noted.

        Raises:
            OSError: That cannot be told.
        """
        return not any(map(_size, self._paths))

    @property
    def _paths(self) -> tuple[Path, ...]:
        return (self.path,) if self._early is None else (self._early, self.path)

    def _read(self) -> tuple[list[Entry], list[str]]:
        found = [_understood(_bytes_of(path)) for path in self._paths]
        entries = [entry for of_one, _ in found for entry in of_one]
        if len(found) > 1:
            # An index that was removed leaves its folder to write early lines again.
            entries.sort(key=lambda entry: entry.time)
        return entries, [problem for _, of_one in found for problem in of_one]

    def _append(self, row: dict[str, Any]) -> None:
        line = json.dumps(row, separators=(",", ":"), ensure_ascii=True).encode("ascii") + b"\n"
        try:
            with self._alone():
                _store(self.path, line)
        except TimeoutError as exc:
            raise LedgerUnwritable(
                f"Another program holds the ledger “{self.path}”, so nothing was sent.",
                "Close other windows of Likewise and try again.",
            ) from exc
        except OSError as exc:
            if exc.errno in _FULL:
                raise DiskFull(
                    f"The disk is full: the ledger “{self.path}” could not be written.",
                    "Make room and try again; what was paid for is kept.",
                ) from exc
            raise LedgerUnwritable(
                f"The ledger “{self.path}” could not be written ({exc.strerror}), and without it "
                "nothing is sent.",
                "Check that you may write there.",
            ) from exc

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        import filelock

        lock = filelock.FileLock(self.path.with_name(LOCK_NAME), mode=0o600)
        with lock.acquire(timeout=_PATIENCE_S):
            yield


def ledger_in(directory: Path) -> Ledger:
    """Return the ledger of the folder whose index folder is ``directory``."""
    return Ledger(directory / FILE_NAME)


def ledger_of(folder: Path, directory: Path) -> Ledger:
    """Return the ledger of ``folder``, with what was sent before it had its index ``directory``."""
    return Ledger(directory / FILE_NAME, _early_directory(folder) / FILE_NAME)


def early_ledger(folder: Path) -> Ledger:
    """Return where requests are noted while ``folder`` has no index folder.

    Raises:
        OSError: Its place in the user's data cannot be made.
    """
    directory = _early_directory(folder)
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    return ledger_in(directory)


def _early_directory(folder: Path) -> Path:
    key = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
    return user_data_dir() / "sent" / key


def own_ledger() -> Ledger:
    """Return the ledger of what belongs to no folder, as a test of a key."""
    directory = user_data_dir()
    directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    return ledger_in(directory)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as exc:
        raise LedgerUnwritable(
            f"The ledger “{path}” cannot be read ({exc.strerror}).",
            "Check that you may read it.",
        ) from exc


def _summed_up(entries: Sequence[Entry], *, torn: int) -> Totals:
    return Totals(
        requests=len(entries),
        unanswered=sum(entry.status == UNANSWERED for entry in entries),
        texts=sum(entry.texts for entry in entries),
        characters=sum(entry.characters for entry in entries),
        bytes_sent=sum(entry.bytes_sent for entry in entries),
        bytes_received=sum(entry.bytes_received for entry in entries),
        tokens=sum(entry.tokens or 0 for entry in entries),
        price=sum(entry.price or 0.0 for entry in entries),
        hosts=tuple(dict.fromkeys(entry.host for entry in entries)),
        first=entries[0].time if entries else "",
        last=entries[-1].time if entries else "",
        torn=torn,
    )


def _write_table(rows: Sequence[Sequence[str]], target: Path) -> None:
    draft = target.with_name(f".{target.name}.new")
    try:
        with draft.open("w", encoding="utf-8-sig", newline="") as file:
            csv.writer(file).writerows(rows)
        os.replace(draft, target)
    except OSError:
        with contextlib.suppress(OSError):
            draft.unlink(missing_ok=True)
        raise


def _store(path: Path, line: bytes) -> None:
    flags = os.O_RDWR | os.O_CREAT | os.O_APPEND
    flags |= getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    fd = os.open(path, flags, 0o600)
    try:
        size = os.fstat(fd).st_size
        if size and not _ends_with_line(fd, size):
            line = b"\n" + line  # a torn line stays what it is; a new one begins
        try:
            if os.write(fd, line) != len(line):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
            os.fsync(fd)
        except OSError:
            with contextlib.suppress(OSError):
                os.ftruncate(fd, size)
            raise
    finally:
        os.close(fd)


def _ends_with_line(fd: int, size: int) -> bool:
    os.lseek(fd, size - 1, os.SEEK_SET)
    return os.read(fd, 1) == b"\n"


def _understood(data: bytes) -> tuple[list[Entry], list[str]]:
    entries: dict[str, Entry] = {}
    problems: list[str] = []
    lines: Sequence[bytes] = data.split(b"\n")
    for number, line in enumerate(lines, 1):
        if not line:
            continue
        try:
            _take(json.loads(line), entries)
        except (ValueError, KeyError, TypeError, RecursionError):
            torn = "was cut off" if number == len(lines) else "cannot be understood"
            problems.append(f"Line {number:,} of the ledger {torn}; a request may be missing.")
    return list(entries.values()), problems


def _take(row: Any, entries: dict[str, Entry]) -> None:
    event = row.pop("event")
    if event == "sent":
        entry = Entry(**row)
        if not all(isinstance(count, int) for count in (entry.characters, entry.bytes_sent)):
            raise ValueError("no counts")
        entries[entry.id] = entry
    elif event == "ended":
        entry_id = row.pop("id")
        entries[entry_id] = replace(entries[entry_id], **row)
    else:
        raise ValueError("no such event")


def _cell(value: object) -> str:
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
