"""How a forward pass can be run: device, number format, layout of the weights."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class Format(enum.Enum):
    """How numbers are kept while a model computes."""

    FP32 = "fp32"
    BF16 = "bf16"
    FP16 = "fp16"
    INT8 = "int8"

    @property
    def half(self) -> bool:
        return self in (Format.BF16, Format.FP16)


@dataclass(frozen=True, slots=True)
class Recipe:
    """One way of running the forward pass.

    Attributes:
        device: Name as torch knows it: "cpu", "cuda", "mps".
        format: Of weights and activations; with INT8 of the linear layers alone.
        prepacked: Weights laid out for oneDNN once, instead of at every call (processors only);
            INT8 always is.
    """

    device: str = "cpu"
    format: Format = Format.FP32
    prepacked: bool = False

    def __str__(self) -> str:
        return f"{self.device} {self.format.value}{' prepacked' if self.prepacked else ''}"


REFERENCE = Recipe()
