"""Reads a desktop entry and makes of it what a desktop would start.

https://specifications.freedesktop.org/desktop-entry-spec/latest/exec-variables.html
"""

from __future__ import annotations

import configparser
import shlex
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Self

_ONE: Final = ("%f", "%u")
_MANY: Final = ("%F", "%U")


@dataclass(frozen=True, slots=True)
class DesktopEntry:
    """What matters of it.

    Attributes:
        exec: The line with the command.
        window_class: Of the windows that belong to it.
        icon: Name of its picture in the theme.
        kinds: Of the files it is offered for.
    """

    exec: str
    window_class: str
    icon: str
    kinds: tuple[str, ...]

    @classmethod
    def read(cls, file: Path) -> Self:
        """Read a file ending in .desktop."""
        parser = configparser.ConfigParser(interpolation=None, delimiters="=", strict=True)
        parser.optionxform = str  # type: ignore[assignment, method-assign]
        parser.read(file, encoding="utf-8")
        entry = parser["Desktop Entry"]
        kinds = tuple(kind for kind in entry.get("MimeType", "").split(";") if kind)
        return cls(entry["Exec"], entry.get("StartupWMClass", ""), entry.get("Icon", ""), kinds)

    def command(self, files: Sequence[str] = ()) -> list[str]:
        """Return the words of the command, with ``files`` where the entry has a place for them."""
        words: list[str] = []
        for word in shlex.split(self.exec):
            if word in _ONE:
                words += files[:1]
            elif word in _MANY:
                words += files
            else:
                words.append(word.replace("%%", "%"))
        return words
