"""Documents are removed to the bin only while a proved copy stays."""

from __future__ import annotations

import os
from pathlib import Path
from urllib.parse import unquote

import pytest

from desktop_app.progress import CancelToken, no_report
from desktop_app.review.bins import DesktopBin, NoBin, Quarantine, Slot
from desktop_app.review.removal import Applied, Planned, Remover
from tests.review.support import Desk


def _only(applied: Applied) -> str:
    (outcome,) = applied.outcomes
    assert not outcome.done
    assert outcome.reason
    return outcome.reason


def test_remove_when_a_copy_stays_then_it_is_in_the_bin_with_its_note(desk: Desk) -> None:
    applied = desk.remove(desk.planned("copies/b.txt", "a.txt"))
    (outcome,) = applied.outcomes
    assert outcome.done
    assert Path(outcome.where).read_text() == "The same words."
    assert desk.names() == ["a.txt", "c.txt"]
    (note,) = (desk.base / "Trash" / "info").iterdir()
    assert unquote(note.read_text()).splitlines()[1] == f"Path={desk.folder}/copies/b.txt"
    assert [document.path for document in desk.history.in_bin()] == ["copies/b.txt"]


def test_remove_when_all_copies_are_listed_then_each_stays_for_the_other(desk: Desk) -> None:
    plan = desk.planned("a.txt", "copies/b.txt"), desk.planned("copies/b.txt", "a.txt")
    applied = desk.remove(*plan)
    assert not applied.removed
    assert applied.action == 0
    assert desk.names() == ["a.txt", "c.txt", "copies/b.txt"]


def test_remove_when_it_is_listed_as_its_own_copy_then_stays(desk: Desk) -> None:
    _only(desk.remove(desk.planned("a.txt", "a.txt")))
    assert "a.txt" in desk.names()


@pytest.mark.parametrize("changed", ["a.txt", "copies/b.txt"])
def test_remove_when_one_changed_with_size_and_time_kept_then_stays(
    desk: Desk, changed: str
) -> None:
    planned = desk.planned("copies/b.txt", "a.txt")
    path = desk.folder / changed
    before = path.stat()
    path.write_text("The SAME words.")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert "has changed" in _only(desk.remove(planned))
    assert desk.names() == ["a.txt", "c.txt", "copies/b.txt"]


@pytest.mark.parametrize("gone", ["a.txt", "copies/b.txt"])
def test_remove_when_one_is_gone_then_nothing_is_done(desk: Desk, gone: str) -> None:
    planned = desk.planned("copies/b.txt", "a.txt")
    (desk.folder / gone).unlink()
    before = desk.names()
    _only(desk.remove(planned))
    assert desk.names() == before
    assert desk.in_trash() == []


@pytest.mark.parametrize(("link", "target"), [("a.txt", "copies/b.txt"), ("copies/b.txt", "a.txt")])
def test_remove_when_one_became_a_link_to_the_other_then_stays(
    desk: Desk, link: str, target: str
) -> None:
    planned = desk.planned("copies/b.txt", "a.txt")
    (desk.folder / link).unlink()
    (desk.folder / link).symlink_to(desk.folder / target)
    assert "link" in _only(desk.remove(planned))
    assert (desk.folder / target).read_text() == "The same words."


def test_remove_when_both_are_names_of_one_file_then_stays(desk: Desk) -> None:
    (desk.folder / "copies/b.txt").unlink()
    os.link(desk.folder / "a.txt", desk.folder / "copies/b.txt")
    assert "one and the same file" in _only(desk.remove(desk.planned("copies/b.txt", "a.txt")))
    assert desk.names() == ["a.txt", "c.txt", "copies/b.txt"]


def test_remove_when_its_folder_became_a_link_then_stays(desk: Desk) -> None:
    planned = desk.planned("copies/b.txt", "a.txt")
    (desk.folder / "copies").rename(desk.base / "elsewhere")
    (desk.folder / "copies").symlink_to(desk.base / "elsewhere")
    assert "link" in _only(desk.remove(planned))
    assert (desk.base / "elsewhere/b.txt").exists()


def test_remove_when_another_file_took_its_place_meanwhile_then_that_is_put_back(
    desk: Desk,
) -> None:
    planned = desk.planned("copies/b.txt", "a.txt")
    path = desk.folder / "copies/b.txt"

    class Swapping(DesktopBin):
        def put(self, slot: Slot, path_: bytes, folder: int | None) -> bytes:
            path.rename(path.with_name("moved away.txt"))
            path.write_text("A file that nobody reviewed.")
            return super().put(slot, path_, folder)

    reason = _only(desk.remove(planned, bin=Swapping(desk.base / "Trash")))
    assert "took its place" in reason
    assert path.read_text() == "A file that nobody reviewed."
    assert desk.in_trash() == desk.notes() == []
    assert desk.history.in_bin() == []


