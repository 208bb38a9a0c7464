"""The report agrees with the disk, and names nobody when masked."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from desktop_app.cli import main
from desktop_app.library import Library
from desktop_app.reporting import review_report
from desktop_app.review.board import Board, decision
from desktop_app.review.decisions import Verdict
from desktop_app.review.report import masked
from tests.support.toy_library import ToyLibrary, paragraph

_TEXT = paragraph(3, 12)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    toy = ToyLibrary(tmp_path / "Meyer vs Schmidt")
    toy.write("Meyer.txt", _TEXT)
    toy.write("copies/Meyer.txt", _TEXT)
    toy.write("Schmidt.txt", _TEXT.rsplit(". ", 1)[0] + ".")
    toy.write("alone.txt", paragraph(4))
    toy.update()
    with toy.open() as library:
        found = library.duplicates()
        board = Board(found.findings, found.rows, library.review.decisions(), sizes=found.sizes)
        (group,) = board.groups
        made = [
            decision(
                group,
                one,
                Verdict.DUPLICATE if one.row.path == "copies/Meyer.txt" else Verdict.UNSURE,
                "ask Schmidt",
            )
            for one in group.members
        ]
        library.review.decide(made)
    return toy.path


def _report(folder: Path, name: str, *options: str) -> str:
    target = folder.parent / name
    assert main(["report", str(folder), str(target), *options]) == 0
    return target.read_text("utf-8-sig")


def test_report_when_json_then_tells_decisions_evidence_and_coverage(folder: Path) -> None:
    told = json.loads(_report(folder, "report.json"))
    rows = {row["path"]: row for row in told["documents"]}
    assert set(rows) | {row["kept"] for row in rows.values()} == {
        "Meyer.txt",
        "copies/Meyer.txt",
        "Schmidt.txt",
    }
    assert {row["verdict"] for row in rows.values()} == {"duplicate", "unsure"}
    assert all(row["note"] == "ask Schmidt" for row in rows.values())
    assert any("only" in row["evidence"] for row in rows.values())
    assert told["coverage"]["full"] == 4
    assert told["journal_lines"] == 1


def test_report_when_documents_were_removed_then_agrees_with_the_disk(folder: Path) -> None:
    assert main(["delete", str(folder), "copies/Meyer.txt", "--yes"]) == 0
    told = json.loads(_report(folder, "report.json"))
    gone = [row for row in told["documents"] if row["done"]]
    assert [row["path"] for row in gone] == ["copies/Meyer.txt"]
    assert Path(gone[0]["where"]).read_text() == _TEXT
    assert not (folder / "copies/Meyer.txt").exists()
    main(["undo", str(folder)])
    told = json.loads(_report(folder, "report.json"))
    assert not any(row["done"] for row in told["documents"])


def test_report_when_a_document_changed_since_then_its_decision_is_stale(folder: Path) -> None:
    (folder / "copies/Meyer.txt").write_text(_TEXT + " And more was written.")
    toy = ToyLibrary(folder)
    toy.update()
    told = json.loads(_report(folder, "report.json"))
    assert [row["path"] for row in told["documents"] if row["stale"]] == ["copies/Meyer.txt"]


@pytest.mark.parametrize("name", ["report.json", "report.csv", "report.html"])
def test_report_when_names_are_masked_then_nothing_names_anybody(folder: Path, name: str) -> None:
    main(["delete", str(folder), "copies/Meyer.txt", "--yes"])
    text = _report(folder, name, "--mask-names")
    words = {word for word in _TEXT.replace(".", "").split() if len(word) > 5}
    assert not any(word in text for word in ("Meyer", "Schmidt", str(folder.parent)))
    assert not any(word in text for word in words)
    assert "document 00001" in text
    digests = {hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*.txt")}
    assert not any(digest in text for digest in digests)
    assert "content 00001" in text


def test_report_when_masked_then_no_end_of_a_name_and_no_folder_of_a_model_is_told(
    folder: Path,
) -> None:
    toy = ToyLibrary(folder)
    toy.write("letter.Meyer", _TEXT)
    toy.write("letter.md", _TEXT)
    toy.update()
    with Library(folder) as library:
        told = review_report(library)
        hidden = masked(replace(told, model="/home/meyer/models/mine"))
    paths = {row.path for row in hidden.rows} | {row.kept for row in hidden.rows}
    assert {path[-3:] for path in paths} >= {".md"}
    assert "eyer" not in repr(hidden)
    same = {row.sha256 for row in hidden.rows if row.relation == "identical_file"}
    assert len(same) == 1
    assert {len(row.sha256) for row in hidden.rows} == {len("content 00001")}


def test_report_when_csv_then_no_cell_is_a_formula(folder: Path) -> None:
    toy = ToyLibrary(folder)
    toy.write("=cmd.txt", _TEXT)
    toy.update()
    rows = list(csv.reader(io.StringIO(_report(folder, "report.csv"))))
    assert rows[0][:3] == ["group", "path", "sha256"]
    assert not any(cell.startswith("=") for row in rows for cell in row)
    assert any("=cmd.txt" in cell for row in rows for cell in row)


def test_report_when_html_then_documents_cannot_write_into_it(folder: Path) -> None:
    toy = ToyLibrary(folder)
    toy.write("<script>x.txt", _TEXT)
    toy.update()
    page = _report(folder, "report.html")
    assert "<script" not in page
    assert "&lt;script&gt;x.txt" in page
    assert "default-src 'none'" in page


def test_report_when_named_otherwise_or_inside_the_folder_then_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", str(folder), str(folder.parent / "report.xyz")]) == 2
    assert ".csv, .json or .html" in capsys.readouterr().err
    assert main(["report", str(folder), str(folder / "report.csv")]) == 2


def test_report_when_one_text_was_decided_differently_then_the_conflict_is_told(
    folder: Path,
) -> None:
    toy = ToyLibrary(folder)
    toy.write("third.txt", _TEXT)
    toy.update()
    with Library(folder) as library:
        found = library.duplicates()
        board = Board(found.findings, found.rows, library.review.decisions())
        (group,) = board.groups
        same = [one for one in group.members if one.row.sha256 == group.kept.sha256]
        made = zip(same, (Verdict.DUPLICATE, Verdict.VERSION), strict=True)
        library.review.decide([decision(group, one, verdict) for one, verdict in made])
    told = json.loads(_report(folder, "report.json"))
    assert len(told["conflicts"]) == 1
    assert "Conflicts" in _report(folder, "report.html")
