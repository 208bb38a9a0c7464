"""A folder indexed by the real program, as loud as it can be, with a key that must be nowhere."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from desktop_app import cloud
from desktop_app.index import location as places
from desktop_app.privacy.ledger import Ledger, ledger_in
from tests.embedding.cloud.fake_provider import FakeProvider
from tests.support import loud
from tests.support.canary import KEY, Canary, ProcessWatch
from tests.support.toy_library import paragraph

DIM = 256
_PATIENCE_S = 180.0
_MODELS = {
    "openai": f"text-embedding-3-small@{DIM}",
    "cohere": f"embed-v4.0@{DIM}",
    "compatible": f"toy@{DIM}",
}


@dataclass(frozen=True, slots=True)
class Run:
    """How one command ended."""

    code: int
    out: str
    err: str


class Trial:
    """A folder, a program and one model of it at a server on this computer.

    Args:
        base: Everything is below it.
        kind: "openai", "cohere" or "compatible".
        documents: In the folder, all of different passages.

    Attributes:
        places_found: Where the key was found so far; to be empty.
    """

    def __init__(self, base: Path, server: FakeProvider, kind: str, documents: int = 12) -> None:
        self.base, self.server, self.kind = base, server, kind
        self.folder = base / "documents"
        self.folder.mkdir(parents=True)
        for number in range(documents):
            (self.folder / f"{number}.txt").write_text(paragraph(number, 60))
        self.address = server.url if kind == "cohere" else f"{server.url}/v1"
        self.model = cloud.model_id(kind, _MODELS[kind], self.address)
        self._keep_as = kind if kind != "compatible" else f"compatible:{server.url}"
        self.places_found: set[str] = set()
        self._canary = Canary()

    def index(self, *, hurry: bool = True, crash: str = "") -> Run:
        """Index the folder, and look for the key meanwhile and afterwards."""
        arguments = ["index", str(self.folder), "--provider", self.kind, "--yes"]
        arguments += ["--model", _MODELS[self.kind], "--base-url", self.address]
        before = len(self.server.asked)
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.support.keyed", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=loud.environment(self.base, hurry=hurry, crash=crash),
            cwd=loud.CHECKOUT,
        )
        try:
            with ProcessWatch(self._canary, process.pid) as watch:
                said = f"{KEY}\n{self._keep_as}\n".encode()
                out, err = process.communicate(said, timeout=_PATIENCE_S)
        finally:
            process.kill()
        if len(self.server.asked) > before:  # then the watch must have seen who asked
            assert any("--worker cloud" in arguments for arguments in watch.seen)
        self.places_found |= watch.found
        self.places_found |= {f"standard output: {name}" for name in self._canary.in_bytes(out)}
        self.places_found |= {f"standard error: {name}" for name in self._canary.in_bytes(err)}
        self.search_files()
        return Run(process.returncode, out.decode(), err.decode(errors="replace"))

    def search_files(self) -> None:
        """Look for the key in every file below ``base``, the ledger as a table among them."""
        if self.ledger.path.exists():
            self.ledger.export_csv(self.base / "ledger.csv")
        self.places_found |= set(self._canary.in_folders([self.base]))

    @property
    def ledger(self) -> Ledger:
        found = places.find(self.folder)
        assert found is not None
        return ledger_in(found.directory)

    @property
    def logged(self) -> str:
        """All that was logged."""
        files = sorted((self.base / "log").iterdir())
        return "\n".join(path.read_text(encoding="utf-8") for path in files)

    @property
    def reports(self) -> list[Path]:
        """Reports of unexpected errors."""
        return sorted((self.base / "temporary").glob("likewise-*.log"))
