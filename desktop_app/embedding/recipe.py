"""How a forward pass can be run: device, number format, layout of the weights."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recipe:
    """One way of running the forward pass.

    Attributes:
        device: Name as torch knows it: "cpu", "cuda", "mps".
        half: bf16 instead of fp32.
        prepacked: Weights laid out for oneDNN once, instead of at every call (processors only).
    """

    device: str = "cpu"
    half: bool = False
    prepacked: bool = False


REFERENCE = Recipe()
