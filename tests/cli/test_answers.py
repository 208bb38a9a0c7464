"""What each command answers, as JSON, one a line, and for any name."""

from __future__ import annotations

import base64
import io
import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from desktop_app import cli
from desktop_app.embedding.catalogue import MODELS
from tests.cli.support import KNEE, LATIN1_NAME, LEASE, CommandLine
from tests.support import make


def test_index_when_json_then_counts_and_problems(line: CommandLine) -> None:
    line.toy.write("knee.txt", KNEE)
    line.toy.write("broken.pdf", b"%PDF-1.7 and then nothing of the kind")
    line.toy.write("song.mp3", b"ID3\x03" + bytes(40))
    answer = line.json("index")
    assert (answer["indexed"], answer["unchanged"], answer["removed"]) == (1, 0, 0)
    assert answer["failed"] == [
        {"path": "broken.pdf", "reason": "damaged", "detail": answer["failed"][0]["detail"]}
    ]
    assert [(s["path"], s["reason"]) for s in answer["skipped"]] == [("song.mp3", "unsupported")]
    assert answer["partly"] == []
    assert line.json("index")["unchanged"] == 3


def test_index_when_progress_in_lines_then_each_commit_and_the_summary_last(
    line: CommandLine,
) -> None:
    line.toy.write("knee.txt", KNEE)
    line.toy.write("lease.txt", LEASE)
    status, out = line.run("index", "--progress", "jsonl")
    events = [json.loads(text) for text in out.splitlines()]
    assert status == 0
    assert sorted(e["path"] for e in events[:-1]) == ["knee.txt", "lease.txt"]
    assert {e["event"] for e in events[:-1]} == {"committed"}
    assert events[-1]["indexed"] == 2


def test_search_when_json_then_place_score_and_reason(indexed: CommandLine) -> None:
    answer = indexed.json("search", "tenant rent", "-k", "1")
    (hit,) = answer["results"]
    assert hit["path"] == "copies/lease.pdf"
    assert hit["alike"] == ["lease.pdf"]
    assert (hit["page"], hit["page_name"]) == (2, "page")
    assert -1 <= hit["score"] <= 1
    assert 0 <= hit["start"] < hit["end"]
    assert "tenant" in hit["snippet"]
    assert "tenant, rent" in hit["why"]
    assert (answer["documents"], answer["passages"]) == (3, 4)


@pytest.mark.parametrize(
    ("options", "paths"),
    [
        (["--type", "pdf"], {"copies/lease.pdf"}),
        (["--type", "text"], {"knee.txt"}),
        (["--in", "copies/"], {"copies/lease.pdf"}),
        (["--until", "1999-12-31"], set()),
        (["--since", "1999-12-31"], {"copies/lease.pdf", "knee.txt"}),
    ],
)
def test_search_when_filtered_then_only_those(
    indexed: CommandLine, options: list[str], paths: set[str]
) -> None:
    found = indexed.json("search", "rent knee", *options)["results"]
    assert {hit["path"] for hit in found} == paths


def test_search_when_a_copy_was_edited_then_it_stands_below_its_hit(indexed: CommandLine) -> None:
    indexed.toy.write("knee-2.txt", KNEE + "Rest.")
    indexed.toy.update()
    (hit,) = indexed.json("search", "knee slowly", "-k", "1")["results"]
    (folded,) = hit["folded"]
    assert {hit["path"], folded["path"]} == {"knee.txt", "knee-2.txt"}
    assert (folded["relation"], hit["alike"]) == ("near_duplicate", [folded["path"]])
    _, shown = indexed.run("search", "knee slowly", "-k", "1")
    assert "+1 alike" in shown
    assert f"≈ {folded['path']}  nearly the same text {folded['share']:.0%}" in shown


def test_similar_when_json_then_never_itself(indexed: CommandLine) -> None:
    answer = indexed.json("similar", "lease.pdf", "--threshold", "-1")
    copy, knee = answer["results"]
    assert (copy["path"], copy["same_bytes"], copy["why"]) == (
        "copies/lease.pdf",
        True,
        "The same bytes in another place.",
    )
    assert (knee["path"], knee["same_bytes"]) == ("knee.txt", False)
    assert copy["score"] > knee["score"]
    assert {"page", "start", "end", "snippet", "title", "cosine", "keyword"} <= set(knee)
    assert answer["more"] is False


