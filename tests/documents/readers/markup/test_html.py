from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.documents.model import Reason
from desktop_app.documents.readers.links import MOST_ADDRESSES
from desktop_app.documents.readers.markup import html
from desktop_app.documents.sources.source import Source


def text(markup: str) -> str:
    return html.to_text(markup)[0]


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<h1>One</h1><p>two <b>three</b>four</p> c", "One\n\ntwo threefour\n\nc"),
        ("<ul><li>a<li>b</ul>c", "a\nb\n\nc"),
        ("one<br>two<br><br>three", "one\ntwo\n\nthree"),
        ("a <i> b </i> c&amp;d&eacute;&#8211;", "a b c&dé–"),
        ("<pre>\n  as\n    written</pre>", "  as\n    written"),
        ("<script>no</script><style>no</style><template>no</template>yes", "yes"),
        ("<noscript>yes</noscript><p hidden>and this</p>", "yes\n\nand this"),
        ("<frameset><frame src=x><noframes>instead</noframes></frameset>", "instead"),
        ("<![if !IE]>shown<![endif]><!-- not --><?php no ?>", "shown"),
        ("<title>t</title><svg><title>Map</title><text>North</text></svg>", "Map\nNorth"),
        ("<math><mi>x</mi><mo>=</mo><mn>2</mn></math>", "x=2"),
        ("<p>a<![CDATA[ raw ]]>b", "a raw b"),
        ("2 < 3 and no end <b", "2 < 3 and no end <b"),
        ("<!-- never ended > words", "words"),
    ],
)  # fmt: skip
def test_to_text_when_elements_then_as_a_browser_shows_them(markup, expected):
    assert text(markup) == expected


def test_to_text_when_table_then_cells_and_rows_whatever_wraps_their_text():
    row = "<tr><td><p>A</p></td><td></td><td><div>B</div><div>B2</div></td></tr>"
    assert text(f"x<table><tbody>{row}<tr><th>C<td>D</table>y") == "x\n\nA\t\tB\nB2\nC\tD\n\ny"
    inner = "<table><tr><td>i<td>j</table>"
    assert text(f"<table><tr><td>A{inner}<td>B</table>") == "A\n\ni\tj\tB"


def test_to_text_when_form_then_what_is_filled_in():
    form = (
        '<input value="Smith"><input type=hidden value=no><input type=password value=no>'
        "<input type=email value=a@example.org><textarea>two\n lines</textarea>"
        "<select><option>red<option selected>blue</select>"
    )
    assert text(form) == "Smith a@example.org\ntwo\n lines\nblue"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<p>owes <del>5,000</del> <ins>6,000</ins>", "owes ⟦5,000⟧ 6,000"),
        ("<p>is <s>not</s> due, <strike> at all </strike>.", "is ⟦not⟧ due, ⟦at all⟧ ."),
        ("<del>a</del><s>b</s> <del>c <b>d</b></del>", "⟦ab c d⟧"),
        ("<del><p>a<p>b</del>c", "⟦a⟧\n\n⟦b⟧c"),
        ("<p><del>a</p><p>b</p>", "⟦a⟧\n\nb"),
        ("<b>x <del>y</b> z</del> w", "x ⟦y z⟧ w"),
        ('<p style="text-decoration: line-through">a<p>b', "⟦a⟧\n\nb"),
        ('<li style="text-decoration:line-through">a<ul><li>b</ul><li>c', "⟦a⟧\n\n⟦b⟧\n\nc"),
        ('<span style="text-decoration:underline">a', "a"),
        ("<table><tr><td><del>a</del><td><del>b</del></table>", "⟦a⟧\t⟦b⟧"),
        ("<pre><s>a\n b</s></pre>", "⟦a⟧\n ⟦b⟧"),
        ("<style><!-- p, .c5 {color:red; text-decoration:line-through} --></style>"
         '<p><span class="c1 c5">a</span> <span class=c1>b</span>', "⟦a⟧ b"),
        ("<del> </del>a<del></del>", "a"),
    ],
)  # fmt: skip
def test_to_text_when_struck_out_then_marked(markup, expected):
    assert text(markup) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("10<sup>2</sup> and 10<sup>-3</sup>", "10² and 10⁻³"),
        ("CO<sub>2</sub>", "CO₂"),
        ("1<sup>st</sup> [<sup>1]</sup>", "1st [1]"),
        ('so<sup><a href="#n1">1</a></sup>', "so\u200b¹"),
        ("<p>10<sup>2<p>10", "10²\n\n10"),
    ],
)
def test_to_text_when_above_or_below_the_line_then_signs_that_say_so(markup, expected):
    assert text(markup) == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("Consent: <input type=radio checked> Yes <input type=radio>No", "Consent: ☒ Yes ☐ No"),
        ('<label><input type="CheckBox" value=1>I revoke.</label>', "☐ I revoke."),
        ("<select><option>a<option>b</select>c", "a\n\nc"),
        ("<select multiple><option>a<option selected>b</select>", "☐ a\n☒ b"),
        ("<select size=2><optgroup label=x><option>a</option></select>", "☐ a"),
        ("<select><option>a<p>never ended", "a\n\nnever ended"),
        ("<datalist><option>a<option>b</datalist>", "a\nb"),
        ("<option>alone", "alone"),
    ],
)
def test_to_text_when_something_is_chosen_then_what(markup, expected):
    assert " ".join(text(markup).split()) == " ".join(expected.split())


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<ol><li>a<li><p>b</p></ol>c", "1. a\n\n2. b\n\nc"),
        ("<ol start=3 type=a><li>x<li value=7>y<li>z</ol>", "c. x\ng. y\nh. z"),
        ("<ol><li>a<ul><li>b</ul><li>c</ol>", "1. a\n\nb\n\n2. c"),
        ("<ol><li></ol><p>a", "a"),
    ],
)
def test_to_text_when_list_is_numbered_then_numbers(markup, expected):
    assert text(markup) == expected


