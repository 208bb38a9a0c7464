"""Real processes to kill, states to compare, and what to skip where it cannot be tried."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import psutil

from desktop_app.errors import AppError
from desktop_app.index import location as places
from desktop_app.index.location import IndexLocation
from desktop_app.index.reader import IndexReader
from desktop_app.library import Library
from tests.faults import corpus
from tests.support.toy_embedder import ToyEmbedder

SCALE = float(os.environ.get("LIKEWISE_FAULTS_SCALE", "1"))
CHECKOUT = Path(__file__).resolve().parents[2]
_PATIENCE_S = 300


def scaled(trials: int) -> int:
    """Return the number of trials at this run's scale, at least 2."""
    return max(2, round(trials * SCALE))


# -- processes ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Answer:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(CHECKOUT), **(more or {})}


def likewise(
    *arguments: str | Path,
    prefix: Sequence[str] = (),
    env: Mapping[str, str] | None = None,
    module: str = "desktop_app",
) -> Answer:
    """Run the command line to its end; a traceback or a bug fails the test."""
    done = subprocess.run(
        [*prefix, sys.executable, "-m", module, *map(os.fspath, arguments)],
        capture_output=True,
        timeout=_PATIENCE_S,
        env=environment(env),
        cwd=CHECKOUT,
        check=False,
    )
    answer = Answer(done.returncode, done.stdout.decode(), done.stderr.decode(errors="replace"))
    assert "Traceback" not in answer.err, answer.err
    assert 0 <= answer.code < 70 or answer.code == 130, answer
    return answer


class Driver:
    """``tests.faults.driver`` under way, and what it has reported so far."""

    def __init__(
        self, job: str, folder: Path, model: str = "toy", *, module: str = "tests.faults.driver"
    ) -> None:
        command = [sys.executable, "-m", module, job, str(folder)]
        command += [model] if module == "tests.faults.driver" else ["--progress", "jsonl"]
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment(),
            cwd=CHECKOUT,
        )
        self.events: list[dict[str, Any]] = []
        self.ready = threading.Event()
        self.errors = b""
        self._pumps = [threading.Thread(target=f) for f in (self._listen, self._collect_errors)]
        for pump in self._pumps:
            pump.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as stream:
            for line in stream:
                if line.endswith(b"\n"):  # the last may have been cut by a kill
                    self.events.append(json.loads(line))
                self.ready.set()
        self.ready.set()

    def _collect_errors(self) -> None:
        assert self.process.stderr is not None
        with self.process.stderr as stream:
            self.errors = stream.read()

    def wait_at_work(self, seconds: float, *, commits: int = 0) -> bool:
        """Wait that long after it got ready and had reported so many commits.

        Returns whether it is still at work.
        """
        assert self.ready.wait(_PATIENCE_S)
        while len(self.committed) < commits and self.process.poll() is None:
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(0.005)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(seconds)
        return self.process.poll() is None

    def kill_after(self, seconds: float, *, commits: int = 0) -> bool:
        """Kill -9 then; returns whether it was still at work."""
        self.wait_at_work(seconds, commits=commits)
        return self.kill()

    def kill(self, *, count_children: bool = False) -> bool:
        """Kill -9 now; returns whether it was at work. Its children end by themselves."""
        children = _children(self.process.pid) if count_children else []
        at_work = self.process.poll() is None
        self.process.kill()
        self.wait()
        _, alive = psutil.wait_procs(children, timeout=10)
        assert not alive, "a child process outlived its parent"
        return at_work

    def wait(self) -> int:
        """Wait for the end; a traceback fails the test."""
        assert self.process.stdin is not None
        with contextlib.suppress(OSError):
            self.process.stdin.close()
        code = self.process.wait(_PATIENCE_S)
        for pump in self._pumps:
            pump.join(_PATIENCE_S)
        assert b"Traceback" not in self.errors, self.errors.decode()
        return code

    @property
    def committed(self) -> list[str]:
        return [os.fspath(e["path"]) for e in self.events if e["event"] == "committed"]

    @property
    def problem(self) -> str:
        return next((e["message"] for e in self.events if e["event"] == "problem"), "")


