"""The model's process does not grow with what it has embedded."""

from __future__ import annotations

import contextlib
import random

import psutil
import pytest

from desktop_app.embedding.catalogue import DEFAULT, open_embedder
from desktop_app.embedding.precision import Precision


@pytest.mark.model
def test_embed_documents_when_hardly_a_length_comes_twice_then_memory_stays() -> None:
    chosen = random.Random(1)
    with contextlib.closing(
        open_embedder(DEFAULT, threads=1, precision=Precision.FP32)
    ) as embedder:

        def embed(requests: int) -> int:
            for _ in range(requests):
                embedder.embed_documents(["rent " * chosen.randint(5, 100) for _ in range(4)])
            [child] = psutil.Process().children()
            return int(child.memory_info().rss)

        before = embed(80)
        assert embed(80) - before < 60_000_000
