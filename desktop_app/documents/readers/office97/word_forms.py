"""What is ticked or chosen in a form of a binary Word document (FFData, [MS-DOC] 2.9.78)."""

from __future__ import annotations

import struct

from desktop_app.documents.readers.tick_boxes import box

_VERSION = b"\xff\xff\xff\xff"
_SETTINGS_AT, _NAME_AT = 4, 10
_KINDS, _BOX, _CHOICE = 0x03, 1, 2
_RESULTS, _AS_AT_FIRST = 0x1F, 25
_TEXTS_BEFORE_CHOICES = 5  # format, help, status and two macros
_MOST_BYTES = 1 << 14
_MOST_CHOICES = 100  # Word itself allows 25


def form_text(data: bytes, place: int) -> str:
    """Return how a field looks that has no result in the text; "" for others and damaged ones.

    Args:
        data: The stream "Data".
        place: Where the field's settings begin in it.
    """
    try:
        return _form_text(data, place)
    except struct.error:
        return ""


def _form_text(data: bytes, place: int) -> str:
    size, header_bytes = struct.unpack_from("<IH", data, place)
    field = data[place + header_bytes : place + min(size, _MOST_BYTES)]
    if not field.startswith(_VERSION):
        return ""
    (settings,) = struct.unpack_from("<H", field, _SETTINGS_AT)
    kind, result = settings & _KINDS, settings >> 2 & _RESULTS
    if kind not in (_BOX, _CHOICE):
        return ""
    at = _after_text(field, _NAME_AT)
    if result == _AS_AT_FIRST:
        (result,) = struct.unpack_from("<H", field, at)
    return box(is_ticked=result == 1) if kind == _BOX else _choice(field, at + 2, result)


def _choice(field: bytes, at: int, number: int) -> str:
    for _ in range(_TEXTS_BEFORE_CHOICES):
        at = _after_text(field, at)
    (count,) = struct.unpack_from("<H", field, at + 2)  # after a mark that letters have two bytes
    at += 6
    if number >= min(count, _MOST_CHOICES):
        return ""
    for _ in range(number):
        (length,) = struct.unpack_from("<H", field, at)
        at += 2 + 2 * length
    (length,) = struct.unpack_from("<H", field, at)
    text = field[at + 2 : at + 2 + 2 * length].decode("utf-16-le", "replace")
    return "".join(filter(str.isprintable, text))


def _after_text(field: bytes, at: int) -> int:
    """Return the place after a text that says its length and ends with a zero (Xstz)."""
    (length,) = struct.unpack_from("<H", field, at)
    return int(at + 4 + 2 * length)
