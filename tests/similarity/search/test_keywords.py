from __future__ import annotations

import pytest

from desktop_app.errors import InvalidRequest
from desktop_app.similarity.search.keywords import (
    any_of,
    contains_phrases,
    parse_query,
    with_phrases,
    words_as_typed,
)


def test_parse_query_when_parts_are_quoted_then_they_are_phrases() -> None:
    parsed = parse_query('notices “Written  Notice” of the "tenant" lease')
    assert parsed.text == "notices Written Notice of the tenant lease"
    assert parsed.terms == ("notic", "written", "notic", "tenant", "leas")
    assert parsed.phrases == ("Written Notice", "tenant")


@pytest.mark.parametrize("query", ['rent of 12" pipe', 'a "half open quote', "it's ours"])
def test_parse_query_when_a_quotation_mark_is_alone_then_it_is_no_phrase(query: str) -> None:
    assert parse_query(query).phrases == ()


@pytest.mark.parametrize("query", ["", "  \n", '""', "?!"])
def test_parse_query_when_nothing_is_asked_then_it_says_so(query: str) -> None:
    with pytest.raises(InvalidRequest):
        parse_query(query)


def test_any_of_when_terms_repeat_then_they_count_again() -> None:
    assert any_of(["a", "b", "a"]) == '"a" OR "b" OR "a"'
    assert any_of(['x" OR "y']) == '"x"" OR ""y"'


@pytest.mark.parametrize(
    ("text", "phrase", "expected"),
    [
        ("Three months' WRITTEN\n   notice.", "written notice", True),
        ("typewritten notice", "written notice", False),
        ("written notices", "written notice", False),
        ("the ter-\n  mination date", "termination date", True),
        ("a well-\nknown fact", "well-known fact", True),
        ("the Résumé", "resume", True),
        ("本契約書第3条", "契約書", True),
        ("ter\u00admination", "termination", True),
        ("(a) § 12", "§ 12", True),
        ("§ 123", "§ 12", False),
    ],
)
def test_contains_phrases_when_layout_differs_then_only_whole_words_count(
    text: str, phrase: str, expected: bool
) -> None:
    assert contains_phrases(text, parse_query(f'"{phrase}"').phrases) is expected


def test_with_phrases_when_a_part_may_be_indexed_otherwise_then_it_is_left_out() -> None:
    assert with_phrases(["a well-known written notice", "条", "契約書"]) == (
        '"a" AND "written notic" AND "契約 約書"'
    )
    assert with_phrases(["条", "well-known"]) == ""


def test_words_as_typed_when_stop_words_are_in_the_query_then_they_are_left_out() -> None:
    assert words_as_typed("the Notices of a notice") == {"notic": "Notices"}
