"""Rows an index gives out."""

from __future__ import annotations

from typing import NamedTuple

Fingerprint = tuple[int, int, int, int, int]
"""(size, mtime_ns, ctime_ns, inode, device), each a signed 64-bit number."""


class PassageRow(NamedTuple):
    """One passage of a content; ``start`` and ``end`` count code points of its display text."""

    content_id: int
    ord: int
    page: int
    start: int
    end: int
    vector_id: int


class DocumentRow(NamedTuple):
    """One file of the folder; ``content_id`` is None if nothing could be read from it."""

    id: int
    path: str
    size: int
    mtime_ns: int
    content_id: int | None


class ContentRow(NamedTuple):
    """The bytes of one or more files, as read.

    Attributes:
        sha256: Digest of the bytes.
        kind: Value of ``documents.model.Kind``.
        text: Display text.
        page_starts: Offset in ``text`` at which each page begins, ascending, the first is 0.
        running: Half-open spans of ``text`` that are running headers and footers, ascending.
        recognised: Pages (from 1) whose text was recognised from a picture.
        text_sha256: Digest of the normalised text: equal for the same text in two formats.
        chars: Length of ``text``.
    """

    id: int
    sha256: bytes
    kind: str
    title: str
    text: str
    page_starts: tuple[int, ...]
    text_sha256: bytes
    chars: int
    running: tuple[tuple[int, int], ...] = ()
    recognised: tuple[int, ...] = ()


class StoredFile(NamedTuple):
    """What the last run knew of one path.

    Attributes:
        recheck: The file may have changed without showing it: look at its bytes again.
        reason: Value of ``documents.model.Reason`` why there is no text, or None.
    """

    id: int
    fingerprint: Fingerprint
    content_id: int | None
    recheck: bool
    reason: str | None


class FileState(NamedTuple):
    """How one file was read, for lists and coverage.

    Attributes:
        state: Value of ``documents.model.ReadState``.
        reason, detail: Why not fully, "" if fully.
    """

    path: str
    sha256: bytes | None
    passages: int
    kind: str
    state: str
    reason: str
    detail: str


class GenerationRow(NamedTuple):
    """All vectors made by one model with one passage setting."""

    id: int
    model_id: str
    revision: str
    dim: int
    tokens: int
    overlap: int
    state: str


class TextPrint(NamedTuple):
    """What tells whether two documents are equal, without their texts.

    Attributes:
        id: Of the document.
        text_sha256: Of the normalised text; b"" if there is none.
        chars: Length of the text; 0 if there is none.
        unread: The bytes are known, but no text could be had from them (a scan, encrypted), so
            that only they can be compared. An empty document is not unread; it is like nothing.
        whole: Whether the text is all that the file says: read in full, not recognised from
            pictures, no package of other files. Else an equal text makes it no copy.
        beside: What stands beside the text, as ``documents.text.beside`` packs it: running headers
            and footers, where links lead, pictures whose text nobody knows; b"" if nothing.
        package: Whether it holds other files: an archive, a mailbox, a message with attachments.
        kind: Value of ``documents.model.Kind``, "" if it is not known.
        mtime_ns: When the file was last changed; 0 if it is not known.
        file: Its inode and device, equal for two names of one file; (0, 0) if they are not known.
    """

    id: int
    path: str
    sha256: bytes
    text_sha256: bytes
    chars: int
    unread: bool = False
    whole: bool = True
    beside: bytes = b""
    package: bool = False
    kind: str = ""
    mtime_ns: int = 0
    file: tuple[int, int] = (0, 0)

    def is_file_of(self, other: TextPrint) -> bool:
        """Whether both are names of one file (hard links): there is but one copy then."""
        return self.file == other.file and self.file[0] != 0
