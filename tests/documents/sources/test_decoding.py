from __future__ import annotations

import time
import unicodedata
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.documents.sources.decoding import decode
from tests.support.languages import ENCODINGS, TEXTS, encoded, sample

GERMAN = "Die Prüfung der Verträge für größere Gebäude fällt übermäßig schwer. " * 8
RUSSIAN = "Договор аренды помещения заключён между сторонами на один год. " * 8
JAPANESE = "契約書の内容を確認してください。これは試験です。" * 8
CASES = [(language, name) for language, names in ENCODINGS.items() for name in names.split()]


def is_exact(text: str, encoding: str) -> bool | None:
    """Whether a text comes back from an encoding; None if it cannot be written in it."""
    data = encoded(text, encoding)
    if data is None or data.isascii():
        return None
    return same(decode(data), data.decode(encoding))


def same(text: str, other: str) -> bool:
    return unicodedata.normalize("NFC", text) == unicodedata.normalize("NFC", other)


def shares(size: int, turns: int) -> tuple[float, dict[str, str]]:
    """Return the share of exact texts, and "exact/all" for each encoding."""
    exact, tried = Counter[str](), Counter[str]()
    for language, encoding in CASES:
        for turn in range(turns):
            found = is_exact(sample(language, size, turn), encoding)
            if found is not None:
                tried[encoding] += 1
                exact[encoding] += found
    table = {encoding: f"{exact[encoding]}/{tried[encoding]}" for encoding in sorted(tried)}
    return exact.total() / tried.total(), table


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32-be"])
def test_decode_when_unicode_then_exact(encoding):
    assert decode(GERMAN.encode(encoding)) == GERMAN


@pytest.mark.parametrize(
    ("size", "turns", "least"), [(250, 2, 0.97), (1_000, 1, 0.98), (8_000, 1, 0.98)]
)
def test_decode_when_legacy_in_34_languages_then_nearly_all_exact(size, turns, least):
    share, table = shares(size, turns)
    assert len(table) >= 48
    print(f"{size:,} characters: {share:.1%} exact;", table)  # noqa: T201
    assert share >= least, table


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        ("Japanese", "euc_jp"),
        ("Japanese", "shift_jis"),
        ("Japanese", "iso2022_jp"),
        ("French", "cp850"),
        ("Polish", "iso8859_2"),
        ("Czech", "iso8859_2"),
        ("Hebrew", "cp1255"),
        ("German", "cp1252"),
        ("Russian", "koi8_r"),
        ("Russian", "cp866"),
        ("Korean", "euc_kr"),
        ("Chinese, simplified", "gb18030"),
        ("Chinese, traditional", "big5"),
        ("Vietnamese", "cp1258"),
    ],
)
def test_decode_when_a_sentence_in_a_usual_encoding_then_exact(language, encoding):
    for sentence in TEXTS[language].split("\n")[:4]:
        assert is_exact(sentence, encoding) in (True, None)


def test_decode_when_short_western_then_windows_1252():
    for text in ("## können\n\nkönnen\n\näöüß", "café", "5 €", "© 2024 Müller", "naïve résumé"):
        assert decode(text.encode("cp1252")) == text


def test_decode_when_english_with_a_few_signs_then_exact():
    text = "The tenant’s “deposit” is returned – without interest – after the final check. " * 40
    assert decode(text.encode("cp1252")) == text
    assert decode((text + "Café Zoë").encode("mac_roman")) == text + "Café Zoë"


def test_decode_when_the_letters_come_late_then_they_decide():
    text = "plain words and figures 123\n" * 40_000 + TEXTS["Polish"] + "\nmore\n"
    assert decode(text.encode("iso8859_2")) == text


def test_decode_when_declared_fits_then_believed_else_not():
    assert decode("Größe".encode("cp850"), "cp850") == "Größe"
    assert decode("Größe".encode(), "ascii") == "Größe"
    assert decode("Größe".encode(), "no such codec") == "Größe"
    assert decode("Größe".encode(), "hex") == "Größe"
    assert decode("Größe\\n".encode(), "unicode_escape") == "Größe\\n"
    assert decode("Größe".encode(), "bad\0name") == "Größe"


def test_decode_when_declared_name_is_narrower_than_what_is_meant_then_the_larger_set():
    assert decode("“5 €”".encode("cp1252"), "iso-8859-1") == "“5 €”"
    assert decode("①㈱".encode("cp932"), "shift_jis") == "①㈱"
    assert decode("镕".encode("gb18030"), "gb2312") == "镕"


def test_decode_when_utf8_is_declared_as_one_byte_a_letter_then_utf8():
    assert decode("Größe".encode(), "iso-8859-1") == "Größe"
    assert decode("联通".encode("gb18030"), "gb2312") == "联通"


def test_decode_when_utf8_is_slightly_damaged_then_only_the_damage_is_lost():
    assert decode(GERMAN.encode() + b"\xff end") == GERMAN + "\ufffd end"


def test_decode_when_legacy_is_slightly_damaged_then_only_the_damage_is_lost():
    assert decode(RUSSIAN.encode("cp1251") + b"\x98 end").startswith(RUSSIAN)
    assert decode(JAPANESE.encode("euc_jp") + b"\xff end").startswith(JAPANESE)


@given(st.binary(max_size=400), st.sampled_from(["", "cp1252", "utf-16", "big5", "utf-7", "hz"]))
def test_decode_when_anything_then_a_text(data, declared):
    assert isinstance(decode(data, declared), str)


@pytest.mark.parametrize(
    "hostile", [b"\xe9", b"\x81\x40", b"\xe9a ", bytes(range(128, 256)), b"\x1b$)C\xff"]
)
def test_decode_when_large_then_time_grows_with_the_size_only(hostile):
    decode(hostile)
    data = hostile * (4_000_000 // len(hostile))
    began = time.process_time()
    decode(data)
    assert time.process_time() - began < 3
