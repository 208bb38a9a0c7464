"""What cells look like in Excel's binary formats, in old XLS as in XLSB."""

from __future__ import annotations

import struct

_ERRORS = {
    **{0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?"},
    **{0x24: "#NUM!", 0x2A: "#N/A", 0x2B: "#GETTING_DATA"},
}


def error_text(code: int) -> str:
    """Return an error as a cell shows it ([MS-XLS] 2.5.10)."""
    return _ERRORS.get(code, "#ERROR!")


def truth_text(value: int) -> str:
    """Return a truth value as a cell shows it."""
    return "TRUE" if value else "FALSE"


def rk_number(packed: int) -> float:
    """Return the number in 32 bits that most cells use ([MS-XLS] 2.5.218).

    Bit 0 says that it was multiplied by 100, bit 1 that it is a whole number and not the upper
    half of a floating-point one.
    """
    if packed & 2:
        value = float((packed >> 2) - ((packed & 0x8000_0000) and 0x4000_0000))
    else:
        (value,) = struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFF_FFFC) << 32))
    return value / 100 if packed & 1 else value
