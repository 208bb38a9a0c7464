from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.readers.markup import rtf
from desktop_app.documents.sources.source import Extracted, Source
from tests.support import make_markup


def read(body: str, **how: str) -> Extracted:
    return rtf.read(Source(make_markup.rtf(body, **how), "a.rtf"))


def text(body: str, **how: str) -> str:
    (page,) = read(body, **how).pages
    return page


def test_text_when_paragraphs_lines_and_tabs_then_laid_out():
    body = r"One{\b  bold}\par\pard Two\line three\tab four\par\par Five"
    assert text(body) == "One bold\n\nTwo\nthree\tfour\n\nFive"


def test_text_when_table_then_cells_by_tabs_and_rows_by_lines():
    rows = r"\trowd\intbl A\par A2\cell\cell C\cell\row\trowd\intbl D\cell E\cell\cell\row"
    assert text(rf"Before\par {rows}\pard After") == "Before\n\nA A2\t\tC\nD\tE\n\nAfter"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"caf\'e9 \f1\'cc\'e8\'f0", "café Мир"),
        (r"{\f1\'cc}\'e9", "Мé"),
        (r"\u1052?\u1080\'3f\u1088 ?", "Мир"),
        (r"\uc2\u26085\'93\'fa!", "日!"),
        (r"\uc0\u1052\u1080", "Ми"),
        (r"\u-10179?\u-8704?", "😀"),
        (r"\u-3913?", "·"),
        (r"\u8220\ldblquote hi\rdblquote", "“hi”"),
        (r"a\~b\_c\-d\emdash e", "a\u00a0b-cd\u2014e"),
        (r"\{x\}\\", r"{x}" + "\\"),
    ],
)
def test_text_when_characters_are_escaped_then_resolved(body, expected):
    assert text(body) == expected


def test_text_when_double_byte_code_page_then_pairs_across_tokens():
    head = r"\ansi\ansicpg932"
    assert text(r"\'93\'fa\'96\'7b\'83\\", head=head, fonts="") == "日本ソ"


def test_text_when_utf8_code_page_then_decoded():
    assert text(r"Stra\'c3\'9fe", head=r"\ansi\ansicpg65001", fonts="") == "Straße"


def test_text_when_destinations_hold_no_text_then_left_out():
    body = (
        r"{\stylesheet{\s1 Heading;}}{\colortbl;\red0;}{\*\generator Word;}{\*\unknown {a{b}} c}"
        r"{\pict\pngblip 89504e47}{\*\shppict{\pict 00}}{\bin5 {{{{{}{\object{\*\objdata 00ff}"
        r"{\result shown}}{\xe entry} kept"
    )
    assert text(body) == "shown kept"


def test_text_when_binary_is_longer_than_the_file_then_what_follows_is_text():
    found = read(r"before\bin99999999 after")
    assert (found.pages, found.reason) == (("beforeafter",), None)


def test_text_when_deleted_revision_then_left_out():
    assert text(r"kept{\deleted gone} \deleted gone\deleted0 here") == "kept here"


def test_read_when_notes_and_comments_then_at_the_end_of_their_page():
    body = (
        r"One{\super\chftn{\footnote\pard\plain\chftn  A note.}}"
        r"{\*\atnid X}{\*\atnauthor Y}{\*\annotation{\*\atndate 1}A comment.} goes on.\par\page Two"
    )
    assert read(body).pages == (
        "One\u200b¹ goes on.\n\n¹ A note.\n\nA comment.",
        "Two",
    )


def test_text_when_endnotes_then_without_marks_and_footnotes_count_on():
    note = r"{\super\chftn{\footnote%s\pard\plain\chftn  %s}}"
    found = text("a" + note % (r"\ftnalt", "end") + "b" + note % ("", "foot"))
    assert found == "ab\u200b¹\n\nend\n\n¹ foot"


@pytest.mark.parametrize(
    ("filled", "shown"),
    [
        (r"\fftype1\ffres1", "☒ Yes"),
        (r"\fftype1\ffres25\ffdefres1", "☒ Yes"),
        (r"\fftype1\ffres0", "☐ Yes"),
        ("", " Yes"),
    ],
)
def test_text_when_a_form_has_a_box_then_whether_it_is_ticked(filled, shown):
    field = r"{\field{\*\fldinst FORMCHECKBOX {\*\formfield{%s{\*\ffname A}}}}{\fldrslt}}"
    assert text(field % filled + " Yes") == shown


def test_text_when_lists_have_labels_then_dots_of_symbol_fonts_are_dots():
    labels = (r"\'b7", r"\u61607\'3f", "o", r"\u8211\'96", "1.")
    body = "".join(rf"{{\listtext\pard\plain  {label}\tab}}item\par " for label in labels)
    assert text(body).split("\n\n") == ["•\titem", "•\titem", "o\titem", "–\titem", "1.\titem"]


def test_read_when_headers_then_running_and_without_page_numbers():
    field = r"{\field{\*\fldinst PAGE \\* ARABIC}{\fldrslt 7}}"
    body = rf"{{\header Firm \par}}{{\headerf Firm\par}}{{\footer Page {field}\par}}Body"
    found = read(body)
    assert (found.headers, found.pages) == (("Firm ", "Firm"), ("Body",))
    assert found.running == ("Page ",)


def test_read_when_title_in_properties_then_title_and_no_text():
    found = read(r"{\info{\title L\'e4rm \u8211?}{\author Somebody}}Body")
    assert (found.title, found.pages) == ("Lärm –", ("Body",))


