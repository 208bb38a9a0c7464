"""Keys, the ledger and the folder's flag at the command line."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from desktop_app import cloud
from desktop_app.cli import main
from desktop_app.index.location import resolve_folder
from desktop_app.library import Library
from desktop_app.privacy import consent
from desktop_app.privacy.credentials import Credentials
from tests.privacy.fake_keyring import FakeKeyring

KEY = "sk-test-0123456789abcdef"


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> FakeKeyring:
    kept = FakeKeyring()
    monkeypatch.setattr(cloud, "credentials", lambda: Credentials(lambda: kept))
    return kept


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "papers"
    made.mkdir()
    (made / "a.txt").write_text("The lease ends in May.", encoding="utf-8")
    return resolve_folder(made)


def _told(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert main([*arguments, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, dict)
    return found


def test_key_is_kept_told_and_deleted_and_never_printed(
    keyring: FakeKeyring, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{KEY}\n"))
    assert main(["key", "set", "openai"]) == 0
    assert list(keyring.kept.values()) == [KEY]
    assert main(["key", "status", "openai"]) == 0
    told = capsys.readouterr()
    assert KEY not in told.out + told.err
    assert _told(capsys, "key", "status", "openai")["place"] == "stored"
    assert _told(capsys, "key", "delete", "openai")["deleted"] is True
    assert keyring.kept == {}


def test_key_without_a_key_or_provider_is_refused_in_a_sentence(
    keyring: FakeKeyring, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main(["key", "set", "openai"]) != 0
    assert main(["key", "set", "nobody"]) != 0
    told = capsys.readouterr().err
    assert "No key was given." in told
    assert "There is no provider “nobody”." in told
    assert keyring.kept == {}


def test_key_set_without_a_keyring_says_so_and_keeps_no_file(
    keyring: FakeKeyring, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    keyring.error = RuntimeError("no bus")
    monkeypatch.setattr("sys.stdin", io.StringIO(KEY))
    assert main(["key", "set", "cohere"]) != 0
    told = capsys.readouterr().err
    assert "Traceback" not in told
    assert KEY not in told
    assert keyring.kept == {}


def test_never_leaves_is_kept_and_taken_back(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Library(folder) as library:
        location = library.location
    assert not _told(capsys, "privacy", str(folder))["never_leaves"]
    assert _told(capsys, "privacy", str(folder), "--never-leaves", "on")["never_leaves"]
    assert consent.never_leaves(location)
    assert not _told(capsys, "privacy", str(folder), "--never-leaves", "off")["never_leaves"]


def test_ledger_tells_each_request_and_writes_a_table(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Library(folder) as library:
        location = library.location
    location.directory.mkdir(mode=0o700)
    assert main(["ledger", str(folder)]) == 0
    assert "Nothing of this folder was ever sent." in capsys.readouterr().out
    found = cloud.ledger(location)
    number = found.begin(
        provider="openai", host="api.openai.com", model="m", purpose="index",
        documents=1, texts=2, characters=40, bytes_sent=123,
    )  # fmt: skip
    assert main(["ledger", str(folder)]) == 0
    assert "1 of them were not answered; they may have arrived." in capsys.readouterr().out
    found.end(number, status="200", bytes_received=7, tokens=9, price=0.0)
    told = _told(capsys, "ledger", str(folder))
    assert told["totals"]["bytes_sent"] == 123
    assert [entry["status"] for entry in told["entries"]] == ["200"]
    table = tmp_path / "sent.csv"
    assert _told(capsys, "ledger", str(folder), "--csv", str(table)) == {"requests": 1}
    assert "api.openai.com" in table.read_text(encoding="utf-8-sig")
