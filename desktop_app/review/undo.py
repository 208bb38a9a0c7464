"""Brings removed documents back to where they were, over nothing, also after a restart."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path

from desktop_app.documents.folder.opener import is_link
from desktop_app.paths import display_path
from desktop_app.progress import CancelToken, ProgressMeter, Report, Stage
from desktop_app.review.history import RemovedDocument
from desktop_app.review.journal import Journal
from desktop_app.review.moving import move, store_names
from desktop_app.review.removal import Outcome
from desktop_app.review.verified import Refused, digest_of


def bring_back(
    folder: Path,
    journal: Journal,
    documents: Sequence[RemovedDocument],
    token: CancelToken,
    report: Report,
) -> tuple[Outcome, ...]:
    """Put documents back; whoever calls holds ``locks.removing_alone``.

    Bytes, times, mode and name are as before, since they are moved, not copied. What is in their
    place by now stays, and they stay in the bin.

    Args:
        folder: The documents' folder, absolute, links resolved.
        journal: Its journal.
        documents: What to bring back, see ``History.in_bin``.
        token: Looked at before each.
        report: Gets ``Stage.WRITING`` in documents.
    """
    meter = ProgressMeter(report, Stage.WRITING, len(documents), unit="documents")
    outcomes = []
    for document in documents:
        if token.cancelled:
            outcomes.append(Outcome(document.path, False, "Stopped before it was its turn."))
        else:
            outcomes.append(_back(os.fsencode(folder), journal, document))
        meter.advance()
    meter.finish()
    return tuple(outcomes)


def _back(root: bytes, journal: Journal, document: RemovedDocument) -> Outcome:
    where = os.fsencode(document.where)
    try:
        _refuse_what_is_not_it(where, document)
        target = _place(root, os.fsencode(document.path))
        if os.path.lexists(target):
            raise Refused(f"Something else is at “{display_path(document.path)}” now.")
    except Refused as exc:
        return Outcome(document.path, False, str(exc), document.where)
    journal.write("restoring", {"of": document.number})
    try:
        move(where, target)
        store_names(os.path.dirname(target), os.path.dirname(where))
    except OSError as exc:
        journal.write("not_restored", {"of": document.number, "why": exc.strerror or ""})
        reason = f"It could not be brought back ({exc.strerror})."
        return Outcome(document.path, False, reason, document.where)
    with contextlib.suppress(OSError):
        if document.note:
            os.unlink(os.fsencode(document.note))
    journal.write("restored", {"of": document.number})
    return Outcome(document.path, True)


def _refuse_what_is_not_it(where: bytes, document: RemovedDocument) -> None:
    if not where:
        raise Refused("Where the system put it is not known: restore it from the bin by hand.")
    digest = digest_of(where, CancelToken())
    if digest is None:
        raise Refused("It is not in the bin any more.")
    if digest != document.sha256:
        raise Refused("What is in the bin is not what was removed.")


def _place(root: bytes, path: bytes) -> bytes:
    """Return where a document belongs; folders that are gone are made anew, none through a link."""
    here = root
    for part in path.split(b"/")[:-1]:
        here = os.path.join(here, part)
        try:
            status = os.lstat(here)
        except FileNotFoundError:
            try:
                os.mkdir(here)
            except OSError as exc:
                shown = display_path(os.fsdecode(here))
                raise Refused(f"“{shown}” could not be made ({exc.strerror}).") from exc
            continue
        except OSError as exc:
            raise Refused(f"Its folder cannot be reached ({exc.strerror}).") from exc
        if is_link(status) or not os.path.isdir(here):
            raise Refused(f"“{display_path(os.fsdecode(here))}” is no folder any more.")
    return os.path.join(root, path)