def test_similar_when_the_path_is_absolute_then_the_same_answer(indexed: CommandLine) -> None:
    absolute = str(indexed.toy.path / "lease.pdf")
    assert indexed.json("similar", absolute) == indexed.json("similar", "lease.pdf")


def test_similar_when_the_file_is_outside_then_it_is_read(
    indexed: CommandLine, tmp_path: Path
) -> None:
    outside = tmp_path / "outside.docx"
    outside.write_bytes(make.docx([LEASE]))
    answer = indexed.json("similar", str(outside), "--threshold", "0.2")
    assert answer["results"][0]["path"] == "copies/lease.pdf"


def test_duplicates_when_json_then_groups_with_a_kept_copy(indexed: CommandLine) -> None:
    answer = indexed.json("duplicates")
    (group,) = answer["groups"]
    kept, member = group["files"]
    assert group["kind"] == "identical_file"
    assert {kept["path"], member["path"]} == {"lease.pdf", "copies/lease.pdf"}
    assert kept["path"] == group["kept"]
    assert (kept["relation"], member["relation"]) == ("kept", "identical_file")
    assert kept["sha256"] == member["sha256"]
    assert (member["score"], member["removable"], member["differing"]) == (1.0, True, [])
    assert answer["coverage"]["files"] == 5


def test_duplicates_when_pairs_then_a_line_each(indexed: CommandLine) -> None:
    status, out = indexed.run("duplicates", "--pairs")
    (pair,) = [json.loads(text) for text in out.splitlines()]
    assert status == 0
    assert {pair.pop("a"), pair.pop("b")} == {"lease.pdf", "copies/lease.pdf"}
    assert set(pair.pop("removable_paths")) == {"lease.pdf", "copies/lease.pdf"}
    assert pair == {"relation": "identical_file", "score": 1.0, "removable": True}


def test_duplicates_when_related_then_documents_of_one_topic_come_after_the_pairs(
    line: CommandLine,
) -> None:
    for name, words in (("a", "rent is due monthly"), ("b", "monthly due is the rent")):
        line.toy.write(f"{name}.txt", f"{words} " * 12)
    line.json("index")
    assert line.run("duplicates", "--pairs")[1] == ""
    _, out = line.run("duplicates", "--related")
    (pair,) = [json.loads(text) for text in out.splitlines()]
    assert {pair["a"], pair["b"]} == {"a.txt", "b.txt"}
    assert pair["relation"] == "related"
    assert 0.8 <= pair["score"] <= 1
    assert not pair["removable"]


def test_list_when_json_then_every_file_with_its_state(indexed: CommandLine) -> None:
    files = {file["path"]: file for file in indexed.json("list")["files"]}
    assert {path: (f["state"], f["reason"]) for path, f in files.items()} == {
        "broken.pdf": ("not_read", "damaged"),
        "copies/lease.pdf": ("full", ""),
        "knee.txt": ("full", ""),
        "lease.pdf": ("full", ""),
        "song.mp3": ("not_read", "unsupported"),
    }
    assert files["lease.pdf"]["chunks"] >= 2
    assert files["lease.pdf"]["sha256"] == files["copies/lease.pdf"]["sha256"]
    assert len(files["broken.pdf"]["sha256"]) == 64


def test_status_when_json_then_place_model_and_coverage(indexed: CommandLine) -> None:
    answer = indexed.json("status")
    assert answer["index_dir"] == f"{indexed.folder}.likewise"
    assert (answer["schema"], answer["model"], answer["runs_at"]) == (2, "toy", "this computer")
    assert answer["docs"] == 5
    assert answer["chunks"] == 4
    coverage = answer["coverage"]
    assert (coverage["files"], coverage["full"], coverage["partly"]) == (5, 3, 0)
    assert coverage["not_read"] == {"damaged": 1, "unsupported": 1}
    assert coverage["sentence"] == "3 of 5 files fully read, 0 partly, 2 not."


def test_verify_when_sound_then_ok(indexed: CommandLine) -> None:
    assert indexed.json("verify") == {"ok": True, "problems": []}


def test_verify_when_damaged_then_problems_and_status_three(indexed: CommandLine) -> None:
    database = indexed.toy.location.database
    database.write_bytes(database.read_bytes()[:5000])
    answer = indexed.json("verify", status=3)
    assert answer["ok"] is False
    assert answer["problems"]
    assert "rebuild" in indexed.said


