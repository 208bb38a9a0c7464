"""How much of one file is read at most; past it a reason is shown and what was read is kept."""

from __future__ import annotations

from typing import Final

MAX_FILE_BYTES: Final = 200 << 20
MAX_STREAMED_BYTES: Final = 1 << 30
"""For kinds that are read piece by piece: PDF, mailboxes, all that is a ZIP."""
KEEP_IN_MEMORY_BYTES: Final = 64 << 20
"""Files up to this size are read once, for hashing and for parsing alike."""

MAX_TEXT_CHARS: Final = 20_000_000
MAX_TEXT_BYTES: Final = 4 * MAX_TEXT_CHARS
MAX_PDF_PAGES: Final = 5_000
CHARS_A_PAGE: Final = 3_000
"""How much text without pages counts as one, for limits of time."""
MAX_FAILED_PAGES_IN_A_ROW: Final = 50

MAX_ZIP_ENTRIES: Final = 20_000
MAX_ZIP_PART_BYTES: Final = 64 << 20
MAX_ZIP_TOTAL_BYTES: Final = 256 << 20
MAX_ZIP_RATIO: Final = 200
ZIP_RATIO_FROM_BYTES: Final = 8 << 20
"""Small parts may compress as well as they like."""

MAX_OLE_STREAM_BYTES: Final = 64 << 20
MAX_OLE_TOTAL_BYTES: Final = 256 << 20
"""Streams may overlap, so their sum may be more than the file."""

MAX_MAIL_PARTS: Final = 5_000
MAX_MAIL_MULTIPARTS: Final = 200
MAX_MAIL_HEADER_CHARS: Final = 20_000

MAX_INNER_DEPTH: Final = 3
"""A document attached to an e-mail attached to an e-mail is read, a fourth level is not."""
MAX_INNER_FILES: Final = 10_000
MAX_INNER_BYTES: Final = 1 << 30
"""Over all files inside one file, unpacked."""
INNER_TIME_SHARE: Final = 0.6
"""Of the time limit of the outermost file; then what was read is kept and the rest is named."""

MAX_IMAGE_PIXELS: Final = 100_000_000
MAX_OCR_PIXELS: Final = 40_000_000
MAX_OCR_SIDE: Final = 32_000
"""Pixels: Tesseract keeps sides in 16 bits."""
MAX_SHOWN_PIXELS: Final = 24_000_000
MAX_SHOWN_SIDE: Final = 16_000
"""A page on the screen is drawn no larger than that."""
SHOWN_PAGE_S: Final = 20.0
OCR_PAGE_S: Final = 30.0
MAX_FAILED_OCR_PAGES: Final = 10
"""Of one file; its other pages are not tried any more."""

MAX_TITLE_CHARS: Final = 200

_BASE_S: Final = 20.0
_PAGE_S: Final = 0.2
_MOST_S: Final = 120.0


def time_limit_s(pages: int | None = None) -> float:
    """Return after how many seconds a reader is given up, 20 to 120.

    On a busy machine they count as ``childprocess.Stopwatch`` says.

    Args:
        pages: Pages the file says it has; None where that is not known.
    """
    return min(_MOST_S, _BASE_S + _PAGE_S * max(0, pages or 0))
