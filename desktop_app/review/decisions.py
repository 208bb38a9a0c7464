"""What a person decided about alike documents. A decision removes nothing: that is another step.

Decisions are lines of the journal, so they are saved as they are made, tell who came after whom,
and can be taken back one step after another, also after a restart. A decision is about a document,
the copy it was held against, and the very contents of both: when one changes, it is stale and is
shown as such, never applied.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from desktop_app.review.journal import Entry, Journal
from desktop_app.similarity.duplicates.not_duplicates import NotDuplicates

_EVENT = "decided"


class Verdict(enum.Enum):
    """What a document is to the copy it was held against, as a person sees it."""

    KEEP = "keep"
    """Both are to stay, whatever they are to each other."""
    DUPLICATE = "duplicate"
    """It says what the other says: it may be removed."""
    VERSION = "version"
    """An earlier or later version; stays."""
    NOT_RELATED = "not_related"
    """No duplicates; never again shown as alike while neither changes."""
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision.

    Attributes:
        path, sha256: The document and its content.
        other, other_sha256: The copy it was held against.
        verdict: None where there is only a note, or a verdict was taken back.
        note: A person's own words.
        time: When, UTC, ISO 8601; "" before it is written.
    """

    path: str
    sha256: bytes
    other: str
    other_sha256: bytes
    verdict: Verdict | None
    note: str = ""
    time: str = ""

    @property
    def key(self) -> tuple[str, str]:
        return self.path, self.other

    def holds_for(self, sha256: bytes | None, other_sha256: bytes | None) -> bool:
        """Whether both documents are still what they were; None for one that is gone."""
        return (self.sha256, self.other_sha256) == (sha256, other_sha256)


@dataclass(frozen=True, slots=True)
class Step:
    """Decisions made at once, and how those stood before."""

    number: int
    before: tuple[Decision, ...]
    after: tuple[Decision, ...]


class Decisions:
    """All decisions of a folder, as its journal tells them.

    Args:
        entries: All lines, sound.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._now: dict[tuple[str, str], Decision] = {}
        self._steps: list[Step] = []
        for entry in entries:
            if entry.event == _EVENT:
                self._take(entry)

    def _take(self, entry: Entry) -> None:
        after = tuple(_read(row, entry.time) for row in entry.facts["decisions"])
        before = tuple(
            self._now.get(one.key) or replace(one, verdict=None, note="") for one in after
        )
        self._now.update((one.key, one) for one in after)
        if "undoes" in entry.facts:
            self._steps.pop()
        else:
            self._steps.append(Step(entry.number, before, after))

    def of(self, path: str, other: str) -> Decision | None:
        """Return what was decided about ``path`` beside ``other``, stale or not."""
        found = self._now.get((path, other))
        return found if found and (found.verdict or found.note) else None

    def all(self) -> list[Decision]:
        """Return every decision and note that stands, in order of path."""
        return [one for _, one in sorted(self._now.items()) if one.verdict or one.note]

    def stale(self, contents: Mapping[str, bytes]) -> list[Decision]:
        """Return those of which a document has changed or is gone since.

        Args:
            contents: sha256 of each document that is there, by path.
        """
        return [
            one
            for one in self.all()
            if not one.holds_for(contents.get(one.path), contents.get(one.other))
        ]

    def not_duplicates(self) -> NotDuplicates:
        """Return the pairs of contents that are not to be shown as alike."""
        return NotDuplicates().having(
            (one.sha256, one.other_sha256)
            for one in self._now.values()
            if one.verdict is Verdict.NOT_RELATED
        )

    @property
    def last_step(self) -> Step | None:
        """What would be taken back next."""
        return self._steps[-1] if self._steps else None


def decide(journal: Journal, decisions: Sequence[Decision], *, by: str = "person") -> Decisions:
    """Write decisions down as one step; returns how all stand then.

    Whoever calls holds ``locks.removing_alone``.

    Args:
        journal: The folder's journal.
        decisions: What was decided; a later one about the same two documents replaces an earlier.
        by: Who decided: "person", or the name of the rule that a person applied.
    """
    if decisions:
        rows = [_row(one) for one in decisions]
        journal.write(_EVENT, {"by": by, "decisions": rows})
    return Decisions(journal.entries())


def undo_decision(journal: Journal) -> tuple[Decisions, tuple[Decision, ...]]:
    """Take back the last step that stands; returns how all stand then, and what was taken back."""
    standing = Decisions(journal.entries())
    step = standing.last_step
    if step is None:
        return standing, ()
    rows = [_row(one) for one in step.before]
    journal.write(_EVENT, {"by": "person", "undoes": step.number, "decisions": rows})
    return Decisions(journal.entries()), step.after


def _row(one: Decision) -> dict[str, Any]:
    return {
        "path": one.path,
        "sha256": one.sha256.hex(),
        "other": one.other,
        "other_sha256": one.other_sha256.hex(),
        "verdict": one.verdict.value if one.verdict else None,
        "note": one.note,
    }


def _read(row: Mapping[str, Any], time: str) -> Decision:
    verdict = row["verdict"]
    return Decision(
        str(row["path"]),
        bytes.fromhex(row["sha256"]),
        str(row["other"]),
        bytes.fromhex(row["other_sha256"]),
        Verdict(verdict) if verdict else None,
        str(row["note"]),
        time,
    )


def conflicts(
    decisions: Iterable[Decision], same: Mapping[str, bytes]
) -> Iterator[tuple[Decision, Decision]]:
    """Yield decisions that do not go together: documents with one text, decided differently.

    Args:
        decisions: Those that hold.
        same: Digest of the text of each document, by path.
    """
    by_text: dict[tuple[bytes | str, bytes | str], Decision] = {}
    for one in decisions:
        if one.verdict is None:
            continue
        key = same.get(one.path, one.path), same.get(one.other, one.other)
        first = by_text.setdefault(key, one)
        if first.verdict is not one.verdict:
            yield first, one
