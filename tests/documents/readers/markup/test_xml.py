from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.readers.markup import xml
from desktop_app.documents.sources.source import Extracted, Source

WORD = "http://schemas.microsoft.com/office/word/2003/wordml"
SHEET = "urn:schemas-microsoft-com:office:spreadsheet"


def read(markup: str | bytes) -> Extracted:
    data = markup.encode() if isinstance(markup, str) else markup
    return xml.read(Source(data, "a.xml"))


def text(markup: str | bytes) -> str:
    (page,) = read(markup).pages
    return page


def test_text_when_records_then_lines_and_inline_elements_stay_in_theirs():
    assert text("<r><name>Bob</name><city>K&#246;ln</city></r>") == "Bob\nKöln"
    assert text("<r><p>So <b>me</b>, <i>all</i>.</p> <p><b>Bold</b> then</p></r>") == (
        "So me, all.\n\nBold then"
    )


def test_text_when_entities_comments_and_cdata_then_only_text():
    assert text("<r>a &lt; b<!-- c --><![CDATA[ <d> ]]><?pi x?></r>") == "a < b <d>"


def test_read_when_article_then_its_title():
    found = read("<article><info><title>On leases</title></info><para>Text</para></article>")
    assert (found.title, found.pages) == ("On leases", ("On leases\n\nText",))
    assert read("<books><book2><title>One of many</title></book2></books>").title == ""


def test_text_when_feed_then_its_markup_is_read():
    item = (
        "<item><title>A</title><description>&lt;p&gt;Hi &lt;b&gt;you&lt;/b&gt;</description></item>"
    )
    assert text(f"<rss><channel><title>News</title>{item}</channel></rss>") == "News\n\nA\n\nHi you"


def test_text_when_nothing_but_attributes_then_those():
    assert text('<r xmlns:x="u" x:at="no"><row name="Ann" city="Bonn"/><row name="Bob"/></r>') == (
        "name: Ann\tcity: Bonn\nname: Bob"
    )
    assert text('<svg><g label="North" width="7"/></svg>') == "label: North\twidth: 7"


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ('<r><p who="Ann" granted="true">A garage</p><p who="Bo">A wall</p></r>',
         "who: Ann\tgranted: true\tA garage\n\nwho: Bo\tA wall"),
        ('<r><sum currency="EUR">500</sum><to name="Bo"/> <date>1 May</date></r>',
         "currency: EUR\t500\nname: Bo\n1 May"),
        ('<r><box size="3"><of>a</of></box></r>', "size: 3\na"),
        ('<r id="7">Seven <term ref="no">stays</term> in line</r>', "id: 7\tSeven stays in line"),
        ('<r><line><img src="x.png"/>behind</line></r>', "src: x.png\nbehind"),
        ('<r><x class="no" style="no" xml:lang="no" empty=" ">a</x></r>', "a"),
        ('<article id="no"><p role="no">Text</p></article>', "Text"),
        ('<r code="9"><b xmlns="http://www.w3.org/1999/xhtml" id="no">a</b></r>', "code: 9\na"),
    ],
)  # fmt: skip
def test_text_when_attributes_say_something_then_before_their_element(markup, expected):
    assert text(markup) == expected


@pytest.mark.parametrize("encoding", ["utf-16", "iso-8859-1", "windows-1251"])
def test_text_when_encoding_is_declared_then_used(encoding):
    words = "Договор" if encoding != "iso-8859-1" else "Größe"
    assert (
        text(f'<?xml version="1.0" encoding="{encoding}"?><a>{words}</a>'.encode(encoding)) == words
    )


def test_read_when_web_page_then_by_the_reader_of_pages():
    page = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>T</title></head><body>x<br/>y</body></html>'
    assert read(page) == Extracted(("x\ny",), "T")


