"""``likewise models``: nothing is fetched without a yes."""

from __future__ import annotations

import hashlib
import io
import json
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from desktop_app import cli, model_commands
from desktop_app.embedding import catalogue, download, fast_mode, running
from desktop_app.embedding.arriving import WEIGHTS
from desktop_app.embedding.catalogue import DEFAULT, ModelSpec
from desktop_app.embedding.fast_mode import FastMode
from desktop_app.embedding.running import Running
from desktop_app.errors import ModelProblem
from desktop_app.progress import CancelToken
from desktop_app.settings import Device
from tests.cli.support import CommandLine
from tests.embedding.fake_hub import REPOSITORY, REVISION, FakeHub, allow_loopback, status
from tests.embedding.tiny_model import DIM, MAX_TOKENS, write_tiny_model


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Connecting to this very computer is allowed here, and nothing else."""

    allow_loopback(monkeypatch)


@pytest.fixture
def hub(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeHub]:
    """A hub, and a catalogue with one model of it."""
    folder = write_tiny_model(tmp_path / "served")
    weights = (folder / WEIGHTS).read_bytes()
    row = ModelSpec(
        "tiny",
        dim=DIM,
        max_tokens=MAX_TOKENS,
        languages="none",
        licence="MIT",
        weights_sha256=hashlib.sha256(weights).hexdigest(),
        weights_bytes=len(weights),
        repository=REPOSITORY,
        revision=REVISION,
    )
    monkeypatch.setattr(catalogue, "MODELS", (catalogue.MODELS[0], row))
    for module in (catalogue, download):
        monkeypatch.setattr(module, "models_folder", lambda: tmp_path / "models")
    with FakeHub(folder) as running:
        yield running


@pytest.fixture
def models(tmp_path: Path) -> Path:
    return tmp_path / "models"


def _answer(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    class Person(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Person(text))
    monkeypatch.setattr(model_commands, "can_ask", lambda: True)


def test_list_when_asked_then_size_and_command(
    hub: FakeHub, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["models"]) == 0
    out = capsys.readouterr().out
    assert "✓ all-MiniLM-L6-v2" in out
    assert "2 MB to fetch" in out
    assert "nothing is fetched unasked" in out
    assert cli.main(["models", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)["models"]
    assert [(row["installed"], row["download_bytes"] > 0) for row in rows] == [
        (True, False),
        (False, True),
    ]


def test_list_when_a_model_has_a_fast_mode_or_none_then_told_and_how_it_ran(
    hub: FakeHub, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    refusal, asked = "The fast mode does not pay on this computer: it is a test.", []
    ran = {DEFAULT: Running("cpu fp32", 1), f"{DEFAULT}+fast": Running("cpu int8", 2)}

    def found_out(model_id: str, device: Device) -> FastMode:
        asked.append(device)
        return FastMode(refusal if model_id == "tiny" else "")

    monkeypatch.setattr(fast_mode, "fast_mode", found_out)
    monkeypatch.setattr(running, "last", ran.get)
    cli.main(["models", "get", "tiny", "--yes", "--from", hub.url])
    capsys.readouterr()
    assert cli.main(["models"]) == 0
    out = capsys.readouterr().out
    assert f"has a fast mode here: {DEFAULT}+fast" in out
    assert "last ran on: processor, fp32, 1 thread\n" in out
    assert "last ran on: processor, int8, 2 threads\n" in out
    assert refusal in out
    assert "mean cosine" in out
    assert cli.main(["models", "--json"]) == 0
    first, second = json.loads(capsys.readouterr().out)["models"]
    assert first["running"] == {"recipe": "cpu fp32", "threads": 1}
    assert (first["fast"]["available"], first["fast"]["id"]) == (True, f"{DEFAULT}+fast")
    assert first["fast"]["running"] == {"recipe": "cpu int8", "threads": 2}
    assert (second["fast"]["available"], second["fast"]["refusal"]) == (False, refusal)
    assert second["running"] is None
    assert set(asked) == {Device.AUTO}


def test_list_when_a_model_cannot_be_loaded_then_that_is_told_in_its_place(
    hub: FakeHub, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object) -> FastMode:
        raise ModelProblem("The model's process cannot be started.")

    monkeypatch.setattr(fast_mode, "fast_mode", fail)
    assert cli.main(["models"]) == 0
    assert "process cannot be started" in capsys.readouterr().out


def test_speed_when_it_is_set_then_what_that_means_is_said(
    capsys: pytest.CaptureFixture[str],
) -> None:
    try:
        assert cli.main(["settings", "speed", "fast"]) == 0
        said = capsys.readouterr().out
        assert said.startswith("speed  fast\n")
        assert "mean cosine" in said
        assert "stays as it was made" in said
    finally:
        assert cli.main(["settings", "speed", "exact", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"speed": "exact"}


def test_get_when_nobody_can_answer_then_refused_with_a_sentence(
    hub: FakeHub, models: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["models", "get", "tiny", "--from", hub.url]) == 2
    said = capsys.readouterr().err
    assert "needs your yes" in said
    assert "127.0.0.1" in said
    assert hub.asked == []
    assert not models.exists()


@pytest.mark.parametrize("text", ["", "\n", "n\n", "no\n", "yesterday\n"])
def test_get_when_the_answer_is_no_then_nothing_is_asked_of_the_server(
    hub: FakeHub,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    text: str,
) -> None:
    _answer(monkeypatch, text)
    assert cli.main(["models", "get", "tiny", "--from", hub.url]) == 2
    said = capsys.readouterr().err
    for word in ("MIT", "2 MB", "127.0.0.1", "model.safetensors", "Nothing was fetched"):
        assert word in said
    assert hub.asked == []


def test_get_when_the_answer_is_yes_then_there_and_ready(
    hub: FakeHub,
    models: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    _answer(monkeypatch, "y\n")
    assert cli.main(["models", "get", "tiny", "--from", hub.url]) == 0
    assert str(models / "tiny") in capsys.readouterr().out
    assert catalogue.info_of("tiny").dim == DIM
    assert cli.main(["models", "get", "tiny"]) == 0
    assert "already" in capsys.readouterr().out


def test_get_and_remove_when_in_json_then_one_line_each(
    hub: FakeHub, models: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = []
    for action in (["get", "tiny", "--from", hub.url], ["get", "tiny"], ["remove", "tiny"]):
        assert cli.main(["models", *action, "--yes", "--json"]) == 0
        found.append(json.loads(capsys.readouterr().out))
    assert [answer.get("fetched") for answer in found] == [True, False, None]
    assert found[0]["folder"] == str(models / "tiny")
    assert found[2]["freed_bytes"] > 0


def test_get_when_the_server_refuses_then_its_own_status(
    hub: FakeHub, capsys: pytest.CaptureFixture[str]
) -> None:
    hub.misbehave["modules.json"] = [status(403)]
    assert cli.main(["models", "get", "tiny", "--yes", "--from", hub.url]) == 9
    assert "does not give this file" in capsys.readouterr().err


def test_get_when_stopped_then_told_that_it_goes_on(
    hub: FakeHub, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(CancelToken, "cancelled", property(lambda self: True))
    monkeypatch.setattr(CancelToken, "check", lambda self: self.wait(0))
    hub.misbehave["modules.json"] = [lambda handler, body: hub.leaving.wait(5) and None]
    assert cli.main(["models", "get", "tiny", "--yes", "--from", hub.url]) == 130
    assert "run the command again" in capsys.readouterr().err


def test_question_when_interrupted_then_stopped(
    hub: FakeHub, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Interrupting(io.StringIO):
        def readline(self, size: int | None = -1, /) -> str:
            os.kill(os.getpid(), signal.SIGINT)
            return ""

    monkeypatch.setattr(model_commands, "can_ask", lambda: True)
    monkeypatch.setattr(sys, "stdin", Interrupting())
    assert cli.main(["models", "get", "tiny", "--from", hub.url]) == 130
    assert hub.asked == []


def test_remove_when_asked_then_only_after_a_yes(
    hub: FakeHub,
    models: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    cli.main(["models", "get", "tiny", "--yes", "--from", hub.url])
    assert cli.main(["models", "remove", "tiny"]) == 2
    _answer(monkeypatch, "n\n")
    assert cli.main(["models", "remove", "tiny"]) == 2
    assert (models / "tiny").is_dir()
    _answer(monkeypatch, "yes\n")
    assert cli.main(["models", "remove", "tiny"]) == 0
    heard = capsys.readouterr()
    for said in (heard.out, heard.err):
        assert "cannot know which indexes were made with this model" in said
        assert "cannot be searched" in said
    assert not (models / "tiny").exists()


@pytest.mark.parametrize("action", ["get", "remove"])
@pytest.mark.parametrize("name", ["all-MiniLM-L6-v2", "no-such-model"])
def test_model_when_it_cannot_be_fetched_or_removed_then_refused(
    hub: FakeHub, capsys: pytest.CaptureFixture[str], action: str, name: str
) -> None:
    assert cli.main(["models", action, name, "--yes"]) == 2
    assert capsys.readouterr().err.count("\n") == 1


def test_index_when_its_model_is_missing_then_the_command_is_named_and_nothing_fetched(
    hub: FakeHub, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "papers").mkdir()
    assert cli.main(["index", str(tmp_path / "papers"), "--model", "tiny"]) == 8
    assert "likewise models get tiny" in capsys.readouterr().err
    assert hub.asked == []


def test_status_when_asked_then_where_and_how_the_model_runs(
    indexed: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert indexed.json("status")["running"] is None
    assert "device chosen by itself" in indexed.run("status")[1]
    monkeypatch.setattr(running, "last", lambda model: Running("cpu bf16 prepacked", 2))
    answer = indexed.json("status")
    assert answer["device"] == "auto"
    assert answer["running"] == {"recipe": "cpu bf16 prepacked", "threads": 2}
    assert "processor (by itself), bf16, 2 threads" in indexed.run("status")[1]
