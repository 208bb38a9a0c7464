"""The content of a signed message or file (CMS, RFC 5652), without checking the signature."""

from __future__ import annotations

import binascii
import re

from desktop_app.documents.model import ReadFailure, Reason

_SEQUENCE, _OCTETS, _OCTETS_IN_PIECES, _CONTENT = 0x30, 0x04, 0x24, 0xA0
_SIGNED = bytes.fromhex("2a864886f70d010702")
_ENVELOPED = (bytes.fromhex("2a864886f70d010703"), bytes.fromhex("2a864886f70d0109100117"))
_ARMOUR = re.compile(rb"-----[^\n]*")


def signed_content(data: bytes) -> bytes:
    """Return what was signed: the ``encapContentInfo`` of SignedData (section 5.1).

    Args:
        data: BER, as such or in base64 with or without its armour.

    Raises:
        ReadFailure: ENCRYPTED; DAMAGED; NO_TEXT for a signature apart from what it signs.
    """
    try:
        if not data.startswith(b"\x30"):
            data = binascii.a2b_base64(_ARMOUR.sub(b"", data))
        return _content(_Ber(data))
    except (IndexError, binascii.Error) as exc:
        raise ReadFailure(Reason.DAMAGED, "the signature around it") from exc


def _content(ber: _Ber) -> bytes:
    ber.enter(_SEQUENCE)
    kind = ber.take()
    if kind in _ENVELOPED:
        raise ReadFailure(Reason.ENCRYPTED)
    if kind != _SIGNED:
        raise ReadFailure(Reason.UNSUPPORTED, "a kind of signature")
    ber.enter(_CONTENT)
    ber.enter(_SEQUENCE)
    ber.take()  # version
    ber.take()  # digest algorithms
    ber.enter(_SEQUENCE)
    ber.take()  # type of the content
    if ber.tag != _CONTENT:
        raise ReadFailure(Reason.NO_TEXT, "a signature only")
    ber.enter(_CONTENT)
    if ber.tag == _OCTETS:
        return ber.take()
    end = ber.enter(_OCTETS_IN_PIECES)
    pieces = []
    while ber.tag == _OCTETS and (end is None or ber.at < end):
        pieces.append(ber.take())
    return b"".join(pieces)


class _Ber:
    """A place in BER data, going forward (X.690, 8.1). Raises IndexError past the end."""

    def __init__(self, data: bytes) -> None:
        self._data, self.at = data, 0

    @property
    def tag(self) -> int:
        return self._data[self.at]

    def enter(self, tag: int) -> int | None:
        """Go inside an element; return where it ends, None if an end mark says so."""
        if self.tag != tag:
            raise IndexError
        start, size = self._header()
        self.at = start
        return None if size is None else start + size

    def take(self) -> bytes:
        """Return the content of an element of definite length and go past it."""
        start, size = self._header()
        if size is None or start + size > len(self._data):
            raise IndexError
        self.at = start + size
        return self._data[start : self.at]

    def _header(self) -> tuple[int, int | None]:
        first = self._data[self.at + 1]
        start = self.at + 2
        if first < 0x80:
            return start, first
        if first == 0x80:
            return start, None
        more = first & 0x7F
        return start + more, int.from_bytes(self._data[start : start + more], "big")
