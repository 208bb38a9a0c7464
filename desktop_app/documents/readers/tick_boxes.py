"""Boxes of forms, ticked or not: the only words of many a consent."""

from __future__ import annotations

from typing import Final

TICKED_BOX: Final = "☒"
EMPTY_BOX: Final = "☐"


def box(*, is_ticked: bool) -> str:
    """Return what a box looks like."""
    return TICKED_BOX if is_ticked else EMPTY_BOX
