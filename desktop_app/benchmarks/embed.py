"""Vectors per second of each way to run the shipped model, and how faithful they are.

Two sets of texts: passages of natural length from the documentation strings of Python's own
library, and short numbered lines. The plain ways are ``SentenceTransformer.encode`` of the whole
list, and of one text after the other. All run in this process with the same number of threads,
in turns; ratios are medians over the rounds. Tokenising counts in every way.
"""

from __future__ import annotations

import argparse
import ast
import random
import statistics
import sys
import sysconfig
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from desktop_app.benchmarks.tables import write_table
from desktop_app.embedding.catalogue import DEFAULT, find
from desktop_app.embedding.embedder import FloatArray
from desktop_app.embedding.model_folder import ModelFolder
from desktop_app.embedding.packed import PackedEncoder
from desktop_app.embedding.precision import Precision, fastest, recipes
from desktop_app.embedding.recipe import Recipe
from desktop_app.embedding.tokens import TextTokenizer
from desktop_app.embedding.weights import load_encoder_weights

_PLAIN = "sentence-transformers"
_GOAL_FP32, _GOAL_AMX = 1.74, 6.0
_MIN_COSINE_FP32, _MIN_MEAN_COSINE = 0.99999, 0.9999
_PASSAGE_WORDS, _FEWEST_WORDS = 120, 12

Way = Callable[[list[str]], FloatArray]


@dataclass(frozen=True, slots=True)
class Figures:
    """What one way showed on one set of texts; seconds per round."""

    wall_s: tuple[float, ...]
    cpu_s: tuple[float, ...]
    rows: FloatArray

    def times_faster_than(self, other: Figures) -> float:
        return statistics.median(
            theirs / own for own, theirs in zip(self.wall_s, other.wall_s, strict=True)
        )


