"""Flowing text of OpenDocument: paragraphs, tables, lists, notes, text boxes; pages and slides.

What hangs on a paragraph (a text box, a drawing's description) follows it; notes and comments come
at the end of their page, as in the other readers, so that a DOCX and its ODT give the same text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from desktop_app.documents.readers.large_pictures import LargePictures, millimetres
from desktop_app.documents.readers.links import unseen_addresses
from desktop_app.documents.readers.note_marks import at_word, raised
from desktop_app.documents.readers.open_document.odf_lists import ListNumbers
from desktop_app.documents.readers.open_document.odf_markup import (
    Mark,
    MarkKind,
    inside,
    pass_over,
    prefixed,
)
from desktop_app.documents.readers.open_document.odf_styles import PLAIN, Look, TextStyles
from desktop_app.documents.readers.sheets.sheet_text import TextRoom
from desktop_app.documents.readers.tick_boxes import EMPTY_BOX, box
from desktop_app.documents.text.struck import StruckRuns

# Deleted text, pictures, templates of directories, copies of a chart's cells.
SKIPPED = frozenset(
    {
        "text:tracked-changes",
        "text:index-title-template",
        "office:binary-data",
        "office:scripts",
        "office:event-listeners",
        "table:tracked-changes",
        "math:math",
    }
)
_PAGE_FIELDS = frozenset({"text:page-number", "text:page-count"})
# In a header, what differs from page to page or from day to day.
_CHANGING_FIELDS = _PAGE_FIELDS | {
    f"text:{name}" for name in ("sheet-name", "date", "time", "file-name")
}
_PARAGRAPHS = frozenset({"text:p", "text:h", "svg:title", "svg:desc"})
BOXES = frozenset(
    f"draw:{shape}"
    for shape in (
        *("frame", "text-box", "custom-shape", "rect", "ellipse", "circle", "line", "polyline"),
        *("polygon", "regular-polygon", "path", "connector", "caption", "measure", "g", "control"),
    )
)
_FORM_TEXTS = ("form:label", "form:current-value", "form:value")
_FORM_BOXES = frozenset({"form:checkbox", "form:radio"})
_FORM_STATES = tuple(
    f"form:{name}" for name in ("current-state", "state", "current-selected", "selected")
)
# Fields of Word's old forms are in a namespace of LibreOffice's own.
_FIELD = ":fieldmark"
_FORM_PREFIXES = ("form:", _FIELD, ":param")
_MAX_SPACES = 100
_OBJECT_PICTURES = "ObjectReplacements/"
"""Where a package keeps pictures of its charts and embedded documents."""
_KEPT_APART = frozenset({"presentation:footer-decl", "presentation:header-decl"})
_FLOWS = BOXES | _KEPT_APART | {"text:note-body", "office:annotation"}
_BLANKS = {"text:s": " ", "text:tab": "\t", "text:line-break": "\n"}
_ITEMS = ("text:list-item", "text:list-header")
_CELLS = ("table:table-cell", "table:covered-table-cell")
_WHITE = re.compile(r"[ \t\r\n]+")
_GAPS = re.compile(r"\n{3,}")


@dataclass(slots=True)
class _Flow:
    """A run of paragraphs: the body, a text box, a note or a comment.

    Attributes:
        name: Of the element it is the content of.
        pieces: Finished text.
        runs: Of the paragraph under way.
        hanging: Text of what is anchored in the paragraph under way.
        cells: How many table cells the present place is in.
        looks: Of the paragraph under way and of the spans open in it.
    """

    name: str = ""
    pieces: list[str] = field(default_factory=list)
    runs: list[str] = field(default_factory=list)
    hanging: list[str] = field(default_factory=list)
    paragraphs: int = 0
    cells: int = 0
    looks: list[Look] = field(default_factory=list)
    struck: StruckRuns = field(default_factory=StruckRuns)

    def write(self, text: str) -> None:
        """Add words to the paragraph under way."""
        look = self.looks[-1] if self.looks else PLAIN
        if look.shift:
            text = look.placed(text)
        if look.is_struck or self.struck.is_open:
            text = self.struck.marked(text, is_struck=bool(look.is_struck))
        self.runs.append(text)

    def text(self) -> str:
        return _GAPS.sub("\n\n", "".join(self.pieces)).strip()


class FlowText:
    """Collects text from marks, page by page.

    Args:
        lists: Has learned the document's list styles.
        breaks: Paragraph and table styles that begin a new page.
        looks: Styles that strike out, raise or lower.
        is_running: Whether it is a header or footer, where page numbers and dates are no text.

    Attributes:
        heading: The first heading or title, or "".
        pictures: Those shown.
    """

    def __init__(
        self,
        room: TextRoom,
        lists: ListNumbers,
        breaks: frozenset[str] = frozenset(),
        looks: TextStyles | None = None,
        *,
        is_running: bool = False,
    ) -> None:
        self.heading = ""
        self._running: list[str] = []
        self._addresses: list[str] = []
        self._looks = looks or TextStyles()
        self.pictures = LargePictures()
        self._room = room
        self._lists = lists
        self._breaks = breaks
        self._is_running = is_running
        self._flows = [_Flow()]
        self._pages: list[str] = []
        self._footnotes: list[str] = []
        self._endnotes: list[str] = []
        self._comments: list[str] = []
        self._notes = self._footnotes
        self._note_mark = ""
        self._has_pages = False
        self._turns = False

    def take(self, root: Mark, stream: Iterator[Mark]) -> None:
        """Read on to the end of ``root``, which has just started.

        Raises:
            ReadFailure: DAMAGED or TOO_LARGE; what was taken before stays.
        """
        self._has_pages = root.get("text:use-soft-page-breaks") == "true"
        skipped = SKIPPED | (_CHANGING_FIELDS if self._is_running else frozenset())
        if root.name in ("office:presentation", "office:drawing"):
            self._has_pages = True
            skipped |= _PAGE_FIELDS
        elif root.name == "office:chart":
            skipped |= {"table:table"}  # a copy of the cells it shows
        for mark in inside(root, stream):
            if mark.kind is MarkKind.TEXT:
                if self._flows[-1].paragraphs:
                    self._flows[-1].write(_WHITE.sub(" ", mark.text))
            elif mark.kind is MarkKind.END:
                self._end(mark)
            elif mark.name == "text:note-citation":
                self._take_mark(mark, stream)
            elif mark.name in skipped:
                pass_over(mark, stream)
            else:
                self._start(mark)

    def pages(self) -> tuple[str, ...]:
        """Return the text of each page so far; one page where the file does not tell."""
        while len(self._flows) > 1:
            self._end_flow()
        if self._flows[0].runs:
            self._end_paragraph()
        if not self._pages or any((self._flows[0].pieces, self._footnotes, self._comments)):
            self._turn_page()
        if self._endnotes and self._pages:
            self._pages[-1] = "\n\n".join((self._pages[-1], *self._endnotes))
            self._endnotes.clear()
        return tuple(self._pages) or ("",)

    def _start(self, mark: Mark) -> None:
        name, flow = mark.name, self._flows[-1]
        if name in _PARAGRAPHS:
            self._start_paragraph(mark, flow)
        elif name in _BLANKS:
            flow.write(_BLANKS[name] * mark.number("text:c", _MAX_SPACES))
        elif name == "text:span":
            self._open_look(mark, flow)
        elif name == "text:a":
            self._addresses.append(mark.get(":href"))
        elif name in _FLOWS:
            self._flows.append(_Flow(name, paragraphs=name in _KEPT_APART))
        elif name in _CELLS:
            flow.cells += 1
        elif name in ("table:table", "table:table-row"):
            if not flow.cells:
                self._turn_before(mark, flow)
        elif name == "text:soft-page-break":
            self._turns = True
        elif name.startswith(_FORM_PREFIXES):
            self._write_form(mark, flow)
        elif name == "draw:image":
            self._show_picture(mark)
        else:
            self._start_numbered(mark)

    def _open_look(self, mark: Mark, flow: _Flow) -> None:
        if self._looks.is_telling:
            family = "text" if mark.name == "text:span" else "paragraph"
            around = flow.looks[-1] if flow.looks and family == "text" else PLAIN
            flow.looks.append(self._looks.look(family, mark.get("text:style-name")).over(around))

    def below(self, pages: Iterable[str]) -> tuple[str, ...]:
        """Return footers that slides refer to, and where links lead if ``pages`` do not say so."""
        return (
            *self._running,
            *filter(None, (unseen_addresses(self._addresses, "\n".join(pages)),)),
        )

    def _show_picture(self, image: Mark) -> None:
        frame = image.element.getparent()
        if frame is not None and _OBJECT_PICTURES not in image.get(":href"):
            size = {prefixed(key): str(value) for key, value in frame.items()}
            sides = (millimetres(size.get(side, "")) for side in ("svg:width", "svg:height"))
            self.pictures.add(*sides)

    def _start_numbered(self, mark: Mark) -> None:
        if mark.name == "text:list":
            self._lists.start_list(mark)
        elif mark.name in _ITEMS:
            self._lists.start_item(mark)
        elif mark.name == "text:note":
            is_endnote = mark.get("text:note-class") == "endnote"
            self._notes = self._endnotes if is_endnote else self._footnotes

    def _take_mark(self, citation: Mark, stream: Iterator[Mark]) -> None:
        """Write a note's mark at its word, and remember it for the note."""
        self._note_mark = raised("".join(part.text for part in inside(citation, stream)).strip())
        flow = self._flows[-1]
        flow.runs.append(flow.struck.end() + at_word(self._note_mark))

    def _start_paragraph(self, mark: Mark, flow: _Flow) -> None:
        if not flow.paragraphs and not flow.cells:
            self._turn_before(mark, flow)
        flow.paragraphs += 1
        self._open_look(mark, flow)
        label = self._lists.label(mark) if mark.name in ("text:p", "text:h") else ""
        if label:
            flow.runs.append(label + " ")

    def _end(self, mark: Mark) -> None:
        name, flow = mark.name, self._flows[-1]
        if name in _PARAGRAPHS:
            self._end_paragraph(is_heading=name == "text:h")
        elif name == "text:span":
            del flow.looks[-1:]
        elif name == flow.name:
            self._end_flow()
        elif name in _CELLS:
            flow.cells = max(0, flow.cells - 1)
            _replace_end(flow, "\t", " \n")
        elif name == "table:table-row":
            _replace_end(flow, " " if flow.cells else "\n", " \t\n")
        elif name == "table:table" and not flow.cells:
            _replace_end(flow, "\n\n", " \t\n")
        elif name == "text:list":
            self._lists.end_list()
        elif name in _ITEMS:
            self._lists.end_item()
        elif name == "draw:page":
            self._turn_page()

    def _end_paragraph(self, *, is_heading: bool = False) -> None:
        flow = self._flows[-1]
        flow.paragraphs = max(0, flow.paragraphs - 1)
        flow.runs.append(flow.struck.end())
        del flow.looks[-1:]
        text = "".join(flow.runs).strip(" \n")
        flow.runs.clear()
        if is_heading and not self.heading:
            self.heading = text
        end = " " if flow.cells else "\n\n"
        self._write(flow, text, end)
        for hung in flow.hanging:
            flow.pieces.append(hung + end)  # counted when it was written
        flow.hanging.clear()

    def _end_flow(self) -> None:
        if self._flows[-1].runs:
            self._end_paragraph()
        ended, outer = self._flows.pop(), self._flows[-1]
        text = ended.text()
        if not text:
            return
        if ended.name == "text:note-body":
            self._notes.append(f"{self._note_mark} {text}".lstrip())
        elif ended.name == "office:annotation":
            self._comments.append(text)
        elif ended.name in _KEPT_APART:
            self._running.append(text)
        elif outer.paragraphs:
            outer.hanging.append(text)
        else:
            outer.pieces.append(text + (" " if outer.cells else "\n\n"))

    def _write_form(self, mark: Mark, flow: _Flow) -> None:
        if mark.name in _FORM_BOXES:
            state = next(filter(None, map(mark.get, _FORM_STATES)), "")
            tick = box(is_ticked=state in ("checked", "true"))
            self._write(flow, f"{tick} {mark.get('form:label').strip()}".rstrip(), "\n\n")
            return
        if mark.name == _FIELD and mark.get(":type").endswith("FORMCHECKBOX"):
            flow.runs.append(EMPTY_BOX)
        elif mark.get(":name") == "Checkbox_Checked" and flow.runs[-1:] == [EMPTY_BOX]:
            flow.runs[-1] = box(is_ticked=mark.get(":value") == "true")
        for name in _FORM_TEXTS:
            self._write(flow, mark.get(name).strip(), "\n\n")

    def _write(self, flow: _Flow, text: str, end: str) -> None:
        if text or flow.cells:
            self._room.take(len(text) + len(end))
            flow.pieces.append(text + end)

    def _turn_before(self, mark: Mark, flow: _Flow) -> None:
        """Begin a new page where one ended meanwhile or the style asks for it."""
        if len(self._flows) > 1 or not self._has_pages:
            return
        style = mark.get("text:style-name") or mark.get("table:style-name")
        if self._turns or (style in self._breaks and flow.pieces):
            self._turn_page()

    def _turn_page(self) -> None:
        self._turns = False
        text = "\n\n".join(filter(None, (self._flows[0].text(), *self._footnotes, *self._comments)))
        self._flows[0].pieces.clear()
        self._footnotes.clear()
        self._comments.clear()
        if text or self._has_pages:
            self._pages.append(text)


def _replace_end(flow: _Flow, end: str, dropped: str) -> None:
    while flow.pieces:
        flow.pieces[-1] = flow.pieces[-1].rstrip(dropped)
        if flow.pieces[-1] or end == "\t":
            break
        flow.pieces.pop()
    flow.pieces.append(end)
