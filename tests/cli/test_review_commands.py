"""``likewise delete``, ``undo``, ``verify-journal`` and ``protect``, on a folder with its index."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from desktop_app.cli import main
from desktop_app.library import Library
from tests.support.toy_library import ToyLibrary, paragraph

_TERMS = "The tenant pays the rent of {} euros on the third working day of each month, in advance."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    toy = ToyLibrary(tmp_path / "docs")
    toy.write("lease.txt", _TERMS.format(500))
    toy.write("copies/lease.txt", _TERMS.format(500))
    toy.write("other rent.txt", _TERMS.format(700))
    toy.write("alone.txt", paragraph(1))
    toy.update()
    return toy.path


def _run(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, dict[str, Any]]:
    code = main([*map(str, words), "--json"])
    return code, json.loads(capsys.readouterr().out)


def test_delete_when_a_copy_stays_then_is_in_the_bin_and_out_of_the_index(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = _run(capsys, "delete", folder, "copies/lease.txt", "--yes")
    assert (code, said) == (0, {"trashed": ["copies/lease.txt"], "refused": [], "journal": 1})
    assert not (folder / "copies/lease.txt").exists()
    with Library(folder) as library:
        assert [row.path for row in library.files()] == ["alone.txt", "lease.txt", "other rent.txt"]
    code, said = _run(capsys, "undo", folder)
    assert (code, said) == (0, {"restored": ["copies/lease.txt"], "refused": []})
    assert (folder / "copies/lease.txt").read_text() == _TERMS.format(500)


@pytest.mark.parametrize(
    ("paths", "why"),
    [
        (("lease.txt", "copies/lease.txt"), "one has to stay"),
        (("other rent.txt",), "differ"),
        (("alone.txt",), "no copy"),
        (("missing.txt",), "not in the index"),
    ],
)
def test_delete_when_no_copy_would_stay_then_nothing_is_removed(
    folder: Path, capsys: pytest.CaptureFixture[str], paths: tuple[str, ...], why: str
) -> None:
    before = sorted(folder.rglob("*"))
    code, said = _run(capsys, "delete", folder, *paths, "--yes")
    assert code == 11
    assert said["trashed"] == []
    assert said["journal"] is None
    assert all(why in one["reason"] for one in said["refused"])
    assert len(said["refused"]) == len(paths)
    assert sorted(folder.rglob("*")) == before


def test_delete_when_changed_since_it_was_indexed_then_stays(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "copies/lease.txt").write_text("Something else by now.")
    code, said = _run(capsys, "delete", folder, "copies/lease.txt", "--yes")
    assert code == 11
    assert "changed" in said["refused"][0]["reason"]


def test_delete_when_not_confirmed_then_nothing_is_removed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["delete", str(folder), "lease.txt"]) == 2
    assert "--yes" in capsys.readouterr().err
    assert (folder / "lease.txt").exists()


def test_delete_when_only_tried_then_says_what_would_stay(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said = _run(capsys, "delete", folder, "copies/lease.txt", "alone.txt", "--dry-run")
    assert code == 0
    assert [(one["path"], one["kept"]) for one in said["would_remove"]] == [
        ("copies/lease.txt", "lease.txt")
    ]
    assert [one["path"] for one in said["refused"]] == ["alone.txt"]
    assert main(["delete", str(folder), "copies/lease.txt", "--dry-run"]) == 0
    assert "“lease.txt” stays" in capsys.readouterr().out


def test_protect_when_a_folder_is_protected_then_nothing_in_it_is_removed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _run(capsys, "protect", folder, "copies") == (0, {"protected": ["copies"]})
    code, said = _run(capsys, "delete", folder, "copies/lease.txt", "--yes")
    assert (code, said["trashed"]) == (11, [])
    assert _run(capsys, "protect", folder, "copies", "--no-longer") == (0, {"protected": []})
    assert _run(capsys, "delete", folder, "copies/lease.txt", "--yes")[0] == 0


def test_verify_journal_when_a_line_was_changed_then_says_so_and_nothing_is_removed(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _run(capsys, "delete", folder, "copies/lease.txt", "--yes")
    assert _run(capsys, "verify-journal", folder) == (0, {"ok": True, "lines": 2, "problems": []})
    with Library(folder) as library:
        path = library.review.journal_path
    path.write_bytes(path.read_bytes().replace(b"copies", b"Copies", 1))
    code, said = _run(capsys, "verify-journal", folder)
    assert (code, said["ok"]) == (3, False)
    assert main(["undo", str(folder)]) == 10
    assert "was changed" in capsys.readouterr().err
