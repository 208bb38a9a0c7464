"""Windows code page numbers, as Office files and Outlook write them, to Python's codecs."""

from __future__ import annotations

from typing import Final

_WESTERN: Final = "cp1252"
_CODECS: Final = {
    708: "iso8859_6",
    936: "gb18030",
    1200: "utf-16-le",
    1201: "utf-16-be",
    1361: "johab",
    10000: "mac_roman",
    10006: "mac_greek",
    10007: "mac_cyrillic",
    10029: "mac_latin2",
    10081: "mac_turkish",
    20127: _WESTERN,  # what calls itself ASCII is Western more often than not
    20866: "koi8_r",
    20932: "euc_jp",
    21866: "koi8_u",
    28591: _WESTERN,
    38598: "iso8859_8",
    50220: "iso2022_jp",
    50221: "iso2022_jp",
    50222: "iso2022_jp",
    50225: "iso2022_kr",
    51932: "euc_jp",
    51936: "gb18030",
    51949: "euc_kr",
    52936: "hz",
    54936: "gb18030",
    65000: "utf-7",
    65001: "utf-8",
}
_NUMBERED: Final = frozenset(
    (
        *(437, 720, 737, 775, 850, 852, 855, 857, 858, 860, 861, 862, 863, 864, 865, 866, 869),
        *(874, 932, 949, 950, 1250, 1251, 1252, 1253, 1254, 1255, 1256, 1257, 1258),
    )
)
_ISO_8859: Final = {28590 + part: f"iso8859_{part}" for part in (*range(2, 12), *range(13, 17))}
_UTF_16: Final = (1200, 1201)

# Primary language (low 10 bits of an LCID, [MS-LCID]) to the code page of its Windows edition.
_BY_LANGUAGE: Final = {
    **dict.fromkeys((0x05, 0x0E, 0x15, 0x18, 0x1A, 0x1B, 0x1C, 0x24), "cp1250"),
    **dict.fromkeys((0x02, 0x19, 0x22, 0x23, 0x2F, 0x3F, 0x40, 0x44, 0x50), "cp1251"),
    0x08: "cp1253",
    **dict.fromkeys((0x1F, 0x2C), "cp1254"),
    0x0D: "cp1255",
    **dict.fromkeys((0x01, 0x20, 0x29), "cp1256"),
    **dict.fromkeys((0x25, 0x26, 0x27), "cp1257"),
    0x2A: "cp1258",
    0x1E: "cp874",
    0x11: "cp932",
    0x12: "cp949",
    0x04: "gb18030",
}
_BY_LOCALE: Final = {
    **dict.fromkeys((0x0404, 0x0C04, 0x1404), "cp950"),  # Chinese in traditional letters
    **dict.fromkeys((0x0C1A, 0x1C1A), "cp1251"),  # Serbian in Cyrillic letters
}


def codec(code_page: int) -> str:
    """Return Python's codec for a code page; Windows-1252 where the number says nothing."""
    if code_page in _NUMBERED:
        return f"cp{code_page}"
    return _CODECS.get(code_page) or _ISO_8859.get(code_page, _WESTERN)


def narrow_codec(code_page: int) -> str:
    """Return the codec of 8-bit text; some files name UTF-16 there, which it cannot be."""
    return _WESTERN if code_page in _UTF_16 else codec(code_page)


def codec_of_language(locale: int) -> str:
    """Return the codec of 8-bit text in the language of an LCID ([MS-LCID])."""
    return _BY_LOCALE.get(locale) or _BY_LANGUAGE.get(locale & 0x3FF, _WESTERN)
