"""Saved web pages (MHTML, RFC 2557): the page and the pages in its frames."""

from __future__ import annotations

from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.readers.mail import mime
from desktop_app.documents.readers.mail.mime import Part
from desktop_app.documents.readers.markup.html_page import Page, read_page
from desktop_app.documents.sources.source import Extracted, Source

_PAGE_KINDS = ("text/html", "application/xhtml+xml")


def read(source: Source) -> Extracted:
    """Return a page for the document and for each frame; pictures and styles are left out.

    Raises:
        ReadFailure: NO_TEXT if no part is a page.
    """
    root, is_cut = mime.parse(source.data())
    start = root.params.get("start", "")
    leaves = sorted(_pages(root), key=lambda leaf: not _is_start(leaf, start))
    if not leaves:
        raise ReadFailure(Reason.NO_TEXT, "no page inside")
    pages = [_read_page(leaf) for leaf in leaves]
    title = pages[0].title or root.header("Subject")
    texts = tuple(page.text for page in pages)
    if not any(text.strip() for text in texts):
        texts = (title,)
    below = tuple(page.addresses for page in pages if page.addresses)
    if is_cut:
        return Extracted(texts, title, Reason.TOO_LARGE, "more parts than are read", below)
    return Extracted(texts, title, running=below)


def _pages(root: Part) -> list[Part]:
    leaves = list(root.leaves())
    pages = [leaf for leaf in leaves if leaf.kind in _PAGE_KINDS]
    return pages or [leaf for leaf in leaves if leaf.kind == "text/plain"]


def _is_start(leaf: Part, start: str) -> bool:
    return bool(start) and leaf.header("Content-ID") == start


def _read_page(leaf: Part) -> Page:
    if leaf.kind == "text/plain":
        return Page(leaf.text(), "", "")
    return read_page(leaf.markup())
