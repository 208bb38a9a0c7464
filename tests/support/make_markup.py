"""Writers of small documents in markup formats, for tests: plain values in, a file's bytes out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from tests.support import make

_CONTAINER = (
    '<?xml version="1.0"?><container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">'
    '<rootfiles><rootfile full-path="{path}" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>"
)
_CHAPTER = (
    '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title/></head>'
    "<body>{body}</body></html>"
)
_FONTS = r"{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\fswiss\fcharset204 Arial Cyr;}}"


def rtf(body: str, *, head: str = r"\ansi\ansicpg1252\deff0", fonts: str = _FONTS) -> bytes:
    """Return an RTF document; characters from U+0080 become what programs write for them."""
    text = "".join(char if char < "\x80" else _rtf_escape(char) for char in body)
    return f"{{\\rtf1{head}{fonts}\n{text}}}".encode("ascii")


def _rtf_escape(char: str) -> str:
    units = char.encode("utf-16-le")
    codes = (
        int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2)
    )
    return "".join(f"\\u{code}?" for code in codes)


def epub(
    chapters: Mapping[str, str],
    *,
    title: str = "",
    spine: Sequence[str] | None = None,
    locked: Mapping[str, str] | None = None,
) -> bytes:
    """Return an EPUB.

    Args:
        chapters: Names of members beside the package document and the markup of their bodies.
        spine: Names in reading order; all chapters if None.
        locked: Names of encrypted members and their method; they are written as they are.
    """
    order = list(chapters) if spine is None else list(spine)
    items = "".join(
        f'<item id="i{number}" href="{name}" media-type="application/xhtml+xml"/>'
        for number, name in enumerate(dict.fromkeys([*chapters, *order]))
    )
    ids = {name: f"i{number}" for number, name in enumerate(dict.fromkeys([*chapters, *order]))}
    references = "".join(f'<itemref idref="{ids[name]}"/>' for name in order)
    package = (
        '<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<metadata><dc:title>{title}</dc:title></metadata>"
        f"<manifest>{items}</manifest><spine>{references}</spine></package>"
    )
    members = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": _CONTAINER.format(path="book/content.opf"),
        "book/content.opf": package,
        **{f"book/{name}": _CHAPTER.format(body=body) for name, body in chapters.items()},
    }
    if locked:
        members["META-INF/encryption.xml"] = _encryption(locked)
    return make.zip_file({name: text.encode() for name, text in members.items()})


def _encryption(locked: Mapping[str, str]) -> str:
    data = "".join(
        f'<e:EncryptedData><e:EncryptionMethod Algorithm="{method}"/>'
        f'<e:CipherData><e:CipherReference URI="book/{name}"/></e:CipherData></e:EncryptedData>'
        for name, method in locked.items()
    )
    return (
        '<?xml version="1.0"?>'
        '<encryption xmlns="urn:oasis:names:tc:opendocument:xmlns:container" '
        f'xmlns:e="http://www.w3.org/2001/04/xmlenc#">{data}</encryption>'
    )


def notebook(cells: Sequence[Mapping[str, Any]], **metadata: str) -> bytes:
    """Return a Jupyter notebook (nbformat 4)."""
    return json.dumps({"cells": list(cells), "metadata": metadata, "nbformat": 4}).encode()