def test_rebuild_when_damaged_then_all_is_there_again(indexed: CommandLine) -> None:
    database = indexed.toy.location.database
    database.write_bytes(database.read_bytes()[:5000])
    answer = indexed.json("rebuild")
    assert answer["indexed"] == 3
    assert Path(answer["set_aside"]).exists()
    assert indexed.json("verify")["ok"]


def test_compact_when_vectors_are_no_longer_used_then_bytes_are_given_back(
    indexed: CommandLine,
) -> None:
    (indexed.toy.path / "knee.txt").unlink()
    indexed.json("index")
    assert indexed.json("compact")["freed_bytes"] >= 0
    assert indexed.json("verify")["ok"]
    assert indexed.json("search", "rent")["results"][0]["path"] == "copies/lease.pdf"


def test_export_and_import_when_json_then_nothing_is_embedded_again(
    indexed: CommandLine, tmp_path: Path
) -> None:
    assert indexed.json("export", str(tmp_path / "out")) == {"passages": 4}
    shutil.rmtree(indexed.toy.location.directory)
    answer = indexed.json("import", str(tmp_path / "out"))
    assert (answer["indexed"], answer["embedded"]) == (3, 0)


def test_models_when_json_then_the_catalogue(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["models", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["models"]
    assert [row["id"] for row in rows] == [spec.model_id for spec in MODELS]
    assert [row["id"] for row in rows if row["default"]] == ["all-MiniLM-L6-v2"]
    assert {"dim", "max_tokens", "languages", "licence", "runs_at", "installed"} <= set(rows[0])


def _type_in(monkeypatch: pytest.MonkeyPatch, text: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text), encoding="utf-8"))


