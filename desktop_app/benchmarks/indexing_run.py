"""One measured way to index a folder, or a part of it, in a process of its own.

As a program it is that process: its arguments are the way and the folder.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import numpy as np

from desktop_app.documents.text.passages import embedding_text, short_title
from desktop_app.embedding.catalogue import DEFAULT, info_of, open_embedder
from desktop_app.embedding.embedder import Embedder, FloatArray, ModelInfo
from desktop_app.embedding.power import LOW_PRIORITY, threads_to_spare
from desktop_app.index import location as places
from desktop_app.index.generations import passage_setting
from desktop_app.index.reader import IndexReader
from desktop_app.library import Library
from desktop_app.progress import CancelToken
from desktop_app.settings import Settings

WHOLE, EMBEDDING, STAND_IN = "whole", "embedding", "stand-in"
"""All of ``Library.update``; the model alone; all of it with a stand-in for the model."""

_EVERY_S = 0.25
_CONTENTS_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run took, its children included, the start of Python not.

    Attributes:
        passages: Distinct ones, each embedded once.
        model_s: Seconds by the clock in which the model had something to do.
        peak_bytes: Most memory of all its processes at one moment; what they share counts once
            where the system tells (Linux), else in each.
    """

    wall_s: float
    cpu_s: float
    documents: int
    passages: int
    model_s: float
    peak_bytes: int = 0


def measure(way: str, folder: Path) -> Cost:
    """Run ``way`` in a fresh process; EMBEDDING takes the passages of the index there is."""
    command = [sys.executable, "-m", __name__, way, str(folder)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        peak = _peak_bytes(child)
        assert child.stdout is not None
        told = child.stdout.read()
    if child.returncode:
        raise subprocess.CalledProcessError(child.returncode, command)
    return replace(Cost(**json.loads(told)), peak_bytes=peak)


def _peak_bytes(child: subprocess.Popen[str]) -> int:
    import psutil

    most, root = 0, psutil.Process(child.pid)
    while True:
        try:
            child.wait(_EVERY_S)
            return most
        except subprocess.TimeoutExpired:
            with contextlib.suppress(psutil.Error):
                processes = [root, *root.children(recursive=True)]
                most = max(most, sum(map(_memory_bytes, processes)))


def _memory_bytes(process: object) -> int:
    import psutil

    assert isinstance(process, psutil.Process)
    try:
        found = process.memory_full_info()
    except psutil.Error:
        return 0
    return int(getattr(found, "pss", 0) or found.rss)


# -- the process that is measured --------------------------------------------------------


def main(way: str, folder: Path) -> None:
    """Run one way and write its cost as JSON."""
    work = _embed if way == EMBEDDING else _index
    sys.stdout.write(json.dumps(asdict(work(folder, stand_in=way == STAND_IN))))


def _index(folder: Path, *, stand_in: bool) -> Cost:
    timed: list[_Timed] = []

    def open_timed(_: str) -> Embedder:
        timed.append(_Timed(StandIn() if stand_in else _model()))
        return timed[-1]

    with _measured() as taken, Library(folder, open_embedder=open_timed, settings=Settings()) as it:
        result = it.update()
    seconds = sum(embedder.seconds for embedder in timed)
    summary = result.summary
    return Cost(*taken(), summary.indexed + summary.unchanged, summary.embedded, seconds)


def _embed(folder: Path, *, stand_in: bool) -> Cost:
    del stand_in
    documents, texts = _texts(folder)
    embedder = _Timed(_model())
    with _measured() as taken, contextlib.closing(embedder):
        embedder.embed_documents(texts)
    return Cost(*taken(), documents, len(texts), embedder.seconds)


def _model() -> Embedder:
    """The default model as an indexing run has it, in exact numbers."""
    return open_embedder(DEFAULT, threads=threads_to_spare(), nice=LOW_PRIORITY)


def _texts(folder: Path) -> tuple[int, list[str]]:
    """The documents in the index and the distinct texts embedded for them."""
    location = places.find(folder)
    assert location is not None
    setting = passage_setting(info_of(DEFAULT))
    texts: dict[str, None] = {}
    with contextlib.closing(IndexReader(location)) as reader:
        ids = sorted({row.content_id for row in reader.documents() if row.content_id is not None})
        for at in range(0, len(ids), _CONTENTS_AT_ONCE):
            some = ids[at : at + _CONTENTS_AT_ONCE]
            contents = {content.id: content for content in reader.contents(some)}
            for passage in reader.passages_of(some):
                content = contents[passage.content_id]
                text = content.text[passage.start : passage.end]
                texts[embedding_text(short_title(content.title, setting), text)] = None
        return reader.count_documents(), list(texts)


@contextlib.contextmanager
def _measured() -> Iterator[Callable[[], tuple[float, float]]]:
    """Time what is done inside; afterwards the seconds by the clock and of the processor."""
    started, cpu_started = time.perf_counter(), _cpu_s()
    taken = (0.0, 0.0)
    yield lambda: taken
    taken = time.perf_counter() - started, _cpu_s() - cpu_started


def _cpu_s() -> float:
    # Children count once they have ended, which all do before the end of a measure (not on Windows,
    # where they do not count).
    return sum(os.times()[:4])


class _Timed:
    """An embedder that notes how long it had something to do."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self.seconds = 0.0

    @property
    def info(self) -> ModelInfo:
        return self._embedder.info

    def embed_documents(self, texts: Sequence[str], token: CancelToken | None = None) -> FloatArray:
        started = time.perf_counter()
        try:
            return self._embedder.embed_documents(texts, token)
        finally:
            self.seconds += time.perf_counter() - started

    def embed_query(self, text: str) -> FloatArray:
        return self._embedder.embed_query(text)

    def close(self) -> None:
        self._embedder.close()


class StandIn:
    """In place of the model: a unit vector from the text's digest, for next to nothing."""

    def __init__(self) -> None:
        self.info = info_of(DEFAULT)

    def embed_documents(self, texts: Sequence[str], token: CancelToken | None = None) -> FloatArray:
        """See ``Embedder.embed_documents``."""
        del token
        rows = [hashlib.shake_128(text.encode()).digest(self.info.dim) for text in texts]
        vectors = np.frombuffer(b"".join(rows), np.uint8).reshape(len(texts), -1) - np.float32(127)
        unit: FloatArray = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit

    def embed_query(self, text: str) -> FloatArray:
        """See ``Embedder.embed_query``."""
        row: FloatArray = self.embed_documents([text])[0]
        return row

    def close(self) -> None:
        """Nothing to release."""


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
