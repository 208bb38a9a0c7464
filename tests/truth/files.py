"""Texts as files in the usual formats, under the names that people give them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from tests.support import make, make_markup
from tests.truth.model import Truth
from tests.truth.prose import Text

_FOLDERS = "archive,clients,correspondence,finance,inbox,legal,misc,old laptop,projects,staff,scans"
_SENT = "Mon, 04 Mar 2024 09:30:00 +0000"


def docx(text: Text) -> bytes:
    """Return a Word document; the title is its heading."""
    return make.docx([f"# {text.title}", *text.paragraphs])


def pdf(text: Text) -> bytes:
    """Return a PDF."""
    return make.pdf([text.plain])


def txt(text: Text) -> bytes:
    """Return plain text."""
    return (text.plain + "\n").encode()


def html(text: Text) -> bytes:
    """Return a web page."""
    return make.html([f"# {text.title}", *text.paragraphs])


def rtf(text: Text) -> bytes:
    """Return rich text."""
    escaped = re.sub(r"([\\{}])", r"\\\1", "\n".join((text.title, *text.paragraphs)))
    return make_markup.rtf(escaped.replace("\n", "\\par\n"))


def eml(text: Text) -> bytes:
    """Return an e-mail that says the text; its subject is the title."""
    body = "\n\n".join(text.paragraphs)
    return make.eml(text.title, "office@walnut.example", "info@elm.example", _SENT, body)


def scan(text: Text) -> bytes:
    """Return a PDF of one page that is only a picture of the text; needs Pillow."""
    from tests.support import make_scans

    return make_scans.encoded([make_scans.scanned(text.plain)], "PDF", resolution=200)


FORMATS: dict[str, Callable[[Text], bytes]] = {
    "docx": docx,
    "pdf": pdf,
    "txt": txt,
    "html": html,
    "rtf": rtf,
    "eml": eml,
}
PLAIN = ("docx", "pdf", "txt", "html", "rtf")
"""Formats that add nothing to the text."""


class Cabinet:
    """Puts texts into a folder as files."""

    def __init__(self, truth: Truth, seed: int) -> None:
        self.truth = truth
        self.random = random.Random(f"cabinet {seed}")

    def put(self, text: Text, suffix: str | None = None) -> str:
        """Add ``text`` in the format ``suffix`` (else any that adds nothing); returns the path."""
        suffix = suffix or self.random.choice(PLAIN)
        return self.put_bytes(FORMATS[suffix](text), f"{self._name(text.title)}.{suffix}")

    def put_bytes(self, data: bytes, name: str) -> str:
        """Add a file in one of the subfolders; returns the path."""
        folder = self.random.choice(_FOLDERS.split(","))
        year = self.random.choice(("", f"/{self.random.randint(2015, 2024)}"))
        return self.truth.add(f"{folder}{year}/{name}", data)

    def put_scan(self, text: Text) -> str:
        """Add a scan of ``text``, which must fit a page."""
        path = self.put_bytes(scan(text), f"scan{self.random.randint(1000, 9999)}.pdf")
        self.truth.scans.add(path)
        return path

    def _name(self, title: str) -> str:
        words = re.findall(r"\w+", title)[:5]
        return "_".join(words) or "document"
