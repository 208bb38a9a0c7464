"""PPT (PowerPoint 97 to 2003): slides in order, each with its notes and comments ([MS-PPT]).

Footers, dates and what stands on a master slide are kept apart; a master's prompts ("Click to
edit ...") are no text of the document. Charts and embedded objects are named, not read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.readers.office97.ppt_records import Kind, Record, Records, SavedObjects
from desktop_app.documents.readers.office97.ppt_shapes import (
    NO_PLACEHOLDER,
    RUNNING_PLACEHOLDERS,
    Shape,
    laid_out,
    shapes,
)
from desktop_app.documents.sources.ole import open_ole, title_of
from desktop_app.documents.sources.source import Extracted, Source

_ENCRYPTED_TOKEN = 0xF3D1C4DF
_SLIDES, _MASTERS, _NOTES = 0, 1, 2  # instances of the lists of slides
_MENU_NAME, _PROGRAM = 1, 2  # instances of an embedded object's strings
_COMMENT_TEXT = 1
_USER_DATE, _HEADER, _FOOTER = 0, 1, 2
_SHOWN_BITS = {_USER_DATE: 1 << 2, _HEADER: 1 << 4, _FOOTER: 1 << 5}
_WITHOUT_TEXT_OF_SLIDES = (Kind.MAIN_MASTER, Kind.ENVIRONMENT)


def read(source: Source) -> Extracted:
    """Return the slides as pages.

    Raises:
        ReadFailure: ENCRYPTED, DAMAGED or TOO_LARGE where no text was found before that.
    """
    root = open_ole(source)
    current = root.stream("Current User")
    if int.from_bytes(current[12:16], "little") == _ENCRYPTED_TOKEN:
        raise ReadFailure(Reason.ENCRYPTED)
    records = Records(root.stream("PowerPoint Document"))
    show = _Show(records)
    problem = None
    try:
        show.read(SavedObjects(records, int.from_bytes(current[16:20], "little")))
    except ReadFailure as exc:
        problem = exc
    if problem and problem.reason is Reason.DAMAGED:
        show.pages = [_all_text(records)]
    if problem is None:
        return Extracted(tuple(show.pages) or ("",), title_of(root), running=tuple(show.running))
    if not any(show.pages):
        raise problem
    pages, running = tuple(show.pages), tuple(show.running)
    return Extracted(pages, title_of(root), problem.reason, problem.detail, running)


@dataclass(frozen=True, slots=True)
class _Listed:
    """A slide, master or notes page in one of the document's lists."""

    reference: int
    number: int
    parts: list[Record] = field(default_factory=list)


