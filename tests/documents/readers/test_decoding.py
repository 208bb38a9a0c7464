from __future__ import annotations

import pytest

from desktop_app.documents.readers.decoding import decode

GERMAN = "Die Prüfung der Verträge für größere Gebäude fällt übermäßig schwer. " * 8
RUSSIAN = "Договор аренды помещения заключён между сторонами на один год. " * 8
JAPANESE = "契約書の内容を確認してください。これは試験です。" * 8


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32-be"])
def test_decode_when_unicode_then_exact(encoding):
    assert decode(GERMAN.encode(encoding)) == GERMAN


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (GERMAN, "cp1252"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "iso2022_jp"),
    ],
)
def test_decode_when_legacy_then_guessed(text, encoding):
    assert decode(text.encode(encoding)) == text


def test_decode_when_short_western_then_windows_1252():
    assert decode("## können\n\nkönnen\n\näöüß".encode("cp1252")) == "## können\n\nkönnen\n\näöüß"


def test_decode_when_declared_fits_then_believed_else_not():
    assert decode("Größe".encode("cp850"), "cp850") == "Größe"
    assert decode("Größe".encode(), "ascii") == "Größe"
    assert decode("Größe".encode(), "no such codec") == "Größe"
    assert decode("Größe".encode(), "hex") == "Größe"


def test_decode_when_utf8_is_slightly_damaged_then_only_the_damage_is_lost():
    assert decode(GERMAN.encode() + b"\xff end") == GERMAN + "\ufffd end"


def test_decode_when_declared_is_an_encoding_of_host_names_then_not_believed():
    assert decode(b"abc-lta", "punycode") == "abc-lta"
