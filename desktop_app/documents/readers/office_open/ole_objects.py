"""Objects embedded in Office documents: which may be documents, and the file that is in them."""

from __future__ import annotations

import struct

from desktop_app.documents.model import ReadFailure
from desktop_app.documents.sources.ole import Storage, open_ole
from desktop_app.documents.sources.source import Source

# Formulas, drawings, charts and sounds: nothing in them that a reader could find.
_NO_DOCUMENTS = (
    "equation",
    "msgraph",
    "paint",
    "pbrush",
    "visio",
    "soundrec",
    "mplayer",
    "mspaint",
    "coreldraw",
    "forms.",
    "shockwave",
    "mathtype",
    "staticmetafile",
    "staticdib",
    "chemdraw",
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NATIVE = "\x01Ole10Native"
_MOST_NAME_BYTES = 1_000


def may_be_document(program: str) -> bool:
    """Return whether an object of a program ("Excel.Sheet.8"; "" if unknown) can hold text."""
    return not program.lower().startswith(_NO_DOCUMENTS)


def embedded_file(data: bytes, name: str) -> tuple[bytes, str]:
    """Return the file that an embedded object wraps, and its name; else the object as it is.

    Wrapped are files put in as an icon (the stream "\\1Ole10Native", [MS-OLEDS] 2.3.6), Office
    files ("Package") and PDFs ("CONTENTS"). Never raises.
    """
    if not data.startswith(_OLE):
        return data, name
    try:
        root = open_ole(Source(data, name))
        if _NATIVE in root:
            return _native(root.stream(_NATIVE))
        return _plain(root) or data, name
    except (ReadFailure, struct.error, ValueError):
        return data, name


def _plain(root: Storage) -> bytes:
    return root.stream("Package") or root.stream("CONTENTS")


def _native(data: bytes) -> tuple[bytes, str]:
    """Return the file of an OLE 1.0 package: label, path, path of a copy, bytes.

    Raises:
        ValueError, struct.error: It is none.
    """
    at = 6  # size of all, and a mark
    label_end = data.index(b"\0", at, at + _MOST_NAME_BYTES)
    path_end = data.index(b"\0", label_end + 1, label_end + 1 + _MOST_NAME_BYTES)
    (copy_size,) = struct.unpack_from("<I", data, path_end + 5)
    at = path_end + 9 + copy_size
    (size,) = struct.unpack_from("<I", data, at)
    name = data[6:label_end].decode("cp1252", "replace") or "object"
    return data[at + 4 : at + 4 + size], name
