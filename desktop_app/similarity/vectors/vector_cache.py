"""Vectors in files that are mapped instead of loaded, and can be thrown away at any time.

The cache is a manifest and numbered *segments* that are written once and never changed:

    vectors.json            which index, epoch and generation; the segments; its own checksum
    vectors-<token>.codes   int8 rows, one CRC-32 per block of ``BLOCK`` rows in the manifest
    vectors-<token>.rows    float16 rows, one CRC-32 per row in the tables
    vectors-<token>.tables  ids int64, scales, residuals float32, row checksums uint32

New vectors make a new segment; a trailing segment of similar size is merged into it, so there are
at most about log2(n) of them. The manifest is replaced atomically after its segments are complete:
readers see the old or the new state, two writers at once see one of them win, and a killed writer
leaves only files that nobody names. Every byte is checked before it is first used.
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import os
import re
import secrets
import threading
import time
import weakref
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import repeat
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import numpy.typing as npt

from desktop_app.similarity.ports import FloatArray, HalfArray, IntArray
from desktop_app.similarity.vectors.quantised import CodeArray, quantise

logger = logging.getLogger(__name__)

BLOCK = 8192
"""Rows checked, and scanned, at a time."""

_FORMAT = 1
_MANIFEST = "vectors.json"
_OURS = re.compile(r"vectors-[0-9a-f]{16}\.(codes|rows|tables)|vectors\.json\.[0-9a-f]{16}")
_ORPHAN_AGE_S = 3600.0
_TABLE_BYTES = 8 + 4 + 4 + 4

VectorBlocks = Iterable[tuple[IntArray, HalfArray]]


class CacheDamaged(Exception):
    """A file of the cache is not what was written; throw the cache away."""


@dataclass(frozen=True, slots=True)
class CacheKey:
    """What the vectors of a cache belong to; anything else makes it worthless."""

    index_id: str
    epoch: int
    generation: int
    dim: int


@dataclass(frozen=True, slots=True)
class _Entry:
    """A segment as the manifest describes it."""

    token: str
    rows: int
    reach: float
    tables_crc: int
    block_crcs: tuple[int, ...]


class MemorySegment:
    """Vectors held in memory, for where no cache can be written."""

    def __init__(self, ids: IntArray, rows: HalfArray) -> None:
        self.ids = ids
        self._rows = rows
        quantised = quantise_blocks(rows)
        self._codes, self.scales, self.residuals, self.reach = quantised

    def codes(self, start: int, stop: int) -> CodeArray:
        """Return the codes of rows ``start`` to ``stop``, a block or less."""
        return self._codes[start:stop]

    def rows(self, at: IntArray) -> HalfArray:
        """Return the vectors at these places in the segment, (len(at), dim)."""
        return self._rows[at]


class FileSegment:
    """Vectors in the three files of a segment.

    Raises:
        CacheDamaged: From every method, where a checksum does not hold or a file is cut short.
        FileNotFoundError: When opening, if another process has just merged this segment away.
    """

    def __init__(self, folder: Path, entry: _Entry, dim: int) -> None:
        self.entry = entry
        n = entry.rows
        stem = folder / f"vectors-{entry.token}"
        tables = _map(stem.with_suffix(".tables"), n * _TABLE_BYTES)
        if zlib.crc32(tables.data) != entry.tables_crc:
            raise CacheDamaged("tables")
        self.ids: IntArray = tables[: 8 * n].view(np.int64)
        self.scales: FloatArray = tables[8 * n : 12 * n].view(np.float32)
        self.residuals: FloatArray = tables[12 * n : 16 * n].view(np.float32)
        self._row_crcs = tables[16 * n :].view(np.uint32)
        self.reach = entry.reach
        self._codes: CodeArray = (
            _map(stem.with_suffix(".codes"), n * dim).view(np.int8).reshape(n, dim)
        )
        self._checked = bytearray(len(entry.block_crcs))
        # Read, not mapped: a scan touches a few hundred rows all over a file of twice the size of
        # the codes, and a mapping would keep sixteen pages resident for each of them.
        self._file = io.FileIO(stem.with_suffix(".rows"))
        weakref.finalize(self, self._file.close)
        if os.fstat(self._file.fileno()).st_size != n * dim * 2:
            raise CacheDamaged("rows: size")
        self._dim = dim

    def codes(self, start: int, stop: int) -> CodeArray:
        """Return the codes of rows ``start`` to ``stop``, a block or less."""
        block = start // BLOCK
        if not self._checked[block]:
            whole = self._codes[block * BLOCK : (block + 1) * BLOCK]
            if zlib.crc32(whole.data) != self.entry.block_crcs[block]:
                raise CacheDamaged("codes")
            self._checked[block] = 1
        return self._codes[start:stop]

    def rows(self, at: IntArray) -> HalfArray:
        """Return the vectors at these places in the segment, (len(at), dim)."""
        if not len(at):
            return np.empty((0, self._dim), np.float16)
        size, descriptor = self._dim * 2, self._file.fileno()
        first, last = int(at.min()), int(at.max())
        if last - first < 4 * len(at):
            near = _pread(descriptor, (last - first + 1) * size, first * size)
            starts = ((at - first) * size).tolist()
            pieces = [near[start : start + size] for start in starts]
        else:
            pieces = list(map(_pread, repeat(descriptor), repeat(size), (at * size).tolist()))
        if list(map(zlib.crc32, pieces)) != self._row_crcs[at].tolist():
            raise CacheDamaged("rows")
        return np.frombuffer(b"".join(pieces), np.float16).reshape(len(at), self._dim)


Segment = MemorySegment | FileSegment


class VectorCache:
    """The cache of one index in ``folder``. Safe with other processes doing the same.

    Raises:
        OSError: From ``extend``, when the folder cannot be written; nothing is published then.
    """

    def __init__(self, folder: Path, key: CacheKey) -> None:
        self._folder = folder
        self._key = key

    def load(self) -> list[FileSegment]:
        """Return the cached segments in order of id; none if the cache is missing or worthless."""
        for _ in range(3):  # a merge by another process may take a segment away in between
            try:
                return [
                    FileSegment(self._folder, entry, self._key.dim)
                    for entry in self._read_manifest()
                ]
            except FileNotFoundError:
                continue
            except (OSError, ValueError, KeyError, TypeError, CacheDamaged):
                logger.info("The vector cache is damaged; it is made again")
                break
        self.discard()
        return []

    def extend(
        self, segments: list[FileSegment], blocks: VectorBlocks, expected: int
    ) -> list[FileSegment]:
        """Write about ``expected`` rows of ``blocks`` behind ``segments``; return what is then."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        kept, merged = list(segments), 0
        while kept and kept[-1].entry.rows <= 2 * (expected + merged):
            merged += kept.pop().entry.rows
        writer = _SegmentWriter(self._folder, self._key.dim)
        try:
            for segment in segments[len(kept) :]:
                for ids, rows in _blocks_of(segment):
                    writer.append(ids, rows)
            for ids, rows in blocks:
                writer.append(ids, rows)
            if writer.rows == merged:
                writer.abandon()
                return segments
            fresh = FileSegment(self._folder, writer.finish(), self._key.dim)
            self._publish([*(segment.entry for segment in kept), fresh.entry])
        except BaseException:
            writer.abandon()
            raise
        return [*kept, fresh]

    def discard(self) -> None:
        """Forget what is cached."""
        with contextlib.suppress(OSError):
            (self._folder / _MANIFEST).unlink()

    def _read_manifest(self) -> list[_Entry]:
        try:
            raw = (self._folder / _MANIFEST).read_bytes()
        except FileNotFoundError:
            return []
        outer = json.loads(raw)
        body = outer["body"]
        if outer["crc"] != zlib.crc32(_canonical(body)):
            raise CacheDamaged("manifest")
        if body["format"] != _FORMAT or body["key"] != asdict(self._key):
            return []
        return [
            _Entry(**{**entry, "block_crcs": tuple(entry["block_crcs"])})
            for entry in body["segments"]
        ]

    def _publish(self, entries: list[_Entry]) -> None:
        body = {
            "format": _FORMAT,
            "key": asdict(self._key),
            "segments": [asdict(entry) for entry in entries],
        }
        text = json.dumps({"crc": zlib.crc32(_canonical(body)), "body": body})
        fresh = self._folder / f"{_MANIFEST}.{secrets.token_hex(8)}"
        with _create(fresh) as stream:
            stream.write(text.encode("ascii"))
        os.replace(fresh, self._folder / _MANIFEST)
        self._tidy({entry.token for entry in entries})

    def _tidy(self, named: set[str]) -> None:
        """Remove files that no manifest names and no other writer can still be working on."""
        oldest = time.time() - _ORPHAN_AGE_S
        with contextlib.suppress(OSError), os.scandir(self._folder) as found:
            for file in found:
                token = file.name.removeprefix("vectors-").partition(".")[0]
                if not _OURS.fullmatch(file.name) or token in named:
                    continue
                with contextlib.suppress(OSError):  # on Windows, still mapped by someone
                    if file.stat().st_mtime < oldest:
                        os.unlink(file.path)


