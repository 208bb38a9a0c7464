"""Comparing a scan with the stored rows."""

from __future__ import annotations

import pytest

from desktop_app.errors import FolderLooksEmptied
from desktop_app.index.changes import compare, refuse_emptied
from desktop_app.index.rows import Fingerprint, StoredFile


def _print(size: int = 1, mtime: int = 1, ctime: int = 1, inode: int = 1) -> Fingerprint:
    return size, mtime, ctime, inode, 5


def _stored(
    row_id: int,
    fingerprint: Fingerprint,
    *,
    content: int | None = 1,
    recheck: bool = False,
    reason: str | None = None,
) -> StoredFile:
    return StoredFile(row_id, fingerprint, content, recheck, reason)


def test_compare_when_nothing_changed_then_nothing_is_read() -> None:
    files = {"a": _print(inode=1), "b": _print(inode=2)}
    stored = {path: _stored(i, fp) for i, (path, fp) in enumerate(files.items())}
    changes = compare(files, stored)
    assert (changes.unchanged, changes.to_read, changes.gone) == (2, [], {})


@pytest.mark.parametrize("changed", [_print(size=2), _print(mtime=2), _print(ctime=2)])
def test_compare_when_size_or_a_time_differs_then_read_again(changed: Fingerprint) -> None:
    assert compare({"a": changed}, {"a": _stored(1, _print())}).to_read == ["a"]


def test_compare_when_a_file_may_have_changed_unseen_then_read_again() -> None:
    assert compare({"a": _print()}, {"a": _stored(1, _print(), recheck=True)}).to_read == ["a"]


def test_compare_when_permission_was_missing_then_tried_again() -> None:
    known = _stored(1, _print(), content=None, reason="no_permission")
    assert compare({"a": _print()}, {"a": known}).to_read == ["a"]


def test_compare_when_too_large_before_then_not_tried_again() -> None:
    known = _stored(1, _print(), content=None, reason="too_large")
    assert compare({"a": _print()}, {"a": known}).unchanged == 1


def test_compare_when_the_reader_is_newer_then_read_again() -> None:
    assert compare({"a": _print()}, {"a": _stored(1, _print())}, outdated={1}).to_read == ["a"]


def test_compare_when_renamed_then_moved_without_reading() -> None:
    changes = compare({"new": _print(ctime=9)}, {"old": _stored(7, _print())})
    assert changes.moved == [(7, "new", _print(ctime=9))]
    assert (changes.to_read, changes.gone) == ([], {})


def test_compare_when_names_are_swapped_then_both_are_read() -> None:
    one, two = _print(inode=1), _print(inode=2)
    changes = compare({"a": two, "b": one}, {"a": _stored(1, one), "b": _stored(2, two)})
    assert changes.to_read == ["a", "b"]


def test_compare_when_two_links_of_one_file_are_gone_then_the_new_name_is_read() -> None:
    stored = {"a": _stored(1, _print()), "b": _stored(2, _print())}
    changes = compare({"c": _print(ctime=2)}, stored)
    assert changes.to_read == ["c"]
    assert changes.gone == {"a": 1, "b": 2}


def test_compare_when_a_folder_cannot_be_listed_then_its_documents_are_kept() -> None:
    stored = {"sub/a": _stored(1, _print()), "b": _stored(2, _print(inode=2))}
    changes = compare({}, stored, unlisted=("sub",))
    assert changes.unreachable == ["sub/a"]
    assert changes.gone == {"b": 2}


def test_compare_when_a_drive_is_not_mounted_then_its_documents_are_kept() -> None:
    changes = compare({}, {"drive/a": _stored(1, _print())}, empty_mounts={"drive": 99})
    assert changes.unreachable == ["drive/a"]


def test_compare_when_a_folder_was_emptied_on_the_same_drive_then_gone() -> None:
    changes = compare({}, {"sub/a": _stored(1, _print())}, empty_mounts={"sub": 5})
    assert changes.gone == {"sub/a": 1}


def test_refuse_emptied_when_no_file_is_left_then_asks() -> None:
    with pytest.raises(FolderLooksEmptied, match="3 of 3"):
        refuse_emptied(compare({}, {str(i): _stored(i, _print(inode=i)) for i in range(3)}), 3, 0)


def test_refuse_emptied_when_most_are_gone_then_asks() -> None:
    stored = {str(i): _stored(i, _print(inode=i)) for i in range(20)}
    left = {str(i): _print(inode=i) for i in range(9)}
    with pytest.raises(FolderLooksEmptied):
        refuse_emptied(compare(left, stored), 20, len(left))


def test_refuse_emptied_when_a_few_are_gone_then_goes_on() -> None:
    stored = {str(i): _stored(i, _print(inode=i)) for i in range(20)}
    left = {str(i): _print(inode=i) for i in range(12)}
    refuse_emptied(compare(left, stored), 20, len(left))
