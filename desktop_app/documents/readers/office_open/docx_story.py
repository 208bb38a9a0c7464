"""The text of one WordprocessingML part, paragraph by paragraph (ECMA-376-1, clause 17).

Word calls the body, each header and footer, the notes and the comments *stories*. One is streamed
with finished elements thrown away; open are only the paragraph, the table row and the text boxes
under way, on lists of their own, so neither size nor nesting costs more than the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from desktop_app.documents.limits import MAX_TEXT_CHARS
from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.readers.large_pictures import (
    LargePictures,
    emu_millimetres,
    millimetres,
)
from desktop_app.documents.readers.list_numbers import Labels
from desktop_app.documents.readers.office_open.docx_blocks import Attached, Block, Flow, Row
from desktop_app.documents.readers.office_open.docx_fields import Fields, form_choice, form_tick
from desktop_app.documents.readers.office_open.docx_runs import (
    RUN_PROPERTIES,
    RunLook,
    RunStyles,
    is_of_run,
)
from desktop_app.documents.readers.office_open.docx_symbols import symbol
from desktop_app.documents.readers.picture_texts import alternative_text
from desktop_app.documents.sources.ooxml import (
    Alternatives,
    attribute,
    local_name,
    relation_id,
)
from desktop_app.documents.sources.xml_stream import Readable, forget, xml_events

NOTE_NUMBER = "\ufdd1"
"""Stands in a note for its own number, which only the body knows; no text has this character."""

# A fraction is written with a slash between its parts (m:num is what stands above the line).
_PLAIN = {"ptab": "\t", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\u00ad", "num": "/"}
# What is struck out, moved away, or was so before a tracked change.
_SKIPPED = frozenset({"del", "moveFrom", "pPrChange", "rPrChange", "numberingChange"})
_CHANGES = frozenset({"del", "ins", "moveFrom"})
_OWNERS = frozenset({"footnote", "endnote", "comment"})
_SHAPES = ("shape", "rect", "roundrect", "oval")
_STARTS = frozenset({"p", "txbxContent", "tbl", "tr", "tc", "fldSimple"}) | _OWNERS
_FORGOTTEN = frozenset({"p", "r", "t", "tr", "tbl", "altChunk"}) | _OWNERS
_STYLE = re.compile(r"(?:^|;)\s{0,9}(width|height):([^;]{1,40})")
_STYLE_CHARS = 1_000
_FALSE = frozenset({"0", "false", "off"})


class Story:
    """Reads stories one after the other; list numbers go on from one to the next.

    Args:
        labels: Counts the numbered paragraphs.
        styles: Those that strike out, raise or lower.
        note_mark: Called with "footnote" or "endnote" and an id at each reference to a note;
            returns the mark that is written there.
        is_running: A header or footer: the results of page-number fields are left out.
        pictures: Takes in the pictures shown.

    Attributes:
        addresses: Where hyperlinks lead that are fields.
        changes: How many tracked changes wait to be accepted.
    """

    def __init__(
        self,
        labels: Labels,
        styles: RunStyles,
        note_mark: Callable[[str, str], str] = lambda kind, identity: "",
        *,
        is_running: bool = False,
        pictures: LargePictures | None = None,
    ) -> None:
        self._pictures = pictures or LargePictures()
        self._extent = (0.0, 0.0)  # in mm, of the drawing under way
        self._labels, self._styles, self._note_mark = labels, styles, note_mark
        self._fields = Fields(without_page_numbers=is_running)
        self.addresses = self._fields.addresses
        self.changes = 0
        self._size = 0
        self._ends: dict[str, Callable[[Any], None]] = {
            "t": lambda element: self._write(element.text or ""),
            "tab": self._tab,
            "br": self._break,
            "sym": lambda e: self._write(symbol(attribute(e, "char"), attribute(e, "font"))),
            **{name: self._writer(text) for name, text in _PLAIN.items()},
            "footnoteRef": lambda element: self._write(NOTE_NUMBER),
            "endnoteRef": lambda element: self._write(NOTE_NUMBER),
            "lastRenderedPageBreak": lambda element: self._turn_page(is_hard=False),
            "pageBreakBefore": self._break_before,
            **{name: self._looking(name) for name in RUN_PROPERTIES},
            "pStyle": self._style,
            "numId": self._list,
            "ilvl": self._level,
            "footnoteReference": lambda element: self._note("footnote", element),
            "endnoteReference": lambda element: self._note("endnote", element),
            "commentReference": lambda element: self._attach("comment", element),
            "fldChar": lambda element: self._fields.mark(attribute(element, "fldCharType")),
            "instrText": lambda element: self._fields.instruct(element.text or ""),
            "fldSimple": lambda element: self._fields.mark("end"),
            "naryPr": lambda element: self._write(_value(element, "{*}chr", "∫")),
            "dPr": lambda element: self._write(_value(element, "{*}begChr", "(")),
            "d": lambda element: self._write(_closing(element)),
            "checkBox": lambda element: self._write(form_tick(element)),
            "ddList": lambda element: self._write(form_choice(element)),
            "docPr": lambda element: self._hang(attribute(element, "descr")),
            **dict.fromkeys(_SHAPES, lambda element: self._hang(attribute(element, "alt"))),
            "textpath": lambda element: self._hang(attribute(element, "string")),
            "extent": self._begin_drawing,
            "blip": lambda element: self._show_picture(*self._extent),
            "imagedata": self._show_old_picture,
            "chart": lambda element: self._attach("chart", element),
            "relIds": lambda element: self._attach("diagram", element, "dm"),
            "OLEObject": lambda element: self._attach("object", element),
            "altChunk": self._alternative_chunk,
            "p": lambda element: self._end_paragraph(),
            "r": lambda element: self._end_run(),
            "tbl": lambda element: None,
            "tr": lambda element: self._end_row(),
            "tc": lambda element: self._end_cell(),
            "txbxContent": lambda element: self._end_box(),
            **dict.fromkeys(_OWNERS, lambda element: self._end_owner()),
        }

    def blocks(self, stream: Readable) -> Iterator[Block]:
        """Yield the story's paragraphs and rows.

        Raises:
            ReadFailure: Of the stream, or TOO_LARGE; what was read before has been yielded.
        """
        self._flows, self._rows = [Flow()], list[Row]()
        self._ready: list[Block] = []
        self._alternatives = Alternatives()
        self._skipping = 0
        self._is_under_row = False
        self._is_new_page = True  # no text since the last page break
        self._owner = ""
        names = {*self._ends, *_SKIPPED, *_CHANGES, *Alternatives.TAGS}
        tags = tuple(f"{{*}}{name}" for name in names)
        try:
            for event, element in xml_events(stream, tags, ("start", "end")):
                name = local_name(element)
                if event == "start":
                    self._start(name, element)
                    continue
                self._end(name, element)
                if name in _FORGOTTEN:
                    forget(element)
                yield from self._take_ready()
                if self._size > MAX_TEXT_CHARS:
                    raise ReadFailure(Reason.TOO_LARGE, "only the beginning was read")
        except ReadFailure:
            self._break_off()
            yield from self._take_ready()
            raise
        self._break_off()
        yield from self._take_ready()

    def _take_ready(self) -> list[Block]:
        ready, self._ready = self._ready, []
        return ready

    def _break_off(self) -> None:
        """Close all that is under way, from the inside out."""
        while True:
            while self._rows and self._rows[-1].depth >= len(self._flows):
                self._end_row()
            self._flows[-1].continues = False
            self._end_paragraph()
            if len(self._flows) == 1:
                return
            self._end_cell()

    # ---- beginnings and ends of elements -----------------------------------------------------

    def _start(self, name: str, element: Any) -> None:
        if name in _CHANGES:
            self.changes += 1
        if name in Alternatives.TAGS:
            self._alternatives.start(name)
        elif name in _SKIPPED:
            self._start_skipped(name, element)
        elif self._is_skipped or name not in _STARTS:
            pass
        elif name == "p":
            if self._flows[-1].has_loose_words:
                self._end_paragraph()
        elif name == "txbxContent":
            self._flows.append(Flow())
        elif name == "tbl":
            self._is_under_row = False
        elif name == "tr":
            self._rows.append(Row(len(self._flows)))
        elif name == "tc":
            self._flows.append(Flow(self._rows[-1] if self._rows else None))
        elif name == "fldSimple":
            self._fields.begin_simple(attribute(element, "instr"))
        else:
            self._owner = attribute(element, "id")

    def _end(self, name: str, element: Any) -> None:
        if name in Alternatives.TAGS:
            self._alternatives.end(name)
        elif name in _SKIPPED:
            self._skipping -= 1
        elif not self._is_skipped and name in self._ends:
            self._ends[name](element)

    @property
    def _is_skipped(self) -> bool:
        return self._skipping > 0 or self._alternatives.is_rejected

    def _start_skipped(self, name: str, element: Any) -> None:
        parent = element.getparent()
        if name in ("del", "moveFrom") and parent is not None and local_name(parent) == "rPr":
            # The end of the paragraph is struck out: it goes on with the next one.
            self._flows[-1].continues = True
        self._skipping += 1

    # ---- inside a paragraph ------------------------------------------------------------------

    def _write(self, text: str) -> None:
        if text and not self._fields.is_hidden:
            flow = self._flows[-1]
            text, is_struck = self._styles.shown(text, flow.look, flow.style)
            flow.write(text, is_struck=is_struck)
            self._size += len(text)
            self._is_new_page = self._is_new_page and text.isspace()

    def _writer(self, text: str) -> Callable[[Any], None]:
        return lambda element: self._write(text)

    def _looking(self, name: str) -> Callable[[Any], None]:
        return lambda element: self._look(name, element)

    def _look(self, name: str, element: Any) -> None:
        flow = self._flows[-1]
        if is_of_run(element):
            flow.look = flow.look or RunLook()
            flow.look.take(name, element)

    def _end_run(self) -> None:
        self._flows[-1].look = None

    def _tab(self, element: Any) -> None:
        if not element.attrib:  # with attributes it is a tab stop
            self._write("\t")

    def _break(self, element: Any) -> None:
        self._write("\n")
        if attribute(element, "type") == "page":
            self._turn_page(is_hard=True)

    def _break_before(self, element: Any) -> None:
        if attribute(element, "val") not in _FALSE and not self._is_new_page:
            self._turn_page(is_hard=True)

    def _turn_page(self, *, is_hard: bool) -> None:
        # Word notes the page that begins after a hard break a second time, as rendered.
        if self._is_new_page and not is_hard:
            return
        if len(self._flows) == 1:
            self._flows[0].break_here()
        elif self._rows and self._flows[-1].row is not None:
            self._rows[0].break_in(self._flows[-1])
        self._is_new_page = True

    def _style(self, element: Any) -> None:
        self._flows[-1].style = attribute(element, "val")

    def _list(self, element: Any) -> None:
        self._flows[-1].list_id = attribute(element, "val")

    def _level(self, element: Any) -> None:
        level = attribute(element, "val")
        self._flows[-1].level = int(level) if level in "012345678" and level else 0

    def _note(self, kind: str, element: Any) -> None:
        if attribute(element, "customMarkFollows") in ("", *_FALSE):
            self._flows[-1].write_mark(self._note_mark(kind, attribute(element, "id")))
        self._attach(kind, element)

    def _attach(self, kind: str, element: Any, name: str = "id") -> None:
        if identity := relation_id(element, name):
            detail = attribute(element, "ProgID")
            self._flows[-1].attach(Attached(kind, identity, detail))

    def _hang(self, text: str) -> None:
        if text := alternative_text(text):
            self._flows[-1].hung.append(text)
            self._size += len(text)

    def _begin_drawing(self, element: Any) -> None:
        cx, cy = (emu_millimetres(attribute(element, name)) for name in ("cx", "cy"))
        self._extent = (cx, cy)

    def _show_picture(self, width_mm: float, height_mm: float) -> None:
        self._pictures.add(width_mm, height_mm)
        self._extent = (0.0, 0.0)  # several in one drawing count as one

    def _show_old_picture(self, image: Any) -> None:
        """Take in a picture as VML has it (``v:imagedata``), unless it stands for an object."""
        shape = image.getparent()
        if shape is not None and (around := shape.getparent()) is not None:
            style = dict(_STYLE.findall(attribute(shape, "style")[:_STYLE_CHARS]))
            if local_name(around) != "object":
                self._show_picture(*(millimetres(style.get(s, "")) for s in ("width", "height")))

    def _alternative_chunk(self, element: Any) -> None:
        self._attach("altChunk", element)
        self._end_paragraph()

    # ---- ends of paragraphs, cells, rows, boxes ----------------------------------------------

    def _end_paragraph(self) -> None:
        flow = self._flows[-1]
        self._fields.end_paragraph()
        if flow.is_untouched:
            flow.continues = False
            return
        if flow.continues:
            flow.go_on()
            return
        label = self._labels.next(flow.style, flow.list_id, flow.level)
        self._size += len(label)
        paragraph, *hung = flow.end_paragraph(label, self._owner)
        if len(self._flows) > 1:
            flow.keep(paragraph, *hung)
            return
        self._is_new_page = self._is_new_page and not label
        if not paragraph.is_empty:
            self._is_under_row = False
            self._ready.append(paragraph)
        self._ready += hung

    def _end_cell(self) -> None:
        row = self._flows[-1].row
        if row is None:  # a cell of no table
            self._end_box()
            return
        self._end_paragraph_left()
        row.end_cell(self._flows.pop())

    def _end_row(self) -> None:
        block = self._rows.pop().block(self._owner, is_under_row=self._is_under_row)
        if len(self._flows) > 1:
            self._flows[-1].keep(block)
        elif not block.is_empty:
            self._is_under_row = True
            self._ready.append(block)

    def _end_box(self) -> None:
        self._end_paragraph_left()
        box = self._flows.pop()
        flow = self._flows[-1]
        flow.hung += box.done
        flow.attached += box.carried

    def _end_owner(self) -> None:
        self._end_paragraph_left()
        self._owner = ""

    def _end_paragraph_left(self) -> None:
        """Close a paragraph that wanted to go on with the next, but there is none."""
        flow = self._flows[-1]
        flow.continues = False
        if flow.pieces or flow.attached or flow.hung:
            self._end_paragraph()


def _value(element: Any, path: str, default: str) -> str:
    child = element.find(path)
    return default if child is None else attribute(child, "val")


def _closing(delimited: Any) -> str:
    """Return the bracket that ends a delimited formula (``m:d``), whose first was written."""
    properties = delimited.find("{*}dPr")
    return "" if properties is None else _value(properties, "{*}endChr", ")")
