"""One file's bytes to its text: detect the kind, run its reader, normalise for display."""

from __future__ import annotations

import importlib
import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import BinaryIO

from desktop_app.documents.filetypes import detect
from desktop_app.documents.limits import MAX_TEXT_CHARS, MAX_TITLE_CHARS
from desktop_app.documents.model import Kind, ReadFailure, ReadResult, ReadState, Reason
from desktop_app.documents.sources.source import Extracted, Source
from desktop_app.documents.sources.zips import holds_pictures
from desktop_app.documents.text.framing import GAP, frame, moved
from desktop_app.documents.text.normalise import clean
from desktop_app.documents.text.running import MANY_PAGES, running_lines

READER_VERSION = 3
"""Goes up when a reader finds more than before, so that files that failed are tried again."""

_READERS = "desktop_app.documents.readers"
READERS = {
    Kind.PDF: f"{_READERS}.pdf.pdf",
    Kind.DOCX: f"{_READERS}.office_open.docx",
    Kind.DOC: f"{_READERS}.office97.doc",
    Kind.ODT: f"{_READERS}.open_document.odf",
    Kind.RTF: f"{_READERS}.markup.rtf",
    Kind.PPTX: f"{_READERS}.office_open.pptx",
    Kind.PPT: f"{_READERS}.office97.ppt",
    Kind.ODP: f"{_READERS}.open_document.odf",
    Kind.XLSX: f"{_READERS}.sheets.xlsx",
    Kind.XLSB: f"{_READERS}.sheets.xlsb",
    Kind.XLS: f"{_READERS}.sheets.xls",
    Kind.ODS: f"{_READERS}.open_document.odf",
    Kind.CSV: f"{_READERS}.sheets.csv_table",
    Kind.HTML: f"{_READERS}.markup.html",
    Kind.MHTML: f"{_READERS}.mail.mhtml",
    Kind.EPUB: f"{_READERS}.markup.epub",
    Kind.EMAIL: f"{_READERS}.mail.mail",
    Kind.MSG: f"{_READERS}.mail.msg",
    Kind.MBOX: f"{_READERS}.mail.mbox",
    Kind.TEXT: f"{_READERS}.markup.text",
    Kind.MARKDOWN: f"{_READERS}.markup.text",
    Kind.RST: f"{_READERS}.markup.text",
    Kind.TEX: f"{_READERS}.markup.tex",
    Kind.CODE: f"{_READERS}.markup.text",
    Kind.JSON: f"{_READERS}.markup.json_text",
    Kind.XML: f"{_READERS}.markup.xml",
    Kind.NOTEBOOK: f"{_READERS}.markup.notebook",
    Kind.IMAGE: f"{_READERS}.pictures.image",
    Kind.ARCHIVE: f"{_READERS}.packed.archive",
}
"""Module of each kind's ``read(source) -> Extracted``; imported, with its parser, on first use."""

_PRINTED = (Kind.PDF, Kind.IMAGE)
_PAGED = (*_PRINTED, Kind.TEXT, Kind.DOCX, Kind.DOC, Kind.ODT, Kind.RTF)
_FIRST_LINE_CHARS = 120
_CHARS_A_PAGE, _MOST_CHARS_A_PAGE = 2_500, 4_000  # of print
# Their first line is no title.
_UNTITLED = (Kind.CODE, Kind.JSON, Kind.NOTEBOOK, Kind.EMAIL, Kind.MSG, Kind.MBOX, Kind.ARCHIVE)
_FILE_NAME = re.compile(
    r"\.(?:docx?|pdf|rtf|odt|txt|html?|xlsx?|pptx?|dvi|indd|qxd|tex|wpd)$", re.I
)
_PLACEHOLDER = re.compile(r"(?:untitled|unbenannt|sans titre|document|dokument)?\s*\d*", re.I)
_PROGRAM_PREFIX = re.compile(r"^microsoft (?:word|powerpoint|excel) - ", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d_]")
_MARKDOWN_MARKS = re.compile(r"^#+\s+|\s+#+$")


def read_document(data: bytes | BinaryIO, name: str) -> ReadResult:
    """Return the text of a file.

    Args:
        data: All bytes, or an open seekable stream of them.
        name: File name; only its suffix counts, and only where the content does not decide.

    Raises:
        ReadFailure: No text was found; its reason says why.
    """
    return read_source(Source(data, name))


