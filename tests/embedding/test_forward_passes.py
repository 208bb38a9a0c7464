"""Our own forward passes give what sentence-transformers gives."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from desktop_app.embedding.catalogue import DEFAULT, find
from desktop_app.embedding.embedder import FloatArray
from desktop_app.embedding.model_folder import ModelFolder, read_model_folder
from desktop_app.embedding.packed import PackedEncoder, batches_by_length
from desktop_app.embedding.precision import Precision, fastest, recipes
from desktop_app.embedding.query_encoder import QueryEncoder
from desktop_app.embedding.recipe import REFERENCE, Recipe
from desktop_app.embedding.tokens import TextTokenizer
from desktop_app.embedding.weights import load_encoder_weights
from desktop_app.errors import ModelProblem
from tests.embedding.tiny_model import WORDS, write_tiny_model

FAMILIES: list[dict[str, Any]] = [
    {"family": "bert"},
    {"family": "bert", "pooling": "cls"},
    {"family": "bert", "prefix": "bert."},
    {"family": "xlm-roberta"},
]


def _texts(count: int, longest: int) -> list[str]:
    random = np.random.default_rng(3)
    return [" ".join(random.choice(WORDS, random.integers(1, longest))) for _ in range(count)]


def _packed(folder: ModelFolder, recipe: Recipe = REFERENCE) -> PackedEncoder:
    assert folder.shape is not None
    return PackedEncoder(load_encoder_weights(folder.weights, folder.shape), folder.shape, recipe)


def _sentence_transformers(work: Path, jobs: Sequence[tuple[Path, list[str]]]) -> list[FloatArray]:
    # In one process of its own: it is slow to import and its imports warn.
    code = (
        "import json, sys, numpy, sentence_transformers as s\n"
        "for number, (folder, texts) in enumerate(json.load(open('jobs'))):\n"
        "    model = s.SentenceTransformer(folder, device='cpu', local_files_only=True)\n"
        "    numpy.save(f'{number}.npy', model.encode(texts, normalize_embeddings=True))\n"
    )
    (work / "jobs").write_text(json.dumps([(str(folder), texts) for folder, texts in jobs]))
    subprocess.run([sys.executable, "-c", code], cwd=work, check=True, capture_output=True)
    return [np.load(work / f"{number}.npy", allow_pickle=False) for number in range(len(jobs))]


def _lowest_cosine(rows: FloatArray, others: FloatArray) -> float:
    return float(np.min(np.sum(rows * others, axis=1)))


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: "-".join(family.values()))
def test_numpy_and_torch_when_same_weights_then_same_vectors(
    tmp_path: Path, family: dict[str, Any]
) -> None:
    folder = read_model_folder(write_tiny_model(tmp_path, **family))
    sequences = TextTokenizer(folder).documents(_texts(40, 20))
    rows = QueryEncoder(folder).encode(sequences)
    assert _lowest_cosine(rows, _packed(folder).encode(sequences)) > 0.999999
    assert _lowest_cosine(rows[:-1], rows[1:]) < 0.999


@pytest.mark.model
def test_forward_passes_when_compared_with_sentence_transformers_then_same_vectors(
    tmp_path: Path,
) -> None:
    tiny = [
        read_model_folder(write_tiny_model(tmp_path / f"model{number}", **family))
        for number, family in enumerate(FAMILIES)
    ]
    folders = [*tiny, find(DEFAULT)]
    texts = [*_texts(10, 20), "How do I end the lease of my flat?", "x", "Kündigungsfrist, 3 %"]
    references = _sentence_transformers(tmp_path, [(folder.path, texts) for folder in folders])
    for folder, expected in zip(folders, references, strict=True):
        sequences = TextTokenizer(folder).documents(texts)
        assert _lowest_cosine(QueryEncoder(folder).encode(sequences), expected) >= 0.99999
        assert _lowest_cosine(_packed(folder).encode(sequences), expected) >= 0.99999


@pytest.mark.model
def test_recipes_when_tried_on_the_shipped_model_then_vectors_agree() -> None:
    folder = find(DEFAULT)
    sequences = TextTokenizer(folder).documents([*_texts(6, 150), "x", "Kündigungsfrist, 3 %"])
    expected = _packed(folder).encode(sequences)
    for recipe in recipes(Precision.AUTO):
        lowest = 0.9998 if recipe.format.half else 0.999999
        assert _lowest_cosine(_packed(folder, recipe).encode(sequences), expected) >= lowest


def test_packed_when_budget_is_small_then_order_and_values_stay(tiny_bert: Path) -> None:
    folder = read_model_folder(tiny_bert)
    sequences = TextTokenizer(folder).documents(_texts(30, 20))
    encoder = _packed(folder)
    whole, pieces = encoder.encode(sequences, 4096), encoder.encode(sequences, 8)
    assert _lowest_cosine(whole, pieces) > 0.999999


def test_batches_when_made_then_within_budget_and_complete() -> None:
    lengths = [3, 9, 5, 1, 7, 2, 8]
    batches = batches_by_length([[0] * length for length in lengths], 10)
    assert sorted(i for batch in batches for i in batch) == list(range(len(lengths)))
    assert all(sum(lengths[i] for i in batch) <= 10 for batch in batches)


def test_fastest_when_a_recipe_gives_other_vectors_then_it_is_not_chosen(
    tiny_bert: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = read_model_folder(tiny_bert)
    wrong = Recipe(prepacked=True)
    monkeypatch.setattr("desktop_app.embedding.precision.recipes", lambda *_: (REFERENCE, wrong))

    def build(recipe: Recipe) -> PackedEncoder:
        encoder = _packed(folder)
        encoder.recipe = recipe
        if recipe == wrong:
            encoder.encode = lambda sequences, token_budget=0: np.flip(  # type: ignore[method-assign]
                PackedEncoder.encode(encoder, sequences), axis=1
            )
        return encoder

    assert fastest(build).recipe == REFERENCE


def test_weights_when_file_is_cut_short_then_model_problem(tmp_path: Path) -> None:
    folder = read_model_folder(write_tiny_model(tmp_path))
    whole = folder.weights.read_bytes()
    for size in (0, 4, 200, len(whole) - 1):
        folder.weights.write_bytes(whole[:size])
        with pytest.raises(ModelProblem):
            QueryEncoder(folder)
