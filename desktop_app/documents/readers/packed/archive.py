"""Archives: a page for each file inside that is read; the others are named.

ZIP, TAR, either packed as a whole (gzip, bzip2, xz), single packed files, and web archives (WARC).
Nothing is written to disk; links and devices are left alone.
"""

from __future__ import annotations

import posixpath
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import IO, cast

from desktop_app.documents.limits import MAX_ZIP_ENTRIES
from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.readers.packed import warc
from desktop_app.documents.readers.packed.inside import InsideFiles, one_line
from desktop_app.documents.reading import extract_inside
from desktop_app.documents.sources.decoding import decode
from desktop_app.documents.sources.source import Extracted, Source
from desktop_app.documents.sources.unpack import Unpacked, read_part, unpacked
from desktop_app.documents.sources.xml_stream import Readable
from desktop_app.documents.sources.zips import Package
from desktop_app.documents.system_files import system_file, system_folder

_TAR_HEADER_BYTES = 512
_TAR_MARK = slice(257, 262)
_TAR_ERRORS = (tarfile.TarError, EOFError, OSError, ValueError, OverflowError, RecursionError)
_UTF8_NAME = 0x800
_UNICODE_PATH = 0x7075
_PACKED_SUFFIXES = (".gz", ".bz2", ".xz")


@dataclass(frozen=True, slots=True)
class _Member:
    """A file in an archive; ``read`` gives its bytes once, or raises ``ReadFailure``."""

    path: str
    read: Callable[[], bytes]


def read(source: Source) -> Extracted:
    """Return a page for each file that is read, its path first; the last page names the others.

    The content of a single packed file comes as it is. When time is short, what was read so far.

    Raises:
        ReadFailure: EMPTY, or nothing inside gave text: the reason most files have in common.
    """
    if source.head.startswith(b"PK"):
        return _read_members(source, _zip_members(source))
    if source.head[_TAR_MARK] == b"ustar":
        return _read_members(source, _tar_members(source.stream()))
    if source.head.startswith(warc.MARK):
        return _read_members(source, _warc_members(source.stream()))
    return _read_packed(source)


def _read_packed(source: Source) -> Extracted:
    content = _Peeked(unpacked(source.stream(), source.head))
    if content.head[_TAR_MARK] == b"ustar":
        return _read_members(source, _tar_members(content))
    if content.head.startswith(warc.MARK):
        return _read_members(source, _warc_members(content))
    data, problem = _as_far_as_possible(content)
    try:
        found = extract_inside(source, data, _unpacked_name(source.name))
    except ReadFailure as exc:
        raise ReadFailure(
            exc.reason, exc.detail
        ) from exc  # its scanned pages are not the archive's
    found = replace(found, scanned=(), recognised=())
    if problem is not None:
        return replace(found, reason=problem.reason, detail=problem.detail)
    return found


def _unpacked_name(name: str) -> str:
    bare, suffix = posixpath.splitext(name)
    return bare if suffix.lower() in _PACKED_SUFFIXES else name


def _as_far_as_possible(content: Readable) -> tuple[bytes, ReadFailure | None]:
    """Return the bytes before a damage or a limit, and which it was."""
    pieces = []
    try:
        while piece := content.read(1 << 16):
            pieces.append(piece)
    except ReadFailure as exc:
        if not pieces or exc.reason is Reason.TOO_LARGE:
            raise
        return b"".join(pieces), exc
    return b"".join(pieces), None


# ---- members -------------------------------------------------------------------------------------


def _read_members(source: Source, members: Iterator[_Member]) -> Extracted:
    inside = InsideFiles(source)
    pages: list[str] = []
    unread: list[str] = []
    problem: ReadFailure | None = None
    try:
        for member in members:
            if _is_of_the_system(member.path):
                continue
            text = _text(member, inside)
            if text:
                pages.append(f"{one_line(member.path)}\n\n{text}")
            else:
                unread.append(one_line(member.path))
    except ReadFailure as exc:
        problem = exc
    if not pages:
        raise problem or inside.failure()
    if unread:
        pages.append("\n".join(unread))
    if problem is not None:
        return Extracted(tuple(pages), "", problem.reason, problem.detail)
    return inside.extracted(pages)


