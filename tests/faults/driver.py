"""Runs one job on a folder in a process of its own, with the toy embedder: made to be killed.

``python -m tests.faults.driver JOB FOLDER [MODEL]``; prints ``{"event": "ready"}`` once everything
is imported, then a line for each commit, then ``{"event": "done"}``; a problem is told as
``{"event": "problem", "exit_code": …, "message": …}``.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable

from desktop_app.documents.workers import pool
from desktop_app.errors import AppError
from desktop_app.index import coverage, generations, indexing, integrity, writer
from desktop_app.library import Library
from tests.support.toy_embedder import ToyEmbedder

# Imported before "ready", so that a kill falls into the work and not into starting up.
_LOADED = (pool, coverage, generations, indexing, integrity, writer)


def _tell(event: str, **more: object) -> None:
    os.write(1, json.dumps({"event": event, **more}).encode("ascii") + b"\n")


def _committed(path: str) -> None:
    _tell("committed", path=path)


def _ask(library: Library) -> None:
    """Ask until standard input closes; every answer that comes back is told by its size."""
    for line in sys.stdin:
        found = library.search(line.strip(), 5)
        _tell("answer", hits=len(found.hits))


_JOBS: dict[str, Callable[[Library], object]] = {
    "rebuild": lambda library: library.rebuild(on_committed=_committed),
    "compact": lambda library: library.compact(),
    "search": _ask,
}


def main(job: str, folder: str, model: str = "toy") -> int:
    """Do ``job`` and return the exit status the command line would have."""
    with Library(folder, open_embedder=lambda name: ToyEmbedder(model_id=name or model)) as library:
        _tell("ready")
        try:
            if job in ("index", "index confirmed"):
                sure = job == "index confirmed"
                library.update(model, confirm_removed=sure, on_committed=_committed)
            else:
                _JOBS[job](library)
        except AppError as exc:
            _tell("problem", exit_code=exc.exit_code, message=str(exc))
            return exc.exit_code
    _tell("done")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
