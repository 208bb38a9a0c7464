"""What goes into a reader and what comes out."""

from __future__ import annotations

import io
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import BinaryIO

from desktop_app.documents.limits import (
    CHARS_A_PAGE,
    INNER_TIME_SHARE,
    MAX_INNER_BYTES,
    MAX_INNER_DEPTH,
    MAX_INNER_FILES,
    time_limit_s,
)
from desktop_app.documents.model import ReadFailure, Reason

_HEAD_BYTES = 64 << 10


class InnerAccount:
    """What may still be spent on files inside a file; one account for the whole outermost file.

    Attributes:
        depth: How many files this one is inside of, 0 for a file of the folder.
    """

    def __init__(
        self, depth: int = 0, spent: InnerAccount | None = None, limit_s: float = time_limit_s()
    ) -> None:
        self.depth = depth
        self._outermost: InnerAccount = spent._outermost if spent else self
        self._bytes = self._files = 0
        self._limit_s = INNER_TIME_SHARE * limit_s
        self._started_s: float | None = None

    @property
    def is_late(self) -> bool:
        """Whether the time for files inside is over; it runs from the first time this is asked.

        That is processor time: what is read does not depend on what else the machine does.
        """
        total, now = self._outermost, time.process_time()
        if total._started_s is None:
            total._started_s = now
        return now - total._started_s > total._limit_s

    def inside(self, size: int) -> InnerAccount:
        """Return the account of a file of ``size`` bytes that is inside the present one.

        Raises:
            ReadFailure: TOO_LARGE: too deep, too many or too much.
        """
        if self.depth >= MAX_INNER_DEPTH:
            raise ReadFailure(Reason.TOO_LARGE, "packed too deep")
        total = self._outermost
        total._files += 1
        total._bytes += size
        if total._files > MAX_INNER_FILES:
            raise ReadFailure(Reason.TOO_LARGE, f"the first {MAX_INNER_FILES:,} files inside")
        if total._bytes > MAX_INNER_BYTES:
            raise ReadFailure(Reason.TOO_LARGE, "unpacks to more than the limit")
        return InnerAccount(self.depth + 1, self)


class Source:
    """The bytes of one file, in memory or behind an open seekable stream.

    Attributes:
        name: File name, for its suffix only; never part of the text or the title.
        suffix: Lower case with the dot, or "".
        size: In bytes.
        head: The first 64 KiB.
        account: What a file may still cost that is inside this one (attached, packed).
        recognised: What was recognised on scanned pages (page from 1 to its text, "" where a
            picture holds none); readers put it in its place.
    """

    def __init__(
        self,
        data: bytes | BinaryIO,
        name: str,
        account: InnerAccount | None = None,
        recognised: Mapping[int, str] | None = None,
    ) -> None:
        self.name = name
        self.recognised = recognised or {}
        self.suffix = os.path.splitext(name)[1].lower()
        self._data = data if isinstance(data, bytes) else None
        self._stream: BinaryIO = io.BytesIO(data) if isinstance(data, bytes) else data
        self.size = self._stream.seek(0, os.SEEK_END)
        self.head = self.stream().read(_HEAD_BYTES)
        self.account = account or InnerAccount(limit_s=time_limit_s(self.size // CHARS_A_PAGE))

    @property
    def in_memory(self) -> bool:
        """Whether ``data()`` costs nothing."""
        return self._data is not None

    def stream(self) -> BinaryIO:
        """Return the one stream over the bytes, set to their beginning."""
        self._stream.seek(0)
        return self._stream

    def data(self, limit: int | None = None) -> bytes:
        """Return the bytes, all or the first ``limit``."""
        if self._data is not None:
            return self._data if limit is None else self._data[:limit]
        return self.stream().read(-1 if limit is None else limit)


@dataclass(frozen=True, slots=True)
class Extracted:
    """What a reader found, before normalisation.

    Attributes:
        pages: Text of each page (slide, sheet, chapter) in order; at least one.
        headers, running: Texts of headers, and of footers, that the format keeps apart from its
            pages, each once, without page numbers. They are shown before the first and after the
            last page; when documents are compared, they count as those of a print do.
        title: The document's own title (metadata, subject, first heading), or "".
        reason, detail: Why this is not all of it; reason is None when it is.
        scanned: Pages (from 1) whose text is in a picture and is not recognised.
        recognised: Pages (from 1) whose text is what ``Source.recognised`` gave for them.
        page_count: Of its last print, as far as the format tells it; 0 if not.
        pictures: For each picture that may carry text, what tells it from others: a checksum of its
            bytes. Nobody has read them, so what they say is the same only where they are.
    """

    pages: tuple[str, ...]
    title: str = ""
    reason: Reason | None = None
    detail: str = ""
    running: tuple[str, ...] = ()
    scanned: tuple[int, ...] = ()
    recognised: tuple[int, ...] = ()
    headers: tuple[str, ...] = ()
    page_count: int = 0
    pictures: frozenset[str] = frozenset()


def picture_print(crc: int, size: int) -> str:
    """Return what tells a picture from others: the CRC-32 of its bytes and their number."""
    return f"{crc:08x}-{size}"
