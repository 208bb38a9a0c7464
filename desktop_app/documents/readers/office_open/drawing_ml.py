"""DrawingML in Office files: charts, diagrams, and which alternative text says something."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from desktop_app.documents.limits import MAX_TEXT_CHARS
from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.readers.sheets.number_formats import shown_number
from desktop_app.documents.sources.ooxml import (
    OfficePackage,
    Relation,
    attribute,
    local_name,
)
from desktop_app.documents.sources.xml_stream import Readable, forget, xml_elements

_NAME_ROWS = ("strCache", "strLit", "lvl")
_VALUE_ROWS = ("numCache", "numLit")
_CHART_TAGS = ("t", "p", "pt", "v", "formatCode", *_NAME_ROWS, *_VALUE_ROWS)
_NUMBER = re.compile(r"-?\d{1,30}(?:\.\d{1,30})?(?:E[+-]?\d{1,2})?", re.IGNORECASE)


def chart_text(stream: Readable) -> str:
    """Return a chart's titles, names and cached values, a line for each row of them.

    Raises:
        ReadFailure: Of the stream; TOO_LARGE.
    """
    chart = _Chart()
    for element in xml_elements(stream, *(f"{{*}}{name}" for name in _CHART_TAGS)):
        chart.take(local_name(element), element)
    return "\n".join(chart.lines)


def diagram_text(package: OfficePackage, part: str, relations: Mapping[str, Relation]) -> str:
    """Return the words of a diagram (SmartArt), a line each.

    They stand twice in the package: as data, and as the shapes last drawn from it, which have
    the order they are seen in. The data counts only where no shapes are kept.

    Args:
        part: The diagram's data.
        relations: Of the part that shows the diagram, by id.

    Raises:
        ReadFailure: Of the parts.
    """
    lines, shapes = _diagram_lines(package.open(part))
    drawn = relations.get(shapes)
    if drawn is not None and drawn.target in package:
        lines = _diagram_lines(package.open(drawn.target))[0] or lines
    return "\n".join(lines)


class _Chart:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self._names: set[str] = set()
        self._row: list[str] = []
        self._format = "General"
        self._size = 0

    def take(self, name: str, element: Any) -> None:
        if name == "v":  # the value of a point is taken with the point
            if not str(element.getparent().tag).endswith("}pt"):
                self._end_row([element.text or ""])
            return
        if name == "t":
            self._row.append(element.text or "")
        elif name == "formatCode":
            self._format = element.text or "General"
        elif name == "pt":
            self._row.append(self._point(element))
        elif name == "p":
            self._end_row(["".join(self._row)])
        else:
            self._end_row(self._row, is_names=name in _NAME_ROWS)
        forget(element)

    def _point(self, element: Any) -> str:
        value = element.find("{*}v")
        text = str((element if value is None else value).text or "").strip()
        if not str(element.getparent().tag).endswith(_VALUE_ROWS) or not _NUMBER.fullmatch(text):
            return text
        return shown_number(float(text), attribute(element, "formatCode") or self._format)

    def _end_row(self, cells: list[str], *, is_names: bool = False) -> None:
        line = "\t".join(cells).strip()
        self._row = []
        self._format = "General"
        if not line or (is_names and line in self._names):
            return  # every series repeats the names of the categories
        if is_names:
            self._names.add(line)
        self.lines.append(line)
        self._size += len(line)
        if self._size > MAX_TEXT_CHARS:
            raise ReadFailure(Reason.TOO_LARGE, "only the beginning was read")


def _diagram_lines(stream: Readable) -> tuple[list[str], str]:
    """Return the paragraphs of a diagram's part, and the id under which its shapes are kept."""
    lines: list[str] = []
    words: list[str] = []
    shapes, size = "", 0
    for element in xml_elements(stream, "{*}t", "{*}p", "{*}dataModelExt"):
        name = local_name(element)
        if name == "t":
            words.append(element.text or "")
            size += len(words[-1])
        elif name == "p":
            line = "".join(words).strip()
            words.clear()
            if line:
                lines.append(line)
        else:
            shapes = attribute(element, "relId")
        if size > MAX_TEXT_CHARS:
            raise ReadFailure(Reason.TOO_LARGE, "only the beginning was read")
        if name != "t" or not _holds(element):
            forget(element)
    return lines, shapes


def _holds(element: Any) -> bool:
    """Whether it is the diagram's own ``dgm:t``, around paragraphs."""
    return len(element) > 0
