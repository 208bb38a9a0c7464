"""XML parts of untrusted files as a stream: no entities, no DTD, no network, no tree kept."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
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

    References to entities are taken out: the text around them is one text.

    Raises:
        ReadFailure: DAMAGED; TOO_LARGE where libxml2 stops entities, endless text, absurd depth.
    """
    from lxml import etree

    try:
        parsed = etree.iterparse(
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
        first = next(parsed, None)
        if first is None:
            return
        found = chain((first,), parsed)
        is_plain = first[1].getroottree().docinfo.internalDTD is None
        yield from found if is_plain else map(_without_entities, found)
    except etree.XMLSyntaxError as exc:
        # Entities that multiply, endless text, absurd depth: stopped by libxml2 itself.
        if exc.code == _XML_RESOURCE_LIMIT:
            raise ReadFailure(Reason.TOO_LARGE, "unpacks to more than the limit") from exc
        raise ReadFailure(Reason.DAMAGED, "part of the XML inside") from exc
    except (LookupError, UnicodeError) as exc:
        raise ReadFailure(Reason.DAMAGED, "part of the XML inside") from exc


def _without_entities(found: tuple[str, Any]) -> tuple[str, Any]:
    """Take references to entities out of what an element ends or, at its start, comes after.

    lxml makes a node of each, and the text that follows is that node's and not the element's.
    Only what the parser is done with may be changed.
    """
    from lxml import etree

    event, element = found
    if event == "end":
        etree.strip_tags(element, etree.Entity)
        return found
    before, tails = element.getprevious(), []
    while before is not None and before.tag is etree.Entity:
        entity, before = before, before.getprevious()
        tails.append(entity.tail or "")
        entity.getparent().remove(entity)
    text = "".join(reversed(tails))
    if text and before is not None:
        before.tail = (before.tail or "") + text
    elif text:
        parent = element.getparent()
        parent.text = (parent.text or "") + text
    return found


def forget(element: Any) -> None:
    """Free a finished element and what came before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
