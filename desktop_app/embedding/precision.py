"""In which number format, and on which device, a model runs fastest on this machine.

bf16 wins severalfold where the processor has matrix units for it (AMX) or on a graphics card, and
is five times *slower* than fp32 on an ordinary AVX2 laptop, so what the machine claims only makes
the short list; a probe on this machine decides, and checks that the vectors stay the same.
"""

from __future__ import annotations

import contextlib
import enum
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

import numpy as np

from desktop_app.embedding.embedder import FloatArray
from desktop_app.embedding.recipe import REFERENCE, Recipe
from desktop_app.errors import ModelProblem
from desktop_app.settings import Device

if TYPE_CHECKING:
    from desktop_app.embedding.packed import PackedEncoder

_MIN_COSINE = 0.9999
# Half precision must pay clearly, or a busy machine would choose differently from run to run.
_CLEARLY = 1.2
_ROUNDS = 2
_PROBE_LENGTHS = (16, 24, 32, 48, 64, 64, 128)


class Precision(enum.Enum):
    """What a caller may ask for; the value is how it is written in options."""

    AUTO = "auto"
    FP32 = "fp32"
    BF16 = "bf16"


def recipes(precision: Precision, device: Device = Device.AUTO) -> tuple[Recipe, ...]:
    """Return what is worth trying on this machine, the reference first.

    Args:
        device: Other than AUTO, nothing but the reference is tried on another.
    """
    import torch

    found = [REFERENCE]
    half = precision is Precision.BF16
    onednn = torch.backends.mkldnn.is_available()  # type: ignore[no-untyped-call]  # torch's
    if onednn:
        found.append(Recipe(prepacked=True))
        half = half or _processor_has_bf16()
    if half:
        found.append(Recipe(half=True, prepacked=onednn))
    if torch.cuda.is_available():
        found += [Recipe("cuda"), Recipe("cuda", half=True)]
    elif torch.backends.mps.is_available():
        found += [Recipe("mps"), Recipe("mps", half=True)]
    if precision is Precision.FP32:
        found = [recipe for recipe in found if not recipe.half]
    if precision is Precision.BF16:
        found = [recipe for recipe in found if recipe.half or recipe == REFERENCE]
    return tuple(r for r in found if r == REFERENCE or device in (Device.AUTO, r.device))


def fastest(
    build: Callable[[Recipe], PackedEncoder],
    precision: Precision = Precision.AUTO,
    device: Device = Device.AUTO,
) -> PackedEncoder:
    """Return the encoder of the fastest recipe whose vectors agree with the reference.

    A few hundred tokens go through each in turn, a few times. A recipe that fails is left out.

    Raises:
        ModelProblem: If bf16 or ``device`` was demanded and cannot be had.
    """
    with _one_thread():
        reference = build(REFERENCE)
        sequences = _probe_sequences(reference.vocabulary, reference.longest)
        encoders = _faithful(build, reference, sequences, recipes(precision, device))
        if device not in (Device.AUTO, REFERENCE.device):
            del encoders[REFERENCE]
            if not encoders:
                raise no_such_device(device)
        if precision is Precision.BF16:
            encoders.pop(REFERENCE, None)
            if not encoders:
                raise ModelProblem("This computer cannot run the model in bf16.", "Use fp32.")
        return _quickest(encoders, lambda encoder: encoder.encode(sequences))


def _faithful(
    build: Callable[[Recipe], PackedEncoder],
    reference: PackedEncoder,
    sequences: list[list[int]],
    worth_trying: Iterable[Recipe],
) -> dict[Recipe, PackedEncoder]:
    """The encoders that run here and agree with the reference, itself among them."""
    expected = reference.encode(sequences)
    encoders = {REFERENCE: reference}
    for recipe in worth_trying:
        if recipe == REFERENCE:
            continue
        try:
            encoder = build(recipe)
            rows = encoder.encode(sequences)
        except (RuntimeError, NotImplementedError, AttributeError):
            continue  # the operator or the format is not there on this machine
        if _agree(rows, expected):
            encoders[recipe] = encoder
    return encoders


def _quickest(
    encoders: dict[Recipe, PackedEncoder], work: Callable[[PackedEncoder], object]
) -> PackedEncoder:
    if len(encoders) == 1:
        return next(iter(encoders.values()))
    best = dict.fromkeys(encoders, float("inf"))
    # One thread's own CPU time does not depend on what else the computer is doing; only a
    # graphics card, which works while this thread waits, has to be timed by the clock.
    on_processor = all(recipe.device == "cpu" for recipe in encoders)
    clock = time.thread_time if on_processor else time.perf_counter
    for _ in range(_ROUNDS):
        for recipe, encoder in encoders.items():
            started = clock()
            work(encoder)
            best[recipe] = min(best[recipe], clock() - started)
    cost = {recipe: seconds * (_CLEARLY if recipe.half else 1) for recipe, seconds in best.items()}
    return encoders[min(cost, key=cost.__getitem__)]


def no_such_device(device: Device) -> ModelProblem:
    """Return what to tell where ``device`` cannot run the model."""
    return ModelProblem(
        f"This computer has no device “{device}” that can run the model.",
        "“likewise settings device auto” takes the fastest there is.",
    )


@contextlib.contextmanager
def _one_thread() -> Iterator[None]:
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def _agree(rows: FloatArray, expected: FloatArray) -> bool:
    cosines: Iterable[float] = np.einsum("ij,ij->i", rows, expected)
    return bool(np.min(np.asarray(cosines)) >= _MIN_COSINE)


def _processor_has_bf16() -> bool:
    import torch

    # Private names, so asked for politely: where they are gone, fp32 is still right.
    return any(
        bool(getattr(torch.cpu, name, lambda: False)())
        for name in ("_is_amx_tile_supported", "_is_avx512_bf16_supported")
    )


def _probe_sequences(vocabulary: int, longest: int) -> list[list[int]]:
    random = np.random.default_rng(7)
    low = min(2000, vocabulary // 2)  # behind the special and the unused tokens
    lengths = [min(length, longest) for length in _PROBE_LENGTHS]
    return [random.integers(low, vocabulary, length).tolist() for length in lengths]
