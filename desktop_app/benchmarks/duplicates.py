"""The whole verified duplicates run on made folders, next to the plain double loop on vectors.

The plain way compares every pair of mean vectors by cosine, in one Python loop over a similarity
matrix. It reads no text and proves nothing; the ratio says what the proof costs against it.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from desktop_app.index.rows import TextPrint
from desktop_app.progress import CancelToken, no_report
from desktop_app.similarity.duplicates import Findings, find_duplicates
from desktop_app.similarity.relations import Relation

_SIZES = (2_000, 5_000, 20_000)
_QUICK_SIZES = (500, 1_000, 2_000)
_WORDS = 800
_VOCABULARY = 20_000
_LETTERHEAD_WORDS = 60
_PLAIN_MOST = 5_000  # the loop's matrix and time grow with the square; above this it is scaled up
_DIM = 384


@dataclass(frozen=True, slots=True)
class MadeFolder:
    """Documents made for measuring, with the number of pairs planted.

    One document in ten is an edited copy of another, one in forty is quoted whole inside another;
    one in five carries the same letterhead.
    """

    texts: list[str]
    rows: list[TextPrint]
    planted: frozenset[frozenset[int]]


def make_folder(documents: int, seed: int = 7) -> MadeFolder:
    """Return a made folder of ``documents`` texts of about 800 words."""
    rng = random.Random(seed)
    letters = "abcdefghijklmnopqrstuvwxyz"
    vocabulary = ["".join(rng.choices(letters, k=rng.randint(2, 11))) for _ in range(_VOCABULARY)]
    letterhead = rng.choices(vocabulary, k=_LETTERHEAD_WORDS)
    texts: list[list[str]] = []
    planted: set[frozenset[int]] = set()
    copied: set[int] = set()
    while len(texts) < documents:
        kind, number = rng.random(), len(texts)
        origin = rng.randrange(number) if number else 0
        if number and kind < 0.125 and origin not in copied:
            words = list(texts[origin])
            if kind < 0.1:
                for place in rng.sample(range(len(words)), len(words) // 50):
                    words[place] = rng.choice(vocabulary)
            else:
                words += rng.choices(vocabulary, k=2 * _WORDS)
            planted.add(frozenset((origin, number)))
            copied.update((origin, number))
        else:
            words = letterhead.copy() if rng.random() < 0.2 else []
            words += rng.choices(vocabulary, k=rng.randint(_WORDS // 2, 3 * _WORDS // 2))
        texts.append(words)
    joined = [" ".join(words) for words in texts]
    return MadeFolder(joined, [_row(n, text) for n, text in enumerate(joined)], frozenset(planted))


def _row(number: int, text: str) -> TextPrint:
    digest = hashlib.sha256(text.encode()).digest()
    return TextPrint(number, f"{number:06}.txt", digest, digest, len(text))


def _verified(folder: MadeFolder) -> tuple[float, Findings]:
    start = time.perf_counter()
    findings = find_duplicates(folder.rows, folder.texts.__getitem__, CancelToken(), no_report)
    findings.groups()
    return time.perf_counter() - start, findings


def _plain_seconds(documents: int) -> float:
    """Seconds of the plain double loop on made unit vectors; scaled by the square above a limit."""
    from sklearn.metrics.pairwise import cosine_similarity

    count = min(documents, _PLAIN_MOST)
    vectors = np.random.default_rng(7).standard_normal((count, _DIM)).astype(np.float32)
    start = time.perf_counter()
    matrix = cosine_similarity(vectors)
    pairs = []
    for i in range(count):
        for j in range(i + 1, count):
            if matrix[i][j] >= 0.9:
                pairs.append((i, j))
    return (time.perf_counter() - start) * (documents / count) ** 2


def run(args: Sequence[str]) -> int:
    """Print one line for each size; return 1 if a planted pair was missed or one was made up.

    Args:
        args: ``--quick`` for small folders.
    """
    parser = argparse.ArgumentParser(prog="duplicates", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small folders only")
    sizes = _QUICK_SIZES if parser.parse_args(args).quick else _SIZES
    sys.stdout.write(
        "documents   MB  verified s  MB/s  growth  regroup ms  plain loop s  plain/verified\n"
    )
    wrong, before = 0, 0.0
    for size in sizes:
        folder = make_folder(size)
        seconds, findings = _verified(folder)
        found = {
            frozenset((pair.a, pair.b))
            for pair in findings.pairs()
            if pair.relation is not Relation.SAME_TEMPLATE
        }
        wrong += len(found ^ folder.planted)
        start = time.perf_counter()
        findings.groups(0.9)
        regroup_ms = 1000 * (time.perf_counter() - start)
        megabytes = sum(map(len, folder.texts)) / 1e6
        plain = _plain_seconds(size)
        growth = f"{seconds / before:6.1f}" if before else "     -"
        sys.stdout.write(
            f"{size:9,} {megabytes:4.0f} {seconds:11.2f} {megabytes / seconds:5.1f}  {growth}"
            f" {regroup_ms:11.1f} {plain:13.2f} {plain / seconds:15.2f}\n"
        )
        sys.stdout.flush()
        before = seconds
    sys.stdout.write(f"planted pairs missed or made up: {wrong}\n")
    if max(sizes) > _PLAIN_MOST:
        sys.stdout.write(
            f"The plain loop was run on {_PLAIN_MOST:,} at most and scaled by the square.\n"
        )
    return 1 if wrong else 0
