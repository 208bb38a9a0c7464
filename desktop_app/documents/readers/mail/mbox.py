"""Mailboxes (RFC 4155, mboxo and mboxrd): a page for each message, read from a stream.

One message at a time is in memory, so a mailbox may be far larger than other files.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from desktop_app.documents.limits import MAX_TEXT_CHARS
from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.readers.mail.mail import message
from desktop_app.documents.readers.packed.inside import InsideFiles
from desktop_app.documents.sources.source import Extracted, Source

_CHUNK_BYTES = 1 << 20
_MAX_MESSAGE_BYTES = 64 << 20
# A line with a time, or none at all, and then a header: "From here on" in a letter is no separator.
_SEPARATOR = re.compile(rb"\nFrom (?:[^\r\n]{0,500}\d:\d\d[^\r\n]{0,500}|-?[ \t]*)\r?\n[!-9;-~]+:")
_SEPARATOR_BYTES = 2_000  # as long as one gets, with room to spare
_QUOTED_FROM = re.compile(rb"\n>(>*From )")


def read(source: Source) -> Extracted:
    """Return a page for each message with its attachments on it.

    TOO_LARGE or TIMED_OUT says how many messages were read of how many there are.
    """
    box = _Mailbox(InsideFiles(source))
    for stored in stored_messages(source.stream()):
        box.add(stored)
    return box.extracted()


class _Mailbox:
    def __init__(self, inside: InsideFiles) -> None:
        self._inside = inside
        self._pages: list[str] = []
        self._chars = self._found = 0
        self._reasons: Counter[Reason] = Counter()
        self._stopped: Reason | None = None

    def add(self, stored: Stored) -> None:
        """Read a message, or only count it once room or time is spent."""
        self._found += 1
        if self._stopped is not None:
            return
        if self._chars > MAX_TEXT_CHARS:
            self._stopped = Reason.TOO_LARGE
        elif self._inside.is_full:
            self._stopped = Reason.TIMED_OUT
        else:
            self._read(stored)

    def _read(self, stored: Stored) -> None:
        found = message(_QUOTED_FROM.sub(rb"\n\1", stored.data), self._inside)
        page = "\n\n".join(found.pages)
        self._pages.append(page)
        self._chars += len(page)
        reason = Reason.TOO_LARGE if stored.is_cut else found.reason
        if reason is not None:
            self._reasons[reason] += 1

    def extracted(self) -> Extracted:
        if not self._pages:
            raise ReadFailure(Reason.EMPTY, "no messages inside")
        reason, detail = self._problem()
        return Extracted(tuple(self._pages), "", reason, detail)

    def _problem(self) -> tuple[Reason | None, str]:
        if self._stopped is not None:
            return self._stopped, f"{len(self._pages):,} of {self._found:,} messages were read"
        if self._reasons:
            reason, count = self._reasons.most_common(1)[0]
            return reason, f"{count:,} of {self._found:,} messages"
        return self._inside.problem()


@dataclass(frozen=True, slots=True)
class Stored:
    """A message as it lies in a mailbox, after its separator; cut if it is absurdly long."""

    data: bytes
    is_cut: bool


def stored_messages(stream: BinaryIO) -> Iterator[Stored]:
    """Yield the messages of a mailbox in order."""
    kept = bytearray(b"\n")  # so that the first separator stands at the beginning of a line, too
    is_cut = False
    searched = 0
    while chunk := stream.read(_CHUNK_BYTES):
        kept += chunk
        begin = 0
        for found in _SEPARATOR.finditer(kept, searched):
            yield from _stored(kept[begin : found.start() + 1], is_cut=is_cut)
            begin, is_cut = found.start() + 1, False
        del kept[:begin]
        if len(kept) > _MAX_MESSAGE_BYTES + _CHUNK_BYTES:
            del kept[_MAX_MESSAGE_BYTES:-_SEPARATOR_BYTES]
            is_cut = True
        searched = max(0, len(kept) - _SEPARATOR_BYTES)
    yield from _stored(kept, is_cut=is_cut)


def _stored(data: bytearray, *, is_cut: bool) -> Iterator[Stored]:
    """Yield a message unless there is none, as before the first separator."""
    if data.strip():
        yield Stored(bytes(data).lstrip(b"\r\n"), is_cut)
