"""Measure ours against the plain way, on this computer, in one run.

python -m desktop_app.benchmarks NAME... [--quick]

What follows a name belongs to it ("quality DIR"); --quick, anywhere, makes all of them small.
"""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence

BENCHMARKS = {
    "rescan": "find what changed in 100,000 files, against listing them",
    "startup": "start and answer, against importing sentence-transformers",
    "search": "closest passages, against scikit-learn and numpy",
    "indexing": "a whole indexing run, against the model alone on the same passages",
    "embed": "vectors of real passages, against SentenceTransformer.encode",
    "quality": "DIR...: search, or duplicates, on labelled documents, against plain ways",
    "reading": "FOLDER: every file read; words against other programs, pages against bare PDFium",
    "duplicates": "close vectors against a double loop; the verified run against indexing",
    "window": "first paint; the longest wait of the window; answers and scrolling on a large index",
    "review": "evidence of long documents, the next of 2,000 groups, another threshold",
}


def main(arguments: Sequence[str]) -> int:
    """Run the benchmarks named; returns 0 if all reached their goals."""
    quick = ["--quick"] if "--quick" in arguments else []
    runs: list[tuple[str, list[str]]] = []
    for argument in arguments:
        if argument in BENCHMARKS:
            runs.append((argument, list(quick)))
        elif argument != "--quick":
            if not runs or argument in ("-h", "--help"):
                return _usage()
            runs[-1][1].append(argument)
    if not runs:
        return _usage()
    return max([_run(name, args) for name, args in runs])


def _run(name: str, args: Sequence[str]) -> int:
    module = importlib.import_module(f"desktop_app.benchmarks.{name}")
    sys.stdout.write(f"\n{name}: {BENCHMARKS[name]}\n")
    return int(module.run(args))


def _usage() -> int:
    sys.stderr.write(f"{__doc__}\n")
    for name, what in BENCHMARKS.items():
        sys.stderr.write(f"  {name:<11} {what}\n")
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
