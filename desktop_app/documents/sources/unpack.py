"""Packed streams (gzip, bzip2, xz) inflated piece by piece, with limits on what comes out."""

from __future__ import annotations

import bz2
import lzma
import zlib
from collections.abc import Callable
from typing import BinaryIO, Final, Protocol

from desktop_app.documents.limits import (
    MAX_ZIP_PART_BYTES,
    MAX_ZIP_RATIO,
    MAX_ZIP_TOTAL_BYTES,
    ZIP_RATIO_FROM_BYTES,
)
from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.sources.xml_stream import Readable

_CHUNK_BYTES: Final = 64 << 10
_XZ_MEMORY_BYTES: Final = 256 << 20
_ERRORS = (zlib.error, lzma.LZMAError, OSError, EOFError, ValueError)


class _Decoder(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def needs_input(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class _Gunzip:
    """A zlib decoder with the manners of the other two; takes zlib's own wrapping, too."""

    def __init__(self) -> None:
        self._decoder = zlib.decompressobj(zlib.MAX_WBITS | 32)
        self.needs_input = True

    @property
    def eof(self) -> bool:
        return self._decoder.eof

    @property
    def unused_data(self) -> bytes:
        return self._decoder.unused_data

    def decompress(self, data: bytes, max_length: int) -> bytes:
        out = self._decoder.decompress(self._decoder.unconsumed_tail + data, max_length)
        self.needs_input = not self._decoder.unconsumed_tail and len(out) < max_length
        return out


def _unxz() -> lzma.LZMADecompressor:
    return lzma.LZMADecompressor(memlimit=_XZ_MEMORY_BYTES)


_DECODERS: tuple[tuple[bytes, Callable[[], _Decoder]], ...] = (
    (b"\x1f\x8b", _Gunzip),
    (b"BZh", bz2.BZ2Decompressor),
    (b"\xfd7zXZ\0", _unxz),
)


def unpacked(stream: BinaryIO, head: bytes) -> Unpacked:
    """Return the content of a packed stream; zlib's wrapping where no mark is known.

    Args:
        head: The first bytes of ``stream``, which stands at its beginning.
    """
    for mark, make in _DECODERS:
        if head.startswith(mark):
            return Unpacked(stream, make, mark)
    return Unpacked(stream, _Gunzip)


class Unpacked:
    """The content of the packed streams in a file, one after the other.

    Args:
        make: Gives a decoder for one stream.
        mark: How each further stream begins; b"" if there can be none.
    """

    def __init__(self, stream: BinaryIO, make: Callable[[], _Decoder], mark: bytes = b"") -> None:
        self._stream, self._make, self._mark = stream, make, mark
        self._decoder = make()
        self._failure: ReadFailure | None = None
        self._is_over = False
        self._waiting = b""  # packed bytes that belong to the next stream
        self._packed = self._inflated = 0

    def read(self, size: int = _CHUNK_BYTES) -> bytes:
        """Return up to ``size`` bytes, fewer only at the end or before a failure.

        Raises:
            ReadFailure: DAMAGED; TOO_LARGE: more comes out than the limits of a ZIP allow. It comes
                with the next call if there are bytes to return first.
        """
        out = bytearray()
        while len(out) < size and self._failure is None:
            try:
                piece = self._some(size - len(out))
            except ReadFailure as exc:
                self._failure = exc
                break
            if not piece:
                break
            out += piece
        if not out and self._failure is not None:
            raise self._failure
        return bytes(out)

    def _some(self, size: int) -> bytes:
        """Return at least one byte, or none at the end."""
        while not self._is_over:
            if self._decoder.eof and not self._begin_next():
                break
            data = self._next_packed() if self._decoder.needs_input else b""
            if self._decoder.needs_input and not data:
                raise ReadFailure(Reason.DAMAGED, "cut off")
            try:
                piece = self._decoder.decompress(data, size)
            except _ERRORS as exc:
                raise _failure(exc) from exc
            if piece:
                self._count(len(piece))
                return piece
        self._is_over = True
        return b""

    def _begin_next(self) -> bool:
        # Tapes and some programs fill up with zeros; what else comes after is no content.
        waiting = self._decoder.unused_data.lstrip(b"\0")
        while len(waiting) < len(self._mark) and (more := self._next_packed()):
            waiting = (waiting + more).lstrip(b"\0")
        if not self._mark or not waiting.startswith(self._mark):
            return False
        self._decoder, self._waiting = self._make(), waiting
        return True

    def _next_packed(self) -> bytes:
        data, self._waiting = self._waiting, b""
        if not data:
            data = self._stream.read(_CHUNK_BYTES)
            self._packed += len(data)
        return data

    def _count(self, size: int) -> None:
        self._inflated += size
        if self._inflated > MAX_ZIP_TOTAL_BYTES or (
            self._inflated > ZIP_RATIO_FROM_BYTES and self._inflated > MAX_ZIP_RATIO * self._packed
        ):
            raise ReadFailure(Reason.TOO_LARGE, "unpacks to more than the limit")


def read_part(stream: Readable) -> bytes:
    """Return all bytes of one file in an archive.

    Raises:
        ReadFailure: As of the stream; TOO_LARGE past the limit for one file.
    """
    out = bytearray()
    while piece := stream.read(_CHUNK_BYTES):
        out += piece
        if len(out) > MAX_ZIP_PART_BYTES:
            raise ReadFailure(Reason.TOO_LARGE, "unpacks to more than the limit")
    return bytes(out)


def _failure(exc: Exception) -> ReadFailure:
    if isinstance(exc, lzma.LZMAError) and "memory" in str(exc).lower():
        return ReadFailure(Reason.TOO_LARGE, "needs too much memory")
    return ReadFailure(Reason.DAMAGED, "bad data in the archive")
