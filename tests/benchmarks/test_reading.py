"""The reading benchmark reads a real folder through real readers and tells what deviates."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_app.benchmarks import reading
from desktop_app.benchmarks.expectations import Outcome, deviation
from desktop_app.benchmarks.reading_run import read_folder
from desktop_app.benchmarks.reference_readers import (
    ReferenceReader,
    References,
    _succeeds,
    reader_for,
    share_found,
    word_bag,
)
from desktop_app.documents.model import ReadState, Reason
from tests.support import make

EXPECT = "file\tbytes\texpected\twhy\n{}\t0\t{}\tbecause\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "docs"
    folder.mkdir()
    (folder / "lease.pdf").write_bytes(make.pdf(["The tenant pays the rent.", "Second page."]))
    (folder / "copy.pdf").write_bytes((folder / "lease.pdf").read_bytes())
    (folder / "notes.txt").write_text("plain words", encoding="utf-8")
    (folder / "locked.docx").write_bytes(make.ole({"EncryptionInfo": b"", "EncryptedPackage": b""}))
    return folder


def test_run_when_a_folder_is_read_then_formats_failures_and_speed_are_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    reading.run([str(folder), "--no-references", "--pdf-pages", "12"])
    said = capsys.readouterr().out
    rows = {line.split()[0]: line.split()[1:6] for line in said.splitlines() if line.strip()}
    assert rows["pdf"] == ["2", "2", "0", "0", "14"]
    assert rows["docx"] == ["1", "0", "0", "1", "0"]
    assert rows["all"][:4] == ["4", "3", "0", "1"]
    assert "locked.docx: not_read encrypted" in said
    assert "left in the temporary folder: nothing" in said
    assert "12 PDF pages of 2 files" in said
    assert "ratio" in said


@pytest.mark.parametrize(("expected", "status"), [("encrypted", 0), ("ok_or_corrupted", 1)])
def test_run_when_outcomes_are_expected_then_deviations_are_told(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], expected: str, status: int
) -> None:
    table = tmp_path / "expect.tsv"
    table.write_text(EXPECT.format("locked.docx", expected), encoding="utf-8")
    assert reading.run([str(folder), "--expect", str(table), "--pdf-pages", "0"]) == status
    assert f"{status} of 1 files deviate" in capsys.readouterr().out


def test_read_folder_when_references_are_there_then_shares_of_words(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {folder / "notes.txt": "plain WORDS unheard", folder / "lease.pdf": ""}
    monkeypatch.setattr(
        References, "words", lambda _, file: word_bag(said[file]) if file in said else None
    )
    figures = {file.path: file for file in read_folder(folder, References(tmp_path)).files}
    assert figures["notes.txt"].recall == pytest.approx(2 / 3)
    assert figures["notes.txt"].precision == 1.0
    assert figures["lease.pdf"].recall is None
    assert figures["copy.pdf"].outcome.state is ReadState.FULL


def test_word_bag_when_only_case_breaks_or_ligatures_differ_then_equal() -> None:
    assert word_bag("Long-\nterm ﬁnding, 4711") == word_bag("LONGterm Finding 4711")
    assert word_bag("東京 ab").total() == 3
    assert share_found(word_bag("a a b c"), word_bag("a b b")) == 0.5
    assert share_found(word_bag(""), word_bag("a")) == 1.0


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".xlsx", ".pptx", ".html"])
def test_references_when_a_program_is_installed_then_it_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    monkeypatch.setattr("shutil.which", lambda program: f"/bin/{program}")
    asked: list[str] = []

    def answer(command, output, limit_s):  # type: ignore[no-untyped-def]
        asked.append(command[0])
        if output is not None:
            os.write(output, b"heard")
            return True
        inputs = [Path(part) for part in command if str(part).endswith(suffix)]
        for made in inputs:
            ending = {".docx": ".txt", ".xlsx": "-Sheet1.csv", ".pptx": ".pdf"}[suffix]
            outside = Path(command[command.index("--outdir") + 1])
            outside.mkdir(exist_ok=True)
            (outside / f"{made.stem}{ending}").write_text("heard", encoding="utf-8")
        return True

    monkeypatch.setattr("desktop_app.benchmarks.reference_readers._succeeds", answer)
    files = [tmp_path / "a" / f"x{suffix}", tmp_path / "b" / f"x{suffix}"]
    for file in files:
        file.parent.mkdir()
        file.write_bytes(b"")
    references = References(tmp_path)
    references.convert(files)
    assert [references.words(file) for file in files] == [word_bag("heard")] * 2
    assert references.words(tmp_path / "other.pdf") is None
    assert asked


def test_pandoc_when_a_text_is_not_utf_8_then_it_is_not_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.which", lambda program: program == "pandoc" or None)
    asked: list[str] = []
    monkeypatch.setattr(
        "desktop_app.benchmarks.reference_readers._succeeds",
        lambda command, output, limit_s: asked.append(command[-1].name) or True,
    )
    for name, data in {
        "a.html": b"caf\xe9",
        "b.html": b"caf\xc3\xa9",
        "c.rtf": b"{\\rtf1 \xe9}",
    }.items():
        (tmp_path / name).write_bytes(data)
    References(tmp_path).convert(sorted(tmp_path.glob("*.*")))
    assert asked == ["b.html", "c.rtf"]


def test_reader_for_when_nothing_is_installed_then_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda program: None)
    assert reader_for(".pdf") is None
    assert not ReferenceReader("x", ("x",), frozenset(), lambda files, target: {}).is_installed


def test_other_program_when_it_hangs_then_it_is_ended() -> None:
    with pytest.MonkeyPatch.context() as patch:
        started: list[subprocess.Popen[bytes]] = []
        popen = subprocess.Popen
        patch.setattr(
            subprocess, "Popen", lambda *a, **k: started.append(popen(*a, **k)) or started[0]
        )
        assert not _succeeds([sys.executable, "-c", "import time; time.sleep(60)"], None, 0.01)
    assert started[0].poll() is not None


@pytest.mark.parametrize(
    ("expected", "outcome", "told"),
    [
        ("ok", Outcome(ReadState.PARTLY, Reason.DAMAGED), ""),
        ("ok", Outcome(ReadState.NOT_READ, Reason.DAMAGED, "cut"), "not_read damaged (cut)"),
        ("ok_or_corrupted", Outcome(ReadState.NOT_READ, Reason.DAMAGED), ""),
        ("no_hang", Outcome(ReadState.NOT_READ, Reason.TIMED_OUT), "not_read timed_out"),
        ("no_hang_limit", Outcome(ReadState.NOT_READ, Reason.TIMED_OUT), ""),
        (
            "no_memory",
            Outcome(ReadState.NOT_READ, Reason.TOO_LARGE, "needs too much memory"),
            "not_read too_large (needs too much memory)",
        ),
        ("ok", Outcome(ReadState.FULL, wall_s=100.0), "took 100 s"),
        ("fine", Outcome(ReadState.FULL), "unknown expectation 'fine'"),
        ("ok", None, "the file is not there, or was passed over"),
    ],
)
def test_deviation_when_compared_then_what_differs(
    expected: str, outcome: Outcome | None, told: str
) -> None:
    assert deviation(expected, outcome) == told
