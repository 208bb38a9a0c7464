"""How good the answers are, on sets that people have labelled, through the real index and model.

A folder with ``docs.jsonl.gz``, ``queries.jsonl.gz`` and ``qrels.tsv.gz`` is a retrieval collection
(see ``quality_search.py``); one with ``docs.jsonl.gz`` alone is a set of documents of which some
are the same (see ``quality_duplicates.py``).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from desktop_app.benchmarks import quality_duplicates, quality_search


def run(args: Sequence[str]) -> int:
    """Print the figures of each folder; returns 1 if a goal is missed in one of them."""
    parser = argparse.ArgumentParser(prog="quality", description=__doc__)
    parser.add_argument("sets", type=Path, metavar="DIR", nargs="+")
    parser.add_argument("--quick", action="store_true", help="a small part of each set")
    parser.add_argument(
        "--wrong", action="store_true", help="list the wrong pairs of documents, with their scores"
    )
    options = parser.parse_args(args)
    reached = []
    for folder in options.sets:
        sys.stdout.write(f"\n{folder.name}\n")
        if (folder / "queries.jsonl.gz").is_file():
            reached.append(quality_search.measure(folder, quick=options.quick))
        else:
            reached.append(
                quality_duplicates.measure(folder, quick=options.quick, list_wrong=options.wrong)
            )
    return 0 if all(reached) else 1