def test_text_when_text_box_then_after_its_paragraph_once():
    shape = (
        r"{\shp{\*\shpinst{\sp{\sn pib}{\sv {\pict 00}}}{\sp{\sn gtextUNICODE}{\sv DRAFT}}"
        r"{\shptxt In the box\par}}{\shprslt{\*\do{\dptxbxtext In the box\par}}}}"
    )
    assert text(rf"Para{shape}graph\par Next") == "Paragraph\n\nDRAFT\n\nIn the box\n\nNext"


def test_text_when_fields_then_results_and_choices():
    link = r'{\field{\*\fldinst HYPERLINK "http://a.example"}{\fldrslt a link}}'
    choice = (
        r"{\field{\*\fldinst FORMDROPDOWN{\*\formfield{\fftype2\ffres1{\*\ffname d}"
        r"{\*\ffl Apples}{\*\ffl Pears}}}}{\fldrslt}}"
    )
    assert text(rf"See {link}, {choice}.") == "See a link, Pears."


def test_text_when_unicode_copy_then_not_twice():
    assert text(r"{\upr{ASCII}{\*\ud{\u1052?}}}") == "М"


def test_text_when_list_numbers_then_kept():
    assert (
        text(r"{\listtext 1.\tab}First\par{\pntext\f0 2.\tab}Second") == "1.\tFirst\n\n2.\tSecond"
    )


def test_text_when_html_inside_then_the_html():
    body = (
        r"{\*\htmltag19 <html>}{\*\htmltag64 <p>}\htmlrtf {\htmlrtf0 Fish &\'e9 chips"
        r"\htmlrtf }\par gone\htmlrtf0 {\*\htmltag72 </p>}{\*\htmltag64 <p>}Two{\*\mhtmltag84 <x>}"
        r"{\*\htmltag72 </p>}"
    )
    assert text(body, head=r"\ansi\ansicpg1252\fromhtml1") == "Fish &é chips\n\nTwo"


def test_read_when_end_is_missing_then_partly():
    found = rtf.read(Source(make_markup.rtf(r"What is there\par")[:-1], "a.rtf"))
    assert (found.pages, found.reason) == (("What is there",), Reason.DAMAGED)


def test_read_when_nothing_but_a_cut_table_of_fonts_then_damaged():
    with pytest.raises(ReadFailure) as caught:
        rtf.read(Source(rb"{\rtf1{\fonttbl{\f0 Aria", "a.rtf"))
    assert caught.value.reason is Reason.DAMAGED


def test_read_when_text_is_endless_then_its_beginning(monkeypatch):
    monkeypatch.setattr(rtf, "MAX_TEXT_CHARS", 10)
    found = read(r"12345{\b 67890}more")
    assert (found.pages, found.reason) == (("1234567890",), Reason.TOO_LARGE)


def test_to_text_when_damaged_then_what_was_read():
    assert rtf.to_text(rb"{\rtf1 Hello {\b world") == "Hello world"


@pytest.mark.parametrize(
    "piece", ["{", "}", "\\", "{\\*\\x", "\\u1 ", "\\'9", "\\cell ", "\\page ", "{\\footnote "]
)
def test_read_when_hostile_repetition_then_linear(piece):
    started = time.process_time()
    rtf.to_text(b"{\\rtf1 words" + piece.encode() * 100_000)
    assert time.process_time() - started < 5


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                b"{",
                b"}",
                b"\\",
                b"\\*",
                b"\\u8",
                b"\\uc9",
                b"\\bin3 ",
                b"\\f1",
                b"\\fonttbl",
                b"\\par",
                b"\\cell",
                b"\\row",
                b"\\sp",
                b"\\sv",
                b"\\'a",
                b"\\'ff",
                b"a",
                b"\xff",
                b"\\upr",
                b"\\field",
                b"\\*\\fldinst",
                b"\\*\\ffl",
                b"\\ffres-1",
                b"\\header",
                b"\\shptxt",
                b"\\fromhtml1",
                b"\\*\\htmltag",
                b"\\cpg936",
                b"\\fcharset128",
                b"\\ansicpg0",
                b"\\u99999999",
            ]
        )
    )
)
def test_to_text_when_tokens_are_shuffled_then_text(pieces):
    assert isinstance(rtf.to_text(b"".join(pieces)), str)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"may {\strike n}{\b\strike ot }stay", "may ⟦not⟧ stay"),
        (r"may {\striked1 not} stay", "may ⟦not⟧ stay"),
        (r"\strike gone\strike0  stays", "⟦gone⟧ stays"),
        (r"\striked1 gone\plain  stays", "⟦gone⟧ stays"),
        (r"\strike a\par b\line c", "⟦a⟧\n\n⟦b⟧\n⟦c⟧"),
        (r"\trowd\intbl\strike A\cell B\cell\row", "⟦A⟧\t⟦B⟧"),
        (r"gone {\deleted for good}", "gone"),
    ],
)
def test_text_when_struck_out_then_between_marks_that_end_with_the_line(body, expected):
    assert text(body).strip() == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (r"10{\super 2} m", "10² m"),
        (r"10{\super\u8722?3}", "10⁻³"),
        (r"CO{\sub 2}", "CO₂"),
        (r"10\super 2\nosupersub 5", "10²5"),
        (r"5{\super th}", "5th"),
    ],
)
def test_text_when_figures_stand_above_or_below_the_line_then_so_as_far_as_signs_can(
    body, expected
):
    assert text(body) == expected


def test_read_when_a_link_leads_where_the_text_does_not_say_then_the_address_below():
    link = r'{\field{\*\fldinst HYPERLINK "%s"}{\fldrslt %s}}'
    hidden, shown = link % ("https://a.example/x", "here"), link % ("mailto:a@b.c", "a@b.c")
    found = read(f"See {hidden} or {shown}")
    assert (found.pages, found.running) == (("See here or a@b.c",), ("https://a.example/x",))
