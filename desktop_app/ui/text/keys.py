"""Keys as they are written on the keyboard of whoever reads it."""

from __future__ import annotations

import re

from PySide6.QtGui import QKeySequence

_HELD = re.compile(r"(?:(?:Ctrl|Shift|Alt)\+)+")


def native_keys(keys: str) -> str:
    """Return “Strg+K” for “Ctrl+K” in German, and “⌘K” on a Mac; also of several, “F8 Shift+F8”."""
    return _HELD.sub(lambda held: _native(held.group() + "A")[:-1], keys)


def _native(sequence: str) -> str:
    return QKeySequence(sequence).toString(QKeySequence.SequenceFormat.NativeText)
