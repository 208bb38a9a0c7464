"""The truth as data: which documents of the folder are what to each other."""

from __future__ import annotations

import enum
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

NONE = "none"
"""What two documents are that are not related."""

_MIRRORED = {"contains": "contained_in", "contained_in": "contains"}
_LEFT_ALONE = frozenset((NONE, "related"))


def mirrored(relation: str) -> str:
    """Return the relation as seen from the other document."""
    return _MIRRORED.get(relation, relation)


class Removal(enum.Enum):
    """Which of two documents may be offered for removal because of the other."""

    EITHER = "either"
    SECOND = "second"
    NEITHER = "neither"


@dataclass(frozen=True, slots=True)
class Expected:
    """What an honest reviewer says about a pair.

    Attributes:
        relation: The best answer, as the first document sees the second; recall counts by it.
        also: Other answers that are as honest.
        removal: Which of the two may be offered for removal.
    """

    relation: str
    also: frozenset[str] = frozenset()
    removal: Removal = Removal.EITHER

    def accepts(self, relation: str) -> bool:
        """Whether ``relation``, as the first document sees the second, is an honest answer."""
        return relation == self.relation or relation in self.also


UNRELATED = Expected(NONE, _LEFT_ALONE, Removal.NEITHER)
"""Two documents about which nothing is planted; "related" (by topic) is nobody's error."""


@dataclass(frozen=True, slots=True)
class PairTruth:
    """Two documents, by path, what they are, and what was done ("edited 5 %")."""

    a: str
    b: str
    expected: Expected
    kind: str


@dataclass(slots=True)
class Truth:
    """The files of a folder and what is known about them.

    Attributes:
        files: Path to bytes.
        empty: Paths of documents that say nothing.
        scans: Paths of documents that only text recognition can read.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    empty: set[str] = field(default_factory=set)
    scans: set[str] = field(default_factory=set)
    _pairs: dict[frozenset[str], PairTruth] = field(default_factory=dict)

    def add(self, path: str, data: bytes) -> str:
        """Add a file; a number is put into the name if there is one of that name."""
        stem, _, suffix = path.rpartition(".")
        number, unique = 1, path
        while unique in self.files:
            number += 1
            unique = f"{stem} ({number}).{suffix}"
        self.files[unique] = data
        return unique

    def relate(self, a: str, b: str, expected: Expected, kind: str) -> None:
        """Say what ``a`` is to ``b``; each pair once."""
        key = frozenset((a, b))
        if len(key) < 2 or key in self._pairs:
            raise ValueError(f"twice: {a}, {b}")
        self._pairs[key] = PairTruth(a, b, expected, kind)

    def relate_all(self, paths: list[str], expected: Expected, kind: str) -> None:
        """Say the same about every two of ``paths``, earlier to later."""
        for number, path in enumerate(paths):
            for other in paths[number + 1 :]:
                self.relate(path, other, expected, kind)

    def about(self, a: str, b: str) -> PairTruth:
        """Return what is known about two documents; unrelated where nothing is planted."""
        return self._pairs.get(frozenset((a, b))) or PairTruth(a, b, UNRELATED, "nothing planted")

    def __iter__(self) -> Iterator[PairTruth]:
        return iter(self._pairs.values())

    def write(self, folder: Path) -> None:
        """Write all files below ``folder``; those that are there already are left alone.

        Raises:
            ValueError: If other files are there.
        """
        there = {file.relative_to(folder).as_posix(): file for file in _files(folder)}
        if there.keys() - self.files.keys():
            raise ValueError(f"{folder} holds other files; name another folder")
        for path, data in self.files.items():
            file = folder / path
            if path not in there or file.read_bytes() != data:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data)


def _files(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file()]
