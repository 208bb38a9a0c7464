"""The lists of a Word document and the styles that number paragraphs (ECMA-376-1, clause 17.9)."""

from __future__ import annotations

import re
from typing import Any

from desktop_app.documents.readers.list_numbers import MOST_LEVELS, Level, List, Numbering, Style
from desktop_app.documents.readers.office_open.docx_runs import RunStyles
from desktop_app.documents.sources.ooxml import attribute
from desktop_app.documents.sources.xml_stream import Readable, forget, xml_elements

_MOST_CHARS = 200  # of one label; Word itself allows a few dozen
_OFF = frozenset({"0", "false", "off"})


def read_styles(numbering: Numbering, runs: RunStyles, stream: Readable) -> None:
    """Take in ``styles.xml``.

    Raises:
        ReadFailure: Of the stream; what came before is kept.
    """
    for element in xml_elements(stream, "{*}style"):
        numbering.styles[attribute(element, "styleId")] = Style(
            name=_value(element, "{*}name"),
            based_on=_value(element, "{*}basedOn"),
            list_id=_value(element, "{*}pPr/{*}numPr/{*}numId"),
            level=_number(_value(element, "{*}pPr/{*}numPr/{*}ilvl")),
        )
        runs.learn(element)
        forget(element)


def read_lists(numbering: Numbering, stream: Readable) -> None:
    """Take in ``numbering.xml``.

    Raises:
        ReadFailure: Of the stream; what came before is kept.
    """
    for element in xml_elements(stream, "{*}abstractNum", "{*}num"):
        if element.tag.endswith("}abstractNum"):
            name = attribute(element, "abstractNumId")
            numbering.abstract[name] = _levels(element)
            numbering.links[name] = _value(element, "{*}numStyleLink")
        else:
            numbering.lists[attribute(element, "numId")] = _list(element)
        forget(element)


def _levels(element: Any) -> dict[int, Level]:
    found = {}
    for child in element.iterfind("{*}lvl"):
        at = _number(attribute(child, "ilvl"))
        if at is not None and 0 <= at < MOST_LEVELS:
            found[at] = _level(child)
    return found


def _level(element: Any) -> Level:
    start = _number(_value(element, "{*}start"))
    legal = element.find("{*}isLgl")
    return Level(
        start=1 if start is None else start,
        form=_value(element, "{*}numFmt") or "decimal",
        text=_value(element, "{*}lvlText")[:_MOST_CHARS],
        joint="" if _value(element, "{*}suff") == "nothing" else " ",
        is_legal=legal is not None and attribute(legal, "val") not in _OFF,
        restart=_number(_value(element, "{*}lvlRestart")),
        style=_value(element, "{*}pStyle"),
    )


def _list(element: Any) -> List:
    found = List(_value(element, "{*}abstractNumId"))
    for override in element.iterfind("{*}lvlOverride"):
        at = _number(attribute(override, "ilvl"))
        if at is None or not 0 <= at < MOST_LEVELS:
            continue
        level = override.find("{*}lvl")
        if level is not None:
            found.levels[at] = _level(level)
        start = _number(_value(override, "{*}startOverride"))
        if start is not None:
            found.starts[at] = start
    return found


def _value(element: Any, path: str) -> str:
    child = element.find(path)
    return "" if child is None else attribute(child, "val")


def _number(text: str) -> int | None:
    return int(text) if re.fullmatch(r"-?\d{1,9}", text) else None
