"""Nothing is cut off in silence: passages, titles and prompts fit the model, whatever its limit."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, trainers
from tokenizers.processors import TemplateProcessing

from desktop_app.documents.text.passages import embedding_text, short_title, split
from desktop_app.embedding.catalogue import info_of
from desktop_app.embedding.model_folder import read_model_folder
from desktop_app.embedding.tokens import TextTokenizer
from desktop_app.errors import InvalidRequest, ModelProblem
from desktop_app.index.generations import PASSAGE_TOKENS, passage_setting
from tests.embedding.tiny_model import write_tiny_model

_SPECIALS = ["<s>", "</s>", "<unk>"]
_SAMPLE = """
lease tenant Überweisungsauftrag notice payment 2024-07-31 §14(3) judgement l'hôpital of and to
Donaudampfschifffahrtsgesellschaft договор аренды оплата 株式会社 賃貸借契約 العقد the in is
https://example.org/a/b?c=d 1,150.00 AT611904300234573201
"""
_WORDS = _SAMPLE.split()


def _text(seed: int, words: int) -> str:
    chosen = random.Random(seed)
    parts = []
    for _ in range(words):
        parts.append(chosen.choice(_WORDS))
        parts.append(chosen.choice([" ", " ", " ", " ", ", ", ". ", "\n", "\n\n", ""]))
    return "".join(parts)


def _tokenizer(family: str) -> Tokenizer:
    """A small tokenizer of a family, so that words take many tokens."""
    if family == "word pieces":
        tokenizer = Tokenizer(models.WordPiece(unk_token="<unk>"))
        tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
        tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
        trainer = trainers.WordPieceTrainer(vocab_size=250, special_tokens=_SPECIALS)
    elif family == "unigram":
        tokenizer = Tokenizer(models.Unigram())
        tokenizer.normalizer = normalizers.NFKC()
        tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
            [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()]
        )
        trainer = trainers.UnigramTrainer(
            vocab_size=200, special_tokens=_SPECIALS, unk_token="<unk>", show_progress=False
        )
    else:
        tokenizer = Tokenizer(models.BPE(unk_token="<unk>"))
        tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
        tokenizer.decoder = decoders.ByteLevel()
        trainer = trainers.BpeTrainer(
            vocab_size=400,
            special_tokens=_SPECIALS,
            initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
            show_progress=False,
        )
    tokenizer.train_from_iterator([_text(seed, 60) for seed in range(8)], trainer)
    tokenizer.post_processor = TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", 0), ("</s>", 1)]
    )
    # As such files come: with a limit that would cut texts in silence.
    tokenizer.enable_truncation(128)
    tokenizer.enable_padding(length=128)
    return tokenizer


def _model(folder: Path, limit: int, prompts: dict[str, str] | None = None) -> Path:
    write_tiny_model(folder, prompts=prompts)
    config = json.loads((folder / "config.json").read_text("utf-8"))
    positions = {**config, "max_position_embeddings": 600}
    (folder / "config.json").write_text(json.dumps(positions), "utf-8")
    (folder / "sentence_bert_config.json").write_text(json.dumps({"max_seq_length": limit}))
    return folder


@pytest.mark.parametrize("family", ["word pieces", "unigram", "bytes"])
@pytest.mark.parametrize("limit", [100, 128, 256, 512])
@pytest.mark.parametrize("prompt", ["", "passage: "])
def test_passages_when_the_model_has_a_limit_then_all_fit_and_no_character_is_lost(
    tmp_path: Path, family: str, limit: int, prompt: str
) -> None:
    folder = _model(tmp_path, limit, {"passage": prompt} if prompt else None)
    _tokenizer(family).save(str(folder / "tokenizer.json"))
    info = info_of(str(folder))
    setting = passage_setting(info)
    tokens = TextTokenizer(read_model_folder(folder))
    for seed in range(6):
        text, title = _text(100 + seed, 300), _text(200 + seed, 60)
        passages = split(text, [0], setting)
        title = short_title(title, setting)
        sequences = tokens.documents(
            [embedding_text(title, text[p.start : p.end]) for p in passages]
        )
        assert max(map(len, sequences)) <= limit
        covered = {at for p in passages for at in range(p.start, p.end)}
        assert all(at in covered for at, sign in enumerate(text) if not sign.isspace())


@pytest.mark.parametrize(
    ("limit", "tokens"), [(88, 32), (128, 72), (256, PASSAGE_TOKENS), (512, PASSAGE_TOKENS)]
)
def test_passages_when_the_limit_is_near_then_shorter(
    tmp_path: Path, limit: int, tokens: int
) -> None:
    assert passage_setting(info_of(str(_model(tmp_path, limit)))).tokens == tokens


def test_model_when_it_reads_too_little_at_a_time_then_told_before_indexing(
    tmp_path: Path,
) -> None:
    with pytest.raises(ModelProblem, match="64 tokens") as caught:
        passage_setting(info_of(str(_model(tmp_path, 64))))
    assert caught.value.remedy


def test_text_when_too_long_all_the_same_then_told_and_not_cut(tmp_path: Path) -> None:
    tokens = TextTokenizer(read_model_folder(_model(tmp_path, 128)))
    assert len(tokens.documents(["rent " * 126])[0]) == 128
    with pytest.raises(InvalidRequest, match="129 tokens"):
        tokens.documents(["rent", "rent " * 127])
