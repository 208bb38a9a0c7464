"""Writes small sentence-transformers folders with random weights, without transformers."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file
from tokenizers import Tokenizer, models, pre_tokenizers, processors

DIM, HEADS, LAYERS, WIDE, POSITIONS = 32, 4, 2, 64, 40
MAX_TOKENS = 24
WORDS = ["lease", "rent", "flat", "tenant", "notice", "bank", "payment", "court", "judge"]
WORDS += ["the", "of", "a", "and", "is", "to", "in", "for", "one", "two", "three", "four"]


def write_tiny_model(  # the arguments are what differs between families
    folder: Path,
    *,
    family: str = "bert",
    pooling: str = "mean",
    prompts: dict[str, str] | None = None,
    prefix: str = "",
    max_tokens: int = MAX_TOKENS,
) -> Path:
    """Write a "bert", "roberta", "xlm-roberta" or "mpnet" into ``folder``; returns it."""
    folder.mkdir(parents=True, exist_ok=True)
    specials = ["[PAD]", "[CLS]", "[SEP]", "[UNK]"]
    vocabulary = [*specials, *WORDS]
    padding = 0
    positions = max(POSITIONS, max_tokens + 2)
    _tokenizer(vocabulary).save(str(folder / "tokenizer.json"))
    base = "sentence_transformers.models."
    _write(
        folder / "modules.json",
        [
            {"idx": 0, "name": "0", "path": "", "type": base + "Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": base + "Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": base + "Normalize"},
        ],
    )
    _write(
        folder / "config.json",
        {
            "model_type": family,
            "architectures": [
                {
                    "bert": "BertModel",
                    "roberta": "RobertaModel",
                    "xlm-roberta": "XLMRobertaModel",
                    "mpnet": "MPNetModel",
                }[family]
            ],
            "hidden_size": DIM,
            "num_hidden_layers": LAYERS,
            "num_attention_heads": HEADS,
            "intermediate_size": WIDE,
            "max_position_embeddings": positions,
            "vocab_size": len(vocabulary),
            "type_vocab_size": 1 if family != "bert" else 2,
            "layer_norm_eps": 1e-5,
            "hidden_act": "gelu",
            "pad_token_id": padding,
            "hidden_dropout_prob": 0.0,
            "attention_probs_dropout_prob": 0.0,
            "relative_attention_num_buckets": 32,
        },
    )
    _write(folder / "sentence_bert_config.json", {"max_seq_length": max_tokens})
    _write(folder / "config_sentence_transformers.json", {"prompts": prompts or {}})
    _write(
        folder / "tokenizer_config.json",
        {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "pad_token": "[PAD]",
            "cls_token": "[CLS]",
            "sep_token": "[SEP]",
            "unk_token": "[UNK]",
            "model_max_length": max_tokens,
        },
    )
    (folder / "1_Pooling").mkdir(exist_ok=True)
    (folder / "2_Normalize").mkdir(exist_ok=True)
    _write(
        folder / "1_Pooling" / "config.json",
        {
            "word_embedding_dimension": DIM,
            "pooling_mode_cls_token": pooling == "cls",
            "pooling_mode_mean_tokens": pooling == "mean",
        },
    )
    tensors = _mpnet_tensors(len(vocabulary)) if family == "mpnet" else None
    tensors = tensors or _bert_tensors(len(vocabulary), 1 if family != "bert" else 2, positions)
    save_file(
        {prefix + name: value for name, value in tensors.items()},
        folder / "model.safetensors",
        metadata={"format": "pt"},
    )
    return folder


def _tokenizer(vocabulary: list[str]) -> Tokenizer:
    numbers = {word: i for i, word in enumerate(vocabulary)}
    tokenizer = Tokenizer(models.WordLevel(numbers, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 1), ("[SEP]", 2)]
    )
    tokenizer.add_special_tokens(vocabulary[:4])
    return tokenizer


class _Random:
    def __init__(self) -> None:
        self._random = np.random.default_rng(5)
        self.tensors: dict[str, np.ndarray] = {}

    def matrix(self, name: str, *shape: int) -> None:
        self.tensors[name] = self._random.normal(0, 0.3, shape).astype(np.float32)

    def linear(self, name: str, out: int, into: int) -> None:
        self.matrix(f"{name}.weight", out, into)
        self.matrix(f"{name}.bias", out)

    def norm(self, name: str) -> None:
        self.tensors[f"{name}.weight"] = self._random.uniform(0.5, 1.5, DIM).astype(np.float32)
        self.matrix(f"{name}.bias", DIM)


def _bert_tensors(vocabulary: int, types: int, positions: int) -> dict[str, np.ndarray]:
    made = _Random()
    made.matrix("embeddings.word_embeddings.weight", vocabulary, DIM)
    made.matrix("embeddings.position_embeddings.weight", positions, DIM)
    made.matrix("embeddings.token_type_embeddings.weight", types, DIM)
    made.norm("embeddings.LayerNorm")
    for number in range(LAYERS):
        at = f"encoder.layer.{number}"
        for part in ("query", "key", "value"):
            made.linear(f"{at}.attention.self.{part}", DIM, DIM)
        made.linear(f"{at}.attention.output.dense", DIM, DIM)
        made.norm(f"{at}.attention.output.LayerNorm")
        made.linear(f"{at}.intermediate.dense", WIDE, DIM)
        made.linear(f"{at}.output.dense", DIM, WIDE)
        made.norm(f"{at}.output.LayerNorm")
    return made.tensors


def _mpnet_tensors(vocabulary: int) -> dict[str, np.ndarray]:
    made = _Random()
    made.matrix("embeddings.word_embeddings.weight", vocabulary, DIM)
    made.matrix("embeddings.position_embeddings.weight", POSITIONS, DIM)
    made.norm("embeddings.LayerNorm")
    made.matrix("encoder.relative_attention_bias.weight", 32, HEADS)
    for number in range(LAYERS):
        at = f"encoder.layer.{number}"
        for part in ("q", "k", "v", "o"):
            made.linear(f"{at}.attention.attn.{part}", DIM, DIM)
        made.norm(f"{at}.attention.LayerNorm")
        made.linear(f"{at}.intermediate.dense", WIDE, DIM)
        made.linear(f"{at}.output.dense", DIM, WIDE)
        made.norm(f"{at}.output.LayerNorm")
    return made.tensors


def _write(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value), "utf-8")
