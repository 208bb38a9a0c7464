"""What people call kinds of documents, and the families they filter by."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

_CONTEXT = "Kinds"


class Family(enum.Enum):
    """Kinds that a person thinks of as one; each with the values of ``documents.model.Kind``."""

    PDF = ("pdf",)
    LETTERS = ("docx", "doc", "odt", "rtf")
    SHEETS = ("xlsx", "xlsb", "xls", "ods", "csv")
    SLIDES = ("pptx", "ppt", "odp")
    MAIL = ("email", "msg", "mbox")
    WEB = ("html", "mhtml", "epub")
    TEXT = ("text", "markdown", "rst", "tex")
    DATA = ("code", "json", "xml", "notebook")
    PICTURES = ("image",)
    ARCHIVES = ("archive",)

    @property
    def words(self) -> str:
        """The family's name in the language of the window."""
        return QCoreApplication.translate(_CONTEXT, _FAMILY_WORDS[self])


_FAMILY_WORDS: Mapping[Family, Any] = {
    Family.PDF: QT_TRANSLATE_NOOP("Kinds", "PDF"),
    Family.LETTERS: QT_TRANSLATE_NOOP("Kinds", "Word and other text documents"),
    Family.SHEETS: QT_TRANSLATE_NOOP("Kinds", "Spreadsheets"),
    Family.SLIDES: QT_TRANSLATE_NOOP("Kinds", "Presentations"),
    Family.MAIL: QT_TRANSLATE_NOOP("Kinds", "E-mail"),
    Family.WEB: QT_TRANSLATE_NOOP("Kinds", "Web pages and e-books"),
    Family.TEXT: QT_TRANSLATE_NOOP("Kinds", "Plain text and notes"),
    Family.DATA: QT_TRANSLATE_NOOP("Kinds", "Data and source code"),
    Family.PICTURES: QT_TRANSLATE_NOOP("Kinds", "Pictures"),
    Family.ARCHIVES: QT_TRANSLATE_NOOP("Kinds", "Archives"),
}

_WORDS: Mapping[str, Any] = MappingProxyType(
    {
        "pdf": QT_TRANSLATE_NOOP("Kinds", "PDF"),
        "docx": QT_TRANSLATE_NOOP("Kinds", "Word document"),
        "doc": QT_TRANSLATE_NOOP("Kinds", "Word document (old)"),
        "odt": QT_TRANSLATE_NOOP("Kinds", "OpenDocument text"),
        "rtf": QT_TRANSLATE_NOOP("Kinds", "Rich text"),
        "pptx": QT_TRANSLATE_NOOP("Kinds", "PowerPoint slides"),
        "ppt": QT_TRANSLATE_NOOP("Kinds", "PowerPoint slides (old)"),
        "odp": QT_TRANSLATE_NOOP("Kinds", "OpenDocument slides"),
        "xlsx": QT_TRANSLATE_NOOP("Kinds", "Excel workbook"),
        "xlsb": QT_TRANSLATE_NOOP("Kinds", "Excel workbook (binary)"),
        "xls": QT_TRANSLATE_NOOP("Kinds", "Excel workbook (old)"),
        "ods": QT_TRANSLATE_NOOP("Kinds", "OpenDocument spreadsheet"),
        "csv": QT_TRANSLATE_NOOP("Kinds", "Table as text"),
        "html": QT_TRANSLATE_NOOP("Kinds", "Web page"),
        "mhtml": QT_TRANSLATE_NOOP("Kinds", "Saved web page"),
        "epub": QT_TRANSLATE_NOOP("Kinds", "E-book"),
        "email": QT_TRANSLATE_NOOP("Kinds", "E-mail"),
        "msg": QT_TRANSLATE_NOOP("Kinds", "Outlook e-mail"),
        "mbox": QT_TRANSLATE_NOOP("Kinds", "Mailbox"),
        "text": QT_TRANSLATE_NOOP("Kinds", "Plain text"),
        "markdown": QT_TRANSLATE_NOOP("Kinds", "Markdown note"),
        "rst": QT_TRANSLATE_NOOP("Kinds", "reStructuredText"),
        "tex": QT_TRANSLATE_NOOP("Kinds", "TeX document"),
        "code": QT_TRANSLATE_NOOP("Kinds", "Source code"),
        "json": QT_TRANSLATE_NOOP("Kinds", "JSON data"),
        "xml": QT_TRANSLATE_NOOP("Kinds", "XML data"),
        "notebook": QT_TRANSLATE_NOOP("Kinds", "Notebook"),
        "image": QT_TRANSLATE_NOOP("Kinds", "Picture"),
        "archive": QT_TRANSLATE_NOOP("Kinds", "Archive"),
    }
)

# As short as they are on a badge; all others by the first letters of the kind itself.
_BADGES = {
    "email": "MAIL",
    "markdown": "MD",
    "notebook": "NB",
    "image": "IMG",
    "archive": "ZIP",
    "mhtml": "HTML",
    "unknown": "?",
    "": "?",
}


def kind_words(kind: str) -> str:
    """Return what a person calls a kind, such as “Word document”.

    Args:
        kind: Value of ``documents.model.Kind``, or "" if it is not known.
    """
    known = _WORDS.get(kind)
    if known is None:
        return QCoreApplication.translate("Kinds", "Other file")
    return QCoreApplication.translate(_CONTEXT, known)


def kind_badge(kind: str) -> str:
    """Return at most five capitals for a badge: “PDF”, “DOCX”, “MAIL”."""
    return _BADGES.get(kind) or kind[:5].upper()


_PAGED = frozenset({"pdf", "image", *Family.SLIDES.value, *Family.SHEETS.value, "epub"}) - {"csv"}
_PAGE_WORDS: Mapping[str, Any] = MappingProxyType(
    {
        **dict.fromkeys(Family.SLIDES.value, QT_TRANSLATE_NOOP("Kinds", "slide %1")),
        **dict.fromkeys(Family.SHEETS.value, QT_TRANSLATE_NOOP("Kinds", "sheet %1")),
        **dict.fromkeys(("email", "msg", "archive"), QT_TRANSLATE_NOOP("Kinds", "part %1")),
        "mbox": QT_TRANSLATE_NOOP("Kinds", "message %1"),
        "epub": QT_TRANSLATE_NOOP("Kinds", "chapter %1"),
    }
)


def page_words(kind: str, page: int) -> str:
    """Return “page 3”, “slide 3”; "" where that says nothing, as of a plain text’s only one."""
    if page < 1 or (page == 1 and kind not in _PAGED):
        return ""
    words = _PAGE_WORDS.get(kind, QT_TRANSLATE_NOOP("Kinds", "page %1"))
    return QCoreApplication.translate(_CONTEXT, words).replace("%1", QLocale().toString(page))
