"""``likewise index --provider`` and what goes with it: nothing is sent without a yes."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from desktop_app import cli, cloud
from desktop_app.privacy import gate
from desktop_app.privacy.secret import Secret
from tests.embedding.cloud.fake_provider import properly, status
from tests.support.cloud_folder import DIM, CloudFolder

KEY = "sk-canary-0123456789abcdef"


class Line:
    """Runs commands on a folder in this process."""

    def __init__(self, folder: CloudFolder, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self._capsys = folder, capsys
        self.url = f"{folder.server.url}/v1"
        self.said = ""

    def run(self, command: str, *arguments: str) -> tuple[int, str]:
        found = cli.main([command, str(self.folder.path), *arguments])
        out, self.said = self._capsys.readouterr()
        assert "Traceback" not in self.said
        return found, out

    def json(self, command: str, *arguments: str) -> dict[str, Any]:
        found, out = self.run(command, *arguments, "--json")
        assert found == 0, self.said
        answer: dict[str, Any] = json.loads(out.splitlines()[-1])
        return answer

    def index(self, *arguments: str, provider: str = "compatible") -> tuple[int, str]:
        named = ("--provider", provider, "--base-url", self.url)
        return self.run("index", *named, *arguments)


@pytest.fixture
def line(cloud_folder: CloudFolder, capsys: pytest.CaptureFixture[str]) -> Line:
    return Line(cloud_folder, capsys)


@pytest.fixture
def key() -> Iterator[str]:
    """A key of OpenAI and of Cohere, kept until the test ends."""
    for provider in ("openai", "cohere"):
        cloud.credentials().keep_for_session(provider, Secret(KEY))
    yield KEY
    cloud.credentials.cache_clear()


def test_index_when_yes_then_all_commands_answer(line: Line) -> None:
    found, out = line.index("--model", "toy", "--yes", "--progress", "jsonl")
    assert found == 0, line.said
    *committed, last = map(json.loads, out.splitlines())
    assert {event["path"] for event in committed} == {
        f"{name}.txt" for name in ("lease", "copy", "knee", "notes")
    }
    assert last["indexed"] == 4
    assert last["cost"]["tokens"] > 0
    assert "runs at 127.0.0.1" in line.said
    hits = line.json("search", "rent of the tenant")
    assert hits["results"][0]["path"] == "copy.txt"
    assert hits["note"] is None
    assert line.json("similar", "lease.txt")["results"][0]["path"] == "copy.txt"
    assert line.json("duplicates")["groups"][0]["kind"] == "identical_file"
    state = line.json("status")
    assert state["model"].endswith(f"#toy@{DIM}")
    assert line.json("verify") == {"ok": True, "problems": []}
    asked = len(line.folder.server.asked)
    assert line.json("index")["cost"]["tokens"] == 0  # nothing new, and nothing asked again
    assert len(line.folder.server.asked) == asked


def test_index_when_nobody_can_be_asked_then_is_refused_with_the_offer(line: Line) -> None:
    assert line.index("--model", "toy")[0] == 12
    assert "4 documents" in line.said
    assert "--yes" in line.said.splitlines()[-1]
    assert line.folder.server.asked == []
    assert line.run("status")[0] == 3  # not even an empty index was left


@pytest.mark.parametrize(("typed", "code"), [("n\n", 12), ("\n", 12), ("y\n", 0)])
def test_index_when_asked_on_a_terminal_then_does_what_was_said(
    line: Line, monkeypatch: pytest.MonkeyPatch, typed: str, code: int
) -> None:
    terminal = io.StringIO(typed)
    terminal.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setattr(sys, "stdin", terminal)
    monkeypatch.setattr("desktop_app.cloud_commands.can_ask", lambda: True)
    assert line.index("--model", "toy")[0] == code
    assert bool(line.folder.server.asked) == (code == 0)


def test_index_when_locked_then_is_refused_before_anything_is_read(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(gate.VARIABLE, "1")
    assert line.index("--model", "toy", "--yes")[0] == 12
    assert "offline lock" in line.said
    assert line.folder.server.asked == []


@pytest.mark.parametrize(
    ("provider", "model", "field"),
    [
        ("openai", "text-embedding-3-small@256", "dimensions"),
        ("cohere", "embed-v4.0@256", "output_dimension"),
    ],
)
def test_index_when_a_provider_has_another_address_then_its_key_goes_there(
    line: Line, key: str, provider: str, model: str, field: str
) -> None:
    line.folder.server.always = properly
    found, out = line.index("--model", model, "--yes", provider=provider)
    assert found == 0, line.said
    assert "Less than $0.01 was spent" in out
    asked = line.folder.server.asked
    assert {request.headers["authorization"] for request in asked} == {f"Bearer {key}"}
    assert {request.fields[field] for request in asked} == {256}
    assert line.json("search", "rent")["note"] is None
    sent = len(asked)
    for command in ("index", "rebuild"):  # which takes its vectors over
        assert "Nothing had to be sent." in line.run(command)[1]
    assert len(asked) == sent


@pytest.mark.parametrize(
    "arguments",
    [
        ("--base-url", "http://127.0.0.1:1/v1"),
        ("--provider", "compatible", "--model", "toy"),
        ("--provider", "openai", "--model", "nothing-such"),
        ("--provider", "compatible", "--model", "toy", "--base-url", "http://example.org/v1"),
    ],
)
def test_index_when_the_model_makes_no_sense_then_says_so(
    line: Line, arguments: tuple[str, ...]
) -> None:
    assert line.run("index", *arguments, "--yes")[0] == 2


def test_index_when_there_is_no_key_then_says_how_to_give_one(line: Line) -> None:
    code, _ = line.run("index", "--provider", "openai", "--yes")
    assert code in (13, 14)
    assert "key" in line.said.splitlines()[-1]


def test_search_when_the_key_is_refused_then_words_answer(line: Line) -> None:
    assert line.index("--model", "toy", "--yes")[0] == 0
    line.folder.server.always = status(401, "no")
    found = line.json("search", "slow bending")
    assert found["results"][0]["path"] == "knee.txt"
    assert found["note"].endswith("Only words were compared.")
    assert "Only words were compared." in line.run("search", "knee")[1].replace("\n", " ")


def test_models_when_listed_then_names_those_at_providers(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.main(["models", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["cloud_models"]
    found = {row["id"]: row for row in rows}
    assert found["openai:text-embedding-3-small"]["runs_at"] == "api.openai.com"
    assert found["cohere:embed-v4.0"]["price_per_million_tokens"] > 0
    assert cli.main(["models"]) == 0
    assert "☁ openai:text-embedding-3-small  1536 dimensions" in capsys.readouterr().out


def test_compare_models_when_the_cloud_is_among_them_then_needs_a_yes(line: Line) -> None:
    models = ("all-MiniLM-L6-v2", line.folder.model)
    assert line.run("compare-models", *models)[0] == 12
    assert line.folder.server.asked == []
    found = line.json("compare-models", *models, "--documents", "2", "--yes")
    assert found["documents"] == 2
    assert [row["dim"] for row in found["models"]] == [384, DIM]
    assert found["models"][0]["overlap_at_10"] == 1.0


def test_compare_models_when_yes_then_it_is_none_to_indexing(line: Line) -> None:
    models = ("all-MiniLM-L6-v2", line.folder.model)
    line.json("compare-models", *models, "--documents", "2", "--yes")
    assert "about 2 documents" not in line.said  # counted, not guessed
    assert "characters of 2 documents" in line.said
    assert "for the comparison only" in line.said
    asked = len(line.folder.server.asked)
    assert asked
    assert line.json("privacy")["consents"] == []
    for again in (("index",), ("compare-models", *models)):
        named = ("--model", f"toy@{DIM}") if again == ("index",) else ()
        provider = ("--provider", "compatible", "--base-url", line.url) if named else ()
        assert line.run(*again, *provider, *named)[0] == 12
    assert len(line.folder.server.asked) == asked


def test_compare_models_when_never_indexed_then_the_ledger_tells_it_before_and_after(
    line: Line,
) -> None:
    assert line.run("ledger")[1].strip() == "Nothing of this folder was ever sent."
    line.json("compare-models", "all-MiniLM-L6-v2", line.folder.model, "--yes")
    asked = len(line.folder.server.asked)
    told = line.json("ledger")
    assert told["totals"]["requests"] == len(told["entries"]) == asked > 0
    assert "comparison of models" in {entry["purpose"] for entry in told["entries"]}
    assert line.json("privacy")["sent"] == told["totals"]
    assert "requests with" in line.run("ledger")[1]
    assert line.run("status")[0] == 3  # no index was made for it
    assert line.index("--model", f"toy@{DIM}", "--yes")[0] == 0
    after = line.json("ledger")
    assert after["entries"][:asked] == told["entries"]
    assert {entry["purpose"] for entry in after["entries"][asked:]} == {"index"}
    assert len(after["entries"]) == len(line.folder.server.asked)


def test_status_when_only_a_comparison_sent_something_then_it_says_so(line: Line) -> None:
    line.json("compare-models", "all-MiniLM-L6-v2", line.folder.model, "--yes")
    assert line.run("index")[0] == 0  # with the model on this computer
    assert line.json("status")["has_sent"] is True


def test_compare_models_when_said_no_then_nothing_is_sent(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desktop_app.cloud_commands.can_ask", lambda: True)
    monkeypatch.setattr("desktop_app.cloud_commands.confirm", lambda question: False)
    assert line.run("compare-models", "all-MiniLM-L6-v2", line.folder.model)[0] == 12
    assert line.folder.server.asked == []


def test_compare_models_when_questions_are_given_then_those_are_asked(
    line: Line, tmp_path_factory: pytest.TempPathFactory
) -> None:
    line.folder.agree()
    questions = tmp_path_factory.mktemp("questions") / "q.txt"
    questions.write_text("the rent\n\nmy knee\n")
    models = ("all-MiniLM-L6-v2", line.folder.model)
    found, out = line.run("compare-models", *models, "--queries", str(questions))
    assert found == 0, line.said
    assert "3 documents, 2 questions." in out
    questions.write_text("\n")
    assert line.run("compare-models", *models, "--queries", str(questions))[0] == 2
