"""An index that is damaged, a folder that is away, files that cannot be had."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping

import pytest

from desktop_app.documents import limits
from desktop_app.documents.model import Reason
from desktop_app.documents.workers.pool import ReaderPool
from desktop_app.documents.workers.reader import FileReading
from desktop_app.errors import FolderLooksEmptied
from desktop_app.settings import Settings
from tests.index.indexing.support import KNEE, LEASE, assert_sound, numbers
from tests.support.toy_library import ToyLibrary, paragraph


def test_update_when_the_index_is_damaged_then_it_is_set_aside_and_made_anew(
    indexed: ToyLibrary,
) -> None:
    database = indexed.location.database
    raw = bytearray(database.read_bytes())
    raw[: len(raw) // 2] = bytes(len(raw) // 2)
    database.write_bytes(raw)
    result = indexed.update()
    assert result.set_aside is not None
    assert result.set_aside.read_bytes() == raw
    assert result.summary.indexed == 3
    assert indexed.found("rent tenant")[0] == "lease.txt"
    assert_sound(indexed)


def test_update_when_only_some_pages_are_damaged_then_vectors_are_saved(
    toy: ToyLibrary,
) -> None:
    for number in range(60):
        toy.write(f"{number:02}.txt", paragraph(number, 4))
    toy.update()
    database = toy.location.database
    raw = bytearray(database.read_bytes())
    page = _root_page_of(toy, "document")
    raw[(page - 1) * 4096 : page * 4096] = bytes(4096)
    database.write_bytes(raw)
    result = toy.update()
    assert result.set_aside is not None
    assert result.salvaged == 60
    assert numbers(result.summary) == {"indexed": 60}
    assert_sound(toy)


def _root_page_of(toy: ToyLibrary, table: str) -> int:
    """Return the root page of a table."""
    reader = toy.reader
    try:
        return int(reader.value("SELECT rootpage FROM sqlite_schema WHERE name = ?", table))
    finally:
        reader.close()


def test_update_when_the_folder_is_suddenly_empty_then_asked_and_nothing_purged(
    indexed: ToyLibrary,
) -> None:
    aside = indexed.path.with_name("aside")
    shutil.copytree(indexed.path, aside)
    shutil.rmtree(indexed.path / "health")
    (indexed.path / "lease.txt").unlink()
    before = indexed.changes
    with pytest.raises(FolderLooksEmptied, match="3 of 3"):
        indexed.update()
    assert indexed.changes == before
    assert len(indexed.found("rent knee dough")) == 3
    assert numbers(indexed.update(confirm_removed=True).summary) == {"removed": 3}
    assert indexed.found("rent knee dough") == []
    assert_sound(indexed)


def test_update_when_more_than_half_is_gone_then_asked(twenty: ToyLibrary) -> None:
    for number in range(11):
        (twenty.path / f"{number:02}.txt").unlink()
    with pytest.raises(FolderLooksEmptied, match="11 of 20"):
        twenty.update()
    assert len(twenty.found(paragraph(1, 2))) == 20
    assert twenty.update(confirm_removed=True).summary.removed == 11


def test_update_when_a_folder_cannot_be_listed_then_its_documents_stay(
    indexed: ToyLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As for a folder without permission, which root would be let into all the same.
    monkeypatch.setattr("desktop_app.documents.folder.scanner.MAX_DEPTH", 0)
    result = indexed.update()
    assert numbers(result.summary) == {"unchanged": 1, "unreachable": 2}
    assert "health" in [p.path for p in result.problems]
    assert len(indexed.found("rent knee dough")) == 3


def test_update_when_a_file_is_over_the_limit_then_told(toy: ToyLibrary) -> None:
    large = toy.write("large.txt", "x")
    with large.open("r+b") as file:
        file.truncate(limits.MAX_FILE_BYTES + 1)
    assert [(p.path, p.reason) for p in toy.update().problems] == [("large.txt", Reason.TOO_LARGE)]


def test_update_when_the_limit_is_raised_then_a_file_over_it_is_read_on_request(
    toy: ToyLibrary,
) -> None:
    toy.write("large.txt", (LEASE + "\n") * 20_000)
    toy.settings = Settings(largest_file_mb=1)
    assert [(p.path, p.reason) for p in toy.update().problems] == [("large.txt", Reason.TOO_LARGE)]
    toy.settings = Settings(largest_file_mb=2)
    assert toy.update(retry=[]).problems == ()


def test_update_when_a_file_still_has_no_permission_then_no_answer_changes(
    toy: ToyLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    toy.write("lease.txt", LEASE)
    toy.write("sealed.txt", KNEE)

    def sealed(
        self: ReaderPool, paths: Mapping[str, object], *_: object
    ) -> Iterator[FileReading | None]:
        for path in paths:
            yield FileReading(path, failure=(Reason.NO_PERMISSION, ""))

    monkeypatch.setattr(ReaderPool, "read_with_pauses", sealed)
    assert len(toy.update().problems) == 2
    before = toy.changes
    assert len(toy.update().problems) == 2
    assert toy.changes == before
