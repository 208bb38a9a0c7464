"""EPUB 2 and 3: the chapters in the order of the spine, a page for each."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import unquote

from desktop_app.documents.limits import MAX_TEXT_CHARS
from desktop_app.documents.model import ReadFailure, Reason
from desktop_app.documents.readers.markup import html
from desktop_app.documents.sources.source import Extracted, Source
from desktop_app.documents.sources.xml_stream import forget, xml_elements
from desktop_app.documents.sources.zips import Package

_CONTAINER: Final = "META-INF/container.xml"
_ENCRYPTION: Final = "META-INF/encryption.xml"
# Fonts are garbled, not encrypted, by these two; everything else needs a key.
_FONT_METHODS = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
_CHAPTER = re.compile(r"\.(?:xhtml|html?|xml|svg)$", re.IGNORECASE)
_TEXT_TYPES = frozenset(
    {"application/xhtml+xml", "text/html", "text/x-oeb1-document", "image/svg+xml", "text/xml", ""}
)
_MOST_NAMED: Final = 5
_FINAL: Final = (Reason.TOO_LARGE, Reason.ENCRYPTED)  # whatever else can be read
_MISSING: Final = "?"  # no name of a file


@dataclass
class _Book:
    """What the package document says.

    Attributes:
        items: Path and media type in the package of each thing in the manifest, by its id.
        spine: Ids in reading order.
    """

    title: str = ""
    items: dict[str, tuple[str, str]] = field(default_factory=dict)
    spine: list[str] = field(default_factory=list)


def read(source: Source) -> Extracted:
    """Return the text by chapters; one that is missing or damaged costs only itself.

    Raises:
        ReadFailure: ENCRYPTED for copy protection; DAMAGED or TOO_LARGE where nothing was read.
    """
    package = Package(source.stream())
    locked = _locked(package)
    book = _book(package)
    chapters = _chapters(package, book)
    if locked and all(name in locked for name in chapters):
        raise ReadFailure(Reason.ENCRYPTED, "copy protection")
    return _read_chapters(package, book.title, chapters, locked)


def _read_chapters(
    package: Package, title: str, chapters: list[str], locked: frozenset[str]
) -> Extracted:
    pages: list[str] = []
    bad: dict[int, ReadFailure] = {}
    size = 0
    for number, name in enumerate(chapters, 1):
        text = ""
        try:
            if name in locked:
                raise ReadFailure(Reason.ENCRYPTED, "copy protection")
            text = html.bytes_to_text(_content(package, name))[0]
        except ReadFailure as exc:
            if exc.reason is Reason.TOO_LARGE:
                return _cut(pages, title, exc)
            bad[number] = exc
        pages.append(text)
        size += len(text)
        if size > MAX_TEXT_CHARS:
            return _cut(pages, title, ReadFailure(Reason.TOO_LARGE, "only the beginning was read"))
    return _whole(tuple(pages) or ("",), title, bad)


def _whole(pages: tuple[str, ...], title: str, bad: dict[int, ReadFailure]) -> Extracted:
    if not bad:
        return Extracted(pages, title)
    numbers = ", ".join(map(str, list(bad)[:_MOST_NAMED]))
    more = ", ..." if len(bad) > _MOST_NAMED else ""
    detail = f"chapter {numbers}" if len(bad) == 1 else f"chapters {numbers}{more}"
    return Extracted(pages, title, next(iter(bad.values())).reason, detail)


def _cut(pages: list[str], title: str, problem: ReadFailure) -> Extracted:
    if not any(map(str.strip, pages)):
        raise problem
    return Extracted(tuple(pages), title, problem.reason, problem.detail)


def _content(package: Package, name: str) -> bytes:
    member = package.open(name)
    return b"".join(iter(member.read, b""))


def _locked(package: Package) -> frozenset[str]:
    """Return the members that are encrypted."""
    locked: set[str] = set()
    if _ENCRYPTION not in package.names:
        return frozenset()
    method = ""
    tags = ("{*}EncryptionMethod", "{*}CipherReference", "{*}EncryptedData")
    try:
        for element in xml_elements(package.open(_ENCRYPTION), *tags):
            # A reference to a key has a method, too, but comes after the one of the data.
            name = element.tag.rpartition("}")[2]
            if name == "EncryptionMethod":
                method = method or element.get("Algorithm", "")
            elif name == "CipherReference" and method not in _FONT_METHODS:
                locked.add(_path("", element.get("URI", "")))
            elif name == "EncryptedData":
                method = ""
                forget(element)
    except ReadFailure:
        pass  # chapters that do not open say so themselves
    return frozenset(locked)


def _book(package: Package) -> _Book:
    """Return the package document; an empty one if there is none to be read."""
    book = _Book()
    try:
        name = _package_document(package)
        if name:
            _read_package_document(package, name, book)
    except ReadFailure as exc:
        if exc.reason in _FINAL:
            raise
    return book


def _package_document(package: Package) -> str:
    try:
        for element in xml_elements(package.open(_CONTAINER), "{*}rootfile"):
            if (name := _path("", element.get("full-path", ""))) in package.names:
                return name
    except ReadFailure as exc:
        if exc.reason in _FINAL:
            raise
    return next((name for name in package.names if name.lower().endswith(".opf")), "")


def _read_package_document(package: Package, name: str, book: _Book) -> None:
    folder = posixpath.dirname(name)
    for element in xml_elements(package.open(name), "{*}title", "{*}item", "{*}itemref"):
        match element.tag.rpartition("}")[2]:
            case "title":
                book.title = book.title or (element.text or "").strip()
            case "item":
                path = _path(folder, element.get("href", ""))
                book.items[element.get("id", "")] = (path, element.get("media-type", "").lower())
            case "itemref":
                book.spine.append(element.get("idref", ""))
        forget(element)


def _path(folder: str, reference: str) -> str:
    """Return the member a reference leads to; it cannot lead out of the package."""
    reference = unquote(reference.partition("#")[0])
    return posixpath.normpath(posixpath.join("/", folder, reference)).lstrip("/")


def _chapters(package: Package, book: _Book) -> list[str]:
    """Return the members to read, in order; all that look like chapters where no spine says."""
    listed = (book.items.get(idref, (_MISSING, "")) for idref in book.spine)
    chapters = [path for path, kind in listed if kind in _TEXT_TYPES or _CHAPTER.search(path)]
    if not set(package.names).isdisjoint(chapters):
        return chapters
    return [
        name for name in package.names if _CHAPTER.search(name) and not name.startswith("META-INF/")
    ]
