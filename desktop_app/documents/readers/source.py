"""What goes into a reader and what comes out."""

from __future__ import annotations

import io
import os
from dataclasses import dataclass
from typing import BinaryIO

from desktop_app.documents.model import Reason

_HEAD_BYTES = 64 << 10


class Source:
    """The bytes of one file, in memory or behind an open seekable stream.

    Attributes:
        name: File name, for its suffix only; never part of the text or the title.
        suffix: Lower case with the dot, or "".
        size: In bytes.
        head: The first 64 KiB.
    """

    def __init__(self, data: bytes | BinaryIO, name: str) -> None:
        self.name = name
        self.suffix = os.path.splitext(name)[1].lower()
        self._data = data if isinstance(data, bytes) else None
        self._stream: BinaryIO = io.BytesIO(data) if isinstance(data, bytes) else data
        self.size = self._stream.seek(0, os.SEEK_END)
        self.head = self.stream().read(_HEAD_BYTES)

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
        title: The document's own title (metadata, subject, first heading), or "".
        reason, detail: Why this is not all of it; reason is None when it is.
    """

    pages: tuple[str, ...]
    title: str = ""
    reason: Reason | None = None
    detail: str = ""
