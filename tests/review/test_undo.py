"""What was removed comes back as it was, and over nothing."""

from __future__ import annotations

import os
import shutil

from tests.review.support import Desk


def test_undo_when_removed_then_name_bytes_times_and_mode_are_as_before(desk: Desk) -> None:
    path = desk.folder / "copies/b.txt"
    path.chmod(0o640)
    os.utime(path, ns=(1_000_000_123_000_000_000, 1_000_000_456_000_000_000))
    before = path.stat()
    desk.remove(desk.planned("copies/b.txt", "a.txt"))
    (outcome,) = desk.undo()
    after = path.stat()
    assert outcome.done
    assert path.read_text() == "The same words."
    assert (after.st_mode, after.st_mtime_ns, after.st_ino) == (
        before.st_mode,
        before.st_mtime_ns,
        before.st_ino,
    )
    assert desk.in_trash() == desk.notes() == []
    assert desk.history.in_bin() == []


def test_undo_when_something_is_in_its_place_then_that_stays(desk: Desk) -> None:
    desk.remove(desk.planned("copies/b.txt", "a.txt"))
    desk.write("copies/b.txt", "Written since.")
    (outcome,) = desk.undo()
    assert not outcome.done
    assert (desk.folder / "copies/b.txt").read_text() == "Written since."
    assert desk.in_trash() == ["b.txt"]


def test_undo_when_its_folder_is_gone_then_that_is_made_anew(desk: Desk) -> None:
    desk.remove(desk.planned("copies/b.txt", "a.txt"))
    shutil.rmtree(desk.folder / "copies")
    assert desk.undo()[0].done
    assert (desk.folder / "copies/b.txt").exists()


def test_undo_when_its_folder_is_a_link_now_then_it_stays_in_the_bin(desk: Desk) -> None:
    desk.remove(desk.planned("copies/b.txt", "a.txt"))
    shutil.rmtree(desk.folder / "copies")
    (desk.base / "elsewhere").mkdir()
    (desk.folder / "copies").symlink_to(desk.base / "elsewhere")
    assert not desk.undo()[0].done
    assert list((desk.base / "elsewhere").iterdir()) == []


def test_undo_when_the_bin_was_emptied_then_says_so(desk: Desk) -> None:
    desk.remove(desk.planned("copies/b.txt", "a.txt"))
    shutil.rmtree(desk.base / "Trash")
    (outcome,) = desk.undo()
    assert outcome.reason == "It is not in the bin any more."


def test_undo_when_the_bins_file_is_another_then_it_is_not_brought_back(desk: Desk) -> None:
    desk.remove(desk.planned("copies/b.txt", "a.txt"))
    (desk.base / "Trash/files/b.txt").write_text("Something else.")
    assert not desk.undo()[0].done
    assert "copies/b.txt" not in desk.names()


def test_undo_when_of_one_list_then_the_others_stay_removed(desk: Desk) -> None:
    desk.write("d.txt", "The same words.")
    first = desk.remove(desk.planned("copies/b.txt", "a.txt")).action
    second = desk.remove(desk.planned("d.txt", "a.txt")).action
    assert (first, second) == (1, 2)
    assert desk.history.last_action == 2
    desk.undo(second)
    assert desk.names() == ["a.txt", "c.txt", "d.txt"]
    assert desk.history.last_action == 1


def test_undo_when_done_twice_then_the_second_finds_nothing(desk: Desk) -> None:
    desk.remove(desk.planned("copies/b.txt", "a.txt"))
    assert len(desk.undo()) == 1
    assert desk.undo() == ()
