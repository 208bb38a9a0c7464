from __future__ import annotations

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.documents.text.words import MAX_TOKEN, keyword_tokens, query_terms, spans


def test_tokens_when_case_accents_and_endings_differ_then_they_are_the_same() -> None:
    assert keyword_tokens("Résumés") == keyword_tokens("resume")
    assert keyword_tokens(unicodedata.normalize("NFD", "Résumé")) == keyword_tokens("résumé")
    assert keyword_tokens("notices NOTICED noticing") == ["notic"] * 3


def test_tokens_when_the_text_has_numbers_and_ligatures_then_they_are_kept() -> None:
    assert keyword_tokens("§ 12(3): 1,450.00 ﬁnal ＡＢＣ foo_bar") == [
        "12", "3", "1", "450", "00", "final", "abc", "foo", "bar",
    ]  # fmt: skip


def test_tokens_when_a_word_has_a_soft_hyphen_then_it_is_one_word() -> None:
    assert keyword_tokens("ter\u00admi\u00adnation") == keyword_tokens("termination")


def test_tokens_when_a_word_goes_on_in_the_next_line_then_it_is_one_word() -> None:
    assert keyword_tokens("the ter-\n  mination") == keyword_tokens("the termination")
    assert keyword_tokens("Anglo-\nSaxon 12-\n14 a - b") == ["anglo", "saxon", "12", "14", "a", "b"]
    assert list(spans("ter-\nmination")) == [("termin", 0, 13)]


def test_tokens_when_the_script_has_no_spaces_then_they_are_pairs() -> None:
    assert keyword_tokens("契約書") == ["契約", "約書"]
    assert keyword_tokens("法") == ["法"]
    assert keyword_tokens("第3条") == ["第", "3", "条"]
    assert keyword_tokens("เงื่อนไข")[0] == "เง"


def test_tokens_when_indic_words_carry_vowel_signs_then_they_stay_whole() -> None:
    assert keyword_tokens("हिन्दी में") == ["हिन्दी", "में"]


def test_tokens_when_a_run_is_very_long_then_it_is_cut() -> None:
    assert keyword_tokens("x" * 1_000_000) == ["x" * MAX_TOKEN]


def test_query_terms_when_words_repeat_then_repeats_stay_and_stop_words_go() -> None:
    assert query_terms("What is the lease of a lease?") == ["leas", "leas"]


def test_query_terms_when_there_are_only_stop_words_then_they_stay() -> None:
    assert query_terms("to be or not to be") == ["to", "be", "or", "not", "to", "be"]


def test_spans_when_highlighting_then_each_points_at_its_word() -> None:
    text = "The Tenants’ “Résumé”: 契約書 ok"
    assert [(token, text[start:end]) for token, start, end in spans(text)] == [
        ("the", "The"), ("tenant", "Tenants"), ("resum", "Résumé"),
        ("契約", "契約"), ("約書", "約書"), ("ok", "ok"),
    ]  # fmt: skip


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=80))
def test_spans_when_given_any_text_then_they_agree_with_the_tokens(text: str) -> None:
    found = list(spans(text))
    assert [token for token, _, _ in found] == keyword_tokens(text)
    assert all(0 <= start < end <= len(text) for _, start, end in found)


@pytest.mark.parametrize(
    "sample", ["The quarterly report of 2024 notes rising costs. ", "Über größe "]
)
def test_tokens_when_the_text_is_long_then_it_takes_linear_time(sample: str) -> None:
    text = sample * (2_000_000 // len(sample))
    keyword_tokens(sample)
    started = time.process_time()
    keyword_tokens(text)
    assert time.process_time() - started < 4.0  # goal 0.4 s; wide, for a busy machine
