"""Vectors per second of each way to run the shipped model, and how faithful they are.

Three sets of texts: passages of natural length from the documentation strings of Python's own
library, short numbered lines, and one sentence a thousand times. The plain ways are
``SentenceTransformer.encode`` of the whole list, and of one text after the other. All run in this
process with the same number of threads, in turns; ratios are medians over the rounds, of
processor time, which what else the computer does hardly changes. Tokenising counts in every way.
The limit is what the matrix products alone would take at the peak measured in the same run.
"""

from __future__ import annotations

import argparse
import contextlib
import statistics
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from desktop_app.benchmarks.embed_limits import bound_tokens_per_s
from desktop_app.benchmarks.embed_memory import peak_bytes
from desktop_app.benchmarks.embed_ways import (
    PLAIN,
    Way,
    builders,
    name_of,
    numbered,
    passages,
    recipes_to_show,
)
from desktop_app.benchmarks.tables import write_table
from desktop_app.embedding.catalogue import DEFAULT, find, open_embedder
from desktop_app.embedding.embedder import Embedder, FloatArray
from desktop_app.embedding.model_folder import ModelFolder
from desktop_app.embedding.packed import PackedEncoder
from desktop_app.embedding.precision import fastest
from desktop_app.embedding.recipe import REFERENCE, Format, Recipe
from desktop_app.embedding.tokens import TextTokenizer
from desktop_app.embedding.weights import load_encoder_weights
from desktop_app.index.batches import EmbeddingBatches, text_digest
from desktop_app.progress import CancelToken

_IDENTICAL = "The tenant may end the lease with three months' notice."


@dataclass(frozen=True, slots=True)
class Figures:
    """What one way showed on one set of texts; seconds per round."""

    wall_s: tuple[float, ...]
    cpu_s: tuple[float, ...]
    rows: FloatArray

    def times_faster_than(self, other: Figures) -> float:
        """Return the median over the rounds of the other's processor time by this one's."""
        pairs = zip(self.cpu_s, other.cpu_s, strict=True)
        return statistics.median(theirs / own for own, theirs in pairs)

    def cosines(self, other: Figures) -> tuple[float, float]:
        """Return the mean and the least cosine between the rows of both."""
        found = np.sum(self.rows * other.rows, axis=1, dtype=np.float64)
        return float(found.mean()), float(found.min())


@dataclass(frozen=True, slots=True)
class Goal:
    """What a run has to show, and what it showed."""

    what: str
    wanted: float
    found: float

    @property
    def reached(self) -> bool:
        return self.found >= self.wanted

    def __str__(self) -> str:
        verdict = "reached" if self.reached else "MISSED"
        return f"{verdict:<8} {self.what}: {self.found:.6g}, wanted {self.wanted:g}"


def run(args: Sequence[str]) -> int:
    """Print one table per set of texts and the goals; returns 0 if all goals were reached."""
    parser = argparse.ArgumentParser(prog="embed", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="fewer texts and rounds")
    parser.add_argument("--threads", type=int, default=0, help="0: as many as torch takes")
    options = parser.parse_args(args)
    import torch

    if options.threads:
        torch.set_num_threads(options.threads)
    folder = find(DEFAULT)
    tokenizer = TextTokenizer(folder)
    texts = passages(tokenizer, folder.max_tokens)[: 128 if options.quick else 600]
    lines = numbered(500 if options.quick else 10_000)
    rounds = 2 if options.quick else 3
    ways, chosen = _load(folder), _chosen(folder)
    sys.stdout.write(f"{torch.get_num_threads()} threads; the probe chooses {chosen}\n")
    on_passages = _in_turns(texts, ways, rounds)
    _write("passages", texts, on_passages, folder, tokenizer)
    _write_memory(ways, len(texts), torch.get_num_threads())
    on_lines = _in_turns(lines, ways, rounds)
    _write("numbered", lines, on_lines, folder, tokenizer)
    capability = torch.backends.cpu.get_cpu_capability()
    goals = goals_on_passages(on_passages, amx=_has_amx(), narrow=capability == "AVX2")
    gain = on_lines[chosen].times_faster_than(on_lines[PLAIN])
    goals.append(Goal(f"numbered lines, {chosen}: times plain", 5.0, gain))
    with contextlib.closing(open_embedder(threads=options.threads or None)) as embedder:
        times = identical_sentences(embedder, ways[PLAIN], 1_000, rounds)
    goals.append(Goal("1,000 identical sentences: times plain", 100.0, times))
    sys.stdout.write("\n" + "".join(f"{goal}\n" for goal in goals))
    return 0 if all(goal.reached for goal in goals) else 1


