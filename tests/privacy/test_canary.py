"""A key that is in no file, stream, log, argument or variable; ``tests.faults`` tries far more."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from desktop_app.privacy import redaction
from tests.embedding.cloud.fake_provider import Answering, FakeProvider, hang_up, status
from tests.support.canary import ENCODINGS, KEY, Canary, ProcessWatch, spelled
from tests.support.loud.trial import DIM, Trial

_CASES = list(spelled())
_IDS = [f"{name} {number}" for number, (name, _) in enumerate(_CASES)]
_SPELLINGS = pytest.mark.parametrize(("name", "spelling"), _CASES, ids=_IDS)
_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="processes are looked into by /proc")
# Waits for a line, so that it is there to be looked into.
_WAITS = (sys.executable, "-c", "input()")


@pytest.fixture
def canary() -> Canary:
    return Canary()


# -- the search finds it, wherever it was put ---------------------------------------


def test_encodings_when_counted_then_eleven_and_no_two_alike() -> None:
    assert len(ENCODINGS) == 11
    found = [frozenset(spell(KEY)) for spell in ENCODINGS.values()]
    assert all(found)
    assert len(set(found)) == 11


@_SPELLINGS
def test_search_when_the_key_is_in_a_file_then_found_in_whole_and_by_half(
    canary: Canary, tmp_path: Path, name: str, spelling: bytes
) -> None:
    (tmp_path / "below").mkdir()
    place = tmp_path / "below" / "of a program.bin"
    place.write_bytes(b"\0\xffbefore" + spelling + b"behind\xfe")
    assert f"{place}: {name}" in canary.in_folders([tmp_path])
    for cut in (KEY[:-5], KEY[5:]):
        assert all(canary.in_bytes(part) for part in ENCODINGS[name](cut))
    place.write_bytes(b"nothing of the kind; " + bytes(range(256)) * 20)
    assert canary.in_folders([tmp_path]) == []


def test_search_when_the_key_is_in_a_database_not_yet_written_through_then_found(
    canary: Canary, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(tmp_path / "index.db", isolation_level=None)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("CREATE TABLE notes (text)")
        database.execute("INSERT INTO notes VALUES (?)", (f"noted: {KEY}",))
        assert canary.in_folders([tmp_path]) == [f"{tmp_path / 'index.db-wal'}: plain"]


def test_search_when_the_key_is_in_a_files_name_then_found(canary: Canary, tmp_path: Path) -> None:
    (tmp_path / KEY.encode().hex()).touch()
    assert [place.rpartition(": ")[2] for place in canary.in_folders([tmp_path])] == ["hex"]


@_LINUX
@_SPELLINGS
def test_watch_when_the_key_is_in_arguments_or_variables_then_found(
    canary: Canary, name: str, spelling: bytes
) -> None:
    if b"\0" in spelling:
        spelling = spelling.replace(b"\0", b"")  # no process can have it there
        name = "plain"
    for places in ("cmdline", "environ"):
        arguments = [spelling] if places == "cmdline" else []
        variables = {b"SOME": spelling} if places == "environ" else {}
        environment = {**os.environb, **variables}
        waiting = subprocess.Popen([*_WAITS, *arguments], env=environment, stdin=subprocess.PIPE)
        with ProcessWatch(canary, waiting.pid) as watch:
            while not watch.found and waiting.poll() is None:
                watch.wait_for_look()
            waiting.communicate(b"\n")
        assert {f"{places} of {waiting.pid}: {name}"} <= watch.found


@_LINUX
def test_watch_when_a_child_of_a_child_has_the_key_then_found(canary: Canary) -> None:
    code = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'input()', input()])"
    waiting = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE)
    assert waiting.stdin is not None
    with ProcessWatch(canary, waiting.pid) as watch:
        waiting.stdin.write(f"{KEY}\n".encode())
        waiting.stdin.flush()
        while not watch.found and waiting.poll() is None:
            watch.wait_for_look()
        waiting.communicate()
    assert [found.partition(" ")[0] for found in watch.found] == ["cmdline"]


# -- and the program puts it nowhere -------------------------------------------------


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """The key is known, as it is in a process that was given it."""
    monkeypatch.setattr(redaction, "_known", redaction._Known())
    redaction.remember(KEY)


@pytest.mark.usefixtures("known")
@_SPELLINGS
def test_redaction_when_text_holds_the_key_in_any_spelling_then_hidden(
    canary: Canary, name: str, spelling: bytes
) -> None:
    for text in (spelling.decode("latin-1"), repr(spelling), repr(spelling.decode("latin-1"))):
        hidden = redaction.hide(f"refused: {text} (401)")
        assert not canary.in_bytes(hidden.encode("latin-1", "replace")), name
        assert hidden.startswith("refused: ")
        assert hidden.endswith(" (401)")


def _everything_at_once(answering: Answering) -> None:
    """Refuse with the key in the status line, in headers and in the body, in every spelling."""
    shown = answering.asked.headers["authorization"]
    body = b" ".join([shown.encode(), *(spelling for _, spelling in _CASES)])
    head = f"HTTP/1.1 401 {shown}\r\nX-Key: {shown}\r\nX-Reversed: {shown[::-1]}\r\n"
    head += f"Set-Cookie: {shown.encode().hex()}\r\nContent-Length: {len(body)}\r\n\r\n"
    answering.asked.answered.append(401)
    answering.provider.count(body)
    answering.handler.wfile.write(head.encode() + body)


@pytest.fixture
def server() -> Iterator[FakeProvider]:
    with FakeProvider(DIM) as provider:
        yield provider


@_LINUX
def test_key_when_a_loud_run_meets_faults_that_repeat_it_then_it_is_nowhere(
    server: FakeProvider, tmp_path: Path
) -> None:
    trial = Trial(tmp_path, server, "openai", documents=2)
    server.script = [status(500, KEY), status(429, Retry_After=KEY), hang_up]
    server.always = _everything_at_once
    run = trial.index()
    assert run.code == 14
    assert "does not accept the key" in run.err
    assert [asked.headers["authorization"] for asked in server.asked] == [f"Bearer {KEY}"] * 4
    assert trial.places_found == set()
    assert "receive_response_headers" in trial.logged  # the libraries did log
    totals = trial.ledger.totals()
    assert (totals.requests, totals.bytes_sent) == (4, server.received_bytes)
    assert totals.bytes_received == server.sent_bytes


@_LINUX
def test_key_when_the_child_fails_as_nobody_foresaw_then_it_is_nowhere(
    server: FakeProvider, tmp_path: Path
) -> None:
    server.always = lambda answering: answering.send(200, KEY.encode())
    trial = Trial(tmp_path, server, "cohere", documents=1)
    run = trial.index(crash="child")
    assert "RuntimeError" in run.err
    assert "nobody foresaw" in trial.logged  # it was written, without the key
    assert trial.places_found == set()