def _text(member: _Member, inside: InsideFiles) -> str:
    """Return what a member says, or "" with the reason noted."""
    if inside.is_full:
        return inside.text(b"", member.path)
    try:
        return inside.text(member.read(), member.path)
    except ReadFailure as exc:
        inside.leave_out(member.path, exc.reason)
    except MemoryError:
        inside.leave_out(member.path, Reason.TOO_LARGE)
    return ""


def _is_of_the_system(path: str) -> bool:
    *folders, name = path.split("/")
    return bool(system_file(name)) or any(map(system_folder, folders))


# ---- kinds of archives ---------------------------------------------------------------------------


def _zip_members(source: Source) -> Iterator[_Member]:
    package = Package(source.stream())
    for entry in package.entries:
        if not entry.filename.endswith("/"):
            yield _Member(_zip_path(entry), partial(_read_zip_member, package, entry))


def _read_zip_member(package: Package, entry: zipfile.ZipInfo) -> bytes:
    return read_part(package.open(entry))


def _zip_path(entry: zipfile.ZipInfo) -> str:
    """Return a member's path: Unicode where it says so or fits, else as old programs wrote it."""
    if entry.flag_bits & _UTF8_NAME:
        return entry.filename
    if name := _unicode_path(entry.extra):
        return name
    try:
        raw = entry.orig_filename.encode("cp437")
        name = raw.decode("utf-8")
    except UnicodeError:
        name = entry.filename
    return name.replace("\\", "/").partition("\0")[0]


def _unicode_path(extra: bytes) -> str:
    """Return the path in Info-ZIP's extra field (APPNOTE 4.6.9), or ""."""
    while len(extra) >= 4:
        kind, size = (int.from_bytes(extra[at : at + 2], "little") for at in (0, 2))
        if kind == _UNICODE_PATH:
            return decode(extra[9 : 4 + size])
        extra = extra[4 + size :]
    return ""


def _tar_members(stream: Readable) -> Iterator[_Member]:
    """Yield the plain files of a TAR, which is read once from front to back."""
    try:
        with tarfile.open(fileobj=cast(IO[bytes], stream), mode="r|") as archive:
            for count, entry in enumerate(archive):
                if count >= MAX_ZIP_ENTRIES:
                    raise ReadFailure(Reason.TOO_LARGE, f"the first {count:,} entries were read")
                if entry.isreg():
                    path = decode(entry.name.encode("utf-8", "surrogateescape"))
                    yield _Member(path, partial(_read_tar_member, archive, entry))
    except _TAR_ERRORS as exc:
        raise ReadFailure(Reason.DAMAGED, "the rest of the archive") from exc


def _read_tar_member(archive: tarfile.TarFile, entry: tarfile.TarInfo) -> bytes:
    try:
        content = archive.extractfile(entry)
        return read_part(content) if content else b""
    except _TAR_ERRORS as exc:
        raise ReadFailure(Reason.DAMAGED, "bad data in the archive") from exc


def _warc_members(stream: Readable) -> Iterator[_Member]:
    for record in warc.records(stream):
        yield _Member(record.address, record.content)


class _Peeked:
    """A stream whose beginning was looked at."""

    def __init__(self, stream: Unpacked) -> None:
        self._stream = stream
        self.head = self._rest = stream.read(_TAR_HEADER_BYTES)

    def read(self, size: int = 1 << 16) -> bytes:
        """Return up to ``size`` bytes, none only at the end."""
        taken, self._rest = self._rest[:size], self._rest[size:]
        return taken or self._stream.read(size)