class _SegmentWriter:
    """Writes one segment front to back."""

    def __init__(self, folder: Path, dim: int) -> None:
        self.rows = 0
        self._dim = dim
        self._token = secrets.token_hex(8)
        self._stem = folder / f"vectors-{self._token}"
        self._tables: list[tuple[IntArray, FloatArray, FloatArray, npt.NDArray[np.uint32]]] = []
        self._block_crcs: list[int] = []
        self._reach = 0.0
        self._files = [_create(self._stem.with_suffix(s)) for s in (".codes", ".rows")]

    def append(self, ids: IntArray, rows: HalfArray) -> None:
        """Add rows whose ids are above all before them."""
        start = 0
        while start < len(ids):
            stop = min(len(ids), start + BLOCK - self.rows % BLOCK)
            self._append_within_block(ids[start:stop], np.ascontiguousarray(rows[start:stop]))
            start = stop

    def _append_within_block(self, ids: IntArray, rows: HalfArray) -> None:
        quantised = quantise(rows.astype(np.float32))
        if self.rows % BLOCK == 0:
            self._block_crcs.append(0)
        self._block_crcs[-1] = zlib.crc32(quantised.codes.data, self._block_crcs[-1])
        row_crcs = np.array([zlib.crc32(row.data) for row in rows], np.uint32)
        codes_file, rows_file = self._files
        codes_file.write(quantised.codes.data)
        rows_file.write(rows.data)
        self._tables.append((ids.astype(np.int64), quantised.scales, quantised.residuals, row_crcs))
        self._reach = max(self._reach, quantised.reach)
        self.rows += len(ids)

    def finish(self) -> _Entry:
        """Complete the files and return what the manifest must say of them."""
        for file in self._files:
            file.close()
        columns = [np.concatenate(column) for column in zip(*self._tables, strict=True)]
        crc = 0
        with _create(self._stem.with_suffix(".tables")) as stream:
            for column in columns:
                stream.write(column.data)
                crc = zlib.crc32(column.data, crc)
        return _Entry(self._token, self.rows, self._reach, crc, tuple(self._block_crcs))

    def abandon(self) -> None:
        """Remove the files, finished or not."""
        for file in self._files:
            with contextlib.suppress(OSError):
                file.close()
        for suffix in (".codes", ".rows", ".tables"):
            with contextlib.suppress(OSError):
                self._stem.with_suffix(suffix).unlink()


