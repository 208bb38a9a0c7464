"""Members of an untrusted ZIP, with limits on the bytes that really come out."""

from __future__ import annotations

import zipfile
import zlib
from typing import IO, BinaryIO

from desktop_app.documents.limits import (
    MAX_ZIP_ENTRIES,
    MAX_ZIP_PART_BYTES,
    MAX_ZIP_RATIO,
    MAX_ZIP_TOTAL_BYTES,
    ZIP_RATIO_FROM_BYTES,
)
from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.sources.source import Source, picture_print

ZIP_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)

_PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif", ".bmp", ".webp", ".emf", ".wmf")


def holds_pictures(source: Source) -> bool:
    """Return whether a file is a package with pictures in it, by their names."""
    try:
        with zipfile.ZipFile(source.stream()) as archive:
            return any(name.lower().endswith(_PICTURES) for name in archive.namelist())
    except ZIP_ERRORS:
        return False


_STAND_INS = ("docprops/", "thumbnails/", "objectreplacements/")
"""Folders of pictures that repeat the document, or a chart in it."""


class Package:
    """An open ZIP whose members are read as streams; nothing is ever written to disk.

    Attributes:
        names: Members in the order of the directory, each once.
        entries: Its directory: names may come twice.

    Raises:
        ReadFailure: DAMAGED or TOO_LARGE.
    """

    def __init__(self, stream: BinaryIO) -> None:
        try:
            self._archive = zipfile.ZipFile(stream)
        except ZIP_ERRORS as exc:
            raise ReadFailure(Reason.DAMAGED, "cut off or not a ZIP inside") from exc
        self.entries = tuple(self._archive.infolist())
        self.names = tuple(dict.fromkeys(self._archive.namelist()))
        if len(self.entries) > MAX_ZIP_ENTRIES:
            raise ReadFailure(Reason.TOO_LARGE, f"{len(self.entries):,} entries")
        self._inflated = 0

    def open(self, member: str | zipfile.ZipInfo) -> Member:
        """Return a member to be read once, from its beginning.

        Args:
            member: Its name, or its entry where names come twice.

        Raises:
            ReadFailure: DAMAGED, ENCRYPTED for a member under a ZIP password, UNSUPPORTED for a
                compression that cannot be undone piece by piece.
        """
        try:
            info = self._archive.getinfo(member) if isinstance(member, str) else member
            if info.flag_bits & 1:
                raise ReadFailure(Reason.ENCRYPTED)
            if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                # The library inflates bzip2 without a limit: four kilobytes to gigabytes.
                raise ReadFailure(Reason.UNSUPPORTED, "a rare compression")
            return Member(self, self._archive.open(info), info.compress_size)
        except (KeyError, *ZIP_ERRORS) as exc:
            name = member if isinstance(member, str) else member.filename
            raise ReadFailure(Reason.DAMAGED, name) from exc

    def pictures(self) -> frozenset[str]:
        """Return what tells the pictures inside from others, by the directory alone."""
        return frozenset(
            picture_print(entry.CRC, entry.file_size)
            for entry in self.entries
            if (name := entry.filename.lower()).endswith(_PICTURES)
            and not name.startswith(_STAND_INS)
        )

    def count(self, size: int) -> None:
        """Add inflated bytes to the package's account."""
        self._inflated += size
        if self._inflated > MAX_ZIP_TOTAL_BYTES:
            raise ReadFailure(Reason.TOO_LARGE, "unpacks to more than the limit")


class Member:
    """One member as a stream.

    ``read`` raises ``ReadFailure`` past a limit and DAMAGED for bad data.
    """

    def __init__(self, package: Package, stream: IO[bytes], packed: int) -> None:
        self._package, self._stream, self._packed = package, stream, packed
        self._inflated = 0

    def read(self, size: int = 1 << 16) -> bytes:
        try:
            # Never "all": one call could then inflate far past the limit.
            data = self._stream.read(size if 0 <= size <= 1 << 20 else 1 << 20)
        except ZIP_ERRORS as exc:
            raise ReadFailure(Reason.DAMAGED, "bad data in the package") from exc
        self._inflated += len(data)
        self._package.count(len(data))
        ratio = self._inflated / max(self._packed, 1)
        if self._inflated > MAX_ZIP_PART_BYTES or (
            self._inflated > ZIP_RATIO_FROM_BYTES and ratio > MAX_ZIP_RATIO
        ):
            raise ReadFailure(Reason.TOO_LARGE, "unpacks to more than the limit")
        return data
