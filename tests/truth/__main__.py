"""``python -m tests.truth``: make the folder, run the product on it, print how it fared."""

from __future__ import annotations

import argparse
import contextlib
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.truth.folder import generated
from tests.truth.judge import Judgement, Score, judge
from tests.truth.product import ask


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns 0 if nothing was removable that never may be."""
    options = _parser().parse_args(arguments)
    truth = generated(options.seed, options.scale, scans=options.scans)
    with _folder(options.keep) as folder:
        truth.write(folder)
        start = time.monotonic()
        answer = ask(folder, toy=options.toy, recognise=options.scans)
        seconds = time.monotonic() - start
    judgement = judge(truth, answer)
    out = sys.stdout.write
    out(f"seed {options.seed}: {len(truth.files)} documents, judged in {seconds:.0f} s\n\n")
    out(_report(judgement))
    if options.details:
        out(_details(judgement, "" if options.details == "all" else options.details))
    return 1 if judgement.violations else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.truth", description=__doc__)
    parser.add_argument("--seed", type=int, default=1, help="another seed, another folder")
    parser.add_argument("--scale", type=float, default=1.0, help="share of the documents to make")
    parser.add_argument("--scans", action="store_true", help="add scans (needs the extra “ocr”)")
    parser.add_argument(
        "--keep",
        type=Path,
        metavar="DIR",
        help="keep folder and index; used again for the same seed and scale, it takes seconds",
    )
    parser.add_argument("--toy", action="store_true", help="take the toy model, which is quick")
    parser.add_argument(
        "--details", metavar="NAME", help="list wrong pairs of a relation or kind; “all” for all"
    )
    return parser


@contextlib.contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="truth-") as made:
        yield Path(made, "papers")


def _report(judgement: Judgement) -> str:
    lines = [_row("relation", "planted", "recall", "said", "precision")]
    lines += [
        _row(s.name, str(s.planted), _share(s.recall), str(s.said), _share(s.precision))
        for s in judgement.relations
    ]
    lines += ["", _row("kind of pair", "pairs", "right")]
    lines += [_row(s.name, str(s.planted), _share(s.recall)) for s in _worst_first(judgement)]
    for name, found in (
        ("offered for removal, never to be", judgement.violations),
        ("said to be empty, and is not", judgement.not_empty),
        ("empty, and not said to be", judgement.empty),
        ("not fully read", judgement.unread),
    ):
        lines += ["", f"{name}: {len(found)}", *(f"  {one}" for one in found[:40])]
    return "\n".join(lines) + "\n"


def _worst_first(judgement: Judgement) -> list[Score]:
    return sorted(judgement.kinds, key=lambda score: score.recall)


def _details(judgement: Judgement, name: str) -> str:
    lines = [
        f"  {v.truth.kind}: expected {v.expected}, found {v.found} {v.score:.2f}\n"
        f"    {v.truth.a}\n    {v.truth.b}"
        for v in judgement.wrong(name)
    ]
    return "\n".join(["", f"wrong: {len(lines)}", *lines]) + "\n"


def _row(name: str, *cells: str) -> str:
    return f"{name:<32}" + "".join(f"{cell:>10}" for cell in cells)


def _share(value: float) -> str:
    return f"{value:.3f}"


if __name__ == "__main__":
    raise SystemExit(main())
