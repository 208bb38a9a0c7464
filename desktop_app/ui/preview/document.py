"""A document made ready to be shown; made on a worker thread."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from desktop_app.similarity.model import Mark
from desktop_app.ui.documents.flowing import flowing
from desktop_app.ui.documents.struck import struck_spans
from desktop_app.ui.preview.display_text import DisplayText

MOST_WORDS = 5000
"""Words marked in one document; beyond that, marks say nothing any more."""


class TextOfDocument(Protocol):
    """What was read of a document: ``ui.work.open_folder.DocumentText``."""

    @property
    def text(self) -> str: ...
    @property
    def page_starts(self) -> tuple[int, ...]: ...
    @property
    def kind(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def title(self) -> str: ...


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A marked stretch, half-open, in code points of the text."""

    start: int
    end: int
    mark: Mark = field(compare=False)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to show of which document.

    Attributes:
        passages: Half-open spans found by meaning, the best one first.
        words: Words to be marked wherever they stand.
        page: To begin at where there is no passage; 0 for the first.
    """

    path: str
    passages: tuple[tuple[int, int], ...] = ()
    words: tuple[str, ...] = ()
    page: int = 0


@dataclass(frozen=True, slots=True)
class PreviewDocument:
    """A document with its marks.

    Attributes:
        folded: What is shown in lower case, letter for letter, for finding in it.
        hits: Marks in order of place.
        struck: Half-open spans of what is struck out, in order of place.
        first: Number of the hit to begin at; -1 where there is none.
        page: To begin at, from 1.
    """

    path: str
    title: str
    kind: str
    display: DisplayText = field(repr=False)
    folded: str = field(repr=False)
    page_starts: tuple[int, ...] = field(repr=False)
    hits: tuple[Span, ...] = field(repr=False)
    struck: tuple[tuple[int, int], ...] = field(default=(), repr=False)
    first: int = -1
    page: int = 1

    @property
    def text(self) -> str:
        return self.display.text

    @property
    def pages(self) -> int:
        return len(self.page_starts)

    def page_of(self, hit: int) -> int:
        """Return the page, from 1, to be shown for a hit."""
        return self.page if hit == self.first else self.page_at(self.hits[hit].start)

    def page_at(self, offset: int) -> int:
        """Return the page, from 1, on which ``offset`` lies."""
        return max(1, bisect_right(self.page_starts, offset))


def make_ready(found: TextOfDocument, wanted: Wanted) -> PreviewDocument:
    """Return a document with what is wanted of it marked."""
    shown = flowing(found.text, found.kind, found.page_starts)
    folded = fold_letters(shown)
    end = len(found.text)
    passages = [
        Span(max(0, start), min(stop, end), Mark.MEANING)
        for start, stop in wanted.passages
        if start < min(stop, end)
    ]
    hits = sorted({*passages, *find_words(folded, wanted.words)})
    first = hits.index(passages[0]) if passages else (0 if hits else -1)
    pages = found.page_starts or (0,)
    page = min(max(1, wanted.page), len(pages))
    if first >= 0:
        begins = max(1, bisect_right(pages, hits[first].start))
        ends = max(1, bisect_right(pages, hits[first].end - 1))
        page = min(max(begins, page), ends)  # a passage may go over several pages
    return PreviewDocument(
        path=found.path,
        title=found.title,
        kind=found.kind,
        display=DisplayText(found.text, shown),
        folded=folded,
        page_starts=tuple(pages),
        hits=tuple(hits),
        struck=tuple(struck_spans(found.text)),
        first=first,
        page=page,
    )


def fold_letters(text: str) -> str:
    """Return the text in lower case, as long as it was."""
    # The one letter whose lower case is two.
    return text.replace("\u0130", "i").lower()


def find_words(folded: str, words: Sequence[str]) -> list[Span]:
    """Return where words stand, as they are or with an ending, in order of place."""
    spans: list[Span] = []
    for form in {fold_letters(word.strip()) for word in words} - {""}:
        count = 0
        at = folded.find(form)
        while at >= 0 and count < MOST_WORDS:
            if not (at and folded[at - 1].isalnum()):
                spans.append(Span(at, at + len(form), Mark.KEYWORD))
                count += 1
            at = folded.find(form, at + len(form))
    return _apart(sorted(spans, key=lambda span: (span.start, -span.end)))[:MOST_WORDS]


def _apart(spans: list[Span]) -> list[Span]:
    """Return spans without those that lie in the one before: “pet” in “petition”."""
    found: list[Span] = []
    for span in spans:
        if not found or span.start >= found[-1].end:
            found.append(span)
    return found
