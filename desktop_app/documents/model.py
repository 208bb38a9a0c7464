"""What reading a file gives, and why it may give nothing."""

from __future__ import annotations

import enum
from dataclasses import dataclass, field


class Kind(enum.Enum):
    """Format families, decided by content first and suffix second."""

    PDF = "pdf"
    DOCX = "docx"
    DOC = "doc"
    ODT = "odt"
    RTF = "rtf"
    PPTX = "pptx"
    PPT = "ppt"
    ODP = "odp"
    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"
    HTML = "html"
    MHTML = "mhtml"
    EPUB = "epub"
    EMAIL = "email"
    MSG = "msg"
    MBOX = "mbox"
    TEXT = "text"
    MARKDOWN = "markdown"
    RST = "rst"
    TEX = "tex"
    CODE = "code"
    JSON = "json"
    XML = "xml"
    NOTEBOOK = "notebook"
    IMAGE = "image"
    ARCHIVE = "archive"
    UNKNOWN = "unknown"

    @property
    def page_name(self) -> str:
        """What a page of this kind is called: "page", "slide", "sheet", "chapter", ..."""
        return _PAGE_NAMES.get(self, "page")


_PAGE_NAMES = {
    **dict.fromkeys((Kind.PPTX, Kind.PPT, Kind.ODP), "slide"),
    **dict.fromkeys((Kind.XLSX, Kind.XLSB, Kind.XLS, Kind.ODS), "sheet"),
    **dict.fromkeys((Kind.EMAIL, Kind.MSG, Kind.ARCHIVE), "part"),
    Kind.EPUB: "chapter",
    Kind.MBOX: "message",
    Kind.NOTEBOOK: "cell",
}


class ReadState(enum.Enum):
    FULL = "full"
    PARTLY = "partly"
    NOT_READ = "not_read"


class Reason(enum.Enum):
    """Why a file was not, or only partly, read. The sentences for people are in ``reasons.py``."""

    ENCRYPTED = "encrypted"
    DAMAGED = "damaged"
    NO_TEXT = "no_text"
    SCANNED = "scanned"
    PICTURES = "pictures"
    EMPTY = "empty"
    TOO_LARGE = "too_large"
    UNSUPPORTED = "unsupported"
    TIMED_OUT = "timed_out"
    CRASHED = "crashed"
    NO_PERMISSION = "no_permission"
    VANISHED = "vanished"
    ONLINE_ONLY = "online_only"
    NOT_A_FILE = "not_a_file"
    CHANGED = "changed"
    ATTACHMENTS = "attachments"
    WAITING = "waiting"
    SYSTEM_FILE = "system_file"
    EXCLUDED = "excluded"


MARK = "mark:"
"""Begins the print of what is said upon a text and not in it: drawn over it, or a tracked change.

Nobody can tell what it does to the text: one with it is no copy of one without, nor the other way
round.
"""


@dataclass(frozen=True, slots=True)
class Passage:
    """A span of a document's text.

    Attributes:
        start, end: Half-open span in code points of the display text.
        page: 1-based page (slide, sheet, chapter) the span starts on.
    """

    start: int
    end: int
    page: int


@dataclass(frozen=True, slots=True)
class ReadResult:
    """The text of one file, as a reader found it.

    Attributes:
        kind: What the file turned out to be.
        text: Display text, NFC, newlines as ``\\n``; offsets everywhere count its code points.
        title: The document's own title (metadata, subject, first heading or line), at most 200
            characters; "" if it has none. A function of the content alone, never of the file name.
        page_starts: Offset in ``text`` at which each page begins, ascending, the first is 0.
        running: Half-open spans of ``text``, ascending, that are running headers and footers: shown
            and searched, but left out when documents are compared.
        state, reason: How much was read, and why not all of it; reason is None when FULL.
        detail: A few words for the person about the reason ("pages 12, 40"), or "".
        scanned: Pages (from 1) whose text is in a picture and is not recognised; with other
            problems besides, ``reason`` may name another one.
        recognised: Pages (from 1) whose text was recognised from a picture.
        pictures: What tells its pictures, whose text is not known, from others (``Extracted``).
    """

    kind: Kind
    text: str
    title: str = ""
    page_starts: tuple[int, ...] = (0,)
    running: tuple[tuple[int, int], ...] = ()
    state: ReadState = ReadState.FULL
    reason: Reason | None = None
    detail: str = ""
    scanned: tuple[int, ...] = ()
    recognised: tuple[int, ...] = ()
    pictures: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PagePicture:
    """One page of a document as a picture, for the screen.

    Attributes:
        rgb: Three bytes a pixel, row by row without padding.
        width, height: Pixels.
        pages: How many pages the document has.
        points: Natural width and height, in 1/72 of an inch; a picture's pixels count 3/4 each.
    """

    rgb: bytes = field(repr=False)
    width: int
    height: int
    pages: int
    points: tuple[float, float]


class ReadFailure(Exception):
    """A reader's way of saying that a file gives no text.

    Attributes:
        reason, detail, scanned: As of ``ReadResult``.
    """

    def __init__(self, reason: Reason, detail: str = "", scanned: tuple[int, ...] = ()) -> None:
        super().__init__(f"{reason.value}: {detail}" if detail else reason.value)
        self.reason = reason
        self.detail = detail
        self.scanned = scanned
