"""The files of labelled sets, and a folder of text files made from one."""

from __future__ import annotations

import contextlib
import gzip
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from desktop_app.library import Library


def lines(path: Path) -> Iterator[str]:
    """Yield the lines of a gzipped text file."""
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        yield from stream


@contextlib.contextmanager
def indexed(texts: Mapping[str, str]) -> Iterator[Library]:
    """Give the library of a temporary folder in which ``texts`` are files, indexed as always.

    Args:
        texts: File name → text.
    """
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "documents"
        folder.mkdir()
        for name, text in texts.items():
            (folder / name).write_text(text, encoding="utf-8")
        with Library(folder) as library:
            library.update()
            yield library
