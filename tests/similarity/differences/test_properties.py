"""What holds of any two texts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.documents.text.normalise import clean, match_text
from desktop_app.progress import Cancelled, CancelToken
from desktop_app.similarity.differences import (
    ComparedText,
    DifferenceKind,
    Differences,
    compare_texts,
    tokenised,
)
from tests.similarity.differences.support import compared, slice_of

_VOCABULARY = """the of may not Smith Jones 30 90 1,250.00 12.05.2024 EUR % -5 (500) don't re-sign
    c1ause clause rent. rent, Tenant; “so” 契約 ☐ é ﬁne A-B 5mg x"""
_WORDS = st.sampled_from(_VOCABULARY.split())
_TEXTS = st.lists(
    st.tuples(_WORDS, st.sampled_from([" ", " ", "\n", ". ", "\n\n"])), max_size=40
).map(lambda pieces: clean("".join(word + gap for word, gap in pieces)))
_CLEAR = """the of may not Smith Jones 30 90 1,250.00 EUR USD % 5mg Tenant 契 ☐ ☒ hereby thereby
    million. billion. strong weak"""
_CLEAR_WORDS = st.sampled_from(_CLEAR.split())
_CLEAR_TEXTS = st.lists(_CLEAR_WORDS, min_size=2, max_size=30).filter(
    lambda words: len(set(words)) > 1
)
_EDITS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 5), _WORDS), max_size=4)
_BLOCK = "Whatever was agreed on before this day is void from the day of signing onwards. "


def edited(text: str, edits: list[tuple[int, int, str]]) -> str:
    words = text.split(" ")
    for at, left_out, word in edits:
        words[at : at + left_out] = [word]
    return clean(" ".join(words))


def words_covered(text: ComparedText, found: Differences, *, is_a: bool) -> list[int]:
    """How many stretches each word lies in."""
    tokens = tokenised(text)
    stretches = [
        (match.a_start, match.a_end) if is_a else (match.b_start, match.b_end)
        for match in found.matches
    ]
    for one in found.differences:
        span = one.a if is_a else one.b
        if span and one.kind not in (DifferenceKind.PUNCTUATION, DifferenceKind.HEADER):
            stretches.append((span.start, span.end))
    places = list(zip(tokens.starts.tolist(), tokens.ends.tolist(), strict=True))
    return [
        sum(start <= first and last <= end for start, end in stretches) for first, last in places
    ]


def same(text: str) -> str:
    return "".join(match_text(text).text.split())


@given(_TEXTS, _EDITS, st.booleans())
def test_compare_when_edited_then_every_word_is_told_once_and_matches_are_equal(
    text: str, edits: list[tuple[int, int, str]], recognised: bool
) -> None:
    a, b = f"{_BLOCK}{text}", f"{edited(text, edits)} {_BLOCK}"
    first, second = (ComparedText(one, recognised=recognised) for one in (a, b))

    found = compared(first, second)

    assert set(words_covered(first, found, is_a=True)) <= {1}
    assert set(words_covered(second, found, is_a=False)) <= {1}
    for match in found.matches:
        assert same(a[match.a_start : match.a_end]) == same(b[match.b_start : match.b_end])
    for match, after in pairwise(found.matches):
        assert match.a_end <= after.a_start
        assert match.b_end <= after.b_start
    for one in found.differences:
        texts = slice_of(a, one.a), slice_of(b, one.b)
        assert any(texts)
        assert all(piece == piece.strip() for piece in texts)


@given(_TEXTS, _TEXTS)
def test_compare_when_texts_are_exchanged_then_the_answer_is_mirrored(a: str, b: str) -> None:
    assert compared(a, b).mirrored == compared(b, a)


@given(_TEXTS)
def test_compare_when_match_texts_are_equal_then_there_is_no_difference(text: str) -> None:
    found = compared(text, text.replace(" ", "  ").replace("\n", "\n "))

    assert found.differences == ()
    assert (found.share_a, found.share_b) == (1.0, 1.0)


@given(_CLEAR_TEXTS, st.data(), st.booleans())
def test_compare_when_a_word_is_replaced_then_both_texts_add(
    words: list[str], data: st.DataObject, recognised: bool
) -> None:
    at = data.draw(st.integers(0, len(words) - 1))
    other = data.draw(_CLEAR_WORDS.filter(lambda word: word != words[at]))
    replaced = [*words[:at], other, *words[at + 1 :]]

    found = compared(" ".join(words), " ".join(replaced), recognised=recognised)

    assert found.adds_a
    assert found.adds_b


@given(_CLEAR_TEXTS, st.data())
def test_compare_when_a_word_is_left_out_then_the_other_text_adds(
    words: list[str], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(words) - 1))

    assert compared(" ".join(words), " ".join([*words[:at], *words[at + 1 :]])).adds_a


@given(_CLEAR_TEXTS, st.data())
def test_compare_when_words_change_places_then_both_texts_add(
    words: list[str], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(words).filter(lambda order: order != words))

    found = compared(" ".join(words), " ".join(order))

    assert found.adds_a
    assert found.adds_b


@given(st.text(max_size=60), st.text(max_size=60))
def test_compare_when_texts_are_anything_then_it_answers(a: str, b: str) -> None:
    first, second = clean(a), clean(b)

    found = compared(first, second)

    assert found.mirrored == compared(second, first)
    assert 0.0 <= found.share_a <= 1.0


def test_compare_when_cancelled_then_it_stops() -> None:
    token = CancelToken()
    token.cancel()

    with pytest.raises(Cancelled):
        compare_texts(ComparedText("a"), ComparedText("b"), token=token)
