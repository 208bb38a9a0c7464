"""Bytes in an unknown encoding to text.

The order is by certainty: byte order mark, the pattern of zero bytes, UTF-8, the escape sequences
of ISO-2022, then a statistical guess among a closed list, and Windows-1252 where nothing fits.
"""

from __future__ import annotations

import codecs
import re
import warnings

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LATIN = "cp1252 cp1250 cp1254 cp1257 cp1258 iso8859_2 iso8859_9 mac_roman cp437 cp850"
_OTHERS = (
    "cp1251 cp1253 cp1255 cp1256 iso8859_5 iso8859_7 koi8_r koi8_u cp866 "
    "shift_jis euc_jp gb18030 big5 euc_kr"
)
_ISO_2022 = (
    (re.compile(rb"\x1b\$[@B]|\x1b\([BJI]"), "iso2022_jp_2"),
    (re.compile(rb"\x1b\$\)C"), "iso2022_kr"),
)
_NO_ENCODINGS = frozenset({"punycode", "idna"})  # of host names; they take quadratic time
_SAMPLE_BYTES = 16 << 10
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_ASCII_LETTER = re.compile(rb"[A-Za-z]")
_INSIDE_WORD = re.compile(rb"(?<=[A-Za-z])[\x80-\xff]+|[\x80-\xff]+(?=[A-Za-z])")


def decode(data: bytes, declared: str = "") -> str:
    """Return the text of ``data``; what cannot be decoded becomes U+FFFD.

    Args:
        declared: Encoding the file itself names; believed if it fits all bytes.
    """
    encoding = utf_encoding(data)
    if encoding:
        return data.decode(encoding, "replace")
    for candidate in filter(None, (declared, *_escaped(data), "utf-8")):
        text = _strictly(data, candidate)
        if text is not None:
            return text
    return data.decode("utf-8" if _is_nearly_utf8(data) else _guess(data), "replace")


def utf_encoding(data: bytes) -> str:
    """Return the encoding a byte order mark or the zero bytes give away, or ""."""
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return encoding
    sample = data[: 4 << 10]
    quarter = len(sample) // 4
    zeros = [sample[lane : 4 * quarter : 4].count(0) / max(quarter, 1) for lane in range(4)]
    even, odd = zeros[0] + zeros[2], zeros[1] + zeros[3]
    fits = {
        "utf-32-le": zeros[0] < 0.2 and min(zeros[2:]) > 0.9,
        "utf-32-be": zeros[3] < 0.2 and min(zeros[:2]) > 0.9,
        "utf-16-le": odd > 0.4 and even < odd * 0.1,
        "utf-16-be": even > 0.4 and odd < even * 0.1,
    }
    return next((encoding for encoding, is_it in fits.items() if is_it), "")


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        if codecs.lookup(encoding).name in _NO_ENCODINGS:
            return None
        # A codec may be a transform ("hex"), which decode() refuses with LookupError.
        return data.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return None


def _escaped(data: bytes) -> list[str]:
    """Return the encodings of seven bits whose escape sequences are in ``data``."""
    if b"\x1b" not in data:
        return []
    return [name for pattern, name in _ISO_2022 if pattern.search(data)]


def _is_nearly_utf8(data: bytes) -> bool:
    """Whether the few bytes that are not UTF-8 look like damage rather than another encoding."""
    sample = data[: 1 << 20]
    bad = sample.decode("utf-8", "replace").count("\ufffd")
    return len(_NOT_ASCII.findall(sample)) > 4 * bad


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    sample = _telling_sample(data)
    candidates = _LATIN if _is_latin(sample) else f"{_LATIN} {_OTHERS}"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        matches = from_bytes(sample, cp_isolation=candidates.split())
    best = matches.best()
    if best is None or any(
        # Short samples fit several Western pages equally well; the usual one is the likely one.
        match.encoding == "cp1252"
        and match.chaos <= best.chaos + 0.02
        and match.coherence >= best.coherence - 0.03
        for match in matches
    ):
        return "cp1252"
    return best.encoding


def _is_latin(sample: bytes) -> bool:
    """Whether bytes above ASCII are few and stand among ASCII letters, as accented letters do."""
    high = len(_NOT_ASCII.findall(sample))
    letters = len(_ASCII_LETTER.findall(sample))
    inside = sum(map(len, _INSIDE_WORD.findall(sample)))
    return high <= letters and inside >= high / 4


def _telling_sample(data: bytes) -> bytes:
    """Return up to 16 KiB of lines around the first byte that is not ASCII."""
    found = _NOT_ASCII.search(data)
    if found is None:
        return data[:_SAMPLE_BYTES]
    start = data.rfind(b"\n", max(0, found.start() - 200), found.start()) + 1
    return data[start or max(0, found.start() - 200) :][:_SAMPLE_BYTES]
