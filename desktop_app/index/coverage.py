"""Every file of the folder is accounted for: fully read, partly read, or not read, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.documents.model import Reason
from desktop_app.index.reader import IndexReader

# Nothing is wrong with these files: there is no text to be had from them here. The others failed.
PASSED_OVER = frozenset(
    {
        Reason.UNSUPPORTED,
        Reason.EMPTY,
        Reason.NO_TEXT,
        Reason.SCANNED,
        Reason.PICTURES,
        Reason.NOT_A_FILE,
        Reason.ONLINE_ONLY,
        Reason.SYSTEM_FILE,
        Reason.EXCLUDED,
        Reason.TOO_LARGE,
    }
)


@dataclass(frozen=True, slots=True)
class FileProblem:
    """A file that was not, or only partly, read.

    Attributes:
        partly: Its text is in the index as far as it could be read.
    """

    path: str
    reason: Reason
    detail: str
    partly: bool = False

    @property
    def passed_over(self) -> bool:
        """Whether there was nothing to read rather than something that went wrong."""
        return self.reason in PASSED_OVER


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many files were read. ``files == full + partly + sum(not_read.values())``."""

    files: int
    full: int
    partly: int
    not_read: Mapping[Reason, int]

    @property
    def sentence(self) -> str:
        """“212 of 220 files fully read, 3 partly, 5 not.”"""
        missing = sum(self.not_read.values())
        if self.full == self.files:
            return f"All {self.files:,} files fully read."
        return (
            f"{self.full:,} of {self.files:,} files fully read, {self.partly:,} partly,"
            f" {missing:,} not."
        )


def problems(reader: IndexReader) -> tuple[FileProblem, ...]:
    """Return every file not fully read, in order of path."""
    return tuple(
        FileProblem(path, Reason(reason), detail, partly)
        for path, reason, detail, partly in reader.problems()
    )


def coverage(reader: IndexReader) -> Coverage:
    """Return the state of the folder as the last run saw it."""
    found = problems(reader)
    partly = sum(problem.partly for problem in found)
    not_read = Counter(problem.reason for problem in found if not problem.partly)
    in_documents = reader.count_documents()
    skipped = reader.count_skipped()
    files = in_documents + skipped
    return Coverage(files, files - len(found), partly, dict(sorted(not_read.items(), key=str)))
