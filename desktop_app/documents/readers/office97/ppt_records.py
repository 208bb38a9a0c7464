"""The record stream of a binary PowerPoint file ([MS-PPT] 2.3): records, texts, saved objects."""

from __future__ import annotations

import enum
import struct
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from desktop_app.documents.limits import MAX_TEXT_CHARS
from desktop_app.documents.model import ReadFailure, Reason

_HEADER = struct.Struct("<HHI")
_IS_CONTAINER = 0xF
_MAX_RECORDS = 2_000_000
"""Slides may be said to be anywhere, also inside each other, so each record may come up often."""


class Kind(enum.IntEnum):
    """Types of the records that are looked at ([MS-PPT] 2.13.24, [MS-ODRAW] 2.2)."""

    DOCUMENT = 0x03E8
    SLIDE = 0x03EE
    SLIDE_ATOM = 0x03EF
    NOTES = 0x03F0
    ENVIRONMENT = 0x03F2
    SLIDE_PERSIST = 0x03F3
    MAIN_MASTER = 0x03F8
    OBJECT_LIST = 0x0409
    DRAWING = 0x040C
    ROUND_TRIP_PLACEHOLDER = 0x0420
    OBJECT_REFERENCE = 0x0BC1
    PLACEHOLDER = 0x0BC3
    OUTLINE_REFERENCE = 0x0F9E
    TEXT_HEADER = 0x0F9F
    TEXT_CHARS = 0x0FA0
    TEXT_BYTES = 0x0FA8
    STRING = 0x0FBA
    OBJECT = 0x0FC3
    EMBEDDED = 0x0FCC
    SLIDE_NUMBER = 0x0FD8
    HEADERS_FOOTERS = 0x0FD9
    HEADERS_FOOTERS_ATOM = 0x0FDA
    SLIDE_LIST = 0x0FF0
    USER_EDIT = 0x0FF5
    DATE_TIME = 0x0FF7
    GENERIC_DATE = 0x0FF8
    HEADER = 0x0FF9
    FOOTER = 0x0FFA
    OWN_DATE_TIME = 0x1015
    TAGS = 0x1388
    TAG_DATA = 0x138B
    PERSIST_DIRECTORY = 0x1772
    COMMENT = 0x2EE0
    GROUP = 0xF003
    SHAPE = 0xF004
    SHAPE_OPTIONS = 0xF00B
    CHILD_ANCHOR = 0xF00F
    MORE_SHAPE_OPTIONS = 0xF122


# Each says at which character something stands that the program computes.
_COMPUTED = (
    Kind.SLIDE_NUMBER,
    Kind.DATE_TIME,
    Kind.GENERIC_DATE,
    Kind.HEADER,
    Kind.FOOTER,
    Kind.OWN_DATE_TIME,
)

_TEXT_KINDS = (Kind.TEXT_CHARS, Kind.TEXT_BYTES)


@dataclass(frozen=True, slots=True)
class Record:
    """A record: its type, its instance number and where its contents are."""

    kind: int
    instance: int
    is_container: bool
    start: int
    end: int


