"""Vectors that were paid for, kept on the disk until the index has them.

A run that fails, or is killed, between an answer and the next commit would otherwise send and pay
for those texts again. Every answer is written here before it is handed on; the next run finds the
texts by their digest and does not send them. Only what is certain to be whole is believed.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import struct
import threading
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import numpy as np

from desktop_app.embedding.embedder import FloatArray

NAME: Final = "paid.bin"
# More than are on their way to the index at any time; the rest of the file is past use.
_KEPT: Final = 1024
_HEAD: Final = struct.Struct("<4s32sI")
_SUM: Final = struct.Struct("<I")
_MAGIC: Final = b"LWP1"
_MOST_DIMENSIONS: Final = 16_384


class PaidVectors:
    """The vectors of one model in one file; for one process, any thread.

    What cannot be written is not kept, which costs money at worst and nothing else.

    Args:
        path: In the index's folder; None keeps nothing.
        model_id: Vectors of other models in the file are left alone and not found.
    """

    def __init__(self, path: Path | None, model_id: str, dim: int) -> None:
        self._path, self._model_id, self._dim = path, model_id, dim
        self._lock = threading.Lock()
        self._records: dict[bytes, bytes] = {}
        if path is not None:
            with contextlib.suppress(OSError):
                self._load(path)

    def find(self, text: str) -> FloatArray | None:
        """Return the unit vector of ``text``, shape (dim,), float32, or None if it is not here."""
        found = self._records.get(self._digest(text))
        if found is None or len(found) != 2 * self._dim:
            return None
        row = np.frombuffer(found, "<f2").astype(np.float32)
        length = np.linalg.norm(row)
        return row / length if np.isfinite(length) and length > 0 else None

    def keep(self, texts: Sequence[str], rows: FloatArray) -> None:
        """Write down what was just paid for; on the disk when this returns."""
        if self._path is None:
            return
        halves = np.ascontiguousarray(rows, "<f2")
        new = {self._digest(t): row.tobytes() for t, row in zip(texts, halves, strict=True)}
        with self._lock, contextlib.suppress(OSError):
            self._records.update(new)
            if len(self._records) > 2 * _KEPT:
                self._rewrite(self._path)
            else:
                _append(self._path, "ab", b"".join(_record(*item) for item in new.items()))

    def _digest(self, text: str) -> bytes:
        return hashlib.sha256(f"{self._model_id}\0{text}".encode("utf-8", "replace")).digest()

    def _load(self, path: Path) -> None:
        whole = 0
        for digest, row, end in _records(path.read_bytes()):
            self._records[digest] = row
            whole = end
        if whole < path.stat().st_size:  # what is behind a torn record would not be found again
            os.truncate(path, whole)

    def _rewrite(self, path: Path) -> None:
        self._records = dict(list(self._records.items())[-_KEPT:])
        beside = path.with_name(path.name + ".new")
        _append(beside, "wb", b"".join(_record(*item) for item in self._records.items()))
        os.replace(beside, path)


def forget(directory: Path) -> None:
    """Remove what was kept: a run has ended well, so the index has everything."""
    with contextlib.suppress(OSError):
        (directory / NAME).unlink(missing_ok=True)


def _append(path: Path, mode: str, data: bytes) -> None:
    private = os.O_CREAT | os.O_WRONLY | (os.O_APPEND if mode == "ab" else os.O_TRUNC)
    with os.fdopen(os.open(path, private | getattr(os, "O_BINARY", 0), 0o600), mode) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _record(digest: bytes, row: bytes) -> bytes:
    body = _HEAD.pack(_MAGIC, digest, len(row)) + row
    return body + _SUM.pack(zlib.crc32(body))


def _records(data: bytes) -> Iterator[tuple[bytes, bytes, int]]:
    """Yield digest, row and end of each whole record from the start on."""
    at = 0
    while at + _HEAD.size + _SUM.size <= len(data):
        magic, digest, size = _HEAD.unpack_from(data, at)
        end = at + _HEAD.size + size
        if magic != _MAGIC or size > 2 * _MOST_DIMENSIONS or end + _SUM.size > len(data):
            return
        if _SUM.unpack_from(data, end)[0] != zlib.crc32(data[at:end]):
            return
        yield digest, data[end - size : end], end + _SUM.size
        at = end + _SUM.size