def test_read_when_word_2003_then_paragraphs_cells_and_headers():
    body = (
        "<w:p><w:r><w:t>One</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three</w:t></w:r></w:p>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>A</w:t></w:r></w:p></w:tc>"
        "<w:tc><w:p><w:r><w:t>B</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
        '<aml:annotation w:type="Word.Deletion"><w:r><w:t>gone</w:t></w:r></aml:annotation>'
        "<w:p><w:r><w:t>End</w:t></w:r><w:footnote><w:p><w:r><w:t>Note</w:t></w:r></w:p>"
        "</w:footnote></w:p><w:binData>AAAA</w:binData>"
        "<w:sectPr><w:hdr><w:p><w:r><w:t>Firm</w:t></w:r></w:p></w:hdr></w:sectPr>"
    )
    found = read(
        f'<w:wordDocument xmlns:w="{WORD}" xmlns:aml="a" xmlns:o="o">'
        f"<o:DocumentProperties><o:Title>Lease</o:Title></o:DocumentProperties>"
        f"<w:body>{body}</w:body></w:wordDocument>"
    )
    assert found == Extracted(
        ("One\ttwo\nthree\n\nA\tB\n\nEnd\n\nNote",), "Lease", running=("Firm",)
    )


def test_read_when_excel_2003_then_sheets_are_pages():
    def sheet(name: str, cells: str) -> str:
        return f'<Worksheet ss:Name="{name}"><Table><Row>{cells}</Row></Table></Worksheet>'

    comment = "<Comment><Data>why</Data></Comment>"
    cells = f'<Cell><Data>a</Data></Cell><Cell ss:Index="4"><Data>b</Data>{comment}</Cell>'
    sheets = sheet("Rent", cells) + sheet("Tax", "<Cell><Data>1</Data></Cell>")
    found = read(
        f'<Workbook xmlns="{SHEET}" xmlns:ss="{SHEET}"><ExcelWorkbook><Height>900</Height>'
        f"</ExcelWorkbook>{sheets}</Workbook>"
    )
    assert found.pages == ("Rent\na\t\t\tb\n\nwhy", "Tax\n1")


def test_read_when_flat_open_document_then_by_its_reader():
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    markup = (
        f'<office:document xmlns:office="{office}" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
        "<office:body><office:text><text:p>A lease</text:p></office:text></office:body>"
        "</office:document>"
    )
    assert text(markup).strip() == "A lease"


def test_read_when_damaged_then_words_without_tags():
    found = read("<!DOCTYPE r [<!ENTITY a 'no'>]><r><p>One &amp; two</b><p a='>'>three")
    assert found.reason is Reason.DAMAGED
    assert found.pages[0].startswith("One & two\n")
    assert found.pages[0].endswith("three")


def test_read_when_nested_without_end_then_words_without_tags():
    found = read("<a>" * 20_000 + "words" + "</a>" * 20_000)
    assert (found.pages, found.reason) == (("words",), Reason.DAMAGED)


def test_read_when_entities_multiply_or_point_outside_then_neither_grown_nor_fetched(tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("hidden words")
    outside = f'<!DOCTYPE r [<!ENTITY x SYSTEM "{secret.as_uri()}">]><r>&x;<t>kept</t></r>'
    assert text(outside) == "kept"
    levels = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    laughs = f'<!DOCTYPE r [<!ENTITY a0 "ha">{levels}]><r>&a11;<t>kept</t></r>'
    assert "kept" in text(laughs)
    assert len(text(laughs)) < 100


@pytest.mark.parametrize("piece", ["<a>", "<!DOCTYPE r [", "<", "<![CDATA[", "&a", "<!--"])
def test_read_when_hostile_repetition_then_linear(piece):
    started = time.process_time()
    read("<r>words" + piece * 100_000)
    assert time.process_time() - started < 5


def test_read_when_text_is_endless_then_its_beginning(monkeypatch):
    monkeypatch.setattr(
        "desktop_app.documents.readers.sheets.sheet_text.TextRoom.__init__", _small_room
    )
    found = read("<r><p>first</p><p>second and third</p></r>")
    assert (found.pages, found.reason) == (("first",), Reason.TOO_LARGE)


def _small_room(self, chars=10):
    self._left = chars


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(["<a>", "</a>", "<p>", "</p>", "<", ">", "&amp;", "&x;", "t", " ",
    "\n", "<!--", "-->", "<![CDATA[", "]]>", "<?x", f"<w:wordDocument xmlns:w='{WORD}'>", "<w:t>",
    "<w:hdr>", "</w:hdr>", "<w:tc>", "</w:tc>", f"<Workbook xmlns='{SHEET}'>", "<Cell>", "<Data>",
    "</Data>", "</w:wordDocument>", "</Workbook>"])))  # fmt: skip
def test_read_when_pieces_are_shuffled_then_text_or_a_reason(pieces):
    with contextlib.suppress(ReadFailure):
        assert read("".join(pieces) or " ").pages
