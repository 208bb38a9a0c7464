"""Documents removed on a second drive, on a full one, and where no bin can be made."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop_app.errors import DiskFull
from desktop_app.review.bins import DesktopBin, Quarantine
from tests.faults.conftest import Tally
from tests.faults.disks import mounted, need
from tests.review.support import Desk

_WORDS = "The same words."


def _drive(tmp_path: Path) -> Desk:
    """A desk whose documents lie on a drive of their own; journal and home are elsewhere."""
    desk = Desk(tmp_path)
    for name in ("a.txt", "copies/b.txt"):
        desk.write(name, _WORDS)
    assert desk.folder.stat().st_dev != desk.index.stat().st_dev
    return desk


def _fill(folder: Path) -> None:
    """Leave no byte free."""
    with open(folder / "filler", "wb", buffering=0) as file:
        size = 1 << 20
        while size:
            try:
                file.write(bytes(size))
            except OSError:
                size //= 2


def test_remove_when_on_a_second_drive_then_its_own_bin_takes_it_and_gives_it_back(
    tmp_path: Path, tally: Tally
) -> None:
    need("mount")
    with mounted(tmp_path / "Documents", "-t", "tmpfs", "-o", "size=2m", "tmpfs"):
        desk = _drive(tmp_path)
        (outcome,) = desk.remove(desk.planned("copies/b.txt", "a.txt")).outcomes
        assert outcome.done
        own = desk.folder / f".Trash-{os.getuid()}"
        assert outcome.where == str(own / "files" / "b.txt")
        note = (own / "info" / "b.txt.trashinfo").read_text()
        assert "\nPath=copies/b.txt\n" in note
        assert desk.in_trash() == []
        assert desk.undo()[0].done
        assert (desk.folder / "copies/b.txt").read_text() == _WORDS
    tally("second drive", 1, "removed into its own bin and brought back")


@pytest.mark.parametrize("there", ["file", "link"])
def test_remove_when_the_drive_can_have_no_bin_then_it_stays_and_the_report_says_so(
    tmp_path: Path, there: str
) -> None:
    need("mount")
    with mounted(tmp_path / "Documents", "-t", "tmpfs", "-o", "size=2m", "tmpfs"):
        desk = _drive(tmp_path)
        own = desk.folder / f".Trash-{os.getuid()}"
        if there == "file":
            own.write_text("in the way")
        else:
            own.symlink_to(tmp_path)
        (outcome,) = desk.remove(desk.planned("copies/b.txt", "a.txt")).outcomes
        assert not outcome.done
        assert "no bin on this drive" in outcome.reason
        assert (desk.folder / "copies/b.txt").read_text() == _WORDS
        assert desk.history.in_bin() == desk.history.unfinished == []
        own.unlink()


def test_remove_when_the_folder_to_put_it_into_is_on_another_drive_then_it_stays(
    tmp_path: Path,
) -> None:
    need("mount")
    with mounted(tmp_path / "Documents", "-t", "tmpfs", "-o", "size=2m", "tmpfs"):
        desk = _drive(tmp_path)
        place = Quarantine(tmp_path / "Set aside")
        (outcome,) = desk.remove(desk.planned("copies/b.txt", "a.txt"), bin=place).outcomes
        assert "on another drive" in outcome.reason
        assert (desk.folder / "copies/b.txt").read_text() == _WORDS


def test_remove_when_the_drive_of_the_documents_is_full_then_it_stays_or_is_whole_in_the_bin(
    tmp_path: Path, tally: Tally
) -> None:
    need("mount")
    with mounted(tmp_path / "Documents", "-t", "tmpfs", "-o", "size=1m,nr_inodes=12", "tmpfs"):
        desk = _drive(tmp_path)
        _fill(desk.folder)
        for number in range(12):  # nor can a name be made
            try:
                (desk.folder / f"name {number}").touch()
            except OSError:
                break
        (outcome,) = desk.remove(desk.planned("copies/b.txt", "a.txt")).outcomes
        assert not outcome.done
        assert (desk.folder / "copies/b.txt").read_text() == _WORDS
        assert desk.history.in_bin() == desk.history.unfinished == []
        (desk.folder / "filler").unlink()
        for path in desk.folder.glob("name *"):
            path.unlink()
        assert desk.remove(desk.planned("copies/b.txt", "a.txt")).removed
    tally("drive of the documents full", 1, "stayed; removed once there was room")


@pytest.mark.parametrize("lines", range(4))
def test_remove_when_the_disk_of_the_journal_is_full_then_what_it_tells_is_true(
    tmp_path: Path, lines: int
) -> None:
    need("mount")
    desk = Desk(tmp_path)
    desk.write("a.txt", _WORDS)
    for number in range(6):
        desk.write(f"copies/{number}.txt", _WORDS)
    plan = [desk.planned(f"copies/{number}.txt", "a.txt") for number in range(6)]
    with mounted(desk.index, "-t", "tmpfs", "-o", "size=16k", "tmpfs"):
        _fill(desk.index)
        with open(desk.index / "filler", "r+b") as file:
            file.truncate((desk.index / "filler").stat().st_size - 4096 * lines)
        try:
            applied = desk.remove(*plan)
            told = {one.path for one in applied.removed}
        except DiskFull:
            told = set()
        there = {name for name in desk.names() if name.startswith("copies/")}
        assert there | told == {one.path for one in plan}
        assert not there & told
        assert {one.path for one in desk.history.in_bin()} == told
        (desk.index / "filler").unlink()
        assert all(one.done for one in desk.undo())
    assert len(desk.names()) == 7


def test_remove_when_the_disk_of_the_bin_is_full_then_it_stays(tmp_path: Path) -> None:
    """The home's bin on the drive of the documents, as usual, with no room for its note."""
    need("mount")
    with mounted(tmp_path / "home", "-t", "tmpfs", "-o", "size=1m,nr_inodes=20", "tmpfs"):
        desk = Desk(tmp_path / "home")
        desk.write("a.txt", _WORDS)
        desk.write("b.txt", _WORDS)
        journal_is_there = desk.remove(desk.planned("b.txt", "b.txt"))
        assert not journal_is_there.removed
        _fill(desk.base)
        try:
            (outcome,) = desk.remove(
                desk.planned("b.txt", "a.txt"), bin=DesktopBin(desk.base / "Trash")
            ).outcomes
            assert not outcome.done
        except DiskFull:
            pass
        assert desk.names() == ["a.txt", "b.txt"]
        assert desk.history.unfinished == desk.history.in_bin() == []
