"""What XLSX and XLSB share: strings kept once for all cells, number formats, and the parts around
a sheet (comments, text boxes, charts), which are XML in both.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator
from typing import Any, Final

from desktop_app.documents.readers.picture_texts import alternative_text
from desktop_app.documents.readers.raised_lowered import above, below
from desktop_app.documents.readers.sheets.number_formats import BUILT_IN_CODES
from desktop_app.documents.readers.sheets.sheet_text import SheetText
from desktop_app.documents.sources.ooxml import OfficePackage, Relation, local_name
from desktop_app.documents.sources.xml_stream import forget, xml_elements, xml_events
from desktop_app.documents.text.struck import STRUCK_START, StruckRuns, struck

_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_THREADED = re.compile(r"\[Threaded comment\]")
_FIELD = re.compile(r'&(?:[LCR]|"[^"]*"|\d+|K[0-9A-Fa-f+\-]{5,6}|[A-Za-z]|(&))')
_SHIFTS: Final = {"superscript": above, "subscript": below}
_SHOWN_AS_TEXT = ("p", "t", "br", "cNvPr", "Fallback")
_INSIDE_DRAWINGS = ("chart", "chartEx", "diagramData", "chartUserShapes")


class SharedStrings:
    """The strings that cells refer to by number, packed: 8 bytes and their UTF-8 each."""

    def __init__(self) -> None:
        self._data = bytearray()
        self._ends = array("Q")

    def append(self, text: str) -> None:
        self._data += text.encode("utf-8", "replace")
        self._ends.append(len(self._data))

    def __getitem__(self, index: int) -> str:
        """Return a string, "" for a number there is none of."""
        if not 0 <= index < len(self._ends):
            return ""
        start = self._ends[index - 1] if index else 0
        return self._data[start : self._ends[index]].decode()


class CellFormats:
    """The number format of each cell style, and whether its font is struck out."""

    def __init__(self) -> None:
        self._custom: dict[int, str] = {}
        self._styles: list[int] = []
        self._fonts: list[bool] = []
        self._struck: set[int] = set()

    def add_code(self, number: int, code: str) -> None:
        self._custom[number] = code

    def add_font(self, *, is_struck: bool) -> None:
        self._fonts.append(is_struck)

    def add_style(self, number: int, font: int = -1) -> None:
        """Add a cell style by the numbers of its format and of its font, which is added before."""
        if 0 <= font < len(self._fonts) and self._fonts[font]:
            self._struck.add(len(self._styles))
        self._styles.append(number)

    def drawn(self, text: str, style: int) -> str:
        """Return the text of a cell, marked if its style strikes it out.

        Text that marks some of its words has fonts of its own.
        """
        return struck(text) if style in self._struck and STRUCK_START not in text else text

    def code(self, style: int) -> str:
        """Return the format code of a cell style; "" for the plain number."""
        if not 0 <= style < len(self._styles):
            return ""
        number = self._styles[style]
        found = self._custom.get(number)
        return BUILT_IN_CODES.get(number, "") if found is None else found


class SheetParts:
    """Reads comments and drawings of sheets; a part that two sheets share is read once."""

    def __init__(self, package: OfficePackage) -> None:
        self._package = package
        self._seen: set[str] = set()

    def is_new(self, part: str) -> bool:
        """Whether a part is there and was not read before."""
        is_new = part not in self._seen and part in self._package
        self._seen.add(part)
        return is_new

    def add(self, relations: tuple[Relation, ...], sheet: SheetText) -> None:
        """Write what belongs to a sheet into it.

        Raises:
            ReadFailure: DAMAGED or TOO_LARGE.
        """
        for relation in relations:
            if relation.kind == "comments" and not relation.target.lower().endswith(".bin"):
                self._add_comments(relation.target, sheet)
            elif relation.kind == "threadedComment":
                self._add_threads(relation.target, sheet)
            elif relation.kind == "drawing":
                self._add_drawing(relation.target, sheet)

    def _add_comments(self, part: str, sheet: SheetText) -> None:
        if self.is_new(part):
            for comment in xml_elements(self._package.open(part), "{*}comment"):
                add_comment(rich_text(comment), sheet)
                forget(comment)

    def _add_threads(self, part: str, sheet: SheetText) -> None:
        if self.is_new(part):
            for text in xml_elements(self._package.open(part), "{*}text"):
                sheet.block(text.text or "")
                forget(text)

    def _add_drawing(self, part: str, sheet: SheetText) -> None:
        if not self.is_new(part):
            return
        sheet.block("\n".join(self._paragraphs(part)))
        for relation in self._package.relations(part):
            if relation.kind in _INSIDE_DRAWINGS and self.is_new(relation.target):
                sheet.block("\n".join(self._paragraphs(relation.target)))

    def _paragraphs(self, part: str) -> Iterator[str]:
        """Yield paragraphs and descriptions of pictures in DrawingML."""
        tags = tuple(f"{{*}}{name}" for name in _SHOWN_AS_TEXT)
        runs: list[str] = []
        skipping = 0
        for event, element in xml_events(self._package.open(part), tags, ("start", "end")):
            name = local_name(element)
            if name == "Fallback":  # the same again for old programs
                skipping += 1 if event == "start" else -1
            elif event == "start" or skipping:
                pass
            elif name == "t":
                runs.append(element.text or "")
            elif name == "br":
                runs.append("\n")
            elif name == "cNvPr":
                yield from filter(None, [alternative_text(element.get("descr", ""))])
            else:
                yield from filter(None, ["".join(runs).strip()])
                runs.clear()
                forget(element)


def add_comment(text: str, sheet: SheetText) -> None:
    """Write a comment, unless it is Excel's stand-in for a thread of comments."""
    if not _THREADED.match(text):
        sheet.block(text)


def rich_text(element: Any) -> str:
    """Return the text of a string of SpreadsheetML, without its phonetic guides.

    What is struck out is marked; figures above and below the line are such signs.
    """
    if len(element) == 1 and not len(element[0]):
        return unescaped(element[0].text or "")
    runs = StruckRuns()
    pieces: list[str] = []
    for node in element.iter("{*}t"):
        parent = local_name(node.getparent())
        if parent == "rPh":
            continue
        text, is_out = unescaped(node.text or ""), False
        if (
            parent == "r"
            and (font := next(node.itersiblings("{*}rPr", preceding=True), None)) is not None
        ):
            text, is_out = _shifted(text, font), is_struck(font)
        pieces.append(runs.marked(text, is_struck=is_out))
    return "".join((*pieces, runs.end()))


def is_struck(font: Any) -> bool:
    """Whether a font of SpreadsheetML strikes its text out."""
    return any(
        node.get("val", "1") not in ("0", "false") for node in font.iterchildren("{*}strike")
    )


def _shifted(text: str, font: Any) -> str:
    for node in font.iterchildren("{*}vertAlign"):
        return _SHIFTS.get(node.get("val"), str)(text)
    return text


def unescaped(text: str) -> str:
    """Replace ``_x000D_`` and the like by the character meant (ECMA-376 part 1, 22.9.2.19)."""
    if "_x" not in text:
        return text
    text = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def running_text(code: str) -> str:
    """Return the words of a header or footer; codes for page numbers, dates and fonts go.

    The codes are those of ECMA-376 part 1, 18.3.1.46 (``&P``, ``&"Arial,Bold"``, ``&12``, ...).
    """
    words = _FIELD.sub(lambda match: match[1] or "\t", code)
    return " ".join(words.split())