class _Show:
    """The slides read so far.

    Attributes:
        pages: Text of each slide.
        running: Each different footer, date and text of a master once, as keys.
    """

    def __init__(self, records: Records) -> None:
        self.pages: list[str] = []
        self.running: dict[str, None] = {}
        self._records = records

    def read(self, saved: SavedObjects) -> None:
        """Read all slides.

        Raises:
            ReadFailure: DAMAGED or TOO_LARGE; ``pages`` then has what was read before.
        """
        document = saved.get(saved.document, Kind.DOCUMENT)
        if document is None:
            raise ReadFailure(Reason.DAMAGED, "no list of its slides")
        objects = _object_names(self._records, document)
        notes = {note.number: note for note in self._listed(document, _NOTES)}
        missing = []
        for position, slide in enumerate(self._listed(document, _SLIDES), 1):
            record = saved.get(slide.reference, Kind.SLIDE)
            if record is None:
                missing.append(position)
                self.pages.append("\n\n".join(self._records.texts(slide.parts)))
                continue
            self.pages.append(self._slide(record, slide, objects))
            if note := notes.get(self._notes_number(record)):
                self.pages[-1] += self._notes(saved.get(note.reference, Kind.NOTES))
        self._add_running(document)
        for master in self._listed(document, _MASTERS):
            if record := saved.get(master.reference, Kind.MAIN_MASTER, Kind.SLIDE):
                self._master(record)
        if missing:
            shown = ", ".join(map(str, missing[:10]))
            raise ReadFailure(Reason.DAMAGED, f"slide {shown}" if missing else "")

    def _listed(self, document: Record, instance: int) -> Iterator[_Listed]:
        listed: _Listed | None = None
        for child in self._records.children(document):
            if child.kind != Kind.SLIDE_LIST or child.instance != instance:
                continue
            for part in self._records.children(child):
                if part.kind == Kind.SLIDE_PERSIST:
                    if listed:
                        yield listed
                    reference, number = (self._records.number(part, at) for at in (0, 12))
                    listed = _Listed(reference, number)
                elif listed:
                    listed.parts.append(part)
        if listed:
            yield listed

    def _slide(self, record: Record, listed: _Listed, objects: dict[int, str]) -> str:
        outline = self._records.texts(listed.parts)
        found = list(self._shapes(record, outline))
        blocks = [laid_out(found)]
        blocks += [
            f"Embedded object: {name}"
            for shape in found
            for number in shape.objects
            if (name := objects.get(number))
        ]
        return "\n\n".join(filter(None, (*blocks, *self._comments(record))))

    def _notes_number(self, slide: Record) -> int:
        return self._records.number(self._records.child(slide, Kind.SLIDE_ATOM), 16)

    def _notes(self, record: Record | None) -> str:
        text = laid_out(self._shapes(record)) if record else ""
        return f"\n\n{text}" if text else ""

    def _shapes(self, page: Record, outline: Sequence[str] = ()) -> Iterator[Shape]:
        """Yield the shapes of a slide or its notes that are not its footers."""
        self._add_running(page)
        drawing = self._records.child(page, Kind.DRAWING)
        for shape in shapes(self._records, drawing, outline) if drawing else ():
            if shape.placeholder not in RUNNING_PLACEHOLDERS:
                yield shape
            elif text := shape.text.strip():
                self.running[text] = None

    def _master(self, record: Record) -> None:
        drawing = self._records.child(record, Kind.DRAWING)
        for shape in shapes(self._records, drawing) if drawing else ():
            text = shape.text.strip()
            if text and shape.placeholder == NO_PLACEHOLDER:
                self.running[text] = None

    def _add_running(self, page: Record) -> None:
        for child in self._records.children(page):
            if child.kind == Kind.HEADERS_FOOTERS:
                atom = self._records.child(child, Kind.HEADERS_FOOTERS_ATOM)
                shown = self._records.number(atom) >> 16
                for part in self._records.children(child):
                    is_shown = shown & _SHOWN_BITS.get(part.instance, 0)
                    if part.kind == Kind.STRING and is_shown:
                        self.running[self._records.string(part).strip()] = None

    def _comments(self, slide: Record) -> Iterator[str]:
        for tags in self._records.children(slide):
            if tags.kind != Kind.TAGS:
                continue
            in_comment = False
            for record in self._records.inside(tags, opened=(Kind.TAG_DATA,)):
                if record.is_container:
                    in_comment = record.kind == Kind.COMMENT
                elif in_comment and (record.kind, record.instance) == (Kind.STRING, _COMMENT_TEXT):
                    yield self._records.string(record).strip()


def _object_names(records: Records, document: Record) -> dict[int, str]:
    """Return the names of the embedded objects by number."""
    names: dict[int, str] = {}
    listing = records.child(document, Kind.OBJECT_LIST)
    for embedded in records.children(listing) if listing else ():
        if embedded.kind != Kind.EMBEDDED:
            continue
        strings = {
            part.instance: records.string(part).strip()
            for part in records.children(embedded)
            if part.kind == Kind.STRING
        }
        number = records.number(records.child(embedded, Kind.OBJECT), 8)
        names[number] = strings.get(_MENU_NAME) or strings.get(_PROGRAM, "")
    return names


def _all_text(records: Records) -> str:
    """Return all text there is outside masters, in the order of the file."""
    found = records.inside(skipped=_WITHOUT_TEXT_OF_SLIDES)
    return "\n\n".join(filter(None, (text.strip() for text in records.texts(found))))
