"""The table opens in a spreadsheet, and no cell of it is a formula."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from desktop_app.errors import InvalidRequest
from desktop_app.library import Duplicates
from desktop_app.output.duplicates_csv import COLUMNS, write_csv


@pytest.fixture
def rows(found: Duplicates, target: Path) -> list[list[str]]:
    written = write_csv(found, 0.75, target)
    assert target.read_bytes().startswith(b"\xef\xbb\xbf")
    with target.open(encoding="utf-8-sig", newline="") as file:
        heading, *rows, last = list(csv.reader(file))
    assert tuple(heading) == COLUMNS
    assert last == ["coverage", found.coverage.sentence]
    assert len(rows) == written
    return rows


def test_table_when_written_then_a_row_for_each_document_of_each_group(
    rows: list[list[str]], found: Duplicates
) -> None:
    groups = found.findings.groups(0.75)
    assert len(rows) == sum(1 + len(group.members) for group in groups)
    assert {len(row) for row in rows} == {len(COLUMNS)}
    assert [row[0] for row in rows if row[2] == "kept"] == [
        str(number) for number, _ in enumerate(groups, 1)
    ]


def test_table_when_names_begin_like_formulas_then_they_are_text(rows: list[list[str]]) -> None:
    paths = [row[3] for row in rows]
    assert "'=1+1.txt" in paths
    assert any(path.startswith("'@xx") for path in paths)
    assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


@pytest.mark.skipif(os.name != "posix", reason="such names are POSIX only")
def test_table_when_names_have_commas_quotes_and_line_breaks_then_they_come_back(
    rows: list[list[str]],
) -> None:
    paths = [row[3] for row in rows]
    assert f'\'@{"x" * 90}/copy, of "it".txt' in paths
    assert "a <i>line</i>\n&amp; 'quote'.txt" in paths


def test_table_when_a_member_stays_then_it_says_why(rows: list[list[str]]) -> None:
    told = {row[3]: (row[8], row[9]) for row in rows if row[2] == "member"}
    assert told["forms/15.txt"] == ("no", "it is another document on the same template")
    assert told["part.txt"] == ("yes", "")
    assert all(bool(why) == (could == "no") for could, why in told.values())


def test_write_csv_when_it_cannot_be_written_then_told(found: Duplicates, tmp_path: Path) -> None:
    with pytest.raises(InvalidRequest, match="could not be written"):
        write_csv(found, 0.75, tmp_path)
