"""Finding out that nothing changed in a large folder: a whole update against bare listing.

The plain way lists the folder with ``os.scandir``, looks at each file, and selects the stored rows
with the standard library's sqlite3; it compares nothing and promises nothing. Both do it in fresh
processes, in turns. The index is written row by row, not by indexing: reading 100,000 files would
take many minutes and tell nothing about the second run.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from desktop_app.benchmarks.tables import write_table
from desktop_app.documents.folder.scanner import scan
from desktop_app.documents.model import Passage
from desktop_app.documents.reading import READER_VERSION
from desktop_app.embedding.catalogue import info_of
from desktop_app.embedding.embedder import ModelInfo
from desktop_app.index import location as places
from desktop_app.index.generations import choose_target
from desktop_app.index.writer import IndexWriter
from desktop_app.library import Library
from desktop_app.progress import CancelToken, no_report

_FILES, _QUICK_FILES = 100_000, 10_000
_FILES_IN_A_FOLDER, _FOLDERS_IN_A_FOLDER = 50, 20
_ROUNDS = 5
_MOST_TIMES = 2.0
_USED_BY_UPDATE = ("documents.workers.pool", "index.coverage", "index.indexing", "index.integrity")


def run(args: Sequence[str]) -> int:
    """Compare both ways and print the ratio; returns 0 if the goal was reached."""
    parser = argparse.ArgumentParser(prog="rescan")
    parser.add_argument("--quick", action="store_true", help="10,000 files")
    options = parser.parse_args(args)
    count = _QUICK_FILES if options.quick else _FILES
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home, "papers")
        _make_files(folder, count)
        _make_index(folder)
        sys.stdout.write(f"{count:,} files; the index was written row by row, not by indexing.\n")
        seconds: dict[str, list[float]] = {"update": [], "listing": []}
        for _ in range(_ROUNDS):
            for way, taken in seconds.items():
                taken.append(_in_fresh_process(way, folder))
    return _tell(seconds)


def _tell(seconds: dict[str, list[float]]) -> int:
    ratio = statistics.median(
        ours / plain for ours, plain in zip(seconds["update"], seconds["listing"], strict=True)
    )
    names = {"update": "Library.update, nothing changed", "listing": "scandir, stat and SELECT"}
    rows = [(names[way], f"{statistics.median(taken):.3f}") for way, taken in seconds.items()]
    write_table(("", "CPU s"), rows)
    sys.stdout.write(f"ratio {ratio:.2f} (goal: at most {_MOST_TIMES:.1f})\n")
    return 0 if ratio <= _MOST_TIMES else 1


def _in_fresh_process(way: str, folder: Path) -> float:
    command = [sys.executable, "-m", __name__, way, str(folder)]
    return float(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


# -- the two ways, each in its own process -------------------------------------------------


def _update(folder: Path) -> None:
    with Library(folder) as library:
        summary = library.update().summary
    if not summary.unchanged or summary.indexed or summary.removed or summary.moved:
        raise SystemExit("The prepared index does not fit the folder.")


def _listing(folder: Path) -> None:
    files = {entry.path: entry.stat(follow_symlinks=False) for entry in _entries(str(folder))}
    database = sqlite3.connect(places.choose(folder).database)
    stored = database.execute(
        "SELECT path, id, size, mtime_ns, ctime_ns, inode, device, content_id, recheck, reason"
        " FROM document"
    ).fetchall()
    database.close()
    if len(files) != len(stored):
        raise SystemExit("The prepared index does not fit the folder.")


def _entries(folder: str) -> Iterator[os.DirEntry[str]]:
    with os.scandir(folder) as listing:
        for entry in listing:
            if entry.is_dir(follow_symlinks=False):
                yield from _entries(entry.path)
            else:
                yield entry


def _measure(way: str, folder: Path) -> float:
    """Return the CPU seconds of one way, imports and children's start not among them."""
    for module in _USED_BY_UPDATE:
        importlib.import_module(f"desktop_app.{module}")
    work = {"update": _update, "listing": _listing}[way]
    started = time.process_time()
    work(folder)
    return time.process_time() - started


# -- what they work on --------------------------------------------------------------------


def _make_files(folder: Path, count: int) -> None:
    for first in range(0, count, _FILES_IN_A_FOLDER):
        number = first // _FILES_IN_A_FOLDER
        below = folder / f"year {number // _FOLDERS_IN_A_FOLDER:03}" / f"client {number:05}"
        below.mkdir(parents=True)
        for at in range(first, min(first + _FILES_IN_A_FOLDER, count)):
            (below / f"letter of the day {at:06}.txt").write_bytes(b"%d\n" % at)


def _make_index(folder: Path) -> None:
    info = info_of("all-MiniLM-L6-v2")
    writer = IndexWriter(places.choose(folder))
    try:
        target = choose_target(writer, info)
        with writer.transaction():
            _write_rows(writer, target.id, info, folder)
    finally:
        writer.close()


def _write_rows(writer: IndexWriter, generation: int, info: ModelInfo, folder: Path) -> None:
    vector = b"\0\x3c" + bytes(2 * info.dim - 2)
    for path, fingerprint in scan(str(folder), CancelToken(), no_report).files.items():
        digest = hashlib.sha256(path.encode()).digest()
        content = writer.put_content(
            digest,
            READER_VERSION,
            kind="text",
            state="full",
            title="",
            text=path,
            text_sha256=digest,
            keywords=path,
        )
        writer.put_vectors(generation, [(digest, vector)])
        vectors = writer.vector_ids(generation, [digest])
        writer.put_passages(generation, content, [Passage(0, len(path), 1)], [vectors[digest]])
        writer.put_document(path, fingerprint, content)


if __name__ == "__main__":
    sys.stdout.write(f"{_measure(sys.argv[1], Path(sys.argv[2]))}\n")
