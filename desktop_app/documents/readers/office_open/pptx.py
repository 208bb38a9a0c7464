"""PPTX: a page for each slide, with its notes and comments; what slides share stands apart.

Slides come in the order of the show, hidden ones too: the title first, then the shapes as they
are read, by their places. Numbers of slides are left out, prompts of empty placeholders as well.
"""

from __future__ import annotations

from collections.abc import Iterable

from desktop_app.documents.limits import MAX_TEXT_CHARS
from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.readers.large_pictures import LargePictures
from desktop_app.documents.readers.office_open.ooxml_attached import AttachedParts
from desktop_app.documents.readers.office_open.pptx_shapes import (
    Shape,
    ShapeReader,
    in_reading_order,
    texts,
)
from desktop_app.documents.sources.ooxml import (
    OfficePackage,
    Relation,
    local_name,
    relation_id,
)
from desktop_app.documents.sources.source import Extracted, Source
from desktop_app.documents.sources.xml_stream import forget, xml_elements

_TITLES = ("title", "ctrTitle")
_SHARED = ("ftr", "dt", "hdr")
_UNSEEN = (*_SHARED, "sldNum", "sldImg")


def read(source: Source) -> Extracted:
    """Return the text, a page for each slide; shapes are parted by an empty line.

    Raises:
        ReadFailure: DAMAGED, TOO_LARGE or ENCRYPTED where not a word was read.
    """
    package = OfficePackage(source.stream())
    return _Presentation(source, package, package.main_part("ppt")).read()


class _Presentation:
    def __init__(self, source: Source, package: OfficePackage, main: str) -> None:
        self._package, self._main = package, main
        self._attached = AttachedParts(source, package)
        self._running: dict[str, None] = {}
        self._layouts: dict[str, _Places] = {}
        self._read_models: dict[str, list[Shape]] = {}
        self._size = 0
        self._first_title = ""

    def read(self) -> Extracted:
        pages: list[str] = []
        with self._attached.may_fail():
            for part in self._slides():
                pages.append(self._page(part))
                self._size += len(pages[-1])
                if self._size > MAX_TEXT_CHARS:
                    raise ReadFailure(Reason.TOO_LARGE, f"the first {len(pages):,} slides")
        return self._attached.extracted(pages, self._title(), self._running)

    def _title(self) -> str:
        title = self._package.title()
        # What PowerPoint itself calls every presentation, in any language.
        is_default = "powerpoint" in title.lower() and len(title.split()) <= 3
        return self._first_title if is_default or not title else title

    def _slides(self) -> list[str]:
        """Return the slides in the order of the show, each once; what it does not name is last."""
        relations = self._package.relations(self._main)
        if not relations:
            relations = self._package.guessed_relations(self._main)
        by_id = {relation.id: relation.target for relation in relations if relation.id}
        shown: dict[str, None] = {}
        with self._attached.may_fail():
            for element in xml_elements(self._package.open(self._main), "{*}sldId"):
                target = by_id.get(relation_id(element))
                if target is not None:
                    shown.setdefault(target)
                forget(element)
        rest = (relation.target for relation in relations if relation.kind == "slide")
        return list({**shown, **dict.fromkeys(rest)})

    def _page(self, part: str) -> str:
        relations = self._package.relations(part)
        programs: dict[str, str] = {}
        shapes = self._shapes(part, relations, programs)
        for layout in _targets(relations, "slideLayout"):
            self._layout(layout).give(shapes)
        title = "\n".join(texts(shapes, *_TITLES))
        if not self._first_title:
            self._first_title = title
        self._running.update(dict.fromkeys(texts(shapes, *_SHARED)))
        rest = [shape for shape in shapes if shape.role not in (*_TITLES, *_UNSEEN)]
        blocks = [title, *(shape.text for shape in in_reading_order(rest))]
        for notes in _targets(relations, "notesSlide"):
            blocks += self._notes(notes)
        for comments in _targets(relations, "comments"):
            blocks += self._comments(comments)
        blocks += self._attached.embedded(relations, programs)
        return "\n\n".join(block for block in blocks if block.strip())

    def _shapes(
        self,
        part: str,
        relations: Iterable[Relation] = (),
        programs: dict[str, str] | None = None,
    ) -> list[Shape]:
        """Return the shapes of a part; of a damaged one, those before the damage."""
        by_id = {relation.id: relation for relation in relations}

        def show(kind: str, identity: str, program: str) -> str:
            if kind != "object":
                return self._attached.text(kind, by_id.get(identity), by_id)
            if programs is not None:
                programs[identity] = program
            return ""

        is_slide = programs is not None
        reader = ShapeReader(show, self._attached.pictures if is_slide else LargePictures())
        with self._attached.may_fail():
            reader.read(self._package.open(part))
        return reader.shapes

    def _notes(self, part: str) -> list[str]:
        shapes = self._shapes(part)
        self._running.update(dict.fromkeys(texts(shapes, *_SHARED)))
        return [shape.text for shape in shapes if shape.role not in _UNSEEN]

    def _comments(self, part: str) -> list[str]:
        """Return the comments on a slide: old ones (``p:text``), new ones with their replies."""
        found: list[str] = []
        words: list[str] = []
        with self._attached.may_fail():
            for element in xml_elements(self._package.open(part), "{*}text", "{*}t", "{*}p"):
                words.append(element.text or "")
                if local_name(element) != "t":
                    found.append("".join(words).strip())
                    words.clear()
                    forget(element)
        return found

    def _layout(self, part: str) -> _Places:
        """Return the places of a layout's placeholders, and of its master's where it has none."""
        if part not in self._layouts:
            masters = _targets(self._package.relations(part), "slideMaster")[:1]
            own, *above = (self._models(model) for model in (part, *masters))
            places = _Places()
            for models in (*above, own):
                places.add(models)
            self._layouts[part] = places
        return self._layouts[part]

    def _models(self, part: str) -> list[Shape]:
        """Return the placeholders of a layout or master; its own words are on every slide."""
        if part not in self._read_models:
            shapes = self._shapes(part)
            self._read_models[part] = [shape for shape in shapes if shape.role]
            self._running.update(dict.fromkeys(shape.text for shape in shapes if not shape.role))
        return self._read_models[part]


class _Places:
    """Where the placeholders of a layout are, for those of slides that do not say."""

    def __init__(self) -> None:
        self._by_index: dict[str, Shape] = {}
        self._by_role: dict[str, Shape] = {}

    def add(self, models: Iterable[Shape]) -> None:
        """Take in placeholders; they count more than those before."""
        for shape in models:
            if shape.top is not None:
                self._by_role[shape.role] = shape
                if shape.index:
                    self._by_index[shape.index] = shape

    def give(self, shapes: Iterable[Shape]) -> None:
        """Give placeholders without a place that of the one they stand for."""
        for shape in shapes:
            model = self._by_index.get(shape.index) or self._by_role.get(shape.role)
            if shape.role and shape.top is None and model is not None:
                shape.top, shape.left = model.top, model.left


def _targets(relations: Iterable[Relation], kind: str) -> list[str]:
    return [relation.target for relation in relations if relation.kind == kind]
