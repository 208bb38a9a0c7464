"""What the journal tells of removals: what is in the bin now, and what was left open by a kill."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from desktop_app.review.journal import Entry


@dataclass(frozen=True, slots=True)
class RemovedDocument:
    """A document as the journal tells of it.

    Attributes:
        number: Line on which its removal begins.
        action: The list it was removed with.
        time: When, UTC, ISO 8601.
        path: Where it was, relative to the folder.
        sha256: Digest of its content.
        file: Its inode and device.
        kept, kept_sha256: The copy that stayed.
        to: What the bin is called.
        where: Where it is, absolute; "" if only the system knows.
        note: The bin's note on it, absolute, or "".
        mtime_ns: When it was last written to.
        because: What was told of the pair.
    """

    number: int
    action: int
    time: str
    path: str
    sha256: bytes
    file: tuple[int, int]
    kept: str
    kept_sha256: bytes
    to: str
    where: str
    note: str
    mtime_ns: int
    because: dict[str, object]


class History:
    """What lines of a journal come to.

    Args:
        entries: All of them, sound.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._begun: dict[int, RemovedDocument] = {}
        self._open: set[int] = set()
        self._removed: dict[int, RemovedDocument] = {}
        self._restoring: set[int] = set()
        self._actions = 0
        for entry in entries:
            self._take(entry)

    def _take(self, entry: Entry) -> None:
        facts = entry.facts
        if entry.event == "removing":
            self._begun[entry.number] = _document(entry, facts["where"])
            self._open.add(entry.number)
            self._actions = max(self._actions, int(facts["action"]))
            return
        of = facts.get("of")
        begun = self._begun.get(of) if isinstance(of, int) else None
        if begun is None:
            return
        self._open.discard(begun.number)
        if entry.event == "removed":
            self._removed[begun.number] = replace(begun, where=str(facts["where"]))
        elif entry.event == "restoring":
            self._restoring.add(begun.number)
        elif entry.event == "restored":
            self._restoring.discard(begun.number)
            self._removed.pop(begun.number, None)
        elif entry.event == "not_restored":
            self._restoring.discard(begun.number)

    @property
    def next_action(self) -> int:
        """The number of the next list."""
        return self._actions + 1

    @property
    def last_action(self) -> int:
        """The last list of which something is still in the bin; 0 if there is none."""
        return max((document.action for document in self._removed.values()), default=0)

    @property
    def unfinished(self) -> list[RemovedDocument]:
        """Removals of which it is not known what came of them."""
        return [self._begun[number] for number in sorted(self._open)]

    @property
    def half_restored(self) -> list[RemovedDocument]:
        """Documents that were being brought back."""
        return [self._removed[number] for number in sorted(self._restoring)]

    def in_bin(self, action: int = 0) -> list[RemovedDocument]:
        """Return what was removed and not brought back; of one list, or of all (0)."""
        return [
            document
            for _, document in sorted(self._removed.items())
            if action in (0, document.action)
        ]

    def stands_for_others(self, sha256: bytes) -> bool:
        """Whether something else was removed because a document with this content stays."""
        return any(
            document.kept_sha256 == sha256 and document.sha256 != sha256
            for document in (*self._removed.values(), *self.unfinished)
        )


def _document(entry: Entry, where: str) -> RemovedDocument:
    facts = entry.facts
    return RemovedDocument(
        entry.number,
        int(facts["action"]),
        entry.time,
        str(facts["path"]),
        bytes.fromhex(facts["sha256"]),
        (int(facts["inode"]), int(facts["device"])),
        str(facts["kept"]),
        bytes.fromhex(facts["kept_sha256"]),
        str(facts["to"]),
        where,
        str(facts["note"]),
        int(facts["mtime_ns"]),
        dict(facts["because"]),
    )
