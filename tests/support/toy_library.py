"""A folder of documents with its index, real readers and a toy model."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

from desktop_app.errors import InvalidRequest
from desktop_app.index import location as places
from desktop_app.index.job import IndexingResult
from desktop_app.index.location import IndexLocation
from desktop_app.index.reader import IndexReader
from desktop_app.library import Library
from desktop_app.settings import Settings
from tests.support.toy_embedder import ToyEmbedder

_SYLLABLES = [consonant + vowel for consonant in "bdklmnrs" for vowel in "aeo"]
_WORDS = [a + b + c for a in _SYLLABLES for b in _SYLLABLES for c in _SYLLABLES[::5]]


def paragraph(seed: int, sentences: int = 8) -> str:
    """Return a paragraph of about 16 tokens a sentence; the same for the same seed."""
    chosen = random.Random(seed)
    return " ".join(
        " ".join(chosen.choices(_WORDS, k=8)).capitalize() + "." for _ in range(sentences)
    )


class ToyLibrary:
    """Writes documents and indexes them.

    Args:
        path: The folder; made here.

    Attributes:
        embedders: Every embedder opened so far. There are the models "toy" (the default), and
            "other", whose vectors are shorter.
        next_embedder: Given out instead the next time a model is opened.
        settings: What the person chose.
    """

    def __init__(self, path: Path) -> None:
        path.mkdir(exist_ok=True)
        self.path = path
        self.embedders: list[ToyEmbedder] = []
        self.next_embedder: ToyEmbedder | None = None
        self.settings = Settings()

    def write(self, name: str, data: str | bytes) -> Path:
        """Write one file, its folders too."""
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(data.encode() if isinstance(data, str) else data)
        return file

    def open(self) -> Library:
        return Library(self.path, open_embedder=self._open_embedder, settings=self.settings)

    def update(self, model: str | None = None, **options: Any) -> IndexingResult:
        with self.open() as library:
            return library.update(model, **options)

    def found(self, query: str) -> list[str]:
        """Return the paths a search finds, best first, copies of a hit after it."""
        with self.open() as library:
            hits = library.search(query, 100).hits
        return [path for hit in hits for path in (hit.path, *hit.alike)]

    @property
    def location(self) -> IndexLocation:
        found = places.find(self.path)
        assert found is not None
        return found

    @property
    def reader(self) -> IndexReader:
        """A reader of the index; the caller closes it."""
        return IndexReader(self.location)

    @property
    def changes(self) -> int:
        """The index's counter of commits."""
        reader = self.reader
        try:
            return reader.changes
        finally:
            reader.close()

    def _open_embedder(self, model: str) -> ToyEmbedder:
        if model not in ("", "toy", "other"):
            raise InvalidRequest("There is no model of that name.")
        embedder = self.next_embedder or (
            ToyEmbedder(32, model_id="other") if model == "other" else ToyEmbedder()
        )
        self.next_embedder = None
        self.embedders.append(embedder)
        return embedder
