"""Folders that are renamed keep their index; others do not get it."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_app.index import location as places
from desktop_app.index.adoption import find_index
from desktop_app.index.writer import IndexWriter


@pytest.fixture
def indexed(tmp_path: Path) -> Path:
    """A folder with one document and an index that knows it."""
    folder = tmp_path / "Cases"
    folder.mkdir()
    (folder / "a.txt").write_text("one")
    writer = IndexWriter(places.choose(folder))
    with writer.transaction():
        writer.put_document("a.txt", (3, 1, 1, 1, 1), None)
    writer.close()
    return folder


def test_find_index_when_the_folder_was_renamed_then_its_index_comes_along(indexed: Path) -> None:
    renamed = indexed.rename(indexed.with_name("Old cases"))
    found = find_index(renamed)
    assert found is not None
    assert found.directory == renamed.with_name("Old cases.likewise")
    assert found.directory.is_dir()
    assert not indexed.with_name("Cases.likewise").exists()


def test_find_index_when_another_folder_has_the_name_beside_then_left_alone(indexed: Path) -> None:
    other = indexed.with_name("Other")
    other.mkdir()
    assert find_index(other) is None


def test_find_index_when_the_inode_is_used_again_then_left_alone(
    indexed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = places.folder_id(indexed)
    (indexed / "a.txt").unlink()
    indexed.rmdir()
    fresh = indexed.with_name("Fresh")
    fresh.mkdir()
    monkeypatch.setattr(places, "folder_id", lambda _: known)
    assert find_index(fresh) is None
