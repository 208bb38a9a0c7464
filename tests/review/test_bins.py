"""The bin of the desktop, as other programs read it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop_app.review.bins import DesktopBin, NoBin, usual_bin
from desktop_app.review.moving import move

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the bin of Linux desktops")


def test_usual_bin_when_data_home_is_set_then_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    document = tmp_path / "a b%.txt"
    document.write_text("words")
    the_bin = usual_bin()
    slot = the_bin.reserve(os.fsencode(document), document.stat().st_dev)
    the_bin.put(slot, os.fsencode(document), None)
    assert (tmp_path / "Trash/files/a b%.txt").read_text() == "words"
    note = (tmp_path / "Trash/info/a b%.txt.trashinfo").read_text().splitlines()
    assert note[:2] == ["[Trash Info]", f"Path={tmp_path}/a%20b%25.txt"]
    assert note[2].startswith("DeletionDate=20")


def test_reserve_when_a_file_is_there_without_a_note_then_takes_another_name(
    tmp_path: Path,
) -> None:
    (tmp_path / "Trash/files").mkdir(parents=True)
    (tmp_path / "Trash/files/a.txt").write_text("left there by another program")
    slot = DesktopBin(tmp_path / "Trash").reserve(
        os.fsencode(tmp_path / "a.txt"), tmp_path.stat().st_dev
    )
    assert slot.where.endswith(b"/a 2.txt")
    assert os.listdir(tmp_path / "Trash/info") == []


def test_put_when_another_program_took_the_name_then_the_document_stays(tmp_path: Path) -> None:
    document = tmp_path / "a.txt"
    document.write_text("words")
    the_bin = DesktopBin(tmp_path / "Trash")
    slot = the_bin.reserve(os.fsencode(document), tmp_path.stat().st_dev)
    (tmp_path / "Trash/info/a.txt.trashinfo").write_text("of another program")
    with pytest.raises(FileExistsError):
        the_bin.put(slot, os.fsencode(document), None)
    assert document.read_text() == "words"
    assert (tmp_path / "Trash/info/a.txt.trashinfo").read_text() == "of another program"


@pytest.mark.skipif(not os.path.ismount("/dev/shm"), reason="needs a second drive")
def test_reserve_when_on_another_drive_then_uses_the_bin_of_that(tmp_path: Path) -> None:
    shared = Path("/dev/shm")
    if shared.stat().st_dev == tmp_path.stat().st_dev or not os.access(shared, os.W_OK):
        pytest.skip("needs a second drive that can be written")
    own = shared / f".Trash-{os.getuid()}"
    was_there = own.exists()
    slot = DesktopBin(tmp_path / "Trash").reserve(b"/dev/shm/x.txt", shared.stat().st_dev)
    assert slot.where == os.fsencode(own / "files" / "x.txt")
    assert slot.shown == b"x.txt"
    if not was_there:
        for folder in (own / "files", own / "info", own):
            folder.rmdir()


def test_reserve_when_the_bin_is_a_file_then_there_is_none(tmp_path: Path) -> None:
    (tmp_path / "Trash").write_text("in the way")
    with pytest.raises(NoBin):
        DesktopBin(tmp_path / "Trash").reserve(
            os.fsencode(tmp_path / "a.txt"), tmp_path.stat().st_dev
        )


@pytest.mark.parametrize("way", ["at once", "by link", "by name"])
def test_move_when_something_is_there_then_both_stay(
    tmp_path: Path, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if way != "at once":
        monkeypatch.setattr("desktop_app.review.moving._exclusive_rename", lambda: None)
    if way == "by name":

        def no_links(*_: object, **__: object) -> None:
            raise PermissionError(1, "Operation not permitted")

        monkeypatch.setattr("desktop_app.review.moving.os.link", no_links)
    a, b = tmp_path / "a", tmp_path / "b"
    a.write_text("a")
    b.write_text("b")
    with pytest.raises(FileExistsError):
        move(os.fsencode(a), os.fsencode(b))
    assert (a.read_text(), b.read_text()) == ("a", "b")
    b.unlink()
    move(os.fsencode(a), os.fsencode(b))
    assert not a.exists()
    assert b.read_text() == "a"
