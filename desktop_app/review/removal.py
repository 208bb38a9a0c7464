"""Removes documents: to a bin, one at a time, each proved to leave a copy behind.

For each document, in this order: it and the copy that stays are opened without following links,
locked, and read once more; a line in the journal says what is about to happen; the document is
moved; what was moved is compared with what was read, and the copy that stays is looked at again.
If either is not as it was, the document goes back at once. A second line says what came of it. A
kill at any point leaves the document in its place or in the bin; ``recovery.py`` finds out which.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from desktop_app.documents.folder.opener import WALKS_BY_DESCRIPTOR, open_folder_of
from desktop_app.documents.model import ReadFailure
from desktop_app.errors import EnvironmentProblem
from desktop_app.paths import display_path
from desktop_app.progress import CancelToken, ProgressMeter, Report, Stage
from desktop_app.review.bins import Bin, NoBin, Slot
from desktop_app.review.history import History
from desktop_app.review.journal import Journal
from desktop_app.review.moving import move
from desktop_app.review.verified import Held, Refused, held


@dataclass(frozen=True, slots=True)
class Planned:
    """A document to be removed and the copy that stays.

    Attributes:
        path, kept: Relative to the folder.
        sha256, kept_sha256: Digests of what was reviewed.
        because: What the journal tells of the pair: relation, score, threshold, model, decision.
    """

    path: str
    sha256: bytes
    kept: str
    kept_sha256: bytes
    because: Mapping[str, Any] = field(default_factory=dict)

    @property
    def same_bytes(self) -> bool:
        return self.sha256 == self.kept_sha256


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one document.

    Attributes:
        path: Relative to the folder.
        done: Whether it was removed (or brought back).
        reason: Why not, one sentence; "" if it was.
        where: Where it is now, absolute, as far as that is known; "" if it stayed.
    """

    path: str
    done: bool
    reason: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Applied:
    """What came of a list.

    Attributes:
        action: Number under which it can be undone; 0 if nothing was removed.
        outcomes: One for each document, in the order of the list.
    """

    action: int
    outcomes: tuple[Outcome, ...]

    @property
    def removed(self) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if outcome.done)

    @property
    def refused(self) -> tuple[Outcome, ...]:
        return tuple(outcome for outcome in self.outcomes if not outcome.done)


def refusals(plan: Sequence[Planned], history: History) -> dict[str, str]:
    """Return what must stay whatever the files look like: path and one sentence.

    A copy that stays for another may not itself be on the list; nor may one that another was
    removed for earlier, unless a copy with the very same bytes stays: else the text of the first
    would be gone by two steps, each of which was right.
    """
    listed = {one.path for one in plan}
    stays = {one.kept for one in plan}
    found: dict[str, str] = {}
    for one in plan:
        if one.path == one.kept:
            found[one.path] = "A document is no copy of itself."
        elif one.kept in listed:
            found[one.path] = (
                f"“{display_path(one.kept)}”, which was to stay for it, is listed too."
            )
        elif one.path in stays:
            found[one.path] = "It stays for another document on the list."
        elif not one.same_bytes and history.stands_for_others(one.sha256):
            found[one.path] = "Another document was removed because this one stays."
    return found


