"""Files that gave no text: remembered, and read again when asked or when the reader is newer."""

from __future__ import annotations

import contextlib
import hashlib

import pytest

from desktop_app.documents.model import Reason
from desktop_app.index import indexing
from desktop_app.index.writer import IndexWriter
from tests.index.indexing.support import KNEE, LEASE, assert_sound, numbers, use_readers
from tests.support.toy_library import ToyLibrary


@pytest.fixture
def odd_readers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reader children that misbehave over files with certain names."""
    use_readers(monkeypatch, "tests.support.odd_reader")


def _note_failure(toy: ToyLibrary, text: str, reason: str) -> None:
    """Let the index remember that these bytes could not be read."""
    with contextlib.closing(IndexWriter(toy.location)) as writer, writer.transaction():
        digest = hashlib.sha256(text.encode()).digest()
        writer.put_content(
            digest, indexing.READER_VERSION, kind="unknown", state="not_read", reason=reason
        )


def test_update_when_a_file_failed_before_then_it_is_read_again_only_on_request(
    toy: ToyLibrary,
) -> None:
    toy.write("lease.txt", LEASE)
    toy.write("knee.txt", KNEE)
    toy.update()
    _note_failure(toy, LEASE, "timed_out")
    again = toy.update()
    assert numbers(again.summary) == {"unchanged": 2}
    assert [(p.path, p.reason) for p in again.problems] == [("lease.txt", Reason.TIMED_OUT)]

    retried = toy.update(retry=["lease.txt"])
    assert numbers(retried.summary) == {"indexed": 1, "unchanged": 1}
    assert retried.problems == ()
    assert toy.found("rent")[0] == "lease.txt"
    assert_sound(toy)


def test_update_when_all_are_retried_then_those_fully_read_are_left_alone(toy: ToyLibrary) -> None:
    toy.write("lease.txt", LEASE)
    toy.write("broken.docx", b"\0\1\2 no package")
    toy.update()
    retried = toy.update(retry=[])
    assert numbers(retried.summary) == {"unchanged": 1}
    assert [(p.path, p.reason) for p in retried.problems] == [("broken.docx", Reason.DAMAGED)]


@pytest.mark.usefixtures("odd_readers")
def test_update_when_a_newer_reader_dies_over_a_file_then_its_earlier_text_stays(
    toy: ToyLibrary, monkeypatch: pytest.MonkeyPatch
) -> None:
    toy.write("lease.txt", LEASE)
    toy.update()
    (toy.path / "lease.txt").rename(toy.path / "lease crash.txt")
    toy.update()  # known under its new name without being read
    monkeypatch.setattr(indexing, "READER_VERSION", indexing.READER_VERSION + 1)
    toy.update()
    assert toy.found("rent") == ["lease crash.txt"]
    assert numbers(toy.update().summary) == {"unchanged": 1}
    assert_sound(toy)
