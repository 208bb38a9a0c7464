"""Bytes in an unknown encoding to text.

The order is by certainty: byte order mark, the pattern of zero bytes, the escape sequences of
ISO-2022, UTF-8, what the file says of itself, then the likeliest of a closed list (``guessing``).
"""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ISO_2022 = (
    (re.compile(rb"\x1b\$[@B]|\x1b\([BJI]"), "iso2022_jp_2"),
    (re.compile(rb"\x1b\$\)C"), "iso2022_kr"),
)
# Of host names, and taking quadratic time; of string literals.
_NO_ENCODINGS = frozenset({"punycode", "idna", "unicode-escape", "raw-unicode-escape", "undefined"})
# What files call themselves, and the larger set that is meant (https://encoding.spec.whatwg.org).
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
}
_SAMPLE_BYTES = 16 << 10
_WINDOW_BYTES = 256 << 10
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_NEAR = 1.1, 30.0


def decode(data: bytes, declared: str = "") -> str:
    """Return the text of ``data``; what cannot be decoded becomes U+FFFD.

    Args:
        declared: Encoding the file itself names; believed if it fits all bytes, but no encoding of
            one byte a character against bytes that are UTF-8, for such fit nearly always.
    """
    encoding = utf_encoding(data)
    if encoding:
        return data.decode(encoding, "replace")
    known = _known_codecs(declared)
    if all(map(_is_single_byte, known)):
        candidates = [*_escaped(data), "utf-8", *known]
    else:
        candidates = [*known, *_escaped(data), "utf-8"]
    for candidate in candidates:
        text = _strictly(data, candidate)
        if text is not None:
            return text
    if _is_nearly_utf8(data):
        return data.decode("utf-8", "replace")
    return _guessed(data)


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


def _known_codecs(declared: str) -> list[str]:
    """Return the codecs of a declared encoding, the one that is meant by it first."""
    try:
        name = codecs.lookup(declared).name if declared else ""
    except (LookupError, ValueError):
        return []
    if not name or name in _NO_ENCODINGS:
        return []
    return [_MEANT[name], name] if name in _MEANT else [name]


def _is_single_byte(codec: str) -> bool:
    try:
        return len(bytes(range(256)).decode(codec, "replace")) == 256
    except (UnicodeError, LookupError, ValueError):
        return False


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        # A codec may be a transform ("hex"), which decode() refuses with LookupError.
        return data.decode(codec)
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


def _guessed(data: bytes) -> str:
    """Return the text in the likeliest encoding that fits all of it, damage aside."""
    from desktop_app.documents.sources.guessing import ranking

    ranked = ranking(_telling_sample(data))
    best, cost = ranked[0]
    factor, margin = _NEAR
    for codec, another in ranked:
        if another > cost * factor + margin:
            break
        text = _strictly(data, codec)
        if text is not None:
            return text
    return data.decode(best, "replace")


def _telling_sample(data: bytes) -> bytes:
    """Return up to 16 KiB of lines with bytes above ASCII, of those around the first one."""
    found = _NOT_ASCII.search(data)
    first = found.start() if found else 0
    start = data.rfind(b"\n", max(0, first - 1000), first) + 1 or max(0, first - 1000)
    window = data[start : start + _WINDOW_BYTES]
    lines = b"\n".join(line for line in window.splitlines() if not line.isascii())
    if len(lines) <= _SAMPLE_BYTES:
        return lines
    end = max(lines.rfind(b" ", 1, _SAMPLE_BYTES), lines.rfind(b"\n", 1, _SAMPLE_BYTES))
    return lines[: end if end > 0 else _SAMPLE_BYTES]
