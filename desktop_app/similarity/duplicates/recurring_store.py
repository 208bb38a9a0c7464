"""What recurs in a folder, kept from one look for duplicates to the next comparison of two.

To learn it, every text must be read; to compare two documents nobody wants to wait for that. It
is kept in the index's cache folder and may be deleted at any time. A few documents more or less
hardly change what recurs, so it is used until duplicates are looked for again.
"""

from __future__ import annotations

import os
import tempfile
import zipfile
import zlib
from pathlib import Path
from typing import Any

import numpy as np

from desktop_app.similarity.duplicates.recurring import MOST_COUNTERS, RecurringText

_NAME = "recurring.npz"
_KEY_BYTES = 64
_MOST_BYTES = 2 * 8 * MOST_COUNTERS + (1 << 24)
"""Each counter with its place, and texts that a person excepted."""

_DAMAGE = (
    *(OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError),
    *(KeyError, ValueError, IndexError, TypeError, AttributeError, OverflowError, MemoryError),
)
"""What a zip file or an array that was damaged, or is another, ends in."""


def keep(folder: Path, index_id: str, recurring: RecurringText) -> None:
    """Store what recurs in ``folder``, whole or not at all; where that fails nothing is kept."""
    key = np.frombuffer(index_id.encode()[:_KEY_BYTES], np.uint8)
    arrays: dict[str, Any] = {"key": key, **recurring.packed()}
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder, prefix=_NAME)
    except OSError:
        return
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez_compressed(file, **arrays)
        os.replace(name, folder / _NAME)
    except OSError:
        Path(name).unlink(missing_ok=True)


def kept(folder: Path, index_id: str) -> RecurringText | None:
    """Return what was kept for this index, or None if there is nothing sound."""
    try:
        with zipfile.ZipFile(folder / _NAME) as packed:
            if sum(member.file_size for member in packed.infolist()) > _MOST_BYTES:
                return None
        with np.load(folder / _NAME, allow_pickle=False) as arrays:
            if arrays["key"].tobytes() != index_id.encode()[:_KEY_BYTES]:
                return None
            return RecurringText.unpacked(arrays)
    except _DAMAGE:
        return None
