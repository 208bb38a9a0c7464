"""The views of an open folder."""

from __future__ import annotations

import enum


class View(enum.StrEnum):
    """In the order of the rail; the value is the object name of the view's button."""

    SEARCH = "search"
    DUPLICATES = "duplicates"
    FILES = "files"
    MAP = "map"
