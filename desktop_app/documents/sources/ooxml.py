"""Office Open XML packages: which part belongs to which, and the document's own title.

Parts are found by their relationships, never by their names (ECMA-376-2, clause 6.5); names are
only guessed from where the list of relationships is lost. A relationship's kind is the last word
of its type, which is the same in the transitional and the strict namespaces.
"""

from __future__ import annotations

import contextlib
import posixpath
import re
from dataclasses import dataclass
from typing import Any, BinaryIO
from urllib.parse import unquote

from desktop_app.documents.limits import MAX_TITLE_CHARS
from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.sources.xml_stream import forget, xml_elements
from desktop_app.documents.sources.zips import Member, Package

_MOST_RELATIONS = 50_000
_MOST_ADDRESSES = 1_000
_NUMBER = re.compile(r"\d+")
_COUNT = re.compile(r"\d{1,6}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Relation:
    """One part's reference to another part of the package.

    Attributes:
        id: What the referring XML calls it (``r:id``); "" where it was guessed.
        kind: "officeDocument", "header", "slide", "core-properties", ...
        target: Name of the part, as ``OfficePackage.open`` takes it; it need not be there.
    """

    id: str
    kind: str
    target: str


class OfficePackage:
    """An open package, whose parts are named without regard to case (ECMA-376-2, clause 6.2).

    Attributes:
        problem: What was the first list of relationships that could not be read, or None.
        addresses: Where hyperlinks of the parts lead whose relationships were asked for.

    Raises:
        ReadFailure: DAMAGED or TOO_LARGE.
    """

    def __init__(self, stream: BinaryIO) -> None:
        self._package = Package(stream)
        self._members = {_key(name): name for name in reversed(self._package.names)}
        self.problem: ReadFailure | None = None
        self.addresses: dict[str, None] = {}

    def __contains__(self, part: str) -> bool:
        return _key(part) in self._members

    def open(self, part: str) -> Member:
        """Return a part as a stream, to be read once.

        Raises:
            ReadFailure: DAMAGED, also where it is not there; ENCRYPTED under a ZIP password.
        """
        return self._package.open(self._members.get(_key(part), part))

    def data(self, part: str) -> bytes:
        """Return all bytes of a part.

        Raises:
            ReadFailure: As of ``open``; TOO_LARGE.
        """
        member = self.open(part)
        return b"".join(iter(member.read, b""))

    def pictures(self) -> frozenset[str]:
        """Return what tells the pictures inside from others."""
        return self._package.pictures()

    def main_part(self, folder: str) -> str:
        """Return the name of the part the document begins with.

        Args:
            folder: "word", "ppt" or "xl": where to look for it if nothing else says.

        Raises:
            ReadFailure: DAMAGED: there is none.
        """
        for relation in self.relations():
            if relation.kind == "officeDocument" and relation.target in self:
                return relation.target
        usual = [f"{folder}/{name}.xml" for name in ("document", "presentation", "workbook")]
        for part in (self._main_by_content_type(), *usual):
            if part in self:
                return part
        raise ReadFailure(Reason.DAMAGED, "no document inside")

    def relations(self, part: str = "") -> tuple[Relation, ...]:
        """Return the parts that ``part`` refers to, in order; "" is the package itself.

        What lies outside the package is left out. Of a damaged list, the beginning is returned and
        ``problem`` is set.
        """
        folder, name = posixpath.split(part)
        listing = posixpath.join(folder, "_rels", f"{name}.rels")
        found: list[Relation] = []
        if listing not in self:
            return ()
        try:
            for element in xml_elements(self.open(listing), "{*}Relationship"):
                kind = element.get("Type", "").rpartition("/")[2]
                if element.get("TargetMode") == "External":
                    if kind == "hyperlink" and len(self.addresses) < _MOST_ADDRESSES:
                        self.addresses[element.get("Target", "")] = None
                else:
                    target = self._resolved(folder, element.get("Target", ""))
                    found.append(Relation(element.get("Id", ""), kind, target))
                forget(element)
                if len(found) >= _MOST_RELATIONS:
                    raise ReadFailure(Reason.TOO_LARGE, f"{_MOST_RELATIONS:,} parts")
        except ReadFailure as exc:
            self.problem = self.problem or exc
        return tuple(found)

    def guessed_relations(self, part: str) -> tuple[Relation, ...]:
        """Return the parts below the folder of ``part``, with their kinds told from their names.

        For a package that has lost the list: "word/footnotes.xml" are footnotes.
        """
        folder = _key(posixpath.dirname(part)) + "/"
        names = [name for key, name in self._members.items() if key.startswith(folder)]
        return tuple(
            Relation("", _NUMBER.sub("", posixpath.basename(name).partition(".")[0]), name)
            for name in sorted(names, key=_by_number)
            if name.lower().endswith(".xml")
        )

    def title(self) -> str:
        """Return the title in the document's properties, or ""; never raises."""
        for relation in self.relations():
            if relation.kind != "core-properties" or relation.target not in self:
                continue
            try:
                for element in xml_elements(self.open(relation.target), "{*}title"):
                    return str(element.text or "")[: 4 * MAX_TITLE_CHARS]
            except ReadFailure:
                pass  # the properties are a nicety
        return ""

    def page_count(self) -> int:
        """Return how many pages the properties say that it has, or 0; never raises."""
        for relation in self.relations():
            if relation.kind != "extended-properties" or relation.target not in self:
                continue
            with contextlib.suppress(ReadFailure):  # the properties are a nicety
                for element in xml_elements(self.open(relation.target), "{*}Pages"):
                    count = str(element.text or "").strip()
                    return int(count) if _COUNT.fullmatch(count) else 0
        return 0

    def _main_by_content_type(self) -> str:
        if "[Content_Types].xml" not in self:
            return ""
        try:
            for element in xml_elements(self.open("[Content_Types].xml"), "{*}Override"):
                if element.get("ContentType", "").endswith(".main+xml"):
                    return str(element.get("PartName", "")).lstrip("/")
        except ReadFailure as exc:
            self.problem = self.problem or exc
        return ""

    def _resolved(self, folder: str, target: str) -> str:
        # An absolute target replaces the folder; nothing leads above the package's root.
        target = target.replace("\\", "/")
        part = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
        return part if part in self or unquote(part) not in self else unquote(part)


class Alternatives:
    """Takes the first of several versions of one thing (ECMA-376-3, clause 7.6).

    Programs write what is new as a ``Choice`` and an old-fashioned ``Fallback`` beside it.
    """

    TAGS = frozenset({"AlternateContent", "Choice", "Fallback"})

    def __init__(self) -> None:
        self._chosen = [False]
        self._rejected: list[bool] = []
        self._depth = 0

    @property
    def is_rejected(self) -> bool:
        """Whether what comes now is a version that is not taken."""
        return self._depth > 0

    def start(self, name: str) -> None:
        """Take in the beginning of an element of ``TAGS``, by its local name."""
        if name == "AlternateContent":
            self._chosen.append(False)
            return
        is_rejected = self._chosen[-1] and (name == "Fallback" or len(self._chosen) > 1)
        self._chosen[-1] = True
        self._rejected.append(is_rejected)
        self._depth += is_rejected

    def end(self, name: str) -> None:
        """Take in the end of such an element."""
        if name == "AlternateContent":
            self._chosen.pop()
        else:
            self._depth -= self._rejected.pop()


def attribute(element: Any, name: str) -> str:
    """Return an attribute by its local name, or "": the strict form has other namespaces."""
    for key, value in element.attrib.items():
        if key == name or key.endswith((f"}}{name}", f":{name}")):
            return str(value)
    return ""


def relation_id(element: Any, name: str = "id") -> str:
    """Return the id of the relationship an element refers to (``r:id``, not its own ``id``)."""
    for key, value in element.attrib.items():
        if key.endswith((f"}}{name}", f":{name}")):
            return str(value)
    return ""


def local_name(element: Any) -> str:
    """Return the tag without its namespace, or without its prefix where that was never bound."""
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]


def _key(part: str) -> str:
    return part.replace("\\", "/").lstrip("/").lower()


def _by_number(name: str) -> tuple[str, int, str]:
    numbers = _NUMBER.findall(posixpath.basename(name))
    number = int(numbers[-1][:9]) if numbers else 0
    return _NUMBER.sub("", name), number, name
