"""Words of mail: encoded headers (RFC 2047), charsets as mail programs mean them, flowed lines."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from email.errors import HeaderParseError
from email.header import decode_header
from typing import Final

from desktop_app.documents.sources.decoding import decode

SHOWN_HEADERS: Final = (
    *("Subject", "From", "Reply-To", "To", "Cc", "Bcc"),
    *("Resent-From", "Resent-To", "Resent-Cc", "Resent-Bcc", "Date"),
)
"""Whom a message is from, to whom it and its answers go, even if those on it do not see all."""

_SPACE = re.compile(r"\s+")
_LANGUAGE_OF_WORD = re.compile(r"(=\?[\w.:-]+)\*[\w-]*\?")
_WESTERN = frozenset({"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii"})
# What is written under these names is nearly always the wider set.
_WIDER = {
    **dict.fromkeys(("gb2312", "gbk", "x-gbk"), "gb18030"),
    **dict.fromkeys(("shift_jis", "shift-jis", "x-sjis"), "cp932"),
    **dict.fromkeys(("euc-kr", "ks_c_5601-1987"), "cp949"),
    "big5": "cp950",
    "iso-8859-9": "cp1254",
    "x-mac-roman": "mac_roman",
    "unicode-1-1-utf-7": "utf-7",
}
_QUOTE = re.compile(r">*")
_SIGNATURE_BEGINS = "-- "
_PICTURE_SUFFIXES = (".png", ".gif", ".jpg", ".jpeg", ".bmp", ".svg", ".webp", ".emz", ".wmz")


def header_lines(value: Callable[[str], str]) -> str:
    """Return the headers people read, a line each; ``value`` gives the text of one, or ""."""
    values = {name: text for name in SHOWN_HEADERS if (text := value(name))}
    if values.get("Reply-To") == values.get("From"):
        values.pop("Reply-To", None)
    return "\n".join(f"{name}: {text}" for name, text in values.items())


def decoded(data: bytes, charset: str) -> str:
    """Return text in a charset that mail names, which may be wrong or unknown."""
    charset = charset.strip().lower()
    if charset in _WESTERN:
        # It may be UTF-8 all the same, and is Windows-1252 more often than what it says.
        return decode(data, "ascii" if data.isascii() or _is_utf8(data) else "cp1252")
    return decode(data, _WIDER.get(charset, charset))


def decoded_words(header: str) -> str:
    """Return a header's value with its encoded words read, on one line."""
    if "=?" in header:
        try:
            pieces = decode_header(_LANGUAGE_OF_WORD.sub(r"\1?", header))
        except (HeaderParseError, ValueError):
            pieces = [(header, None)]
        header = "".join(
            piece if isinstance(piece, str) else decoded(piece, charset or "")
            for piece, charset in pieces
        )
    return _SPACE.sub(" ", header).strip()


def is_charset(name: str) -> bool:
    """Whether a charset can be decoded by its name."""
    name = name.strip().lower()
    try:
        return bool(name in _WIDER or codecs.lookup(name))
    except (LookupError, ValueError):
        return False


def unwrapped(text: str, *, drops_space: bool) -> str:
    """Return format=flowed text with its paragraphs on one line each (RFC 3676).

    Args:
        drops_space: Whether the space before a soft line break is no part of the text (DelSp).
    """
    lines: list[list[str]] = []
    depth_before = -1  # of the line that flows on; -1 if none does
    for raw in text.split("\n"):
        line = raw.rstrip("\r")
        quote = _QUOTE.match(line)
        depth = quote.end() if quote else 0
        line = line[depth:].removeprefix(" ")
        flows = line.endswith(" ") and line != _SIGNATURE_BEGINS
        if depth == depth_before and line != _SIGNATURE_BEGINS:
            pieces = lines[-1]
        else:
            pieces = [">" * depth + " "] if depth else []
            lines.append(pieces)
        pieces.append(line[:-1] if flows and drops_space else line)
        depth_before = depth if flows else -1
    return "\n".join("".join(pieces) for pieces in lines)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def is_picture(kind: str, name: str) -> bool:
    """Whether an attachment is a picture, by its MIME type (lower case) or its name."""
    return kind.startswith("image/") or name.lower().endswith(_PICTURE_SUFFIXES)