def run(args: Sequence[str]) -> int:
    """Print one table per set of texts; returns 0 if the goals were reached on passages."""
    parser = argparse.ArgumentParser(prog="embed", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer texts and rounds")
    parser.add_argument("--threads", type=int, default=0, help="0: as many as torch takes")
    options = parser.parse_args(args)
    import torch

    if options.threads:
        torch.set_num_threads(options.threads)
    folder = find(DEFAULT)
    tokenizer = TextTokenizer(folder)
    passages = _passages(tokenizer, folder.max_tokens)[: 128 if options.quick else 600]
    numbered = [
        f"Document number {i} about topic {i % 100}"
        for i in range(500 if options.quick else 10_000)
    ]
    ways, chosen = _ways(folder, tokenizer)
    rounds = 2 if options.quick else 3
    sys.stdout.write(f"{torch.get_num_threads()} threads; the probe chooses {chosen}\n")
    goals_reached = _measure("passages", passages, ways, tokenizer, rounds)
    _measure("numbered", numbered, ways, tokenizer, rounds)
    return 0 if goals_reached else 1


def _ways(folder: ModelFolder, tokenizer: TextTokenizer) -> tuple[dict[str, Way], str]:
    from sentence_transformers import SentenceTransformer

    assert folder.shape is not None
    shape, weights = folder.shape, load_encoder_weights(folder.weights, folder.shape)
    plain = SentenceTransformer(str(folder.path), device="cpu", local_files_only=True)

    def packed(recipe: Recipe) -> Way:
        encoder = PackedEncoder(weights, shape, recipe)
        return lambda texts: encoder.encode(tokenizer.documents(texts))

    ways: dict[str, Way] = {
        _PLAIN: lambda texts: np.asarray(plain.encode(texts)),
        "  one text after the other": lambda texts: np.stack([plain.encode(t) for t in texts]),
    }
    ways |= {_name(recipe): packed(recipe) for recipe in recipes(Precision.AUTO)}
    chosen = fastest(lambda recipe: PackedEncoder(weights, shape, recipe)).recipe
    return ways, _name(chosen)


def _name(recipe: Recipe) -> str:
    return f"ours {recipe}"


def _measure(
    title: str, texts: list[str], ways: Mapping[str, Way], tokenizer: TextTokenizer, rounds: int
) -> bool:
    tokens = sum(map(len, tokenizer.documents(texts)))
    figures = _in_turns(texts, ways, rounds)
    plain = figures[_PLAIN]
    rows = []
    for name, figure in figures.items():
        cosines = np.sum(figure.rows * plain.rows, axis=1, dtype=np.float64)
        rows.append(
            (
                name,
                f"{figure.times_faster_than(plain):.2f}",
                f"{statistics.median(figure.wall_s):.2f}",
                f"{statistics.median(figure.cpu_s):.2f}",
                f"{tokens / statistics.median(figure.wall_s):,.0f}",
                f"{cosines.mean():.6f}",
                f"{cosines.min():.6f}",
            )
        )
    sys.stdout.write(f"\n{title}: {len(texts):,} texts, {tokens:,} tokens\n")
    write_table(("way", "× plain", "s", "CPU s", "tokens/s", "cosine mean", "min"), rows)
    return _reached(figures)


def _in_turns(texts: list[str], ways: Mapping[str, Way], rounds: int) -> dict[str, Figures]:
    for way in ways.values():
        way(texts[:32])
    wall: dict[str, list[float]] = {name: [] for name in ways}
    cpu: dict[str, list[float]] = {name: [] for name in ways}
    found: dict[str, FloatArray] = {}
    for _ in range(rounds):
        for name, way in ways.items():
            started, cpu_started = time.perf_counter(), time.process_time()
            found[name] = way(texts)
            wall[name].append(time.perf_counter() - started)
            cpu[name].append(time.process_time() - cpu_started)
    return {name: Figures(tuple(wall[name]), tuple(cpu[name]), found[name]) for name in ways}


def _reached(figures: Mapping[str, Figures]) -> bool:
    """Whether speed and fidelity goals hold: fp32 everywhere, bf16 where the processor has AMX."""
    import torch

    plain = figures[_PLAIN]
    best = {"fp32": 0.0, "bf16": 0.0}
    faithful = True
    for name, figure in figures.items():
        if not name.startswith("ours"):
            continue
        kind = "bf16" if "bf16" in name else "fp32"
        best[kind] = max(best[kind], figure.times_faster_than(plain))
        cosines = np.sum(figure.rows * plain.rows, axis=1, dtype=np.float64)
        faithful &= bool(
            cosines.mean() >= _MIN_MEAN_COSINE
            if kind == "bf16"
            else cosines.min() >= _MIN_COSINE_FP32
        )
    amx = bool(getattr(torch.cpu, "_is_amx_tile_supported", lambda: False)())
    return faithful and best["fp32"] >= _GOAL_FP32 and (not amx or best["bf16"] >= _GOAL_AMX)


def _passages(tokenizer: TextTokenizer, max_tokens: int) -> list[str]:
    """Different passages of at most ``max_tokens`` tokens, in an order that repeats."""
    found = list(dict.fromkeys(_documentation()))
    random.Random(1).shuffle(found)
    # Four characters a token at the least is usual; what is denser is left out, not cut.
    likely = [text for text in found if len(text) <= 4 * max_tokens]
    return [text for text in likely[:2000] if len(tokenizer.query(text)) == 1]


def _documentation() -> Iterator[str]:
    for path in sorted(Path(sysconfig.get_path("stdlib")).glob("*.py")):
        tree = ast.parse(path.read_bytes())
        for node in ast.walk(tree):
            if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
                continue
            words = (ast.get_docstring(node) or "").split()
            for start in range(0, len(words), _PASSAGE_WORDS):
                passage = words[start : start + _PASSAGE_WORDS]
                if len(passage) >= _FEWEST_WORDS:
                    yield " ".join(passage)
