"""Where links of a Word document lead, if its text does not say so."""

from __future__ import annotations

from desktop_app.documents.readers.office_open import docx
from desktop_app.documents.sources.source import Source
from tests.support.make_ooxml import package, paragraph, xml

MAIN = "word/document.xml"
HIDDEN, SHOWN = "https://a.example/x", "https://b.example/y"


def running(body: str, *addresses: str) -> tuple[str, ...]:
    parts = {MAIN: xml("w:document", f"<w:body>{body}</w:body>")}
    listed = [
        (f"h{i}", "hyperlink", f'{to}" TargetMode="External') for i, to in enumerate(addresses)
    ]
    return docx.read(Source(package(MAIN, parts, {MAIN: listed}), "a.docx")).running


def test_read_when_a_relationship_leads_elsewhere_then_the_address_below_the_text():
    assert running(paragraph("See here or b.example/y"), HIDDEN, SHOWN) == (HIDDEN,)


def test_read_when_a_field_leads_elsewhere_then_the_address_below_the_text():
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    code = f'<w:r><w:instrText>HYPERLINK "{HIDDEN}" \\\\o "tip"</w:instrText></w:r>'
    body = mark("begin") + code + mark("separate") + "<w:r><w:t>here</w:t></w:r>" + mark("end")
    assert running(f"<w:p>{body}</w:p>") == (HIDDEN,)


def test_read_when_a_link_stays_in_the_document_then_nothing_below_it():
    field = '<w:fldSimple w:instr="HYPERLINK \\\\l &quot;top&quot;">{}</w:fldSimple>'
    body = field.format("<w:r><w:t>top</w:t></w:r>")
    assert running(f"<w:p>{body}</w:p>", "#top") == ()
