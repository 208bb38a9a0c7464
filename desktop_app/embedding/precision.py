"""In which number format, and on which device, a model runs fastest on this machine.

bf16 wins severalfold where the processor has matrix units for it (AMX) or on a graphics card, and
is five times *slower* than fp32 on an ordinary AVX2 laptop, so what the machine claims only makes
the short list; a probe on this machine decides, and checks that the vectors stay the same.

int8 moves vectors visibly (mean cosine to fp32 about .999), so it is never chosen, only asked for:
its vectors are another generation of the index, of a model whose name ends in ``FAST``.
"""

from __future__ import annotations

import enum
import time
from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from desktop_app.embedding.embedder import FloatArray
from desktop_app.embedding.int8 import pays_here
from desktop_app.embedding.recipe import REFERENCE, Format, Recipe
from desktop_app.embedding.timing import least_costs, one_thread
from desktop_app.errors import ModelProblem, NoFastMode
from desktop_app.settings import Device

if TYPE_CHECKING:
    from desktop_app.embedding.packed import PackedEncoder

FAST = "+fast"

_MIN_COSINE, _MIN_MEAN_COSINE_INT8 = 0.9999, 0.997
# Half precision must pay clearly, or a busy machine would choose differently from run to run.
_CLEARLY = 1.2
_ROUNDS = 4
_PROBE_LENGTHS = (16, 24, 32, 48, 64, 64, 128)


class Precision(enum.Enum):
    """What a caller may ask for; the value is how it is written in options.

    BF16 allows fp16 as well, where a graphics card is faster in it.
    """

    AUTO = "auto"
    FP32 = "fp32"
    BF16 = "bf16"
    INT8 = "int8"


def split_fast(model_id: str) -> tuple[str, bool]:
    """Return the name of the model itself, and whether ``model_id`` asks for it in int8."""
    return model_id.removesuffix(FAST), model_id.endswith(FAST)


def recipes(precision: Precision, device: Device = Device.AUTO) -> tuple[Recipe, ...]:
    """Return what is worth trying on this machine, the reference first.

    Args:
        device: Other than AUTO, nothing but the reference is tried on another.
    """
    found = _kinds_of_fp32()
    match precision:
        case Precision.BF16:
            found = [REFERENCE, *_kinds_of_half(demanded=True)]
        case Precision.INT8:
            found = [*found, Recipe(format=Format.INT8)]
        case Precision.AUTO:
            found += _kinds_of_half(demanded=False)
    return tuple(r for r in found if r == REFERENCE or device in (Device.AUTO, r.device))


def fastest(
    build: Callable[[Recipe], PackedEncoder],
    precision: Precision = Precision.AUTO,
    device: Device = Device.AUTO,
) -> PackedEncoder:
    """Return the encoder of the fastest recipe whose vectors agree with the reference.

    A few hundred tokens go through each in turn, a few times. A recipe that fails is left out.

    Raises:
        ModelProblem: If ``device`` or a half format was demanded and cannot be had.
        NoFastMode: If int8 was demanded and is not there, moves this model's vectors too far, or is
            no faster than fp32.
    """
    with one_thread():
        if precision is Precision.INT8:
            _refuse_int8_early(device)
        reference = build(REFERENCE)
        sequences = _probe_sequences(reference.vocabulary, reference.longest)
        encoders = _faithful(build, reference, sequences, recipes(precision, device))
        if precision is Precision.INT8 and not any(r.format is Format.INT8 for r in encoders):
            raise no_fast_mode("8-bit numbers would move the vectors of this model too far")
        if device not in (Device.AUTO, REFERENCE.device):
            del encoders[REFERENCE]
            if not encoders:
                raise no_such_device(device)
        if precision is Precision.BF16:
            encoders.pop(REFERENCE, None)
            if not encoders:
                raise ModelProblem("This computer cannot run the model in bf16.", "Use fp32.")
        chosen = _quickest(encoders, lambda encoder: encoder.encode(sequences))
    if precision is Precision.INT8 and chosen.recipe.format is not Format.INT8:
        raise no_fast_mode("this model is no faster in 8-bit numbers")
    return chosen


def _refuse_int8_early(device: Device) -> None:
    """Refuse int8 where no model has to be built to know that it cannot be had."""
    if device not in (Device.AUTO, Device.CPU):
        raise no_fast_mode("it runs on the processor, and another device is set")
    if not pays_here():
        raise no_fast_mode("this processor is no faster, or not exact, in 8-bit numbers")


def _kinds_of_fp32() -> list[Recipe]:
    found = [REFERENCE]
    if _onednn():
        found.append(Recipe(prepacked=True))
    return found + [Recipe(device) for device in _graphics_devices()]


def _kinds_of_half(*, demanded: bool) -> list[Recipe]:
    found = []
    if demanded or (_onednn() and _processor_has_bf16()):
        found.append(Recipe(format=Format.BF16, prepacked=_onednn()))
    # Both on graphics cards: older ones only emulate bf16, which the probe sees.
    formats = (Format.BF16, Format.FP16)
    return found + [Recipe(device, half) for device in _graphics_devices() for half in formats]


def _graphics_devices() -> list[str]:
    import torch

    if torch.cuda.is_available():
        return ["cuda"]
    return ["mps"] if torch.backends.mps.is_available() else []


def _onednn() -> bool:
    import torch

    return bool(torch.backends.mkldnn.is_available())  # type: ignore[no-untyped-call]  # torch's


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
        if _agree(rows, expected, recipe.format):
            encoders[recipe] = encoder
    return encoders


def _quickest(
    encoders: dict[Recipe, PackedEncoder], work: Callable[[PackedEncoder], object]
) -> PackedEncoder:
    if len(encoders) == 1:
        return next(iter(encoders.values()))
    # One thread's own CPU time does not depend on what else the computer is doing; only a
    # graphics card, which works while this thread waits, has to be timed by the clock.
    on_processor = all(recipe.device == "cpu" for recipe in encoders)
    clock = time.thread_time if on_processor else time.perf_counter
    ways = {recipe: partial(work, encoder) for recipe, encoder in encoders.items()}
    best = least_costs(ways, clock, _ROUNDS)

    def cost(recipe: Recipe) -> float:
        return best[recipe] * (_CLEARLY if recipe.format.half else 1)

    return encoders[min(best, key=cost)]


def no_such_device(device: Device) -> ModelProblem:
    """Return what to tell where ``device`` cannot run the model."""
    return ModelProblem(
        f"This computer has no device “{device}” that can run the model.",
        "“likewise settings device auto” takes the fastest there is.",
    )


def no_fast_mode(why: str) -> NoFastMode:
    """Return what to tell where int8 cannot be had or is of no use."""
    return NoFastMode(
        f"The fast mode does not pay on this computer: {why}.",
        f"Use the model without “{FAST}”.",
    )


def _agree(rows: FloatArray, expected: FloatArray, number_format: Format) -> bool:
    cosines = np.einsum("ij,ij->i", rows, expected)
    if number_format is Format.INT8:
        return bool(np.mean(cosines) >= _MIN_MEAN_COSINE_INT8)
    return bool(np.min(cosines) >= _MIN_COSINE)


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
