"""What hangs on the text of an Office file, and what reading it comes to.

Charts, diagrams, other texts put in whole, embedded files: each is read once, and the failure of
one costs only itself.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from desktop_app.documents.model import ReadFailure
from desktop_app.documents.readers.large_pictures import LargePictures
from desktop_app.documents.readers.links import unseen_addresses
from desktop_app.documents.readers.office_open.drawing_ml import chart_text, diagram_text
from desktop_app.documents.readers.office_open.ole_objects import embedded_file, may_be_document
from desktop_app.documents.readers.packed.inside import InsideFiles
from desktop_app.documents.sources.ooxml import OfficePackage, Relation
from desktop_app.documents.sources.source import Extracted, Source


class AttachedParts:
    """Reads the parts of one package that hang on its texts, and keeps what went wrong.

    Attributes:
        pictures: Those shown on its pages, to be told by whoever reads them.
        addresses: Where hyperlinks lead that are no relationships, likewise.
    """

    def __init__(self, source: Source, package: OfficePackage) -> None:
        self.pictures = LargePictures()
        self.addresses: list[str] = []
        self._package = package
        self._inside = InsideFiles(source)
        self._read: set[str] = set()
        self._problem: ReadFailure | None = None

    @contextmanager
    def may_fail(self) -> Iterator[None]:
        """Let what fails inside cost no more than itself; the first failure is told in the end."""
        try:
            yield
        except ReadFailure as exc:
            self._problem = self._problem or exc

    def text(self, kind: str, relation: Relation | None, among: Mapping[str, Relation]) -> str:
        """Return what a chart, a diagram or a text put in whole says; "" the second time.

        Args:
            kind: "chart", "diagram" or "altChunk".
            relation: Its part; None if there is none of that id.
            among: The relations of the part it is shown in, by id.
        """
        if relation is None or relation.target in self._read:
            return ""
        self._read.add(relation.target)
        with self.may_fail():
            if kind == "chart":
                return chart_text(self._package.open(relation.target))
            if kind == "diagram":
                return diagram_text(self._package, relation.target, among)
            data = self._package.data(relation.target)
            return self._inside.text(data, posixpath.basename(relation.target))
        return ""

    def embedded(self, relations: Iterable[Relation], programs: Mapping[str, str]) -> list[str]:
        """Return the texts of embedded documents, each under its name.

        Args:
            relations: Of the part they are embedded in.
            programs: Which program made an object, by relationship id, where that is known.
        """
        found = []
        for relation in relations:
            if relation.target in self._read or relation.target not in self._package:
                continue
            if relation.kind == "package" or (
                relation.kind == "oleObject" and may_be_document(programs.get(relation.id, ""))
            ):
                self._read.add(relation.target)
                with self.may_fail():
                    data, name = embedded_file(
                        self._package.data(relation.target), posixpath.basename(relation.target)
                    )
                    found.append(self._inside.page(data, name, label=f"Attachment: {name}"))
        return found

    def extracted(
        self,
        pages: Sequence[str],
        title: str,
        running: Iterable[str],
        headers: Iterable[str] = (),
    ) -> Extracted:
        """Return the whole document with the reason why it is not all of it.

        Raises:
            ReadFailure: There is no text, and why.
        """
        once, above = _telling(running), _telling(headers)
        problem = self._problem or self._package.problem
        if problem and not any(map(str.strip, (*pages, *once, *above))):
            raise problem
        reason, detail = (problem.reason, problem.detail) if problem else self._inside.problem()
        if reason is None:
            reason, detail = self.pictures.problem(pages)
        addresses = (*self._package.addresses, *self.addresses)
        if below := unseen_addresses(addresses, "\n".join(pages)):
            once = (*once, below)
        return Extracted(
            tuple(pages) or ("",),
            title,
            reason,
            detail,
            once,
            headers=above,
            pictures=self._package.pictures() | self._inside.pictures,
        )


def _telling(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if any(map(str.isalnum, text))))
