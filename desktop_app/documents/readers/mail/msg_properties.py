"""Properties of an Outlook message, attachment or recipient ([MS-OXMSG] 2.1, [MS-OXPROPS])."""

from __future__ import annotations

import enum
import struct
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from desktop_app.documents.sources.code_pages import codec_of_language, narrow_codec
from desktop_app.documents.sources.decoding import decode
from desktop_app.documents.sources.ole import Storage

_VALUES = "__properties_version1.0"
_WIDE, _NARROW, _BINARY, _OBJECT = 0x001F, 0x001E, 0x0102, 0x000D
_NUMBER, _BOOLEAN, _TIME = 0x0003, 0x000B, 0x0040
_ENTRY = struct.Struct("<IIQ")
_YEAR_1601 = datetime(1601, 1, 1, tzinfo=UTC)
_TICKS_A_MICROSECOND = 10


class Tag(enum.IntEnum):
    """Identifiers of the properties that are read."""

    MESSAGE_CLASS = 0x001A
    SUBJECT = 0x0037
    SUBMIT_TIME = 0x0039
    ON_BEHALF_NAME = 0x0042
    REPLY_NAMES = 0x0050
    ON_BEHALF_ADDRESS = 0x0065
    HEADERS = 0x007D
    RECIPIENT_TYPE = 0x0C15
    SENDER_NAME = 0x0C1A
    SENDER_ADDRESS = 0x0C1F
    DISPLAY_BCC = 0x0E02
    DISPLAY_CC = 0x0E03
    DISPLAY_TO = 0x0E04
    DELIVERY_TIME = 0x0E06
    BODY = 0x1000
    COMPRESSED_RTF = 0x1009
    HTML = 0x1013
    DISPLAY_NAME = 0x3001
    ADDRESS = 0x3003
    DATA = 0x3701
    FILE_NAME = 0x3704
    METHOD = 0x3705
    LONG_FILE_NAME = 0x3707
    MIME_TYPE = 0x370E
    PAGE_FLAGS = 0x3714
    SMTP_ADDRESS = 0x39FE
    INTERNET_CODE_PAGE = 0x3FDE
    LANGUAGE = 0x3FF1
    CODE_PAGE = 0x3FFD
    SENDER_SMTP = 0x5D01
    ON_BEHALF_SMTP = 0x5D02
    IS_HIDDEN = 0x7FFE


class HeaderSize(enum.IntEnum):
    """Bytes before the values, by what the properties are of ([MS-OXMSG] 2.4.1)."""

    MESSAGE = 32
    EMBEDDED_MESSAGE = 24
    PART = 8


class Properties:
    """The properties in one storage.

    Args:
        codec: Of 8-bit text in the message this is a part of; None for a message itself.
    """

    def __init__(self, storage: Storage, header: HeaderSize, codec: str | None = None) -> None:
        self.storage = storage
        values = storage.stream(_VALUES)[header:]
        whole = len(values) - len(values) % _ENTRY.size
        self._values: dict[int, int] = {
            tag: value for tag, _, value in _ENTRY.iter_unpack(values[:whole])
        }
        self.codec = codec if codec is not None else self._own_codec()

    def text(self, tag: int) -> str:
        """Return a text property, or ""."""
        if wide := self._stream(tag, _WIDE):
            return wide.decode("utf-16-le", "replace").rstrip("\0")
        narrow = self._stream(tag, _NARROW).rstrip(b"\0")
        if not narrow:
            return ""
        return narrow.decode(self.codec, "replace") if self.codec else decode(narrow)

    def line(self, tag: int) -> str:
        """Return a text property on one line."""
        return " ".join(self.text(tag).split())

    def binary(self, tag: int) -> bytes:
        """Return a binary property, or b""."""
        return self._stream(tag, _BINARY)

    def object(self, tag: int) -> Storage | None:
        """Return the storage an object property is kept in."""
        return self.storage.storage(_name(tag, _OBJECT))

    def number(self, tag: int) -> int:
        """Return an integer or boolean property, 0 if there is none."""
        whole = self._values.get(tag << 16 | _NUMBER, 0)
        return (whole or self._values.get(tag << 16 | _BOOLEAN, 0)) & 0xFFFFFFFF

    def time(self, tag: int) -> datetime | None:
        """Return a time property."""
        ticks = self._values.get(tag << 16 | _TIME, 0)
        if not ticks:
            return None
        try:
            return _YEAR_1601 + timedelta(microseconds=ticks // _TICKS_A_MICROSECOND)
        except OverflowError:
            return None

    def all_texts(self, tags: range) -> Iterator[str]:
        """Yield the text properties of a range of identifiers, in their order."""
        for tag in tags:
            if text := self.line(tag):
                yield text

    def _own_codec(self) -> str:
        """Return the codec of the message's 8-bit text, "" if it names none."""
        for tag in (Tag.CODE_PAGE, Tag.INTERNET_CODE_PAGE):
            if number := self.number(tag):
                return narrow_codec(number)
        language = self.number(Tag.LANGUAGE)
        return codec_of_language(language) if language else ""

    def _stream(self, tag: int, kind: int) -> bytes:
        return self.storage.stream(_name(tag, kind))


def _name(tag: int, kind: int) -> str:
    return f"__substg1.0_{tag:04X}{kind:04X}"
