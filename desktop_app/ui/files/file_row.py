"""A file as one row shows it."""

from __future__ import annotations

import enum
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from desktop_app.documents.model import Reason
from desktop_app.documents.reasons import Offer, offer
from desktop_app.index.rows import FileState
from desktop_app.ui.documents.kinds import kind_words
from desktop_app.ui.documents.paths import folder_of, name_of
from desktop_app.ui.documents.reason_words import reason_words, remedy_words

_DIGITS = re.compile(r"\d+")
_PLACES = 12


class Standing(enum.Enum):
    """How a file stands, to a person: what they left out themselves is no failure."""

    FULL = "full"
    PARTLY = "partly"
    NOT_READ = "not_read"
    LEFT_OUT = "left_out"


_STANDINGS = list(Standing)
_SIGNS = {
    Standing.FULL: ("check", "good"),
    Standing.PARTLY: ("partly", "warning"),
    Standing.NOT_READ: ("warning", "bad"),
    Standing.LEFT_OUT: ("exclude", "quiet"),
}
_WORDS = {
    Standing.FULL: QT_TRANSLATE_NOOP("Files", "Fully read"),
    Standing.PARTLY: QT_TRANSLATE_NOOP("Files", "Partly read"),
    Standing.NOT_READ: QT_TRANSLATE_NOOP("Files", "Not read"),
    Standing.LEFT_OUT: QT_TRANSLATE_NOOP("Files", "Left out"),
}


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file, with its words made once.

    Attributes:
        folded: Path in lower case, for filtering.
        reason: Value of ``documents.model.Reason``, "" where all was read.
        places: Its place among all files in the order of each column.
    """

    path: str
    name: str
    folder: str
    kind: str
    state: Standing
    reason: str
    detail: str
    passages: int
    folded: str
    places: tuple[int, ...] = ()

    @property
    def kind_words(self) -> str:
        return kind_words(self.kind) if self.kind else ""

    @property
    def reason_words(self) -> str:
        """One line on why not all was read; "" where it was."""
        if not self.reason:
            return ""
        return reason_words(Reason(self.reason), self.detail)

    @property
    def remedy_words(self) -> str:
        """One sentence on what can be done; "" where all was read."""
        if not self.reason:
            return ""
        return remedy_words(Reason(self.reason))

    @property
    def offer(self) -> Offer:
        """What a button beside the reason would do."""
        return offer(Reason(self.reason)) if self.reason else Offer.NONE


def rows_of(states: Iterable[FileState]) -> tuple[FileRow, ...]:
    """Return rows of files as the last run saw them. Any thread may call it."""
    return _in_order(
        [
            FileRow(
                path=state.path,
                name=name_of(state.path),
                folder=folder_of(state.path),
                kind=state.kind,
                state=_standing(state),
                reason=state.reason,
                detail=state.detail,
                passages=state.passages,
                folded=state.path.lower(),
            )
            for state in states
        ]
    )


def state_words(state: Standing) -> str:
    """Return “Fully read”, “Partly read”, “Not read” or “Left out”."""
    words: str = str(_WORDS[state])
    return QCoreApplication.translate("Files", words)


def state_sign(state: Standing) -> tuple[str, str]:
    """Return the name of the icon and the colour of a state."""
    return _SIGNS[state]


def _standing(state: FileState) -> Standing:
    return Standing.LEFT_OUT if state.reason == Reason.EXCLUDED.value else Standing(state.state)


def natural(text: str) -> str:
    """Return a key by which “file 2” comes before “file 10”."""
    return _DIGITS.sub(lambda digits: digits.group().zfill(_PLACES), text.lower())


def _in_order(rows: list[FileRow]) -> tuple[FileRow, ...]:
    """Give rows their place in the order of each column; equal ones by path.

    Done once and not on the window's thread: it then sorts 50,000 files by numbers.
    """
    keys: tuple[Callable[[FileRow], str | int], ...] = (
        lambda row: natural(row.name),
        lambda row: natural(row.path),
        lambda row: row.kind_words,
        lambda row: -_STANDINGS.index(row.state),
        lambda row: row.reason or "~",
        lambda row: row.passages,
    )
    by_path = sorted(range(len(rows)), key=lambda number: rows[number].path)
    places = [[0] * len(keys) for _ in rows]
    for column, key in enumerate(keys):
        values = [key(row) for row in rows]
        for place, number in enumerate(sorted(by_path, key=values.__getitem__)):
            places[number][column] = place
    return tuple(replace(row, places=tuple(mine)) for row, mine in zip(rows, places, strict=True))
