"""XML parts of untrusted files as a stream: no entities, no DTD, no network, no tree kept."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Protocol

from desktop_app.documents.model import ReadFailure, Reason

_XML_RESOURCE_LIMIT = 114  # XML_ERR_RESOURCE_LIMIT


class Readable(Protocol):
    """A stream of bytes, such as a member of a ZIP or ``io.BytesIO``."""

    def read(self, size: int = ..., /) -> bytes: ...


def xml_elements(stream: Readable, *tags: str) -> Iterator[Any]:
    """Yield the elements with one of ``tags`` as they end (lxml syntax, ``"{*}name"``)."""
    for _, element in xml_events(stream, tags, ("end",)):
        yield element


def xml_events(stream: Readable, tags: tuple[str, ...], events: tuple[str, ...]) -> Iterator[Any]:
    """Yield (event, element) of ``lxml.etree.iterparse``; the caller forgets what it has used.

    Raises:
        ReadFailure: DAMAGED; TOO_LARGE where libxml2 stops entities, endless text, absurd depth.
    """
    from lxml import etree

    try:
        yield from etree.iterparse(
            stream,
            events=events,
            tag=tags,
            remove_comments=True,  # else the text after one is not the text of its element
            remove_pis=True,
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
        )
    except etree.XMLSyntaxError as exc:
        # Entities that multiply, endless text, absurd depth: stopped by libxml2 itself.
        if exc.code == _XML_RESOURCE_LIMIT:
            raise ReadFailure(Reason.TOO_LARGE, "unpacks to more than the limit") from exc
        raise ReadFailure(Reason.DAMAGED, "part of the XML inside") from exc
    except (LookupError, UnicodeError) as exc:
        raise ReadFailure(Reason.DAMAGED, "part of the XML inside") from exc


def forget(element: Any) -> None:
    """Free a finished element and what came before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
