"""E-mail: subject, people, date, body, the names of attachments and the text of text attachments.

``policy.compat32`` on purpose: the newer policies parse headers so thoroughly that one crafted
Subject took more than 2 GB.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.errors import HeaderParseError
from email.header import decode_header
from email.message import Message
from typing import TypeAlias

from desktop_app.documents.limits import (
    MAX_MAIL_HEADER_CHARS,
    MAX_MAIL_MULTIPARTS,
    MAX_MAIL_PARTS,
)
from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.readers import html
from desktop_app.documents.readers.decoding import decode, utf_encoding
from desktop_app.documents.readers.source import Extracted, Source

_HEADERS = ("Subject", "From", "To", "Cc", "Date")
_MULTIPART = re.compile(rb"^content-type:\s*multipart/", re.IGNORECASE | re.MULTILINE)
_TEXT_SUFFIXES = (".txt", ".md", ".csv", ".tsv", ".log", ".html", ".htm")
_SPACE = re.compile(r"\s+")
_NAMES_SHOWN = 5

Part: TypeAlias = "Message[str, str]"


def read(source: Source) -> Extracted:
    """Return the message as text.

    Raises:
        ReadFailure: TOO_LARGE for too many parts, DAMAGED if the structure defeats the parser.
    """
    data = source.data()
    if utf_encoding(data):
        data = decode(data).encode()
    if sum(1 for _ in _MULTIPART.finditer(data)) > MAX_MAIL_MULTIPARTS:
        raise ReadFailure(Reason.TOO_LARGE, "too many parts")
    try:
        message: Part = message_from_bytes(data, policy=policy.compat32)
        parts = list(_parts(message))
    except (RecursionError, ValueError, LookupError, TypeError) as exc:
        raise ReadFailure(Reason.DAMAGED) from exc
    blocks = [_headers(message), *parts[:MAX_MAIL_PARTS]]
    text = "\n\n".join(filter(None, blocks))
    subject = _header(message, "Subject")
    if len(parts) > MAX_MAIL_PARTS:
        return Extracted((text,), subject, Reason.TOO_LARGE, f"{MAX_MAIL_PARTS:,} parts were read")
    if unread := _unread_attachments(message):
        return Extracted((text,), subject, Reason.ATTACHMENTS, ", ".join(unread))
    return Extracted((text,), subject)


def _headers(message: Part) -> str:
    values = ((name, _header(message, name)) for name in _HEADERS)
    return "\n".join(f"{name}: {value}" for name, value in values if value)


def _header(message: Part, name: str) -> str:
    raw = str(message.get(name, ""))[:MAX_MAIL_HEADER_CHARS]
    try:
        pieces = decode_header(raw)
    except (HeaderParseError, ValueError):
        pieces = [(raw, None)]
    text = "".join(
        piece if isinstance(piece, str) else _bytes_to_text(piece, charset or "")
        for piece, charset in pieces
    )
    # Raw bytes in a header come as lone surrogates.
    if any("\udc80" <= char <= "\udcff" for char in text):
        text = decode(text.encode("utf-8", "surrogateescape"))
    return _SPACE.sub(" ", text).strip()


def _parts(part: Part) -> Iterator[str]:
    """Yield the text of each part in order."""
    kind = part.get_content_type()
    if kind == "multipart/alternative":
        yield from _parts_of_best(part)
    elif part.is_multipart():
        if kind == "message/rfc822":
            for inner in _children(part):
                yield _headers(inner)
        for inner in _children(part):
            yield from _parts(inner)
    else:
        yield from _leaf(part, kind)


def _parts_of_best(part: Part) -> Iterator[str]:
    """Yield the plain version of an alternative if it says something, else the next that does."""
    versions = sorted(_children(part), key=lambda inner: inner.get_content_type() != "text/plain")
    for version in versions:
        texts = [text for text in _parts(version) if text.strip()]
        if texts:
            yield from texts
            return


def _children(part: Part) -> list[Part]:
    payload = part.get_payload()
    return (
        [item for item in payload if isinstance(item, Message)] if isinstance(payload, list) else []
    )


def _leaf(part: Part, kind: str) -> Iterator[str]:
    name = _file_name(part)
    if name:
        yield f"Attachment: {name}"
    if not _is_text(kind, name):
        return
    payload = part.get_payload(decode=True)
    if not isinstance(payload, bytes) or (b"\0" in payload and not utf_encoding(payload)):
        return
    text = _bytes_to_text(payload, str(part.get_param("charset") or ""))
    if kind == "text/html" or name.lower().endswith((".html", ".htm")):
        text = html.to_text(text)[0]
    yield text.strip()


def _unread_attachments(message: Part) -> list[str]:
    """Return the names of attached documents whose text is not taken; a logo is none."""
    return [
        name
        for part in message.walk()
        if (name := _file_name(part))
        and not part.is_multipart()
        and not _is_text(part.get_content_type(), name)
        and (part.get_content_maintype() == "application" or _is_attached(part))
    ][:_NAMES_SHOWN]


def _is_attached(part: Part) -> bool:
    return str(part.get("Content-Disposition", "")).strip().lower().startswith("attachment")


def _is_text(kind: str, name: str) -> bool:
    return kind.startswith("text/") or name.lower().endswith(_TEXT_SUFFIXES)


def _file_name(part: Part) -> str:
    try:
        name = part.get_filename() or ""
    except (TypeError, ValueError, LookupError):
        name = "(unreadable name)"
    pieces = decode_header(name) if "=?" in name else [(name, None)]
    text = "".join(
        piece if isinstance(piece, str) else _bytes_to_text(piece, charset or "")
        for piece, charset in pieces
    )
    return _SPACE.sub(" ", text)[:MAX_MAIL_HEADER_CHARS].strip()


def _bytes_to_text(data: bytes, charset: str) -> str:
    # What mail programs write for Latin-1 and ASCII is Windows-1252 more often than not.
    western = charset.lower() in ("iso-8859-1", "latin-1", "us-ascii", "ascii")
    return decode(data, "" if western else charset)
