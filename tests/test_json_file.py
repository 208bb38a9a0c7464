from __future__ import annotations

import os
from pathlib import Path

import pytest

from desktop_app.json_file import read_object, write_object


def test_write_object_when_read_again_then_the_same(tmp_path: Path) -> None:
    path = tmp_path / "new" / "file.json"
    for value in ({"name": "größer"}, {"list": [1, 2]}):
        write_object(path, value)
        assert read_object(path) == value
    assert os.listdir(path.parent) == ["file.json"]


@pytest.mark.parametrize("stored", [b"", b"{", b"[1]", b"[" * 100_000, b"\xff\xfe"])
def test_read_object_when_there_is_none_to_be_understood_then_empty(
    tmp_path: Path, stored: bytes
) -> None:
    (tmp_path / "file.json").write_bytes(stored)
    assert read_object(tmp_path / "file.json") == {}
    assert read_object(tmp_path / "missing.json") == {}


def test_write_object_when_it_fails_then_what_was_there_stays(tmp_path: Path) -> None:
    path = tmp_path / "file.json"
    write_object(path, {"kept": True})
    with pytest.raises(TypeError):
        write_object(path, {"no json": object()})
    assert read_object(path) == {"kept": True}
    assert os.listdir(tmp_path) == ["file.json"]
