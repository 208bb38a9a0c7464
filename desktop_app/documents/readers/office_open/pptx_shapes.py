"""The shapes of one slide, layout, master or page of notes (PresentationML and DrawingML).

The part is streamed; open are only the shapes under way, groups around shapes, on a list.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from desktop_app.documents.limits import MAX_TEXT_CHARS
from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.readers.large_pictures import LargePictures, emu_millimetres
from desktop_app.documents.readers.list_numbers import number_text
from desktop_app.documents.readers.picture_texts import alternative_text
from desktop_app.documents.readers.raised_lowered import above, below
from desktop_app.documents.sources.ooxml import (
    Alternatives,
    attribute,
    local_name,
    relation_id,
)
from desktop_app.documents.sources.xml_stream import Readable, forget, xml_events
from desktop_app.documents.text.struck import StruckRuns

_SHAPES = frozenset({"sp", "grpSp", "graphicFrame", "pic", "cxnSp", "contentPart"})
_TABLES = frozenset({"tbl", "tr", "tc"})
_CONTENT = frozenset({"t", "br", "num", "fld", "pPr", "buAutoNum", "p", "r", "txBody"})
_FACTS = frozenset({"cNvPr", "ph", "off", "ext", "blip", "chart", "relIds", "oleObj"})
_TAGS = tuple(
    f"{{*}}{name}" for name in (*_SHAPES, *_TABLES, *_CONTENT, *_FACTS, *Alternatives.TAGS)
)
_FORGOTTEN = frozenset({"p", "r", "t", "fld", "tr"}) | _SHAPES
_LEVELS = frozenset("12345678")
_EMU = re.compile(r"-?\d{1,15}")
_SAME_LINE = 150_000
"""Shapes whose tops are closer than this stand side by side; in EMU, about 4 mm."""
_AUTO_NUMBER = re.compile(r"(arabic|alphaLc|alphaUc|romanLc|romanUc)(\w+)")
_NUMBER_FORMS = {
    "arabic": "decimal",
    "alphaLc": "lowerLetter",
    "alphaUc": "upperLetter",
    "romanLc": "lowerRoman",
    "romanUc": "upperRoman",
}
_NUMBER_FRAMES = {"Period": "{}.", "ParenR": "{})", "ParenBoth": "({})", "Minus": "{}-"}


@dataclass(slots=True)
class Shape:
    """A shape, or a group of them as one.

    Attributes:
        text: Its paragraphs, a line each.
        role: Of a placeholder, its type ("title", "body", "ftr", ...; "obj" if it says none).
        index: Of a placeholder, what ties it to the layout's.
        top, left: In EMU; None where it has no place of its own.
    """

    text: str = ""
    role: str = ""
    index: str = ""
    top: int | None = None
    left: int = 0


def in_reading_order(shapes: Iterable[Shape]) -> list[Shape]:
    """Return shapes by top, then left; one without a place follows the one before it."""
    placed: list[tuple[int, int, Shape]] = []
    top = left = 0
    for shape in shapes:
        if shape.top is not None:
            top, left = shape.top, shape.left
        placed.append((top, left, shape))
    placed.sort(key=lambda item: item[0])
    lines: list[list[tuple[int, int, Shape]]] = []
    for item in placed:
        if not lines or item[0] - lines[-1][0][0] >= _SAME_LINE:
            lines.append([])
        lines[-1].append(item)
    return [item[2] for line in lines for item in sorted(line, key=lambda item: item[1])]


class ShapeReader:
    """Reads the shapes of one part.

    Args:
        show: Called with "chart", "diagram" or "object", a relationship id and the program that
            made it; returns the text to put there.
        pictures: Takes in the pictures shown.

    Attributes:
        shapes: What was found, in the order of the file; after a failure, what came before it.
    """

    def __init__(self, show: Callable[[str, str, str], str], pictures: LargePictures) -> None:
        self.shapes: list[Shape] = []
        self._show = show
        self._pictures = pictures
        self._open: list[_OpenShape] = [_OpenShape()]
        self._alternatives = Alternatives()
        self._size = 0
        self._slide_number = 0  # how many slide-number fields are open

    def read(self, stream: Readable) -> None:
        """Fill ``shapes``.

        Raises:
            ReadFailure: Of the stream, or TOO_LARGE.
        """
        try:
            for event, element in xml_events(stream, _TAGS, ("start", "end")):
                name = local_name(element)
                if name in Alternatives.TAGS:
                    change = (
                        self._alternatives.start if event == "start" else self._alternatives.end
                    )
                    change(name)
                elif not self._alternatives.is_rejected:
                    (self._start if event == "start" else self._end)(name, element)
                if event == "end" and name in _FORGOTTEN:
                    forget(element)
                if self._size > MAX_TEXT_CHARS:
                    raise ReadFailure(Reason.TOO_LARGE, "only the beginning was read")
        finally:
            while len(self._open) > 1:
                self._open[-1].end_paragraph()
                self._end_shape()
            self._open[0].end_paragraph()
            self.shapes = self._open[0].children
            if self._open[0].lines:  # text outside of shapes, as in comments
                self.shapes.append(self._open[0].finish())

    def _start(self, name: str, element: Any) -> None:
        if name in _SHAPES:
            self._open.append(_OpenShape())
        elif name == "tc":
            self._open[-1].begin_cell()
        elif name == "fld":
            self._slide_number += attribute(element, "type") == "slidenum"
        elif name == "pPr":
            level = attribute(element, "lvl")
            self._open[-1].level = level if level in _LEVELS else ""

    def _end(self, name: str, element: Any) -> None:
        shape = self._open[-1]
        if name == "t":
            self._write(*_shown(element))
        elif name in ("br", "num"):
            self._write("\n" if name == "br" else "/")
        elif name == "fld":
            self._slide_number -= attribute(element, "type") == "slidenum"
        elif name == "buAutoNum":
            shape.number = (attribute(element, "type"), attribute(element, "startAt"))
        elif name == "p":
            self._size += shape.end_paragraph()
        elif name == "txBody":
            shape.counts.clear()
        elif name in ("tc", "tr"):
            (shape.end_cell if name == "tc" else shape.end_row)()
        elif name in _FACTS:
            self._note(name, element, shape)
        elif name in _SHAPES:
            parent = element.getparent()
            if shape.has_picture and (parent is None or local_name(parent) != "oleObj"):
                self._pictures.add(*shape.size_mm)
            self._end_shape()

    def _write(self, text: str, is_struck: bool = False) -> None:
        if not self._slide_number:
            self._open[-1].write(text, is_struck=is_struck)
            self._size += len(text)

    def _note(self, name: str, element: Any, shape: _OpenShape) -> None:
        if name == "cNvPr":
            shape.description = shape.description or alternative_text(attribute(element, "descr"))
        elif name == "ph":
            shape.role = attribute(element, "type") or "obj"
            shape.index = attribute(element, "idx")
        elif name == "off":
            x, y = attribute(element, "x"), attribute(element, "y")
            if shape.top is None and _EMU.fullmatch(x) and _EMU.fullmatch(y):
                shape.top, shape.left = int(y), int(x)
        elif name == "ext":
            cx, cy = (emu_millimetres(attribute(element, side)) for side in ("cx", "cy"))
            if cx and cy:  # else it is an extension
                shape.size_mm = (cx, cy)
        elif name == "blip":
            shape.has_picture = True
        else:
            kind = {"chart": "chart", "relIds": "diagram", "oleObj": "object"}[name]
            identity = relation_id(element, "dm" if name == "relIds" else "id")
            shape.lines.append(self._show(kind, identity, attribute(element, "progId")))
            self._size += len(shape.lines[-1])

    def _end_shape(self) -> None:
        shape = self._open.pop()
        self._size += len(shape.description)
        self._open[-1].children.append(shape.finish())


@dataclass(slots=True)
class _OpenShape:
    """A shape under way: its finished lines, the cells of a table row, the words of a paragraph."""

    lines: list[str] = field(default_factory=list)
    cells: list[list[str]] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    struck: StruckRuns = field(default_factory=StruckRuns)
    children: list[Shape] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    number: tuple[str, str] = ("", "")
    level: str = ""
    is_in_cell: bool = False
    has_picture: bool = False
    size_mm: tuple[float, float] = (0.0, 0.0)
    description: str = ""
    role: str = ""
    index: str = ""
    top: int | None = None
    left: int = 0

    def begin_cell(self) -> None:
        self.cells.append([])
        self.is_in_cell = True
        self.counts.clear()

    def end_cell(self) -> None:
        self.is_in_cell = False

    def end_row(self) -> None:
        row = "\t".join(" ".join(cell) for cell in self.cells).rstrip()
        self.cells.clear()
        if row:
            self.lines.append(row)

    def write(self, text: str, *, is_struck: bool) -> None:
        if is_struck or self.struck.is_open:
            text = self.struck.marked(text, is_struck=is_struck)
        self.words.append(text)

    def end_paragraph(self) -> int:
        """Finish a paragraph; returns how many characters its number has."""
        self.words.append(self.struck.end())
        text = "".join(self.words).strip("\n")
        label = self._label() if text.strip() else ""
        self.words.clear()
        self.number, self.level = ("", ""), ""
        if text.strip():
            into = self.cells[-1] if self.is_in_cell and self.cells else self.lines
            into.append(label + text)
        return len(label)

    def finish(self) -> Shape:
        """Return the shape with all that is inside it."""
        self.end_row()
        inside = [shape.text for shape in in_reading_order(self.children)]
        text = "\n".join(filter(None, (*self.lines, *inside, self.description)))
        return Shape(text, self.role, self.index, self.top, self.left)

    def _label(self) -> str:
        """Return the number before the paragraph; deeper ones begin anew after it."""
        kind, start = self.number
        for deeper in [level for level in self.counts if level > self.level]:
            del self.counts[deeper]
        form = _AUTO_NUMBER.fullmatch(kind)
        if form is None:
            self.counts.pop(self.level, None)
            return ""
        first = int(start) if re.fullmatch(r"\d{1,5}", start) else 1
        self.counts[self.level] = self.counts.get(self.level, first - 1) + 1
        number = number_text(self.counts[self.level], _NUMBER_FORMS[form[1]])
        return _NUMBER_FRAMES.get(form[2], "{}").format(number) + " "


def _shown(words: Any) -> tuple[str, bool]:
    """Return the text of a run's ``a:t``, raised or lowered, and whether it is struck out."""
    text, look = str(words.text or ""), words.getprevious()
    if look is None or not str(look.tag).endswith("}rPr"):
        return text, False
    baseline = look.get("baseline", "0")
    if baseline.strip("0%"):
        text = (below if baseline.startswith("-") else above)(text)
    return text, look.get("strike", "noStrike") != "noStrike"


def texts(shapes: Iterable[Shape], *roles: str) -> Iterator[str]:
    """Yield the texts of the placeholders of some roles that say something."""
    for shape in shapes:
        if shape.role in roles and shape.text.strip():
            yield shape.text
