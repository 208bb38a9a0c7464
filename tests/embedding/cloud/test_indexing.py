"""A folder indexed with a cloud model: what is stored, sent and paid when things go wrong."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from desktop_app.embedding.cloud.cloud_embedder import CloudEmbedder
from desktop_app.embedding.cloud.paid import NAME
from desktop_app.embedding.cloud.providers import parse_model_id
from desktop_app.errors import ProviderAnswer
from desktop_app.index.batches import text_digest
from desktop_app.index.reader import IndexReader
from desktop_app.library import Library
from desktop_app.privacy.ledger import Ledger
from desktop_app.privacy.secret import Secret
from desktop_app.settings import Settings
from tests.embedding.cloud import fake_provider as fake
from tests.embedding.cloud.fake_provider import FakeProvider, Vector, unit_vectors

DIM, DOCUMENTS = 256, 60
MODEL = f"openai:text-embedding-3-small@{DIM}"


class Office:
    """A folder of documents that all differ, and a way to index it."""

    def __init__(self, server: FakeProvider, tokenizer: str, base: Path) -> None:
        self.server, self.tokenizer = server, tokenizer
        self.folder = base / "documents"
        self.folder.mkdir()
        for i in range(DOCUMENTS):
            text = "\n\n".join(f"Letter {i}, part {n}: " + f"word{i} " * 60 for n in range(8))
            (self.folder / f"letter {i}.txt").write_text(text)
        self.ledger = Ledger(base / "egress.jsonl")
        self.paid = base / NAME

    def update(self) -> None:
        with self._library() as library:
            library.update(MODEL)

    def _library(self) -> Library:
        settings = Settings(text_recognition=False)
        return Library(self.folder, open_embedder=self._open, settings=settings)

    def _open(self, model_id: str) -> CloudEmbedder:
        chosen = replace(parse_model_id(model_id), base_url=f"{self.server.url}/v1")
        return CloudEmbedder(
            chosen,
            self.tokenizer,
            key=lambda: Secret("sk-canary-0123456789abcdef"),
            ledger=self.ledger,
            paid=self.paid,
        )

    def check_stored(self) -> int:
        """Check that each stored vector is the one of its text; returns how many there are."""
        text_of = {text_digest(text): text for text in self.server.texts}
        with self._library() as library:
            location = library.location
        with closing(IndexReader(location)) as reader:
            count = 0
            for ids, block in reader.vector_blocks():
                texts = [text_of[digest] for digest in reader.digests_of(ids.tolist())]
                np.testing.assert_allclose(block, unit_vectors(texts, DIM), atol=2e-3)
                count += len(ids)
            return count


@pytest.fixture
def office(tokenizer: str, tmp_path: Path) -> Iterator[Office]:
    with FakeProvider(DIM) as server:
        yield Office(server, tokenizer, tmp_path)


def wrong(vectors: list[Vector]) -> list[Vector]:
    return [[float("nan")] * len(vector) for vector in vectors]


def test_index_when_the_provider_fails_midway_then_it_goes_on_and_nothing_is_paid_or_stored_twice(
    office: Office,
) -> None:
    office.server.script = [None, None]
    office.server.always = fake.changed(wrong)
    with pytest.raises(ProviderAnswer):
        office.update()
    good = [text for asked in office.server.asked[:2] for text in asked.texts]
    office.check_stored()
    before = len(office.server.asked)
    office.server.always = None
    office.update()
    again = [text for asked in office.server.asked[before:] for text in asked.texts]
    assert good
    assert not set(good) & set(again)
    assert len(again) == len(set(again))
    assert office.check_stored() == len(set(office.server.texts)) > 256
    entries, asked = office.ledger.entries(), office.server.asked
    assert [entry.bytes_sent for entry in entries] == [len(each.body) for each in asked]
    assert [entry.texts for entry in entries] == [len(each.texts) for each in asked]
    assert all(1 <= entry.documents <= entry.texts for entry in entries)
