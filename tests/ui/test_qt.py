"""Qt for Python itself, where a version of it is known to be unsound."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal


class _Bell(QObject):
    rung = Signal()


def test_emit_when_repeated_then_the_interpreter_keeps_its_constants() -> None:
    """PySide6 6.12.0 loses a reference to ``True`` with each signal sent.

    With Python 3.11 the program then ends with "bool_dealloc" after some hundred signals; 6.11.1
    is sound. From Python 3.12 on such constants are immortal.
    """
    bell = _Bell()
    before = sys.getrefcount(True)
    for _ in range(100):
        bell.rung.emit()
    assert sys.getrefcount(True) > before - 50
