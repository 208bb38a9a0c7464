"""What a member of a group says otherwise: the word that turns a sentence first, old and new."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from desktop_app.library import Library
from desktop_app.output import as_json
from desktop_app.output.duplicates_text import DuplicatesText
from tests.output.support import plain
from tests.support.toy_library import ToyLibrary, paragraph

BODY = paragraph(5, 30)
KEPT = f"The rent is EUR 900 from 1 May 2024. The guarantor is liable for it. {BODY}"
HERE = KEPT.replace("is liable", "is not liable").replace("900", "950")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    toy = ToyLibrary(tmp_path / "papers")
    toy.write("a.txt", KEPT)
    toy.write("b.txt", HERE)
    toy.update()
    return toy.open()


def _text(library: Library) -> str:
    with library:
        found = library.duplicates()
        lines = DuplicatesText(plain(), 100, library.evidence).lines(found, 0.6)
        return "\n".join(lines)


def test_lines_when_a_not_differs_then_it_is_named_and_the_amount_aligned(
    library: Library,
) -> None:
    text = _text(library)

    assert "does not say “not” where the kept copy does" in text  # which is the longer one
    assert "“950” → “900” (amount)" in text
    assert text.index("“not”") < text.index("(amount)")


def test_lines_when_only_letters_differ_then_the_same_text_written_otherwise(
    tmp_path: Path,
) -> None:
    toy = ToyLibrary(tmp_path / "papers")
    toy.write("a.txt", KEPT)
    toy.write("c.txt", KEPT.replace("guarantor", "GUARANTOR"))
    toy.update()

    text = _text(toy.open())

    assert "the same text, but written otherwise in 1 place" in text.replace("\n", " ")
    assert "GUARANTOR" in text


def test_json_when_a_member_differs_then_changes_with_pages(library: Library) -> None:
    with library:
        found = library.duplicates()
        told = as_json.duplicates(found, 0.6, library.evidence)
        pairs = list(as_json.pairs(found, 0.6))

    (group,) = told["groups"]
    changes = [one for file in group["files"] for one in file.get("differences", [])]
    assert {change["kind"] for change in changes} == {"amount", "only_a"}
    assert [change["turning"] for change in changes].count(True) == 1
    assert all(change["page_kept"] == 1 for change in changes if change["kept"])
    assert all(pair["removable"] == bool(pair["removable_paths"]) for pair in pairs)
    assert json.dumps(told)


def test_pairs_when_a_part_may_go_then_it_is_named(tmp_path: Path) -> None:
    toy = ToyLibrary(tmp_path / "papers")
    toy.write("part.txt", paragraph(1, 20))
    toy.write("whole.txt", f"{paragraph(1, 20)} {paragraph(2, 60)}")
    toy.update()
    with toy.open() as library:
        (pair,) = as_json.pairs(library.duplicates(), 0.75)

    assert pair["removable_paths"] == ["part.txt"]
