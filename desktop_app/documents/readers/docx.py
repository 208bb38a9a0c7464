"""DOCX: the body with tables and text boxes, then notes, comments, headers and footers.

The XML is streamed (``lxml.iterparse``) with entities, DTD and network off, and finished elements
are thrown away, so memory does not grow with the document.
"""

from __future__ import annotations

import posixpath
import re
from typing import Any

from desktop_app.documents.limits import MAX_TEXT_CHARS
from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.readers.source import Extracted, Source
from desktop_app.documents.readers.xml_stream import forget, xml_elements, xml_events
from desktop_app.documents.readers.zips import Member, Package

# In the order they are read in; the body comes before all.
_OTHER_PARTS = (
    "footnotes",
    "endnotes",
    "comments",
    "diagrams/data",
    "charts/chart",
    "header",
    "footer",
)
_TEXT = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
# What is struck out or moved away, and the second copy of a text box for old programs.
_SKIPPED = frozenset({"Fallback", "del", "moveFrom"})
_TAGS = tuple(
    f"{{*}}{name}"
    for name in ("t", "p", "r", "pStyle", "txbxContent", "tbl", "tr", "tc", *_TEXT, *_SKIPPED)
)
_HEADING_STYLE = re.compile(r"(?:title|titel|heading1|berschrift1|titre1?|ttulo1?)$", re.IGNORECASE)
_GAPS = re.compile(r"\n{3,}")


def read(source: Source) -> Extracted:
    """Return the text; paragraphs are parted by an empty line, cells by tabs.

    Raises:
        ReadFailure: DAMAGED, TOO_LARGE or ENCRYPTED where not even a part of the body was read.
    """
    package = Package(source.stream())
    main = _main_part(package)
    pieces: list[str] = []
    walker = _Walker(pieces)
    problem: ReadFailure | None = None
    try:
        for part in (main, *_other_parts(package, main)):
            walker.walk(package.open(part))
    except ReadFailure as exc:
        problem = exc
    text = _GAPS.sub("\n\n", "".join(pieces))
    title = _core_title(package) or walker.heading
    if problem is None:
        return Extracted((text,), title)
    if not text.strip():
        raise problem
    return Extracted((text,), title, problem.reason, problem.detail)


def _main_part(package: Package) -> str:
    if "_rels/.rels" in package.names:
        for element in xml_elements(package.open("_rels/.rels"), "{*}Relationship"):
            if element.get("Type", "").endswith("/officeDocument"):
                return posixpath.normpath(str(element.get("Target", ""))).lstrip("/")
    for name in ("word/document.xml", "word/document2.xml"):
        if name in package.names:
            return name
    raise ReadFailure(Reason.DAMAGED, "no document inside")


def _other_parts(package: Package, main: str) -> list[str]:
    folder = re.escape(posixpath.dirname(main))
    return [
        name
        for kind in _OTHER_PARTS
        for name in sorted(package.names)
        if re.fullmatch(rf"{folder}/{kind}\d*\.xml", name)
    ]


def _core_title(package: Package) -> str:
    try:
        if "docProps/core.xml" in package.names:
            for element in xml_elements(package.open("docProps/core.xml"), "{*}title"):
                return element.text or ""
    except ReadFailure:
        pass  # the properties are a nicety
    return ""


class _Walker:
    """Writes the text of parts into ``pieces``; a text box follows the paragraph it hangs on."""

    def __init__(self, pieces: list[str]) -> None:
        self.heading = ""
        self._pieces = pieces
        self._size = 0

    def walk(self, member: Member) -> None:
        self._open: list[list[str]] = [[]]  # paragraphs under way, text boxes inside each other
        self._boxes: list[str] = []
        self._box_depth = self._skipping = self._cells = 0
        self._style = ""
        for event, element in xml_events(member, _TAGS, ("start", "end")):
            name = element.tag.rpartition("}")[2]
            if event == "start":
                self._start(name)
            else:
                self._end(name, element)

    def _start(self, name: str) -> None:
        if name in _SKIPPED:
            self._skipping += 1
        elif self._skipping:
            pass
        elif name == "txbxContent":
            self._open.append([])
            self._box_depth += 1
        elif name == "tc":
            self._cells += 1

    def _end(self, name: str, element: Any) -> None:
        if name in _SKIPPED:
            self._skipping -= 1
        elif self._skipping:
            pass
        elif name == "t":
            self._open[-1].append(element.text or "")
        elif name in _TEXT:
            self._open[-1].append(_TEXT[name])
        elif name == "pStyle":
            self._style = next(iter(element.values()), "")
        else:
            self._close(name)
        if name in ("p", "r", "t", "tr", "tbl"):
            forget(element)

    def _close(self, name: str) -> None:
        if name == "p":
            self._end_paragraph()
        elif name == "txbxContent" and len(self._open) > 1:
            self._boxes.append("".join(self._open.pop()))
            self._box_depth -= 1
        elif name == "tc":
            self._cells -= 1
            self._replace_end("\t")
        elif name == "tr":
            self._replace_end("\n")
        elif name == "tbl" and not self._cells:
            self._replace_end("\n\n")

    def _end_paragraph(self) -> None:
        end = " " if self._cells else "\n\n"
        if self._box_depth:
            self._open[-1].append(end)
            return
        text = "".join(self._open[-1])
        self._open[-1].clear()
        if not self.heading and _HEADING_STYLE.search(self._style):
            self.heading = text.strip()
        self._style = ""
        if self._cells or text.strip():
            self._write(text + end)
        for box in self._boxes:
            self._write(box + end)
        self._boxes.clear()

    def _replace_end(self, end: str) -> None:
        if self._box_depth:
            self._open[-1].append(end)
            return
        if self._pieces:
            self._pieces[-1] = (
                self._pieces[-1].rstrip() if end != "\t" else self._pieces[-1].rstrip(" \n")
            )
        self._write(end)

    def _write(self, text: str) -> None:
        self._pieces.append(text)
        self._size += len(text)
        if self._size > MAX_TEXT_CHARS:
            raise ReadFailure(Reason.TOO_LARGE, "only the beginning was read")
