"""JSON and JSON Lines: the text as written, with the escapes in strings resolved.

Nothing is parsed into objects, so neither depth nor size matters; from the first thing on that is
no JSON, the text stays as it is.
"""

from __future__ import annotations

import re

from desktop_app.documents.limits import MAX_TEXT_BYTES
from desktop_app.documents.model import Reason
from desktop_app.documents.sources.decoding import decode
from desktop_app.documents.sources.source import Extracted, Source

# Possessive: each character is looked at once, whatever follows. RFC 8259, section 7.
_STRING = r'"(?:[^"\\\x00-\x1f]++|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+"'
_JSON = re.compile(rf"\ufeff?(?:[\s\[\]{{}},:]++|{_STRING}|true|false|null|[-+.0-9eE]++)*+")
_PIECE = re.compile(rf'{_STRING}|,(?=[\[{{"])')
_ESCAPE = re.compile(r"(?:\\u[0-9a-fA-F]{4})+|\\.")
_MEANINGS = {"\\b": " ", "\\f": " ", "\\n": "\n", "\\r": "", "\\t": "\t"}
_LONG_LINE = 1_000


def read(source: Source) -> Extracted:
    """Return the text; what is written without line breaks gets one between values."""
    text = to_text(decode(source.data(MAX_TEXT_BYTES)))
    if source.size > MAX_TEXT_BYTES:
        return Extracted((text,), reason=Reason.TOO_LARGE, detail="only the beginning was read")
    return Extracted((text,))


def to_text(json: str) -> str:
    """Return JSON as people read it: ``{"ort":"K\\u00f6ln"}`` becomes ``{"ort":"Köln"}``."""
    valid = _JSON.match(json)
    end = valid.end() if valid else 0
    comma = ",\n" if json.count("\n", 0, end) * _LONG_LINE < end else ","

    def readable(piece: re.Match[str]) -> str:
        text = piece[0]
        if text == ",":
            return comma
        return _ESCAPE.sub(_meaning, text) if "\\" in text else text

    return _PIECE.sub(readable, json[:end]) + json[end:]


def _meaning(escape: re.Match[str]) -> str:
    text = escape[0]
    if text[1] != "u":
        return _MEANINGS.get(text, text[1])
    units = bytes.fromhex(text.replace("\\u", ""))
    return units.decode("utf-16-be", "replace")
