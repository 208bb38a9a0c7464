from __future__ import annotations

import struct

import pytest

from desktop_app.documents.readers.office97.word_forms import form_text

_TEXT, _BOX, _CHOICE = 0, 1, 2
_AS_AT_FIRST = 25


def _text(text: str = "", *, end: bytes = b"\0\0") -> bytes:
    data = text.encode("utf-16-le")
    return struct.pack("<H", len(data) // 2) + data + end


def _field(kind: int, result: int, at_first: int = 0, choices: tuple[str, ...] = ()) -> bytes:
    settings = b"\xff" * 4 + struct.pack("<HHH", kind | result << 2, 0, 20) + _text("name")
    settings += struct.pack("<H", at_first) + _text() * 2 + _text("status") + _text() * 2
    if kind == _CHOICE:
        settings += struct.pack("<HHH", 0xFFFF, len(choices), 0)
        settings += b"".join(_text(choice, end=b"") for choice in choices)
    return struct.pack("<IH", 68 + len(settings), 68) + bytes(62) + settings


@pytest.mark.parametrize(
    ("field", "shown"),
    [
        (_field(_BOX, 1), "☒"),
        (_field(_BOX, 0, at_first=1), "☐"),
        (_field(_BOX, _AS_AT_FIRST, at_first=1), "☒"),
        (_field(_BOX, _AS_AT_FIRST), "☐"),
        (_field(_CHOICE, 1, choices=("mill", "Größe 😀")), "Größe 😀"),
        (_field(_CHOICE, _AS_AT_FIRST, 0, ("mill", "barn")), "mill"),
        (_field(_CHOICE, 2, choices=("mill", "barn")), ""),
        (_field(_CHOICE, 0, choices=("\x13a\x15",)), "a"),
        (_field(_TEXT, 0), ""),
        (b"", ""),
    ],
)
def test_form_text_when_a_field_then_how_it_looks(field, shown):
    assert form_text(b"before" + field, 6) == shown


def test_form_text_when_it_is_cut_off_then_nothing():
    field = _field(_CHOICE, 1, choices=("mill", "barn"))

    assert {form_text(field[:end], 0) for end in range(len(field) - 8)} == {""}