class Records:
    """The stream "PowerPoint Document". What is asked of it is counted, and ends at a limit.

    All methods raise ``ReadFailure`` TOO_LARGE once that many records or characters were read.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self._left, self._chars_left = _MAX_RECORDS, MAX_TEXT_CHARS

    def at(self, offset: int, end: int | None = None) -> Record | None:
        """Return the record whose header is at an offset, cut where the data end."""
        end = len(self.data) if end is None else end
        if not 0 <= offset <= end - _HEADER.size:
            return None
        self.count(1)
        version, kind, size = _HEADER.unpack_from(self.data, offset)
        start = offset + _HEADER.size
        is_container = version & 0xF == _IS_CONTAINER
        return Record(kind, version >> 4, is_container, start, min(end, start + size))

    def count(self, number: int) -> None:
        """Add records to the account."""
        self._left -= number
        if self._left < 0:
            raise ReadFailure(Reason.TOO_LARGE, "too many records")

    def children(self, parent: Record | None = None) -> Iterator[Record]:
        """Yield the records directly inside one (or the stream), in order."""
        at, end = (parent.start, parent.end) if parent else (0, len(self.data))
        while record := self.at(at, end):
            yield record
            at = record.end

    def inside(
        self,
        parent: Record | None = None,
        *,
        opened: Collection[int] = (),
        skipped: Collection[int] = (),
    ) -> Iterator[Record]:
        """Yield all records inside one, each container before what is in it.

        Args:
            opened: Kinds that hold records though they do not say so.
            skipped: Kinds that are passed over with all they hold.
        """
        at, end = (parent.start, parent.end) if parent else (0, len(self.data))
        ends = [end]
        while ends:
            record = self.at(at, ends[-1])
            if record is None:
                at = ends.pop()
            elif record.kind in skipped:
                at = record.end
            else:
                yield record
                at = record.end
                if record.is_container or record.kind in opened:
                    ends.append(record.end)
                    at = record.start

    def child(self, parent: Record, kind: int) -> Record | None:
        """Return the first record of a kind directly inside one."""
        return next((record for record in self.children(parent) if record.kind == kind), None)

    def number(self, record: Record | None, offset: int = 0) -> int:
        """Return the 32-bit number at an offset of a record's contents; 0 if it ends before."""
        if record is None or record.start + offset + 4 > record.end:
            return 0
        at = record.start + offset
        return int.from_bytes(self.data[at : at + 4], "little")

    def string(self, record: Record) -> str:
        """Return the characters of a text or string record."""
        size = record.end - record.start
        self._chars_left -= size
        if self._chars_left < 0:
            raise ReadFailure(Reason.TOO_LARGE, "only the beginning was read")
        codec = "cp1252" if record.kind == Kind.TEXT_BYTES else "utf-16-le"
        return self.data[record.start : record.end].decode(codec, "replace")

    def texts(self, records: Iterable[Record]) -> list[str]:
        """Return the texts among some records; each header begins one, at least an empty one."""
        found: list[_Text] = []
        for record in records:
            if record.kind == Kind.TEXT_HEADER or (record.kind in _TEXT_KINDS and not found):
                found.append(_Text())
            if record.kind in _TEXT_KINDS:
                found[-1].pieces.append(self.string(record))
            elif record.kind in _COMPUTED and found:
                found[-1].computed.add(self.number(record))
        return [text.joined() for text in found]


@dataclass(frozen=True, slots=True)
class _Text:
    """Pieces of a text and at which characters of it computed ones are put in their place."""

    pieces: list[str] = field(default_factory=list)
    computed: set[int] = field(default_factory=set)

    def joined(self) -> str:
        whole = "".join(self.pieces)
        if not self.computed:
            return whole
        return "".join(char for at, char in enumerate(whole) if at not in self.computed)


class SavedObjects:
    """Where the current version of each object is ([MS-PPT] 2.1.2).

    Each save appends what changed and a directory of it, so the newest entry counts.

    Raises:
        ReadFailure: ENCRYPTED; DAMAGED if no save is recorded.
    """

    def __init__(self, records: Records, newest_edit: int) -> None:
        self._records = records
        self._offsets: dict[int, int] = {}
        edit = records.at(newest_edit)
        if edit is None or edit.kind != Kind.USER_EDIT:
            edit = self._last_edit()
        if edit is None:
            raise ReadFailure(Reason.DAMAGED, "no list of its slides")
        if edit.end - edit.start >= 32 and records.number(edit, 28):
            raise ReadFailure(Reason.ENCRYPTED)
        self.document = records.number(edit, 16)
        self._read(edit)

    def get(self, reference: int, *kinds: Kind) -> Record | None:
        """Return an object, if it is there and of one of the kinds."""
        record = self._records.at(self._offsets.get(reference, -1))
        return record if record is not None and record.kind in kinds else None

    def _last_edit(self) -> Record | None:
        edits = [record for record in self._records.children() if record.kind == Kind.USER_EDIT]
        return edits[-1] if edits else None

    def _read(self, edit: Record | None) -> None:
        before = len(self._records.data)
        # Older saves stand before newer ones; where they do not, the chain might be endless.
        while edit is not None and edit.kind == Kind.USER_EDIT and edit.start < before:
            before = edit.start
            self._read_directory(self._records.at(self._records.number(edit, 12)))
            edit = self._records.at(self._records.number(edit, 8) or -1)

    def _read_directory(self, directory: Record | None) -> None:
        if directory is None or directory.kind != Kind.PERSIST_DIRECTORY:
            return
        size = (directory.end - directory.start) // 4
        self._records.count(size)
        numbers = struct.unpack_from(f"<{size}I", self._records.data, directory.start)
        at = 0
        while at < size:
            first, count = numbers[at] & 0xFFFFF, numbers[at] >> 20
            for number, offset in enumerate(numbers[at + 1 : at + 1 + count]):
                self._offsets.setdefault(first + number, offset)
            at += 1 + count