def test_remove_when_the_copy_that_stays_changes_meanwhile_then_it_is_put_back(
    desk: Desk,
) -> None:
    planned = desk.planned("copies/b.txt", "a.txt")

    class Late(DesktopBin):
        def put(self, slot: Slot, path: bytes, folder: int | None) -> bytes:
            (desk.folder / "a.txt").write_text("The wrong words.")
            return super().put(slot, path, folder)

    _only(desk.remove(planned, bin=Late(desk.base / "Trash")))
    assert (desk.folder / "copies/b.txt").read_text() == "The same words."


def test_remove_when_there_is_no_bin_then_it_stays_and_the_report_says_so(desk: Desk) -> None:
    class Without(DesktopBin):
        def reserve(self, path: bytes, device: int) -> Slot:
            raise NoBin("there is no bin on this drive")

    reason = _only(desk.remove(desk.planned("copies/b.txt", "a.txt"), bin=Without()))
    assert "no bin on this drive" in reason
    assert "copies/b.txt" in desk.names()


def test_remove_when_the_bin_cannot_be_written_then_it_stays(desk: Desk) -> None:
    (desk.base / "Trash").write_text("in the way")
    _only(desk.remove(desk.planned("copies/b.txt", "a.txt")))
    assert "copies/b.txt" in desk.names()


def test_remove_when_the_bin_has_that_name_then_both_are_kept(desk: Desk) -> None:
    desk.write("more/b.txt", "The same words.")
    applied = desk.remove(
        desk.planned("copies/b.txt", "a.txt"), desk.planned("more/b.txt", "a.txt")
    )
    assert len(applied.removed) == 2
    assert desk.in_trash() == ["b 2.txt", "b.txt"]
    assert desk.notes() == ["b 2.txt.trashinfo", "b.txt.trashinfo"]


def test_remove_when_another_was_removed_for_it_then_it_stays(desk: Desk) -> None:
    desk.write("near.txt", "The same words, nearly.")
    desk.write("far.txt", "The same words, nearly, again.")
    assert desk.remove(desk.planned("a.txt", "near.txt")).removed
    reason = _only(desk.remove(desk.planned("near.txt", "far.txt")))
    assert "because this one stays" in reason


def test_remove_when_stopped_then_the_rest_stays_and_is_told(desk: Desk) -> None:
    token = CancelToken()
    token.cancel()
    plan = [desk.planned("copies/b.txt", "a.txt")]
    applied = Remover(desk.folder, desk.journal, desk.bin).remove(plan, token, no_report)
    assert "Stopped" in _only(applied)


def test_remove_when_the_journal_was_changed_then_nothing_is_removed(desk: Desk) -> None:
    desk.write("more/b.txt", "The same words.")
    desk.remove(desk.planned("more/b.txt", "a.txt"))
    path = desk.index / "journal.jsonl"
    path.write_bytes(path.read_bytes().replace(b"more", b"Moor", 1))
    with pytest.raises(Exception, match="was changed"):
        desk.remove(desk.planned("copies/b.txt", "a.txt"))
    assert "copies/b.txt" in desk.names()


def test_remove_when_sent_to_a_folder_of_ones_own_then_it_is_there(desk: Desk) -> None:
    place = desk.base / "Set aside"
    applied = desk.remove(desk.planned("copies/b.txt", "a.txt"), bin=Quarantine(place))
    assert applied.removed[0].where == str(place / "b.txt")
    assert desk.undo()[0].done
    assert desk.names() == ["a.txt", "c.txt", "copies/b.txt"]


def test_remove_when_a_name_is_not_text_or_very_long_then_works(desk: Desk) -> None:
    odd = os.fsdecode(b"caf\xe9.txt")
    long = "x" * 251 + ".txt"
    for name in (odd, long):
        desk.write(name, "The same words.")
        applied: Applied = desk.remove(desk.planned(name, "a.txt"))
        assert applied.removed, applied.refused
    assert all(outcome.done for outcome in desk.undo())
    assert {odd, long} <= set(desk.names())


def test_planned_when_bytes_are_equal_then_says_so() -> None:
    assert Planned("a", b"1", "b", b"1").same_bytes
    assert not Planned("a", b"1", "b", b"2").same_bytes
