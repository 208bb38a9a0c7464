"""What every adapter of the Embedder port, and every double of it, must do."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from desktop_app.embedding.catalogue import open_embedder
from desktop_app.embedding.embedder import Embedder
from desktop_app.embedding.precision import Precision
from desktop_app.errors import Cancelled, InvalidRequest
from desktop_app.progress import CancelToken
from tests.support.toy_embedder import ToyEmbedder

TEXTS = [
    "the tenant of the flat",
    "notice of the court to the bank for payment of rent",
    "judge",
    "",
    "the tenant of the flat",
]


class EmbedderContract:
    """Subclasses give an ``embedder`` fixture."""

    @pytest.fixture(scope="class")
    @classmethod
    def embedder(cls) -> Iterator[Embedder]:
        raise NotImplementedError

    def test_documents_when_embedded_then_rows_are_unit_float32(self, embedder: Embedder) -> None:
        rows = embedder.embed_documents(TEXTS)
        assert rows.shape == (len(TEXTS), embedder.info.dim)
        assert rows.dtype == np.float32
        assert rows.flags.c_contiguous
        np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-3)

    def test_documents_when_together_or_alone_then_rows_agree(self, embedder: Embedder) -> None:
        together = embedder.embed_documents(TEXTS)
        alone = np.concatenate([embedder.embed_documents([text]) for text in TEXTS])
        assert np.min(np.sum(together * alone, axis=1)) > 0.9998

    def test_documents_when_equal_then_rows_are_equal(self, embedder: Embedder) -> None:
        rows = embedder.embed_documents(TEXTS)
        np.testing.assert_allclose(rows[0], rows[-1], atol=1e-6)
        assert rows[0] @ rows[1] < 0.9999

    def test_documents_when_there_are_none_then_no_row(self, embedder: Embedder) -> None:
        assert embedder.embed_documents([]).shape == (0, embedder.info.dim)

    def test_query_when_same_text_as_document_then_same_vector(self, embedder: Embedder) -> None:
        query = embedder.embed_query(TEXTS[1])
        assert query.shape == (embedder.info.dim,)
        assert query.dtype == np.float32
        assert query @ embedder.embed_documents(TEXTS[1:2])[0] > 0.9998

    def test_documents_when_one_is_too_long_then_refused(self, embedder: Embedder) -> None:
        with pytest.raises(InvalidRequest):
            embedder.embed_documents(["judge", "judge " * (embedder.info.max_tokens + 1)])

    def test_query_when_too_long_then_every_part_counts(self, embedder: Embedder) -> None:
        start = "judge " * embedder.info.max_tokens
        vector = embedder.embed_query(start + "rent " * embedder.info.max_tokens)
        assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-3)
        assert vector @ embedder.embed_query(start) < 0.9999

    def test_documents_when_cancelled_before_then_raises(self, embedder: Embedder) -> None:
        token = CancelToken()
        token.cancel()
        with pytest.raises(Cancelled):
            embedder.embed_documents(TEXTS, token)

    def test_documents_when_text_has_lone_surrogates_then_embedded(
        self, embedder: Embedder
    ) -> None:
        assert np.isfinite(embedder.embed_documents(["name \udce9\udcff"])).all()


class TestToy(EmbedderContract):
    @pytest.fixture(scope="class")
    @classmethod
    def embedder(cls) -> Embedder:
        return ToyEmbedder()


class TestNumpy(EmbedderContract):
    @pytest.fixture(scope="class")
    @classmethod
    def embedder(cls, tiny_bert: Path) -> Iterator[Embedder]:
        local = open_embedder(str(tiny_bert))
        yield local
        local.close()


class TestPacked(EmbedderContract):
    @pytest.fixture(scope="class")
    @classmethod
    def embedder(cls, tiny_bert: Path) -> Iterator[Embedder]:
        local = open_embedder(str(tiny_bert), precision=Precision.FP32, threads=1)
        yield local
        local.close()


@pytest.mark.model  # not the shipped model, but sentence-transformers, which takes long to import
class TestSentenceTransformers(EmbedderContract):
    @pytest.fixture(scope="class")
    @classmethod
    def embedder(cls, tiny_mpnet: Path) -> Iterator[Embedder]:
        local = open_embedder(str(tiny_mpnet), threads=1)
        yield local
        local.close()


@pytest.mark.model
class TestShippedModel(EmbedderContract):
    @pytest.fixture(scope="class")
    @classmethod
    def embedder(cls) -> Iterator[Embedder]:
        local = open_embedder()
        yield local
        local.close()
