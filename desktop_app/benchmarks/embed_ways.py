"""The ways to make vectors that are compared, and the texts they get."""

from __future__ import annotations

import ast
import random
import sysconfig
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

from desktop_app.embedding.embedder import FloatArray
from desktop_app.embedding.int8 import pays_here
from desktop_app.embedding.model_folder import ModelFolder
from desktop_app.embedding.packed import PackedEncoder
from desktop_app.embedding.precision import Precision, recipes
from desktop_app.embedding.recipe import Recipe
from desktop_app.embedding.tokens import TextTokenizer
from desktop_app.embedding.weights import load_encoder_weights

PLAIN = "sentence-transformers"
ONE_BY_ONE = "  one text after the other"
_PASSAGE_WORDS, _FEWEST_WORDS = 120, 12

Way = Callable[[list[str]], FloatArray]
Builder = Callable[[], Way]


def recipes_to_show() -> list[Recipe]:
    """Return what could be chosen here, and int8, which only a person can choose, if it pays."""
    asked = (Precision.AUTO, Precision.INT8) if pays_here() else (Precision.AUTO,)
    return list(dict.fromkeys(recipe for precision in asked for recipe in recipes(precision)))


def builders(folder: ModelFolder) -> dict[str, Builder]:
    """Return what loads each way, by its name in the tables."""
    found: dict[str, Builder] = {
        PLAIN: lambda: _plain(folder),
        ONE_BY_ONE: lambda: _one_by_one(folder),
    }
    for recipe in recipes_to_show():
        found[name_of(recipe)] = lambda recipe=recipe: _ours(folder, recipe)  # type: ignore[misc]
    return found


def name_of(recipe: Recipe) -> str:
    return f"ours {recipe}"


def passages(tokenizer: TextTokenizer, max_tokens: int) -> list[str]:
    """Return different passages of at most ``max_tokens`` tokens, in an order that repeats."""
    found = list(dict.fromkeys(_documentation()))
    random.Random(1).shuffle(found)
    # Four characters a token at the least is usual; what is denser is left out, not cut.
    likely = [text for text in found if len(text) <= 4 * max_tokens]
    return [text for text in likely[:2000] if len(tokenizer.query(text)) == 1]


def numbered(count: int) -> list[str]:
    """Return short texts that differ in their numbers."""
    return [f"Document number {i} about topic {i % 100}" for i in range(count)]


def _plain(folder: ModelFolder) -> Way:
    from sentence_transformers import SentenceTransformer

    model = SentenceTransformer(str(folder.path), device="cpu", local_files_only=True)
    return lambda texts: np.asarray(model.encode(texts))


def _one_by_one(folder: ModelFolder) -> Way:
    plain = _plain(folder)
    return lambda texts: np.concatenate([plain([text]) for text in texts])


def _ours(folder: ModelFolder, recipe: Recipe) -> Way:
    assert folder.shape is not None
    tokenizer = TextTokenizer(folder)
    weights = load_encoder_weights(folder.weights, folder.shape)
    encoder = PackedEncoder(weights, folder.shape, recipe)
    return lambda texts: encoder.encode(tokenizer.documents(texts))


def _documentation() -> Iterator[str]:
    for path in sorted(Path(sysconfig.get_path("stdlib")).glob("*.py")):
        tree = ast.parse(path.read_bytes())
        for node in ast.walk(tree):
            if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
                continue
            words = (ast.get_docstring(node) or "").split()
            for start in range(0, len(words), _PASSAGE_WORDS):
                passage = words[start : start + _PASSAGE_WORDS]
                if len(passage) >= _FEWEST_WORDS:
                    yield " ".join(passage)
