"""``likewise compare``, and the reports of ``likewise duplicates``."""

from __future__ import annotations

import base64
import json
import os
from pathlib import Path
from typing import Any

import pytest

from tests.cli.support import LATIN1_NAME, CommandLine
from tests.support import make
from tests.support.toy_library import paragraph

CLAUSE = "The rent is {} euros a month, to be paid by {} at the latest."
BODY = [paragraph(number, 8) for number in range(4)]


@pytest.fixture
def leases(line: CommandLine) -> CommandLine:
    """Two versions of a lease, one of them with a page more, and something else."""
    old = [BODY[0], f"{CLAUSE.format('1,150', '1 May 2019')} {BODY[1]}"]
    new = [BODY[0], f"{CLAUSE.format('1,250', '3 June 2020')} {BODY[1]}", BODY[2]]
    line.toy.write("old/lease.pdf", make.pdf(old))
    line.toy.write("new.pdf", make.pdf(new))
    line.toy.write("other.txt", BODY[3])
    line.toy.update()
    return line


def test_compare_when_json_then_the_relation_the_differences_and_the_coverage(
    leases: CommandLine,
) -> None:
    answer = leases.json("compare", "old/lease.pdf", "new.pdf")
    assert list(answer) == [
        *("a", "b", "relation", "score", "removable", "share_a", "share_b", "words_a", "words_b"),
        *("summary", "counts", "differences", "recurring_known", "coverage"),
    ]
    assert (answer["a"], answer["b"]) == ("old/lease.pdf", "new.pdf")
    assert answer["removable"] == {
        "a": False,
        "b": False,
        "why_not_a": answer["removable"]["why_not_a"],
        "why_not_b": answer["removable"]["why_not_b"],
    }
    assert answer["removable"]["why_not_a"]
    assert answer["share_a"] > answer["share_b"] > 0.5
    assert answer["words_b"] > answer["words_a"]
    assert sum(answer["counts"].values()) == len(answer["differences"])
    assert answer["summary"].endswith(".")
    assert answer["coverage"]["files"] == 3


def test_compare_when_json_then_offsets_point_into_the_text(leases: CommandLine) -> None:
    answer = leases.json("compare", "old/lease.pdf", "new.pdf")
    with leases.toy.open() as library:
        found = library.compare("old/lease.pdf", "new.pdf").found
    texts = {"a": found.text_a.text, "b": found.text_b.text}
    seen: dict[str, list[str]] = {"a": [], "b": []}
    for one in answer["differences"]:
        assert set(one) == {"kind", "harmless", "recurring", "a", "b"}
        for side, text in texts.items():
            if (span := one[side]) is not None:
                assert set(span) == {"start", "end", "page", "text"}
                assert text[span["start"] : span["end"]] == span["text"]
                seen[side].append(span["text"])
    assert {"1,150", "1 May 2019"} <= set(" | ".join(seen["a"]).split(" | "))
    pages = {one["b"]["page"] for one in answer["differences"] if one["b"]}
    assert pages == {2, 3}


def test_compare_when_turned_then_the_same_from_the_other_side(leases: CommandLine) -> None:
    one = leases.json("compare", "old/lease.pdf", "new.pdf")
    other = leases.json("compare", "new.pdf", "old/lease.pdf")
    assert (one["share_a"], one["words_a"]) == (other["share_b"], other["words_b"])
    assert one["score"] == other["score"]
    assert len(one["differences"]) == len(other["differences"])


def test_compare_when_not_alike_then_unrelated(leases: CommandLine) -> None:
    answer = leases.json("compare", "new.pdf", "other.txt")
    assert (answer["relation"], answer["score"]) == ("unrelated", 0.0)
    assert answer["removable"]["why_not_a"] == "relation"


def test_compare_when_text_then_page_names_and_both_sides(leases: CommandLine) -> None:
    status, out = leases.run("compare", "old/lease.pdf", "new.pdf")
    assert status == 0
    assert "page 2" in out
    assert "[-1,150-]" in out
    assert "{+1,250+}" in out
    assert "Only in the second, page 3" in out.replace("page 2 / page 3", "page 3")


@pytest.mark.parametrize(
    "names", [("new.pdf", "new.pdf"), ("new.pdf", "none.pdf"), ("../x.pdf", "new.pdf")]
)
def test_compare_when_there_are_no_two_documents_then_one_sentence(
    leases: CommandLine, names: tuple[str, str]
) -> None:
    assert leases.fails("compare", *names) == 2


def test_compare_when_named_from_where_the_person_is_then_found(
    leases: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = leases.json("compare", "old/lease.pdf", "new.pdf")
    monkeypatch.chdir(Path(leases.folder) / "old")
    assert leases.json("compare", "lease.pdf", "../new.pdf") == named
    absolute = str(Path(leases.folder) / "new.pdf")
    assert leases.json("compare", "lease.pdf", absolute) == named


def test_compare_when_a_name_is_not_utf8_then_it_is_also_given_exactly(line: CommandLine) -> None:
    file = line.toy.write("x.txt", BODY[0])
    line.toy.write("1.txt", BODY[0])
    try:
        os.rename(file, os.path.join(os.fsencode(file.parent), LATIN1_NAME))
    except OSError:
        pytest.skip("this file system has no such names")
    line.toy.update()
    answer = line.json("compare", os.fsdecode(LATIN1_NAME), "1.txt")
    assert (answer["a"], base64.b64decode(answer["a_b64"])) == ("caf\ufffd.txt", LATIN1_NAME)
    assert answer["relation"] == "identical_file"
    status, out = line.run("compare", os.fsdecode(LATIN1_NAME), "1.txt")
    assert (status, "caf\ufffd.txt" in out) == (0, True)


def test_compare_when_pairs_were_listed_then_the_same_relation(leases: CommandLine) -> None:
    leases.toy.write("copy.txt", BODY[3])
    leases.toy.update()
    _, out = leases.run("duplicates", "--pairs", "--threshold", "0.5")
    pairs: list[dict[str, Any]] = [json.loads(text) for text in out.splitlines()]
    assert len(pairs) == 2
    for pair in pairs:
        answer = leases.json("compare", pair["a"], pair["b"])
        assert (answer["relation"], answer["score"]) == (pair["relation"], pair["score"])


def test_duplicates_when_reports_are_asked_for_then_both_are_written(
    indexed: CommandLine, tmp_path: Path
) -> None:
    table, page = tmp_path / "r.csv", tmp_path / "r.html"
    status, out = indexed.run("duplicates", "--csv", str(table), "--html", str(page))
    assert (status, out) == (0, "")
    assert indexed.said.splitlines()[-2:] == [
        f"2 rows written to “{table}”.",
        f"1 group written to “{page}”.",
    ]
    assert "copies/lease.pdf" in table.read_text(encoding="utf-8-sig")
    assert "copies/lease.pdf" in page.read_text(encoding="utf-8")


@pytest.mark.parametrize("option", ["--csv", "--html"])
def test_duplicates_when_a_report_would_lie_among_the_documents_then_refused(
    indexed: CommandLine, option: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = Path(indexed.folder) / "copies" / "report"
    assert indexed.fails("duplicates", option, str(target)) == 2
    monkeypatch.chdir(target.parent)
    assert indexed.fails("duplicates", option, "report") == 2
    assert not target.exists()


@pytest.mark.parametrize("option", ["--csv", "--html"])
def test_duplicates_when_a_report_cannot_be_written_then_one_sentence(
    indexed: CommandLine, option: str, tmp_path: Path
) -> None:
    assert indexed.fails("duplicates", option, str(tmp_path / "none" / "report")) == 2
