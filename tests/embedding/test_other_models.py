"""Models of any kind give what sentence-transformers gives: packed ones, and those it runs."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import save_file

from desktop_app.embedding.catalogue import open_embedder
from desktop_app.embedding.embedder import FloatArray
from desktop_app.embedding.model_folder import read_model_folder
from tests.embedding.tiny_model import DIM, WORDS, write_tiny_model

_CHECKOUT = Path(__file__).parents[2]
# In one process, because sentence-transformers takes seconds to import.
_COMPARE = """
import json, pathlib, sys
import numpy as np, transformers
from sentence_transformers import SentenceTransformer
from desktop_app.embedding.engines import Engines
from desktop_app.embedding.model_folder import read_model_folder
from desktop_app.embedding.precision import Precision

jobs, texts = json.load(open("jobs"))
for name, folder, made in jobs:
    if made:
        config, model, options = made
        config = getattr(transformers, config)(**options)
        getattr(transformers, model)(config).save_pretrained(folder)
    theirs = SentenceTransformer(folder, device="cpu", local_files_only=True)
    ours = Engines(read_model_folder(pathlib.Path(folder)), 1, Precision.FP32)
    np.savez(
        f"{name}.npz",
        documents=theirs.encode_document(texts, normalize_embeddings=True),
        query=theirs.encode_query(texts[0], normalize_embeddings=True),
        our_documents=ours.documents(texts),
        our_query=ours.query(texts[0]),
    )
"""
_SIZES = {"vocab_size": 25, "max_position_embeddings": 40, "pad_token_id": 0}
_MODERN = {
    **_SIZES, "hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2,
    "num_attention_heads": 4, "cls_token_id": 1, "bos_token_id": 1, "sep_token_id": 2,
    "eos_token_id": 2,
}  # fmt: skip
_DISTIL = {**_SIZES, "dim": 32, "hidden_dim": 64, "n_layers": 2, "n_heads": 4}
_PROMPTS = {"query": "lease of ", "document": "the rent "}
# Made by transformers in place of what the folder held: config, model, options.
_MADE: dict[str, tuple[str, str, dict[str, int]]] = {
    "modernbert": ("ModernBertConfig", "ModernBertModel", _MODERN),
    "distilbert": ("DistilBertConfig", "DistilBertModel", _DISTIL),
}


def _pool(*modes: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        flags = {f"pooling_mode_{mode}": True for mode in modes}
        config = {"word_embedding_dimension": DIM, "pooling_mode_mean_tokens": False, **flags}
        (folder / "1_Pooling" / "config.json").write_text(json.dumps(config))

    return change


def _add_dense(folder: Path) -> None:
    modules = json.loads((folder / "modules.json").read_text())
    dense = {"idx": 2, "name": "2", "path": "2_Dense", "type": "sentence_transformers.models.Dense"}
    (folder / "modules.json").write_text(json.dumps([*modules[:2], dense]))
    (folder / "2_Dense").mkdir()
    config = {
        "in_features": DIM, "out_features": 12, "bias": True,
        "activation_function": "torch.nn.modules.activation.Tanh",
    }  # fmt: skip
    (folder / "2_Dense" / "config.json").write_text(json.dumps(config))
    random = np.random.default_rng(9)
    weights = {"linear.weight": (12, DIM), "linear.bias": (12,)}
    tensors = {k: random.normal(0, 0.3, shape).astype(np.float32) for k, shape in weights.items()}
    save_file(tensors, folder / "2_Dense" / "model.safetensors", metadata={"format": "pt"})


def _as_it_is(folder: Path) -> None:
    pass


# Name: what the folder is made with, what is changed in it, whether our own forward pass runs it.
_KINDS: dict[str, tuple[dict[str, Any], Callable[[Path], None], bool]] = {
    "roberta": ({"family": "roberta"}, _as_it_is, True),
    "prompts": ({"prompts": _PROMPTS}, _as_it_is, True),
    "mpnet": ({"family": "mpnet"}, _as_it_is, False),
    "mpnet-prompts": ({"family": "mpnet", "prompts": _PROMPTS}, _as_it_is, False),
    "modernbert": ({}, _as_it_is, False),
    "distilbert": ({}, _as_it_is, False),
    "max": ({}, _pool("max_tokens"), False),
    "last": ({}, _pool("lasttoken"), False),
    "two-poolings": ({}, _pool("cls_token", "mean_tokens"), False),
    "dense": ({}, _add_dense, False),
}


def _texts(count: int) -> list[str]:
    random = np.random.default_rng(3)
    made = [" ".join(random.choice(WORDS, random.integers(1, 20))) for _ in range(count)]
    return [*made, "", "the rent"]


def _lowest_cosine(rows: FloatArray, others: FloatArray) -> float:
    return float(np.min(np.sum(rows * others, axis=1)))


@pytest.mark.model
def test_models_of_all_kinds_when_embedded_then_what_sentence_transformers_gives(
    tmp_path: Path,
) -> None:
    for name, (made_with, change, _) in _KINDS.items():
        change(write_tiny_model(tmp_path / name, **made_with))
    # More than one batch of 4,096 tokens, padding included.
    jobs = [(name, name, _MADE.get(name)) for name in _KINDS]
    (tmp_path / "jobs").write_text(json.dumps([jobs, _texts(250)]))
    subprocess.run(
        [sys.executable, "-c", _COMPARE],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(_CHECKOUT)},
        check=True,
        capture_output=True,
    )
    for name, (_, _, packed) in _KINDS.items():
        assert (read_model_folder(tmp_path / name).shape is not None) is packed, name
        with np.load(tmp_path / f"{name}.npz", allow_pickle=False) as found:
            rows = found["our_documents"]
            assert _lowest_cosine(rows, found["documents"]) >= 0.99999, name
            assert _lowest_cosine(rows[:-1], rows[1:]) < 0.9999, name
            assert found["our_query"] @ found["query"] >= 0.99999, name


def test_child_when_the_model_is_no_bert_then_it_embeds_all_the_same_and_leaves_nothing(
    tiny_mpnet: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("TORCHINDUCTOR_CACHE_DIR", raising=False)
    for variable in ("TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(variable, str(tmp_path))
    with contextlib.closing(open_embedder(str(tiny_mpnet), threads=1)) as embedder:
        rows = embedder.embed_documents(_texts(5))
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)
    assert list(tmp_path.iterdir()) == []
