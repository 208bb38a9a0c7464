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
_LEGACY = (
    "cp1252 cp1250 cp1251 cp1253 cp1254 cp1255 cp1256 cp1257 cp1258 iso8859_2 iso8859_5 iso8859_7 "
    "iso8859_9 koi8_r koi8_u mac_roman cp437 cp850 cp866 shift_jis euc_jp gb18030 big5 euc_kr"
)
_ISO_2022 = (
    (re.compile(rb"\x1b\$[@B]|\x1b\([BJI]"), "iso2022_jp_2"),
    (re.compile(rb"\x1b\$\)C"), "iso2022_kr"),
    (re.compile(rb"~\{[\x21-\x77][\x21-\x7e]"), "hz"),
)
_SAMPLE_BYTES = 16 << 10
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_BAD_UTF8_SHARE = 0.05


def decode(data: bytes, declared: str = "") -> str:
    """Return the text of ``data``; what cannot be decoded becomes U+FFFD.

    Args:
        declared: Encoding the file itself names; believed if it fits all bytes.
    """
    encoding = utf_encoding(data)
    if encoding:
        return data.decode(encoding, "replace")
    for candidate in filter(None, (declared, "utf-8")):
        text = _strictly(data, candidate)
        if text is not None:
            return text
    for pattern, name in _ISO_2022:
        if b"\x80" not in data and pattern.search(data):
            text = _strictly(data, name)
            if text is not None:
                return text
    return data.decode(_guess(data), "replace")


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
        # A codec may be a transform ("hex"), which decode() refuses with LookupError.
        return data.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return None


def _guess(data: bytes) -> str:
    if _is_nearly_utf8(data):
        return "utf-8"
    from charset_normalizer import from_bytes

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        matches = from_bytes(_telling_sample(data), cp_isolation=_LEGACY.split())
    best = matches.best()
    if best is None or any(
        # Short samples fit several Western pages equally well; the usual one is the likely one.
        match.encoding == "cp1252"
        and match.chaos <= best.chaos + 0.02
        and match.coherence >= best.coherence - 0.1
        for match in matches
    ):
        return "cp1252"
    return best.encoding


def _is_nearly_utf8(data: bytes) -> bool:
    """Whether the few bytes that are not UTF-8 look like damage rather than another encoding."""
    sample = data[: 1 << 20]
    bad = sample.decode("utf-8", "replace").count("\ufffd")
    return bad <= _BAD_UTF8_SHARE * len(
        sample.decode("utf-8", "ignore").encode("ascii", "ignore")
    ) and (len(_NOT_ASCII.findall(sample)) > 4 * bad)


def _telling_sample(data: bytes) -> bytes:
    """Return up to 16 KiB of lines around the first byte that is not ASCII."""
    found = _NOT_ASCII.search(data)
    if found is None:
        return data[:_SAMPLE_BYTES]
    start = data.rfind(b"\n", max(0, found.start() - 200), found.start()) + 1
    return data[start or max(0, found.start() - 200) :][:_SAMPLE_BYTES]
