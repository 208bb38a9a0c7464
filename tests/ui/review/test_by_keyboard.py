"""300 documents reviewed by keyboard only, on a display server: decided, removed, brought back."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from desktop_app.cli import main
from desktop_app.library import Library
from tests.support.make import docx, html
from tests.support.toy_library import paragraph

pytestmark = [
    pytest.mark.model,
    pytest.mark.timeout(300),
    pytest.mark.skipif(
        sys.platform != "linux" or shutil.which("xvfb-run") is None,
        reason="xvfb-run is not installed",
    ),
]

COPIES, LETTERS, FORMATS, TEMPLATES, ALONE = 60, 60, 20, 20, 80
TERMS = "The tenant {} pays a rent of {} euros on the third working day of each month, in advance. "


def write_papers(folder: Path) -> None:
    """Write 300 documents: letters with one or two copies, in two formats, on one template."""
    for number in range(LETTERS):
        _write(folder / f"letters/{number:03}.txt", paragraph(number))
    for number in range(COPIES):
        _write(folder / f"old/{number % 7}/{number:03} (1).txt", paragraph(number))
    for number in range(FORMATS):
        parts = [paragraph(1000 + number), paragraph(2000 + number)]
        _write(folder / f"pages/{number:03}.html", html(parts, title=f"Page {number}"))
        _write(folder / f"pages/{number:03}.docx", docx(parts))
    for number in range(TEMPLATES):
        _write(folder / f"leases/{number:03} May.txt", TERMS.format("Anna Berg", 500 + number) * 4)
        _write(folder / f"leases/{number:03} June.txt", TERMS.format("Karl Kuhn", 900 + number) * 4)
    for number in range(ALONE):
        _write(folder / f"other/{number:03}.txt", paragraph(5000 + number))
    for number in range(20):
        _write(folder / f"more/{number:03}.txt", paragraph(9000 + number, 3))


def _write(path: Path, data: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)


def _day(part: str, folder: Path, aside: Path, checkout: Path) -> dict[str, Any]:
    """Start the program, work in it, close it."""
    done = subprocess.run(
        ["xvfb-run", "-a", "-s", "-screen 0 1600x1000x24", sys.executable, "-m",
         "tests.ui.review.keyboard", part, str(folder), str(aside)],
        env={**os.environ, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(checkout)},
        capture_output=True,
        text=True,
        check=False,
        timeout=200,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert answer["platform"] == "xcb"
    return answer


def _there(folder: Path) -> dict[str, tuple[str, int]]:
    """Return digest and time of every file."""
    return {
        path.relative_to(folder).as_posix(): (
            hashlib.sha256(path.read_bytes()).hexdigest(),
            path.stat().st_mtime_ns,
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _report(folder: Path) -> dict[str, Any]:
    target = folder.parent / "report.json"
    assert main(["report", str(folder), str(target)]) == 0
    told: dict[str, Any] = json.loads(target.read_text("utf-8"))
    return told


def test_folder_when_reviewed_by_keyboard_and_started_anew_then_report_and_disk_agree(
    tmp_path: Path, checkout: Path
) -> None:
    folder, aside = tmp_path / "papers", tmp_path / "set aside"
    aside.mkdir()
    write_papers(folder)
    before = _there(folder)
    assert len(before) == 300
    with Library(folder) as library:
        library.update()

    first = _day("first", folder, aside, checkout)
    assert (first["groups"], first["documents"]) == (82, 200)
    assert first["by_hand"] == [25, 25]
    assert first["taken_back"] == 24
    to_bin, to_folder = (first[name]["done"]["Removed"] for name in ("to_bin", "to_folder"))
    assert first["to_bin"]["planned"] == {"Goes": to_bin}
    assert first["to_folder"]["planned"] == {"Goes": to_folder}
    assert (len(to_bin), len(to_folder), first["ruled"]) == (24, 36, 36)
    by_hand = sum(first["pressed"].values()) - 25
    assert by_hand > 20

    # What the dialogs said, what lies on the disk and what the report tells are the same.
    gone = {*to_bin, *to_folder}
    assert _there(folder) == {path: was for path, was in before.items() if path not in gone}
    assert len(list(aside.iterdir())) == 36
    told = [row for row in _report(folder)["documents"] if row["done"]]
    assert {row["path"] for row in told} == gone
    for row in told:
        assert hashlib.sha256(Path(row["where"]).read_bytes()).hexdigest() == row["sha256"]
        assert before[row["kept"]] == _there(folder)[row["kept"]]

    second = _day("second", folder, aside, checkout)
    assert second["decided"] == by_hand
    assert second["after_undo"] < by_hand
    assert [set(one["Brought back"]) for one in second["back"]] == [set(to_folder), set(to_bin)]
    assert second["groups"] == 82
    assert _there(folder) == before
    assert list(aside.iterdir()) == []
    assert not any(row["done"] for row in _report(folder)["documents"])