def _children(pid: int) -> list[psutil.Process]:
    try:
        return psutil.Process(pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []


# -- states ------------------------------------------------------------------------


def toy_library(folder: str | Path, model: str = "toy") -> Library:
    """Return a library whose model is a toy; the name given stands for its revision too."""
    return Library(folder, open_embedder=lambda name: ToyEmbedder(model_id=name or model))


def location_of(folder: Path) -> IndexLocation:
    found = places.find(folder)
    assert found is not None
    return found


def index_state(folder: Path) -> dict[str, Any]:
    """Return all that matters of an index: two runs that ended alike give equal ones."""
    reader = IndexReader(location_of(folder))
    try:
        vectors = {
            int(i): row.tobytes()
            for ids, rows in reader.vector_blocks()
            for i, row in zip(ids, rows, strict=True)
        }
        owners: dict[int, list[str]] = {}
        documents = {}
        for row in reader.documents():
            content = reader.content(row.content_id) if row.content_id else None
            if row.content_id is not None:
                owners.setdefault(row.content_id, []).append(row.path)
            passages = reader.passages_of([row.content_id]) if row.content_id else []
            documents[row.path] = (
                content and (content.sha256, content.kind, content.title, content.text),
                [(p.ord, p.page, p.start, p.end, vectors[p.vector_id]) for p in passages],
            )
        keywords = {
            word: sorted(
                (sorted(owners[content]), round(score, 9))
                for content, score in reader.keyword_hits(f'"{word}"', None)
            )
            for word in corpus.WORDS
        }
        frequencies = reader.document_frequency(corpus.WORDS)
        return {"documents": documents, "keywords": keywords, "frequencies": frequencies}
    finally:
        reader.close()


def clean_state(folder: Path, scratch: Path) -> dict[str, Any]:
    """Return the state of a fresh index of a copy of ``folder``."""
    copy = scratch / folder.name
    shutil.rmtree(scratch, ignore_errors=True)
    shutil.copytree(folder, copy, symlinks=True)
    with toy_library(copy) as library:
        library.update()
        assert library.verify() == []
    return index_state(copy)


QUESTIONS = (" ".join(corpus.WORDS[:3]), " ".join(corpus.WORDS[3:6]), f'"{corpus.WORDS[7]}"')


def ask(library: Library, paths: Sequence[str]) -> dict[str, Any]:
    """Ask everything; each question gives an answer or the (readable) problem it met."""

    def hits(found: Any) -> Any:
        return [
            (hit.path, round(hit.score, 5), round(hit.cosine, 5), round(hit.keyword, 5))
            for hit in found.hits
        ]

    questions = {
        "list": library.files,
        "status": lambda: _counts(library),
        **{f"search {q}": lambda q=q: hits(library.search(q, 8)) for q in QUESTIONS},
        **{f"similar {p}": lambda p=p: hits(library.similar(p, 5, -1.0)) for p in paths},
    }
    answers: dict[str, Any] = {}
    for name, question in questions.items():
        try:
            answers[name] = question()
        except AppError as exc:
            answers[name] = exc
    return answers


def _counts(library: Library) -> tuple[Any, ...]:
    state = library.status()
    return state.model, state.documents, state.passages, state.vectors, state.coverage


def hash_folder(folder: Path) -> dict[str, tuple[str, int]]:
    """Return digest and modification time of every document."""
    return {
        str(path.relative_to(folder)): (
            hashlib.sha256(path.read_bytes()).hexdigest(),
            path.stat().st_mtime_ns,
        )
        for path in corpus.documents(folder)
    }


def closest(a: bytes, b: bytes) -> float:
    """Return the cosine of two stored vectors."""
    x, y = (np.frombuffer(raw, np.float16).astype(np.float64) for raw in (a, b))
    return float(x @ y / np.linalg.norm(x) / np.linalg.norm(y))
