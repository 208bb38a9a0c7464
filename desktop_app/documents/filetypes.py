"""What a file is: decided by its content first, by its suffix only among kinds of text.

To add a format: name it in ``model.Kind``, give it a line here (a signature, a ZIP member or an
OLE stream) and a line in ``reading.READERS``.
"""

from __future__ import annotations

import re
import zipfile

from desktop_app.documents.limits import MAX_ZIP_ENTRIES
from desktop_app.documents.model import Kind, ReadFailure, Reason
from desktop_app.documents.readers.decoding import utf_encoding
from desktop_app.documents.readers.source import Source

# A str is the name of a kind that is recognised but not read.
Found = Kind | str

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES: tuple[tuple[int, bytes, Found], ...] = (
    (0, b"%PDF-", Kind.PDF),
    (0, b"{\\rtf", "RTF document"),
    (0, b"\x89PNG\r\n", "picture"),
    (0, b"\xff\xd8\xff", "picture"),
    (0, b"GIF8", "picture"),
    (0, b"II*\0", "picture"),
    (0, b"MM\0*", "picture"),
    (8, b"WEBP", "picture"),
    (0, b"8BPS", "picture"),
    (0, b"%!PS", "PostScript"),
    (0, b"\x1f\x8b", "archive"),
    (0, b"BZh", "archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "archive"),
    (0, b"Rar!\x1a\x07", "archive"),
    (0, b"\xfd7zXZ\0", "archive"),
    (257, b"ustar", "archive"),
    (4, b"ftyp", "sound or film"),
    (0, b"ID3", "sound or film"),
    (0, b"OggS", "sound or film"),
    (0, b"RIFF", "sound or film"),
    (0, b"SQLite format 3\0", "database"),
    (0, b"MZ\x90\0", "program"),
    (0, b"\x7fELF", "program"),
)
_ZIP_MEMBERS: tuple[tuple[str, Found], ...] = (
    ("word/", Kind.DOCX),
    ("xl/", "Excel workbook"),
    ("ppt/", "PowerPoint presentation"),
    ("META-INF/container.xml", "EPUB book"),
    ("content.xml", "OpenDocument file"),
)
# Names in an OLE directory, UTF-16; the first that is found decides.
_OLE_STREAMS: tuple[tuple[str, Found], ...] = (
    ("__substg1.0_", "Outlook message"),
    ("WordDocument", "Word 97-2003 document"),
    ("PowerPoint Document", "PowerPoint 97-2003 presentation"),
    ("Workbook", "Excel 97-2003 workbook"),
)
_BINARY_NAMES = (
    ".pdf .docx .docm .doc .dot .odt .ods .odp .rtf .xlsx .xlsm .xls .xlsb .pptx .ppt .epub .msg "
    ".zip .png .jpg .jpeg .tif .tiff .gif"
)
_BINARY_SUFFIXES = frozenset(_BINARY_NAMES.split())
_CODE_NAMES = (
    ".bat .c .cc .cfg .clj .cpp .cs .css .dart .ex .go .h .hpp .hs .ini .java .jl .js .json "
    ".jsx .kt .lua .m .pas .php .pl .ps1 .py .r .rb .rs .scala .sh .sql .swift .tex .toml .ts "
    ".tsx .vb .vue .xml .xsd .xsl .yaml .yml"
)
_TEXT_SUFFIXES: dict[str, Found] = {
    **dict.fromkeys((".md", ".markdown", ".mkd"), Kind.MARKDOWN),
    **dict.fromkeys((".csv", ".tsv", ".tab"), Kind.CSV),
    **dict.fromkeys((".eml", ".mht", ".mhtml"), Kind.EMAIL),
    ".ipynb": "Jupyter notebook",
    ".mbox": "mailbox",
    **dict.fromkeys(_CODE_NAMES.split(), Kind.CODE),
}
# Possessive, since comments could otherwise be grouped in exponentially many ways.
_HTML = re.compile(
    r"\s*+(?:(?:<\?xml[^>]*+>|<!--(?>.*?-->))\s*+)*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_TAG = re.compile(r"</?[a-z][a-z0-9]*[\s/>]", re.IGNORECASE)
_MAIL_HEADER = re.compile(
    r"(?:From|To|Cc|Subject|Date|Received|Return-Path|Delivered-To|Message-ID|MIME-Version|Sender"
    r"|Reply-To|Content-Type|DKIM-Signature):",
    re.IGNORECASE,
)
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
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as exc:
        raise ReadFailure(Reason.DAMAGED, "cut off or not a ZIP inside") from exc
    if len(names) > MAX_ZIP_ENTRIES:
        raise ReadFailure(Reason.TOO_LARGE, f"{len(names):,} entries")
    for start, found in _ZIP_MEMBERS:
        if any(name.startswith(start) for name in names):
            return found
    return "archive"


def _inside_ole(source: Source) -> Found:
    # Directory names are looked for anywhere: following the sector chains of an untrusted file
    # is left to the readers that need it.
    data = source.data()
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise ReadFailure(Reason.ENCRYPTED)
    for name, found in _OLE_STREAMS:
        if name.encode("utf-16-le") in data:
            return found
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
        return "mailbox"
    if _starts_like_mail(text):
        return Kind.EMAIL
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


def _starts_like_mail(text: str) -> bool:
    known = 0
    for line in text.lstrip().splitlines()[:60]:
        if not line:
            break
        if not _HEADER_LINE.match(line):
            return False
        known += bool(_MAIL_HEADER.match(line))
    return known >= 3
