"""What readers say in brackets after a reason, in the language of the window."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication


def detail_words(detail: str) -> str:
    """Return a detail translated; names and numbers in it stay as they are."""
    for pattern, words in _PATTERNS:
        if match := pattern.fullmatch(detail):
            translated = QCoreApplication.translate("Reasons", words)
            for place, found in enumerate(match.groups(), 1):
                translated = translated.replace(f"%{place}", found)
            return translated
    return QCoreApplication.translate("Reasons", detail)


# For the search for words to be translated; a test compares with what readers say.
DETAILS: Final = (
    QT_TRANSLATE_NOOP("Reasons", "only the beginning was read"),
    QT_TRANSLATE_NOOP("Reasons", "the end of the file is missing"),
    QT_TRANSLATE_NOOP("Reasons", "the end is missing"),
    QT_TRANSLATE_NOOP("Reasons", "sound or film"),
    QT_TRANSLATE_NOOP("Reasons", "binary data"),
    QT_TRANSLATE_NOOP("Reasons", "only zero bytes"),
    QT_TRANSLATE_NOOP("Reasons", "picture"),
    QT_TRANSLATE_NOOP("Reasons", "PostScript"),
    QT_TRANSLATE_NOOP("Reasons", "7-Zip archive"),
    QT_TRANSLATE_NOOP("Reasons", "RAR archive"),
    QT_TRANSLATE_NOOP("Reasons", "database"),
    QT_TRANSLATE_NOOP("Reasons", "program"),
    QT_TRANSLATE_NOOP("Reasons", "Pages, Numbers or Keynote document"),
    QT_TRANSLATE_NOOP("Reasons", "XPS document"),
    QT_TRANSLATE_NOOP("Reasons", "Word 2 document"),
    QT_TRANSLATE_NOOP("Reasons", "a device"),
    QT_TRANSLATE_NOOP("Reasons", "a folder"),
    QT_TRANSLATE_NOOP("Reasons", "a folder on the way is a link"),
    QT_TRANSLATE_NOOP("Reasons", "a kind of signature"),
    QT_TRANSLATE_NOOP("Reasons", "a link"),
    QT_TRANSLATE_NOOP("Reasons", "a page without a size"),
    QT_TRANSLATE_NOOP("Reasons", "a part is larger than the limit"),
    QT_TRANSLATE_NOOP("Reasons", "a rare compression"),
    QT_TRANSLATE_NOOP("Reasons", "a signature only"),
    QT_TRANSLATE_NOOP("Reasons", "bad data in the archive"),
    QT_TRANSLATE_NOOP("Reasons", "bad data in the package"),
    QT_TRANSLATE_NOOP("Reasons", "copy protection"),
    QT_TRANSLATE_NOOP("Reasons", "cut off"),
    QT_TRANSLATE_NOOP("Reasons", "cut off or not a ZIP inside"),
    QT_TRANSLATE_NOOP("Reasons", "in use by another program"),
    QT_TRANSLATE_NOOP("Reasons", "its formatted text is cut off"),
    QT_TRANSLATE_NOOP("Reasons", "its formatted text is unreadable"),
    QT_TRANSLATE_NOOP("Reasons", "its parts are larger than the limit"),
    QT_TRANSLATE_NOOP("Reasons", "more parts than are read"),
    QT_TRANSLATE_NOOP("Reasons", "needs too much memory"),
    QT_TRANSLATE_NOOP("Reasons", "no document inside"),
    QT_TRANSLATE_NOOP("Reasons", "no language for text recognition"),
    QT_TRANSLATE_NOOP("Reasons", "no list of its pieces of text"),
    QT_TRANSLATE_NOOP("Reasons", "no list of its slides"),
    QT_TRANSLATE_NOOP("Reasons", "no messages inside"),
    QT_TRANSLATE_NOOP("Reasons", "no page inside"),
    QT_TRANSLATE_NOOP("Reasons", "no pages"),
    QT_TRANSLATE_NOOP("Reasons", "no pictures of pages"),
    QT_TRANSLATE_NOOP("Reasons", "no workbook inside"),
    QT_TRANSLATE_NOOP("Reasons", "not a Word document inside"),
    QT_TRANSLATE_NOOP("Reasons", "not a notebook"),
    QT_TRANSLATE_NOOP("Reasons", "not a path inside the folder"),
    QT_TRANSLATE_NOOP("Reasons", "not opened"),
    QT_TRANSLATE_NOOP("Reasons", "nothing inside"),
    QT_TRANSLATE_NOOP("Reasons", "packed too deep"),
    QT_TRANSLATE_NOOP("Reasons", "part of the XML inside"),
    QT_TRANSLATE_NOOP("Reasons", "part of the workbook"),
    QT_TRANSLATE_NOOP("Reasons", "read without its structure"),
    QT_TRANSLATE_NOOP("Reasons", "replaced while it was opened"),
    QT_TRANSLATE_NOOP("Reasons", "text recognition failed"),
    QT_TRANSLATE_NOOP("Reasons", "text recognition is not installed"),
    QT_TRANSLATE_NOOP("Reasons", "the language data cannot be used"),
    QT_TRANSLATE_NOOP("Reasons", "the rest of the archive"),
    QT_TRANSLATE_NOOP("Reasons", "the same folder again, mounted inside itself"),
    QT_TRANSLATE_NOOP("Reasons", "the signature around it"),
    QT_TRANSLATE_NOOP("Reasons", "too many pieces of text"),
    QT_TRANSLATE_NOOP("Reasons", "too many records"),
    QT_TRANSLATE_NOOP("Reasons", "unpacks to more than the limit"),
)

_NUMBER = r"([\d,.]+)"
_PATTERNS: Final = tuple(
    (re.compile(pattern), str(words))
    for pattern, words in (
        (r"page ([\d,]+)", QT_TRANSLATE_NOOP("Reasons", "page %1")),
        (r"pages ([\d, ]+)", QT_TRANSLATE_NOOP("Reasons", "pages %1")),
        (
            rf"pages ([\d, ]+) and {_NUMBER} more",
            QT_TRANSLATE_NOOP("Reasons", "pages %1 and %2 more"),
        ),
        (
            rf"pages 1 to {_NUMBER} of {_NUMBER}",
            QT_TRANSLATE_NOOP("Reasons", "pages 1 to %1 of %2"),
        ),
        (rf"slide {_NUMBER}", QT_TRANSLATE_NOOP("Reasons", "slide %1")),
        (rf"the first {_NUMBER} slides", QT_TRANSLATE_NOOP("Reasons", "the first %1 slides")),
        (
            rf"the first {_NUMBER} attachments",
            QT_TRANSLATE_NOOP("Reasons", "the first %1 attachments"),
        ),
        (
            rf"the first {_NUMBER} characters",
            QT_TRANSLATE_NOOP("Reasons", "the first %1 characters"),
        ),
        (
            rf"the first {_NUMBER} entries were read",
            QT_TRANSLATE_NOOP("Reasons", "the first %1 entries were read"),
        ),
        (
            rf"the first {_NUMBER} files inside",
            QT_TRANSLATE_NOOP("Reasons", "the first %1 files inside"),
        ),
        (
            rf"{_NUMBER} of {_NUMBER} files inside were read",
            QT_TRANSLATE_NOOP("Reasons", "%1 of %2 files inside were read"),
        ),
        (
            rf"{_NUMBER} of {_NUMBER} files inside: (.*)",
            QT_TRANSLATE_NOOP("Reasons", "%1 of %2 files inside: %3"),
        ),
        (rf"large ones: {_NUMBER}", QT_TRANSLATE_NOOP("Reasons", "large ones: %1")),
        (
            rf"more than {_NUMBER} folders deep",
            QT_TRANSLATE_NOOP("Reasons", "more than %1 folders deep"),
        ),
        (rf"{_NUMBER} entries", QT_TRANSLATE_NOOP("Reasons", "%1 entries")),
        (rf"{_NUMBER} parts", QT_TRANSLATE_NOOP("Reasons", "%1 parts")),
    )
)
