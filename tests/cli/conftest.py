"""A command line and a folder it has indexed."""

from __future__ import annotations

import functools
from pathlib import Path

import pytest

from desktop_app import library
from tests.cli.support import KNEE, LEASE, CommandLine
from tests.support import make
from tests.support.toy_library import ToyLibrary


@pytest.fixture
def line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> CommandLine:
    toy = ToyLibrary(tmp_path / "papers")
    opened = functools.partial(library.Library, open_embedder=toy._open_embedder)
    monkeypatch.setattr(library, "Library", opened)
    return CommandLine(capsys, toy)


@pytest.fixture
def indexed(line: CommandLine) -> CommandLine:
    """A lease twice, exercises, a broken file and an unreadable kind, indexed."""
    line.toy.write("lease.pdf", make.pdf(["Cover. " * 60, LEASE]))
    line.toy.write("copies/lease.pdf", make.pdf(["Cover. " * 60, LEASE]))
    line.toy.write("knee.txt", KNEE)
    line.toy.write("broken.pdf", b"%PDF-1.7 and then nothing of the kind")
    line.toy.write("song.mp3", b"ID3\x03" + bytes(40))
    line.toy.update()
    return line
