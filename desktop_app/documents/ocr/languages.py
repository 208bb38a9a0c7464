"""Which languages text can be recognised in: the trained data that is there for Tesseract.

Nothing here imports the engine, so that the parent process may ask.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Iterator
from pathlib import Path

_SUFFIX = ".traineddata"
_NO_LANGUAGE = "osd"  # tells scripts apart
_SYSTEM_FOLDERS = (
    "/usr/share/tesseract-ocr/*/tessdata",
    "/usr/share/tessdata",
    "/usr/local/share/tessdata",
    "/opt/homebrew/share/tessdata",
    "C:/Program Files/Tesseract-OCR/tessdata",
)


def is_installed() -> bool:
    """Return whether text in pictures can be recognised: the engine and a language are there."""
    parts = ("tesserocr", "PIL")
    return all(map(importlib.util.find_spec, parts)) and bool(installed())


def installed() -> tuple[str, ...]:
    """Return the languages by Tesseract's names ("deu", "eng"), in alphabetical order."""
    return tuple(sorted({name for folder in _folders() for name in _names(folder)}))


def data_for(languages: str) -> tuple[Path, str] | None:
    """Return the folder that holds the most of some languages, and which of them it holds.

    The engine takes its data from one folder; of equal ones the application's own comes first.

    Args:
        languages: Such as "eng+deu", the most frequent first.
    """
    best: tuple[Path, str] | None = None
    most = 0
    for folder in _folders():
        names = _names(folder)
        here = [name for name in languages.split("+") if name in names]
        if len(here) > most:
            best, most = (folder, "+".join(here)), len(here)
    return best


def _folders() -> Iterator[Path]:
    if chosen := os.environ.get("TESSDATA_PREFIX"):
        yield Path(chosen)
    # Where the tessdata packages put their files; in a packaged application, beside the program.
    yield Path(getattr(sys, "_MEIPASS", sys.prefix), "share", "tessdata")
    for pattern in _SYSTEM_FOLDERS:
        anchor = Path(pattern).anchor
        yield from sorted(Path(anchor).glob(pattern[len(anchor) :]), reverse=True)


def _names(folder: Path) -> set[str]:
    return {
        path.relative_to(folder).with_suffix("").as_posix()
        for pattern in (f"*{_SUFFIX}", f"script/*{_SUFFIX}")
        for path in folder.glob(pattern)
    } - {_NO_LANGUAGE}