def test_read_when_links_lead_elsewhere_then_addresses_below():
    page = (
        "<p>Open <a href=https://bank.example/login>the page</a>, write to "
        '<a href="mailto:a@b.example?subject=x">a@b.example</a>, see '
        "<a href='https://www.law.example/'>law.example</a>, <a href='#top'>top</a>, "
        "<a href=next.html>next</a>, <a href='javascript:x()'>x</a>"
    )
    found = html.read(Source(page.encode(), "a.html"))
    assert found.running == ("https://bank.example/login",)
    assert "bank" not in found.pages[0]


def test_read_when_many_links_then_a_page_of_the_web_without_their_addresses():
    links = "".join(f"<a href=https://x.example/{i}>more</a>" for i in range(MOST_ADDRESSES + 1))
    assert html.read(Source(f"<p>{links}".encode(), "a.html")).running == ()


def test_to_text_when_picture_then_its_words():
    assert text('<p>see<img src=x.png alt="a red house">here') == "see a red house here"


@pytest.mark.parametrize(
    ("markup", "title"),
    [
        ("<title> A\n b </title><h1>C</h1>", "A b"),
        ("<h1>C <i>d</i></h1>e", "C d"),
        ("<title>never ended <p>words", "never ended words"),
    ],
)
def test_to_text_when_titled_then_title(markup, title):
    assert html.to_text(markup)[1] == title


def test_to_text_when_title_never_ends_then_its_words_are_kept():
    assert "words" in text("<title>never ended <p>words")


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("iso-8859-1", "cp1252"),
        ("iso-8859-1", "utf-8"),
        ("windows-1251", "cp1251"),
        ("gb2312", "gb18030"),
        ("Shift_JIS", "cp932"),
        ("utf-16", "utf-8"),
        ("", "utf-16"),
    ],
)
def test_read_when_charset_is_declared_then_read_as_browsers_do(charset, encoding):
    words = {"cp1251": "Договор", "gb18030": "合同编号", "cp932": "契約書①"}.get(
        encoding, "Größe – €"
    )
    page = f'<html><head><meta charset="{charset}"></head><body>{words}</body></html>'
    assert html.read(Source(page.encode(encoding), "a.html")).pages == (words,)


def test_read_when_longer_than_the_limit_then_its_beginning(monkeypatch):
    monkeypatch.setattr(html, "MAX_TEXT_BYTES", 8)
    found = html.read(Source(b"<p>words and more", "a.html"))
    assert (found.pages, found.reason) == (("words",), Reason.TOO_LARGE)


@pytest.mark.parametrize("end", ["", ">"])
@pytest.mark.parametrize(
    "piece",
    ["<a ", "<!--", "<!-- >", "<![CDATA[", "<![CDATA[ >", "<![if>", "<?", "</", "<a b='", "<p><b>",
     "<td>", "<table>", "<script>", "<title>a", "&#", "<pre>\n", "<del>", "<s></b>", "<ol><li>",
     "<select><option>", "<sup>1", "<style>.a{", "<style>/*</style>", "<a href='https://x.y'>"],
)  # fmt: skip
def test_to_text_when_hostile_repetition_then_linear(piece, end):
    started = time.process_time()
    text("words" + piece * 50_000 + end)
    assert time.process_time() - started < 5


def test_to_text_when_an_element_has_100_000_attributes_then_quick():
    started = time.process_time()
    assert text("<p" + " a=b" * 100_000 + ">words") == "words"
    assert time.process_time() - started < 5


PIECES = ["<p>", "<td>", "</td>", "<tr>", "<table>", "</table>", "<br>", "<title>", "</title>", "<",
    ">", "<!--", "-->", "<![CDATA[", "]]>", "<![", "<!", "</", "<?", "<pre>", "&#x", ";", "a", " ",
    "<script>", "</script>", "<img alt=x>", "<del>", "</del>", "<select>", "<option>", "<ol>",
    "<li>", "<input value>", "\n", "<svg/>", "<body>"]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES)))
def test_to_text_when_pieces_are_shuffled_then_text(pieces):
    assert isinstance(text("".join(pieces)), str)
