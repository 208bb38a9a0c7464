"""Texts and lists of numbers as the database holds them, and the checksum over them."""

from __future__ import annotations

import functools
import zlib
from array import array
from collections.abc import Iterable

import zstandard

_ZSTD_LEVEL = 6
_MAX_TEXT_BYTES = 256 << 20


def pack_text(text: str) -> bytes:
    """Return ``text`` compressed (zstd)."""
    return zstandard.ZstdCompressor(level=_ZSTD_LEVEL).compress(text.encode("utf-8"))


def unpack_text(packed: bytes) -> str:
    """Return the text of ``pack_text``; its checksum must have been looked at before."""
    data = zstandard.ZstdDecompressor().decompress(packed, max_output_size=_MAX_TEXT_BYTES)
    return data.decode("utf-8")


def pack_numbers(numbers: Iterable[int]) -> bytes:
    """Return signed 64-bit numbers one after the other."""
    return array("q", numbers).tobytes()


def unpack_numbers(packed: bytes) -> tuple[int, ...]:
    """Return the numbers of ``pack_numbers``."""
    return tuple(array("q", packed))


def checksum(*blobs: bytes) -> int:
    """Return the crc32 over blobs in order."""
    return functools.reduce(lambda crc, blob: zlib.crc32(blob, crc), blobs, 0)
