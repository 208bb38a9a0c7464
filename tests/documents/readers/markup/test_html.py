from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.documents.model import Reason
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
    assert text(form) == "Smith a@example.org\ntwo\n lines\nred\nblue"


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
     "<td>", "<table>", "<script>", "<title>a", "&#", "<pre>\n"],
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
    "<script>", "</script>", "<img alt=x>", "<input value>", "\n", "<svg/>", "<body>"]  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES)))
def test_to_text_when_pieces_are_shuffled_then_text(pieces):
    assert isinstance(text("".join(pieces)), str)
