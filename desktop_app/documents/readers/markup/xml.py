"""XML as text: office formats and web pages by their own readers, everything else by its elements.

The parser keeps no tree and expands, loads and fetches nothing. What cannot be parsed loses its
tags and keeps its words.
"""

from __future__ import annotations

import re
from html import unescape
from typing import Any, Final

from desktop_app.documents.limits import MAX_TEXT_BYTES
from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.readers.markup import html
from desktop_app.documents.readers.markup.xml_office import Spreadsheet2003, Word2003
from desktop_app.documents.readers.markup.xml_text import ElementText, Handler, feed
from desktop_app.documents.sources.decoding import decode
from desktop_app.documents.sources.source import Extracted, Source
from desktop_app.documents.sources.xml_stream import xml_events

_OPEN_DOCUMENT: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}document"
_WEB_PAGES = frozenset({"{http://www.w3.org/1999/xhtml}html", "html", "HTML"})
_HANDLERS: Final[dict[str, type[Handler]]] = {
    "{http://schemas.microsoft.com/office/word/2003/wordml}wordDocument": Word2003,
    "{http://schemas.microsoft.com/office/2006/xmlPackage}package": Word2003,
    "{urn:schemas-microsoft-com:office:spreadsheet}Workbook": Spreadsheet2003,
}
_DECLARATION = re.compile(r"<!DOCTYPE[^\[>]*+(?:\[[^\]]*+\]\s*+)?>")
_TAG = re.compile(r"<!--|-->|<!\[CDATA\[|\]\]>|<[^<>]*+>")


def read(source: Source) -> Extracted:
    """Return the text of the elements and of attributes; of those in prose only for want of other.

    Raises:
        ReadFailure: As of the readers of OpenDocument and HTML.
    """
    root = _root(source)
    if root == _OPEN_DOCUMENT:
        from desktop_app.documents.readers.open_document import odf

        return odf.read_flat(source)
    if root in _WEB_PAGES:
        return html.read(source)
    found = _parsed(source, _HANDLERS.get(root, ElementText)())
    if found.reason is None and not any(map(str.strip, found.pages)):
        return _parsed(source, ElementText(even_in_prose=True))
    return found


def _root(source: Source) -> str:
    """Return the name of the outermost element, "" if it does not come to one."""
    try:
        for _, element in xml_events(source.stream(), ("{*}*",), ("start",)):
            return str(element.tag)
    except ReadFailure:
        pass  # told by reading it all
    return ""


def _parsed(source: Source, handler: Handler) -> Extracted:
    try:
        feed(source.stream(), handler)
    except ReadFailure as exc:
        if exc.reason is Reason.DAMAGED:
            return _without_tags(source, exc.detail)
        return handler.extracted(exc)
    return handler.extracted()


def _without_tags(source: Source, detail: str) -> Extracted:
    markup = decode(source.data(MAX_TEXT_BYTES))
    # Looked for at one place only: a search would try each "<!DOCTYPE" of a hostile file.
    declaration = _DECLARATION.match(markup, max(0, markup.find("<!DOCTYPE")))
    words = markup[declaration.end() :] if declaration else markup
    text = unescape(_TAG.sub("\n", words))
    lines: Any = filter(None, map(str.strip, text.split("\n")))
    return Extracted(("\n".join(lines),), reason=Reason.DAMAGED, detail=detail)
