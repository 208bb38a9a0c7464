"""A kill between the journal and the bin loses nothing, and the journal comes to tell the truth."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from desktop_app.review.bins import DesktopBin, Slot
from desktop_app.review.journal import Journal
from tests.review.support import Desk


class Killed(BaseException):
    """The process ends here."""


class _KilledBefore(DesktopBin):
    def put(self, slot: Slot, path: bytes, folder: int | None) -> bytes:
        raise Killed


class _KilledAfter(DesktopBin):
    def put(self, slot: Slot, path: bytes, folder: int | None) -> bytes:
        super().put(slot, path, folder)
        raise Killed


def test_recover_when_killed_before_the_move_then_the_document_is_known_to_stay(
    desk: Desk,
) -> None:
    with pytest.raises(Killed):
        desk.remove(desk.planned("copies/b.txt", "a.txt"), bin=_KilledBefore(desk.base / "Trash"))
    assert desk.recover() == 1
    assert desk.history.in_bin() == []
    assert "copies/b.txt" in desk.names()
    assert desk.notes() == []
    assert desk.recover() == 0


def test_recover_when_killed_after_the_move_then_the_document_can_be_brought_back(
    desk: Desk,
) -> None:
    with pytest.raises(Killed):
        desk.remove(desk.planned("copies/b.txt", "a.txt"), bin=_KilledAfter(desk.base / "Trash"))
    assert desk.history.in_bin() == []
    assert desk.recover() == 1
    assert [document.path for document in desk.history.in_bin()] == ["copies/b.txt"]
    assert desk.undo()[0].done
    assert desk.names() == ["a.txt", "c.txt", "copies/b.txt"]


def test_recover_when_it_is_nowhere_then_the_journal_says_so(desk: Desk) -> None:
    with pytest.raises(Killed):
        desk.remove(desk.planned("copies/b.txt", "a.txt"), bin=_KilledAfter(desk.base / "Trash"))
    (desk.base / "Trash/files/b.txt").unlink()
    desk.recover()
    assert desk.journal.entries()[-1].facts["amiss"] == "not found"
    assert not desk.undo()[0].done


@pytest.mark.parametrize("moved", [False, True])
def test_recover_when_killed_while_bringing_back_then_knows_how_far_it_came(
    desk: Desk, moved: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.remove(desk.planned("copies/b.txt", "a.txt"))
    from desktop_app.review import undo

    def killed(real: Callable[..., None]) -> Callable[..., None]:
        def move(source: bytes, target: bytes) -> None:
            if moved:
                real(source, target)
            raise Killed

        return move

    monkeypatch.setattr(undo, "move", killed(undo.move))
    with pytest.raises(Killed):
        desk.undo()
    monkeypatch.undo()
    assert desk.recover() == 1
    assert ("copies/b.txt" in desk.names()) is moved
    assert len(desk.history.in_bin()) == (0 if moved else 1)
    assert desk.notes() == ([] if moved else ["b.txt.trashinfo"])


def test_remove_when_the_second_line_cannot_be_written_then_it_is_put_back(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from desktop_app.errors import DiskFull

    write = Journal.write

    def full(self: Journal, event: str, facts: dict[str, object]) -> object:
        if event == "removed":
            raise DiskFull("The disk is full.")
        return write(self, event, facts)

    monkeypatch.setattr(Journal, "write", full)
    (outcome,) = desk.remove(desk.planned("copies/b.txt", "a.txt")).outcomes
    assert not outcome.done
    assert "copies/b.txt" in desk.names()
    assert desk.history.unfinished == []
