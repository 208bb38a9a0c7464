"""Finds out what came of removals that a kill or a power cut left open."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from urllib.parse import quote

from desktop_app.documents.folder.opener import open_regular
from desktop_app.documents.model import ReadFailure
from desktop_app.review.history import History, RemovedDocument
from desktop_app.review.journal import Journal


def recover(folder: Path, journal: Journal) -> int:
    """Write into the journal what came of what it left open; returns how many that were.

    A document is moved in one step, so it is in its place or in the bin, and its inode tells which.
    Whoever calls holds ``locks.removing_alone``.
    """
    history = History(journal.entries())
    for document in history.unfinished:
        if _is_at(os.fsencode(document.where), document):
            journal.write("removed", {"of": document.number, "where": document.where})
        elif _is_in_place(folder, document):
            _forget_note(document)
            journal.write("stayed", {"of": document.number, "why": "it was interrupted"})
        else:
            journal.write("removed", {"of": document.number, "where": "", "amiss": "not found"})
    for document in history.half_restored:
        if _is_in_place(folder, document):
            _forget_note(document)
            journal.write("restored", {"of": document.number})
        else:
            journal.write("not_restored", {"of": document.number, "why": "it was interrupted"})
    return len(history.unfinished) + len(history.half_restored)


def _is_at(where: bytes, document: RemovedDocument) -> bool:
    if not where:
        return False
    try:
        status = os.lstat(where)
    except OSError:
        return False
    return (status.st_ino, status.st_dev) == document.file


def _is_in_place(folder: Path, document: RemovedDocument) -> bool:
    try:
        fd = open_regular(os.fsencode(folder), os.fsencode(document.path))
    except ReadFailure:
        return False
    try:
        status = os.fstat(fd)
        return (status.st_ino, status.st_dev) == document.file
    finally:
        os.close(fd)


def _forget_note(document: RemovedDocument) -> None:
    """Remove the bin's note on a document that is not there, if it is about this document."""
    if not document.note or os.path.lexists(document.where):
        return
    name = quote(os.path.basename(os.fsencode(document.path))).encode("ascii")
    with contextlib.suppress(OSError):
        note = Path(document.note)
        if name in note.read_bytes():
            note.unlink()
