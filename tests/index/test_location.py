"""Where an index lies."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from desktop_app.errors import DiskFull, FolderUnavailable, IndexDamaged
from desktop_app.index import location as places
from desktop_app.index.location import Place


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "Cases"
    path.mkdir()
    return path


def test_choose_when_the_parent_can_be_written_then_beside_the_folder(folder: Path) -> None:
    assert places.choose(folder).directory == folder.parent / "Cases.likewise"


def test_choose_when_the_folder_is_synced_then_in_the_profile(tmp_path: Path) -> None:
    folder = tmp_path / "Dropbox" / "Cases"
    folder.mkdir(parents=True)
    found = places.choose(folder)
    assert found.place is Place.APP_DATA
    assert "sync" in found.why


def test_choose_when_the_folder_is_a_whole_drive_then_in_the_profile() -> None:
    assert places.choose(Path("/")).place is Place.APP_DATA


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_create_when_umask_is_zero_then_private(folder: Path) -> None:
    before = os.umask(0)
    try:
        location = places.choose(folder)
        places.create(location)
    finally:
        os.umask(before)
    assert stat.S_IMODE(location.directory.stat().st_mode) == 0o700
    for path in location.directory.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path
    assert location.reserve.stat().st_size == places.RESERVE_BYTES


def test_find_when_nothing_was_made_then_none(folder: Path) -> None:
    assert places.find(folder) is None


def test_find_when_the_place_is_a_link_then_refused(folder: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tmp_path / "Cases.likewise").symlink_to(elsewhere)
    with pytest.raises(IndexDamaged, match="file or a link"):
        places.find(folder)


def test_read_format_when_one_byte_is_altered_then_damaged(folder: Path) -> None:
    location = places.choose(folder)
    places.create(location)
    mark = location.directory / places.FORMAT_NAME
    raw = bytearray(mark.read_bytes())
    for at in range(0, len(raw) - 1, 7):
        altered = bytearray(raw)
        altered[at] ^= 1
        mark.write_bytes(altered)
        with pytest.raises(IndexDamaged):
            places.read_format(location.directory)


def test_resolve_folder_when_missing_then_told(tmp_path: Path) -> None:
    with pytest.raises(FolderUnavailable, match="cannot be found"):
        places.resolve_folder(tmp_path / "no such folder")


def test_resolve_folder_when_it_is_a_file_then_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(FolderUnavailable, match="not a folder"):
        places.resolve_folder(tmp_path / "file")


def test_restore_reserve_when_the_disk_is_full_then_keeps_what_fits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "docs").mkdir()
    location = places.choose(tmp_path / "docs")
    places.create(location)
    places.release_reserve(location)

    def no_sync(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", no_sync)
    places.restore_reserve(location, partly=True)
    assert location.reserve.exists()
    location.reserve.write_bytes(b"")
    places.restore_reserve(location)
    assert not location.reserve.exists()


def test_create_when_the_disk_is_full_then_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "docs").mkdir()

    def no_room(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(places, "_write_format", no_room)
    with pytest.raises(DiskFull):
        places.create(places.choose(tmp_path / "docs"))


def test_find_when_the_index_is_in_the_profile_then_says_why(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    places.create(places.choose(tmp_path / "docs", prefer=Place.APP_DATA))
    found = places.find(tmp_path / "docs")
    assert found is not None
    assert found.why == "as you chose"
