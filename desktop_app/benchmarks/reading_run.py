"""Every file of a folder through the reader processes, and what each gave and cost."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from desktop_app.benchmarks.expectations import Outcome
from desktop_app.benchmarks.reading_costs import Cost, ReadingWatch
from desktop_app.benchmarks.reference_readers import References, share_found, word_bag
from desktop_app.documents.folder.scanner import scan
from desktop_app.documents.model import ReadState
from desktop_app.documents.text.passages import PassageSetting
from desktop_app.documents.workers.pool import ReaderPool
from desktop_app.documents.workers.reader import FileReading
from desktop_app.progress import CancelToken, no_report

_TEMPORARY = ("TMPDIR", "TEMP", "TMP")


@dataclass(frozen=True, slots=True)
class FileFigures:
    """One file, read.

    Attributes:
        path: Relative, with ``/``.
        recall, precision: Share of the reference's words found, and of ours that it has too; None
            without a reference, or where that found no words.
    """

    path: str
    outcome: Outcome
    cost: Cost
    words: int = 0
    recall: float | None = None
    precision: float | None = None

    @property
    def suffix(self) -> str:
        """Lower case with the dot, or ""."""
        return os.path.splitext(self.path)[1].lower()


@dataclass(frozen=True, slots=True)
class FolderFigures:
    """A whole folder, read.

    Attributes:
        wall_s: From the first file to the last, the start of the readers among it.
        peak_bytes: Most memory of this process and its readers together.
        left_over: Files left in the readers' temporary folder.
    """

    files: list[FileFigures]
    passed_over: dict[str, str]
    wall_s: float
    peak_bytes: int
    left_over: list[str]


def read_folder(folder: Path, references: References, workers: int = 2) -> FolderFigures:
    """Return what reading every file of a folder gave.

    Args:
        references: Has converted what shall be compared.
        workers: Files read at once.
    """
    found = scan(str(folder), CancelToken(), no_report)
    files: list[FileFigures] = []
    with _own_temporary_folder() as temporary, ReadingWatch() as watch:
        started = time.monotonic()
        with ReaderPool(
            workers, folder=str(folder), settings=[PassageSetting()], start=watch.start_reader
        ) as pool:
            first_of: dict[bytes, FileFigures] = {}
            for reading in pool.read_all(found.files, (), CancelToken()):
                cost = watch.costs.get(reading.path, Cost())
                figures = _figures(folder, reading, cost, references, first_of)
                if reading.sha256:
                    first_of.setdefault(reading.sha256, figures)
                files.append(figures)
        wall_s = time.monotonic() - started
        left_over = sorted(str(path.relative_to(temporary)) for path in temporary.rglob("*"))
    passed_over = {skipped.path: skipped.reason.value for skipped in found.skipped}
    files.sort(key=lambda file: file.path)
    return FolderFigures(files, passed_over, wall_s, watch.peak_bytes, left_over)


def _figures(
    folder: Path,
    reading: FileReading,
    cost: Cost,
    references: References,
    first_of: Mapping[bytes, FileFigures],
) -> FileFigures:
    if reading.failure is not None:
        reason, detail = reading.failure
        outcome = Outcome(ReadState.NOT_READ, reason, detail, cost.wall_s)
        return FileFigures(reading.path, outcome, cost)
    text = reading.outcome
    if text is None:  # the same bytes as a file before it
        return replace(first_of[reading.sha256 or b""], path=reading.path, cost=cost)
    outcome = Outcome(text.state, text.reason, text.detail, cost.wall_s)
    words = word_bag(text.text)
    wanted = references.words(folder / reading.path)
    if not wanted:
        return FileFigures(reading.path, outcome, cost, words.total())
    return FileFigures(
        reading.path,
        outcome,
        cost,
        words.total(),
        recall=share_found(wanted, words),
        precision=share_found(words, wanted),
    )


@contextmanager
def _own_temporary_folder() -> Iterator[Path]:
    """Give the processes started meanwhile a temporary folder that nobody else uses."""
    before = {name: os.environ.get(name) for name in _TEMPORARY}
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(dict.fromkeys(_TEMPORARY, folder))
        try:
            yield Path(folder)
        finally:
            for name, value in before.items():
                if value is None:
                    del os.environ[name]
                else:
                    os.environ[name] = value
