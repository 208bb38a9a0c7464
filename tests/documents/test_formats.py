"""Every kind of document, read in child processes: how many of its known words are found.

The figures are printed as a table at the end of the test run.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from desktop_app.benchmarks.reading_costs import Cost, ReadingWatch
from desktop_app.benchmarks.reference_readers import (
    References,
    WordBag,
    reader_for,
    share_found,
    word_bag,
)
from desktop_app.documents.model import Kind, ReadState, Reason
from desktop_app.documents.reading import READERS
from desktop_app.documents.text.passages import PassageSetting
from desktop_app.documents.workers.pool import ReaderPool
from desktop_app.documents.workers.reader import FileReading
from desktop_app.progress import CancelToken
from tests.support.good_documents import GoodDocument, good_documents

LEAST = {Kind.DOC: 0.93, Kind.PPTX: 0.90, Kind.HTML: 0.90}
LEAST_OTHERWISE = 0.95
DOCUMENTS = {document.name: document for document in good_documents()}

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Readings:
    """All documents, read once for all tests."""

    by_name: dict[str, FileReading]
    costs: dict[str, Cost]
    references: dict[str, WordBag | None]

    def words(self, name: str) -> WordBag:
        outcome = self.by_name[name].outcome
        return word_bag(outcome.text) if outcome else WordBag()


@pytest.fixture(scope="module")
def readings(tmp_path_factory: pytest.TempPathFactory) -> Readings:
    folder, scratch = tmp_path_factory.mktemp("formats"), tmp_path_factory.mktemp("references")
    for document in DOCUMENTS.values():
        (folder / document.name).write_bytes(document.data)
    references = References(scratch)
    references.convert(folder / name for name in DOCUMENTS)
    with (
        ReadingWatch() as watch,
        ReaderPool(
            2, folder=str(folder), settings=[PassageSetting()], start=watch.start_reader
        ) as pool,
    ):
        found = list(pool.read_all(list(DOCUMENTS), (), CancelToken()))
    return Readings(
        {reading.path: reading for reading in found},
        watch.costs,
        {name: references.words(folder / name) for name in DOCUMENTS},
    )


@pytest.fixture
def note_row(record_property: Callable[[str, object], None]) -> Callable[[Row], None]:
    """Note one line of the table that is printed at the end."""
    return lambda row: record_property("format", row)


def test_documents_when_listed_then_one_of_every_kind_that_is_read() -> None:
    assert {document.kind for document in DOCUMENTS.values()} == set(READERS)


@pytest.mark.parametrize("name", DOCUMENTS)
def test_document_when_read_then_its_words_pages_and_kind(
    readings: Readings, note_row: Callable[[Row], None], name: str
) -> None:
    document, reading = DOCUMENTS[name], readings.by_name[name]
    wanted, found = word_bag(document.text), readings.words(name)
    note_row(_row(document, readings))
    if document.kind is Kind.IMAGE:
        # Its text has to be recognised, which is not done in the same step.
        assert reading.failure is not None
        assert reading.failure[0] is Reason.SCANNED
        return
    assert reading.outcome is not None, reading.failure
    assert (reading.outcome.kind, reading.outcome.state) == (document.kind, ReadState.FULL)
    assert len(reading.outcome.page_starts) >= document.pages
    assert share_found(wanted, found) >= LEAST.get(document.kind, LEAST_OTHERWISE)
    if reference := readings.references[name]:
        printed = _without_repetition(reference, document.pages)
        assert share_found(printed, found) >= LEAST.get(document.kind, LEAST_OTHERWISE)


def _without_repetition(words: WordBag, pages: int) -> WordBag:
    """Leave out what printing adds: page numbers, and headers on every page."""
    return WordBag(set(words) - {str(page) for page in range(1, pages + 1)})


def _row(document: GoodDocument, readings: Readings) -> Row:
    reading, wanted = readings.by_name[document.name], word_bag(document.text)
    found, reference = readings.words(document.name), readings.references[document.name]
    program = reader_for(Path(document.name).suffix)
    compared = "-"
    if reference and program:
        printed = _without_repetition(reference, document.pages)
        compared = f"{share_found(printed, found):.3f} of {program.name}"
    return (
        document.kind.value,
        f"{wanted.total()}",
        f"{(wanted & found).total()}",
        compared,
        f"{readings.costs[document.name].cpu_s:.2f}",
        reading.failure[0].value if reading.failure else "-",
    )
