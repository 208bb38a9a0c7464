from __future__ import annotations

import io
import re
import zipfile

import pytest

from desktop_app.documents.model import Kind
from desktop_app.documents.reading import read_document
from desktop_app.documents.sources.xml_stream import xml_events
from tests.support import make
from tests.support.good_documents import GoodDocument, good_documents

DOCTYPE = b"<!DOCTYPE r [<!ENTITY x SYSTEM '%s'><!ENTITY y 'inner'>]>"
PACKAGES = (Kind.DOCX, Kind.ODT, Kind.PPTX, Kind.ODP, Kind.XLSX, Kind.ODS)


def events_of(xml: str, uri: str) -> list[tuple[str, str, str]]:
    """Return events, names and the text that is there at that moment before the element."""
    stream = io.BytesIO(DOCTYPE % uri.encode() + xml.encode())
    found = []
    for event, element in xml_events(stream, ("{*}*",), ("start", "end")):
        before, parent = element.getprevious(), element.getparent()
        if event == "end":
            text = element.text
        elif before is not None:
            text = before.tail
        else:
            text = None if parent is None else parent.text
        found.append((event, element.tag, text or ""))
    return found


@pytest.mark.parametrize(
    "xml",
    [
        "<r><t>before &x; after</t></r>",
        "<r>one &x;two &y; three<b/>four &y;&x;five<b>&x;six</b>&y;</r>",
        "<r>&x;<b/>&x;" + "<p>&x;many words </p>words &y;words" * 5_000 + "</r>",
    ],
)
def test_events_when_entities_stand_in_the_text_then_as_if_they_did_not(tmp_path, xml):
    (tmp_path / "secret").write_text("the secret words")
    plain = xml.replace("&x;", "").replace("&y;", "")
    uri = (tmp_path / "secret").as_uri()
    assert events_of(xml, uri) == events_of(plain, uri)


def packages() -> list[GoodDocument]:
    return [document for document in good_documents() if document.kind in PACKAGES]


@pytest.mark.parametrize("document", packages(), ids=lambda document: document.name)
def test_read_when_a_foreign_entity_stands_in_every_text_then_only_it_is_missing(
    tmp_path, document
):
    (tmp_path / "secret").write_text("the secret words")
    doctype = DOCTYPE % (tmp_path / "secret").as_uri().encode()
    with zipfile.ZipFile(io.BytesIO(document.data)) as package:
        members = {name: package.read(name) for name in package.namelist()}
    attacked = {
        name: re.sub(rb"(<\?.*?\?>\s*)?", rb"\1" + doctype, data, count=1).replace(
            b"the ", b"the &x;"
        )
        for name, data in members.items()
        if b"the " in data
    }
    assert attacked
    text = read_document(make.zip_file(members | attacked), document.name).text
    assert text == read_document(document.data, document.name).text