def goals_on_passages(figures: Mapping[str, Figures], *, amx: bool, narrow: bool) -> list[Goal]:
    """Return the goals for speed and fidelity of each format.

    Args:
        amx: Whether the processor has matrix units for bf16, without which that has no goal for
            its speed.
        narrow: Whether torch uses no more than AVX2, by the processor or by ``ONEDNN_MAX_CPU_ISA``
            and ``ATEN_CPU_CAPABILITY``; there the plain way leaves less to gain.
    """
    plain = figures[PLAIN]
    fp32, bf16, int8 = (
        _fastest_on_processor(figures, number_format)
        for number_format in (Format.FP32, Format.BF16, Format.INT8)
    )
    goals = []
    if fp32:
        goals.append(
            Goal("fp32: times plain", 1.8 if narrow else 1.9, fp32.times_faster_than(plain))
        )
        goals.append(Goal("fp32: least cosine", 0.99999, fp32.cosines(plain)[1]))
    if bf16:
        if amx:
            goals.append(Goal("bf16 with AMX: times plain", 8.0, bf16.times_faster_than(plain)))
        goals.append(Goal("bf16: mean cosine", 0.9999, bf16.cosines(plain)[0]))
    if int8:
        goals.append(Goal("int8: times plain", 3.5, int8.times_faster_than(plain)))
        goals.append(Goal("int8: mean cosine", 0.997, int8.cosines(plain)[0]))
    return goals


def identical_sentences(embedder: Embedder, plain: Way, count: int, rounds: int) -> float:
    """Return how many times faster one sentence ``count`` times is embedded when hashed first.

    Ours goes the way of an index run: digests, what has a vector already, batches, the model in
    its child process. As much of that is waited for, this is by the clock.
    """
    texts = [_IDENTICAL] * count

    def ours() -> None:
        batches = EmbeddingBatches(embedder, lambda digests: set(), CancelToken())
        batches.add(texts, [text_digest(text) for text in texts])
        batches.flush()
        rows = batches.take(wait=True)
        batches.close()
        assert len(rows) == 1

    ours()
    ratios = [_wall_s(lambda: plain(texts)) / _wall_s(ours) for _ in range(rounds)]
    return statistics.median(ratios)


def _wall_s(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _load(folder: ModelFolder) -> dict[str, Way]:
    """The ways that run here; of the others the name is written."""
    ways: dict[str, Way] = {}
    for name, build in builders(folder).items():
        try:
            way = build()
            way(["one", "two words"])
        except (RuntimeError, NotImplementedError, AttributeError) as exc:
            sys.stdout.write(f"{name} does not run here ({type(exc).__name__})\n")
        else:
            ways[name] = way
    return ways


def _chosen(folder: ModelFolder) -> str:
    assert folder.shape is not None
    shape, weights = folder.shape, load_encoder_weights(folder.weights, folder.shape)
    return name_of(fastest(lambda recipe: PackedEncoder(weights, shape, recipe)).recipe)


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


def _write(
    title: str,
    texts: list[str],
    figures: Mapping[str, Figures],
    folder: ModelFolder,
    tokenizer: TextTokenizer,
) -> None:
    lengths = [len(ids) for ids in tokenizer.documents(texts)]
    tokens, recipes = sum(lengths), {name_of(recipe): recipe for recipe in recipes_to_show()}
    plain = tokens / min(figures[PLAIN].wall_s)
    rows = []
    for name, figure in figures.items():
        mean, least = figure.cosines(figures[PLAIN])
        speed = tokens / min(figure.wall_s)
        bound = bound_tokens_per_s(folder, recipes.get(name, REFERENCE), lengths)
        rows.append(
            (
                name,
                f"{figure.times_faster_than(figures[PLAIN]):.2f}",
                f"{min(figure.wall_s):.2f}",
                f"{statistics.median(figure.cpu_s):.2f}",
                f"{speed:,.0f}",
                f"{bound:,.0f}" if bound else "not measured",
                f"{bound / plain:.2f}" if bound else "",
                f"{speed / bound:.0%}" if bound else "",
                f"{mean:.6f}",
                f"{least:.6f}",
            )
        )
    sys.stdout.write(f"\n{title}: {len(texts):,} texts, {tokens:,} tokens\n")
    heads = ("way", "× plain", "best s", "CPU s", "tokens/s", "limit", "× plain at it", "share")
    write_table((*heads, "cosine", "least"), rows)


def _write_memory(ways: Mapping[str, Way], count: int, threads: int) -> None:
    rows = []
    for name in ways:
        peak = peak_bytes(name, count, threads)
        rows.append((name, f"{peak / (1 << 20):,.0f}" if peak else "not run"))
    sys.stdout.write("\nmost resident memory, each way alone in a process, libraries included\n")
    write_table(("way", "MB"), rows)


def _fastest_on_processor(figures: Mapping[str, Figures], wanted: Format) -> Figures | None:
    names = [name_of(Recipe(format=wanted, prepacked=prepacked)) for prepacked in (False, True)]
    there = [figures[name] for name in names if name in figures]
    return min(there, key=lambda figure: statistics.median(figure.cpu_s), default=None)


def _has_amx() -> bool:
    import torch

    # A private name, so asked for politely.
    return bool(getattr(torch.cpu, "_is_amx_tile_supported", lambda: False)())
