from __future__ import annotations

import re
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.documents.text.normalise import (
    clean,
    match_text,
    match_text_only,
    text_sha256,
)

TRICKY = st.text(
    st.one_of(
        st.sampled_from("aAß-‐ \n\t\r\x00\x02\ufffe\u00ad\u200b\u202eﬁ½ﾊﾞ\u0301\ud800²İ.1é한\u2028"),
        st.characters(),
    ),
    max_size=60,
)


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("a\r\nb\rc\x0cd\u2028e", "a\nb\nc\nd\ne"),
        (
            "word\ufffebreak, line\x02\r\nend, soft\u00ad\nly, so\u00adft",
            "wordbreak, lineend, softly, soft",
        ),
        ("2020\ufffe2021 and end\x02", "2020-2021 and end-"),
        ("e\u0301\u00a0x\x07\ufeff", "é x"),
        ("x² ½ ﬁ", "x² ½ ﬁ"),
        ("a\ud800\udc00b", "ab"),
    ],
)
def test_clean_when_text_is_raw_then_shown_as_people_expect(raw, shown):
    assert clean(raw) == shown


@given(TRICKY)
def test_clean_when_anything_then_nfc_without_controls_and_stable(raw):
    text = clean(raw)
    assert text == unicodedata.normalize("NFC", text)
    assert not any(
        unicodedata.category(char) in ("Cc", "Cs") for char in text if char not in "\n\t"
    )
    assert clean(text) == text


def test_clean_when_hundred_thousands_of_combining_marks_then_thirty():
    assert len(clean("xe" + "\u0317" * 200_000 + "y")) == 33


@pytest.mark.parametrize(
    ("shown", "matched"),
    [
        ("  The  QUICK\n\nfox\t", "the quick fox"),
        ("Straße ﬁn x²", "strasse fin x2"),
        ("zero\u200bwidth \u202eand\u202c bidi", "zerowidth and bidi"),
        ("well-known, well-\nknown, wellknown", "wellknown, wellknown, wellknown"),
        ("1990-\n1995 2001–\n 2 a - b pre- and", "1990-1995 2001-2 a - b pre- and"),
        ("Nord-\nSüd, Mül\u2010\nler, MwSt.-\nNr, a -\nb", "nordsüd, müller, mwst.- nr, a - b"),
        ("İSTANBUL ISPARTA ısı", "istanbul isparta isi"),
        ("１２３ ＡＢＣ", "123 abc"),
        ("ﾊﾞ", "バ"),
    ],
)
def test_match_text_when_forms_differ_then_alike(shown, matched):
    assert match_text(shown).text == matched


@given(TRICKY)
def test_match_text_when_anything_then_every_letter_leads_back_to_its_source(raw):
    text = clean(raw)
    match = match_text(text)
    for at, char in enumerate(match.text):
        start, end = match.display_span(at, at + 1)
        assert 0 <= start < end <= len(text)
        folded = unicodedata.normalize("NFKC", text[start:end]).casefold()
        assert char in " i'\"-" or char in unicodedata.normalize("NFKC", folded)


@given(TRICKY, st.lists(st.integers(0, 60), max_size=6))
def test_match_text_when_any_spans_run_then_what_is_seen_of_the_rest_is_covered_in_order(raw, cuts):
    text = clean(raw)
    edges = sorted({min(cut, len(text)) for cut in cuts})
    running = list(zip(edges[::2], edges[1::2], strict=False))
    match = match_text(text, running)
    spans = [match.display_span(at, at + 1) for at in range(len(match.text))]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)
    covered = {at for span in spans for at in range(*span)}
    left_out = {at for span in running for at in range(*span)}
    kept = set(range(len(text))) - left_out
    if not any(text[at].strip() for at in kept):
        kept |= left_out
    for at in kept - covered:
        assert text[at].isspace() or text[at] in "-‐‑._·…" or not match_text(text[at]).text
    for start in range(0, len(spans), 7):
        whole = match.display_span(start, len(spans))
        assert whole == (spans[start][0], spans[-1][1])


@pytest.mark.parametrize(
    "unit",
    [
        "\u0301\u0323",
        "\u202e\u2066\u200b",
        "a\u202eb\u202c ",
        "a-\n",
        "a-\u200b \n",
        "\u200b ",
        "ﷺ",
        "1-\n",
    ],
)
def test_clean_and_match_when_hostile_then_quick(unit):
    began = time.process_time()
    match_text(clean("x" + unit * (200_000 // len(unit)) + "y"))
    assert time.process_time() - began < 5


def test_display_span_when_a_ligature_or_gap_is_inside_then_whole():
    text = "Oﬃce \n\n of-\nfice  x"
    match = match_text(text)
    assert match.text == "office office x"
    assert text[slice(*match.display_span(1, 3))] == "ﬃ"
    assert text[slice(*match.display_span(7, 13))] == "of-\nfice"
    assert text[slice(*match.display_span(6, 7))] == " \n\n "
    assert match.display_span(len(match.text), len(match.text)) == (len(text), len(text))


def test_match_text_when_lines_run_through_the_pages_then_left_out():
    bodies = ["One begins the sen-", "tence, two", "three", "four and the end"]
    text = "\n".join(f"Miller & Sons\n\n{body}\n1 / 4" for body in bodies)
    running = [found.span() for found in re.finditer("Miller & Sons|1 / 4", text)]
    match = match_text(text, running)
    assert match.text == "one begins the sentence, two three four and the end"
    at = match.text.index("three")
    assert text[slice(*match.display_span(at, at + 5))] == "three"


def test_match_text_when_all_lines_run_through_then_kept():
    assert match_text("same\nsame", [(0, 4), (5, 9)]).text == "same same"


def test_text_sha256_when_only_layout_differs_then_equal():
    assert text_sha256(match_text_only("One\ntwo")) == text_sha256(match_text_only("one  two\n"))
    assert text_sha256(match_text_only("One two 3")) != text_sha256(match_text_only("One two 4"))


def test_match_text_when_a_pdf_draws_list_marks_then_as_without_them():
    drawn = "Bring:\n• a passport\n\uf0b7 two photographs\n"
    assert match_text(drawn).text == match_text("Bring:\na passport\ntwo photographs").text
    assert match_text("■ yes □ no").text != match_text("□ yes ■ no").text
