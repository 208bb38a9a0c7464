"""A folder of documents, and a model for it at a server on this computer."""

from __future__ import annotations

from pathlib import Path

from desktop_app import cloud
from desktop_app.library import Library
from desktop_app.settings import Settings
from tests.embedding.cloud.fake_provider import Answering, FakeProvider
from tests.support.toy_embedder import ToyEmbedder
from tests.support.toy_library import paragraph

DIM = 32
LEASE = "The tenant pays the rent on the first day of the month. "
KNEE = "Bend the knee slowly and hold it for ten seconds. "


def by_words(answering: Answering) -> None:
    """Answer with vectors that are near for texts that share words."""
    toy = ToyEmbedder(DIM)
    answering.reply([list(map(float, toy.embed_query(text))) for text in answering.asked.texts])


class CloudFolder:
    """A folder and the model at ``server``.

    Attributes:
        model: Its id.
        told: What indexing runs told.
    """

    def __init__(self, path: Path, server: FakeProvider) -> None:
        self.path, self.server = path, server
        server.always = by_words
        self.model = cloud.model_id("compatible", f"toy@{DIM}", f"{server.url}/v1")
        self.told: list[str] = []
        path.mkdir()
        self.write(lease=LEASE * 5, copy=LEASE * 5, knee=KNEE * 6, notes=paragraph(1))

    def write(self, **texts: str) -> None:
        """Write text files of these names."""
        for name, text in texts.items():
            (self.path / f"{name}.txt").write_text(text)

    def open(self) -> Library:
        return Library(self.path, settings=Settings(), tell=self.told.append)

    def agree(self) -> cloud.CloudOffer:
        """Say yes to the offer; returns it."""
        with self.open() as library:
            offered = cloud.offer(library.location, self.model)
            cloud.agree(library.location, offered)
            return offered
