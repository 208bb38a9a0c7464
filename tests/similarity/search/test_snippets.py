from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from desktop_app.similarity.model import Highlight, Mark
from desktop_app.similarity.search.snippets import MAX_SNIPPET, make_snippet, sentences

TEXT = (
    "The parties met in Leeds. Either side may end\nthe agreement with three months of notice! "
    "Is it so? Yes.\n\nA heading\n\n" + "Nothing of interest happens here. " * 20
)


def test_sentences_when_text_has_marks_and_blank_lines_then_it_is_cut_there() -> None:
    found = [TEXT[a:b] for a, b in sentences(TEXT, 0, 108)]
    assert found == [
        "The parties met in Leeds.",
        "Either side may end\nthe agreement with three months of notice!",
        "Is it so?",
        "Yes.",
        "A h",
    ]


def test_sentences_when_one_is_endless_then_it_is_cut_between_words() -> None:
    parts = sentences("word " * 400, 0, 2000)
    assert all(b - a <= MAX_SNIPPET for a, b in parts)
    assert sum(b - a + 1 for a, b in parts) == 2000
    assert [b - a for a, b in sentences("x" * 700, 0, 700)] == [320, 320, 60]


def test_snippet_when_keywords_match_then_the_window_is_around_them_and_marks_them() -> None:
    text = "Nothing of interest happens here. " * 20 + TEXT
    snippet = make_snippet(text, 0, len(text), ["notic", "agreement"])
    marked = [snippet.text[h.start : h.end] for h in snippet.highlights]
    assert marked == ["agreement", "notice"]
    assert {h.mark for h in snippet.highlights} == {Mark.KEYWORD}
    assert snippet.text.startswith("… ")
    assert snippet.text.endswith(" …")
    assert "\n" not in snippet.text


def test_snippet_when_a_sentence_is_nearest_in_meaning_then_it_is_shown_and_marked() -> None:
    start = TEXT.index("Is it so?")
    span = (start, start + len("Is it so?"))
    snippet = make_snippet(TEXT, 0, len(TEXT), [], by_meaning=span)
    (mark,) = snippet.highlights
    assert mark.mark is Mark.MEANING
    assert snippet.text[mark.start : mark.end] == "Is it so?"


def test_snippet_when_the_script_has_no_spaces_then_neighbouring_pairs_are_one_mark() -> None:
    snippet = make_snippet("この契約書です", 0, 7, ["契約", "約書"])
    assert snippet.highlights == (Highlight(2, 5, Mark.KEYWORD),)


def test_snippet_when_the_passage_is_blank_then_it_is_empty() -> None:
    assert make_snippet("a  \n b", 1, 4, ["a"]).text == ""


@given(
    st.text(alphabet="ab .\n!“é契約\u00ad", max_size=900),
    st.lists(st.sampled_from(["ab", "b", "e", "契約"])),
)
def test_snippet_when_given_any_text_then_it_is_bounded_and_marks_lie_inside(
    text: str, terms: list[str]
) -> None:
    snippet = make_snippet(text, 0, len(text), terms)
    assert len(snippet.text) <= MAX_SNIPPET + 4
    assert all(0 <= h.start < h.end <= len(snippet.text) for h in snippet.highlights)


def test_snippet_when_the_passage_spans_pages_then_it_says_where_it_matched() -> None:
    text = "First slide\nabout trains\nSecond slide\nabout tardy wagons"
    snippet = make_snippet(text, 0, len(text), ["tardi", "wagon"])
    assert text[snippet.at :].startswith("tardy")
    assert make_snippet(text, 6, len(text), ["nothing"]).at == 6
