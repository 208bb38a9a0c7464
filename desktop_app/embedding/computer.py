"""What there is to know about this computer that decides how a model runs best on it."""

from __future__ import annotations

import importlib.metadata
import os
import platform
from pathlib import Path

_EIGHT_BIT_FLAGS = ("vnni", "amx", "dotprod", "i8mm")
# What torch and oneDNN are told to leave unused.
_LIMITS = ("ONEDNN_MAX_CPU_ISA", "ATEN_CPU_CAPABILITY")


def this_computer() -> dict[str, str]:
    """Return what must be the same for a choice made here to hold: processor, limits, torch."""
    return {
        "processor": processor(),
        "limited": " ".join(os.environ.get(name, "") for name in _LIMITS).strip(),
        "torch": importlib.metadata.version("torch"),
    }


def processor() -> str:
    """Return the name of the processor, on Linux with what it has for 8-bit numbers.

    There, ``platform`` knows the family only, and a virtual machine may show one name for several.
    """
    try:
        lines = Path("/proc/cpuinfo").read_text("utf-8", "replace").split("\n\n")[0].split("\n")
    except OSError:
        return platform.processor() or platform.machine()
    facts = {name.strip(): value for name, _, value in (line.partition(":") for line in lines)}
    flags = (facts.get("flags") or facts.get("Features", "")).split()
    own = [flag for flag in flags if any(sign in flag for sign in _EIGHT_BIT_FLAGS)]
    name = facts.get("model name") or facts.get("CPU part", "")
    return " ".join([platform.machine(), name.strip(), *own])
