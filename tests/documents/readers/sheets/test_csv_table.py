"""CSV: which sign parts the cells, and that a table reads as the workbook made of it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.documents.model import Reason
from desktop_app.documents.readers.sheets import csv_table
from desktop_app.documents.reading import read_document
from desktop_app.documents.sources.source import Source
from desktop_app.documents.text.normalise import match_text_only
from tests.support.make import csv_table as make_csv
from tests.support.make_sheets import xlsx

ROWS = [["Date", "Purpose", "EUR"], ["2 May", "Hotel, one night", "142"], ["3 May", "Taxi", "23"]]


def _match(data: bytes, name: str) -> str:
    found = read_document(data, name)
    return match_text_only(found.text, found.running)


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
@pytest.mark.parametrize("sheet", ["Sheet1", "expenses"])
def test_read_when_table_then_as_the_workbook_made_of_it(sign: str, sheet: str) -> None:
    table = make_csv(ROWS, delimiter=sign)
    assert _match(table, "a.csv") == _match(xlsx({sheet: ROWS}), "a.xlsx")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a;b;c\nrent;900.00;\nfee;;1,200\n", "a\tb\tc\nrent\t900.00\nfee\t\t1,200"),
        (';x\n"two\nlines";y\n\n', "\tx\ntwo lines\ty"),
        ('"say ""no""",b\nc,d', 'say "no"\tb\nc\td'),
        ("sep=|\na,b|c\n", "a,b\tc"),
        ("\ufeffa,b\nc,d", "a\tb\nc\td"),
        ("a" + "," * 99 + "b\n" + "a," * 100 + "b", None),
        ("one column\nand, no more\nthan that", None),
        ("", None),
    ],
)
def test_to_text_when_signs_part_cells_then_tabs_do(text: str, expected: str | None) -> None:
    assert csv_table.to_text(text) == expected


def test_to_text_when_cells_are_far_apart_then_the_gap_is_bounded() -> None:
    row = "a" + ";" * 300 + "b"
    assert csv_table.to_text(f"{row}\n{row}") == "\n".join(["a" + "\t" * 65 + "b"] * 2)


def test_read_when_no_table_then_as_written_with_its_pages() -> None:
    assert csv_table.read(Source(b"some words\n\fand more", "a.csv")).pages == (
        "some words\n",
        "and more",
    )


def test_read_when_longer_than_the_limit_then_its_beginning(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(csv_table, "MAX_TEXT_BYTES", 8)
    found = csv_table.read(Source(b"a,b\nc,d\ne,f", "a.csv"))
    assert (found.pages, found.reason) == (("a\tb\nc\td",), Reason.TOO_LARGE)


@pytest.mark.parametrize("piece", ['"', 'a,"', ",", "a;b,", "\n", "\r", '",\n', "sep=;\n"])
def test_read_when_hostile_repetition_then_linear(piece: str) -> None:
    started = time.process_time()
    csv_table.to_text(f"a,b\n{piece * 300_000}")
    assert time.process_time() - started < 5


@given(st.text(',;\t|"\n\ra \0', max_size=60))
def test_to_text_when_anything_then_no_letter_is_lost(text: str) -> None:
    found = csv_table.to_text(text)
    assert found is None or found.count("a") == text.count("a")