def test_search_when_queries_come_on_standard_input_then_a_line_each_and_one_model(
    indexed: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = len(indexed.toy.embedders)
    _type_in(monkeypatch, b"tenant rent\r\nbend the knee\n")
    status, out = indexed.run("search", "-", "-k", "1")
    answers = [json.loads(text) for text in out.splitlines()]
    assert status == 0
    assert [a["results"][0]["path"] for a in answers] == ["copies/lease.pdf", "knee.txt"]
    assert len(indexed.toy.embedders) == opened + 1


def test_similar_when_a_path_among_many_is_unknown_then_the_others_are_answered(
    indexed: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    _type_in(monkeypatch, b"lease.pdf\nnowhere.txt\ncopies/lease.pdf\n")
    status, out = indexed.run("similar", "-", "-k", "1")
    first, wrong, last = [json.loads(text) for text in out.splitlines()]
    assert status == 2
    assert first["results"][0]["path"] == "copies/lease.pdf"
    assert (wrong["results"], "nowhere.txt" in wrong["error"]) == ([], True)
    assert last["results"][0]["path"] == "lease.pdf"


@pytest.fixture
def latin1(line: CommandLine) -> CommandLine:
    """Two copies of a file with a name that is not UTF-8, where the file system has such."""
    for folder in ("one", "two"):
        file = line.toy.write(f"{folder}/x.txt", KNEE)
        try:
            os.rename(file, os.path.join(os.fsencode(file.parent), LATIN1_NAME))
        except OSError:
            pytest.skip("this file system has no such names")
    line.toy.update()
    return line


def _name(fields: dict[str, Any], key: str = "path") -> bytes:
    return base64.b64decode(fields[f"{key}_b64"])


def test_answers_when_a_name_is_not_utf8_then_it_is_also_given_exactly(
    latin1: CommandLine,
) -> None:
    (one, two) = latin1.json("list")["files"]
    assert (one["path"], _name(one)) == ("one/caf\ufffd.txt", b"one/" + LATIN1_NAME)
    assert _name(latin1.json("search", "knee")["results"][0]) == b"one/" + LATIN1_NAME
    (group,) = latin1.json("duplicates")["groups"]
    assert _name(group, "kept") == _name(group["files"][0])
    _, out = latin1.run("duplicates", "--pairs")
    pair = json.loads(out)
    assert {_name(pair, "a"), _name(pair, "b")} == {_name(one), _name(two)}


def test_similar_when_the_name_is_not_utf8_then_found_by_argument_and_by_line(
    latin1: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = b"one/" + LATIN1_NAME
    asked = latin1.json("similar", os.fsdecode(path))
    assert _name(asked["results"][0]) == b"two/" + LATIN1_NAME
    _type_in(monkeypatch, path + b"\n")
    status, out = latin1.run("similar", "-")
    assert status == 0
    assert json.loads(out) == asked


def test_text_output_when_a_name_is_not_utf8_then_it_is_readable(latin1: CommandLine) -> None:
    for command in (["list"], ["search", "knee"], ["duplicates"]):
        status, out = latin1.run(*command)
        assert status == 0
        assert "one/caf\ufffd.txt" in out


@pytest.mark.parametrize("kind", ["txt", "TEXT", ".txt"])
def test_search_when_a_kind_is_named_as_people_do_then_understood(
    indexed: CommandLine, kind: str
) -> None:
    assert indexed.json("search", "knee", "--type", kind)["results"]


def test_similar_when_named_from_where_the_person_is_then_found(
    indexed: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    name = indexed.json("search", "knee")["results"][0]["path"]
    folder = Path(indexed.folder)
    monkeypatch.chdir(folder.parent)
    assert indexed.json("similar", f"{folder.name}/{name}") == indexed.json("similar", name)
    (folder.parent / "outside.txt").write_text(KNEE)
    assert indexed.json("similar", "outside.txt", "--threshold", "0.1")["results"]


def test_list_when_a_file_gave_no_text_then_what_can_be_done_is_told(indexed: CommandLine) -> None:
    indexed.toy.write("broken.docx", b"\0\1 no package")
    indexed.toy.update()
    files = {file["path"]: file for file in indexed.json("list")["files"]}
    assert files["broken.docx"]["offer"] == "open"
    assert "own program" in files["broken.docx"]["remedy"]
    assert (files["knee.txt"]["offer"], files["knee.txt"]["remedy"]) == ("none", "")


def test_index_when_files_are_named_to_be_read_again_then_only_failed_ones_may_be(
    indexed: CommandLine,
) -> None:
    indexed.toy.write("broken.docx", b"\0\1 no package")
    indexed.toy.update()
    assert indexed.json("index", "--retry-file", "broken.docx")["indexed"] == 0
    assert indexed.json("index", "--retry")["failed"][0]["path"] == "broken.docx"
    assert cli.main(["index", "--retry", indexed.folder]) == 0
    assert indexed.fails("index", "--retry-file", "knee.txt") == 2
    assert indexed.fails("index", "--retry-file", "nowhere.txt") == 2


def test_settings_when_changed_then_shown_and_kept(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_app.documents.ocr.languages.installed", lambda: ("deu", "eng"))

    def ask(*arguments: str) -> dict[str, str]:
        assert cli.main(["settings", *arguments, "--json"]) == 0
        answer: dict[str, str] = json.loads(capsys.readouterr().out)
        return answer

    before = ask("languages")["languages"]
    try:
        assert ask("languages", "deu+eng") == {"languages": "deu+eng"}
        assert ask()["languages"] == "deu+eng"
    finally:
        ask("languages", before)
    assert cli.main(["settings", "languages", "xyz"]) == 2
    assert cli.main(["settings", "colour"]) == 2
    assert cli.main(["settings", "largest_file_mb", "many"]) == 2


def test_topics_when_asked_then_groups_for_people_and_places_in_json(line: CommandLine) -> None:
    for number in range(5):
        line.toy.write(f"rent{number}.txt", f"tenant rent lease landlord {number} " * 9)
        line.toy.write(f"knee{number}.txt", f"knee bend hold muscle {number} " * 9)
    line.toy.write("empty.txt", b"")
    line.toy.update()
    answer = line.json("topics")
    assert len(answer["documents"]) == 11
    placed = [row for row in answer["documents"] if row["x"] is not None]
    assert len(placed) == 10
    assert all(0 <= row["x"] <= 1 and 0 <= row["y"] <= 1 for row in placed)
    listed = sum(topic["documents"] for topic in answer["topics"])
    assert listed + answer["in_no_topic"] == 10
    assert answer["without_text"] == 1
    status, shown = line.run("topics")
    assert status == 0
    assert "1 document without text" in shown
    assert all(", ".join(topic["label"]) in shown for topic in answer["topics"])
