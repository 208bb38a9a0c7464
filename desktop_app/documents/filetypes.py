"""What a file is: decided by its content first, by its suffix only among kinds of text.

To add a format: name it in ``model.Kind``, give it a line here (a signature, a ZIP member or an
OLE stream) and a line in ``reading.READERS``.
"""

from __future__ import annotations

import re
import zipfile

from desktop_app.documents.limits import MAX_ZIP_ENTRIES
from desktop_app.documents.model import Kind, ReadFailure, Reason
from desktop_app.documents.sources.decoding import utf_encoding
from desktop_app.documents.sources.ole import open_ole
from desktop_app.documents.sources.source import Source
from desktop_app.documents.sources.zips import ZIP_ERRORS

# A str is the name of a kind that is recognised but not read.
Found = Kind | str

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES: tuple[tuple[int, bytes, Found], ...] = (
    (0, b"%PDF-", Kind.PDF),
    (0, b"{\\rtf", Kind.RTF),
    (0, b"\x89PNG\r\n", Kind.IMAGE),
    (0, b"\xff\xd8\xff", Kind.IMAGE),
    (0, b"GIF8", Kind.IMAGE),
    (0, b"II*\0", Kind.IMAGE),
    (0, b"MM\0*", Kind.IMAGE),
    (8, b"WEBP", Kind.IMAGE),
    (0, b"8BPS", "picture"),
    (0, b"%!PS", "PostScript"),
    (0, b"\x1f\x8b", Kind.ARCHIVE),
    (0, b"BZh", Kind.ARCHIVE),
    (0, b"\xfd7zXZ\0", Kind.ARCHIVE),
    (257, b"ustar", Kind.ARCHIVE),
    (0, b"WARC/1.", Kind.ARCHIVE),
    (0, b"7z\xbc\xaf\x27\x1c", "7-Zip archive"),
    (0, b"Rar!\x1a\x07", "RAR archive"),
    (4, b"ftyp", "sound or film"),
    (0, b"ID3", "sound or film"),
    (0, b"OggS", "sound or film"),
    (0, b"RIFF", "sound or film"),
    (0, b"SQLite format 3\0", "database"),
    (0, b"MZ\x90\0", "program"),
    (0, b"\x7fELF", "program"),
)
# The first that is found decides; a name ending in "/" stands for all that begins with it.
_ZIP_MEMBERS: tuple[tuple[str, Found], ...] = (
    ("word/", Kind.DOCX),
    ("xl/workbook.bin", Kind.XLSB),
    ("xl/", Kind.XLSX),
    ("ppt/", Kind.PPTX),
    ("META-INF/container.xml", Kind.EPUB),
    ("Index/Document.iwa", "Pages, Numbers or Keynote document"),
    ("FixedDocSeq.fdseq", "XPS document"),
)
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_OPEN_DOCUMENT_KINDS: tuple[tuple[str, Found], ...] = (
    ("text", Kind.ODT),
    ("spreadsheet", Kind.ODS),
    ("presentation", Kind.ODP),
)
_OPEN_DOCUMENT_SUFFIXES = {".ods": Kind.ODS, ".odp": Kind.ODP}
_MIME_BYTES = 100
# Names in an OLE root folder; the first that is found decides.
_OLE_STREAMS: tuple[tuple[str, Found], ...] = (
    ("WordDocument", Kind.DOC),
    ("PowerPoint Document", Kind.PPT),
    ("Workbook", Kind.XLS),
    ("Book", Kind.XLS),
)
_MESSAGE_STREAM = "__substg1.0_"
_BINARY_NAMES = (
    ".pdf .docx .docm .doc .dot .odt .ods .odp .rtf .xlsx .xlsm .xls .xlsb .pptx .ppt .epub .msg "
    ".zip .png .jpg .jpeg .tif .tiff .gif"
)
_BINARY_SUFFIXES = frozenset(_BINARY_NAMES.split())
_CODE_NAMES = (
    ".bat .c .cc .cfg .clj .cpp .cs .css .dart .ex .go .h .hpp .hs .ini .java .jl .js "
    ".jsx .kt .lua .m .pas .php .pl .ps1 .py .r .rb .rs .scala .sh .sql .swift .toml .ts "
    ".tsx .vb .vue .yaml .yml"
)
_TEXT_SUFFIXES: dict[str, Found] = {
    **dict.fromkeys((".md", ".markdown", ".mkd"), Kind.MARKDOWN),
    **dict.fromkeys((".csv", ".tsv", ".tab"), Kind.CSV),
    **dict.fromkeys((".eml", ".emlx"), Kind.EMAIL),
    **dict.fromkeys((".mht", ".mhtml"), Kind.MHTML),
    **dict.fromkeys((".rst", ".rest"), Kind.RST),
    **dict.fromkeys((".tex", ".ltx", ".latex"), Kind.TEX),
    **dict.fromkeys((".json", ".jsonl", ".ndjson", ".geojson"), Kind.JSON),
    **dict.fromkeys((".xml", ".xsd", ".xsl", ".rss", ".atom", ".fodt", ".fods", ".fodp"), Kind.XML),
    ".ipynb": Kind.NOTEBOOK,
    ".mbox": Kind.MBOX,
    **dict.fromkeys(_CODE_NAMES.split(), Kind.CODE),
}
# Parts are possessive, since comments could otherwise be grouped in exponentially many ways; the
# whole is not: before 3.11.5 that goes on after a half-read part (python/cpython#106052).
_HTML = re.compile(
    r"\s*+(?:(?:<\?xml[^>]*+>|<!--(?>.*?-->))\s*+)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_WEB_ARCHIVES = frozenset({".mht", ".mhtml"})
_HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_TAG = re.compile(r"</?[a-z][a-z0-9]*[\s/>]", re.IGNORECASE)
_MAIL_HEADER = re.compile(
    r"(?:From|To|Cc|Subject|Date|Received|Return-Path|Delivered-To|Message-ID|MIME-Version|Sender"
    r"|Reply-To|Content-Type|DKIM-Signature):",
    re.IGNORECASE,
)
_RELATED = re.compile(r"^Content-Type:\s*multipart/related", re.IGNORECASE | re.MULTILINE)
_ADDRESSED = re.compile(r"^(?:To|Cc|Bcc|Received|Message-ID):", re.IGNORECASE | re.MULTILINE)
_HEADER_LINE = re.compile(r"[!-9;-~]+:|[ \t]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")


def detect(source: Source) -> Kind:
    """Return the kind of a file that can be read.

    Raises:
        ReadFailure: EMPTY; ENCRYPTED (a protected Office file); DAMAGED (it is not what its
            suffix says); UNSUPPORTED, with the kind's name in ``detail``.
    """
    if source.size == 0:
        raise ReadFailure(Reason.EMPTY)
    found = _by_content(source) or _by_text(source)
    if isinstance(found, Kind):
        return found
    raise ReadFailure(Reason.UNSUPPORTED, found)


def _by_content(source: Source) -> Found | None:
    head = source.head
    for offset, mark, found in _SIGNATURES:
        if head.startswith(mark, offset):
            return found
    if head.startswith(b"BM") and head[6:10] == b"\0\0\0\0":
        return Kind.IMAGE
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _inside_zip(source)
    if head.startswith(_OLE):
        return _inside_ole(source)
    # Some programs write a line or a few stray bytes before the PDF begins.
    if source.suffix == ".pdf" and b"%PDF-" in head[:1024]:
        return Kind.PDF
    return None


def _inside_zip(source: Source) -> Found:
    try:
        with zipfile.ZipFile(source.stream()) as archive:
            names = archive.namelist()
            mime = _mime_type(archive) if "mimetype" in names else b""
    except ZIP_ERRORS as exc:
        raise ReadFailure(Reason.DAMAGED, "cut off or not a ZIP inside") from exc
    if len(names) > MAX_ZIP_ENTRIES:
        raise ReadFailure(Reason.TOO_LARGE, f"{len(names):,} entries")
    present = set(names)
    for member, found in _ZIP_MEMBERS:
        if member in present or (
            member.endswith("/") and any(_is_part_in(name, member) for name in names)
        ):
            return found
    return _open_document(source, mime) if "content.xml" in present else Kind.ARCHIVE


def _mime_type(archive: zipfile.ZipFile) -> bytes:
    # Stored by the standard; the library would inflate other compressions without a limit.
    info = archive.getinfo("mimetype")
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return b""
    return archive.open(info).read(_MIME_BYTES)


def _is_part_in(name: str, folder: str) -> bool:
    """Whether a member is a part of an Office file, not a document in a folder of that name."""
    return name.startswith(folder) and name.endswith((".xml", ".bin"))


def _open_document(source: Source, mime: bytes) -> Found:
    for name, found in _OPEN_DOCUMENT_KINDS:
        if mime.startswith(_OPEN_DOCUMENT + name.encode()):
            return found
    if mime:
        return "OpenDocument drawing or formula"
    return _OPEN_DOCUMENT_SUFFIXES.get(source.suffix, Kind.ODT)


def _inside_ole(source: Source) -> Found:
    # Only the root's names count: a document may have others embedded, a message attached.
    root = open_ole(source)
    if "EncryptedPackage" in root:
        raise ReadFailure(Reason.ENCRYPTED)
    for name, found in _OLE_STREAMS:
        if name in root:
            return found
    if any(name.startswith(_MESSAGE_STREAM) for name in root.names):
        return Kind.MSG
    if source.suffix in _BINARY_SUFFIXES:
        raise ReadFailure(Reason.DAMAGED)
    return "Office 97-2003 file"


def _by_text(source: Source) -> Found:
    text = _head_text(source)
    if text is None:
        if source.suffix in _BINARY_SUFFIXES:
            raise ReadFailure(Reason.DAMAGED)
        return "only zero bytes" if not source.head.strip(b"\0") else "binary data"
    if _HTML.match(text) or (source.suffix in _HTML_SUFFIXES and _TAG.search(text)):
        return Kind.HTML
    if text.startswith("From ") and _starts_like_mail(text.partition("\n")[2]):
        return Kind.MBOX
    if _starts_like_mail(text):
        return Kind.MHTML if _is_web_archive(text, source.suffix) else Kind.EMAIL
    if text.lstrip().startswith("<?xml"):
        return Kind.XML
    return _TEXT_SUFFIXES.get(source.suffix, Kind.TEXT)


def _head_text(source: Source) -> str | None:
    """Return the beginning as text, good enough to look for markers, or None if it is binary."""
    head = source.head
    text = head.decode(utf_encoding(head) or "latin-1", "replace")
    # Legacy encodings use nearly every byte above 0x7F, but none uses control characters.
    allowed = 0.005 * len(text)
    if "\0" in text or len(_CONTROL.findall(text)) > max(allowed, 2):
        return None
    return text


def _is_web_archive(text: str, suffix: str) -> bool:
    """Whether a message is a saved page: that goes to nobody, and is one page with its parts."""
    headers = text.lstrip().replace("\r\n", "\n").partition("\n\n")[0]
    return suffix in _WEB_ARCHIVES or bool(
        _RELATED.search(headers) and not _ADDRESSED.search(headers)
    )


def _starts_like_mail(text: str) -> bool:
    known = 0
    for line in text.lstrip().splitlines()[:60]:
        if not line:
            break
        if not _HEADER_LINE.match(line):
            return False
        known += bool(_MAIL_HEADER.match(line))
    return known >= 3