def read_source(source: Source) -> ReadResult:
    """Return the text of a file (see ``read_document``)."""
    kind, found = extract(source)
    text, page_starts, is_cut = _joined(found.pages)
    detected = running_lines(text, page_starts) if _has_edges(kind, page_starts) else ()
    is_few = kind in _PAGED and _page_count(found, len(text)) < MANY_PAGES
    above = frame(found.headers, MAX_TEXT_CHARS - len(text) - len(GAP), is_few=is_few)
    body_at = len(above.text) + len(GAP) if above.text and text else 0
    shown = GAP.join(filter(None, (above.text, text)))
    below = frame(found.running, MAX_TEXT_CHARS - len(shown) - len(GAP), is_few=is_few)
    below_at = len(shown) + len(GAP) if shown else 0
    shown = GAP.join(filter(None, (shown, below.text)))
    if not (_has_visible(text[:_FIRST_LINE_CHARS]) or _has_visible(set(shown))):
        detail = (
            "only pictures" if found.reason is None and holds_pictures(source) else found.detail
        )
        raise ReadFailure(found.reason or Reason.NO_TEXT, detail, found.scanned)
    reason, detail = found.reason, found.detail
    if reason is None and (is_cut or not (above.is_whole and below.is_whole)):
        reason, detail = Reason.TOO_LARGE, f"the first {MAX_TEXT_CHARS:,} characters"
    return ReadResult(
        kind=kind,
        text=shown,
        title=_title(found.title, "" if kind in _UNTITLED else text or shown),
        page_starts=(0, *(start + body_at for start in page_starts[1:])),
        running=(*above.running, *moved(detected, body_at), *moved(below.running, below_at)),
        state=ReadState.FULL if reason is None else ReadState.PARTLY,
        reason=reason,
        detail=detail,
        scanned=found.scanned,
        recognised=found.recognised,
        pictures=found.pictures,
    )


def _has_visible(chars: Iterable[str]) -> bool:
    return any(unicodedata.category(char)[0] not in "ZC" for char in chars)


def extract(source: Source) -> tuple[Kind, Extracted]:
    """Return what a file is and what its reader found, before normalisation.

    Raises:
        ReadFailure: As of ``detect`` and of the reader; as of ``missing_part``.
    """
    kind = detect(source)
    try:
        read: Callable[[Source], Extracted] = importlib.import_module(READERS[kind]).read
        return kind, read(source)
    except ImportError as exc:  # of a reader, or of a library on its first use
        raise missing_part(exc) from exc


def missing_part(exc: ImportError) -> ReadFailure:
    """Return what a file's failure is where the fault is in this program and not in the file."""
    return ReadFailure(Reason.CRASHED, f"a part of Likewise cannot be loaded: {exc.name or exc}")


def extract_inside(outer: Source, data: bytes, name: str) -> Extracted:
    """Return what a file attached to or packed in ``outer`` says.

    Raises:
        ReadFailure: As of ``extract``; TOO_LARGE once the account of the outermost file is spent.
    """
    return extract(Source(data, name, outer.account.inside(len(data))))[1]


def _joined(pages: tuple[str, ...]) -> tuple[str, tuple[int, ...], bool]:
    """Return the pages' display text, where each begins, and whether the limit cut it."""
    starts, texts, at = [], [], 0
    is_cut = False
    for page in pages:
        room = MAX_TEXT_CHARS - at
        if room <= 0:
            is_cut = True
            break
        text = clean(page[: 2 * room]).strip()
        is_cut = len(text) > room
        texts.append(text[:room])
        starts.append(at)
        at += len(texts[-1]) + 1
    return "\n".join(texts), tuple(starts), is_cut


def _has_edges(kind: Kind, page_starts: tuple[int, ...]) -> bool:
    """Whether pages are sheets of paper, which have headers and footers at their edges."""
    return kind in _PRINTED or (kind in _PAGED and len(page_starts) > 1)


def _page_count(found: Extracted, size: int) -> int:
    """Return how many pages a print of a document has, where nobody knows by its size."""
    known = max(found.page_count, len(found.pages))
    return max(known, 1 + size // (_MOST_CHARS_A_PAGE if known > 1 else _CHARS_A_PAGE))


def _title(own: str, text: str) -> str:
    title = _one_line(_PROGRAM_PREFIX.sub("", clean(own)))
    if _is_sane(title):
        return title[:MAX_TITLE_CHARS].rstrip()
    line, _, rest = text[: 4 * MAX_TITLE_CHARS].lstrip().partition("\n")
    first = _one_line(_MARKDOWN_MARKS.sub("", line))
    # A line that the very next one goes on from is no heading; after a blank line it is.
    is_short = len(first) <= _FIRST_LINE_CHARS and _LETTER.search(first)
    return first if is_short and not rest.lstrip(" \t")[:1].islower() else ""


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _is_sane(title: str) -> bool:
    """Whether a title in the metadata says something, unlike "Untitled1" or "scan0003.pdf"."""
    return (
        len(_LETTER.findall(title)) >= 3
        and "\ufffd" not in title
        and not _FILE_NAME.search(title)
        and not _PLACEHOLDER.fullmatch(title)
    )
