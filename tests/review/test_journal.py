"""The journal: each line bound to the one before."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from desktop_app.errors import DiskFull, JournalBroken
from desktop_app.review.journal import FILE_NAME, Journal


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    journal = Journal(tmp_path, tmp_path / "anchors")
    for number in range(4):
        journal.write("noted", {"path": f"Straße {number}.txt", "odd": "\udc80"})
    return journal


def _fresh(journal: Journal) -> Journal:
    return Journal(journal.path.parent, journal.path.parent / "anchors")


def test_entries_when_read_by_another_then_are_as_written(journal: Journal) -> None:
    entries = _fresh(journal).entries()
    assert [(entry.number, entry.event) for entry in entries] == [(n, "noted") for n in range(1, 5)]
    assert entries[2].facts == {"path": "Straße 2.txt", "odd": "\udc80"}
    assert _fresh(journal).problems() == []


@pytest.mark.parametrize("line", range(4))
def test_problems_when_a_line_was_changed_then_are_told(journal: Journal, line: int) -> None:
    lines = journal.path.read_bytes().splitlines(keepends=True)
    lines[line] = lines[line].replace(b"txt", b"pdf")
    journal.path.write_bytes(b"".join(lines))
    assert _fresh(journal).problems()
    with pytest.raises(JournalBroken):
        _fresh(journal).write("noted", {})
    with pytest.raises(JournalBroken):
        journal.write("noted", {})


@pytest.mark.parametrize("line", range(4))
def test_problems_when_a_line_was_removed_then_are_told(journal: Journal, line: int) -> None:
    lines = journal.path.read_bytes().splitlines(keepends=True)
    del lines[line]
    journal.path.write_bytes(b"".join(lines))
    assert _fresh(journal).problems()


def test_problems_when_two_lines_changed_places_then_are_told(journal: Journal) -> None:
    lines = journal.path.read_bytes().splitlines(keepends=True)
    lines[1], lines[2] = lines[2], lines[1]
    journal.path.write_bytes(b"".join(lines))
    assert _fresh(journal).problems()


def test_problems_when_the_whole_chain_was_made_anew_then_are_told(journal: Journal) -> None:
    forged = journal.path.parent / "forged"
    forged.mkdir()
    other = Journal(forged, forged / "anchors")
    for _ in range(4):
        other.write("noted", {"path": "nothing.txt"})
    journal.path.write_bytes(other.path.read_bytes())
    assert _fresh(journal).problems() == [
        "line 4 is not the one that was written on this computer."
    ]


def test_problems_when_the_journal_is_gone_then_are_told(journal: Journal) -> None:
    journal.path.unlink()
    assert _fresh(journal).problems() == ["the last 4 of its 4 lines are missing."]


def test_entries_when_the_last_line_has_no_end_then_it_was_never_written(journal: Journal) -> None:
    with open(journal.path, "ab") as file:
        file.write(b'{"digest":"12')
    again = _fresh(journal)
    assert len(again.entries()) == 4
    again.write("noted", {"path": "five"})
    assert [entry.number for entry in _fresh(journal).entries()] == [1, 2, 3, 4, 5]


def test_entries_when_a_line_repeats_a_name_then_it_is_not_understood(journal: Journal) -> None:
    text = journal.path.read_bytes()
    journal.path.write_bytes(text.replace(b'{"digest"', b'{"digest":"x","digest"', 1))
    assert _fresh(journal).problems() == ["line 1 cannot be understood."]


def test_write_when_the_disk_is_full_then_the_journal_is_as_it_was(
    journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = journal.path.read_bytes()
    write = os.write

    def half(fd: int, data: bytes) -> int:
        write(fd, data[: len(data) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("desktop_app.review.journal.os.write", half)
    with pytest.raises(DiskFull):
        journal.write("noted", {})
    monkeypatch.undo()
    assert journal.path.read_bytes() == before
    assert _fresh(journal).problems() == []


def test_journal_when_written_then_only_its_owner_may_read_it(journal: Journal) -> None:
    if os.name == "nt":
        pytest.skip("modes are for POSIX")
    assert (journal.path.parent / FILE_NAME).stat().st_mode & 0o777 == 0o600
