"""What can go wrong, said in a sentence; options, pipes and streams."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from desktop_app import cli
from desktop_app.embedding.embedder import FloatArray
from desktop_app.progress import CancelToken
from tests.cli.support import KNEE, CommandLine
from tests.support.toy_embedder import ToyEmbedder


def test_any_command_when_the_folder_is_missing_then_status_four(line: CommandLine) -> None:
    line.folder += "-nowhere"
    for command in (["index"], ["search", "x"], ["list"], ["verify"], ["rebuild"], ["compact"]):
        assert line.fails(*command) == 4
        assert "papers-nowhere" in line.said


def test_index_when_the_folder_is_a_file_then_status_four(line: CommandLine) -> None:
    line.folder = str(line.toy.write("a.txt", "x"))
    assert line.fails("index") == 4


def test_index_when_the_folder_cannot_be_listed_then_status_four(
    line: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("desktop_app.documents.folder.scanner.open_folder", refuse)
    assert line.fails("index") == 4
    assert "permission" in line.said


@pytest.mark.parametrize(
    "command",
    [["search", "x"], ["similar", "x"], ["duplicates"], ["list"], ["status"], ["verify"],
     ["rebuild"], ["compact"], ["export", "out"]],
    ids=lambda command: command[0],
)  # fmt: skip
def test_questions_when_nothing_is_indexed_then_status_three(
    line: CommandLine, command: list[str]
) -> None:
    assert line.fails(*command) == 3
    assert "likewise index" in line.said
    assert not Path(f"{line.folder}.likewise").exists()


def test_index_when_the_model_is_unknown_then_refused_and_no_index_made(line: CommandLine) -> None:
    line.toy.write("knee.txt", KNEE)
    assert line.fails("index", "--model", "no-such-model") == 2
    assert not Path(f"{line.folder}.likewise").exists()


@pytest.mark.parametrize("query", ["", "   ", '""'])
def test_search_when_the_query_is_empty_then_status_two(indexed: CommandLine, query: str) -> None:
    assert indexed.fails("search", query) == 2


@pytest.mark.parametrize(
    "query", ["\ud800\udfff", "\x00", "NEAR(", '"', "*", "'; DROP TABLE", "🙂"]
)
def test_search_when_the_query_is_odd_then_still_an_answer(
    indexed: CommandLine, query: str
) -> None:
    status, out = indexed.run("search", query, "--json")
    assert status in (0, 2), indexed.said
    assert status == 2 or "results" in json.loads(out)


def test_similar_when_the_path_is_unknown_then_status_two(indexed: CommandLine) -> None:
    assert indexed.fails("similar", "nowhere.txt") == 2
    assert "nowhere.txt" in indexed.said


def test_similar_when_the_document_has_no_text_then_status_two(indexed: CommandLine) -> None:
    assert indexed.fails("similar", "broken.pdf") == 2


def test_export_when_the_place_is_taken_then_status_two_and_it_stays(
    indexed: CommandLine, tmp_path: Path
) -> None:
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "mine.txt").write_text("mine")
    assert indexed.fails("export", str(taken)) == 2
    assert [p.name for p in taken.iterdir()] == ["mine.txt"]


def test_import_when_it_is_no_export_then_status_two(indexed: CommandLine, tmp_path: Path) -> None:
    assert indexed.fails("import", str(tmp_path)) == 2


def test_index_when_the_folder_looks_emptied_then_status_seven(indexed: CommandLine) -> None:
    shutil.rmtree(indexed.toy.path)
    indexed.toy.path.mkdir()
    assert indexed.fails("index") == 7
    assert "--confirm-removed" in indexed.said
    assert indexed.json("index", "--confirm-removed")["removed"] == 5


class _Interrupting(ToyEmbedder):
    """As if the person pressed Ctrl-C while passages are embedded."""

    def embed_documents(self, texts: Sequence[str], token: CancelToken | None = None) -> FloatArray:
        signal.raise_signal(signal.SIGINT)
        return super().embed_documents(texts, token)


def test_index_when_interrupted_then_status_130_and_the_next_run_goes_on(
    line: CommandLine,
) -> None:
    line.toy.write("knee.txt", KNEE)
    line.toy.next_embedder = _Interrupting()
    before = signal.getsignal(signal.SIGINT)
    assert line.fails("index") == 130
    assert line.said.endswith("Stopped. What was indexed so far is safe; index again to go on.\n")
    assert signal.getsignal(signal.SIGINT) is before
    # The batch in hand may have been committed before the signal was seen.
    again = line.json("index")
    assert again["indexed"] + again["unchanged"] == 1
    assert line.json("search", "knee")["results"][0]["path"] == "knee.txt"


def test_any_command_when_it_fails_unexpectedly_then_a_sentence_and_a_private_report(
    indexed: CommandLine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(_: object) -> None:
        raise RuntimeError("the tenant of 12 Orchard Lane")

    monkeypatch.setattr("desktop_app.output.as_json.files", fail)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert indexed.fails("list") == 70
    (report,) = tmp_path.glob("likewise-*.log")
    assert "Orchard" not in report.read_text() + indexed.said


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["search", "f", "q", "-k", "0"], "at least 1"),
        (["search", "f", "q", "-k", "many"], "at least 1"),
        (["similar", "f", "p", "--threshold", "much"], "between -1 and 1"),
        (["similar", "f", "p", "--threshold", "nan"], "between -1 and 1"),
        (["search", "f", "q", "--since", "yesterday"], "2026-03-31"),
        (["search", "f"], "QUERY"),
        (["index"], "FOLDER"),
    ],
)
def test_options_when_wrong_then_status_two_and_what_is_wanted(
    arguments: list[str], word: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    said = capsys.readouterr().err
    assert ended.value.code == 2
    assert word in said
    assert "_" not in said.splitlines()[-1]


@pytest.mark.parametrize("command", ["", *cli._parser()[1]])
def test_help_when_asked_then_every_command_explains_itself(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main([*filter(None, [command]), "--help"])
    shown = capsys.readouterr().out
    assert ended.value.code == 0
    assert shown.startswith("usage: likewise")
    if not command:
        assert all(name in shown for name in cli._parser()[1])


def test_text_output_when_it_goes_to_a_pipe_then_no_escape_codes(indexed: CommandLine) -> None:
    indexed.toy.write("new.txt", "Something new.")
    for command in (
        ["index"], ["search", "rent"], ["similar", "lease.pdf"], ["duplicates"], ["list"],
        ["status"], ["verify"], ["compact"],
    ):  # fmt: skip
        status, out = indexed.run(*command)
        assert status == 0
        assert out
        assert not re.search(r"\x1b|\r", out + indexed.said)


def _program(*arguments: str, **options: Any) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "desktop_app", *arguments]
    return subprocess.run(command, check=False, timeout=60, **options)


def test_program_when_the_reader_of_its_output_is_gone_then_it_ends_quietly(
    indexed: CommandLine,
) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as gone:
        ended = _program("list", indexed.folder, stdout=gone, stderr=subprocess.PIPE)
    assert ended.returncode == 1
    assert ended.stderr == b""


@pytest.mark.skipif(os.name == "nt", reason="no such way to start a program")
def test_program_when_started_without_streams_then_it_does_its_work(indexed: CommandLine) -> None:
    command = f'exec "{sys.executable}" -m desktop_app status "$0" <&- >&- 2>&-'
    ended = subprocess.run(["sh", "-c", command, indexed.folder], check=False, timeout=60)
    assert ended.returncode == 0


def test_program_when_a_name_has_no_place_in_the_output_encoding_then_it_still_answers(
    indexed: CommandLine,
) -> None:
    indexed.toy.write("naïve – 🙂.txt", KNEE)
    indexed.toy.update()
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    ended = _program("list", indexed.folder, env=environment, capture_output=True)
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert b"na?ve" in ended.stdout


def test_command_when_mistyped_then_the_right_one_is_named(line: CommandLine) -> None:
    assert cli.main(["indx", line.folder]) == 2


@pytest.mark.parametrize(
    "arguments",
    [("--in", "nowhere"), ("--in", ".."), ("--since", "2025-02-01", "--until", "2024-01-01")],
)
def test_search_when_a_filter_cannot_fit_then_told_rather_than_nothing_found(
    indexed: CommandLine, arguments: tuple[str, ...]
) -> None:
    assert indexed.fails("search", "knee", *arguments) == 2


def test_index_when_no_folder_is_named_then_the_current_one_is_left_alone() -> None:
    assert cli.main(["index", ""]) == 4


def test_export_when_the_place_is_among_the_documents_then_refused(indexed: CommandLine) -> None:
    assert indexed.fails("export", f"{indexed.folder}/export") == 2
