"""The command line, called in this process with a toy model."""

from __future__ import annotations

import json
from typing import Any

import pytest

from desktop_app import cli
from tests.support.toy_library import ToyLibrary

LEASE = "The tenant pays the rent of 1,150 pounds on the first day of the month. " * 5
KNEE = "Bend the knee slowly and hold it for ten seconds. " * 6
LATIN1_NAME = b"caf\xe9.txt"


class CommandLine:
    """Runs commands in this process and keeps what they said."""

    def __init__(self, capsys: pytest.CaptureFixture[str], toy: ToyLibrary) -> None:
        self._capsys = capsys
        self.folder = str(toy.path)
        self.toy = toy
        self.said = ""

    def run(self, command: str, *arguments: str) -> tuple[int, str]:
        """Return status and standard output of a command on the folder."""
        self._capsys.readouterr()
        status = cli.main([command, self.folder, *arguments])
        out, self.said = self._capsys.readouterr()
        return status, out

    def json(self, command: str, *arguments: str, status: int = 0) -> dict[str, Any]:
        """Return the answer in JSON; it is one line."""
        found, out = self.run(command, *arguments, "--json")
        assert found == status, self.said
        (line,) = out.splitlines()
        answer: dict[str, Any] = json.loads(line)
        return answer

    def fails(self, command: str, *arguments: str) -> int:
        """Return the status of a command that must say one thing and answer nothing."""
        status, out = self.run(command, *arguments)
        assert out == ""
        *stages, sentence = self.said.splitlines()
        assert all(stage.endswith(" ...") for stage in stages)
        assert sentence.endswith(".")
        assert "Traceback" not in sentence
        return status