def quantise_blocks(rows: HalfArray) -> tuple[CodeArray, FloatArray, FloatArray, float]:
    """Return codes, scales, residuals and reach of ``rows``, with little memory beside them."""
    codes = np.empty(rows.shape, np.int8)
    scales = np.empty(len(rows), np.float32)
    residuals = np.empty(len(rows), np.float32)
    reach = 0.0
    for start in range(0, len(rows), BLOCK):
        part = slice(start, start + BLOCK)
        quantised = quantise(rows[part].astype(np.float32))
        codes[part], scales[part] = quantised.codes, quantised.scales
        residuals[part] = quantised.residuals
        reach = max(reach, quantised.reach)
    return codes, scales, residuals, reach


def _blocks_of(segment: FileSegment) -> Iterator[tuple[IntArray, HalfArray]]:
    for start in range(0, segment.entry.rows, BLOCK):
        at = np.arange(start, min(start + BLOCK, segment.entry.rows))
        yield segment.ids[at], segment.rows(at)


def _pread_by_seeking(descriptor: int, size: int, offset: int) -> bytes:
    with _seek_lock:
        os.lseek(descriptor, offset, os.SEEK_SET)
        return os.read(descriptor, size)


_seek_lock = threading.Lock()
_pread = getattr(os, "pread", _pread_by_seeking)  # Windows has none


def _map(path: Path, size: int) -> npt.NDArray[np.uint8]:
    """Return ``path`` mapped read-only; it must have ``size`` bytes."""
    if path.stat().st_size != size:
        raise CacheDamaged(f"{path.suffix}: size")
    if size == 0:
        return np.empty(0, np.uint8)
    return np.asarray(np.memmap(path, np.uint8, "r"))


def _create(path: Path) -> BinaryIO:
    """Open a new file that only its owner can read."""
    return open(path, "xb", opener=lambda name, flags: os.open(name, flags, 0o600))


def _canonical(body: Any) -> bytes:
    return json.dumps(body, sort_keys=True, separators=(",", ":")).encode("ascii")
