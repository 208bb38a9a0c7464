"""DOCX: the body page by page with notes, comments, charts and embedded files; headers apart.

The words are those of a print of the document, in its order: numbers of lists and of notes are
written out, a page's footnotes stand at its end. So it agrees with a PDF made of it. Beyond the
print come comments, descriptions of pictures and files inside. What a tracked change deleted is
left out; what is only drawn as struck out stands between marks.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial

from desktop_app.documents.model import MARK
from desktop_app.documents.readers.list_numbers import Labels, Numbering, number_text
from desktop_app.documents.readers.note_marks import at_word, raised
from desktop_app.documents.readers.office_open.docx_blocks import Attached, Block
from desktop_app.documents.readers.office_open.docx_numbering import read_lists, read_styles
from desktop_app.documents.readers.office_open.docx_pages import Pages
from desktop_app.documents.readers.office_open.docx_runs import RunStyles
from desktop_app.documents.readers.office_open.docx_story import NOTE_NUMBER, Story
from desktop_app.documents.readers.office_open.ooxml_attached import AttachedParts
from desktop_app.documents.sources.ooxml import OfficePackage, attribute, local_name
from desktop_app.documents.sources.source import Extracted, Source
from desktop_app.documents.sources.xml_stream import xml_elements
from desktop_app.documents.sources.zips import Member

_HEADING = re.compile(r"(?:title|titel|heading ?1|berschrift ?1|titre ?1?|t.?tulo ?1?)$", re.I)
_NOTE_PARTS = {"footnotes": "footnote", "endnotes": "endnote", "comments": "comment"}


def read(source: Source) -> Extracted:
    """Return the text; paragraphs are parted by an empty line, cells by tabs.

    Raises:
        ReadFailure: DAMAGED, TOO_LARGE or ENCRYPTED where not even a part of the body was read.
    """
    package = OfficePackage(source.stream())
    return _Document(source, package, package.main_part("word")).read()


class _Document:
    def __init__(self, source: Source, package: OfficePackage, main: str) -> None:
        self._package, self._main = package, main
        self._relations = package.relations(main) or package.guessed_relations(main)
        self._by_id = {relation.id: relation for relation in self._relations if relation.id}
        self._attached = AttachedParts(source, package)
        self._numbering = Numbering()
        self._styles = RunStyles()
        self._marks = _NoteMarks()
        self._notes: dict[tuple[str, str], str] = {}
        self._pages = Pages()
        self._endnotes: list[str] = []
        self._programs: dict[str, str] = {}  # that made the object of a relationship id
        self._heading = ""
        self._changes = 0  # tracked, and not accepted yet

    def read(self) -> Extracted:
        self._read_numbering()
        self._read_notes()
        with self._attached.may_fail():
            self._read_body()
        with self._attached.may_fail():
            for text in self._attached.embedded(self._relations, self._programs):
                self._pages.add_at_end(text)
        title = self._package.title() or self._heading
        headers, footers = list(self._running("header")), list(self._running("footer"))
        found = self._attached.extracted(self._pages.finish(), title, footers, headers)
        marks = [f"{MARK}{self._changes} tracked changes"] if self._changes else []
        return replace(
            found, page_count=self._package.page_count(), pictures=found.pictures.union(marks)
        )

    def _parts(self, kind: str) -> Iterator[str]:
        for relation in self._relations:
            if relation.kind == kind and relation.target in self._package:
                yield relation.target

    # ---- what is known before the body -------------------------------------------------------

    def _read_numbering(self) -> None:
        takers: tuple[tuple[str, Callable[[Member], None]], ...] = (
            ("styles", partial(read_styles, self._numbering, self._styles)),
            ("numbering", partial(read_lists, self._numbering)),
            ("settings", self._marks.read_settings),
        )
        for kind, take in takers:
            for part in self._parts(kind):
                with self._attached.may_fail():
                    take(self._package.open(part))

    def _read_notes(self) -> None:
        for parts, kind in _NOTE_PARTS.items():
            story = Story(Labels(self._numbering), self._styles)
            for part in self._parts(parts):
                texts: dict[str, list[Block]] = {}
                with self._attached.may_fail():
                    for block in story.blocks(self._package.open(part)):
                        texts.setdefault(block.owner, []).append(block)
                for identity, blocks in texts.items():
                    self._notes[kind, identity] = _joined(blocks)

    def _running(self, kind: str) -> Iterator[str]:
        for part in self._parts(kind):
            blocks: list[Block] = []
            with self._attached.may_fail():
                story = Story(Labels(self._numbering), self._styles, is_running=True)
                blocks.extend(story.blocks(self._package.open(part)))
            yield _joined(blocks)

    # ---- the body ----------------------------------------------------------------------------

    def _read_body(self) -> None:
        story = Story(
            Labels(self._numbering),
            self._styles,
            self._marks.next,
            pictures=self._attached.pictures,
        )
        self._attached.addresses = story.addresses
        try:
            for block in story.blocks(self._package.open(self._main)):
                self._take(block)
        finally:
            self._changes = story.changes
            # Notes that nothing in the body refers to are text all the same.
            left = [text for (kind, _), text in self._notes.items() if kind != "endnote"]
            late = [text for (kind, _), text in self._notes.items() if kind == "endnote"]
            for text in (*left, *self._endnotes, *late):
                self._pages.add_at_end(text.replace(NOTE_NUMBER, ""))

    def _take(self, block: Block) -> None:
        if not self._heading and _HEADING.search(
            self._numbering.style_name(block.style) or block.style
        ):
            self._heading = block.text.strip()
        waiting = list(reversed(block.attached))
        start = 0
        for cut in block.breaks:
            self._pages.add(block.text[start:cut].rstrip(), is_under_row=block.is_under_row)
            while waiting and waiting[-1].at < cut:
                self._take_attached(waiting.pop())
            self._pages.turn()
            start = cut
        text = block.text[start:]
        self._pages.add(text.lstrip() if start else text, is_under_row=block.is_under_row)
        while waiting:
            self._take_attached(waiting.pop())

    def _take_attached(self, attached: Attached) -> None:
        if attached.kind in _NOTE_PARTS.values():
            self._take_note(attached.kind, attached.id)
        elif attached.kind == "object":
            self._programs[attached.id] = attached.detail
        else:
            relation = self._by_id.get(attached.id)
            self._pages.add(self._attached.text(attached.kind, relation, self._by_id))

    def _take_note(self, kind: str, identity: str) -> None:
        text = self._notes.pop((kind, identity), "")
        text = text.replace(NOTE_NUMBER, self._marks.of.get((kind, identity), ""))
        if kind == "endnote":
            self._endnotes.append(text)
        else:
            self._pages.add_at_end(text)


class _NoteMarks:
    """Numbers the notes in the order the body refers to them.

    Attributes:
        of: The mark of each note that was referred to, by kind and id.
    """

    def __init__(self) -> None:
        self.of: dict[tuple[str, str], str] = {}
        self._forms = {"footnote": "decimal", "endnote": "lowerRoman"}
        self._counts = {"footnote": 0, "endnote": 0}

    def read_settings(self, stream: Member) -> None:
        """Take in the document's settings; those of a section alone are not known."""
        for element in xml_elements(stream, "{*}footnotePr", "{*}endnotePr"):
            form = element.find("{*}numFmt")
            if form is not None:
                self._forms[local_name(element).removesuffix("Pr")] = attribute(form, "val")

    def next(self, kind: str, identity: str) -> str:
        """Return the mark at a reference to a note."""
        self._counts[kind] += 1
        mark = raised(number_text(self._counts[kind], self._forms[kind]))
        self.of.setdefault((kind, identity), mark)
        return at_word(mark)


def _joined(blocks: Iterable[Block]) -> str:
    text = "".join(("\n" if block.is_under_row else "\n\n") + block.text for block in blocks)
    return text.strip()
