"""Writers of OLE compound files: folders in folders, small streams, and Outlook messages.

As ``make``: plain values in, the bytes of a file out; same arguments, same bytes.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TypeAlias

Folder: TypeAlias = "Mapping[str, bytes | Folder]"

_SECTOR, _MINI_SECTOR, _CUTOFF = 512, 64, 4096
_END, _FREE, _IS_TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
_STORAGE, _STREAM, _ROOT = 1, 2, 5


def compound(root: Folder) -> bytes:
    """Return a compound file ([MS-CFB]); streams under 4,096 bytes go into the mini stream.

    At most 6 MB in all.
    """
    entries = list(_entries(root))
    sectors, mini = _Chains(_SECTOR), _Chains(_MINI_SECTOR)
    for entry in entries:
        entry.start = (mini if len(entry.data) < _CUTOFF else sectors).add(entry.data)
    entries[0].data, entries[0].start = bytes(mini.data), sectors.add(bytes(mini.data))
    mini_table = sectors.add(struct.pack(f"<{len(mini.table)}I", *mini.table))
    listing = b"".join(entry.packed() for entry in entries)
    directory = sectors.add(listing.ljust(-(-len(listing) // _SECTOR) * _SECTOR, b"\0"))
    first_table = len(sectors.table)
    tables = 1
    while tables * _SECTOR // 4 < first_table + tables:
        tables += 1
    table = [*sectors.table, *[_IS_TABLE] * tables]
    table += [_FREE] * (tables * _SECTOR // 4 - len(table))
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + struct.pack(
        "<16sHHHHH6xIIIIIIIII",
        *(b"", 0x3E, 3, 0xFFFE, 9, 6),
        *(0, tables, directory, 0, _CUTOFF),
        *(mini_table, -(-len(mini.table) * 4 // _SECTOR), _END, 0),
    )
    places = [first_table + number for number in range(tables)]
    head += struct.pack("<109I", *places, *[_FREE] * (109 - tables))
    return head + bytes(sectors.data) + struct.pack(f"<{len(table)}I", *table)


def msg(
    properties: Mapping[int, object],
    *,
    recipients: Sequence[Mapping[int, object]] = (),
    attachments: Sequence[Mapping[int, object]] = (),
    narrow: str = "",
) -> bytes:
    """Return an Outlook message ([MS-OXMSG]).

    Args:
        properties: Identifier to value; its Python type decides on that of the property: str,
            bytes, int, bool, datetime, or a folder (a message inside, see ``msg_folder``).
        narrow: Write texts in this codec, not in UTF-16.
    """
    return compound(
        msg_folder(properties, recipients=recipients, attachments=attachments, narrow=narrow)
    )


def msg_folder(
    properties: Mapping[int, object],
    *,
    recipients: Sequence[Mapping[int, object]] = (),
    attachments: Sequence[Mapping[int, object]] = (),
    narrow: str = "",
    is_inside: bool = False,
) -> Folder:
    """Return the folder of a message, to be the root of a file or the data of an attachment."""
    header = struct.pack("<8xIIII", *(len(recipients), len(attachments)) * 2)
    folder = _properties(properties, header if is_inside else header + bytes(8), narrow)
    for kind, parts in (("recip", recipients), ("attach", attachments)):
        for number, part in enumerate(parts):
            folder[f"__{kind}_version1.0_#{number:08X}"] = _properties(part, bytes(8), narrow)
    return folder


def stored_rtf(rtf: bytes) -> bytes:
    """Return RTF as a message keeps it, without compression ([MS-OXRTFCP] 2.1.3.1)."""
    return struct.pack("<II4sI", len(rtf) + 12, len(rtf), b"MELA", 0) + rtf


def _properties(values: Mapping[int, object], header: bytes, narrow: str) -> dict[str, object]:
    folder: dict[str, object] = {}
    listing = header
    for tag, value in values.items():
        kind, number, data = _property(value, narrow)
        listing += struct.pack("<IIQ", tag << 16 | kind, 6, number)
        if data is not None:
            folder[f"__substg1.0_{tag:04X}{kind:04X}"] = data
    folder["__properties_version1.0"] = listing
    return folder


def _property(value: object, narrow: str) -> tuple[int, int, object]:
    if isinstance(value, bool):
        return 0x000B, int(value), None
    if isinstance(value, int):
        return 0x0003, value, None
    if isinstance(value, datetime):
        since = value - datetime(1601, 1, 1, tzinfo=UTC)
        return 0x0040, int(since.total_seconds()) * 10_000_000, None
    if isinstance(value, bytes):
        return 0x0102, len(value), value
    if isinstance(value, str):
        data = value.encode(narrow or "utf-16-le")
        return (0x001E, len(data) + 1, data) if narrow else (0x001F, len(data) + 2, data)
    return 0x000D, 0xFFFFFFFF, value


@dataclass
class _Entry:
    """An entry of the directory; siblings are linked to the right, in order."""

    name: str
    kind: int
    data: bytes = b""
    start: int = _END
    right: int = _FREE
    child: int = _FREE

    def packed(self) -> bytes:
        name = self.name.encode("utf-16-le")
        return name.ljust(64, b"\0") + struct.pack(
            "<HBBIII16sIQQIQ",
            *(len(name) + 2, self.kind, 1, _FREE, self.right, self.child),
            *(b"", 0, 0, 0, self.start, len(self.data)),
        )


@dataclass
class _Chains:
    """Sectors of one size and the table of which follows which."""

    size: int
    data: bytearray = field(default_factory=bytearray)
    table: list[int] = field(default_factory=list)

    def add(self, content: bytes) -> int:
        """Append a chain and return its first sector."""
        if not content:
            return _END
        first, count = len(self.table), -(-len(content) // self.size)
        self.table += [*range(first + 1, first + count), _END]
        self.data += content.ljust(count * self.size, b"\0")
        return first


def _entries(root: Folder) -> Iterator[_Entry]:
    listed = [_Entry("Root Entry", _ROOT)]
    waiting: list[tuple[_Entry, Folder]] = [(listed[0], root)]
    for entry, folder in waiting:
        before: _Entry | None = None
        for name, content in sorted(folder.items(), key=lambda item: (len(item[0]), item[0])):
            if before is None:
                entry.child = len(listed)
            else:
                before.right = len(listed)
            is_stream = isinstance(content, bytes)
            before = _Entry(name, _STREAM if is_stream else _STORAGE)
            listed.append(before)
            if isinstance(content, bytes):
                before.data = content
            else:
                before.start = 0
                waiting.append((before, content))
    yield from listed
