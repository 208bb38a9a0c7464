"""The pages of the help: Markdown files in resources/help, one folder a language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

HELP: Final = Path(__file__).resolve().parents[3] / "resources" / "help"
_FALLBACK: Final = "en"
_MARKS: Final = re.compile(r"[*`#|\\]|\]\([^)]*\)|\[|^>|<[^>]+>", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Page:
    """One page.

    Attributes:
        name: File name, the same in all languages; its number gives the order.
        title: Its first heading.
        text: Markdown.
        words: What is read, without marks, in small letters.
    """

    name: str
    title: str
    text: str
    words: str

    def has(self, query: str) -> bool:
        """Return whether every word of ``query`` begins or stands somewhere on the page."""
        return all(word in self.words for word in query.casefold().split())


def read_pages(language: str, folder: Path = HELP) -> tuple[Page, ...]:
    """Return all pages in their order; in English where a language has none.

    Args:
        language: Two letters, as in "de".
        folder: Where the folders of the languages are.
    """
    own = folder / language
    chosen = own if own.is_dir() else folder / _FALLBACK
    return tuple(_page(file) for file in sorted(chosen.glob("*.md")))


def found(pages: Sequence[Page], query: str) -> tuple[Page, ...]:
    """Return the pages that have all words of ``query``; those with it in the title come first."""
    hits = [page for page in pages if page.has(query)]
    in_title = query.casefold()
    return tuple(sorted(hits, key=lambda page: bool(query) and in_title not in _low(page.title)))


def _page(file: Path) -> Page:
    text = file.read_text(encoding="utf-8")
    title = next(line[2:] for line in text.splitlines() if line.startswith("# "))
    return Page(file.name, title, text, _low(" ".join(_MARKS.sub("", text).split())))


def _low(text: str) -> str:
    return text.casefold()