class Remover:
    """Removes documents of one folder. Whoever calls holds ``locks.removing_alone``.

    Args:
        folder: The documents' folder, absolute, links resolved.
        journal: Its journal.
        bin: Where they go.
    """

    def __init__(self, folder: Path, journal: Journal, bin: Bin) -> None:
        self._root = os.fsencode(folder)
        self._journal = journal
        self._bin = bin

    def remove(self, plan: Sequence[Planned], token: CancelToken, report: Report) -> Applied:
        """Remove what can be removed, and say of each document what came of it.

        Args:
            plan: What to remove.
            token: Looked at before each document: those before it stay removed, and are told.
            report: Gets ``Stage.WRITING`` in documents.

        Raises:
            JournalBroken, DiskFull, EnvironmentProblem: The journal cannot be written; nothing is
                removed without it.
        """
        history = History(self._journal.entries())
        refused = refusals(plan, history)
        action = history.next_action
        outcomes: list[Outcome] = []
        meter = ProgressMeter(report, Stage.WRITING, len(plan), unit="documents")
        for one in plan:
            if token.cancelled:
                outcomes.append(Outcome(one.path, False, "Stopped before it was its turn."))
            elif one.path in refused:
                outcomes.append(Outcome(one.path, False, refused[one.path]))
            else:
                outcomes.append(self._removed(one, action))
            meter.advance()
        meter.finish()
        any_done = any(outcome.done for outcome in outcomes)
        return Applied(action if any_done else 0, tuple(outcomes))

    def _removed(self, one: Planned, action: int) -> Outcome:
        unhurried = CancelToken()  # one document is done whole or not at all
        try:
            with (
                held(self._root, one.kept, one.kept_sha256, unhurried) as kept,
                held(self._root, one.path, one.sha256, unhurried, stays=kept) as doomed,
            ):
                return self._moved(one, doomed, kept, action)
        except Refused as exc:
            return Outcome(one.path, False, str(exc))
        except EnvironmentProblem as exc:
            return Outcome(one.path, False, exc.message)

    def _moved(self, one: Planned, doomed: Held, kept: Held, action: int) -> Outcome:
        try:
            slot = self._bin.reserve(doomed.absolute, doomed.seen[4])
        except NoBin as exc:
            raise Refused(f"It stays, as {exc}.") from exc
        begun = self._journal.write("removing", _facts(one, doomed, slot, self._bin, action))
        try:
            where = self._put(slot, doomed)
        except (OSError, ReadFailure) as exc:
            self._journal.write("stayed", {"of": begun.number, "why": str(exc)})
            raise Refused(f"It could not be moved to the bin ({exc}).") from exc
        there = os.fsdecode(where)
        wrong = _amiss(where, doomed, kept)
        if not wrong:
            try:
                self._journal.write("removed", {"of": begun.number, "where": there})
                return Outcome(one.path, True, where=there)
            except EnvironmentProblem as exc:
                wrong = exc.message
        try:
            move(where, doomed.absolute)
        except OSError as exc:
            self._journal.write("removed", {"of": begun.number, "where": there, "amiss": wrong})
            reason = f"It is in the bin and could not be put back ({exc.strerror}): {wrong}"
            return Outcome(one.path, True, reason, there)
        slot.release()
        self._journal.write("stayed", {"of": begun.number, "why": wrong})
        raise Refused(f"It was put back: {wrong}")

    def _put(self, slot: Slot, doomed: Held) -> bytes:
        if not WALKS_BY_DESCRIPTOR:
            doomed.let_go()
            return self._bin.put(slot, doomed.absolute, None)
        folder = open_folder_of(self._root, os.fsencode(doomed.path))
        try:
            return self._bin.put(slot, doomed.absolute, folder)
        finally:
            os.close(folder)


def _amiss(where: bytes, doomed: Held, kept: Held) -> str:
    """Return what is not as it was when both were read, one sentence, or ""."""
    if where:
        try:
            there = os.lstat(where)
        except OSError:
            return "It is not where the bin put it."
        if (there.st_ino, there.st_dev) != doomed.file:
            return "Another file took its place while it was read."
        if (there.st_size, there.st_mtime_ns) != doomed.seen[:2]:
            return "It was written to while it was moved."
    if not kept.is_still_there():
        return f"“{display_path(kept.path)}”, which was to stay, has just changed."
    return ""


def _facts(one: Planned, doomed: Held, slot: Slot, bin: Bin, action: int) -> dict[str, object]:
    size, mtime_ns, _, inode, device = doomed.seen
    return {
        "action": action,
        "path": one.path,
        "sha256": one.sha256.hex(),
        "size": size,
        "mtime_ns": mtime_ns,
        "inode": inode,
        "device": device,
        "kept": one.kept,
        "kept_sha256": one.kept_sha256.hex(),
        "to": bin.name,
        "where": os.fsdecode(slot.where),
        "note": os.fsdecode(slot.note),
        "because": dict(one.because),
    }
