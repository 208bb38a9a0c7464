"""OLE compound files ([MS-CFB]) by olefile, with limits: Word, PowerPoint, Excel 97-2003, MSG.

olefile believes what a file says about its own size, so the header and every size are checked
against the bytes there are before it is asked for anything.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from typing import Any

from desktop_app.documents.limits import (
    MAX_OLE_STREAM_BYTES,
    MAX_OLE_TOTAL_BYTES,
    MAX_TITLE_CHARS,
)
from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.sources.code_pages import codec
from desktop_app.documents.sources.source import Source

_HEADER = struct.Struct("<8s16sHHHHHHIIIIIIIIII")
_DAMAGED = "cut off or not an OLE file inside"
# What olefile raises on damaged files; its own errors are OSErrors.
_OLE_ERRORS = (
    OSError,
    ValueError,
    TypeError,
    LookupError,
    OverflowError,
    RecursionError,
    struct.error,
)
_STORAGE, _STREAM = 1, 2

_SUMMARY = "\x05SummaryInformation"
_CODE_PAGE, _TITLE = 1, 2
_NARROW_STRING, _WIDE_STRING = 0x1E, 0x1F
_MAX_PROPERTIES = 200
_MAX_TITLE_BYTES = 4 * MAX_TITLE_CHARS


class Storage:
    """A folder in a compound file. Names are looked up without regard to case.

    Attributes:
        names: Of what is directly in it, in lower case.
    """

    def __init__(self, file: _File, entry: Any) -> None:
        self._file = file
        # The first of two entries of the same name counts, as in Windows.
        self._entries: dict[str, Any] = {}
        for kid in entry.kids:
            self._entries.setdefault(kid.name.lower(), kid)
        self.names = tuple(self._entries)

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._entries

    def stream(self, name: str) -> bytes:
        """Return a stream's bytes; b"" if there is none of that name.

        Raises:
            ReadFailure: TOO_LARGE past a limit, DAMAGED if it says to be larger than the file.
        """
        entry = self._entries.get(name.lower())
        if entry is None or entry.entry_type != _STREAM:
            return b""
        return self._file.read(entry)

    def size(self, name: str) -> int:
        """Return how many bytes a stream says to have, 0 if there is none of that name."""
        entry = self._entries.get(name.lower())
        return int(entry.size) if entry is not None and entry.entry_type == _STREAM else 0

    def storage(self, name: str) -> Storage | None:
        """Return the folder of that name in this one."""
        entry = self._entries.get(name.lower())
        if entry is None or entry.entry_type != _STORAGE:
            return None
        return Storage(self._file, entry)

    def storages(self, prefix: str) -> Iterator[Storage]:
        """Yield the folders whose names begin with ``prefix``, by name."""
        for name, entry in sorted(self._entries.items(), key=lambda item: item[0]):
            if name.startswith(prefix.lower()) and entry.entry_type == _STORAGE:
                yield Storage(self._file, entry)


def open_ole(source: Source) -> Storage:
    """Return the root folder of a compound file.

    Raises:
        ReadFailure: DAMAGED.
    """
    return _File(source).root


def title_of(root: Storage) -> str:
    """Return the title in the document's properties ([MS-OLEPS] 2.21), or ""."""
    try:
        return _title(root.stream(_SUMMARY))
    except (ReadFailure, struct.error, UnicodeError, LookupError):
        return ""  # the properties are a nicety


class _File:
    """An open compound file and how much has been read of it."""

    def __init__(self, source: Source) -> None:
        from olefile import OleFileIO

        _check_header(source)
        self._size = source.size
        self._read = 0
        self._ole = OleFileIO()
        # WORKAROUND for olefile 0.47: this check compares each stream with all before it, which
        # takes minutes for a directory of 100,000; what it finds would only be logged.
        self._ole._check_duplicate_stream = lambda *_, **__: None
        try:
            self._ole.open(source.stream())
        except _OLE_ERRORS as exc:
            raise ReadFailure(Reason.DAMAGED, _DAMAGED) from exc
        if self._ole.root.size > self._size:
            # All small streams are in the root's; olefile would read what it says to have.
            raise ReadFailure(Reason.DAMAGED, _DAMAGED)
        self.root = Storage(self, self._ole.root)

    def read(self, entry: Any) -> bytes:
        if entry.size > self._size:
            raise ReadFailure(Reason.DAMAGED, _DAMAGED)
        if entry.size > MAX_OLE_STREAM_BYTES:
            raise ReadFailure(Reason.TOO_LARGE, "a part is larger than the limit")
        self._read += entry.size
        if self._read > MAX_OLE_TOTAL_BYTES:
            raise ReadFailure(Reason.TOO_LARGE, "its parts are larger than the limit")
        try:
            # By the entry: openstream() would look for the name among all entries every time.
            return bytes(self._ole._open(entry.isectStart, entry.size).read())
        except _OLE_ERRORS as exc:
            raise ReadFailure(Reason.DAMAGED, _DAMAGED) from exc


def _check_header(source: Source) -> None:
    """Refuse headers that promise more sectors than the file has ([MS-CFB] 2.2)."""
    head = source.head[: _HEADER.size]
    if len(head) < _HEADER.size:
        raise ReadFailure(Reason.DAMAGED, _DAMAGED)
    fields = _HEADER.unpack(head)
    sector_shift, mini_shift = fields[5], fields[6]
    table_sectors, mini_table_sectors, list_sectors = fields[10], fields[15], fields[17]
    if sector_shift not in (9, 12) or mini_shift != 6:
        raise ReadFailure(Reason.DAMAGED, _DAMAGED)
    sectors = (source.size >> sector_shift) + 1
    if max(table_sectors, mini_table_sectors, list_sectors) > sectors:
        raise ReadFailure(Reason.DAMAGED, _DAMAGED)


def _title(data: bytes) -> str:
    """Return the title from a property set stream.

    Not by olefile's ``getproperties``: a vector there may count four thousand million values of
    no size.
    """
    (start,) = struct.unpack_from("<I", data, 44)
    (count,) = struct.unpack_from("<I", data, start + 4)
    offsets = {}
    for number in range(min(count, _MAX_PROPERTIES)):
        key, offset = struct.unpack_from("<II", data, start + 8 + 8 * number)
        offsets[key] = start + offset
    if _TITLE not in offsets:
        return ""
    at = offsets[_TITLE]
    kind, length = struct.unpack_from("<II", data, at)
    raw = data[at + 8 :][: min(length, _MAX_TITLE_BYTES)]
    if kind == _WIDE_STRING:
        raw = data[at + 8 :][: min(2 * length, _MAX_TITLE_BYTES)]
        return raw.decode("utf-16-le", "replace").partition("\0")[0]
    if kind != _NARROW_STRING:
        return ""
    code_page = (
        struct.unpack_from("<H", data, offsets[_CODE_PAGE] + 4)[0] if _CODE_PAGE in offsets else 0
    )
    return raw.decode(codec(code_page), "replace").partition("\0")[0]
